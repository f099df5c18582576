"""What an export is made of: the rows that a filter chooses, and what else is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from parley.records import Document
from parley.store.base import Filter, Row, View

ALL = Filter()
_PAGES = 64  # documents kept at hand; entries come page by page, links rest on several pages


class Counts(dict[str, int]):
    """How many rows of each kind a format holds; `left_out` those that the filter chose and it cannot say."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: dict[str, int] = {}

    def add(self, kind: str, said: bool = True) -> None:
        """One more row of a kind."""
        where = self if said else self.left_out
        where[kind] = where.get(kind, 0) + 1


class Selection:
    """The rows of a record that a filter chooses, kind by kind, as the listings choose them."""

    def __init__(self, view: View, where: Filter = ALL) -> None:
        self.view = view
        self.where = where
        self.document = lru_cache(_PAGES)(self._document)

    def kinds(self) -> list[str]:
        """Documents, what was read from them, what was linked, and the rejections."""
        read = (kind for kind in self.view.kinds() if kind not in ("documents", "rejections"))
        return ["documents", *read, "rejections"]

    def rows(self, kind: str) -> Iterator[Row]:
        """The rows of a kind; none of one that the record does not have.

        An input that was rejected is said by nobody and has no date: whatever the filter asks for, it is not it.
        """
        if kind == "documents":
            return self.view.documents(self.where)
        if kind == "rejections":
            return self.view.rejections() if self.where == ALL else iter(())
        return self.view.entries(kind, self.where)

    def name(self, actor: str) -> str:
        """What an actor id, or a name that is none, is called."""
        return str(self.actors[actor]["name"]) if actor in self.actors else actor

    @cached_property
    def actors(self) -> Mapping[str, Row]:
        """All actors of the record by their ids, whatever the filter."""
        return {row["id"]: row for row in self.view.links("actors")}

    def pages(self, row: Row) -> list[Document]:
        """The documents that a row rests on, in order of its evidence."""
        ids = [item["document_id"] for item in row.get("evidence") or ()]
        return [self.document(document_id) for document_id in dict.fromkeys(ids)]

    def _document(self, document_id: str) -> Document:
        return self.view.document(document_id)
