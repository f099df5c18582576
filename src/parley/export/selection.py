"""What an export is made of: the rows that a filter chooses, and what else is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

from parley.records import Document
from parley.store.base import Filter, Row, View
from parley.store.decisions import KINDS, REJECTED, REVIEWED, chooses

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

    def left_out(self) -> dict[str, int]:
        """How many rows of each kind a person rejected, of those that the filter chooses otherwise."""
        if self.where.review is not None:
            return {}
        where = replace(self.where, review=REJECTED)
        held = {kind: self.view.count(kind, where) for kind in KINDS if kind in self.view.kinds()}
        return {kind: count for kind, count in held.items() if count}

    def reviewed(self) -> str | None:
        """A sentence on what a person decided about the rows; None where nothing hangs on it."""
        if self.where.review == REVIEWED:
            return "Only entries that a person accepted or corrected, as corrected, and what stands for them."
        if self.where.review is not None:
            return f"Of what is reviewed, only entries whose review is: {self.where.review}."
        if hidden := self.left_out():
            told = ", ".join(f"{kind}: {count:,}" for kind, count in hidden.items())
            return f"Left out, because a person rejected them: {told}."
        return None

    def holds(self, kind: str, row: Row) -> bool:
        """Whether a row that others refer to may be there, chosen or not, by what a person decided about it."""
        state = (row.get("review") or {}).get("state")
        return kind not in KINDS or chooses(self.where.review, state)

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
