"""Dates as views order and draw them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from parley.store.base import Row
from parley.views import words

LAST = "9999"  # what nothing dates comes behind what is dated


def key(date: Row | None) -> tuple[str, str]:
    """Puts dates in order; what is open at the left goes by its right, what is unknown comes last."""
    if date is None:
        return LAST, LAST
    return date["earliest"] or date["latest"] or LAST, date["latest"] or LAST


def best(dates: Sequence[Row]) -> Row | None:
    """The narrowest of several dates, of equally narrow ones the first; None where none says anything."""
    return min((date for date in dates if is_known(date)), key=width, default=None)


def is_known(date: Row | None) -> bool:
    """Whether a date says anything."""
    return date is not None and bool(date["earliest"] or date["latest"])


def width(date: Row) -> float:
    """Days between the bounds of a date; infinite where one is open."""
    if not date["earliest"] or not date["latest"]:
        return float("inf")
    return ordinal(date["latest"]) - ordinal(date["earliest"])


def ordinal(day: str) -> int:
    """An ISO day as a number of days."""
    return dt.date.fromisoformat(day).toordinal()


def meet(one: Row, other: Row) -> bool:
    """Whether two dates can be of one day."""
    first, last = one["earliest"] or "", one["latest"] or LAST
    return bool(first <= (other["latest"] or LAST) and (other["earliest"] or "") <= last)


def stretch(days: Sequence[str], share: float) -> tuple[str, str]:
    """The shortest stretch of time that holds a share of some days, rounded down; the days are in order."""
    held = max(1, int(len(days) * share))
    pairs = ((days[i], days[i + held - 1]) for i in range(len(days) - held + 1))
    return min(pairs, key=lambda pair: ordinal(pair[1]) - ordinal(pair[0]))


def month_of(date: Row) -> str:
    """The month that a date begins in, ``2031-06``; of one that is open at the left, that it ends in."""
    return key(date)[0][:7]


def said(dates: Iterable[Row]) -> str | None:
    """Several dates in words; None where none says anything."""
    return "; ".join(filter(None, dict.fromkeys(words.day(date) for date in dates))) or None
