"""Times of day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parley.times.meanings.captured import DAYS, MONTHS, Captured, Meaning
from parley.times.meanings.figures import day_number, year_of
from parley.times.numbers import amount
from parley.times.symbols import Clock, Point, Repeated, Shift, Symbol
from parley.times.tokens import Token
from parley.times.words import contexts


class Hour(NamedTuple):
    """A time of day in figures."""

    hour: int
    minute: int
    second: int | None

    def __str__(self) -> str:
        return f"{self.hour:02d}:{self.minute:02d}" + ("" if self.second is None else f":{self.second:02d}")


def clock(c: Captured) -> Meaning | None:
    """A time of day, with its day if one is named."""
    time = _hour_of(c.tokens("clock"))
    if time is None:
        return None
    if _is_bare(c):
        return None
    zone = c.value("zone", "ZONE") or c.value("clock", "ZONE") or ""
    last = c.match.start("comma") if "comma" in c else None  # the day after a comma is one of its own
    return Meaning(Clock(*time, zone, day=_day(c)), "TIME", c.about(), last)


def early_hours(c: Captured) -> Meaning | None:
    """The early hours of a day, after midnight."""
    return Meaning(Clock(part="MO", day=_day(c)), "TIME", "START")


def part_of_named_day(c: Captured) -> Meaning | None:
    """The night of 2 June."""
    return Meaning(Clock(part=c.value("part", "PART"), day=_day(c)), "TIME")


def _is_bare(c: Captured) -> bool:
    """Whether figures alone begin or end a line, after nothing that dates: a score, the length of a film."""
    before, after = c.before(), c.after()
    alone = c.span[1] - c.span[0] == 1 and ":" in c.low("clock")
    edge = before is None or "\n" in (before.low, after.low if after else "")
    return alone and edge and not (before and before.low in contexts("before_clock"))


def _day(c: Captured) -> Symbol | None:
    if "today" in c:
        return Shift(c.value("today", "TODAY"), "D")
    if "tonight" in c:
        return Shift(0, "D")
    if "month" in c:
        return Point(year_of(c.tokens("year")), c.value("month", *MONTHS), day_number(c.tokens("day")))
    return Point(weekday=c.value("weekday", *DAYS), pick=c.pick()) if "weekday" in c else None


def clock_each(c: Captured) -> Meaning | None:
    """A time of day on each of some weekdays: "9 a.m. on Sundays"."""
    time = _hour_of(c.tokens("clock"))
    if time is None:
        return None
    return Meaning(Repeated(f"XXXX-WXX-{c.value('weekday', 'WEEKDAYS', *DAYS)}T{time}"), "SET")


def hour_of_part(c: Captured) -> Meaning | None:
    """Four in the morning."""
    count, part = amount(c.tokens("hour")), c.value("part", "PART")
    if count is None or not 1 <= count <= 12:
        return None
    hour = int(count)
    if part in ("AF", "EV") or (part == "NI" and hour > 5):
        hour += 12
    if hour == 24 and part != "NI":
        hour = 12
    return Meaning(Clock(hour, day=Shift(0, "D", "text", loose=True)), "TIME", c.about())


def _hour_of(found: Sequence[Token]) -> Hour | None:
    """The time that a captured CLOCKTIME tells; None if no clock shows it."""
    first, last = found[0], found[-1].values
    if (point := found[-1].values.get("POINT")) is not None:
        return Hour(point, 0, None)
    numbers = _numbers(first)
    if not numbers:
        return None
    hour = numbers[0]
    if "PM" in last and hour < 12:
        hour += 12
    elif "AM" in last and hour == 12:
        hour = 0
    minute = numbers[1] if len(numbers) > 1 else 0
    second = numbers[2] if len(numbers) > 2 else None
    return Hour(hour, minute, second) if hour <= 24 and minute < 60 and (second or 0) < 60 else None


def _numbers(first: Token) -> list[int]:
    if ":" in first.low or "." in first.low:
        return [int(n) for n in first.low.replace(".", ":").split(":")]
    if len(first.low) == 4 and first.low.isdecimal():
        return [int(first.low[:2]), int(first.low[2:])]
    count = amount([first])
    return [] if count is None else [int(count)]
