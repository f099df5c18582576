"""Where a person gives the token of a server that asks for one."""

from __future__ import annotations

import hmac
from urllib.parse import parse_qs

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from parley._version import __version__
from parley.web.guard import COOKIE, ENTER, ticket
from parley.web.links import Links
from parley.web.site import Site, assets, environment

WEEKS = 60 * 60 * 24 * 14  # seconds that a browser remembers the token


def routes(site: Site, token: str | None) -> APIRouter:
    """The page that asks for the token, and what takes it."""
    router = APIRouter()

    @router.get(ENTER, include_in_schema=False)
    def ask() -> Response:
        return RedirectResponse("/", 303) if token is None else _form(site, wrong=False)

    @router.post(ENTER, include_in_schema=False)
    async def take(request: Request) -> Response:
        given = parse_qs((await request.body()).decode("utf-8", "replace")).get("token", [""])[0].strip()
        if token is None or not hmac.compare_digest(given.encode(), token.encode()):
            return _form(site, wrong=True)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            COOKIE,
            ticket(token),
            max_age=WEEKS,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    return router


def _form(site: Site, *, wrong: bool) -> Response:
    html = (
        environment()
        .get_template("enter.html")
        .render(links=Links(version=assets().version), site=site.title, version=__version__, wrong=wrong)
    )
    return HTMLResponse(html, 401 if wrong else 200)
