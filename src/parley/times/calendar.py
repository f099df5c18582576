"""Days, weeks, months, quarters and years as TIMEX3 values, and what days a value covers."""

from __future__ import annotations

import calendar
import datetime as dt
import re

Day = dt.date
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}  # northern, as news agencies write
_FORM = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T.*)?$"
    r"|(?P<week>\d{4})-W(?P<nr>\d\d)(?P<we>-WE)?$"
    r"|(?P<month>\d{4}-\d\d)$"
    r"|(?P<quarter>\d{4})-Q(?P<q>[1-4])$"
    r"|(?P<half>\d{4})-H(?P<h>[12])$"
    r"|(?P<season>\d{4})-(?P<s>SP|SU|FA|WI)$"
    r"|(?P<year>\d{4})$|(?P<decade>\d{3})$|(?P<century>\d{2})$"
)


def grain(value: str) -> str:
    """The unit code of a TIMEX3 date: ``D W WE M Q H S Y 10Y 100Y``; empty for what is no date."""
    match = _FORM.match(value)
    if not match:
        return ""
    named = {
        "day": "D", "month": "M", "quarter": "Q", "half": "H", "season": "S", "year": "Y",
        "decade": "10Y", "century": "100Y",
    }  # fmt: skip
    if match["week"]:
        return "WE" if match["we"] else "W"
    return next(code for name, code in named.items() if match[name])


def covers(value: str) -> tuple[Day, Day] | None:
    """The first and the last day of a TIMEX3 date or range; None for what is none or not certain."""
    if "/" in value:
        first, _, last = value.partition("/")
        left, right = covers(first), covers(last)
        return (left[0], right[1]) if left and right else None
    match = _FORM.match(value)
    try:
        return _covers(match) if match else None
    except (ValueError, OverflowError):  # no such day, or beyond the calendar
        return None


def _covers(match: re.Match[str]) -> tuple[Day, Day]:
    if match["day"]:
        day = Day.fromisoformat(match["day"])
        return day, day
    if match["week"]:
        monday = Day.fromisocalendar(int(match["week"]), int(match["nr"]), 1)
        return (monday + dt.timedelta(5 if match["we"] else 0), monday + dt.timedelta(6))
    if match["month"]:
        year, month = map(int, match["month"].split("-"))
        return months(year, month, 1)
    if match["quarter"]:
        return months(int(match["quarter"]), 3 * int(match["q"]) - 2, 3)
    if match["half"]:
        return months(int(match["half"]), 6 * int(match["h"]) - 5, 6)
    if match["season"]:
        year = int(match["season"])
        if match["s"] == "WI":  # "the winter of 1994" began or ended in it
            return Day(year - 1, 12, 1), months(year + 1, 3, 1)[1]
        first, last = SEASON_MONTHS[match["s"]]
        return Day(year, first, 1), months(year, last, 1)[1]
    if match["year"]:
        return Day(int(match["year"]), 1, 1), Day(int(match["year"]), 12, 31)
    if match["decade"]:
        return Day(int(match["decade"]) * 10, 1, 1), Day(int(match["decade"]) * 10 + 9, 12, 31)
    century = int(match["century"])
    return Day(century * 100 or 1, 1, 1), Day(century * 100 + 99, 12, 31)


def months(year: int, month: int, count: int) -> tuple[Day, Day]:
    """The first day of a month and the last of the `count` months that begin with it."""
    last = month_shift(Day(year, month, 1), count - 1)
    return Day(year, month, 1), last.replace(day=calendar.monthrange(last.year, last.month)[1])


def days_on(day: Day, count: int) -> Day | None:
    """The day so many days on; None beyond the years 1 to 9999."""
    try:
        return day + dt.timedelta(count)
    except OverflowError:
        return None


def month_shift(day: Day, count: int) -> Day:
    """The same day `count` months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return Day(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def in_unit(day: Day, unit: str) -> str:
    """The TIMEX3 value of the calendar unit that holds a day.

    Raises:
        ValueError: If there is no such unit.
    """
    if unit == "D":
        return day.isoformat()
    if unit in ("W", "2W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "6M":
        return f"{day.year:04d}-H{(day.month + 5) // 6}"
    if unit == "Y":
        return f"{day.year:04d}"
    if unit == "10Y":
        return f"{day.year // 10:03d}"
    if unit == "100Y":
        return f"{day.year // 100:02d}"
    raise ValueError(f"no calendar unit {unit!r}")


def shifted(day: Day, count: int, unit: str) -> Day:
    """A day so many units on.

    Raises:
        ValueError, OverflowError: If the calendar ends before.
    """
    if unit == "D":
        return day + dt.timedelta(count)
    if unit in ("W", "WE"):
        return day + dt.timedelta(7 * count)
    if unit == "2W":
        return day + dt.timedelta(14 * count)
    return month_shift(
        day, count * {"M": 1, "Q": 3, "6M": 6, "Y": 12, "10Y": 120, "100Y": 1200, "1000Y": 12000}[unit]
    )
