"""Where a person gives the token of a server that asks for one."""

from __future__ import annotations

import hmac
from urllib.parse import parse_qs

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from parley._version import __version__
from parley.web.forms import local
from parley.web.guard import COOKIE, ENTER, ticket
from parley.web.links import Links
from parley.web.site import Site, assets, environment

WEEKS = 60 * 60 * 24 * 14  # seconds that a browser remembers the token


def routes(site: Site, token: str | None) -> APIRouter:
    """The page that asks for the token, and what takes it."""
    router = APIRouter()

    @router.get(ENTER, include_in_schema=False)
    def ask(request: Request) -> Response:
        back = local(request.query_params.get("back", "")) or "/"
        return RedirectResponse(back, 303) if token is None else _form(site, back, wrong=False)

    @router.post(ENTER, include_in_schema=False)
    async def take(request: Request) -> Response:
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        given, back = (form.get(name, [""])[0].strip() for name in ("token", "back"))
        back = local(back) or "/"
        if token is None or not hmac.compare_digest(given.encode(), token.encode()):
            return _form(site, back, wrong=True)
        answer = RedirectResponse(back, 303)
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


def _form(site: Site, back: str, *, wrong: bool) -> Response:
    html = (
        environment()
        .get_template("enter.html")
        .render(
            links=Links(version=assets().version),
            site=site.title,
            version=__version__,
            back=back,
            wrong=wrong,
        )
    )
    return HTMLResponse(html, 401 if wrong else 200)
