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
import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import NamedTuple

from parley.clean.lines import key, unit
from parley.link.reading import Derived
from parley.records import name_key
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
_EVIDENCE = [field.name for field in fields(Evidence)]
_TELLING = 3  # longest paragraphs of a page by which copies are known


class _Line(NamedTuple):
    start: int
    end: int
    key: int  # of its words
    words: int
    sentence: int  # 1 where it reads like one


@dataclass(frozen=True, slots=True)
class _Page:
    document_id: str
    lines: Sequence[_Line]


def link_furniture(view: View, derived: Derived | None = None) -> list[Row]:
    """A row for each document that prints its outlet's furniture, in order of ids.

    Args:
        view: The record.
        derived: Where the lines of each page are kept.
    """
    kept = derived or Derived(view)
    key, names = cache(name_key), dict[str, str]()
    outlet = {head.id: key(head.outlet) for head in kept.heads if head.outlet}
    for head in kept.heads:
        if head.outlet:
            names.setdefault(key(head.outlet), head.outlet)
    before = {row["document_id"]: row for row in view.links("furniture")}
    rows, touched = _untouched(before, kept, outlet)
    outlets: dict[str, list[_Page]] = defaultdict(list)
    packed = kept.of_texts("lines", {d: _VERSION for d, of in outlet.items() if of in touched}, _packed)
    for document in [document for document in outlet if document in packed]:
        outlets[outlet[document]].append(_page(document, packed.pop(document)))
    rows += [
        _row(view, page, names[of], found, {} if page.document_id in kept.fresh else before)
        for of, pages in outlets.items()
        if len(pages) >= _STORIES
        for page, found in furniture(pages)
    ]
    return sorted(rows, key=lambda row: str(row["id"]))


def _untouched(
    stored: Mapping[str, Row], kept: Derived, outlet: Mapping[str, str]
) -> tuple[list[Row], set[str]]:
    """The rows of outlets of which no page came, went or was read again, and the keys of the other outlets."""
    rules, known = _VERSION.encode(), kept.kept(_STEP)
    before: dict[str, str] = json.loads(known["outlets"]) if known.get("rules") == rules else {}
    fresh, touched = kept.fresh, set(outlet.values())
    if before:
        changed = {d for d in outlet.keys() | before.keys() if outlet.get(d) != before.get(d)}
        touched = {
            of for d in changed | (fresh & outlet.keys()) for of in (outlet.get(d), before.get(d)) if of
        }
    if touched:
        kept.keep(_STEP, [("rules", rules), ("outlets", json.dumps(outlet).encode())])
    left = stored.items() if before else ()
    return [row for document, row in left if outlet.get(document) not in (None, *touched)], touched


def furniture(pages: Sequence[_Page]) -> Iterator[tuple[_Page, list[tuple[_Line, str]]]]:
    """The pages of one outlet that hold furniture, with their lines of it and the reason."""
    family = _families(pages)
    stories = len(set(family))
    printed: dict[int, set[int]] = defaultdict(set)
    for page, number in zip(pages, family, strict=True):
        for line in page.lines:
            if line.words <= _WORDS:
                printed[line.key].add(number)
    edge = max(_STORIES, _SHARE * stories)
    between = max(_BETWEEN_STORIES, _BETWEEN_SHARE * stories)
    for page in pages:
        counts = [len(printed[line.key]) for line in page.lines]
        first = next((i for i, count in enumerate(counts) if count < edge), None)
        if first is None:  # nothing else on it: no story, and nothing to take away
            continue
        last = next(i for i in range(len(counts) - 1, -1, -1) if counts[i] < edge)
        found = [
            (line, f"the outlet prints it in {count} of {stories} stories")
            for i, (line, count) in enumerate(zip(page.lines, counts, strict=True))
            if not first <= i <= last or (count >= between and not line.sentence)
        ]
        if found:
            yield page, found


class Covered:
    """Whether an entry stands in furniture."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._ranges = {row["document_id"]: [(b["start"], b["end"]) for b in row["blocks"]] for row in rows}

    def holds(self, entry: Row) -> bool:
        """Whether the entry's first words are furniture of its page."""
        document = entry["document_id"]
        return document in self._ranges and self.at(document, min(e["start"] for e in entry["evidence"]))

    def at(self, document_id: str, place: int) -> bool:
        """Whether an offset of a document lies in furniture."""
        return any(start <= place < end for start, end in self._ranges.get(document_id, ()))


def _packed(_: str, text: str, blocks: Iterable[Row]) -> bytes:
    """The lines of a page, five numbers each."""
    out = array("q")
    for block in blocks:
        if block["role"] in _ROLES:
            found = unit(text, Span(block["start"], block["end"]))
            words = hashlib.blake2b(key(found.text).encode("utf-8", "surrogatepass"), digest_size=7).digest()
            sentence = found.prose or found.long
            out.extend((found.start, found.end, int.from_bytes(words, "big"), found.words, sentence))
    return out.tobytes()


def _page(document_id: str, packed: bytes) -> _Page:
    numbers = array("q", packed).tolist()
    return _Page(document_id, [_Line(*numbers[i : i + 5]) for i in range(0, len(numbers), 5)])


def _families(pages: Sequence[_Page]) -> list[int]:
    """For each page a number that copies and versions of its story share."""
    leader = list(range(len(pages)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    seen: dict[int, int] = {}
    for i, page in enumerate(pages):
        long = sorted((line for line in page.lines if line.sentence), key=lambda line: -line.words)
        for line in long[:_TELLING]:
            leader[find(i)] = find(seen.setdefault(line.key, i))
    return [find(i) for i in range(len(pages))]


def _row(
    view: View, page: _Page, outlet: str, found: Sequence[tuple[_Line, str]], before: Mapping[str, Row]
) -> Row:
    """The row of a page; `before`: rows of pages that have not changed, which hold the words of lines."""
    known = before.get(page.document_id, {"blocks": ()})
    words = {(b["start"], b["end"]): {name: b[name] for name in _EVIDENCE} for b in known["blocks"]}
    if any((line.start, line.end) not in words for line, _ in found):
        text, of = view.document(page.document_id, linked=False).text, page.document_id
        words = {
            (line.start, line.end): evidence(of, text, line.start, line.end).to_dict() for line, _ in found
        }
    blocks = [{**words[line.start, line.end], "role": "other", "reason": reason} for line, reason in found]
    return {
        "id": row_id(page.document_id),
        "document_id": page.document_id,
        "outlet": outlet,
        "blocks": blocks,
    }
