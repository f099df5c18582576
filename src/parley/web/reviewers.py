"""Who reviews: asked once, kept by the browser; and whether keys of one letter do something."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from parley.errors import UsageError
from parley.review.decide import Signed
from parley.web import answers
from parley.web.bench import KEYS, OFF, REVIEWER, YEAR, bench, known
from parley.web.forms import Form, local, taken
from parley.web.site import Site

START = "/review"


def routes(site: Site) -> APIRouter:
    """The page that asks for a name, and what takes it."""
    router = APIRouter()

    @router.get("/reviewer", include_in_schema=False)
    def ask(request: Request) -> Response:
        return _form(site, request, local(request.query_params.get("back", "")) or START, None)

    def take(request: Request, form: Form) -> Response:
        if site.ledger is None:
            raise answers.Refused("This server only reads the record; nobody reviews here.")
        to, name = form.back(START), form.one("name")
        try:
            if not name:
                raise UsageError("a name, so that others know who decided")
            name = Signed.now(name).reviewer
        except UsageError as error:
            return _form(site, request, to, str(error))
        answer = RedirectResponse(to, 303)
        answer.set_cookie(
            REVIEWER,
            quote(name),
            max_age=YEAR,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    def keys(request: Request, form: Form) -> Response:
        answer = RedirectResponse(form.back(START), 303)
        if form.one("keys") == OFF:  # its script reads it: not for the server alone
            answer.set_cookie(
                KEYS, OFF, max_age=YEAR, samesite="strict", secure=request.url.scheme == "https"
            )
        else:
            answer.delete_cookie(KEYS)
        return answer

    router.add_api_route("/reviewer", taken(take), methods=["POST"], include_in_schema=False)
    router.add_api_route("/keys", taken(keys), methods=["POST"], include_in_schema=False)
    return router


def _form(site: Site, request: Request, back: str, error: str | None) -> Response:
    with site.desk.view() as (view, shelf):
        html = site.render(
            "reviewer.html", view, shelf, here="reviewer", bench=bench(site.ledger, request, {}),
            name=known(site.ledger, request) or "", back=back, error=error,
        )  # fmt: skip
    return answers.page(html, 422 if error else 200)
