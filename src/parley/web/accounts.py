"""Two accounts of one event side by side: two outlets, or two sides, in the pages that tell of it. No verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from parley.errors import UnknownRecord, UsageError
from parley.records import name_key
from parley.store.base import Row, View
from parley.store.link_rows import documents_of
from parley.views.filters import one_of
from parley.web import answers, listings
from parley.web.links import SECTIONS
from parley.web.listings import LISTINGS
from parley.web.query import parameters
from parley.web.shelf import Shelf
from parley.web.site import Site

EVENTS = ("stories", "meetings", "agreements")  # kinds of record that pages tell of together
WAYS = ("outlet", "side")
EACH = 40  # statements, and figures, of one account that are shown; of more it says how many


def routes(site: Site) -> APIRouter:
    """The addresses of accounts."""
    router = APIRouter()

    @router.get("/compare/{record_id}.json", name="two accounts of one event")
    def data(record_id: str, request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            found = accounts(view, shelf, record_id, parameters(request))
            return answers.as_json({**found, "accounts": [_plain(one) for one in found["accounts"]]})

    @router.get("/compare/{record_id}.csv", name="the rows of two accounts of one event")
    def table(record_id: str, request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            found = accounts(view, shelf, record_id, parameters(request))
            ids = [row["id"] for one in found["accounts"] for row in one["statements"]]
            return answers.as_csv("statements", iter([view.chosen("statements", ids)]), "accounts")

    @router.get("/compare/{record_id}", include_in_schema=False)
    def page(record_id: str, request: Request) -> Response:
        asked = parameters(request)
        with site.desk.view() as (view, shelf):
            found = accounts(view, shelf, record_id, asked)
            return answers.page(
                site.render("accounts.html", view, shelf, here="comparisons", asked=asked, **found)
            )

    return router


def accounts(view: View, shelf: Shelf, record_id: str, asked: Mapping[str, str]) -> Row:
    """Two accounts of an event.

    Args:
        view: The record.
        shelf: The same, laid out.
        record_id: Of a story, meeting or agreement.
        asked: `by` (``outlet`` or ``side``), `left` and `right`, whose accounts; by default the two that tell most.

    Raises:
        UnknownRecord: If there is no such event.
        UsageError: If an account is asked for that the event does not have, or anything else.
    """
    for name in asked:
        one_of("parameter", name, ("by", "left", "right"))
    kind = SECTIONS.get(record_id.split("-", 1)[0], "")
    rows = view.chosen(LISTINGS[kind].kind, [record_id]) if kind in EVENTS else []
    if not rows:
        raise UnknownRecord(f"no story, meeting or agreement here has the id {record_id!r}")
    by = one_of("way to compare", asked.get("by") or WAYS[0], WAYS)
    pages = [page for page in dict.fromkeys(documents_of(rows[0])) if page in shelf.index.pages]
    counts = _tellers(shelf, pages, by)
    left, right = _pair(counts, asked, by)
    return {
        "event": LISTINGS[kind].make(view, shelf, [record_id])[0],
        "section": kind,
        "by": by,
        "tellers": [{"name": name, "count": count} for name, count in counts],
        "pages": len(pages),
        "differing": _differing(view, shelf, set(pages)),
        "accounts": [_account(view, shelf, pages, by, name) for name in (left, right) if name],
    }


def _tellers(shelf: Shelf, pages: Sequence[str], by: str) -> list[tuple[str, int]]:
    """Who tells of an event, and how much: outlets by their pages, sides by their statements there."""
    if by == "outlet":
        told = Counter(shelf.index.pages[page]["outlet"] for page in pages)
        return sorted(told.items(), key=lambda item: (-item[1], item[0]))
    statements = shelf.catalogues["statements"]
    mask = statements.column("document").having(pages, len(statements)) & statements.shown
    return statements.column("party").count(mask)


def _pair(
    counts: Sequence[tuple[str, int]], asked: Mapping[str, str], by: str
) -> tuple[str | None, str | None]:
    known = {name_key(name): name for name, _ in counts}
    chosen: list[str | None] = []
    for side in ("left", "right"):
        name = asked.get(side, "").strip()
        if name and name_key(name) not in known:
            raise UsageError(f"no {by} {name!r} tells of this; there are: {', '.join(known.values())}")
        chosen.append(known[name_key(name)] if name else None)
    others = [name for name, _ in counts if name not in chosen]
    return chosen[0] or (others.pop(0) if others else None), chosen[1] or (others.pop(0) if others else None)


def _account(view: View, shelf: Shelf, pages: Sequence[str], by: str, name: str) -> Row:
    """What one teller has: its pages, what it quotes or says, the numbers it gives."""
    told = [p for p in pages if by == "side" or shelf.index.pages[p]["outlet"] == name]
    out: Row = {"name": name, "tone": shelf.index.tone(name) if by == "side" else 0}
    out["pages"] = [shelf.index.pages[page] for page in told] if by == "outlet" else []
    for kind in ("statements", "figures"):
        catalogue = shelf.catalogues[kind]
        mask = catalogue.column("document").having(told, len(catalogue)) & catalogue.shown
        if by == "side":
            mask &= catalogue.column("party").having([name], len(catalogue))
        ids = catalogue.of(mask)
        out[kind] = LISTINGS[kind].make(view, shelf, ids[:EACH])
        out[f"more_{kind}"] = max(0, len(ids) - EACH)
    return out


def _differing(view: View, shelf: Shelf, pages: set[str]) -> list[Row]:
    """The questions to which pages of the event give different values."""
    catalogue = shelf.catalogues["comparisons"]
    mask = catalogue.column("document").having(pages, len(catalogue)) & catalogue.shown
    return [
        row for row in listings.comparisons(view, shelf, catalogue.of(mask)) if row["relation"] == "different"
    ]


def _plain(account: Row) -> Row:
    """An account for a program: ids of its rows."""
    ids = {kind: [row["id"] for row in account[kind]] for kind in ("pages", "statements", "figures")}
    return {"name": account["name"], **ids, "more": account["more_statements"] + account["more_figures"]}
