"""Rounds of talks that two sentences, or two pages, speak of; and the month in which a page was written.

"A third round later this month" and "the next meeting, before the end of June" speak of the same talks, so that
the page is of June. "The first round, in Velgorad, in mid-May" of one page and "the first talks in Velgorad ...
on Thursday or Friday" of another date each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from parley.find.clues.base import Stretch, Told, either, listed, numbered, weekday_of
from parley.times import TimeExpression
from parley.times.symbols import Point, Shift
from parley.times.words import lexicon

Spans = tuple[tuple[int, int], ...]

_ROUND = re.compile(
    rf"\b(?P<nr>{either('ordinals')})(?: (?!and\b)[\w-]+){{0,3}}? (?:round|talks|negotiations|meeting|summit)\b"
)
_COUNTED = re.compile(
    rf"\b(?P<nr>{either('ordinals')}|{either('coming')})(?: (?!and\b)[\w-]+){{0,3}}? "
    rf"(?:(?P<series>{either('series')})|{either('summits')})\b"
)
_PLACE = re.compile(r"\b(?:in|at) (?:the )?([A-Z][a-zé]+(?: [A-Z][a-zé]+)?)|\b([A-Z][a-zé]+), which\b")
_WORD = re.compile(r"\w+")
_AHEAD = re.compile(rf"\b(?:{either('to_come')})\b")


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The weekdays to come of the page's talks, and of each place, each once with its first words."""

    of_talks: dict[int, TimeExpression]
    at: dict[str, dict[int, TimeExpression]]

    def of(self, place: str) -> dict[int, TimeExpression]:
        """Those of talks and of the place, by their number."""
        return {**self.at.get(place, {}), **self.of_talks}


def rounds(stretches: Sequence[Stretch]) -> Iterator[Told]:
    """The month of writing by talks that are dated twice, and the rounds with their places and days."""
    content = [s for s in stretches if s.content]
    telling = [s for s in content if _tells_of_talks(s.text)]
    yield from _month(telling)
    found = [(s, match) for s in telling if (match := _round(s))]
    if not found:
        return
    known = _places(content)
    ahead = _ahead(content, known)
    seen = set[tuple[int, str]]()
    for stretch, match in found:
        for place in sorted(_named(stretch, known)):
            key = (numbered("ordinals")[match["nr"]], place)
            if key in seen:
                continue
            start = stretch.start + match.start()
            span = (start, stretch.start + match.end())
            days, spans = _days(stretch, ahead.of(place))
            if days:
                seen.add(key)
                says = {"round": key[0], "place": place, "held": days}
                yield Told("round of talks", 3, says, (span, *spans))


def _round(stretch: Stretch) -> re.Match[str] | None:
    match = _ROUND.search(stretch.text)
    return match if match and stretch.names("talks") else None


def _month(telling: Sequence[Stretch]) -> Iterator[Told]:
    """ "A third round later this month" and "a next meeting before the end of June": it is June.

    Only where both count the talks, and can be the same. Only for what is to come: of "last month" and a month named,
    eleven of twelve pairs told of different talks.
    """
    told = [(count, time) for s in telling if (count := _count(s)) for time in s.times]
    later = [(count, time) for count, time in told if _is_later_this_month(time)]
    ends = [(count, time) for count, time in told if _is_end_of_month(time)]
    months = {time.symbol.month for _, time in ends}  # type: ignore[union-attr]
    same = [(one, other) for a, one in later for b, other in ends if _can_be_the_same(a, b)]
    if same and len(months) == 1:
        spans = tuple(sorted((time.start, time.end) for time in same[0]))
        yield Told("month of talks", 3, {"months": sorted(months)}, spans)


def _count(stretch: Stretch) -> tuple[str, bool] | None:
    """By what a sentence counts the talks it speaks of, and whether they are of a series, not a summit."""
    match = _COUNTED.search(stretch.text)
    return (match["nr"], match["series"] is not None) if match else None


def _tells_of_talks(text: str) -> bool:
    return any(word in text for word in _talks())


@cache
def _talks() -> tuple[str, ...]:
    """Words without one of which a sentence numbers no talks; those that hold a shorter one are left out."""
    known = listed("series") | listed("summits")
    return tuple(sorted(w for w in known if not any(other in w for other in known - {w})))


def _can_be_the_same(one: tuple[str, bool], other: tuple[str, bool]) -> bool:
    numbers = {one[0], other[0]} - listed("coming")
    return one[1] == other[1] and len(numbers) < 2


def _is_later_this_month(time: TimeExpression) -> bool:
    symbol = time.symbol
    this = (
        isinstance(symbol, Shift) and symbol.unit == "M" and symbol.amount == 0 and symbol.base == "writing"
    )
    return this and time.mod == "END"


def _is_end_of_month(time: TimeExpression) -> bool:
    symbol = time.symbol
    bare = isinstance(symbol, Point) and symbol.month and symbol.day is None and symbol.year is None
    ahead = time.signal in ("before", "by", "until") or time.future is not False
    return bool(bare) and time.mod == "END" and ahead


def _places(content: Sequence[Stretch]) -> frozenset[str]:
    found = {match[1] or match[2] for stretch in content for match in _PLACE.finditer(stretch.text)}
    actors = {word for stretch in content for m in stretch.mentions for word in (m.surface, m.name)}
    return frozenset(place for place in found if place not in actors and not _in_calendar(place))


def _in_calendar(place: str) -> bool:
    return any(name in lexicon().values for name in place.lower().split())


def _named(stretch: Stretch, places: frozenset[str]) -> set[str]:
    """The places that a sentence names: its words and pairs of words among them."""
    words = _WORD.findall(stretch.text)
    pairs = {f"{one} {other}" for one, other in pairwise(words)}
    return {name for name in pairs.union(words) if name in places}


def _ahead(content: Sequence[Stretch], places: frozenset[str]) -> _Ahead:
    found = _Ahead({}, {})
    for stretch in content:
        days = [(w, time) for time in stretch.times if (w := weekday_of(time)) and _is_ahead(stretch, time)]
        if not days:
            continue
        kinds = [found.at.setdefault(place, {}) for place in _named(stretch, places)]
        if stretch.names("talks"):
            kinds.append(found.of_talks)
        for weekday, time in days:
            for kind in kinds:
                kind.setdefault(weekday, time)
    return found


def _days(stretch: Stretch, ahead: dict[int, TimeExpression]) -> tuple[dict[str, object] | None, Spans]:
    """When the round was held: by the month that its own sentence names, or the weekdays ahead of the page's talks."""
    for time in stretch.times:
        symbol = time.symbol
        if isinstance(symbol, Point) and symbol.month and symbol.weekday is None:
            part = {"START": [1, 10], "MID": [11, 20], "END": [21, 31]}.get(time.mod or "", [1, 31])
            if symbol.day:
                part = [symbol.day, symbol.day]
            said: dict[str, object] = {"month": symbol.month, "days": part, "year": symbol.year}
            return said, ((time.start, time.end),)
    if not ahead:
        return None, ()
    spans = tuple(sorted((time.start, time.end) for time in ahead.values()))
    return {"weekdays_ahead": sorted(ahead)}, spans


def _is_ahead(stretch: Stretch, time: TimeExpression) -> bool:
    return bool(_AHEAD.search(stretch.before(time.start))) or (
        bool(re.search(r"\bday or $", stretch.before(time.start)))
    )
