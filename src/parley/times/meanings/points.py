"""A place in the calendar by what is printed of it."""

from __future__ import annotations

import re
from typing import Any

from parley.times.meanings.captured import DAYS, MONTHS, SEASONS, STEPS, Captured, Meaning
from parley.times.meanings.figures import day_number, ordinal, two_figures, year_of
from parley.times.symbols import Point, Range, Shift, Symbol
from parley.times.words import contexts

_HIGHEST = {"quarter": 4, "half": 2, "century": 21, "week": 53}


def point(c: Captured) -> Meaning | None:
    """A calendar point from whatever parts were captured."""
    parts, before = _fields(c), c.before()
    if parts is None:
        return None
    if parts.keys() == {"weekday"} and before and before.low in contexts("names_a_weekday"):
        return Meaning(None)  # Black Monday
    return Meaning(Point(**parts), "DATE", c.edge())


def season(c: Captured) -> Meaning | None:
    """A season; not the name of games or of a street: "the Winter Olympics"."""
    after = c.after()
    if "year" not in c and c.tokens("season")[0].text[0].isupper() and after and after.text[0].isupper():
        return None
    return point(c)


def half(c: Captured) -> Meaning | None:
    """A half of a year; not "the first half of its plan", "the last half-century"."""
    after = c.after()
    if "year" not in c and after and after.low in ("of", "-"):
        return None
    return point(c)


def point_of_unit(c: Captured) -> Meaning | None:
    """A point within a unit that is told by its place: "the first quarter of last year"."""
    parts = _fields(c)
    if parts is None:
        return None
    parts.pop("pick", None)
    return Meaning(Point(**parts, within=_outer(c)), "DATE", c.edge())


def _outer(c: Captured) -> Symbol:
    unit, pick = c.unit(), c.pick()
    if "side" in c and not pick:
        return Shift(-1, unit)
    if pick in (None, "that"):
        return Shift(0, unit, "text", loose=True)
    return Shift(STEPS[pick], unit, "text" if pick == "after" else "writing")


def _fields(c: Captured) -> dict[str, Any] | None:
    """The parts of a calendar point that were captured; None if one of them cannot be."""
    read: dict[str, Any] = {
        "year": year_of(c.tokens("year")),
        "holiday": c.value("holiday", "HOLIDAY"),
        "month": c.value("month", *MONTHS),
        "day": _day(c),
        "weekday": c.value("weekday", *DAYS),
        "season": c.value("season", *SEASONS),
        **{name: _place(c, name) for name in _HIGHEST},
    }
    if any(name in c and value is None for name, value in read.items()):
        return None
    found = {name: value for name, value in read.items() if name in c}
    return {**found, "pick": pick} if (pick := c.pick()) else found


def _day(c: Captured) -> int | None:
    """The day of a month; not the figures of a price, nor a count in words of what follows."""
    found, before, after = c.tokens("day"), c.before(), c.after()
    if not found:
        return None
    if before and found[0] is c.line[c.span[0]] and before.low in contexts("before_number"):
        return None
    spelled = found[-1].values.keys() & {"UNO", "CARDINAL"}
    if (
        spelled
        and "year" not in c
        and after
        and after.text.islower()
        and after.low not in contexts("goes_on")
    ):
        return None
    return day_number(found)


def _place(c: Captured, name: str) -> int | None:
    found = c.tokens(name)
    if not found:
        return None
    number = found[0].values.get("QUARTERNAME") or found[0].values.get("HALFNAME")
    number = number or ordinal(found, {"quarter": 4, "half": 2}.get(name, -1))
    if name == "century":
        number -= 1
    return number if (number == -1 and name == "week") or 0 < number <= _HIGHEST[name] else None


def month_alone(c: Captured) -> Meaning | None:
    """A month without a year; what follows must not make it a name or a verb."""
    month, after = c.tokens("month")[0], c.after()
    if month.low in ("may", "march", "mar", "august") and not month.text[0].isupper():
        return None
    if after and after.text[0].isupper() and month.low in ("may", "march", "jan") and "pick" not in c:
        return None
    if after and after.low in ("'s", "’s") and month.low == "may" and not ("pick" in c or "mod" in c):
        return None  # a family name
    if after and after.low == "-" and [t.low for t in c.line[c.span[1] + 1 : c.span[1] + 3]] == ["a", "-"]:
        return None  # Mar-a-Lago
    last = c.span[1] - (c.line[c.span[1] - 1].low == ",")
    return Meaning(Point(month=c.value("month", *MONTHS), pick=c.pick()), "DATE", c.edge(), last)


def day_alone(c: Captured) -> Meaning | None:
    """The 21st, of a month that is not told; not "the 21st floor"."""
    after = c.after()
    if after and after.text[0].isalnum() and after.low not in contexts("goes_on"):
        return None
    return point(c)


def days(c: Captured) -> Meaning | None:
    """From one day of a month to another."""
    first, last = day_number(c.tokens("day")), day_number(c.tokens("until"))
    if not first or not last or first >= last:
        return None
    if "unit" in c:
        outer = _outer(c)
        return Meaning(Range(Point(day=first, within=outer), Point(day=last, within=outer)))
    year, month = year_of(c.tokens("year")), c.value("month", *MONTHS)
    return Meaning(Range(Point(year, month, first), Point(year, month, last)))


def lent_year(c: Captured) -> Meaning | None:
    """A day or month whose year stands with the one after it: "May to June 2031"."""
    parts = _fields(c)
    last = max(c.match.end(name) for name in ("month", "day") if name in c)
    return None if parts is None else Meaning(Point(**parts), "DATE", c.edge(), last)


def in_figures(c: Captured) -> Meaning | None:
    """A date in figures; the month comes first unless it can only be the day, as American pages print."""
    numbers = [int(n) for n in re.split(r"[-/.]", c.tokens("number")[0].low)]
    if len(numbers) == 2:
        return _two_numbers(c, *numbers)
    if numbers[0] > 31:
        year, month, day = numbers
    else:
        month, day, year = numbers
        if month > 12:
            month, day = day, month
        year = year if year > 99 else two_figures(year)
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year < 2200):
        return None
    return Meaning(Point(year, month, day))


def _two_numbers(c: Captured, year: int, other: int) -> Meaning | None:
    """A year and a month; two years, where a noun follows: "the 2031-32 budget", "the 2008-09 crisis"."""
    after = c.after()
    last = year // 100 * 100 + other
    said = other > 12 or (after is not None and after.text.islower())
    if said and year < last <= year + 30:
        return Meaning(Range(Point(year=year), Point(year=last)))
    return Meaning(Point(year=year, month=other)) if 1 <= other <= 12 else None


def part_of_year(c: Captured) -> Meaning | None:
    """The 1988 quarter: the one of that year that was last spoken of."""
    year = year_of(c.tokens("year"))
    return Meaning(Point(year=year, within=Shift(0, "Q", "text", loose=True))) if year else None


def year_end(c: Captured) -> Meaning | None:
    """The last day of a year; "by year-end" of the one of the writing."""
    before = c.before()
    ahead = "year" not in c and before is not None and before.low in ("by", "before", "until")
    this_year = Shift(0, "Y") if ahead else None
    return Meaning(Point(year=year_of(c.tokens("year")), month=12, day=31, within=this_year))


def week_of(c: Captured) -> Meaning | None:
    """The week that holds a day."""
    parts = _fields(c)
    return None if parts is None else Meaning(Shift(0, "W", Point(**parts)))
