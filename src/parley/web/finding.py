"""Search: passages that hold all the words, with the words lit, and the same as JSON and CSV."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from parley.records import row
from parley.store.base import Hit, Row, View
from parley.web import answers
from parley.web.query import Query, parameters, read
from parley.web.shelf import Shelf
from parley.web.site import Site, sheet
from parley.web.unknown import remarks

SIZE = 30  # hits of one page
COUNTED = 1000  # hits that are counted; of more the page says that there are more
FILTERS = ("q", "speaker", "party", "issue", "outlet", "since", "until")


def routes(site: Site) -> APIRouter:
    """The addresses of the search."""
    router = APIRouter()

    @router.get("/search", include_in_schema=False)
    def page(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = _read(site, request, view)
            hits, total = _hits(view, query)
            return answers.page(_page(site, query, view, shelf, hits, total))

    @router.get("/search.json", name="search json")
    def data(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = _read(site, request, view)
            hits, total = _hits(view, query)
            return answers.as_json(
                {"kind": "hits", "asked": dict(query.asked), "total": min(total, COUNTED), "more": total > COUNTED,
                 "page": query.page, "remarks": remarks(query, view, shelf, total),
                 "rows": [row(hit) for hit in hits]}
            )  # fmt: skip

    @router.get("/search.csv", name="search csv")
    def table(request: Request) -> Response:
        with site.desk.view() as (view, _):
            hits, _total = _hits(view, _read(site, request, view))
            return answers.as_csv("hits", iter([[row(hit) for hit in hits]]), "search")

    return router


def _read(site: Site, request: Request, view: View) -> Query:
    return read(parameters(request), FILTERS, ("best",), site.titles, view)


def _hits(view: View, query: Query) -> tuple[list[Hit], int]:
    """The hits of a page and how many there are, counted to one over `COUNTED`."""
    words = query.asked.get("q", "")
    if not words:
        return [], 0
    start = ((query.page or 1) - 1) * SIZE
    where = replace(query.where, limit=COUNTED + 1 if query.page is None else SIZE, offset=start)
    return list(view.search(words, where)), view.found(words, replace(query.where, limit=COUNTED + 1))


def _page(site: Site, query: Query, view: View, shelf: Shelf, hits: list[Hit], total: int) -> str:
    return site.render(
        "search.html", view, shelf, here="search", asked=query.asked, words=query.asked.get("q", ""),
        sheet=sheet(query.page or 1, SIZE, min(total, COUNTED), [_shown(hit, shelf) for hit in hits]),
        more=total > COUNTED, counted=COUNTED, remarks=remarks(query, view, shelf, total),
    )  # fmt: skip


def _shown(hit: Hit, shelf: Shelf) -> Row:
    """A hit as a page shows it: its text in parts, lit or not."""
    parts: list[dict[str, Any]] = []
    at = hit.start
    for start, end in hit.marks:
        parts += [{"text": hit.text[at - hit.start : start - hit.start], "lit": False},
                  {"text": hit.text[start - hit.start : end - hit.start], "lit": True}]  # fmt: skip
        at = end
    parts.append({"text": hit.text[at - hit.start :], "lit": False})
    first = hit.marks[0] if hit.marks else (hit.start, hit.end)
    return {
        "page": shelf.index.pages.get(hit.document_id),
        "title": hit.title or hit.uri,
        "piece": {"document_id": hit.document_id, "start": first[0], "end": first[1]},
        "parts": [part for part in parts if part["text"]],
    }
