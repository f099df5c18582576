"""The dates of what a page says, said again once the page itself is dated."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence

from parley import vocab
from parley.dates import Date
from parley.find.base import expressions
from parley.link.reading import Derived, columns
from parley.records import make_id
from parley.store.base import Row, View
from parley.times.dating import redate

_VERSION = "1"  # raise it when the same entries of the same page would be dated otherwise

# the kinds whose date hangs on that of their page
DATED = ("statements", "figures", "positions", "meeting_reports", "agreement_reports", "incidents")


def link_entries(view: View, pages: Sequence[Row], derived: Derived | None = None) -> list[Row]:
    """A row for each entry that the dates of some pages date otherwise.

    Args:
        view: The record.
        pages: The rows that date documents.
        derived: Where the rows of each page are kept.
    """
    kept, dates = derived or Derived(view), {page["of"]: page["date"] for page in pages}
    rules = f"{_VERSION} {vocab.fingerprint()}"

    def make(documents: Collection[str]) -> Iterator[tuple[str, bytes]]:
        told = _told(view, documents)
        for document in documents:
            rows = _redated(view, document, dates[document], told.get(document, ()))
            yield document, json.dumps(list(rows)).encode()

    made_of = {document: f"{rules} {json.dumps(date)}" for document, date in dates.items()}
    found = kept.of("dates", made_of, make).values()
    return sorted((row for rows in found for row in json.loads(rows)), key=lambda row: str(row["id"]))


def _told(view: View, documents: Collection[str]) -> dict[str, list[tuple[str, Row]]]:
    """Id and date of the entries of some documents."""
    out: dict[str, list[tuple[str, Row]]] = {}
    for kind in DATED:
        for document, _, entry, date in columns(view, kind, ("date",), documents):
            out.setdefault(document, []).append((entry, json.loads(date)))
    return out


def _redated(view: View, document: str, page: Row, entries: Iterable[tuple[str, Row]]) -> Iterator[Row]:
    """The rows of the entries of one page."""
    published, known = Date.from_dict(page), None
    for entry, told in entries:
        if not told["proof"]:
            continue
        known = known or expressions(view.document(document, linked=False))
        before = Date.from_dict(told)
        date = redate(before, published, known)
        if date != before:
            yield {
                "id": make_id("date", entry),
                "of": entry,
                "date": date.to_dict(),
                "days": None,
                "dropped": [],
                "by": f"date of {document}",
            }
