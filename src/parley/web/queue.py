"""What waits for a decision, one entry after the other: chosen on columns, as `parley.review.queue` chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parley.store.base import Filter, View
from parley.store.decisions import ALL, KINDS, UNREVIEWED
from parley.web.listings import LISTINGS, Listing
from parley.web.shelf import Shelf

if TYPE_CHECKING:
    from parley.web.catalogue import Mask, Numbers

OPEN, UNSURE, DISAGREEING, EVERY = SHOWN = ("unreviewed", "unsure", "disagreeing", "all")
_BY_KIND = {one.kind: one for one in LISTINGS.values()}


@dataclass(frozen=True, slots=True)
class Part:
    """The entries of one kind that wait, by their places in its catalogue, in order."""

    kind: str
    ids: Sequence[str]
    places: Numbers


@dataclass(frozen=True, slots=True)
class Queue:
    """Entries in order; `decided` of the `total` that are asked for, whatever their review, have a verdict."""

    parts: Sequence[Part]
    total: int
    decided: int

    def __len__(self) -> int:
        return sum(len(part.places) for part in self.parts)

    def id_at(self, number: int) -> str | None:
        """The entry at a place; None where there is none."""
        if number < 0:
            return None
        for part in self.parts:
            if number < len(part.places):
                return part.ids[int(part.places[number])]
            number -= len(part.places)
        return None

    def number_of(self, kind: str, place: int) -> int:
        """Where an entry stands; of one that does not wait any more where the next one does."""
        import numpy as np

        before = 0
        for part in self.parts:
            if part.kind == kind:
                return before + int(np.searchsorted(part.places, place))
            before += len(part.places)
        return before


def queue(view: View, shelf: Shelf, kinds: Sequence[str], show: str, where: Filter) -> Queue:
    """The entries of some kinds, none: of all, that a filter chooses; its `review` is left to `show`."""
    import numpy as np

    decided_ids = [i for i, one in view.standing().items() if not one.is_chosen(UNREVIEWED)]
    parts, total, decided = [], 0, 0
    for kind in kinds or KINDS:
        wanted = _wanted(_BY_KIND[kind], view, shelf, show, where)
        done = shelf.catalogues[kind].being(decided_ids)
        waits = wanted if show == EVERY else wanted & ~done
        parts.append(Part(kind, shelf.catalogues[kind].ids, np.flatnonzero(waits).astype(np.int32)))
        total += int(wanted.sum())
        decided += int((wanted & done).sum())
    return Queue(parts, total, decided)


def place_of(shelf: Shelf, entry_id: str) -> tuple[str, int] | None:
    """The kind of an entry and its place in the catalogue; None where it is on no shelf yet."""
    for kind in KINDS:
        place = shelf.catalogues[kind].place.get(entry_id)
        if place is not None:
            return kind, place
    return None


def _wanted(listing: Listing, view: View, shelf: Shelf, show: str, where: Filter) -> Mask:
    mask = listing.find(view, shelf, replace(where, review=ALL))
    if show == UNSURE:
        mask = mask & shelf.unsure[listing.kind]
    if show == DISAGREEING:
        mask = mask & shelf.catalogues[listing.kind].being(_differing(view, shelf))
    return mask


def _differing(view: View, shelf: Shelf) -> list[str]:
    """Ids of the records whose values differ from others' in a comparison that nobody's rejection hides."""
    listing = LISTINGS["comparisons"]
    catalogue = shelf.catalogues[listing.kind]
    shown = listing.find(view, shelf, Filter())
    different = {
        catalogue.ids[i]
        for i, (relation, _) in enumerate(catalogue.more)
        if shown[i] and relation == "different"
    }
    return [record for record, held in shelf.compared.items() if not different.isdisjoint(held)]
