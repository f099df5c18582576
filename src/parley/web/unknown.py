"""What to say of filters that nothing in the record goes by: "no party 'Velmra' on record; did you mean 'Velmara'?"."""

from __future__ import annotations

from parley.store.base import Filter, View
from parley.views.names import NAMED, unknown
from parley.web.listings import LISTINGS
from parley.web.query import Query
from parley.web.shelf import Shelf

KEPT = 200  # remarks, each of which looks through all names


def remarks(query: Query, view: View, shelf: Shelf, total: int) -> list[str]:
    """A sentence for each filter of a listing without rows that names nothing, with the nearest names."""
    if total:
        return []
    return [
        told
        for name in NAMED
        if query.asked.get(name) and (told := _remark(view, shelf, name, query.asked[name]))
    ]


def _remark(view: View, shelf: Shelf, name: str, value: str) -> str | None:
    kept: dict[tuple[str, str], str | None] = shelf.cache.setdefault("remarks", {})
    key = name, value
    if key not in kept:
        told = unknown(view, name, value, leaves=lambda where: _leaves(view, shelf, where))
        if len(kept) >= KEPT:
            kept.clear()
        kept[key] = told.partition(" (see: ")[0] if told else None  # commands are of the other window
    return kept[key]


def _leaves(view: View, shelf: Shelf, where: Filter) -> bool:
    return any(bool(LISTINGS[name].find(view, shelf, where).any()) for name in ("statements", "figures"))
