"""The dates of what a page says, said again once the page itself is dated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from parley import vocab
from parley.dates import Date
from parley.find.base import expressions
from parley.link.reading import Derived, columns
from parley.plain import dump, load, packed
from parley.records import make_id
from parley.store.base import Row, View
from parley.times.dating import redate

_VERSION = "1"  # raise it when the same entries of the same page would be dated otherwise

_STEP = "dated"  # under which the ids of the entries that each page dates otherwise are kept

# the kinds whose date hangs on that of their page
DATED = ("statements", "figures", "positions", "meeting_reports", "agreement_reports", "incidents")


class Redated(NamedTuple):
    """Rows of ``dates``, and the ids of the entries that are dated otherwise than by their page no longer.

    `total`: how many rows there are in all, where `rows` are only those that may not be as they were.
    """

    rows: list[Row]
    gone: Collection[str] = ()
    total: int | None = None


def link_entries(view: View, pages: Sequence[Row], derived: Derived | None = None) -> Redated:
    """The rows of some pages and, for each of their entries that these date otherwise, one more; in order of ids.

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
            yield document, packed(list(rows))

    made_of = {page["of"]: f"{rules} {dump(page)}" for page in pages}
    found = kept.of("dates", made_of, make)
    before = {d: load(ids) for d, ids in kept.kept(_STEP).items()}
    again = dates.keys() - before.keys() | set(kept.made("dates"))
    rows = {document: load(found[document]) for document in again}
    now = {document: [row["of"] for row in some] for document, some in rows.items()}
    left = [document for document in before if document not in dates]
    if changed := now.keys() | left:
        parts = {d: packed(now[d]) if d in now else None for d in sorted(changed)}
        kept.keep(_STEP, parts.items(), whole=not before)
    own = (page for page in pages if page["of"] in again)
    told = sorted([*own, *(row for some in rows.values() for row in some)], key=lambda row: str(row["id"]))
    if not before:
        return Redated(told)
    ids = {**before, **now}
    gone = {of for d in changed for of in (d, *before.get(d, ()))} - {row["of"] for row in told}
    return Redated(told, gone, len(dates) + sum(len(ids[document]) for document in dates))


def _told(view: View, documents: Collection[str]) -> dict[str, list[tuple[str, Row]]]:
    """Id and date of the entries of some documents."""
    out: dict[str, list[tuple[str, Row]]] = {}
    for kind in DATED:
        for document, _, entry, date in columns(view, kind, ("date",), documents):
            out.setdefault(document, []).append((entry, load(date)))
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
