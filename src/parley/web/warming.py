"""What many requests need of a shelf, worked out before the first of them comes."""

from __future__ import annotations

from parley.ask import ask
from parley.profiles import Profile
from parley.store.base import Filter, View
from parley.web.asking import read_with
from parley.web.desk import Warm
from parley.web.drawings import drawn
from parley.web.listings import LISTINGS
from parley.web.quality import quality
from parley.web.shelf import Shelf
from parley.web.site import environment


def warming(profile: Profile | None) -> Warm:
    """What is done to a shelf of a record with a profile before it is served."""

    def warm(view: View, shelf: Shelf) -> None:
        _warm(view, shelf)
        look_over(view, shelf)
        if profile is not None:
            read_with(view, shelf, profile)
            ask(view, "what was said about anything", profile, held=read_with(view, shelf, profile))

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


def look_over(view: View, shelf: Shelf) -> None:
    """Touch what requests look at, in a process that was forked from the one that laid the shelf out.

    Memory that both share is copied where either first counts a reference to what lies in it: 0.1 s for the names
    of 20,000 pages, which the first readers of each process would wait.
    """
    where = Filter(speaker="a", party="of")
    for listing in LISTINGS.values():
        mask = listing.find(view, shelf, where if set(listing.filters) >= {"speaker", "party"} else Filter())
        listing.counts(shelf, mask, 1)
        drawn(listing, view, shelf, mask, 1)
