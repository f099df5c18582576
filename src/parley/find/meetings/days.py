"""All the days that a report of a meeting names, from the words behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.dates import Date
from parley.times.dating import date_of
from parley.times.expressions import Expressions


def days_told(report: Mapping[str, Any], published: Date, known: Expressions) -> list[Date]:
    """The dates of a row of ``meeting_reports``, in order of the page.

    Args:
        report: The row.
        published: When its page was published.
        known: The time expressions of the page.
    """
    out: dict[str | None, Date] = {}
    for words in report["support"].get("date", ()):
        e = known.at(words["start"], words["end"])
        if e:
            date = date_of(e, published, known)
            out.setdefault(date.edtf, date)
    return list(out.values())
