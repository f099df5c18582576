"""Takes decisions: of one entry, or of all that a page shows, once they were confirmed; and takes them back."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from parley.errors import UnknownRecord, UsageError
from parley.review.decide import Request as Wish
from parley.store.base import Row, View
from parley.store.decisions import ACCEPT, CORRECT, NOTE, REJECT, UNDO, Decision
from parley.views.filters import one_of
from parley.web import answers
from parley.web.bench import bench, known
from parley.web.fields import asked as corrections
from parley.web.forms import Form, taken, whole
from parley.web.ledger import Asked, Ledger, Meanwhile
from parley.web.links import Links
from parley.web.listings import LISTINGS
from parley.web.queue import place_of
from parley.web.reviewing import HERE, alone
from parley.web.said import FIELDS, moment, value
from parley.web.shelf import Shelf
from parley.web.site import Site

CLOSED = "This server only reads the record; nothing can be decided here."
NAMELESS = "Who decides? Say your name first."
_VERBS = (ACCEPT, REJECT, CORRECT, NOTE, UNDO)


def routes(site: Site) -> APIRouter:
    """What takes decisions."""
    router = APIRouter()

    def decide(request: Request, form: Form) -> Response:
        """One entry, by ``entry``, ``seen`` and ``verb``; several by ``rows``, each an id and what was seen of it."""
        ledger, reviewer = opened(site, request)
        verb = one_of("verb", form.one("verb"), _VERBS)
        if verb == UNDO:
            if ledger.undo(form.number("undoes"), reviewer):
                site.desk.refresh()
            return back(form, Links().home())
        actors = site.desk.shelf.actors
        try:
            if form.all("rows"):
                wish = (Wish(one_of("verb", verb, (ACCEPT, REJECT))),)
                ledger.decide([Asked(i, seen, wish) for i, seen in _rows(form)], reviewer, actors)
                return back(form, Links().home())
            entry_id = form.one("entry")
            ledger.decide(
                [Asked(entry_id, form.number("seen"), _wishes(site, verb, entry_id, form))], reviewer
            )
        except Meanwhile as meanwhile:
            return _meanwhile(site, request, form, meanwhile)
        except UsageError as error:
            if verb != CORRECT or form.all("rows"):
                raise
            return _again(site, request, form, error)
        return back(form, _own(entry_id))

    def confirm(request: Request, form: Form) -> Response:
        """The entries of a page that nobody decided about, listed before they are accepted."""
        opened(site, request)
        with site.desk.view() as (view, shelf):
            desk = bench(site.ledger, request, view.standing())
            waiting = [entry_id for entry_id in form.all("rows") if not desk.is_decided(entry_id)]
            html = site.render(
                "confirm.html", view, shelf, here=HERE, bench=desk, rows=_listed(view, shelf, waiting),
                back=form.back(Links().home()),
            )  # fmt: skip
        return answers.page(html)

    router.add_api_route("/decisions", taken(decide), methods=["POST"], include_in_schema=False)
    router.add_api_route("/review/confirm", taken(confirm), methods=["POST"], include_in_schema=False)
    return router


def opened(site: Site, request: Request) -> tuple[Ledger, str]:
    """The ledger, and who decides.

    Raises:
        Refused: If nothing can be written.
        UsageError: If nobody said who they are.
    """
    if site.ledger is None:
        raise answers.Refused(CLOSED)
    reviewer = known(site.ledger, request)
    if reviewer is None:
        raise UsageError(NAMELESS)
    return site.ledger, reviewer


def back(form: Form, otherwise: str) -> Response:
    """To where a form was sent from; a page is asked for anew, so that sending it again does nothing."""
    return RedirectResponse(form.back(otherwise), 303)


def _own(entry_id: str) -> str:
    """An entry's own page."""
    return Links().record(entry_id) if Links().has(entry_id) else f"/{HERE}"


def _wishes(site: Site, verb: str, entry_id: str, form: Form) -> tuple[Wish, ...]:
    if verb != CORRECT:
        return (Wish(verb, note=form.one("note") or None),)
    with site.desk.view() as (view, shelf):
        kind, entry = view.find(entry_id)
        if entry["id"] != entry_id:
            raise UnknownRecord(f"there is no entry {entry_id}")
        return corrections(kind, entry, shelf.index, form)


def _rows(form: Form) -> list[tuple[str, int]]:
    """The rows of a page that a form names: ids, each with the number of the last decision that was seen."""
    out = []
    for row in form.all("rows"):
        entry_id, _, seen = row.rpartition(":")
        out.append((entry_id, whole(seen)))
    return out


def _again(site: Site, request: Request, form: Form, error: UsageError) -> Response:
    """The form once more, with what was typed and what is wrong with it."""
    with site.desk.view() as (view, shelf):
        entry_id = form.one("entry")
        to = form.back(_own(entry_id))
        html = alone(site, view, shelf, entry_id, request, to, error=str(error), typed=form)
    return answers.page(html, 422)


def _meanwhile(site: Site, request: Request, form: Form, meanwhile: Meanwhile) -> Response:
    """What was decided meanwhile beside what was asked, to be looked at before anything is written."""
    with site.desk.view() as (view, shelf):
        entry_id = meanwhile.asked.entry_id
        desk = bench(site.ledger, request, view.standing([entry_id]))
        html = site.render(
            "meanwhile.html", view, shelf, here=HERE, bench=desk, entry_id=entry_id,
            rows=_listed(view, shelf, [entry_id]), theirs=[told(one, shelf) for one in meanwhile.decisions],
            mine=[_wished(wish, shelf) for wish in meanwhile.asked.requests], several=bool(form.all("rows")),
            sent=[(name, one) for name, values in form.fields.items() for one in values if name != "seen"],
            back=form.back(_own(entry_id)),
        )  # fmt: skip
    return answers.page(html, 409)


def told(one: Decision, shelf: Shelf) -> Row:
    """A decision in words."""
    said = _wished(Wish(one.verb, one.field, one.value, one.note), shelf)
    return {**said, "number": one.number, "by": one.reviewer, "at": moment(one.at)}


def _wished(wish: Wish, shelf: Shelf) -> dict[str, Any]:
    return {
        "verb": wish.verb,
        "field": FIELDS.get(wish.field, wish.field) if wish.field else None,
        "value": value(wish.field, wish.value, shelf.index) if wish.field else None,
        "note": wish.note,
    }


def _listed(view: View, shelf: Shelf, ids: list[str]) -> list[Row]:
    """Entries as a list names them: the section, the words, the address."""
    out = []
    for entry_id in dict.fromkeys(ids):
        placed = place_of(shelf, entry_id)
        found = view.chosen(placed[0], [entry_id]) if placed else []
        if not found:
            raise UnknownRecord(f"there is no entry {entry_id}")
        one = next(listing.one for listing in LISTINGS.values() if placed and listing.kind == placed[0])
        quote = " … ".join(piece["quote"] for piece in found[0]["evidence"])
        out.append({"id": entry_id, "one": one, "quote": quote})
    return out
