"""Lines that an outlet prints in story after story: what only many of its pages together can tell.

1. Pages of one outlet that share a long paragraph are copies or versions of one story: they count once.
   So a story that is printed again and again never becomes furniture, and no other outlet's pages count.
2. A line counts as repeated when enough stories print it.
3. Repeated lines at the beginning or end of a page's content are furniture: calls to subscribe, notes on the
   author, terms of use. Between paragraphs only short lines are, and only where half of the stories print
   them; a repeated sentence there is background that reporters write again.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import NamedTuple

import numpy as np

from parley.clean.lines import key, sentence
from parley.link.parts import from_parts, in_parts
from parley.link.reading import Derived
from parley.records import name_key
from parley.reuse.arrays import distinct
from parley.reuse.holders import Numbers
from parley.spans import Evidence, Span, evidence
from parley.store.base import Row, View
from parley.store.furniture import row_id

# On 24,000 news pages of 27 outlets, of 180 sentences that stand so at an edge 170 are furniture, the others
# names of panels and captions; three stories are the fewest with which no news was among them.
_STORIES = 3
_SHARE = 0.01  # of an outlet's stories, lest a turn of phrase in thousands of pages count
_BETWEEN_STORIES, _BETWEEN_SHARE = 5, 0.5
_ROLES = frozenset(("body", "crosshead", "caption"))
_WORDS = 80  # of a line that may be furniture
_VERSION = "1"  # raise it when the same page would have other lines
_STEP = "furniture"  # under which each page's outlet is kept
_KEPT = "2"  # raise it when that is kept otherwise
_EVIDENCE = [field.name for field in fields(Evidence)]
_EXACT = 100  # stories, below which their number is told as it is
_TELLING = 3  # longest paragraphs of a page by which copies are known


class _Line(NamedTuple):
    start: int
    end: int
    reason: str


def link_furniture(
    view: View, derived: Derived | None = None, before: Mapping[str, Row] | None = None
) -> list[Row]:
    """A row for each document that prints its outlet's furniture, in order of ids.

    Args:
        view: The record.
        derived: Where the lines of each page are kept.
        before: The rows of the run before, by their ids; those of outlets that did not change stay the same objects.
    """
    kept, stored = derived or Derived(view), before or {}
    key, names = cache(name_key), dict[str, str]()
    outlet = {head.id: key(head.outlet) for head in kept.heads if head.outlet}
    for head in kept.heads:
        if head.outlet:
            names.setdefault(key(head.outlet), head.outlet)
    rows, touched = _untouched(stored, kept, outlet)
    outlets: dict[str, list[str]] = defaultdict(list)
    for document, of in outlet.items():
        if of in touched:
            outlets[of].append(document)
    made_of = {document: _VERSION for documents in outlets.values() for document in documents}
    packed = kept.of_texts("lines", made_of, _packed)
    for of, documents in outlets.items():
        if len(documents) >= _STORIES:
            found = furniture([packed[document] for document in documents])
            for number, lines in found.items():
                document = documents[number]
                known = None if document in kept.fresh else stored.get(row_id(document))
                rows.append(_row(view, document, names[of], lines, known))
    return sorted(rows, key=lambda row: str(row["id"]))


def _untouched(
    stored: Mapping[str, Row], kept: Derived, outlet: Mapping[str, str]
) -> tuple[list[Row], set[str]]:
    """The rows of outlets of which no page came, went or was read again, and the keys of the other outlets."""
    rules, known = f"{_VERSION} {_KEPT}".encode(), kept.kept(_STEP)
    before: dict[str, str] = from_parts("outlets", known, kept) if known.get("rules") == rules else {}
    fresh, touched = kept.fresh, set(outlet.values())
    if before:
        changed = {d for d in outlet.keys() | before.keys() if outlet.get(d) != before.get(d)}
        touched = {
            of for d in changed | (fresh & outlet.keys()) for of in (outlet.get(d), before.get(d)) if of
        }
    if touched:
        kept.keep(_STEP, [("rules", rules), *in_parts("outlets", outlet)])
    left = stored.values() if before else ()
    return [row for row in left if outlet.get(row["document_id"]) not in (None, *touched)], touched


def furniture(pages: Sequence[bytes]) -> dict[int, list[_Line]]:
    """The lines of furniture of the pages of one outlet that hold some, by the pages' numbers.

    Args:
        pages: The lines of each, as `_packed` gives them.
    """
    lines = np.frombuffer(b"".join(pages), np.int64).reshape(-1, 5)
    page = np.repeat(np.arange(len(pages)), [len(packed) // (8 * 5) for packed in pages])
    start, end, key, words, sentence = lines.T
    _, key = np.unique(key, return_inverse=True)
    family = np.array(_families(len(pages), page, key, np.where(sentence, words, -1)), np.int64)
    stories = len(set(family.tolist()))
    short = words <= _WORDS
    printed = distinct(key[short] * len(pages) + family[page[short]])  # each line in each family once
    counts = np.bincount(printed // len(pages), minlength=key.max(initial=-1) + 1)[key]
    own = np.flatnonzero(counts < max(_STORIES, _SHARE * stories))
    first, last = np.full(len(pages), len(lines)), np.full(len(pages), -1)
    first[page[own[::-1]]], last[page[own]] = own[::-1], own
    place = np.arange(len(lines))
    at_edge = (place < first[page]) | (place > last[page])
    between = (counts >= max(_BETWEEN_STORIES, _BETWEEN_SHARE * stories)) & (sentence == 0)
    # A page without a line of its own is no story, and there is nothing to take away.
    found = np.flatnonzero((at_edge | between) & (last[page] >= 0))
    out: dict[int, list[_Line]] = defaultdict(list)
    for number, begin, after, count in zip(
        *(part[found].tolist() for part in (page, start, end, counts)), strict=True
    ):
        reason = f"the outlet prints it in {some(count)} of {some(stories)} stories"
        out[number].append(_Line(begin, after, reason))
    return out


def some(number: int) -> str:
    """A number as it is told: from a hundred on by two digits, lest each new story write all rows of its outlet."""
    unit = 10 ** (len(str(number)) - 2) if number >= _EXACT else 1
    return f"some {number // unit * unit:,}" if number % unit else f"{number:,}"


class Covered:
    """Whether an entry stands in furniture."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._ranges = {row["document_id"]: [(b["start"], b["end"]) for b in row["blocks"]] for row in rows}

    def holds(self, entry: Row) -> bool:
        """Whether the entry's first words are furniture of its page."""
        document = entry["document_id"]
        return document in self._ranges and self.at(document, min(e["start"] for e in entry["evidence"]))

    def outside(self, document_id: str, told: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
        """What stands at some offsets of a document, without that in furniture."""
        if document_id not in self._ranges:
            return told
        return [(place, what) for place, what in told if not self.at(document_id, place)]

    def at(self, document_id: str, place: int) -> bool:
        """Whether an offset of a document lies in furniture."""
        return any(start <= place < end for start, end in self._ranges.get(document_id, ()))


def _packed(_: str, text: str, blocks: Iterable[Row]) -> bytes:
    """The lines of a page, five numbers each."""
    out = array("q")
    for block in blocks:
        if block["role"] in _ROLES:
            start, end = block["start"], block["end"]
            line, words, is_sentence = sentence(text, Span(start, end))
            found = hashlib.blake2b(key(line).encode("utf-8", "surrogatepass"), digest_size=7).digest()
            out.extend((start, end, int.from_bytes(found, "big"), words, is_sentence))
    return out.tobytes()


def _families(count: int, page: Numbers, key: Numbers, words: Numbers) -> list[int]:
    """For each page a number that copies and versions of its story share.

    Args:
        count: How many pages there are.
        page: The number of the page of each line.
        key: A number for its words.
        words: How many it has; -1 of lines that are no sentence.
    """
    leader = list(range(count))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    order = np.lexsort((-words, page))  # of each page the longest first, of those as long the first
    begin = np.searchsorted(page, page)[order]  # lines of one page come together
    telling = order[(np.arange(len(order)) - begin < _TELLING) & (words[order] >= 0)]
    seen: dict[int, int] = {}
    for number, line in zip(page[telling].tolist(), key[telling].tolist(), strict=True):
        leader[find(number)] = find(seen.setdefault(line, number))
    return [find(number) for number in range(count)]


def _row(view: View, document: str, outlet: str, found: Sequence[_Line], known: Row | None) -> Row:
    """The row of a page; `known`: the one of the run before, of the same page, which holds the words of lines."""
    words = (
        {(b["start"], b["end"]): {name: b[name] for name in _EVIDENCE} for b in known["blocks"]}
        if known
        else {}
    )
    if any((line.start, line.end) not in words for line in found):
        text = view.document(document, linked=False).text
        pieces = (evidence(document, text, line.start, line.end) for line in found)
        words = {(piece.start, piece.end): piece.to_dict() for piece in pieces}
    blocks = [{**words[line.start, line.end], "role": "other", "reason": line.reason} for line in found]
    return {"id": row_id(document), "document_id": document, "outlet": outlet, "blocks": blocks}
