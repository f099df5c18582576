"""The log of decisions, the newest first, and the decisions whose entry is not what it was."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from parley.review.orphans import orphans
from parley.store.base import Row, View
from parley.store.decisions import UNDO, VERBS, Decision
from parley.views.filters import one_of
from parley.web import answers
from parley.web.bench import bench
from parley.web.links import Links
from parley.web.query import Query, parameters, read
from parley.web.said import FIELDS, moment, score, value
from parley.web.shelf import Shelf
from parley.web.site import Site, sheet

LOG, ORPHANS = "review/log", "review/orphans"
SIZE = 50
FILTERS = ("reviewer", "verb", "kind")
QUOTE = 200  # code points of an entry's words that the log shows
_DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "note": "noted",
    "undo": "took back",
}
_SETTLED = {"same": "is the same as", "different": "is somebody else"}


class Book:
    """The log as it was read so far: rows are only ever added, so that each is read once."""

    def __init__(self) -> None:
        self._rows: tuple[Decision, ...] = ()
        self._reading = threading.Lock()

    def rows(self, view: View) -> tuple[Decision, ...]:
        """All rows, in order; with what others added since the view was opened, if they have read it."""
        with self._reading:
            last = self._rows[-1].number if self._rows else 0
            self._rows += tuple(view.decisions(last))
            return self._rows


def routes(site: Site) -> APIRouter:
    """The addresses of the log."""
    router, book = APIRouter(), Book()

    @router.get("/review/log", include_in_schema=False)
    def log(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = _read(site, request, view)
            return answers.page(_page(site, query, view, shelf, request, book.rows(view)))

    @router.get("/review/log.json", name="review log json")
    def log_data(request: Request) -> Response:
        with site.desk.view() as (view, _):
            query = _read(site, request, view)
            rows = _chosen(query, book.rows(view))
        cut = _cut(query, rows)
        return answers.as_json(
            {"kind": "decisions", "asked": dict(query.asked), "total": len(rows), "page": query.page,
             "rows": [row.to_dict() for row in cut]}
        )  # fmt: skip

    @router.get("/review/log.csv", name="review log csv")
    def log_table(request: Request) -> Response:
        with site.desk.view() as (view, _):
            query = _read(site, request, view)
            rows = _cut(query, _chosen(query, book.rows(view)))
        return answers.as_csv("decisions", iter([[row.to_dict() for row in rows]]), "review-log")

    @router.get("/review/orphans", include_in_schema=False)
    def gone(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            rows = [
                {**row, "at": moment(row["at"]), "place": _place(row, shelf)}
                for row in orphans(view, book.rows(view))
            ]
            desk = bench(site.ledger, request, {})
            return answers.page(site.render("orphans.html", view, shelf, here=ORPHANS, bench=desk, rows=rows))

    @router.get("/review/orphans.json", name="review orphans json")
    def gone_data() -> Response:
        with site.desk.view() as (view, _):
            rows = orphans(view, book.rows(view))
        return answers.as_json({"kind": "orphans", "total": len(rows), "rows": rows})

    @router.get("/review/orphans.csv", name="review orphans csv")
    def gone_table() -> Response:
        with site.desk.view() as (view, _):
            rows = orphans(view, book.rows(view))
        return answers.as_csv("orphans", iter([rows]), "review-orphans")

    return router


def _read(site: Site, request: Request, view: View) -> Query:
    query = read(parameters(request), FILTERS, ("newest",), site.titles, view)
    if "verb" in query.asked:
        one_of("verb", query.asked["verb"], VERBS)
    return query


def _chosen(query: Query, log: Sequence[Decision]) -> list[Decision]:
    """The rows of the log that a query asks for, the newest first."""
    asked = [(name, query.asked[name]) for name in FILTERS if name in query.asked]
    return [row for row in reversed(log) if all(getattr(row, name) == wanted for name, wanted in asked)]


def _cut(query: Query, rows: Sequence[Decision]) -> Sequence[Decision]:
    if query.page is None:
        return rows
    return rows[(query.page - 1) * SIZE : query.page * SIZE]


def _page(
    site: Site, query: Query, view: View, shelf: Shelf, request: Request, whole: Sequence[Decision]
) -> str:
    rows = _chosen(query, whole)
    undone = {row.undoes: row for row in whole if row.undoes is not None}
    shown = [_row(row, undone.get(row.number), shelf) for row in _cut(query, rows)]
    size = SIZE if query.page else max(1, len(rows))
    return site.render(
        "log.html", view, shelf, here=LOG, asked=query.asked, bench=bench(site.ledger, request, {}),
        sheet=sheet(query.page or 1, size, len(rows), shown), rows=shown, done=_DONE, facets_of=_facets(query, whole),
    )  # fmt: skip


def _facets(query: Query, log: Sequence[Decision]) -> list[Row]:
    """Reviewers, verbs and kinds, each with how many decisions, the one in use marked."""
    out = []
    for name, title in (("reviewer", "Who"), ("verb", "What"), ("kind", "Kind")):
        counts = Counter(getattr(row, name) for row in log)
        values = [
            {"value": one, "label": _DONE.get(one, one) if name == "verb" else one, "count": n,
             "on": query.asked.get(name) == one}
            for one, n in counts.most_common()
        ]  # fmt: skip
        out.append({"parameter": name, "title": title, "values": values})
    return out


def _row(row: Decision, undone: Decision | None, shelf: Shelf) -> Row:
    """One decision as the log shows it."""
    quote = " … ".join(piece["quote"] for piece in row.anchor)
    of_entry = row.kind not in ("judgements", "documents")
    said = (row.machine or {}).get(row.field or "")
    return {
        "number": row.number,
        "at": moment(row.at),
        "by": row.reviewer,
        "verb": row.verb,
        "kind": row.kind,
        "entry_id": row.entry_id,
        "link": Links().record(row.entry_id) if Links().has(row.entry_id) else None,
        "quote": quote[:QUOTE] + (" …" if len(quote) > QUOTE else ""),
        "field": FIELDS.get(row.field, _SETTLED.get(row.field, row.field)) if row.field else None,
        "value": _value(row, shelf) if row.field else None,
        "was": value(row.field, said, shelf.index) if row.field and of_entry and row.verb != UNDO else None,
        "score": score(said),
        "note": row.note,
        "undoes": row.undoes,
        "undone": {"by": undone.reviewer, "number": undone.number} if undone else None,
        "open": row.verb != UNDO and undone is None,
    }


def _value(row: Decision, shelf: Shelf) -> str | None:
    if row.verb == UNDO and row.value is None:
        return None
    if row.kind == "judgements" and isinstance(row.value, dict):
        return str(row.value["why"])
    return value("date" if row.kind == "documents" else row.field, row.value, shelf.index)


def _place(row: Row, shelf: Shelf) -> Row | None:
    """Where the words stood, if the page is there."""
    piece = next(iter(row["anchor"]), None)
    return piece if piece and piece["document_id"] in shelf.index.pages else None
