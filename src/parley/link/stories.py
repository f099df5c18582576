"""Pages that tell of one event within a few days, in whatever words: see `parley.reuse.stories`.

A family (`families`) carries one text; a story is told by one family after the other. A page that nobody else's
page is like is no row.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parley.dates import Date
from parley.link.prose import Range, content, left_out
from parley.link.reading import Derived
from parley.records import make_id
from parley.reuse import Story, stories
from parley.spans import evidence
from parley.store.base import Row, View

_HEAD = 1500  # code points in which the words that tell a story stand
_VERSION = "1"  # raise it when the same page would be told by other words
_NARROW = dt.timedelta(6)
_QUOTED = 200  # code points of a page's first content that stand for it


_Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class _Page:
    id: str
    title: str | None
    days: _Days  # between which it was written
    evidence: dict[str, Any] | None


def link_stories(
    view: View,
    dates: Mapping[str, Row],
    families: Iterable[Row] = (),
    furniture: Iterable[Row] = (),
    derived: Derived | None = None,
) -> list[Row]:
    """A row for each story of two or more current documents, in order of ids.

    Args:
        view: The record.
        dates: The dates that links give to documents, by their ids.
        families: The rows of families.
        furniture: The rows of outlets' furniture.
        derived: Where what tells each page's story is kept.
    """
    families, pages = list(families), list[_Page]()
    told = list(_told(derived or Derived(view), dates, left_out(furniture), pages))
    found = stories(told, _of_one_text(families, [page.id for page in pages]))
    family = {document: row["id"] for row in families for document in row["documents"]}
    rows = [_row(story, pages, family) for story in found if len(story.pages) > 1]
    return sorted(rows, key=lambda row: str(row["id"]))


def _of_one_text(families: Iterable[Row], documents: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of pages that are tied as carrying one text, by their numbers."""
    number = {document: n for n, document in enumerate(documents)}
    for row in families:
        if row["kind"] != "passages":
            for tie in row["ties"]:
                one, other = number[tie["a"]], number[tie["b"]]
                yield min(one, other), max(one, other)


def _told(
    derived: Derived, dates: Mapping[str, Row], gone: Mapping[str, Sequence[Range]], pages: list[_Page]
) -> Iterator[tuple[str, _Days]]:
    """The words that tell each page's story, and its days; what else of the page counts is added to `pages`."""

    def make(document: str, text: str, blocks: list[Row]) -> bytes:
        own = list(content(blocks, gone.get(document, ())))
        told = " ".join(text[start:end] for start, end in own)[:_HEAD]
        return json.dumps([told, _opening(document, text, own)]).encode()

    made_of = {head.id: f"{_VERSION} {gone.get(head.id, '')}" for head in derived.heads}
    kept = derived.of_texts("told", made_of, make)
    for head in derived.heads:
        told, opening = json.loads(kept.pop(head.id))
        title, days = head.title or "", _days(dates.get(head.id, head.published))
        pages.append(_Page(head.id, head.title, days, opening))
        yield told if told.startswith(title) else f"{title} {told}", days


def _opening(document_id: str, text: str, own: Sequence[Range]) -> dict[str, Any] | None:
    """The beginning of a page's content as evidence, up to the end of a word."""
    if not own:
        return None
    start, end = own[0]
    if end - start > _QUOTED:
        end = max(text.rfind(" ", start, start + _QUOTED), start + 1)
    return evidence(document_id, text, start, end).to_dict()


def _days(date: Row) -> _Days:
    first, last = date["earliest"], date["latest"]
    return dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None


def _row(story: Story, pages: Sequence[_Page], family: Mapping[str, str]) -> Row:
    members = [pages[number] for number in story.pages]
    documents = [page.id for page in members]
    centre = pages[story.centre]
    titled = centre if centre.title else next((page for page in members if page.title), centre)
    return {
        "id": make_id("story", *sorted(documents)),
        "documents": documents,
        "title": titled.title,
        "date": _between(members).to_dict(),
        "families": sorted({family[document] for document in documents if document in family}),
        "sources": len({family.get(document, document) for document in documents}),
        "evidence": [page.evidence for page in members if page.evidence],
    }


def _between(pages: Sequence[_Page]) -> Date:
    """From the first to the last day on which a story is told, by its pages whose days are known best."""
    known = [(first, last) for first, last in (page.days for page in pages) if first and last]
    narrow = [(first, last) for first, last in known if last - first <= _NARROW]
    days = narrow or known
    if not days:
        return Date.unknown()
    return Date.span(min(first for first, _ in days), max(last for _, last in days), "inferred")
