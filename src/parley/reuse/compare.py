"""Two pages, run of words by run of words: how much of each the other holds, and where."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from parley.reuse.align import passages
from parley.reuse.holders import Numbers, is_in
from parley.reuse.related import Related

_RUNS = 8  # runs of words that two pages must share to be related: twelve words
_AROUND = 3  # runs beside such a one that are furniture with it, though not kept
_PLACES = 3  # of a run that a page repeats
_HELD = 8192  # pages whose runs are at hand, three kilobytes each


class Comparer:
    """Compares pages by their numbers."""

    def __init__(self, hashes: Callable[[int], Numbers], frequent: Numbers) -> None:
        """From the hashes of each page and, sorted, the fingerprints that are furniture."""

        def own(number: int) -> Numbers:
            found = hashes(number)
            runs = np.unique(found)
            return runs[~is_in(runs, _furniture(found, frequent))]

        self._hashes = hashes
        self._own = lru_cache(_HELD)(own)  # the runs of a page that are no furniture, sorted
        self._places = lru_cache(1)(lambda number: np.argsort(hashes(number), kind="stable"))

    def related(self, left: int, right: int) -> Related | None:
        """What two pages share; None where it is too little."""
        ours, theirs = self._own(left), self._own(right)
        shared = ours[is_in(ours, theirs)]
        if not len(shared):
            return None
        pairs = self._pairs(left, right, shared)
        found = passages(pairs) if len(pairs) >= _RUNS else []
        if not found:
            return None
        part, of = len(shared) / len(ours), len(shared) / len(theirs)
        return Related(left, right, round(part, 4), round(of, 4), tuple(found))

    def _pairs(self, left: int, right: int, shared: Numbers) -> list[tuple[int, int]]:
        """The places in either page where runs that both hold begin."""
        ours, places = self._hashes(left), self._places(right)
        theirs = self._hashes(right)[places]
        at = np.flatnonzero(is_in(ours, shared))
        first = np.searchsorted(theirs, ours[at])
        after = np.searchsorted(theirs, ours[at], "right")
        times = np.minimum(after - first, _PLACES)
        return [
            (a, there)
            for a, b, n in zip(at.tolist(), first.tolist(), times.tolist(), strict=True)
            for there in places[b : b + n].tolist()
        ]


def _furniture(found: Numbers, frequent: Numbers) -> Numbers:
    """The runs of a page about fingerprints that too many pages hold, sorted."""
    near = np.flatnonzero(is_in(found, frequent))
    if not len(near):
        return near.astype(np.uint32)
    places = (near[:, None] + np.arange(-_AROUND, _AROUND + 1)).ravel()
    return np.unique(found[np.unique(places[(places >= 0) & (places < len(found))])])
