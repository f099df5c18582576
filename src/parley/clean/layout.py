"""Which lines are the body's: a run of prose, at one indent where the text shows how its page was nested.

Programs that print a page as text (inscriptis, lynx, w3m) indent a line by the elements around it. An
article's paragraphs are siblings, so they stand at one indent; captions and adverts between them stand
deeper, and what is printed less deep belongs to another part of the page. On the flattened fundus pages 96 %
of the articles' words stand at their indent, and 15 % of the words of other lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parley.clean import runs
from parley.clean.lines import Unit
from parley.clean.runs import PARAGRAPH

# What lines weigh in the search for a run at one indent. Set on the flattened fundus pages, confirmed on those
# of scrapinghub; each may be halved or doubled for less than .004 of token F1, but `_ALONE` (.01).
_NESTED = -0.1  # a deeper line: an embed parts an article hardly
_LEFT = -1.0  # a less deep line: the element that holds the article has ended
_SHORT = 0.75  # of what a short line at the body's indent costs elsewhere
_ALONE = 0.5  # of a paragraph's score without another beside it: so stand teasers
_DEEPER = 0.5  # of deeper paragraphs' scores counts for the indent around them
_CANDIDATES = 4  # indents with the most prose, one of which is the body's
_MOST = 0.5  # of a run's prose stands at the body's indent, or the indents say nothing
_ITEMS = 0.9  # of the prose at an indent: more are a list's, and the body is what it hangs under
_PART = 0.25  # of the prose that the body would be without indents
_SECTION = 3  # paragraphs in a row at an indent of their own: a part of the article, no embed
_NEAR = 4  # lines between the run and a section above or below it
_LIST = 4  # columns that a list of the article stands deeper than its paragraphs
_LONG = 60  # words; longer than captions and teasers are
_HEADING = 12  # words
_ITEM = re.compile(r"(?:[*•·+]|\d{1,3}[.)])\s")
_QUOTE = ('"', "“", "„", "«", "‘", "»", "'")


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines of a body: `members`, which lie in the half-open range from `first` to `last`."""

    first: int
    last: int
    members: frozenset[int]
    indent: int | None = None  # of most of them; None if indents say nothing


def body(units: Sequence[Unit], scores: Sequence[float]) -> Extent:
    """The body's lines, by the scores of all lines (prose above zero) and their indents."""
    found = _run(units, scores)
    if found is None:
        first, last = runs.body(scores)
        return Extent(first, last, frozenset(range(first, last)))
    first, last, indent = found
    members = _members(units, scores, first, last, indent)
    members |= _above(units, scores, first, indent) | _below(units, scores, last, indent)
    return Extent(min(members), max(members) + 1, frozenset(members), indent)


def _run(units: Sequence[Unit], scores: Sequence[float]) -> tuple[int, int, int] | None:
    """The run with the most prose at one indent, and that indent; None if there is none that says much."""
    prose: dict[int, float] = defaultdict(float)
    listed: dict[int, float] = defaultdict(float)
    for unit, score in zip(units, scores, strict=True):
        if score > 0:
            prose[unit.indent] += score
            listed[unit.indent] += score * _is_item(unit)
    if len({unit.indent for unit in units}) < 2:
        return None
    best = (0.0, 0, 0, 0)
    told = [indent for indent in prose if listed[indent] <= _ITEMS * prose[indent]] or list(prose)
    for indent in sorted(told, key=lambda at: -prose[at])[:_CANDIDATES]:
        first, last = runs.body(_weights(units, scores, indent))
        inside = [(u.indent, s) for u, s in zip(units[first:last], scores[first:last], strict=True) if s > 0]
        own = sum(score for at, score in inside if at == indent)
        if own >= _MOST * sum(score for _, score in inside):
            deeper = sum(score for at, score in inside if at > indent)
            best = max(best, (own + _DEEPER * deeper, first, last, indent))
    first, last = runs.body(scores)
    most = sum(score for score in scores[first:last] if score > 0)
    return best[1:] if best[0] > _PART * most else None


def _weights(units: Sequence[Unit], scores: Sequence[float], indent: int) -> list[float]:
    """What each line weighs if the body stands at `indent`."""
    out = [_weight(unit, score, indent) for unit, score in zip(units, scores, strict=True)]
    outer = [i for i, unit in enumerate(units) if unit.indent <= indent]
    for n, i in enumerate(outer):
        beside = (outer[n + 1 : n + 3], outer[max(n - 2, 0) : n][::-1])
        if out[i] > 0 and not any(_followed(units, scores, indent, order) for order in beside):
            out[i] *= _ALONE
    return out


def _weight(unit: Unit, score: float, indent: int) -> float:
    if unit.indent > indent:
        return _NESTED
    if unit.indent < indent:
        return min(score, _LEFT)
    return score if score > 0 else _SHORT * score


def _followed(units: Sequence[Unit], scores: Sequence[float], indent: int, order: Sequence[int]) -> bool:
    """Whether a paragraph at `indent` comes next in `order`, past a heading at most."""
    for i in order:
        if units[i].indent != indent:
            return False
        if scores[i] > 0:
            return True
    return False


def _members(units: Sequence[Unit], scores: Sequence[float], first: int, last: int, indent: int) -> set[int]:
    """The lines of the run at its indent, and those at others that are no embeds."""
    out = _items(units, first, last, indent) | _sections(units, scores, first, last)
    for i in range(first, last):
        unit = units[i]
        deeper = unit.indent > indent and scores[i] > 0
        if unit.indent == indent:
            if not _is_item(unit):
                out.add(i)
        elif deeper and (unit.text.startswith(_QUOTE) or (unit.prose and unit.words >= _LONG)):
            out.add(i)
    for i in range(first + 1, last - 1):  # headings stand in an element of their own
        heading = units[i].indent - indent <= 2 and units[i].words <= _HEADING
        if heading and i - 1 in out and i + 1 in out and scores[i + 1] > 0:
            out.add(i)
    return out


def _items(units: Sequence[Unit], first: int, last: int, indent: int) -> set[int]:
    """Lists of the article: near its indent, and of sentences for the most part or led in by a colon."""
    out: set[int] = set()
    at = first
    while at < last:
        end = at
        while end < last and _is_item(units[end]):
            end += 1
        items = [i for i in range(at, end) if -2 <= units[i].indent - indent <= _LIST]
        finished = sum(units[i].closed for i in items)
        led = at > first and units[at - 1].indent == indent and units[at - 1].text.endswith(":")
        alone = end - at == 1 and units[at].indent == indent
        if led or alone or 2 * finished >= len(items):
            out.update(items)
        at = max(end, at + 1)
    return out


def _sections(units: Sequence[Unit], scores: Sequence[float], first: int, last: int) -> set[int]:
    out: set[int] = set()
    row: list[int] = []
    for i in range(first, last):
        if scores[i] < PARAGRAPH or _is_item(units[i]):
            row = []
            continue
        row = [*row, i] if row and units[row[0]].indent == units[i].indent else [i]
        if len(row) >= _SECTION:
            out.update(row)
    return out


def _above(units: Sequence[Unit], scores: Sequence[float], first: int, indent: int) -> set[int]:
    """The paragraphs above the run, two in a row or more: an article may begin in another element."""
    top = runs.beyond(scores, range(first - 1, -1, -1), _NEAR)
    if top is None:
        return set()
    return {i for i in range(top, first) if scores[i] >= PARAGRAPH or units[i].indent == indent}


def _below(units: Sequence[Unit], scores: Sequence[float], last: int, indent: int) -> set[int]:
    """A deeper section that follows the run: a box that the article ends with."""
    row: list[int] = []
    for i in range(last, len(units)):
        if scores[i] >= PARAGRAPH and units[i].indent == units[row[0] if row else i].indent > indent:
            row.append(i)
        elif row or i - last >= _NEAR - 1:
            break
    return set(row) if len(row) >= _SECTION else set()


def _is_item(unit: Unit) -> bool:
    return _ITEM.match(unit.text) is not None
