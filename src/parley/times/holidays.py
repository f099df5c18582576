"""The day of a holiday in a year, from holidays.toml."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from parley.vocab import table


@cache
def holidays() -> dict[str, dict[str, Any]]:
    """Each holiday by its key: how it is reckoned, and the phrases that name it."""
    return table("times/holidays.toml")["holiday"]  # type: ignore[no-any-return]


def holiday_on(key: str, year: int) -> dt.date | None:
    """The day of a holiday in a year; None where its reckoning is not by our calendar."""
    data = holidays().get(key, {})
    if "on" in data:
        return dt.date(year, *data["on"])
    if "easter" in data:
        return easter(year) + dt.timedelta(data["easter"])
    if "orthodox" in data:
        return orthodox_easter(year) + dt.timedelta(data["orthodox"])
    if "nth" in data:
        return nth_weekday(year, *data["nth"]) + dt.timedelta(data.get("plus", 0))
    return None


def nth_weekday(year: int, month: int, weekday: int, count: int) -> dt.date:
    """The `count`-th of an ISO weekday in a month; -1 is the last."""
    if count > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    after = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
    return after - dt.timedelta((after.isoweekday() - weekday) % 7)


def easter(year: int) -> dt.date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the eastern churches in our calendar (Meeus, Astronomical Algorithms, ch. 8).

    Right from 1900 to 2099, while the Julian calendar is 13 days behind.
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(13)
