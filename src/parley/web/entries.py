"""Records one by one: each has an address that stays, a page, and the same as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from parley.errors import UnknownRecord, UsageError
from parley.store.base import Filter, Row, View
from parley.views import actors as of_actors
from parley.views import families as of_families
from parley.views.context import shown
from parley.views.diff import Known
from parley.views.pages import page_text
from parley.web import answers, listings
from parley.web.bench import bench
from parley.web.facts import facts
from parley.web.links import SECTIONS, Links
from parley.web.listings import LISTINGS, Listing
from parley.web.shelf import Shelf
from parley.web.site import Site

MOST = 30  # meetings, agreements and pages that an actor's page shows; all of them stand in the listings
SPOTS = 20  # ranges of words that one address may light up
_SPOT = re.compile(r"(\d{1,9})-(\d{1,9})")


def routes(site: Site) -> APIRouter:
    """The addresses of all records."""
    router = APIRouter()
    special: dict[str, Callable[[Site, View, Shelf, str, Request], str]] = {
        "pages": _page,
        "meetings": _meeting,
        "agreements": _agreement,
        "actors": _actor,
        "families": _family,
    }
    for listing in LISTINGS.values():
        data, table, html = _handlers(site, listing, special.get(listing.name, _entry))
        one = f"/{listing.name}/{{record_id}}"
        router.add_api_route(f"{one}.json", data, name=f"one of {listing.name}")
        router.add_api_route(
            f"{one}.csv", table, name=f"one of {listing.name}, a table", response_class=Response
        )
        router.add_api_route(one, html, include_in_schema=False)

    @router.get("/records/{record_id}", name="a record by its id or the beginning of it")
    def record(record_id: str) -> Response:
        with site.desk.view() as (view, _):
            _, row = view.find(record_id)
            if not Links().has(row["id"]):
                raise UnknownRecord(f"{row['id']} has no page of its own")
            return RedirectResponse(Links().record(row["id"]), 303)

    return router


def _handlers(
    site: Site, listing: Listing, make: Callable[[Site, View, Shelf, str, Request], str]
) -> tuple[Callable[..., Response], ...]:
    def data(record_id: str) -> Response:
        with site.desk.view() as (view, _):
            held(view, listing, record_id)
            return answers.as_json(shown(view, record_id))

    def table(record_id: str) -> Response:
        with site.desk.view() as (view, _):
            row = held(view, listing, record_id)
            return answers.as_csv(listing.kind, iter([[row]]), record_id)

    def html(record_id: str, request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            held(view, listing, record_id)
            return answers.page(make(site, view, shelf, record_id, request))

    return data, table, html


def held(view: View, listing: Listing, record_id: str) -> Row:
    """The row of an id as the store holds it.

    Raises:
        UnknownRecord: If the kind of a listing has none.
    """
    is_one = SECTIONS.get(record_id.split("-", 1)[0]) == listing.name
    found = view.chosen(listing.kind, [record_id]) if is_one else []
    if not found:
        raise UnknownRecord(f"no {listing.one} here has the id {record_id!r}")
    return found[0]


def _one(rows: Sequence[Row], record_id: str) -> Row:
    """The one row; a record that came after the shelf was laid out is not on it yet."""
    if not rows:
        raise UnknownRecord(f"{record_id} is being taken into the listings; ask again in a moment")
    return rows[0]


def _around(shelf: Shelf, listing: Listing, record_id: str) -> dict[str, Row | None]:
    """Ids of the neighbours in the usual order of a listing."""
    catalogue = shelf.catalogues[listing.kind]
    place = catalogue.place.get(record_id)
    if place is None:
        return {"previous": None, "following": None}
    usual = next(iter(listing.orders))
    order, at = listing.order(shelf, usual), int(listing.rank(shelf, usual)[place])
    return {
        "previous": {"id": catalogue.ids[order[at - 1]]} if at else None,
        "following": {"id": catalogue.ids[order[at + 1]]} if at + 1 < len(order) else None,
    }


def _neighbours(view: View, shelf: Shelf, name: str, record_id: str) -> dict[str, Row | None]:
    """The rows of the neighbours."""
    listing = LISTINGS[name]
    around = _around(shelf, listing, record_id)
    ids = [row["id"] for row in around.values() if row]
    rows = {row["id"]: row for row in listing.make(view, shelf, ids)}
    return {side: rows.get(row["id"]) if row else None for side, row in around.items()}


def _entry(site: Site, view: View, shelf: Shelf, record_id: str, request: Request) -> str:
    listing = LISTINGS[SECTIONS[record_id.split("-", 1)[0]]]
    row = _one(listing.make(view, shelf, [record_id]), record_id)
    found = shown(view, record_id)
    return site.render(
        "entry.html", view, shelf, record=record_id, here=listing.name, listing=listing, row=row, entry=found["entry"],
        bench=bench(site.ledger, request, view.standing([record_id]), on=True),
        facts=facts(listing.kind, found["entry"], shelf.index, Links(actors=shelf.index.actors)),
        context=found.get("context"), groups=listing.groups([row]), **_around(shelf, listing, record_id),
    )  # fmt: skip


def _meeting(site: Site, view: View, shelf: Shelf, record_id: str, request: Request) -> str:
    row = _one(listings.meetings(view, shelf, [record_id]), record_id)
    return site.render(
        "meeting.html", view, shelf, record=record_id, here="meetings", meeting=row,
        bench=bench(site.ledger, request, view.standing([record_id]), on=True),
        outcome=list(listings.records(view, shelf, row["outcome"]).values()),
        said=listings.statements(view, shelf, row["characterisations"]),
        **_neighbours(view, shelf, "meetings", record_id),
    )  # fmt: skip


def _agreement(site: Site, view: View, shelf: Shelf, record_id: str, request: Request) -> str:
    row = _one(listings.agreements(view, shelf, [record_id]), record_id)
    steps = [step["position_id"] for step in row["chain"] if step.get("position_id")]
    return site.render(
        "agreement.html", view, shelf, record=record_id, here="agreements", agreement=row,
        bench=bench(site.ledger, request, view.standing([record_id]), on=True),
        meeting=next(iter(listings.records(view, shelf, [row["meeting_id"]]).values()), None),
        described=listings.records(view, shelf, steps),
        **_neighbours(view, shelf, "agreements", record_id),
    )  # fmt: skip


def _actor(site: Site, view: View, shelf: Shelf, record_id: str, request: Request) -> str:
    found = _one(view.chosen("actors", [record_id]), record_id)
    named = _pages_of(found["evidence"])
    roles = {(role["title"], role["of"]): len(_pages_of(role["evidence"])) for role in found["roles"]}
    found = _cut(found)
    row = of_actors.actor(found, shelf.index, listings.Told(shelf))
    for role in row["roles"]:
        role["pages"] = roles[role["title"], role["of"]]
    acts = of_actors.Acts(
        listings.statements(view, shelf, _latest(shelf, "statements", record_id, of_actors.QUOTED)),
        [
            p
            for p in shelf.rows["positions"]
            if record_id in (p["party"], (p["holder"] or {}).get("actor_id"))
        ],
        listings.meetings(view, shelf, _latest(shelf, "meetings", record_id, MOST)),
        listings.agreements(view, shelf, _latest(shelf, "agreements", record_id, MOST)),
    )
    return site.render(
        "actor.html",
        view,
        shelf,
        record=record_id,
        here="actors",
        bench=bench(site.ledger, request, {}),
        named_on=len(named),
        **of_actors.detail(row, found, shelf.index, acts),
    )


def _pages_of(evidence: Sequence[Row]) -> set[str]:
    return {piece["document_id"] for piece in evidence}


def _cut(actor: Row) -> Row:
    """An actor's row with no more words than a page can show: thousands of pages name some."""
    roles = [{**role, "evidence": role["evidence"][:MOST]} for role in actor["roles"]]
    return {**actor, "roles": roles, "evidence": actor["evidence"][:MOST]}


def _latest(shelf: Shelf, kind: str, actor: str, most: int) -> list[str]:
    """The ids of the latest rows of a kind that an actor has part in, in order of time."""
    catalogue = shelf.catalogues[kind]
    held = catalogue.column("who").having([actor], len(catalogue))
    order = LISTINGS[kind].order(shelf, "newest")
    return [catalogue.ids[i] for i in order[held[order]][:most].tolist()][::-1]


def _family(site: Site, view: View, shelf: Shelf, record_id: str, request: Request) -> str:
    row = _one(listings.families(view, shelf, [record_id]), record_id)
    ties = row["ties"]
    chosen = _which(request, len(ties))
    pairs = [beside(view, shelf, record_id, ties, chosen)] if ties else []
    pages = shelf.index.pages
    choices = [
        {"a": pages[a], "b": pages[b], "number": str(n), "current": n == chosen + 1}
        for n, (a, b) in enumerate(ties, 1)
    ]
    return site.render(
        "family.html", view, shelf, record=record_id, here="families", family=row, choices=choices,
        pairs=pairs, **_neighbours(view, shelf, "families", record_id),
    )  # fmt: skip


def beside(
    view: View,
    shelf: Shelf,
    family: str,
    ties: Sequence[tuple[str, str]],
    chosen: int,
    known: Known | None = None,
) -> Row:
    """Two pages of a family side by side, laid once a shelf: of long texts that takes up to 0.3 s."""
    key = ("beside", family, chosen)
    if key not in shelf.cache:
        a, b = ties[chosen]
        shelf.cache[key] = of_families.beside(view, a, b, shelf.index, known)
    found: Row = shelf.cache[key]
    return found


def _which(request: Request, many: int) -> int:
    """The place of the pair that ``?pair=2`` asks for; the first where nothing is asked.

    Raises:
        UsageError: If there is no such pair.
    """
    asked = request.query_params.get("pair", "1")
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= max(1, many)):
        raise UsageError(f"pair {asked[:40]!r}: a number from 1 to {max(1, many)}")
    return int(asked) - 1


def _page(site: Site, view: View, shelf: Shelf, record_id: str, request: Request) -> str:
    """A page with all its records marked, and the ranges that the address asks for."""
    page = shelf.index.pages.get(record_id)
    if page is None:
        raise UnknownRecord(f"{record_id} has a newer version, or is being taken into the listings")
    here = Filter(document=record_id)
    document = view.chosen("documents", [record_id])[0]
    across = {kind: _resting_on(shelf, kind, record_id) for kind in ("meetings", "agreements")}
    entries = {
        kind: list(view.entries(kind, here)) for kind in ("statements", "figures", "positions", "incidents")
    }
    raised = {kind: view.chosen(kind, ids) for kind, ids in across.items()}
    roles = {
        "meetings": "meeting",
        "agreements": "agreement",
        "positions": "position",
        "incidents": "incident",
    }
    others = [(roles[k], row) for k, rows in (raised | entries).items() if k in roles for row in rows]
    text = page_text(document, entries["statements"], entries["figures"], others, _spots(request, document))
    notes = _notes(view, shelf, text["numbers"])
    around = _around(shelf, LISTINGS["pages"], record_id)
    return site.render(
        "page.html", view, shelf, record=record_id, here="page", page=page,
        runs=text["runs"], roles=text["roles"], notes=notes,
        story=_telling(view, shelf, "stories", record_id), family=_telling(view, shelf, "families", record_id),
        **{side: shelf.index.pages[row["id"]] if row else None for side, row in around.items()},
    )  # fmt: skip


def _resting_on(shelf: Shelf, kind: str, document: str) -> list[str]:
    catalogue = shelf.catalogues[kind]
    return catalogue.of(catalogue.column("document").having([document], len(catalogue)))


def _telling(view: View, shelf: Shelf, kind: str, document: str) -> Row | None:
    """The story, or the family, that a page belongs to."""
    found = shelf.told_in[kind].get(document)
    rows = LISTINGS[kind].make(view, shelf, [found]) if found else ()
    return rows[0] if rows else None


def _notes(view: View, shelf: Shelf, numbers: dict[str, int]) -> list[Row]:
    """The notes in the margin, in order of their numbers."""
    kinds = {"statement": "statement", "fig": "figure", "meeting": "meeting", "agreement": "agreement",
             "position": "position", "incident": "incident"}  # fmt: skip
    rows: dict[str, Row] = {}
    for prefix in kinds:
        ids = [i for i in numbers if i.split("-", 1)[0] == prefix]
        rows |= {row["id"]: row for row in LISTINGS[SECTIONS[prefix]].make(view, shelf, ids)} if ids else {}
    return [
        {"number": n, "kind": kinds[i.split("-", 1)[0]], "row": rows[i], "id": i}
        for i, n in numbers.items()
        if i in rows
    ]


def _spots(request: Request, document: Row) -> list[tuple[int, int]]:
    """The ranges of ``?words=10-25``, several with commas.

    Raises:
        UsageError: For anything else, or a range that the page does not have.
    """
    asked = request.query_params.get("words", "")
    found = [_SPOT.fullmatch(part) for part in asked.split(",")] if asked else []
    if len(found) > SPOTS or not all(found):
        raise UsageError(f"words {asked[:40]!r}: places such as 10-25, at most {SPOTS}")
    spots = [(int(one[1]), int(one[2])) for one in found if one]
    for start, end in spots:
        if not start < end <= len(document["text"]):
            raise UsageError(f"words {start}-{end}: the page has {len(document['text']):,} characters")
    return spots
