"""What the words that a rule captured mean, as symbols: one small function for each `make` of rules.toml.

A function returns None where the words are no time expression after all ("2000" before a noun that is
counted), and a meaning without a symbol where they are something else that must not be read as a time
(an age).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from parley.times.numbers import amount
from parley.times.symbols import (
    Clock,
    Length,
    Point,
    Range,
    Repeated,
    Shift,
    Symbol,
    Vague,
)
from parley.times.tokens import Token
from parley.times.words import contexts

MONTHS = ("MONTH", "MONTHISH")
DAYS = ("WEEKDAY", "WEEKDAYISH")
UNITS = ("UNIT", "UNITS", "HOUR", "HOURS", "WEEKEND")
_PICKS: Mapping[str, str] = {
    "last": "last", "past": "last", "previous": "last", "prior": "last", "preceding": "last", "latest": "last",
    "next": "next", "coming": "next", "upcoming": "next", "forthcoming": "next",
    "following": "after", "ensuing": "after", "subsequent": "after",
    "this": "this", "these": "this", "current": "this", "ongoing": "this",
    "that": "that", "those": "that", "same": "that",
}  # fmt: skip
_SHIFTS = {"last": -1, "next": 1, "this": 0, "that": 0, "after": 1}
_EDGES = {
    "early": "START", "earlier": "START", "beginning": "START", "start": "START", "onset": "START",
    "outset": "START", "late": "END", "later": "END", "end": "END", "close": "END", "ending": "END",
    "mid": "MID", "middle": "MID", "midst": "MID",
}  # fmt: skip
_ABOUTS = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "circa": "APPROX",
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "less": "LESS_THAN", "fewer": "LESS_THAN",
    "over": "MORE_THAN", "more": "MORE_THAN",
    "up": "EQUAL_OR_LESS", "most": "EQUAL_OR_LESS", "least": "EQUAL_OR_MORE",
}  # fmt: skip


class Meaning(NamedTuple):
    """A symbol with its TIMEX3 type and modifier; without a symbol: no time, and not to be read again.

    `last`: where the expression ends if before the end of what the rule matched, as a token index.
    """

    symbol: Symbol | None
    type: str = "DATE"
    mod: str | None = None
    last: int | None = None


class Captured:
    """What a rule captured: its tokens by name, and what they stand for."""

    def __init__(self, line: Sequence[Token], match: re.Match[str]) -> None:
        self.line, self.match, self.span = line, match, match.span()

    def __contains__(self, name: str) -> bool:
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    def tokens(self, name: str) -> Sequence[Token]:
        """The tokens captured under `name`; none where the rule has or met no such part."""
        return self.line[slice(*self.match.span(name))] if name in self else ()

    def low(self, name: str) -> str:
        """The first captured word in lower case, empty if there is none."""
        found = self.tokens(name)
        return found[0].low if found else ""

    def value(self, name: str, *classes: str) -> Any:
        """What the first captured token that has one of these classes stands for there; None if none has."""
        for token in self.tokens(name):
            for wanted in classes:
                if wanted in token.values:
                    return token.values[wanted]
        return None

    def amount(self, name: str) -> float | None:
        """The captured number; None where it is vague ("several") or not there."""
        return amount(self.tokens(name))

    def before(self) -> Token | None:
        """The token before the expression."""
        return self.line[self.span[0] - 1] if self.span[0] else None

    def after(self, far: int = 0) -> Token | None:
        """The token after the expression."""
        at = self.span[1] + far
        return self.line[at] if at < len(self.line) else None


Maker = Callable[[Captured], Meaning | None]


def point(c: Captured) -> Meaning | None:
    """A calendar point from whatever parts were captured."""
    fields = _fields(c)
    if fields is None:
        return None
    return Meaning(Point(**fields), "DATE", _edge(c))


def _fields(c: Captured) -> dict[str, Any] | None:
    fields: dict[str, Any] = {}
    if "year" in c:
        fields["year"] = year_of(c.tokens("year"))
        if fields["year"] is None:
            return None
    if "holiday" in c:
        fields["holiday"] = c.value("holiday", "HOLIDAY")
    if "month" in c:
        fields["month"] = c.value("month", *MONTHS)
    if "day" in c:
        fields["day"] = _day(c.tokens("day"))
        if not fields["day"] or not 1 <= fields["day"] <= 31:
            return None
    if "weekday" in c:
        fields["weekday"] = c.value("weekday", *DAYS)
    if "season" in c:
        fields["season"] = c.value("season", "SEASON", "SEASONISH")
    for name in ("quarter", "half", "century", "week"):
        if name in c:
            fields[name] = _ordinal(c.tokens(name), {"quarter": 4, "half": 2}.get(name, -1))
    if "century" in fields:
        fields["century"] = fields["century"] - 1 if fields["century"] > 0 else None
        if fields["century"] is None or fields["century"] > 21:
            return None
    if not 0 < fields.get("quarter", 1) <= 4 or not 0 < fields.get("half", 1) <= 2:
        return None
    if pick := _pick(c):
        fields["pick"] = pick
    return fields


def month_alone(c: Captured) -> Meaning | None:
    """A month without a year; what follows must not make it a name or a verb."""
    month = c.tokens("month")[0]
    after = c.after()
    if "MONTHISH" in month.values and month.low in ("may", "march", "mar") and not month.text[0].isupper():
        return None
    if after and after.text[0].isupper() and month.low in ("may", "march", "jan") and "pick" not in c:
        return None
    last = c.span[1] - (c.line[c.span[1] - 1].low == ",")
    return Meaning(Point(month=c.value("month", *MONTHS), pick=_pick(c)), "DATE", _edge(c), last)


def year_alone(c: Captured) -> Meaning | None:
    """Four digits that are a year rather than a count, an hour or a price."""
    year = int(c.tokens("year")[0].low)
    before, after = c.before(), c.after()
    dated = (
        bool(
            before and (before.low in contexts("before_year") or before.values.keys() & {"MONTH", "MONTHISH"})
        )
        or "mod" in c
    )
    if before and before.low in contexts("before_number"):
        return None
    if after and (
        after.values.keys() & {"UNITS", "HOURS", "UNIT", "SCALE", "ZONE"} or after.low in contexts("counted")
    ):
        return None
    if not dated and not 1900 <= year < 2060:
        return None
    if (
        not dated
        and after
        and after.text.islower()
        and after.low.endswith("s")
        and after.low not in contexts("after_year")
    ):
        return None
    return Meaning(Point(year=year), "DATE", _edge(c))


def point_of_unit(c: Captured) -> Meaning | None:
    """A point within a unit that is told by its place: "the first quarter of last year"."""
    fields = _fields(c)
    if fields is None:
        return None
    fields.pop("pick", None)
    unit = c.value("unit", *UNITS)
    pick = _pick(c)
    if "side" in c and not pick:
        within: Symbol = Shift(-1, unit)
    elif pick in (None, "that"):
        within = Shift(0, unit, "text", loose=True)
    else:
        within = Shift(_SHIFTS[pick], unit, "text" if pick == "after" else "writing")
    return Meaning(Point(**fields, within=within), "DATE", _edge(c))


def weekday_of_week(c: Captured) -> Meaning | None:
    """A weekday of this, last or next week."""
    pick = _pick(c) or "this"
    week = Shift(_SHIFTS[pick], "W", "text" if pick in ("that", "after") else "writing")
    return Meaning(Point(weekday=c.value("weekday", *DAYS), within=week))


def days(c: Captured) -> Meaning | None:
    """From one day of a month to another."""
    year = year_of(c.tokens("year")) if "year" in c else None
    month = c.value("month", *MONTHS)
    first, last = _day(c.tokens("day")), _day(c.tokens("until"))
    if not first or not last or first >= last or last > 31:
        return None
    return Meaning(Range(Point(year, month, first), Point(year, month, last)))


def years(c: Captured) -> Meaning | None:
    """Two years, the second in two figures."""
    first = int(c.tokens("year")[0].low)
    last = first // 100 * 100 + int(c.tokens("until")[0].low)
    if not first < last <= first + 30:
        return None
    return Meaning(Range(Point(year=first), Point(year=last)))


def in_figures(c: Captured) -> Meaning | None:
    """A date in figures; the month comes first unless it can only be the day, as American pages print."""
    numbers = [int(n) for n in re.split(r"[-/.]", c.tokens("number")[0].low)]
    if len(numbers) == 2:
        if numbers[1] == numbers[0] % 100 + 1 and numbers[1] > 12:
            return Meaning(Range(Point(year=numbers[0]), Point(year=numbers[0] + 1)))
        return Meaning(Point(year=numbers[0], month=numbers[1])) if 1 <= numbers[1] <= 12 else None
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


def part_of_day(c: Captured) -> Meaning | None:
    """A part of a day that is named, pointed at, or the one spoken of."""
    part = c.value("part", "PART", "OVERNIGHT", "TONIGHT")
    if "weekday" in c:
        day: Symbol = Point(weekday=c.value("weekday", *DAYS), pick=_pick(c))
    elif "today" in c:
        day = Shift(c.value("today", "TODAY"), "D")
    elif pick := _pick(c):
        if pick == "last":
            day = Shift(-1, "D")
        else:
            day = Shift(_SHIFTS[pick], "D", "text" if pick in ("that", "after") else "writing")
    elif c.low("part") == "tonight":
        day = Shift(0, "D")
    elif c.low("part") == "overnight":
        day = Shift(-1, "D")
    else:
        day = Shift(0, "D", "text", loose=True)
    return Meaning(Clock(part=part, day=day), "TIME", _edge(c))


def each_weekday(c: Captured) -> Meaning | None:
    """On each of some weekdays."""
    weekday = c.value("weekday", "WEEKDAYS", *DAYS)
    part = c.value("parts", "PARTS") or c.value("part", "PART")
    return Meaning(Repeated(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")), "SET")


def today(c: Captured) -> Meaning | None:
    """Today, yesterday or tomorrow."""
    return Meaning(Shift(c.value("today", "TODAY"), "D"), "DATE", _edge(c))


def beside_today(c: Captured) -> Meaning | None:
    """The day before yesterday."""
    side = -1 if c.low("side") == "before" else 1
    return Meaning(Shift(c.value("today", "TODAY") + side, "D"))


def unit(c: Captured) -> Meaning | None:
    """This, last or next week, month, year."""
    code, pick = c.value("unit", *UNITS), _pick(c)
    if pick is None or code.startswith("T"):
        return None
    words = {t.low for t in c.tokens("pick")}
    spoken = pick in ("that", "after") or bool(words & {"previous", "prior", "preceding"})
    base = "text" if spoken else "writing"
    if code == "D" and pick in ("last", "next") and base == "writing":
        base = "text"  # "the next day" follows the day spoken of
    return Meaning(Shift(_SHIFTS[pick], code, base, loose=pick == "that"), "DATE", _edge(c))


def the_unit(c: Captured) -> Meaning | None:
    """The week or year spoken of, or the one before or after it."""
    code = c.value("unit", *UNITS)
    if code.startswith("T") or code.endswith("00Y"):
        return None
    after = c.after()
    if after and (after.low in ("of", "when", "that", "after", "before", "he", "she", "they", "it", "we")):
        return None
    return Meaning(Shift(0, code, "text", loose=True), "DATE", _edge(c))


def the_unit_beside(c: Captured) -> Meaning | None:
    """The year before, the day after, where the words say no more of which it is."""
    code, side, after = c.value("unit", *UNITS), c.low("side"), c.after()
    if (
        after
        and side in ("before", "after")
        and (after.text[0].isalnum() and after.low not in contexts("goes_on"))
    ):
        return None
    return Meaning(Shift(1 if side in ("after", "later", "following") else -1, code, "text"))


def part_of_year(c: Captured) -> Meaning | None:
    """The 1988 quarter: the one of that year that was last spoken of."""
    year = year_of(c.tokens("year"))
    return Meaning(Point(year=year, within=Shift(0, "Q", "text", loose=True))) if year else None


def year_end(c: Captured) -> Meaning | None:
    """The last day of a year."""
    year = year_of(c.tokens("year")) if "year" in c else None
    return Meaning(Point(year=year, month=12, day=31), "DATE")


def week_of(c: Captured) -> Meaning | None:
    """The week that holds a day."""
    fields = _fields(c)
    return fields and Meaning(Shift(0, "W", Point(**fields)))  # type: ignore[return-value]


def decade(c: Captured) -> Meaning | None:
    """The 1980s, the '80s, the nineties."""
    if (named := c.value("decade", "NINETIES")) is not None:
        return Meaning(Point(decade=190 + named), "DATE", _edge(c))
    if any(
        t.low in ("his", "her", "their", "my", "its", "our")
        for t in c.line[max(0, c.span[0] - 2) : c.span[0]]
    ):
        return None  # an age
    figures = c.low("decade").strip("'s")
    number = int(figures)
    if number % 10:
        return None
    if len(figures) == 2:
        number += 1900 if number >= 20 else 2000
    if number % 100 == 0 and number < 2000:
        return Meaning(Point(century=number // 100), "DATE", _edge(c))
    return Meaning(Point(decade=number // 10), "DATE", _edge(c)) if 1000 <= number < 2200 else None


def year_in_words(c: Captured) -> Meaning | None:
    """Nineteen ninety-six; two thousand."""
    if "year" in c:
        number = amount(c.tokens("year"))
        return Meaning(Point(year=int(number))) if number and 1000 <= number < 2200 else None
    year = _spelled_year((*c.tokens("century"), *c.tokens("decade")))
    return Meaning(Point(year=year), "DATE", _edge(c)) if year else None


def ago(c: Captured) -> Meaning | None:
    """So long ago."""
    code = c.value("unit", *UNITS)
    count = c.amount("n")
    if "half" in c and count is not None:
        return Meaning(Shift(-round((count + 0.5) * 12), "M", ago=True)) if code == "Y" else None
    return Meaning(Shift(None if count is None else -int(count), code, ago=True), "DATE", _about(c))


def from_now(c: Captured) -> Meaning | None:
    """So long from now."""
    count = c.amount("n")
    code = c.value("unit", *UNITS)
    return Meaning(Shift(None if count is None else int(count), code, ago=True), "DATE", _about(c))


def beside(c: Captured) -> Meaning | None:
    """So long before or after what was spoken of: "a year earlier", "two days later"."""
    count = c.amount("n")
    side = 1 if c.low("side") == "later" else -1
    code = c.value("unit", *UNITS)
    if code.startswith("T"):
        return Meaning(Length(((count, code),)), "DURATION", _about(c), c.span[1] - 1)
    return Meaning(
        Shift(None if count is None else side * int(count), code, "text", ago=True), "DATE", _about(c)
    )


def year_ago(c: Captured) -> Meaning | None:
    """The same part of the year before as what was spoken of: "the year-ago quarter"."""
    if "quarter" in c:
        number = _ordinal(c.tokens("quarter"), 4)
        return Meaning(Point(quarter=number, within=Shift(-1, "Y"))) if 1 <= number <= 4 else None
    return Meaning(Shift(-1, "Y", "text", ago=True))


def length(c: Captured) -> Meaning | None:
    """A stretch of time by its length."""
    code = c.value("unit", *UNITS)
    if code is None or not _is_length(c, code):
        return None
    count = (
        c.amount("n")
        if "n" in c
        else (1 if c.line[c.span[0]].low in contexts("one_more") or "half" not in c else 0)
    )
    if "half" in c:
        count = (count or 0) + 0.5
    parts = [(count, code)]
    if "unit2" in c:
        parts.append((c.amount("n2"), c.value("unit2", *UNITS)))
    return Meaning(Length(tuple(parts), c.amount("most")), "DURATION", _about(c))


def _is_length(c: Captured, code: str) -> bool:
    """Whether an amount of units measures time here.

    Not "a quarter of its dealers", "$5 a share a year", "a day of mourning", nor a name in quotation marks.
    """
    before, after, count = c.before(), c.after(), c.tokens("n")
    plain = count[0].low if len(count) == 1 else ""
    if code == "Q" and (plain in ("a", "three", "one") or (count and count[-1].low == "three")):
        return False
    if before and before.low in ('"', "“", "''", "‘") and c.line[c.span[1] - 1].text[0].isupper():
        return False
    if plain in ("a", "an"):
        named = after is not None and code == "D" and after.low in ("of", "when", "that", "in")
        return not named and not _is_rate(c)
    if plain == "one" and code in ("D", "TM"):
        return before is not None and before.low in contexts("before_one_day")
    return not (count and "YEAR" in count[0].classes and len(count) == 1)


def _is_rate(c: Captured) -> bool:
    """Whether so much "a year" is meant: "$5 a year", "four flights a week", "$2 a share a year"."""
    at = c.span[0]
    for token in c.line[max(0, at - 2) : at]:
        if token.low[0].isdigit() or token.low == "%" or token.values.keys() & {"SCALE", "CARDINAL"}:
            return True
    return c.line[at - 1].low == "share" if at else False


def untold(c: Captured) -> Meaning | None:
    """Days, weeks, years, how many is not told."""
    return Meaning(Length(((None, c.value("unit", *UNITS)),)), "DURATION")


def untold_before(c: Captured) -> Meaning | None:
    """Years, before a word that is not part of them ("years after")."""
    tail = c.line[c.span[1] - 1].low
    return Meaning(
        Length(((None, c.value("unit", *UNITS)),)),
        "DURATION",
        None,
        None if tail == "long" else c.span[1] - 1,
    )


def nothing(c: Captured) -> Meaning | None:
    """No time: an age."""
    return Meaning(None)


def often(c: Captured) -> Meaning | None:
    """Daily, weekly; not a newspaper's name."""
    token = c.tokens("often")[0]
    after = c.after()
    if token.text[0].isupper() and c.before() and after and after.text[0].isupper():
        return None
    return Meaning(Repeated(c.value("often", "OFTEN")), "SET")


def every(c: Captured) -> Meaning | None:
    """Every day, every two weeks."""
    if (part := c.value("unit", "PART")) is not None:
        return Meaning(Repeated(f"XXXX-XX-XXT{part}"), "SET")
    code = c.value("unit", *UNITS)
    count = c.amount("n") if "n" in c else 1
    return Meaning(Repeated(duration(count, code)), "SET")


def every_month(c: Captured) -> Meaning | None:
    """Every May, each summer."""
    if season := c.value("season", "SEASON", "SEASONISH"):
        return Meaning(Repeated(f"XXXX-{season}"), "SET")
    return Meaning(Repeated(f"XXXX-{c.value('month', *MONTHS):02d}"), "SET")


def vague(c: Captured) -> Meaning | None:
    """Now, recently, soon, the future."""
    token = c.tokens("now")[0]
    before, after = c.before(), c.after()
    if token.low == "soon" and ((before and before.low == "as") or (after and after.low in ("as", "after"))):
        return None
    if token.low == "now" and after and after.low == "that":
        return None
    if (
        "PASTNESS" in token.values
        and after
        and after.text[0].isalnum()
        and after.low not in contexts("after_the_past")
    ):
        return None
    return Meaning(Vague(c.value("now", "NOW", "PASTNESS", "TERM")))


def these_days(c: Captured) -> Meaning | None:
    """These days; the time being."""
    return Meaning(Vague("PRESENT_REF"))


def clock(c: Captured) -> Meaning | None:
    """A time of day, with its day if one is named."""
    found = c.tokens("clock")
    hour, minute, second = _hour(found)
    if hour is None:
        return None
    day: Symbol | None = None
    if "today" in c:
        day = Shift(c.value("today", "TODAY"), "D")
    elif "month" in c:
        year = year_of(c.tokens("year")) if "year" in c else None
        day = Point(year, c.value("month", *MONTHS), _day(c.tokens("day")))
    elif "weekday" in c:
        day = Point(weekday=c.value("weekday", *DAYS))
    zone = c.value("zone", "ZONE") or ""
    return Meaning(Clock(hour, minute, second, zone, day=day), "TIME", _about(c))


def hour_of_part(c: Captured) -> Meaning | None:
    """Four in the morning."""
    count = amount(c.tokens("hour"))
    part = c.value("part", "PART")
    if count is None or not 1 <= count <= 12:
        return None
    hour = int(count) + (12 if part in ("AF", "EV") and count < 12 else 0)
    return Meaning(Clock(hour, day=Shift(0, "D", "text", loose=True)), "TIME", _about(c))


def duration(count: float | None, code: str, minutes: bool = True) -> str:
    """A TIMEX3 duration: ``P2W``, ``PXY``, ``PT1H30M``; a half is written in the next smaller unit."""
    prefix = "PT" if code.startswith("T") else "P"
    code = code.removeprefix("T")
    times, code = (int(m[1]), m[2]) if (m := re.match(r"(\d+)(\D+)", code)) else (1, code)
    if code == "WE":
        return f"P{'X' if count is None else int(count)}WE"
    if count is None:
        return f"{prefix}X{'E' if times == 10 else 'C' if times == 100 else ''}{'' if times > 9 else code}"
    count *= times
    if count == int(count):
        return f"{prefix}{int(count)}{code}"
    whole = f"{int(count)}{code}" if int(count) else ""
    rest = count - int(count)
    smaller = {"Y": (12, "M"), "H": (60, "M"), "M": (60, "S") if prefix == "PT" else (30, "D"), "W": (7, "D")}
    if code in smaller:
        times, small = smaller[code]
        return f"{prefix}{whole}{round(rest * times)}{small}"
    if code == "D":
        return f"P{whole}T{round(rest * 24)}H"
    return f"{prefix}{count:g}{code}"


def year_of(found: Sequence[Token]) -> int | None:
    """The year of a captured YEARNAME."""
    figures = found[-1].low if found else ""
    if not figures.isdecimal():
        return _spelled_year(found)
    return int(figures) if len(figures) == 4 else two_figures(int(figures))


def _spelled_year(found: Sequence[Token]) -> int | None:
    first, last = amount(found[:1]), amount(found[1:])
    return int(first * 100 + last) if first and last and 17 <= first <= 20 and last >= 10 else None


def two_figures(number: int) -> int:
    """A year in two figures: up to 40 it is this century's."""
    return number + (2000 if number < 40 else 1900)


def _hour(found: Sequence[Token]) -> tuple[int | None, int | None, int | None]:
    first = found[0]
    if (point := first.values.get("POINT")) is not None:
        return point, 0, None
    last = found[-1].values
    if ":" in first.low:
        numbers = [int(n) for n in first.low.split(":")]
    elif len(first.low) == 4 and first.low.isdecimal():
        numbers = [int(first.low[:2]), int(first.low[2:])]
    else:
        count = amount(found[:1])
        if count is None:
            return None, None, None
        numbers = [int(count)]
    hour = numbers[0]
    if "PM" in last and hour < 12:
        hour += 12
    elif "AM" in last and hour == 12:
        hour = 0
    minute = numbers[1] if len(numbers) > 1 else 0
    if hour > 24 or minute > 59:
        return None, None, None
    return hour, minute, numbers[2] if len(numbers) > 2 else None


def _day(found: Sequence[Token]) -> int | None:
    if len(found) == 1 and found[0].low[0].isdigit():
        return int(re.match(r"\d+", found[0].low)[0])  # type: ignore[index]
    return _ordinal(found, -1)


def _ordinal(found: Sequence[Token], last: int) -> int:
    total = 0
    for token in found:
        if token.low[0].isdigit():
            return int(re.match(r"\d+", token.low)[0])  # type: ignore[index]
        if token.low in ("last", "final"):
            return last
        total += token.values.get("TENS") or token.values.get("ORDINAL") or 0
    return total


def _pick(c: Captured) -> str | None:
    for token in reversed(c.tokens("pick")):
        if (token.low in _PICKS and token.low not in ("same", "past")) or len(c.tokens("pick")) == 1:
            return _PICKS.get(token.low)
    return _PICKS.get(c.low("pick"))


def _edge(c: Captured) -> str | None:
    for token in c.tokens("mod"):
        if token.low in _EDGES:
            return _EDGES[token.low]
    return None


def _about(c: Captured) -> str | None:
    before = c.before()
    for token in c.tokens("about") or ([before] if before else []):
        if token.low in _ABOUTS:
            return _ABOUTS[token.low]
    return None


MAKERS: Mapping[str, Maker] = {
    maker.__name__: maker
    for maker in (
        ago, beside, beside_today, clock, days, decade, each_weekday, every, every_month, from_now, hour_of_part,
        in_figures, length, month_alone, nothing, often, part_of_day, point, point_of_unit, the_unit, the_unit_beside,
        part_of_year, these_days,
        today, unit, untold, untold_before, vague, week_of, weekday_of_week, year_ago, year_alone, year_end,
        year_in_words, years,
    )
}  # fmt: skip
