"""When a row is of, and whether that surely lies in the time that a question asks about."""

from __future__ import annotations

from parley.ask.question import Question
from parley.edtf import bounds
from parley.store.base import Row
from parley.views import days
from parley.views.words import is_its_own

_ENTRIES = (
    "statements",
    "positions",
    "figures",
    "incidents",
)  # of a page, whose day stands for one of their own


def when(kind: str, row: Row) -> tuple[str, str]:
    """The day of a row, else that of its page, to put rows in order; unknown last."""
    first, last = bounds_of(kind, row)
    return first or last or days.LAST, last or days.LAST


def bounds_of(kind: str, row: Row) -> tuple[str | None, str | None]:
    """The first and the last day that a row may be of, else its page; None where that is open."""
    date = days.best(row["dates"]) if "dates" in row else row.get("date")
    if date and days.is_known(date) and (kind not in _ENTRIES or is_its_own(date)):
        return date["earliest"], date["latest"]
    return _page_days(row.get("page_date"))


def is_surely_then(kind: str, row: Row, asked: Question) -> bool:
    """Whether a row's day, or that of its page, lies in the time that is asked about, not only may."""
    since, until = asked.period.since, asked.period.until
    if not (since or until):
        return True
    first, last = bounds_of(kind, row)
    return (not since or (first or "") >= since) and (not until or (last or days.LAST) <= until)


def _page_days(edtf: str | None) -> tuple[str | None, str | None]:
    try:
        return bounds(edtf) if edtf else (None, None)
    except ValueError:
        return None, None
