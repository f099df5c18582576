"""The numbers of years, days and hours, in figures or in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.times.numbers import amount
from parley.times.tokens import Token


def year_of(found: Sequence[Token]) -> int | None:
    """The year of a captured YEARNAME."""
    figures = found[-1].low if found else ""
    if not figures.isdecimal():
        return spelled_year(found)
    return int(figures) if len(figures) == 4 else two_figures(int(figures))


def spelled_year(found: Sequence[Token]) -> int | None:
    """The year of "nineteen ninety-six"."""
    first, last = amount(found[:1]), amount(found[1:])
    return int(first * 100 + last) if first and last and 17 <= first <= 20 and last >= 10 else None


def two_figures(number: int) -> int:
    """A year in two figures: up to 40 it is this century's."""
    return number + (2000 if number < 40 else 1900)


def day_number(found: Sequence[Token]) -> int | None:
    """The day of a month of a captured DAYOF; None if no month has so many."""
    spelled = found and found[-1].values.keys() & {"UNO", "CARDINAL"}
    number = int(amount(found) or 0) if spelled else ordinal(found, -1)
    return number if 1 <= number <= 31 else None


def ordinal(found: Sequence[Token], last: int) -> int:
    """A place in a row: "third", "3rd", "twenty-first"; `last` for "last"."""
    total = 0
    for token in found:
        if token.low[0].isdigit():
            return leading(token.low)
        if token.low in ("last", "final"):
            return last
        total += token.values.get("TENS") or token.values.get("ORDINAL") or 0
    return total


def leading(text: str) -> int:
    """The number of up to four figures that a text begins with, 0 if none."""
    match = re.match(r"\d++", text)
    return int(match[0]) if match and len(match[0]) <= 4 else 0
