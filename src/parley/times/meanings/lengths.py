"""Stretches of time by their length."""

from __future__ import annotations

from parley.times.meanings.captured import QUOTES, Captured, Meaning
from parley.times.symbols import Length
from parley.times.words import contexts


def length(c: Captured) -> Meaning | None:
    """A stretch of time by its length."""
    code = c.unit()
    if not _is_length(c, code):
        return None
    parts = [(_count(c), code)]
    if "unit2" in c and not _is_finer(c.unit("unit2"), code):
        return None  # "24 hours a day"
    if "unit2" in c:
        parts.append((c.amount("n2"), c.unit("unit2")))
    return Meaning(Length(tuple(parts), c.amount("most")), "DURATION", c.about())


def _is_finer(one: str, other: str) -> bool:
    order = ("TS", "TM", "TH", "D", "WE", "W", "2W", "M", "Q", "6M", "Y", "10Y", "100Y", "1000Y")
    return order.index(one) < order.index(other)


def _count(c: Captured) -> float | None:
    half = 0.5 if "half" in c else 0
    if "n" in c:
        count = c.amount("n")
        return count if not half else (count or 0) + half
    one = not half or c.line[c.span[0]].low in contexts("one_more")
    return one + half


def _is_length(c: Captured, code: str) -> bool:
    """Whether an amount of units measures time here.

    Not "a quarter of its dealers", "$5 a share a year", "a day of mourning", nor a name in quotation marks.
    """
    before, after, count = c.before(), c.after(), c.tokens("n")
    plain = count[0].low if len(count) == 1 else ""
    if after and after.low == "-" and _ends(c):
        return False
    if code == "Q" and (plain in ("a", "three", "one") or (count and count[-1].low == "three")):
        return False
    if before and before.low in QUOTES and c.line[c.span[1] - 1].text[0].isupper():
        return False
    if plain in ("a", "an"):
        if c.value("unit", "UNITS", "HOURS"):
            return False  # "a weeks-long siege"
        named = after is not None and code == "D" and after.low in ("of", "when", "that", "in")
        return "half" in c or not (named or _is_rate(c))
    if plain == "one" and code in ("D", "TM"):
        return before is not None and before.low in contexts("before_one_day")
    return not (len(count) == 1 and "YEAR" in count[0].classes)


def _ends(c: Captured) -> bool:
    """Whether the unit belongs to what follows: "a year-end deadline", "a year-earlier loss"."""
    at = c.span[1] + 1
    return at < len(c.line) and c.line[at].low in ("end", "earlier", "ago")


def _is_rate(c: Captured) -> bool:
    """Whether so much "a year" is meant: "$5 a year", "four flights a week", "$2 a share a year"."""
    at = c.span[0]
    if at and c.line[at - 1].low in ("once", "twice", "times"):
        return True
    for token in c.line[max(0, at - 2) : at]:
        if token.low[0].isdigit() or token.low == "%" or token.values.keys() & {"SCALE", "CARDINAL"}:
            return True
    return at > 0 and c.line[at - 1].low == "share"


def lent_unit(c: Captured) -> Meaning | None:
    """A length whose unit stands with the one after it: "between 60 and 90 days"."""
    return Meaning(Length(((c.amount("n"), c.unit()),)), "DURATION", None, c.match.end("n"))


def untold(c: Captured) -> Meaning | None:
    """Days, weeks, years, how many is not told."""
    return Meaning(Length(((None, c.unit()),)), "DURATION")


def untold_before(c: Captured) -> Meaning | None:
    """Years, before a word that is not part of them ("years after")."""
    before, tail = c.before(), c.line[c.span[1] - 1].low
    if (
        tail == "of" and before and before.low in ("the", "-")
    ):  # "the days of the empire", "three-quarters of"
        return None
    return Meaning(Length(((None, c.unit()),)), "DURATION", None, None if tail == "long" else c.span[1] - 1)


def age(c: Captured) -> Meaning | None:
    """How long a thing has lasted; no time where a person is so old."""
    after = c.after()
    if after and after.low in contexts("lasting"):
        return Meaning(Length(((c.amount("n"), c.unit()),)), "DURATION", c.about())
    return Meaning(None)


def nothing(c: Captured) -> Meaning | None:
    """No time: an age."""
    return Meaning(None)
