"""Which time expression of a sentence tells when a part of it was: the one of its own clause, else the one that opens.

What only names something by its time (``the 2029 treaty``, ``Monday's attack``) tells nothing of the clause.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from parley.language.line import SUBORDINATORS, Line, Range
from parley.language.tags import FINITE
from parley.times.dating import is_absolute, is_dated
from parley.times.expressions import Expressions
from parley.times.find import TimeExpression
from parley.times.symbols import Point
from parley.vocab import words

_NAMED = frozenset({"NN", "NNS", "NNP", "JJ", "POS"})
_MARKS = frozenset({";", ":", "—", "–", "--"})
_OPENING, _CLOSING = frozenset("\"“‘«'"), frozenset("\"”’»'")
_LEAD = re.compile(
    r"\W*(?:(?:on|in|at|by|since|during|over|early|earlier|late|later|just|only|the)\s+)*", re.I
)


def adverbials(line: Line, times: Expressions) -> list[TimeExpression]:
    """The dated expressions of a sentence that stand by themselves in it."""
    return [
        e
        for e in times.meeting(line.start, line.end)
        if is_dated(e) and is_adverbial(line, e) and not _is_title(times.text, e)
    ]


def is_adverbial(line: Line, e: TimeExpression) -> bool:
    """Whether an expression tells when; one before a noun, or behind ``of`` or ``than``, does not."""
    first = bisect_left(line.tokens, e.start, key=lambda t: t.start)
    after = bisect_left(line.tokens, e.end, key=lambda t: t.start)
    if first >= len(line) or (line.words[after - 1].endswith(("'s", "s'")) and after < len(line)):
        return False
    if after < len(line) and line.tags[after] in _NAMED and not line.clause_at(after):
        return False
    before = line.words[max(0, first - 2) : first]
    if before[-1:] and before[-1] in words("before_when"):
        return len(before) < 2 or before[0] not in words("compared")
    bare_year = isinstance(e.symbol, Point) and e.symbol.weekday is None and is_absolute(e.symbol)
    return not bare_year and not (
        before and (before[-1] in words("not_when") or before[-1] in words("compared"))
    )


def _is_title(text: str, e: TimeExpression) -> bool:
    """Whether an expression alone fills quotation marks, as a programme's name does: ``on “This Week,”``."""
    return text[e.start - 1 : e.start] in _OPENING and any(c in _CLOSING for c in text[e.end : e.end + 2])


def best(found: Iterable[TimeExpression]) -> TimeExpression | None:
    """Of expressions for one day, ``Tuesday, 3 June 2031``, the one that says most."""
    return max(found, key=_says, default=None)


def _says(e: TimeExpression) -> tuple[bool, bool]:
    named = isinstance(e.symbol, Point) and (e.symbol.month is not None or e.symbol.day is not None)
    return is_absolute(e.symbol), named


def is_led(text: str) -> bool:
    """Whether words only lead to a time: none, ``on``, ``early in the``."""
    return _LEAD.fullmatch(text) is not None


def time_of(
    line: Line, at: int, times: Expressions, inside: Callable[[int], object]
) -> TimeExpression | None:
    """The expression that tells when what stands at an offset was; None where none or several may.

    Args:
        line: Its sentence.
        at: An offset.
        times: The expressions of the document.
        inside: What reported content an offset lies in; a time of other content tells nothing.
    """
    content = inside(at)
    found = [e for e in adverbials(line, times) if inside(e.start) == content]
    if not found:
        return None
    clause = _clause(line, at)
    own = [e for e in found if clause[0] <= e.start < clause[1]]
    if own:
        return best(own) if _one(own, times.text) else None
    opening = [e for e in found if _opens(line, e, times.text, inside)]
    return best(opening) if opening and _one(found, times.text) else None


def _one(found: Sequence[TimeExpression], text: str) -> bool:
    """Whether expressions are one time: each right behind the one before."""
    return all(not text[a.end : b.start].strip(" ,()") for a, b in itertools.pairwise(found))


def _opens(line: Line, e: TimeExpression, text: str, inside: Callable[[int], object]) -> bool:
    """Whether an expression opens its sentence, or the content that it stands in."""
    before = [t for t in line.tokens if t.start < e.start and inside(t.start) == inside(e.start)]
    return is_led(text[before[0].start : e.start]) if before else True


def _clause(line: Line, at: int) -> Range:
    """The offsets of the clause around an offset, cut where another begins or an inserted one ends."""
    start, end = line.start, line.end
    for i in _cuts(line):
        place = line.tokens[i].start
        if place > at:
            return start, place
        start = place
    return start, end


def _cuts(line: Line) -> Iterable[int]:
    """Tokens at which a clause begins."""
    inserted = False
    for i in range(1, len(line)):
        word, tag = line.words[i], line.tags[i]
        if inserted and word == ",":
            inserted = False
            yield i
        elif tag == "WH":
            inserted = True
            yield i
        elif (
            word in _MARKS
            or (word in SUBORDINATORS and line.clause_at(i + 1))
            or (
                tag == "CC"
                and ((line.tags[i + 1 : i + 2] and line.tags[i + 1] in FINITE) or line.clause_at(i + 1))
            )
        ):
            yield i
