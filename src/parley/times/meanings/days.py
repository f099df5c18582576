"""Days by weekday or from today, and their parts."""

from __future__ import annotations

from parley.times.meanings.captured import DAYS, STEPS, Captured, Meaning
from parley.times.symbols import Clock, Point, Shift, Symbol


def weekday_of_week(c: Captured) -> Meaning | None:
    """A weekday of this, last or next week."""
    pick = c.pick() or "this"
    week = Shift(STEPS[pick], "W", "text" if pick in ("that", "after") else "writing")
    return Meaning(Point(weekday=c.value("weekday", *DAYS), within=week))


def today(c: Captured) -> Meaning | None:
    """Today, yesterday or tomorrow."""
    if c.named(c.tokens("today")[0]):
        return None
    return Meaning(Shift(c.value("today", "TODAY"), "D"), "DATE", c.edge())


def beside_today(c: Captured) -> Meaning | None:
    """The day before yesterday."""
    side = -1 if c.low("side") == "before" else 1
    return Meaning(Shift(c.value("today", "TODAY") + side, "D"))


def part_of_day(c: Captured) -> Meaning | None:
    """A part of a day that is named, pointed at, or the one spoken of."""
    part = c.value("part", "PART", "SUN", "OVERNIGHT", "TONIGHT")
    return Meaning(Clock(part=part, day=_day_of_part(c)), "TIME", c.edge())


def _day_of_part(c: Captured) -> Symbol:
    pick = c.pick()
    if "weekday" in c:
        return Point(weekday=c.value("weekday", *DAYS), pick=pick)
    if "today" in c:
        return Shift(c.value("today", "TODAY"), "D")
    if pick:
        return Shift(STEPS[pick], "D", "text" if pick in ("that", "after", "next") else "writing")
    if c.low("part") == "tonight":
        return Shift(0, "D")
    if c.low("part") == "overnight":
        return Shift(-1, "D")
    return Shift(0, "D", "text", loose=True)
