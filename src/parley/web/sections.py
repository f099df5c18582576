"""The listings: each a page with filters and counts, and the same rows as JSON, CSV and JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from parley.errors import UnknownRecord, UsageError
from parley.store.base import Row, View
from parley.store.decisions import ALL as EVERY
from parley.store.decisions import REJECTED, Standing
from parley.views import words
from parley.views.filters import one_of
from parley.views.index import Index
from parley.web import answers
from parley.web.bench import bench
from parley.web.drawings import drawn
from parley.web.listings import LISTINGS, Listing
from parley.web.query import Query, parameters, read
from parley.web.shelf import Shelf
from parley.web.site import Site, sheet
from parley.web.unknown import remarks

if TYPE_CHECKING:
    from parley.web.catalogue import Mask

ONCE = 5000  # rows in one answer that is not sent row by row
KEPT = 64  # first pages that are kept
SHOWN, MORE = 8, 60  # values of a facet that stand open, and in all
_LABELS = {
    "speaker": "Speaker", "party": "Side", "issue": "Issue", "act": "Act", "mode": "Manner", "outlet": "Outlet",
    "since": "Since", "until": "Until", "document": "Page",
    "review": "Review", "once": "Copies, replaced and withdrawn",
}  # fmt: skip
COPIES_WORDS = {"yes": "left out"}
REVIEW_WORDS = {
    "unreviewed": "not decided", "accepted": "accepted", "rejected": "rejected", "corrected": "corrected",
    "noted": "noted", "reviewed": "accepted or corrected", "all": "all, rejected too",
}  # fmt: skip


def routes(site: Site) -> APIRouter:
    """The addresses of all listings."""
    router = APIRouter()
    for listing in LISTINGS.values():
        shown, data, table, lines = _handlers(site, listing)
        about = f"{listing.title}: filters {', '.join(listing.filters)}; order; page."
        for path, handler, name in (
            (f"/{listing.name}.json", data, "json"),
            (f"/{listing.name}.csv", table, "csv"),
            (f"/{listing.name}.jsonl", lines, "jsonl"),
            (f"/{listing.name}", shown, "page"),
        ):
            router.add_api_route(
                path, handler, name=f"{listing.name} {name}", description=about, response_class=Response,
                openapi_extra={"parameters": _parameters(listing)}, include_in_schema=name != "page",
            )  # fmt: skip
    return router


def _handlers(site: Site, listing: Listing) -> tuple[Callable[[Request], Response], ...]:
    def shown(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = asked(site, listing, request, view, shelf)
            return answers.page(_kept(site, listing, query, view, shelf, request))

    def data(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = asked(site, listing, request, view, shelf)
            ids, total = chosen(listing, query, view, shelf)
            few(ids, "or ask for .jsonl, which has no end")
            rows = _rows(view, listing, ids)
            return answers.as_json(_told(listing, query, total, rows, remarks(query, view, shelf, total)))

    def table(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = asked(site, listing, request, view, shelf)
            ids, _ = chosen(listing, query, view, shelf)
        return answers.as_csv(listing.kind, batches(site, listing, ids), listing.name)

    def lines(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = asked(site, listing, request, view, shelf)
            if (
                "page" not in query.asked
            ):  # they are read while they are sent, so that there may be any number
                query = replace(query, page=None)
            ids, _ = chosen(listing, query, view, shelf)
        return answers.as_lines(batches(site, listing, ids), listing.name)

    return shown, data, table, lines


def batches(site: Site, listing: Listing, ids: Sequence[str]) -> Iterator[Sequence[Row]]:
    """The rows of ids, some at a time, of one commit; one empty batch where there are none."""
    with site.desk.view() as (view, _):
        for start in range(0, len(ids), answers.BATCH) or (0,):
            yield _rows(view, listing, ids[start : start + answers.BATCH])


def within(page: int, size: int, total: int) -> None:
    """Refuse a page beyond the last one.

    Raises:
        UnknownRecord: If there is no such page.
    """
    last = max(1, -(-total // size))
    if page > last:
        pages = "there is 1 page" if last == 1 else f"there are {last:,} pages"
        raise UnknownRecord(f"no page {page:,}: {pages}")


def few(ids: Sequence[str], instead: str) -> None:
    """Refuse to put more rows than a reader can hold into one answer.

    Raises:
        UsageError: If there are too many.
    """
    if len(ids) > ONCE:
        raise UsageError(f"{len(ids):,} rows are too many for one answer; ask page by page, {instead}")


def asked(site: Site, listing: Listing, request: Request, view: View, shelf: Shelf) -> Query:
    """What an address asks of a listing.

    Raises:
        UsageError: For what the listing does not know.
    """
    given = parameters(request)
    query = read(given, listing.filters, listing.orders, site.titles, view, may_review=listing.is_reviewed)
    if "once" not in query.asked:
        return query
    one_of("once", query.asked["once"], COPIES_WORDS)
    return replace(query, where=replace(query.where, without=shelf.copies))


def chosen(listing: Listing, query: Query, view: View, shelf: Shelf) -> tuple[list[str], int]:
    """The ids of the rows of the page that a query asks for, in order, and how many there are in all.

    Raises:
        UnknownRecord: If the listing is not so long.
    """
    return _cut(listing, query, shelf, listing.find(view, shelf, query.where))


def _cut(listing: Listing, query: Query, shelf: Shelf, mask: Mask) -> tuple[list[str], int]:
    order = listing.order(shelf, query.order)
    places = order[mask[order]]
    ids = shelf.catalogues[listing.kind].ids
    if query.page is not None:
        within(query.page, listing.size, len(places))
        start = (query.page - 1) * listing.size
        return [ids[i] for i in places[start : start + listing.size].tolist()], len(places)
    return [ids[i] for i in places.tolist()], len(places)


def _rows(view: View, listing: Listing, ids: Sequence[str]) -> list[Row]:
    return view.chosen(listing.kind, ids)


def _told(listing: Listing, query: Query, total: int, rows: Sequence[Row], told: Sequence[str]) -> Row:
    pages = max(1, -(-total // listing.size))
    number = query.page
    return {
        "kind": listing.kind,
        "asked": dict(query.asked),
        "total": total,
        "page": number,
        "pages": pages,
        "next": number + 1 if number is not None and number < pages else None,
        "remarks": list(told),
        "rows": list(rows),
    }


def make_first_pages(site: Site) -> None:
    """Make what `_kept` keeps, for whoever has said no name, before the first reader comes."""
    for listing in LISTINGS.values():
        request = Request({
            "type": "http", "method": "GET", "scheme": "http", "server": ("127.0.0.1", 80), "root_path": "",
            "path": f"/{listing.name}", "query_string": b"", "headers": [],
        })  # fmt: skip
        with site.desk.view() as (view, shelf):
            _kept(site, listing, asked(site, listing, request, view, shelf), view, shelf, request)


def _kept(site: Site, listing: Listing, query: Query, view: View, shelf: Shelf, request: Request) -> str:
    """A listing's page. The first of all rows, which most readers begin with, is made once.

    It is made again for who reviews under another name, and after each decision.
    """
    if query.asked:
        return _page(site, listing, query, view, shelf, request)
    kept: dict[Any, str] = shelf.cache.setdefault("first pages", {})
    reader = bench(site.ledger, request, {})
    key = listing.name, reader.reviewer, reader.keys, tuple(view.decided(shelf.decided))[-1:]
    if key not in kept:
        if len(kept) >= KEPT:  # names that somebody makes up must not fill the memory
            kept.clear()
        kept[key] = _page(site, listing, query, view, shelf, request)
    return kept[key]


def _page(site: Site, listing: Listing, query: Query, view: View, shelf: Shelf, request: Request) -> str:
    standing = view.standing()
    mask = listing.find(view, shelf, query.where)
    ids, total = _cut(listing, query, shelf, mask)
    few(ids, "as the links below a listing do")
    rows = listing.make(view, shelf, ids)
    part = sheet(query.page or 1, listing.size if query.page else max(1, total), total, rows)
    return site.render(
        f"{listing.name}.html",
        view,
        shelf,
        here=listing.name,
        asked=query.asked,
        sheet=part,
        groups=listing.grouped(rows, query.order),
        listing=listing,
        order=query.order,
        bench=bench(site.ledger, request, standing, on=query.reviewing),
        hidden=_hidden(listing, query, view, shelf, mask),
        facets=[
            *facets(listing, query, shelf, mask),
            *_reviews(listing, query, shelf, standing, mask),
            *_copies(listing, query, view, shelf, mask),
        ],
        active=_active(site, query, shelf),
        remarks=remarks(query, view, shelf, total),
        fields=filter_fields(site, listing.filters, query, shelf),
        **drawn(listing, view, shelf, mask, query.page),
    )


def facets(listing: Listing, query: Query, shelf: Shelf, mask: Mask) -> list[Row]:
    """The facets that still choose something: values with their counts, those in use marked."""
    out = []
    for parameter, (counted, total) in listing.counts(shelf, mask, MORE).items():
        values = [
            {"value": value, "label": label(parameter, value, shelf), "count": count}
            for value, count in counted
        ]
        if len(values) > 1 and parameter not in query.asked:
            out.append({
                "parameter": parameter,
                "title": _LABELS[parameter],
                "open": values[:SHOWN],
                "folded": values[SHOWN:],
                "left": total - len(counted),
            })  # fmt: skip
    return out


def _reviews(
    listing: Listing, query: Query, shelf: Shelf, standing: Mapping[str, Standing], mask: Mask
) -> list[Row]:
    """What was decided about the rows, as a facet; none where that chooses nothing."""
    if not (listing.is_reviewed and standing) or "review" in query.asked:
        return []
    counts = listing.states(standing, shelf, mask)
    values = [
        {"value": state, "label": label("review", state, shelf), "count": n} for state, n in counts.items()
    ]
    if len(values) < 2:
        return []
    return [{"parameter": "review", "title": _LABELS["review"], "open": values, "folded": [], "left": 0}]


def _copies(listing: Listing, query: Query, view: View, shelf: Shelf, mask: Mask) -> list[Row]:
    """How many rows stand on no copy, nor on what a wire replaced or withdrew, as a facet; none where all do."""
    if "once" not in listing.filters or "once" in query.asked or not shelf.copies:
        return []
    left = int(listing.find(view, shelf, replace(query.where, without=shelf.copies)).sum())
    if left == int(mask.sum()):
        return []
    value = {"value": "yes", "label": COPIES_WORDS["yes"], "count": left}
    return [{"parameter": "once", "title": _LABELS["once"], "open": [value], "folded": [], "left": 0}]


def _hidden(listing: Listing, query: Query, view: View, shelf: Shelf, mask: Mask) -> int:
    """How many rows are left out because a person rejected them."""
    rejected = any(one.state == REJECTED for one in view.standing().values())
    if not rejected or query.where.review is not None or "review" not in listing.filters:
        return 0
    everything = listing.find(view, shelf, replace(query.where, review=EVERY))
    return int(everything.sum() - mask.sum())


def label(parameter: str, value: str, shelf: Shelf) -> str:
    """A filter's value as a person reads it."""
    index: Index = shelf.index
    if parameter in ("speaker", "party"):
        return str(index.who(value)["name"])
    if parameter == "issue":
        return index.issue(value)
    if parameter == "act":
        return words.say("acts", value)
    if parameter == "mode":
        return words.say("modes", value)
    if parameter == "review":
        return REVIEW_WORDS[value]
    if parameter == "once":
        return COPIES_WORDS[value]
    if parameter == "outlet":
        return shelf.outlets.get(value, value)
    if parameter == "document":
        return str(index.pages[value]["title"]) if value in index.pages else value
    return value


def _active(site: Site, query: Query, shelf: Shelf) -> list[Row]:
    """The filters in use, each with its words."""
    return [
        {"parameter": name, "title": _LABELS[name], "label": label(name, value, shelf)}
        for name, value in query.asked.items()
        if name in _LABELS
    ]


def filter_fields(site: Site, names: Sequence[str], query: Query, shelf: Shelf) -> list[Row]:
    """The fields of a form: for each filter its words as they stand in the address, and what it may be."""
    known = {
        "issue": list(site.titles.items()),
        "act": [(act, words.say("acts", act)) for act in shelf.catalogues["statements"].column("act").names],
        "mode": [
            (mode, words.say("modes", mode)) for mode in shelf.catalogues["statements"].column("mode").names
        ],
        "party": [(party, party) for party in _parties(shelf)],
        "review": list(REVIEW_WORDS.items()),
        "once": list(COPIES_WORDS.items()),
    }
    return [
        {
            "name": name,
            "title": _LABELS[name],
            "value": query.asked.get(name, ""),
            "options": sorted(known[name], key=lambda pair: pair[1])
            if name in ("issue", "act", "mode", "review", "once")
            else None,
            "near": known.get(name, ()) if name == "party" else (),
        }
        for name in names
    ]


def _parties(shelf: Shelf) -> list[str]:
    counted = shelf.catalogues["statements"].column("party")
    return list(counted.names[:MORE])


def _parameters(listing: Listing) -> list[Row]:
    """The parameters of a listing, for OpenAPI."""
    return [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}, "description": _LABELS[name]}
        for name in listing.filters
    ] + [
        {"name": "order", "in": "query", "required": False, "schema": {"enum": list(listing.orders)}},
        {"name": "page", "in": "query", "required": False,
         "schema": {"type": "string", "pattern": "^(all|[1-9][0-9]{0,7})$", "default": "1"}},
    ]  # fmt: skip
