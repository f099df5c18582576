"""Pages that tell of one event within a few days, in whatever words: see `parley.reuse.stories`.

A family (`families`) carries one text; a story is told by one family after the other. A page that nobody else's
page is like is no row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from parley.dates import Date
from parley.link.alike import Alike
from parley.link.changed import Changed
from parley.link.prose import Furniture, Range, content
from parley.link.reading import Derived
from parley.plain import load, packed
from parley.records import make_id
from parley.reuse.stories import Story, again, of_pairs
from parley.reuse.telling import Telling, told
from parley.spans import evidence
from parley.store.base import Row, View

_HEAD = 1500  # code points in which the words that tell a story stand
_ROWS = "stories of pages"  # under which the pages of each story are kept, and which carry one text
_VERSION = "1"  # raise it when the same page would be told by other words
_NARROW = dt.timedelta(6)
_QUOTED = 200  # code points of a page's first content that stand for it


_Days = tuple[dt.date | None, dt.date | None]


class _Page(NamedTuple):
    id: str
    title: str | None
    days: _Days  # between which it was written


def link_stories(
    view: View,
    dates: Mapping[str, Row],
    families: Iterable[Row],
    furniture: Furniture,
    derived: Derived | None = None,
) -> tuple[list[Row], Changed | None]:
    """A row for each story of two or more current documents, in order of ids; or what changed of those put before.

    Args:
        view: The record.
        dates: The dates that links give to documents, by their ids.
        families: The rows of families.
        furniture: What of documents is left out.
        derived: Where the words that tell each page's story, and which pages are alike, are kept.
    """
    kept, families, gone = derived or Derived(view), list(families), furniture
    made_of = {head.id: f"{_VERSION} {gone.get(head.id, '')}" for head in kept.heads}
    titles = {head.id: head.title or "" for head in kept.heads}

    def words(document: str, text: str, blocks: list[Row]) -> bytes:
        found = " ".join(text[a:b] for a, b in content(blocks, gone.get(document, ())))[:_HEAD]
        title = titles[document]
        return told(found if found.startswith(title) else f"{title} {found}")

    def openings(document: str, text: str, blocks: list[Row]) -> bytes:
        return packed(_opening(document, text, list(content(blocks, gone.get(document, ())))))

    pages = [_Page(h.id, h.title, _days(dates.get(h.id, h.published))) for h in kept.heads]
    documents = [page.id for page in pages]
    held = kept.of_texts("words", made_of, words)
    telling = Telling([held[document] for document in documents], [page.days for page in pages])
    alike = Alike(kept, telling, documents, made_of, _VERSION)
    before, of_one = _Before(kept, documents), _OfOneText(families, documents)
    one = of_one.pairs
    changed = before.changed(alike.changed, of_one)
    if changed is None:
        looked = of_pairs(telling, alike.pairs, one)
    else:
        looked = again(telling, alike.pairs, one, changed, before.whole(changed))
    found = [story for story in looked if len(story.pages) > 1]
    named = [documents[page] for story in found for page in story.pages]
    opening = kept.of_texts("opening", {document: made_of[document] for document in named}, openings)
    rows = sorted((_row(s, pages, of_one.family, opening) for s in found), key=lambda row: str(row["id"]))
    now = {row["id"]: row["documents"] for row in rows}
    left = before.without({documents[page] for story in looked for page in story.pages})
    stories = (
        now if changed is None else {**{i: d for i, d in before.stories.items() if i not in left}, **now}
    )
    kept.keep(_ROWS, [("stories", packed(stories)), ("one text", packed(of_one.plain))])
    return rows, None if changed is None else Changed(rows, sorted(left - now.keys()), len(stories))


class _OfOneText:
    """Which pages carry one text: the family of each, and the pairs that are tied as carrying the whole of it."""

    def __init__(self, families: Sequence[Row], documents: Sequence[str]) -> None:
        number = {document: n for n, document in enumerate(documents)}
        self.family = {document: row["id"] for row in families for document in row["documents"]}
        ties = [(tie["a"], tie["b"]) for row in families if row["kind"] != "passages" for tie in row["ties"]]
        self.pairs = [(min(p), max(p)) for p in ((number[a], number[b]) for a, b in ties)]
        self.plain = [*(list(pair) for pair in sorted(self.family.items())), *map(list, sorted(ties))]


class _Before:
    """The stories of the run before."""

    def __init__(self, derived: Derived, documents: Sequence[str]) -> None:
        kept = {part: load(value) for part, value in derived.kept(_ROWS).items()}
        self.stories: dict[str, list[str]] = kept.get("stories", {})
        self._one_text = {(a, b) for a, b in kept.get("one text", ())}
        self._is_kept = bool(kept)
        self._number = {document: n for n, document in enumerate(documents)}

    def changed(self, pages: Sequence[int] | None, of_one: _OfOneText) -> list[int] | None:
        """The pages whose stories may be others, from those that are not as they were; None: all.

        They, those whose families or ties are others, and those that were of one story with one of these or with one
        that went.
        """
        if pages is None or not self._is_kept:
            return None
        turned = {
            one for pair in self._one_text.symmetric_difference(map(tuple, of_one.plain)) for one in pair
        }
        out = {*pages, *(self._number[one] for one in turned if one in self._number)}
        for story in self.stories.values():
            numbers = [self._number.get(document, -1) for document in story]
            if -1 in numbers or not out.isdisjoint(numbers):
                out.update(number for number in numbers if number >= 0)
        return sorted(out)

    def whole(self, changed: Collection[int]) -> list[list[int]]:
        """The stories none of whose pages is among those that changed, by the pages' numbers."""
        out = set(changed)
        numbered = ([self._number.get(d, -1) for d in story] for story in self.stories.values())
        return [numbers for numbers in numbered if -1 not in numbers and out.isdisjoint(numbers)]

    def without(self, looked: Collection[str]) -> set[str]:
        """The ids of stories with a page that was looked at again, or that went."""
        return {
            story
            for story, documents in self.stories.items()
            if any(document in looked or document not in self._number for document in documents)
        }


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
        "evidence": [found for document in documents if (found := load(opening[document]))],
    }


def _between(pages: Sequence[_Page]) -> Date:
    """From the first to the last day on which a story is told, by its pages whose days are known best."""
    known = [(first, last) for first, last in (page.days for page in pages) if first and last]
    narrow = [(first, last) for first, last in known if last - first <= _NARROW]
    days = narrow or known
    if not days:
        return Date.unknown()
    return Date.span(min(first for first, _ in days), max(last for _, last in days), "inferred")
