"""Current documents without their texts, as links read them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from parley.store.base import Row

VERSION = "2"  # raise it when `Head` holds other fields
MORE = ("published", "fetched", "wire_id", "version", "supersedes", "status")  # beside what a column holds


class Head(NamedTuple):
    """A current document without its text; `published` is the date that it bears itself."""

    id: str
    uri: str
    outlet: str | None
    title: str | None
    published: Row
    fetched: str | None
    wire_id: str | None = None
    version: str | None = None
    supersedes: Sequence[str] = ()
    status: str | None = None


place = attrgetter("uri", "id")  # of a head among all
