"""The application: the routes of all pages, the guard before them, and errors as people and programs read them."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from parley._version import __version__
from parley.errors import ParleyError
from parley.profiles import Profile
from parley.store.base import Store
from parley.web import (
    accounts,
    answers,
    asking,
    citing,
    deciding,
    entering,
    entries,
    finding,
    home,
    logbook,
    metrics,
    quality,
    reviewers,
    reviewing,
    sections,
    settling,
)
from parley.web.desk import Desk, Following
from parley.web.guard import LOOPBACK, Guard
from parley.web.ledger import Ledger
from parley.web.meters import Meters
from parley.web.metrics import Observer
from parley.web.site import Site, assets
from parley.web.warming import warming

_PARTS = (
    home, citing, sections, entries, finding, asking, quality, accounts,
    reviewers, logbook, reviewing, deciding, settling,
)  # fmt: skip
SWITCH = 0.0005  # seconds a thread holds the interpreter: with the usual 5 ms four readers wait on each other


def create(
    store: Store,
    *,
    title: str,
    note: str | None = None,
    profile: Profile | None = None,
    hosts: Collection[str] = LOOPBACK,
    token: str | None = None,
    ledger: Ledger | None = None,
    desk: Desk | None = None,
    meters: Meters | None = None,
) -> FastAPI:
    """The server of one record.

    Args:
        store: The record; read only.
        title: The heading of every page.
        note: A sentence for the head of every page.
        profile: The record's: titles of issues, and what questions are read with; without it none is answered.
        hosts: Names that the server goes by; a request to any other is refused.
        token: What a reader must know; None: nothing.
        ledger: Takes decisions; None: the record is only read.
        desk: Where requests read the record; by default one that follows it in a thread.
        meters: Where requests are counted; of several processes the same, made before they are.
    """
    sys.setswitchinterval(SWITCH)
    titles = issues(profile)
    site = Site(desk or Following(store, titles, warming(profile)), title, note, titles, profile, ledger)

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        site.desk.start()
        yield
        site.desk.close()

    app = FastAPI(title=title, version=__version__, docs_url=None, redoc_url=None, lifespan=running)
    guard: dict[str, Any] = {"hosts": hosts, "token": token}
    meters = meters or Meters()
    app.add_middleware(Guard, **guard)
    app.add_middleware(Observer, meters=meters)  # around the guard: what that refuses is counted too
    for part in _PARTS:
        app.include_router(part.routes(site))
    app.include_router(entering.routes(site, token))
    app.add_api_route("/static/{name}", static, include_in_schema=False)
    app.include_router(metrics.routes(site, meters))
    meters.name(sorted(_paths(app)))
    app.add_exception_handler(ParleyError, _failed(site))
    app.add_exception_handler(HTTPException, _missing(site))
    app.state.site = site
    return app


def _paths(app: Any) -> Iterator[str]:
    """The templates of all routes, those of included routers too."""
    for route in getattr(app, "original_router", app).routes:
        if hasattr(route, "original_router"):
            yield from _paths(route)
        else:
            yield route.path


def issues(profile: Profile | None) -> Mapping[str, str]:
    """The titles of a profile's issues by id."""
    return {issue.id: issue.title for issue in profile.issues} if profile else {}


def static(name: str, request: Request) -> Response:
    """A file that pages bring along; with its version in the address a browser keeps it."""
    found = assets().held.get(name)
    if found is None:
        raise HTTPException(404)
    kept = (
        "public, max-age=31536000, immutable"
        if request.query_params.get("v") == assets().version
        else "no-cache"
    )
    return Response(found[1], media_type=found[0], headers={"cache-control": kept})


def _failed(site: Site) -> Any:
    def handle(request: Request, error: Exception) -> Response:
        assert isinstance(error, ParleyError)
        return _told(site, request, *answers.wrong(request, error))

    return handle


def _missing(site: Site) -> Any:
    def handle(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code in (301, 302, 303, 307, 308):
            return RedirectResponse((error.headers or {})["location"], error.status_code)
        text = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
        answer = _told(site, request, error.status_code, text, not answers.is_data(request))
        answer.headers.update(error.headers or {})
        return answer

    return handle


def _told(site: Site, request: Request, status: int, message: str, as_page: bool) -> Response:
    if not as_page:
        return answers.problem(status, message)
    with site.desk.view() as (view, shelf):
        html = site.render("error.html", view, shelf, here="error", status=status, message=message)
    return answers.page(html, status)
