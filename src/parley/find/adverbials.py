"""Which time expression of a sentence tells when a part of it was: the one of its own clause, else the one that opens.

What only names something by its time (``the 2029 treaty``, ``Monday's attack``) tells nothing of the clause.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from parley.find.cues import surroundings
from parley.language.line import SUBORDINATORS, Line
from parley.language.tags import FINITE
from parley.times.dating import is_absolute, is_dated
from parley.times.expressions import Expressions
from parley.times.find import TimeExpression
from parley.times.symbols import Point
from parley.vocab import words

_NAMED = frozenset({"NN", "NNS", "NNP", "JJ", "POS"})
_MARKS = frozenset({";", ":", "—", "–", "--"})
_OPENING, _CLOSING = frozenset("\"“‘«'"), frozenset("\"”’»'")
_APART = frozenset(
    {"although", "though", "while", "whereas", "because", "unless", "if", "since", "before"}
)  # whose clauses are of another time than the one behind them
NEAR = 8  # words before "since" that can hold what it belongs to
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
    if _is_cited(line, first):
        return False
    before = line.words[max(0, first - 2) : first]
    if before[-1:] and before[-1] in words("before_when"):
        compared = before[-1] == "since" and _superlative(line.words[max(0, first - NEAR) : first])
        return not compared and (len(before) < 2 or before[0] not in words("compared"))
    bare_year = isinstance(e.symbol, Point) and e.symbol.weekday is None and is_absolute(e.symbol)
    return not bare_year and not (
        before and (before[-1] in words("not_when") or before[-1] in words("compared"))
    )


def _is_since_then(line: Line, e: TimeExpression, at: int) -> bool:
    """Whether a time is of what all that stands outside follows: ``since the invasion in | February 2029``."""
    first = bisect_left(line.tokens, e.start, key=lambda t: t.start)
    for k in range(first - 1, max(-1, first - 2 * NEAR), -1):
        if line.words[k] == "since":
            inside = line.tokens[k].start < at < e.end
            return (
                not inside and k < first - 1 and any(tag in ("NN", "NNS") for tag in line.tags[k + 1 : first])
            )
        if line.words[k] == "," or line.tags[k] in FINITE:
            return False
    return False


def _is_of_reason(line: Line, e: TimeExpression, at: int) -> bool:
    """Whether a time is of what a deed was done for: ``imposed them in response to a test in | February``."""
    first = bisect_left(line.tokens, e.start, key=lambda t: t.start)
    for k in range(first - 1, max(-1, first - 2 * NEAR), -1):
        answers = line.words[k] in words("answers") and line.words[k + 1] in ("to", "for")
        if answers or line.words[k] == "following":
            return k + 3 < first and line.words[first - 1] in ("in", "on") and at < line.tokens[k].start
        if line.words[k] == "," or line.tags[k] in ("VBD", "VBZ", "MD"):
            return False
    return False


def _is_cited(line: Line, first: int) -> bool:
    """Whether a time is that of a paper named in brackets: ``(Ledger, | January 30)``."""
    for k in range(first - 1, max(-1, first - NEAR), -1):
        if line.words[k] in ("(", ";"):
            named = k + 1 < first and line.tokens[k + 1].text[0].isupper() and line.words[first - 1] == ","
            return named and "(" in line.words[max(0, k - 2 * NEAR) : k + 1]
        if line.tags[k] in FINITE:
            return False
    return False


def _superlative(before: Sequence[str]) -> bool:
    """Whether words hold a comparison with all that was: ``the first time since 2029``."""
    return any(
        word in ("first", "most", "least") or (word.endswith("est") and len(word) > 4) for word in before
    )


def _is_title(text: str, e: TimeExpression) -> bool:
    """Whether an expression alone fills quotation marks, as a programme's name does: ``on “This Week,”``."""
    return text[e.start - 1 : e.start] in _OPENING and any(c in _CLOSING for c in text[e.end : e.end + 2])


def names_occasion(line: Line, e: TimeExpression) -> bool:
    """Whether an expression stands beside words for something said: ``a Tuesday speech``, ``a speech Tuesday``."""
    first = bisect_left(line.tokens, e.start, key=lambda t: t.start)
    after = bisect_left(line.tokens, e.end, key=lambda t: t.start)
    said = surroundings("channels", "words") | surroundings("channels", "occasions")
    return not said.isdisjoint((*line.words[max(0, first - 1) : first], *line.words[after : after + 1]))


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
    found = [
        e
        for e in adverbials(line, times)
        if inside(e.start) == content
        and not _is_of_participle(line, e, at)
        and not _is_since_then(line, e, at)
        and not _is_of_reason(line, e, at)
    ]
    if not found:
        return None
    start, end, joined = _clause(line, at)
    own = [e for e in found if start <= e.start < end]
    if own:
        if len(own) > 1 and _is_between(own[0], own[1], times.text):
            return own[0]
        return best(own) if _one(own, times.text) else None
    opening = [e for e in found if joined and _opens(line, e, times.text, inside)]
    return best(opening) if opening and _one(found, times.text) else None


def _is_of_participle(line: Line, e: TimeExpression, at: int) -> bool:
    """Whether a year is that of a participle behind `at`: ``seeks an end to a siege | laid in 2029``."""
    if not (isinstance(e.symbol, Point) and e.symbol.weekday is None and is_absolute(e.symbol)):
        return False
    first = bisect_left(line.tokens, e.start, key=lambda t: t.start)
    for k in range(first - 1, max(0, first - NEAR), -1):
        if line.tokens[k].start <= at or line.tags[k] in FINITE or line.words[k] in _MARKS:
            return False
        if line.tags[k] == "VBN" and line.tags[k - 1] in ("NN", "NNS"):
            return True
    return False


def _one(found: Sequence[TimeExpression], text: str) -> bool:
    """Whether expressions are one time: each right behind the one before, or the ends of one stretch."""
    return all(
        not text[a.end : b.start].strip(" ,()") or _is_between(a, b, text)
        for a, b in itertools.pairwise(found)
    )


def _is_between(a: TimeExpression, b: TimeExpression, text: str) -> bool:
    """Whether two expressions are the ends of a stretch: ``between 2029 and 2031``, ``from May to July``."""
    led, joined = text[max(0, a.start - NEAR) : a.start].rstrip().lower(), text[a.end : b.start].strip()
    return (led.endswith("between") and joined == "and") or (
        led.endswith("from") and joined in ("to", "until", "through")
    )


def _opens(line: Line, e: TimeExpression, text: str, inside: Callable[[int], object]) -> bool:
    """Whether an expression opens its sentence, or the content that it stands in."""
    before = [t for t in line.tokens if t.start < e.start and inside(t.start) == inside(e.start)]
    return is_led(text[before[0].start : e.start]) if before else True


def _clause(line: Line, at: int) -> tuple[int, int, bool]:
    """The offsets of the clause around an offset, and whether it is joined to the one that opens the sentence."""
    start, end, joined = line.start, line.end, True
    for i, joins in _cuts(line):
        place = line.tokens[i].start
        if place > at:
            return start, place, joined
        start, joined = place, joins
    return start, end, joined


def _cuts(line: Line) -> Iterator[tuple[int, bool]]:
    """Tokens at which a clause begins, and whether it only goes on what the sentence opened with."""
    inserted = False
    apart = line.words[0] in _APART and line.has_verb(1, line.words.index(",") if "," in line.words else 1)
    for i in range(1, len(line)):
        word, tag, after = line.words[i], line.tags[i], line.tags[i + 1 : i + 2]
        if (
            apart and word == "," and line.clause_at(i + 1)
        ):  # ``Although a truce was signed in May, | T attacked``
            apart = False
            yield i, False
        elif inserted and word == ",":
            inserted = False
            yield i, True
        elif tag == "WH":
            inserted = True
            yield i, False
        elif tag == "CC" and ((after[:1] and after[0] in FINITE) or line.clause_at(i + 1)):
            yield i, True
        elif (
            word in _MARKS
            or word == "including"
            or (tag == "TO" and after == ["VB"])
            or (word in SUBORDINATORS and line.clause_at(i + 1))
            or (word in ("after", "before") and after == ["VBG"])
        ):
            yield i, False
