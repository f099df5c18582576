"""Dates of records, as other formats write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

_OPEN = 10**9
_PLAIN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def plain(date: Mapping[str, Any]) -> str | None:
    """``2031-06-02``, ``2031-06`` or ``2031``, where a date is just that; None where it is less certain."""
    edtf = date["edtf"]
    return edtf if edtf and _PLAIN.fullmatch(edtf) else None


def day(date: Mapping[str, Any]) -> str | None:
    """The ISO day, where it is known."""
    found = plain(date)
    return found if found and len(found) == 10 else None


def days(date: Mapping[str, Any]) -> int | None:
    """How many days it may be; None where open."""
    if date["earliest"] is None or date["latest"] is None:
        return None
    return (dt.date.fromisoformat(date["latest"]) - dt.date.fromisoformat(date["earliest"])).days + 1


def week(date: Mapping[str, Any] | None) -> bool:
    """Whether it is known to a week: what a calendar can show as days without saying too much."""
    return date is not None and (days(date) or _OPEN) <= 7


def best(dates: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The narrowest of several dates, of equally narrow ones the first; None where none is bounded."""
    known = [date for date in dates if date["earliest"] or date["latest"]]
    return min(known, key=lambda date: days(date) or _OPEN, default=None)


def told(date: Mapping[str, Any]) -> str:
    """In words: ``2 June 2031``, ``June 2031``, ``between 2 June 2031 and 9 June 2031``, ``by 9 June 2031``."""
    found, earliest, latest = plain(date), date["earliest"], date["latest"]
    if found:
        return _words(found)
    if earliest and latest:
        if earliest == latest:
            return f"about {_words(earliest)}"
        return f"between {_words(earliest)} and {_words(latest)}"
    if earliest:
        return f"{_words(earliest)} or later"
    return f"by {_words(latest)}" if latest else "undated"


def _words(iso: str) -> str:
    year, month, number = [*map(int, iso.split("-")), 0, 0][:3]
    return " ".join(filter(None, (str(number or ""), _MONTHS[month - 1] if month else "", f"{year:04}")))
