"""The first page, and the same as JSON."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from parley.store.base import Row, View
from parley.store.decisions import KINDS, REJECTED
from parley.web import answers
from parley.web.shelf import Shelf
from parley.web.site import Site


def routes(site: Site) -> APIRouter:
    """The addresses of the overview."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    def page() -> Response:
        with site.desk.view() as (view, shelf):
            html = site.render(
                "index.html", view, shelf, here="home", review=progress(view, shelf), **shelf.home
            )
            return answers.page(html)

    @router.get("/index.json", name="overview json")
    def data() -> Response:
        return answers.as_json(told(site.desk.shelf))

    @router.get("/index.csv", name="overview csv")
    def table() -> Response:
        counts = told(site.desk.shelf)["counts"]
        return answers.as_csv(
            "counts", iter([[{"kind": k, "count": n} for k, n in counts.items()]]), "overview"
        )

    return router


def progress(view: View, shelf: Shelf) -> Row:
    """How far the review is: `{total, decided, rejected}`."""
    verdicts = [one.state for one in view.standing().values() if one.verdict is not None]
    total = sum(len(shelf.catalogues[kind]) for kind in KINDS)
    return {"total": total, "decided": len(verdicts), "rejected": verdicts.count(REJECTED)}


def told(shelf: Shelf) -> Row:
    """What the record holds: counts, outlets, languages, days."""
    held = {name: value for name, value in shelf.held.items() if name != "statements"}
    return {**held, "languages": dict(shelf.held["languages"]), **shelf.held["statements"]}
