"""The dates of what a page says, said again once the page itself is dated."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from functools import lru_cache

from parley.dates import Date
from parley.find.base import expressions
from parley.records import make_id
from parley.store.base import Row, View
from parley.times.dating import redate
from parley.times.expressions import Expressions

# the kinds whose date hangs on that of their page
DATED = ("statements", "figures", "positions", "meeting_reports", "agreement_reports", "incidents")


def link_entries(view: View, pages: Sequence[Row]) -> list[Row]:
    """A row for each entry that the dates of some pages date otherwise.

    Args:
        view: The record.
        pages: The rows that date documents.
    """
    return sorted(_redated(view, {row["of"]: row for row in pages}), key=lambda row: str(row["id"]))


def _redated(view: View, pages: dict[str, Row]) -> Iterator[Row]:
    @lru_cache(1)  # entries come page by page, those of all kinds together
    def known(document_id: str) -> Expressions:
        return expressions(view.document(document_id, linked=False))

    kinds = [view.entries(kind, linked=False) for kind in DATED] if pages else []
    for entry in heapq.merge(*kinds, key=lambda entry: str(entry["uri"])):
        page = pages.get(entry["document_id"])
        if page is None or not entry["date"]["proof"]:
            continue
        before = Date.from_dict(entry["date"])
        date = redate(before, Date.from_dict(page["date"]), known(entry["document_id"]))
        if date != before:
            yield {
                "id": make_id("date", entry["id"]),
                "of": entry["id"],
                "date": date.to_dict(),
                "days": None,
                "dropped": [],
                "by": f"date of {entry['document_id']}",
            }
