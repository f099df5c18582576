"""The part of EDTF that records use, read and written; what is outside it is refused, never guessed at.

::

    2031-06-02   2031-06   2031      a day, a month, a year
    2031-06~     2031?     2031-06%  about it; perhaps it; both
    A/B   ../B   A/..                from A to B; open at one end
    [A,B]   [A..B]   [..B]   [A..]   one of these days; one between them

Notation: Library of Congress, Extended Date/Time Format (ISO 8601-2:2019, annex A). Our reading agrees with
the ``edtf`` package where that reads the form (it raises on intervals that are open at one end).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_FORMS = "2031-06-02, 2031-06, 2031, A/B, [A,B], each with ~ or ? after it"

Bounds = tuple[str | None, str | None]


def bounds(edtf: str) -> Bounds:
    """First and last ISO day of an EDTF date; None where it is open.

    "About" and "perhaps" do not move the bounds: they are those of the date as written.

    Raises:
        ValueError: If the text is none of the forms above, names no real day, or ends before it begins.
    """
    if edtf.startswith("[") and edtf.endswith("]"):
        return _one_of(edtf)
    if "/" in edtf:
        left, _, right = edtf.partition("/")
        return _between(edtf, left, right)
    return _marked(edtf)


def _one_of(edtf: str) -> Bounds:
    inner = edtf[1:-1]
    members = [member.strip(" ") for member in inner.split(",")]
    found = [_between(edtf, *_ends(m)) if ".." in m else _point(m) for m in members]
    firsts = [first for first, _ in found]
    lasts = [last for _, last in found]
    return _not_open(
        edtf,
        None if None in firsts else min(f for f in firsts if f),
        None if None in lasts else max(last for last in lasts if last),
    )


def _ends(member: str) -> tuple[str, str]:
    left, _, right = member.partition("..")
    return left or "..", right or ".."


def _between(edtf: str, left: str, right: str) -> Bounds:
    first = None if left == ".." else _marked(left)[0]
    last = None if right == ".." else _marked(right)[1]
    if first and last and first > last:
        raise ValueError(f"{edtf!r} ends before it begins")
    return _not_open(edtf, first, last)


def _not_open(edtf: str, first: str | None, last: str | None) -> Bounds:
    if first is None and last is None:
        raise ValueError(f"{edtf!r} is open at both ends")
    return first, last


def _marked(text: str) -> Bounds:
    """A point with one mark after it, or none."""
    return _point(text[:-1] if text.endswith(("~", "?", "%")) else text)


def _point(text: str) -> Bounds:
    if _DAY.fullmatch(text):
        day = dt.date.fromisoformat(text).isoformat()
        return day, day
    if m := _MONTH.fullmatch(text):
        year, month = int(m[1]), int(m[2])
        if not (1 <= month <= 12 and year >= 1):
            raise ValueError(f"{text!r} names no month")
        return f"{text}-01", f"{text}-{calendar.monthrange(year, month)[1]:02d}"
    if _YEAR.fullmatch(text):
        return dt.date(int(text), 1, 1).isoformat(), f"{text}-12-31"
    raise ValueError(f"{text!r} is not a date in the forms parley reads ({_FORMS})")


def between(first: dt.date | None, last: dt.date | None) -> str | None:
    """The shortest EDTF date with these bounds; None where both are open.

    Raises:
        ValueError: If it would end before it begins.
    """
    if first is None or last is None:
        if first is None and last is None:
            return None
        return f"{first or '..'}/{last or '..'}"
    if first > last:
        raise ValueError(f"{first} is after {last}")
    if first == last:
        return first.isoformat()
    begins, ends = first.isoformat(), last.isoformat()
    if last.day == calendar.monthrange(last.year, last.month)[1] and first.day == 1:
        begins, ends = begins[:7], ends[:7]
        if first.month == 1 and last.month == 12:
            begins, ends = begins[:4], ends[:4]
    return begins if begins == ends else f"{begins}/{ends}"


def one_of(days: list[dt.date]) -> str | None:
    """One of some days: the day, or ``[A,B]``; None for none."""
    listed = sorted(day.isoformat() for day in set(days))
    if not listed:
        return None
    return listed[0] if len(listed) == 1 else f"[{','.join(listed)}]"
