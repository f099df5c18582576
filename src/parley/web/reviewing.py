"""The review: what waits for a decision, one entry at a time, with its words, its fields and the buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from parley.errors import UnknownRecord
from parley.store.base import Row, View
from parley.store.decisions import KINDS, Standing
from parley.views.context import shown
from parley.views.filters import one_of
from parley.web import answers
from parley.web.bench import Bench, bench
from parley.web.fields import fields, near
from parley.web.forms import Form, local
from parley.web.links import SECTIONS, Links
from parley.web.listings import LISTINGS
from parley.web.query import Query, parameters, read
from parley.web.queue import OPEN, SHOWN, Queue, place_of, queue
from parley.web.sections import filter_fields
from parley.web.shelf import Shelf
from parley.web.site import Site

HERE = "review"
FILTERS = ("speaker", "party", "issue", "act", "mode", "outlet", "since", "until", "document")
_PARAMETERS = ("kind", "show", "entry", *FILTERS)
_KINDS = {prefix: LISTINGS[section].kind for prefix, section in SECTIONS.items()}
_TITLES = {one.kind: one.title for one in LISTINGS.values() if one.is_reviewed}
SHOWN_WORDS = {
    "unreviewed": "not decided", "unsure": "low confidence", "disagreeing": "told differently", "all": "all",
}  # fmt: skip


def routes(site: Site) -> APIRouter:
    """The addresses of the review."""
    router = APIRouter()

    @router.get("/review", include_in_schema=False)
    def page(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = _read(site, request, view)
            return answers.page(_page(site, query, view, shelf, request))

    @router.get("/review.json", name="review json")
    def data(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = _read(site, request, view)
            waits, number = _at(query, view, shelf)
            rows = [{"kind": kind, "entry": entry} for kind, entry in _found(view, waits, number)]
            return answers.as_json(
                {"kind": HERE, "asked": dict(query.asked), "total": len(waits), "decided": waits.decided,
                 "of": waits.total, "number": number + 1 if rows else None, "next": waits.id_at(number + 1),
                 "rows": rows}
            )  # fmt: skip

    @router.get("/review.csv", name="review csv")
    def table(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = _read(site, request, view)
            found = _found(view, *_at(query, view, shelf))
        kind = found[0][0] if found else query.asked.get("kind", KINDS[0])
        return answers.as_csv(kind, iter([[entry for _, entry in found]]), HERE)

    @router.get("/review/{record_id}", include_in_schema=False)
    def one(record_id: str, request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            back = local(request.query_params.get("back", "")) or Links().record(reviewed_id(view, record_id))
            return answers.page(alone(site, view, shelf, record_id, request, back))

    return router


def _read(site: Site, request: Request, view: View) -> Query:
    query = read(parameters(request), _PARAMETERS, ("stored",), site.titles, view)
    one_of("show", query.asked.get("show", OPEN), SHOWN)
    one_of("kind", query.asked.get("kind", KINDS[0]), KINDS)
    return query


def _queue(query: Query, view: View, shelf: Shelf) -> Queue:
    kinds = [query.asked["kind"]] if "kind" in query.asked else []
    return queue(view, shelf, kinds, query.asked.get("show", OPEN), query.where)


def _at(query: Query, view: View, shelf: Shelf) -> tuple[Queue, int]:
    """What waits, and where in it the address is: at its entry, or where that does not wait any more at the next."""
    waits = _queue(query, view, shelf)
    named = place_of(shelf, query.asked["entry"]) if "entry" in query.asked else None
    number = min(waits.number_of(*named) if named else 0, max(0, len(waits) - 1))
    return waits, _present(view, waits, number)


def _present(view: View, waits: Queue, number: int) -> int:
    """The first place from one on whose entry is in the store: a build may have taken others since."""
    for place in range(number, len(waits)):
        entry_id = waits.id_at(place)
        if entry_id and view.chosen(_KINDS[entry_id.split("-", 1)[0]], [entry_id]):
            return place
    return len(waits)


def _found(view: View, waits: Queue, number: int) -> list[tuple[str, Row]]:
    entry_id = waits.id_at(number)
    return [view.find(entry_id)] if entry_id else []


def _page(site: Site, query: Query, view: View, shelf: Shelf, request: Request) -> str:
    waits, number = _at(query, view, shelf)
    entry_id = waits.id_at(number)
    links = Links(HERE, query.asked)
    standing = view.standing()
    desk = bench(site.ledger, request, standing)
    before, following = waits.id_at(number - 1), waits.id_at(number + 1)
    after = links.listing(HERE, entry=following or before)
    entry = _entry(site, view, shelf, entry_id, None) if entry_id else {"row": None}
    return site.render(
        "review.html", view, shelf, here=HERE, asked=query.asked, bench=desk, number=number,
        waits=len(waits) if entry_id else 0,
        decided=waits.decided, total=waits.total, back=after, single=False,
        previous=links.listing(HERE, entry=before) if before else None,
        following=links.listing(HERE, entry=following) if following else None,
        show=query.asked.get("show", OPEN), shown=SHOWN_WORDS, kind_asked=query.asked.get("kind"),
        kinds={kind: title for kind, title in _TITLES.items() if len(shelf.catalogues[kind])},
        fields_of_filter=filter_fields(site, FILTERS, query, shelf), last=_last(view, desk, links, standing),
        error=None, **entry,
    )  # fmt: skip


def alone(
    site: Site,
    view: View,
    shelf: Shelf,
    record_id: str,
    request: Request,
    back: str,
    *,
    error: str | None = None,
    typed: Form | None = None,
) -> str:
    """The page on which one entry is decided; with `error` and what was `typed` into its form.

    Raises:
        UnknownRecord: If there is no such entry.
    """
    entry_id = reviewed_id(view, record_id)
    desk = bench(site.ledger, request, view.standing([entry_id]))
    return site.render(
        "review.html", view, shelf, here=HERE, bench=desk, number=0, waits=1, decided=0, total=0, back=back,
        single=True, previous=None, following=None, show=OPEN, shown=SHOWN_WORDS, kind_asked=None, kinds={},
        fields_of_filter=(), last=None, error=error, **_entry(site, view, shelf, entry_id, typed),
    )  # fmt: skip


def reviewed_id(view: View, record_id: str) -> str:
    """The id of an entry that can be decided about, by the beginning of it.

    Raises:
        UnknownRecord: If there is none.
    """
    kind, entry = view.find(record_id)
    if kind not in KINDS:
        raise UnknownRecord(f"{entry['id']}: {kind} are not reviewed one by one")
    return str(entry["id"])


def _entry(site: Site, view: View, shelf: Shelf, entry_id: str, typed: Form | None) -> Row:
    """What the page shows of an entry."""
    listing = LISTINGS[SECTIONS[entry_id.split("-", 1)[0]]]
    found = shown(view, entry_id)
    rows = listing.make(view, shelf, [entry_id])
    if not rows:
        raise UnknownRecord(f"{entry_id} is being taken into the listings; ask again in a moment")
    entry, pages = found["entry"], {piece["document_id"] for piece in found["entry"]["evidence"]}
    return {
        "row": rows[0],
        "listing": listing,
        "entry": entry,
        "parts": lit(found),
        "document": found.get("document"),
        "fields": fields(listing.kind, entry, shelf.index, site.titles, typed),
        "facts": _facts(entry, shelf),
        "names": near(_on_pages(shelf, pages), lambda: most_told(shelf)),
        "remark": typed.one("note") if typed else "",
    }


def lit(found: Row) -> list[Row]:
    """The words around an entry's first evidence in parts, those it rests on lit."""
    if "context" not in found:
        return []
    context, at = found["context"], found["context"]["start"]
    out: list[Row] = []
    here = [e for e in found["entry"]["evidence"] if e["document_id"] == found["document"]["id"]]
    for piece in sorted(here, key=lambda e: (e["start"], -e["end"])):
        start, end = max(at, piece["start"]), min(piece["end"], context["end"])
        if start < end:
            out += [
                {"text": _cut(context, at, start), "lit": False},
                {"text": _cut(context, start, end), "lit": True},
            ]
            at = end
    out.append({"text": _cut(context, at, context["end"]), "lit": False})
    return [part for part in out if part["text"]]


def _cut(context: Row, start: int, end: int) -> str:
    return str(context["text"][start - context["start"] : end - context["start"]])


_FACTS = (
    "mode",
    "cue",
    "place",
    "when",
    "addressee",
    "unit",
    "qualifier",
    "event",
    "conditions",
    "form",
    "kind",
    "status",
)


def _facts(entry: Row, shelf: Shelf) -> list[tuple[str, str]]:
    """What else the program read, in words."""
    out = [("sides", ", ".join(str(shelf.index.who(p)["name"]) for p in entry.get("parties") or ()))]
    for name in _FACTS:
        held = entry.get(name)
        if name == "place" and isinstance(held, dict):
            held = held["name"]
        if isinstance(held, str) and not (name == "status" and "event_type" in entry):
            out.append(
                (name, held.replace("_", " ") if name in ("qualifier", "form", "kind", "status") else held)
            )
    for name in ("agents", "recipients"):
        out.append((name, ", ".join(str(shelf.index.who(p)["name"]) for p in entry.get(name) or ())))
    return [(name, said) for name, said in out if said]


def _on_pages(shelf: Shelf, pages: set[str]) -> list[str]:
    """Names of the actors on some pages."""
    catalogue = shelf.catalogues["actors"]
    mask = catalogue.column("document").having(pages, len(catalogue))
    ids = catalogue.of(mask)
    return [shelf.index.actors[actor]["name"] for actor in ids if actor in shelf.index.actors]


def most_told(shelf: Shelf) -> Sequence[str]:
    """Names of the actors of whom most is told."""
    order = LISTINGS["actors"].order(shelf, "told")[:200].tolist()
    ids = [shelf.catalogues["actors"].ids[i] for i in order]
    return [shelf.index.actors[actor]["name"] for actor in ids if actor in shelf.index.actors]


def _last(view: View, desk: Bench, links: Links, standing: Mapping[str, Standing]) -> Row | None:
    """The last decision of who reviews that stands, with the address of its entry."""
    mine = [held.decisions[-1] for held in standing.values() if held.decisions[-1].reviewer == desk.reviewer]
    if not mine:
        return None
    last = max(mine, key=lambda one: one.number)
    quote = " … ".join(piece["quote"] for piece in last.anchor)
    return {"number": last.number, "entry_id": last.entry_id, "verb": last.verb, "quote": quote,
            "at": links.listing(HERE, entry=last.entry_id)}  # fmt: skip
