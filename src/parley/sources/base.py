"""What a source is: something that delivers pages.

A source never raises for one bad member: it yields a `Rejection` in its place and goes on, so that
every input is accounted for. It raises `UnknownSource` only when there is nothing to read at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from parley.records import Page, Rejection


class Source(Protocol):
    """Something that delivers pages in a stable order, streaming."""

    @property
    def name(self) -> str:
        """What tells it from other sources of a record: an absolute path, a URL, a hash of a stream."""
        ...

    def pages(self) -> Iterator[Page | Rejection]:
        """Every member, as a page or as a rejection with its reason. Locators are unique."""
        ...
