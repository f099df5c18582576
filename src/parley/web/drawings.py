"""What the first page of a listing shows beside its rows: drawings and tables of all rows that a filter chooses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from parley.store.base import Row, View
from parley.views import figures as of_figures
from parley.views import positions, timeline
from parley.views.comparisons import differing
from parley.views.index import rejected
from parley.views.pictures import coverage, figures, meetings
from parley.views.pictures.embedded import Embedded
from parley.web import listings
from parley.web.listings import Listing
from parley.web.shelf import Shelf

if TYPE_CHECKING:
    from parley.web.catalogue import Mask

DRAWN = 2  # pictures of what is claimed most
LOOKED = 6  # subjects that are looked at for them, the most claimed ones
CLAIMS = 400  # claims of one subject that are read; the picture says how many it draws

Draw = Callable[[View, Shelf, "Mask"], Mapping[str, Any]]


def drawn(listing: Listing, view: View, shelf: Shelf, mask: Mask, number: int | None) -> Mapping[str, Any]:
    """The values that a listing's template shows on its first page; of the whole they are worked out once.

    `number`: the page of the listing; None is all of it.
    """
    draw = _DRAWINGS.get(listing.name)
    if draw is None:
        return {}
    if (number or 1) > 1:
        return _EMPTY.get(listing.name, {})
    if not bool((mask == shelf.catalogues[listing.kind].shown).all()):
        return draw(view, shelf, mask)
    key = ("drawn", listing.name)
    if key not in shelf.cache:
        shelf.cache[key] = draw(view, shelf, mask)
    found: Mapping[str, Any] = shelf.cache[key]
    return found


def _chosen(shelf: Shelf, kind: str, mask: Mask) -> list[Row]:
    """Of the rows that lie on the shelf those that are masked."""
    rows, key = shelf.rows[kind], ("places", kind)
    if key not in shelf.cache:
        place = shelf.catalogues[kind].place
        shelf.cache[key] = [place[row["id"]] for row in rows]
    return [rows[i] for i in mask[shelf.cache[key]].nonzero()[0].tolist()]


def _timeline(view: View, shelf: Shelf, mask: Mask) -> Row:
    rows = _chosen(shelf, "timeline", mask)
    return {
        "months": timeline.months(rows),
        "drawing": timeline.lanes(rows),
        "sides": timeline.sides(rows),
    }


def _positions(view: View, shelf: Shelf, mask: Mask) -> Row:
    return {"matrix": positions.matrix(_chosen(shelf, "positions", mask))}


def _meetings(view: View, shelf: Shelf, mask: Mask) -> Row:
    rows = _chosen(shelf, "meetings", mask)
    return {"pictures": [Embedded(meetings.picture(rows, shelf.index))] if rows else []}


def _figures(view: View, shelf: Shelf, mask: Mask) -> Row:
    """The most claimed subjects among the masked figures."""
    catalogue = shelf.catalogues["figures"]
    held: dict[tuple[str, str, str], list[str]] = {}
    for i in mask.nonzero()[0].tolist():
        kind, _, _, unit, event = catalogue.more[i]
        if event and kind in figures.KINDS:
            held.setdefault((kind, of_figures.head(unit or ""), event), []).append(catalogue.ids[i])
    counted = Counter({subject: len(ids) for subject, ids in held.items()})
    ids = [i for subject, _ in counted.most_common(LOOKED) for i in held[subject][:CLAIMS]]
    rows = listings.figures(view, shelf, ids)
    told = listings.comparisons(view, shelf, sorted({c for i in ids for c in shelf.compared.get(i, ())}))
    different = differing(told)
    return {
        "pictures": [
            Embedded(figures.picture(one, differs=different)) for one in figures.subjects(rows)[:DRAWN]
        ]
    }


def _pages(view: View, shelf: Shelf, mask: Mask) -> Row:
    pages = [shelf.index.pages[one] for one in shelf.catalogues["documents"].of(mask)]
    told = {shelf.told_in["stories"].get(page["id"]) for page in pages}
    stories = [row for row in shelf.rows["stories"] if row["id"] in told]
    key = ("rejected",)
    if key not in shelf.cache:
        shelf.cache[key] = rejected(view)
    return {
        "pictures": [Embedded(coverage.picture(pages, stories))] if pages else [],
        "rejected": shelf.cache[key],
    }


_DRAWINGS: Mapping[str, Draw] = {
    "timeline": _timeline,
    "positions": _positions,
    "meetings": _meetings,
    "figures": _figures,
    "pages": _pages,
}
_NOTHING: Sequence[Row] = ()
_EMPTY: Mapping[str, Mapping[str, Any]] = {
    "timeline": {"months": _NOTHING, "drawing": None, "sides": _NOTHING},
    "positions": {"matrix": None},
    "pages": {"rejected": _NOTHING},
}  # what templates name on further pages too
