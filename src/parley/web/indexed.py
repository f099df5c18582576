"""A view that chooses entries by the columns of a shelf, for what asks many times over: questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from parley.store.base import Filter, Row, View
from parley.web.listings import LISTINGS
from parley.web.shelf import ENTRIES, Shelf

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.intp]

BATCH = 500  # rows that are read at a time
_ALL = Filter()


def indexed(view: View, shelf: Shelf) -> View:
    """The view, in which to choose entries takes a few milliseconds, and to count them reads none.

    Of 316,000 statements those of the 900 who speak for a state take 0.2 s in SQL. Entries that came after the shelf
    was laid out are not found, as in the listings.
    """
    return cast(View, _Indexed(view, shelf))


class _Indexed:
    def __init__(self, view: View, shelf: Shelf) -> None:
        self._view = view
        self._shelf = shelf

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)

    def entries(self, kind: str, where: Filter = _ALL) -> Iterator[Row]:
        """See `View.entries`."""
        if kind not in ENTRIES or where.older:
            yield from self._view.entries(kind, where)
            return
        ids = self._shelf.catalogues[kind].ids
        last = None if where.limit is None else where.offset + where.limit
        chosen = [ids[place] for place in self._places(kind, where)[where.offset : last].tolist()]
        for at in range(0, len(chosen), BATCH):
            yield from self._view.chosen(kind, chosen[at : at + BATCH])

    def count(self, kind: str, where: Filter = _ALL) -> int:
        """See `View.count`."""
        if kind not in ENTRIES or where.older:
            return self._view.count(kind, where)
        return len(self._places(kind, where))

    def _places(self, kind: str, where: Filter) -> Places:
        found: Places = LISTINGS[kind].find(self._view, self._shelf, where).nonzero()[0]
        return found
