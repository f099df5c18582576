"""Stamps of time as programs and papers write them: the day at their beginning, where it can be but one.

Of day, month and year in figures alone only what can be one day is read: 24/06/2031 and 06/24/2031, but 05/06 is two.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?![\d])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=T\d{4,6}|$)")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
_PART = re.compile(r"\d{4}(?:-\d\d)?$", re.ASCII)
_NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},? )?"
    r"(?:(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})|([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4}))\b"
)


def day(text: str) -> str | None:
    """The day, or month or year, that a stamp names in its own time zone, as EDTF; None if it is no stamp."""
    text = text.strip()
    if found := begun(text):
        return found[0]
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        return None


def begun(text: str) -> tuple[str | None, str] | None:
    """The day, month or year that a text begins with, as EDTF, and what stands behind it; None if it begins with none.

    None in the place of the day is one that no calendar has.
    """
    for pattern in (_ISO, _SLASHED, _COMPACT):
        if m := pattern.match(text):
            return real(int(m[1]), int(m[2]), int(m[3])), text[m.end() :]
    if m := _FIGURES.match(text):
        found = _only_day(int(m[1]), int(m[3]), int(m[4]))
        return (found, text[m.end() :]) if found else None
    if _PART.match(text):
        return (text if "-" not in text else _month(text)), ""
    if m := _NAMED.match(text):
        number, name, year = (m[1], m[2], m[3]) if m[1] else (m[5], m[4], m[6])
        month = MONTHS.get(name[:3].lower())
        return real(int(year), month, int(number)) if month else None, text[m.end() :]
    return None


def _only_day(one: int, other: int, year: int) -> str | None:
    """The day of a year that two numbers name, whichever is the month; None if they name none, or two."""
    days = {real(year, one, other), real(year, other, one)} - {None}
    return days.pop() if len(days) == 1 else None


def real(year: int, month: int, number: int) -> str | None:
    """A day as ISO writes it; None if there is no such day."""
    try:
        return dt.date(year, month, number).isoformat()
    except ValueError:
        return None


def _month(text: str) -> str | None:
    return text if 1 <= int(text[5:7]) <= 12 else None
