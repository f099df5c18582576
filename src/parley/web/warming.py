"""What many requests need of a shelf, worked out before the first of them comes."""

from __future__ import annotations

from parley.ask import ask
from parley.profiles import Profile
from parley.store.base import Filter, View
from parley.views.diff import Known
from parley.web.asking import answer_to, examples, read_with
from parley.web.desk import Warm
from parley.web.drawings import drawn
from parley.web.entries import beside
from parley.web.indexed import ByColumns, look_up
from parley.web.listings import LISTINGS
from parley.web.quality import quality
from parley.web.shelf import Shelf
from parley.web.site import environment

_EVERY_PART = "what was said about anything since 2014"  # a question that needs every table of words
_TOUCHING = (
    "who met whom",
    "what was agreed",
    "what was demanded",
    "where do the sides disagree",
)  # every kind
LAID = 200  # shared texts that are laid side by side before anybody asks: 0.05 s each


def warming(profile: Profile | None) -> Warm:
    """What is done to a shelf of a record with a profile before it is served."""
    known: Known = {}  # of the shelf before: what has not changed is not laid again

    def warm(view: View, shelf: Shelf) -> None:
        _warm(view, shelf)
        look_over(view, shelf, None)
        _lay_texts(view, shelf, known)
        if profile is not None:
            read_with(view, shelf, profile)
            look_up(view, shelf)
            read_with(view, shelf, profile).names.holders(
                ("president",), None
            )  # it puts offices in order: 0.2 s
            for question in (_EVERY_PART, *examples(shelf)):
                answer_to(view, shelf, profile, question)

    return warm


def _warm(view: View, shelf: Shelf) -> None:
    """Put every listing in its orders, draw what the first pages draw, read every name and every template.

    Without this the first reader of each page of 20,000 pages' record waits up to 1.4 seconds.
    """
    for listing in LISTINGS.values():
        for name in listing.orders:
            listing.rank(shelf, name)
        drawn(listing, view, shelf, shelf.catalogues[listing.kind].shown, 1)
    quality(view, shelf)
    for template in environment().list_templates(extensions=["html"]):
        environment().get_template(template)  # to compile one takes up to 60 ms
    for name in ("a", "of"):
        shelf.actors.called(name)
        shelf.actors.of_party(name)


def _lay_texts(view: View, shelf: Shelf, known: Known) -> None:
    """Lay the first two pages of the first families side by side."""
    listing = LISTINGS["families"]
    order = listing.order(shelf, next(iter(listing.orders)))[:LAID]
    catalogue = shelf.catalogues[listing.kind]
    now: Known = {}
    for row in listing.make(view, shelf, [catalogue.ids[i] for i in order.tolist()]):
        if row["ties"]:
            pair = row["ties"][0]
            if pair in known:
                now[pair] = known[pair]
            beside(view, shelf, row["id"], row["ties"], 0, now)
    known.clear()
    known.update(now)


def look_over(view: View, shelf: Shelf, profile: Profile | None) -> None:
    """Touch what requests look at, in a process that was forked from the one that laid the shelf out.

    Memory that both share is copied where either first counts a reference to what lies in it: 0.1 s for the names
    of 20,000 pages, which the first readers of each process would wait.
    """
    where = Filter(speaker="a", party="of")
    for listing in LISTINGS.values():
        mask = listing.find(view, shelf, where if set(listing.filters) >= {"speaker", "party"} else Filter())
        listing.counts(shelf, mask, 1)
        drawn(listing, view, shelf, mask, 1)
    if profile is None:
        return
    for question in _TOUCHING:
        ask(view, question, profile, held=read_with(view, shelf, profile), chooser=ByColumns(view, shelf))
