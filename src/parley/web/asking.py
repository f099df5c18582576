"""Questions in plain words, answered with the record's own rows; and the same as JSON and CSV."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from parley.ask import Background, NoWord, ask, background
from parley.errors import UsageError
from parley.profiles import Profile
from parley.store.base import Row, View
from parley.views.filters import one_of
from parley.web import answers
from parley.web.indexed import MOST as READ
from parley.web.indexed import ByColumns
from parley.web.listings import LISTINGS
from parley.web.query import ALL, parameters
from parley.web.shelf import Shelf
from parley.web.site import Site

LONGEST = 500  # letters of a question
SHOWN, MOST = 8, 200  # items of an answer, and of all of it
LOOKED_AT = 300  # entries, where all of an answer is asked for
KEPT = 200  # answers, of some ten thousand letters each
_SECTIONS = {"compare": "comparisons"}  # commands whose listing goes by another name here
_EXAMPLES = (
    "What has {side} said about a ceasefire?",
    "When and where did the sides meet?",
    "Who led the delegation of {side}?",
    "Where do the sides disagree?",
)


def routes(site: Site) -> APIRouter:
    """The addresses of questions."""
    router = APIRouter()

    @router.get("/ask", include_in_schema=False)
    def page(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            asked = dict(request.query_params)
            question, answer, wrong = asked.get("q", "").strip(), None, None
            try:
                question, answer = _answered(site, view, shelf, request)
            except NoWord as error:
                wrong = str(error)
            html = site.render(
                "ask.html", view, shelf, here="ask", asked=asked, question=question, answer=answer, wrong=wrong,
                examples=examples(shelf), listed=_address, everything=asked.get("page") == ALL,
            )  # fmt: skip
            return answers.page(html)

    @router.get("/ask.json", name="ask")
    def data(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            return answers.as_json(_answered(site, view, shelf, request)[1])

    @router.get("/ask.csv", name="ask csv")
    def table(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            answer = _answered(site, view, shelf, request)[1]
            rows = [_flat(item, answer["pages"]) for item in answer["items"]] if answer else []
            return answers.as_csv("answers", iter([rows]), "answer")

    return router


def _answered(site: Site, view: View, shelf: Shelf, request: Request) -> tuple[str, Any]:
    asked = parameters(request)
    for name in asked:
        one_of("parameter", name, ("q", "page"))
    one_of("page", asked.get("page") or "1", ("1", ALL))
    question = asked.get("q", "").strip()
    if len(question) > LONGEST:
        raise UsageError(f"a question of {len(question):,} letters; at most {LONGEST}")
    if "q" not in asked or site.profile is None:
        return question, None
    return question, answer_to(view, shelf, site.profile, question, everything=asked.get("page") == ALL)


def answer_to(view: View, shelf: Shelf, profile: Profile, question: str, *, everything: bool = False) -> Row:
    """The answer to a question; asked again of a shelf about which nothing was decided since, it is the same."""
    key = (profile.name, question, everything)
    kept: dict[Any, Row] = shelf.cache.setdefault("answers", {})
    if view.decided(shelf.decided):
        return _answer(view, shelf, profile, question, everything=everything)
    if key not in kept:
        kept[key] = _answer(view, shelf, profile, question, everything=everything)
        for oldest in list(kept)[:-KEPT]:
            kept.pop(oldest, None)
    return kept[key]


def _answer(view: View, shelf: Shelf, profile: Profile, question: str, *, everything: bool) -> Row:
    limit, most = (MOST, LOOKED_AT) if everything else (SHOWN, READ)
    held = read_with(view, shelf, profile)
    return ask(view, question, profile, limit=limit, held=held, chooser=ByColumns(view, shelf, most=most))


def read_with(view: View, shelf: Shelf, profile: Profile) -> Background:
    """What questions to the record of a shelf are read with; made once."""
    key = ("read with", profile.name)
    if key not in shelf.cache:
        shelf.cache[key] = background(view, profile)
    found: Background = shelf.cache[key]
    return found


def examples(shelf: Shelf) -> list[str]:
    """Questions that the record may answer."""
    side = next(iter(shelf.index.tones), "the other side")
    return [text.format(side=side) for text in _EXAMPLES]


def _address(listing: Row) -> str:
    """The page of the listing that an answer names."""
    name = _SECTIONS.get(listing["name"], listing["name"])
    if name == "search":
        return f"/search?{urlencode({'q': listing['words'] or '', **listing['filters']})}"
    if name == "who" or name not in LISTINGS:
        return f"/statements?{urlencode({'speaker': listing['words'] or ''})}"
    known = LISTINGS[name].filters
    asked = {option: value for option, value in listing["filters"].items() if option in known}
    return f"/{name}?{urlencode(asked)}" if asked else f"/{name}"


def _flat(item: Row, pages: Row) -> Row:
    """An item as a row of a table: one quotation and its page stand for all."""
    quote = item["quotes"][0] if item["quotes"] else None
    page = pages.get(quote["document_id"]) if quote else None
    return {
        "kind": item["kind"],
        "id": item["id"],
        "title": item["title"],
        "day": item["day"],
        "sources": item["sources"],
        "quote": quote["quote"] if quote else None,
        "document_id": quote["document_id"] if quote else None,
        "start": quote["start"] if quote else None,
        "end": quote["end"] if quote else None,
        "outlet": page["outlet"] if page else None,
        "published": page["day"] if page else None,
        "url": page["url"] if page else None,
    }
