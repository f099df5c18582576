"""Headlines of other stories that stand as lines of their own between and behind the paragraphs of one.

A headline ends no sentence, tells of no plan or figures and stands beside others of its kind: three in a row or more,
two or more behind the text. One that stands alone between paragraphs is as often a crosshead, a caption or half of a
torn sentence, and stays; so do the points of an agreement. A lost point costs more than a headline that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.clean.lexicon import QUOTES, Label, leading_words
from parley.clean.lines import Unit

_LEAST, _MOST, _LAST = 6, 20, 30  # words of a headline; of one behind the last paragraph
_ROW, _TAIL = 3, 2  # headlines in a row, between paragraphs and behind the last
# Lines in capitals on a page that has a style of its own for them: crossheads, a text in capitals.
_STYLE = 6
_ITEM = re.compile(r"(?:[*•·+–-]|\d{1,3}[.)])\s")
_OF_STORY = re.compile(r"[@:;]|\b(?:1[89]|20)\d\d\b")  # in lists of sources, of events, of what was said
# In points, figures and speech that is cut off; a headline says "to leave", not "will leave".
_POINT = re.compile(r"\b(?:must|may|should|said|says|told)\b|%|\d\D+\d")
_PLAN = re.compile(r"\b(?:will|shall)\b|[-–—]$|^[QA]\s")  # nowhere
_OPENING = "‘'“\"¿¡"
_CONTENT = frozenset({"body", "crosshead"})


def found(units: Sequence[Unit], labels: Sequence[Label], indented: bool) -> dict[int, Label]:
    """Headlines of other stories among the lines of a body, by their place.

    In a page with indents, lines beside one another at the body's are crossheads and captions.
    """
    content = [i for i, mark in enumerate(labels) if mark.role in _CONTENT]
    prose = next((n for n, i in enumerate(content) if units[i].prose), None)
    if prose is None:
        return {}
    out = {i: Label("crosshead", "a line in capitals") for i in _in_capitals(units, content[prose:])}
    rest = [i for i in content[prose:] if i not in out]
    last = _tail(units, rest)
    out.update((i, Label("promo", "headlines behind the text")) for i in last)
    for row in _rows(units, rest[: len(rest) - len(last)]) if not indented else ():
        out.update((i, Label("promo", "headlines in a row")) for i in row)
    return out


def _in_capitals(units: Sequence[Unit], content: Sequence[int]) -> list[int]:
    capitals = [i for i in content if units[i].words > 1 and units[i].text.isupper()]
    if len(capitals) >= _STYLE:
        return []
    return [i for i in capitals if units[i].words >= _LEAST and not units[i].closed]


def _tail(units: Sequence[Unit], content: Sequence[int]) -> Sequence[int]:
    """The lines that end a text if they can be headlines: whatever stands in them, nothing goes on behind them."""
    first = len(content)
    while first and _is_open(units[content[first - 1]], _LAST):
        first -= 1
    begun = first and _finishes(units[content[first - 1]])
    return content[first:] if begun and len(content) - first >= _TAIL else ()


def _rows(units: Sequence[Unit], content: Sequence[int]) -> Iterator[list[int]]:
    """Lines that can be headlines in a row, between two paragraphs."""
    row: list[int] = []
    before = None
    for n, i in enumerate(content):
        if _is_open(units[i], _MOST) and _is_apart(units, content, n):
            row.append(i)
            continue
        begun = before is not None and _finishes(units[before])
        if len(row) >= _ROW and begun and (units[i].prose or units[i].long):
            yield row
        row, before = [], i


def _finishes(unit: Unit) -> bool:
    return unit.closed and unit.text[-1] != ":"


def _is_open(unit: Unit, most: int) -> bool:
    """Whether a line can be a headline: it begins large, ends no sentence nor in the midst of one, and is no point."""
    if unit.closed or not _LEAST <= unit.words <= most or _ITEM.match(unit.text) or _PLAN.search(unit.text):
        return False
    words = unit.plain.split()
    return (unit.text[0].isupper() or unit.text[0] in _OPENING) and words[-1] not in leading_words()


def _is_apart(units: Sequence[Unit], content: Sequence[int], n: int) -> bool:
    """Whether a line is no part of a list, no quotation and no half of a sentence that a link tore into lines."""
    text = units[content[n]].text
    torn = n + 1 < len(content) and not units[content[n + 1]].text[0].isupper()
    return not (
        torn or text.isupper() or _OF_STORY.search(text) or _POINT.search(text) or QUOTES.search(text)
    )
