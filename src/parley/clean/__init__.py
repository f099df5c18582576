"""Pages -> documents: one immutable text, its ranges labelled by role, and metadata with its origin."""

from parley.clean.page import LIBRARIES, VERSION, read

__all__ = ["LIBRARIES", "VERSION", "read"]
