"""Calendar units by their place, and distances from now or from what was spoken of."""

from __future__ import annotations

from parley.times.meanings.captured import MONTHS, QUOTES, STEPS, Captured, Meaning
from parley.times.meanings.figures import day_number, ordinal, year_of
from parley.times.symbols import Anniversary, Length, Point, Shift, Symbol, Vague
from parley.times.words import contexts


def unit(c: Captured) -> Meaning | None:
    """This, last or next week, month, year."""
    code, pick, before = c.unit(), c.pick(), c.before()
    if before and before.low in QUOTES and c.tokens("unit")[0].text[0].isupper():
        return None  # the name of a programme
    if pick == "last" and _is_last_of(c):
        return Meaning(None)
    if pick is None or code.startswith("T"):
        return None
    spoken = pick in ("that", "after") or any(t.low in contexts("spoken_last") for t in c.tokens("pick"))
    if code == "D" and pick in ("last", "next"):
        spoken = True  # "the next day" follows the day spoken of
    return Meaning(
        Shift(STEPS[pick], code, "text" if spoken else "writing", loose=pick == "that"), "DATE", c.edge()
    )


def _is_last_of(c: Captured) -> bool:
    """Whether the last part of something is meant: "the last day of the summit"."""
    words = [token.low for token in c.line[c.span[1] : c.span[1] + 2]]
    return c.line[c.span[0]].low == "the" and words[:1] == ["of"] and words[-1] in contexts("determiners")


def the_unit(c: Captured) -> Meaning | None:
    """The week or year spoken of."""
    code, after = c.unit(), c.after()
    if code.startswith("T") or code.endswith("00Y"):
        return None
    if after and (after.low == "-" or (after.low in contexts("says_which") and "mod" not in c)):
        return None
    return Meaning(Shift(0, code, "text", loose=True), "DATE", c.edge())


def in_a_row(c: Captured) -> Meaning | None:
    """The third straight day: the one spoken of."""
    return Meaning(Shift(0, c.unit(), "text", loose=True))


def the_unit_beside(c: Captured) -> Meaning | None:
    """The year before, the day after, where the words say no more of which it is."""
    side, after = c.low("side"), c.after()
    goes_on = after is None or not after.text[0].isalnum() or after.low in contexts("goes_on")
    if side in ("before", "after") and not goes_on:
        return None
    return Meaning(Shift(1 if side in ("after", "later", "following") else -1, c.unit(), "text"))


def ago(c: Captured) -> Meaning | None:
    """So long ago."""
    code, count = c.unit(), c.amount("n")
    if "half" in c and count is not None:
        return Meaning(Shift(-round((count + 0.5) * 12), "M", ago=True)) if code == "Y" else None
    return Meaning(Shift(None if count is None else -int(count), code, ago=True), "DATE", c.about())


def from_now(c: Captured) -> Meaning | None:
    """So long from now."""
    count = c.amount("n")
    if count is None:
        return Meaning(Vague("FUTURE_REF"), "DATE", c.about())
    return Meaning(Shift(int(count), c.unit(), ago=True), "DATE", c.about())


def from_day(c: Captured) -> Meaning | None:
    """So long before or after a day that is named: "two weeks before Christmas"."""
    count = c.amount("n")
    if count is None or c.unit().startswith("T"):
        return None
    side = -1 if c.low("side") == "before" else 1
    return Meaning(Shift(side * int(count), c.unit(), _named_day(c), ago=True), "DATE", c.about())


def _named_day(c: Captured) -> Symbol:
    if "today" in c:
        return Shift(c.value("today", "TODAY"), "D")
    if "holiday" in c:
        return Point(holiday=c.value("holiday", "HOLIDAY"), year=year_of(c.tokens("year")))
    return Point(year_of(c.tokens("year")), c.value("month", *MONTHS), day_number(c.tokens("day")))


def beside(c: Captured) -> Meaning | None:
    """So long before or after what was spoken of: "a year earlier", "two days later"."""
    count, code = c.amount("n"), c.unit()
    side = 1 if c.low("side") == "later" else -1
    if code.startswith("T"):
        return Meaning(Length(((count, code),)), "DURATION", c.about(), c.span[1] - 1)
    moved = None if count is None else side * int(count)
    return Meaning(Shift(moved, code, "text", ago=True), "DATE", c.about())


def year_ago(c: Captured) -> Meaning | None:
    """The same part of the year before as what was spoken of: "the year-ago quarter"."""
    if "quarter" in c:
        number = ordinal(c.tokens("quarter"), 4)
        return Meaning(Point(quarter=number, within=Shift(-1, "Y"))) if 1 <= number <= 4 else None
    return Meaning(Shift(-1, "Y", "text", ago=True))


def anniversary(c: Captured) -> Meaning | None:
    """The fourth anniversary, of something that the words after it name."""
    count = c.tokens("count")
    years = c.amount("count") if count[-1].low == "year" else ordinal(count, 0)
    return Meaning(Anniversary(int(years))) if years and years > 0 else None
