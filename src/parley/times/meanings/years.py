"""Years and decades."""

from __future__ import annotations

from parley.times.meanings.captured import Captured, Meaning
from parley.times.meanings.figures import spelled_year
from parley.times.numbers import amount
from parley.times.symbols import Point, Range
from parley.times.tokens import Token
from parley.times.words import contexts

_MEASURED = frozenset({"UNITS", "HOURS", "UNIT", "SCALE", "ZONE"})


def year_alone(c: Captured) -> Meaning | None:
    """Four digits that are a year rather than a count, an hour or a price."""
    year, before, after = int(c.low("year")), c.before(), c.after()
    if before and (before.low in contexts("before_number") or _is_model(c)):
        return None
    if after and after.values.keys() & _MEASURED:
        return None
    dated = "mod" in c or bool(before and _dates(before))
    if after and after.low in contexts("counted") and not (dated and 1900 <= year < 2060):
        return None
    if dated:
        return Meaning(Point(year=year), "DATE", c.edge())
    if not 1900 <= year < 2060 or (after and _is_counted(after)):
        return None
    return Meaning(Point(year=year), "DATE", c.edge())


def _is_model(c: Captured) -> bool:
    """Whether the figures belong to a name: "RSA-2048"."""
    name = c.line[max(0, c.span[0] - 2) : c.span[0]]
    return len(name) == 2 and name[1].low == "-" and name[0].text.isupper() and len(name[0].text) > 1


def _dates(before: Token) -> bool:
    return before.low in contexts("before_year") or bool(before.values.keys() & {"MONTH", "MONTHISH"})


def _is_counted(after: Token) -> bool:
    return after.text.islower() and after.low.endswith("s") and after.low not in contexts("after_year")


def years(c: Captured) -> Meaning | None:
    """Two years, the second in two figures."""
    first = int(c.low("year"))
    last = first // 100 * 100 + int(c.low("until"))
    if not first < last <= first + 30:
        return None
    return Meaning(Range(Point(year=first), Point(year=last)))


def decade(c: Captured) -> Meaning | None:
    """The 1980s, the '80s, the nineties; not an age ("in his 40s")."""
    if (named := c.value("decade", "NINETIES")) is not None:
        return Meaning(Point(decade=190 + named), "DATE", c.edge())
    number = _years(c.low("decade").strip("'s"))
    if number % 10 or _is_age(c):
        return None
    if number % 100 == 0 and number < 2000:
        return Meaning(Point(century=number // 100), "DATE", c.edge())
    return Meaning(Point(decade=number // 10), "DATE", c.edge()) if 1000 <= number < 2200 else None


def _years(figures: str) -> int:
    number = int(figures)
    if len(figures) > 2:
        return number
    return number + (1900 if number >= 20 else 2000)


def _is_age(c: Captured) -> bool:
    at = c.span[0]
    return any(token.low in contexts("whose") for token in c.line[max(0, at - 2) : at])


def year_in_words(c: Captured) -> Meaning | None:
    """Nineteen ninety-six; two thousand."""
    if "year" in c:
        number = amount(c.tokens("year"))
        return Meaning(Point(year=int(number))) if number and 1000 <= number < 2200 else None
    year = spelled_year((*c.tokens("century"), *c.tokens("decade")))
    return Meaning(Point(year=year), "DATE", c.edge()) if year else None
