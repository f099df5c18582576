"""The tables that hold a record, in the order in which they rest on each other, for copies of the whole.

What they are made into for search is not copied: each back end makes it from the documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, those that its rows are put in order by first."""

    name: str
    columns: tuple[str, ...]
    keys: int = 1
    joined: str = ""  # what FROM takes for these columns, where it is more than the table

    @property
    def rows(self) -> str:
        """What FROM takes."""
        return self.joined or self.name

    @property
    def order(self) -> Sequence[str]:
        """The columns that tell its rows apart."""
        return self.columns[: self.keys]


ENTRIES = Table("entries", ("id", "kind", "document_id", "start", "earliest", "latest", "payload"))
LINKS = Table("links", ("kind", "id", "payload", "place"), 2)
# Facets name their entry by its number, which each record gives itself; a copy names it by its id.
FACETS = Table("facets", ("entry", "name", "value"), 3)
_FACETS_BY_ID = Table("facets", ("id", "name", "value"), 3, "facets JOIN entries ON number = entry")
TABLES = (
    Table(
        "documents",
        (
            "id", "uri", "outlet", "outlet_key", "title", "sha256", "cleaned", "earliest", "latest",
            "payload", "text",
        ),
    ),
    Table("raw", ("sha256", "content")),
    Table("pages", ("source", "locator", "uri", "fingerprint", "cleaned", "document_id", "rejection"), 2),
    Table("readings", ("document_id", "step", "version"), 2),
    ENTRIES,
    _FACETS_BY_ID,
    Table("link_kinds", ("kind", "stamp")),
    LINKS,
    Table(
        "decisions",
        (
            "number", "at", "reviewer", "kind", "entry_id", "verb", "field", "value", "note", "machine",
            "anchor", "undoes",
        ),
    ),
    Table("derived", ("document_id", "step", "made_of", "value"), 2),
    Table("dated", ("id", "earliest", "latest", "payload")),
)  # fmt: skip
