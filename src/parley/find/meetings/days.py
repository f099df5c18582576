"""All the days that a report of a meeting names, from the words behind them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from parley.dates import Date
from parley.times.dating import date_of, is_absolute, is_month
from parley.times.expressions import Expressions
from parley.times.find import TimeExpression

OVER = frozenset({"held", "failed"})
AHEAD = frozenset({"scheduled", "proposed"})
_FAR = 120  # days to what is told without its year as yet to come
_HALF_A_YEAR = 183  # days to a month that is told without its year
_OR = re.compile(r",? or (?:(?:in|on|by) )?")
_WORDS = 9  # code points that may join two times
_NEAR = 400  # code points before a month in which a year may be named that it is of


def days_told(report: Mapping[str, Any], published: Date, known: Expressions) -> list[Date]:
    """The dates of a row of ``meeting_reports``, in order of the page.

    Args:
        report: The row.
        published: When its page was published.
        known: The time expressions of the page.
    """
    out: dict[str | None, Date] = {}
    for words in report["support"].get("date", ()):
        e = known.at(words["start"], words["end"])
        if e:
            status = report["status"]
            date = day_of(e, published, known, over=status in OVER, ahead=status in AHEAD)
            out.setdefault(date.edtf, date)
    return list(out.values())


def told_day(
    e: TimeExpression, published: Date, known: Expressions, *, over: bool, ahead: bool = False
) -> Date:
    """When talks were by one of their times; of two of which it will be one, what bounds both: ``in May | or June``."""
    other = _alternative(e, known)
    if other is None:
        return day_of(e, published, known, over=over, ahead=ahead)
    two = [day_of(day, published, known, over=over, ahead=ahead) for day in sorted((e, other), key=_start)]
    return _between(*two) if published.earliest == published.latest else Date.unknown()


def day_of(
    e: TimeExpression, published: Date, known: Expressions, *, over: bool, ahead: bool = False
) -> Date:
    """When talks were by one of their times: a month in which they met, ``in February``, is the last that has been.

    A day to come of what is over is of another year, and open; and so is a month where a year was named just before.
    Of what lies ahead a day gone by is the next of its name: ``before they meet | on Monday``.
    """
    if known.text[e.end : e.end + 2] in ("'s", "’s"):
        e = replace(e, signal=None)  # ``ahead of | last month's | summit``
    date = date_of(e, published, known)
    if not over and is_month(e.symbol) and _is_far(date, published, _HALF_A_YEAR):
        return Date.unknown()  # in November, ``agreed to meet | in July``: it may be the last one
    if ahead and not is_absolute(e.symbol) and _is_before(date, published):
        later = date_of(replace(e, future=True), published, known)
        return date if _is_before(later, published) or _is_far(later, published) else later
    if not (over and date.earliest and published.latest and date.earliest > published.latest):
        return date
    if not is_month(e.symbol):
        return Date.unknown()
    past = date_of(e, published, known, by_publication=True)
    return past if past.earliest and not _is_of_another_year(e, known, past.earliest) else Date.unknown()


def _is_before(date: Date, published: Date) -> bool:
    return bool(date.latest and published.earliest and date.latest < published.earliest)


def _start(e: TimeExpression) -> int:
    return e.start


def _between(one: Date, other: Date) -> Date:
    """What two days of which it will be one bound; open where one is."""
    if not (one.earliest and other.latest) or one.earliest > other.latest:
        return Date.unknown()
    first, last = dt.date.fromisoformat(one.earliest), dt.date.fromisoformat(other.latest)
    return Date.span(first, last, "inferred", *one.proof, *other.proof)


def _alternative(e: TimeExpression, known: Expressions) -> TimeExpression | None:
    """The other of two times of which it will be one: ``in late May | or early June``."""
    behind = _OR.match(known.text, e.end)
    if behind and (after := known.meeting(behind.end(), behind.end() + 1)):
        return after[0] if after[0].start == behind.end() else None
    before = known.meeting(max(0, e.start - _WORDS), e.start)
    joined = [
        other for other in before if other.end < e.start and _OR.fullmatch(known.text, other.end, e.start)
    ]
    return joined[-1] if joined else None


def _is_far(date: Date, published: Date, days: int = _FAR) -> bool:
    """Whether a day to come is so far off that the last of its name is meant: in November, ``before | July 25``."""
    if not (date.earliest and published.latest):
        return False
    ahead = dt.date.fromisoformat(date.earliest) - dt.date.fromisoformat(published.latest)
    return ahead.days > days


def _is_of_another_year(e: TimeExpression, known: Expressions, day: str) -> bool:
    near = (other for other in known.meeting(max(0, e.start - _NEAR), e.start) if is_absolute(other.symbol))
    return any(other.days and other.days[0] and str(other.days[0].year) != day[:4] for other in near)
