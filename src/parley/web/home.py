"""The first page, and the same as JSON."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from parley.store.base import Row
from parley.web import answers
from parley.web.shelf import Shelf
from parley.web.site import Site


def routes(site: Site) -> APIRouter:
    """The addresses of the overview."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    def page() -> Response:
        with site.desk.view() as (view, shelf):
            return answers.page(site.render("index.html", view, shelf, here="home", **shelf.home))

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


def told(shelf: Shelf) -> Row:
    """What the record holds: counts, outlets, languages, days."""
    held = {name: value for name, value in shelf.held.items() if name != "statements"}
    return {**held, "languages": dict(shelf.held["languages"]), **shelf.held["statements"]}
