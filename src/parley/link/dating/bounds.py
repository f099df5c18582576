"""What one clue says about the day of writing, as a set of days.

The forms of a clue's ``says``:

=============================================  ==========================================================
``{not_before: D}`` ``{not_after: D}``         written no earlier, no later than D
``{day: D}`` ``{day: D, lags: [0, 1]}``        written on D; or so many days after it
``{days: [D, E]}``                             written on one of these
``{month: M, day: N, lags: [...]}``            the same, of any year
``{weekday: W, lags: [...]}``                  so many days after some W (ISO, Monday is 1)
``{order: [V, W]}``                             some V and W are to come, V first
``{months: [M, ...]}``                         in one of these months
``{lasted: [low, high], of: [...]}``           so many years after a war of these states began; of none: of any
``{began: [D, E], of: [...]}``                 a war with these states began between D and E
``{recent: D}``                                the page shows a picture or a post of D
``{round, place, held}``                       a round of talks and when it was held (see `shared`)
=============================================  ==========================================================
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parley.link.dating.days import Days

Says = Mapping[str, Any]
# A page that shows a picture or a post of the weekday its opening names was written then or up to two days later: 45 of
# 46 dated pages, 28 of them on that very day.
_RECENT = (0, 1, 2)


def bound(says: Says) -> Days | None:
    """The days that a clue allows by itself; None where it needs another clue."""
    if "not_before" in says:
        return Days.between(_date(says["not_before"]), None)
    if "not_after" in says:
        return Days.between(None, _date(says["not_after"]))
    if "month" in says and "day" in says:
        return Days.month_day(says["month"], says["day"]).later(says["lags"])
    if "days" in says:
        return _union(Days.between(_date(day), _date(day)) for day in says["days"])
    if "day" in says:
        day = _date(says["day"])
        return Days.between(day, day).later(says.get("lags", [0]))
    if "weekday" in says:
        return Days.weekday(says["weekday"]).later(says["lags"])
    if "order" in says:  # "on Thursday or Friday" is not written on a Friday
        first, second = says["order"]
        passed = [(first + ahead - 1) % 7 + 1 for ahead in range(1, (second - first) % 7 + 1)]
        return _union(Days.weekday(number) for number in range(1, 8) if number not in passed)
    if "months" in says:
        return _union(Days.month(month) for month in says["months"])
    return None


def lasted(says: Says, began: Sequence[str]) -> Days:
    """The days so many years after a beginning between two days."""
    low, high = says["lasted"]
    first = _date(began[0]) + dt.timedelta(round(low * 365.25))
    last = _date(began[1]) + dt.timedelta(round(high * 365.25))
    return Days.between(first, last)


def recent(days: Sequence[str], weekdays: Sequence[int]) -> Days | None:
    """The days after the youngest picture or post, if it is of a weekday that the opening names."""
    youngest = max(days)
    if _date(youngest).isoweekday() not in weekdays:
        return None
    return Days.between(_date(youngest), _date(youngest)).later(_RECENT)


def _union(sets: Iterable[Days]) -> Days:
    out = Days(0)
    for days in sets:
        out |= days
    return out


def _date(day: str) -> dt.date:
    return dt.date.fromisoformat(day)
