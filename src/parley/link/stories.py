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

import numpy as np

from parley.dates import Date
from parley.link.prose import Range, content, left_out
from parley.link.reading import Derived
from parley.records import make_id
from parley.reuse.stories import Story, of_pairs
from parley.reuse.telling import Array, Pairs, Telling, joined, told
from parley.spans import evidence
from parley.store.base import Row, View

_HEAD = 1500  # code points in which the words that tell a story stand
_STEP = "stories"  # under which the pages that are alike are kept
_KEPT = "2"  # raise it when the same pages would be alike otherwise
_MOST = 0.3  # of the pages, new or changed; of more, all pairs are found again
_VERSION = "1"  # raise it when the same page would be told by other words
_NARROW = dt.timedelta(6)
_QUOTED = 200  # code points of a page's first content that stand for it


_Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class _Page:
    id: str
    title: str | None
    days: _Days  # between which it was written


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
        derived: Where the words that tell each page's story, and which pages are alike, are kept.
    """
    kept, families, gone = derived or Derived(view), list(families), left_out(furniture)
    made_of = {head.id: f"{_VERSION} {gone.get(head.id, '')}" for head in kept.heads}
    titles = {head.id: head.title or "" for head in kept.heads}

    def words(document: str, text: str, blocks: list[Row]) -> bytes:
        found = " ".join(text[a:b] for a, b in content(blocks, gone.get(document, ())))[:_HEAD]
        title = titles[document]
        return told(found if found.startswith(title) else f"{title} {found}")

    def openings(document: str, text: str, blocks: list[Row]) -> bytes:
        return json.dumps(_opening(document, text, list(content(blocks, gone.get(document, ()))))).encode()

    pages = [_Page(h.id, h.title, _days(dates.get(h.id, h.published))) for h in kept.heads]
    documents = [page.id for page in pages]
    held = kept.of_texts("words", made_of, words)
    telling = Telling([held[document] for document in documents], [page.days for page in pages])
    pairs = _alike(kept, telling, documents, made_of)
    found = [s for s in of_pairs(telling, pairs, _of_one_text(families, documents)) if len(s.pages) > 1]
    named = [documents[page] for story in found for page in story.pages]
    opening = kept.of_texts("opening", {document: made_of[document] for document in named}, openings)
    family = {document: row["id"] for row in families for document in row["documents"]}
    rows = [_row(story, pages, family, opening) for story in found]
    return sorted(rows, key=lambda row: str(row["id"]))


def _alike(derived: Derived, telling: Telling, documents: Sequence[str], made_of: Mapping[str, str]) -> Pairs:
    """The pages that are alike; those found before stay where neither page, its days or its words' weights changed."""
    basis, fresh = f"{_KEPT} {_VERSION} {telling.size}".encode(), derived.fresh
    kept = derived.kept(_STEP)
    pairs, dirty = None, list[int]()
    if kept.get("basis") == basis:
        before: dict[str, str] = json.loads(kept["documents"])
        first, last = np.frombuffer(kept["days"], np.int64).reshape(2, len(before)).tolist()
        known = {d: (of, a, b) for (d, of), a, b in zip(before.items(), first, last, strict=True)}
        now = zip(documents, *telling.days.tolist(), strict=True)
        same = [known.get(document) == (made_of[document], *days) for document, *days in now]
        changed = telling.changed(
            np.frombuffer(kept["words"], np.uint32), np.frombuffer(kept["levels"], np.int8)
        )
        again = (number for number, document in enumerate(documents) if document in fresh)
        other = (number for number, is_same in enumerate(same) if not is_same)
        dirty = sorted({*changed.tolist(), *other, *again})
        if not dirty and len(before) == len(documents):
            return _unpacked(kept, np.arange(len(documents)))
        if len(dirty) < _MOST * len(documents):
            clean = {documents[number]: number for number in set(range(len(documents))).difference(dirty)}
            number = np.array([clean.get(document, -1) for document in before], np.int64)
            pairs = joined(_unpacked(kept, number), telling.alike(np.array(dirty, np.int64)))
    pairs = telling.alike() if pairs is None else pairs
    parts = {
        "basis": basis,
        "documents": json.dumps({document: made_of[document] for document in documents}).encode(),
        "days": telling.days.tobytes(),
        "words": telling.words.tobytes(),
        "levels": telling.levels.tobytes(),
        "left": pairs.left.astype(np.uint32).tobytes(),
        "right": pairs.right.astype(np.uint32).tobytes(),
        "value": pairs.value.tobytes(),
    }
    derived.keep(_STEP, parts.items())
    return pairs


def _unpacked(kept: Mapping[str, bytes], number: Array) -> Pairs:
    """The pairs that were kept, by the pages' numbers now; without those of pages that have none: -1."""
    left, right = (number[np.frombuffer(kept[name], np.uint32)] for name in ("left", "right"))
    there = (left >= 0) & (right >= 0)
    low, high = np.minimum(left, right), np.maximum(left, right)
    return Pairs(low[there], high[there], np.frombuffer(kept["value"], np.float64)[there])


def _of_one_text(families: Iterable[Row], documents: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of pages that are tied as carrying one text, by their numbers."""
    number = {document: n for n, document in enumerate(documents)}
    for row in families:
        if row["kind"] != "passages":
            for tie in row["ties"]:
                one, other = number[tie["a"]], number[tie["b"]]
                yield min(one, other), max(one, other)


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


def _row(
    story: Story, pages: Sequence[_Page], family: Mapping[str, str], opening: Mapping[str, bytes]
) -> Row:
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
        "evidence": [found for document in documents if (found := json.loads(opening[document]))],
    }


def _between(pages: Sequence[_Page]) -> Date:
    """From the first to the last day on which a story is told, by its pages whose days are known best."""
    known = [(first, last) for first, last in (page.days for page in pages) if first and last]
    narrow = [(first, last) for first, last in known if last - first <= _NARROW]
    days = narrow or known
    if not days:
        return Date.unknown()
    return Date.span(min(first for first, _ in days), max(last for _, last in days), "inferred")
