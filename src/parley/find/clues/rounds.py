"""Rounds of talks that two sentences, or two pages, speak of; and the month in which a page was written.

"A third round later this month" and "the next meeting, before the end of June" speak of the same talks, so that
the page is of June. "The first round, in Velgorad, in mid-May" of one page and "the first talks in Velgorad ...
on Thursday or Friday" of another date each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.find.clues.base import Stretch, Told, weekday_of
from parley.times import TimeExpression
from parley.times.symbols import Point, Shift
from parley.times.words import lexicon

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_ROUND = re.compile(
    r"\b(?P<nr>first|second|third|fourth|fifth|sixth)(?: (?!and\b)[\w-]+){0,3}? "
    r"(?:round|talks|negotiations|meeting|summit)\b"
)
_PLACE = re.compile(r"\b(?:in|at) (?:the )?([A-Z][a-zé]+(?: [A-Z][a-zé]+)?)|\b([A-Z][a-zé]+), which\b")
_AHEAD = re.compile(r"\b(?:will|would|could|may|due|set|scheduled|expected|planned)\b")


def rounds(stretches: Sequence[Stretch]) -> Iterator[Told]:
    """The month of writing by talks that are dated twice, and the rounds with their places and days."""
    content = [s for s in stretches if s.content]
    yield from _month(content)
    places = _places(content)
    seen = set[tuple[int, str]]()
    for at, stretch in enumerate(content):
        match = _ROUND.search(stretch.text)
        if not match or not stretch.names("talks"):
            continue
        for place in sorted(p for p in places if re.search(rf"\b{re.escape(p)}\b", stretch.text)):
            key = (_ORDINALS[match["nr"]], place)
            if key in seen:
                continue
            start = stretch.start + match.start()
            span = (start, stretch.start + match.end())
            days, spans = _days(stretch, content, at, place)
            if days:
                seen.add(key)
                says = {"round": key[0], "place": place, "held": days}
                yield Told("round of talks", 3, says, (span, *spans))


def _month(content: Sequence[Stretch]) -> Iterator[Told]:
    """ "Later this month" and "before the end of June", both of talks: it is June.

    Only for what is to come: of "last month" and a month named, eleven of twelve pairs told of different talks.
    """
    of_talks = [time for stretch in content if stretch.names("talks") for time in stretch.times]
    later = [time for time in of_talks if _is_later_this_month(time)]
    ends = {time.symbol.month: time for time in of_talks if _is_end_of_month(time)}  # type: ignore[union-attr]
    if later and len(ends) == 1:
        ((month, end),) = ends.items()
        spans = tuple(sorted(((later[0].start, later[0].end), (end.start, end.end))))
        yield Told("month of talks", 3, {"months": [month]}, spans)


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


def _places(content: Sequence[Stretch]) -> set[str]:
    found = set[str]()
    for stretch in content:
        for match in _PLACE.finditer(stretch.text):
            found.add(match[1] or match[2])
    actors = {word for stretch in content for m in stretch.mentions for word in (m.surface, m.name)}
    return {place for place in found if place not in actors and not _in_calendar(place)}


def _in_calendar(place: str) -> bool:
    return any(name in lexicon().values for name in place.lower().split())


def _days(
    stretch: Stretch, content: Sequence[Stretch], at: int, place: str
) -> tuple[dict[str, object] | None, tuple[tuple[int, int], ...]]:
    """When the round was held: by the month that its own sentence names, or the weekdays ahead of the page's talks."""
    for time in stretch.times:
        symbol = time.symbol
        if isinstance(symbol, Point) and symbol.month and symbol.weekday is None:
            part = {"START": [1, 10], "MID": [11, 20], "END": [21, 31]}.get(time.mod or "", [1, 31])
            if symbol.day:
                part = [symbol.day, symbol.day]
            said: dict[str, object] = {"month": symbol.month, "days": part, "year": symbol.year}
            return said, ((time.start, time.end),)
    ahead = [
        (time, weekday)
        for other in content
        if other.names("talks") or place in other.text
        for time in other.times
        if (weekday := weekday_of(time)) and _is_ahead(other, time)
    ]
    if not ahead:
        return None, ()
    spans = tuple((time.start, time.end) for time, _ in ahead)
    return {"weekdays_ahead": sorted({weekday for _, weekday in ahead})}, spans


def _is_ahead(stretch: Stretch, time: TimeExpression) -> bool:
    return bool(_AHEAD.search(stretch.before(time.start))) or (
        bool(re.search(r"\bday or $", stretch.before(time.start)))
    )
