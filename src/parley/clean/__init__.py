"""Pages -> documents: one immutable text, its ranges labelled by role, and metadata with its origin."""

from parley.clean.page import VERSION, read

__all__ = ["VERSION", "read"]
