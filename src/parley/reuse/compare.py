"""Two pages, run of words by run of words: how much of each the other holds, and where."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from parley.reuse.align import passages
from parley.reuse.arrays import distinct, once
from parley.reuse.holders import Numbers, is_in
from parley.reuse.related import Related

_RUNS = 8  # runs of words that two pages must share to be related: twelve words
_AROUND = 3  # runs beside such a one that are furniture with it, though not kept
_PLACES = 3  # of a run that a page repeats
_HELD = 4096  # pages whose runs are at hand, twelve kilobytes each
_BITS = 20  # of a run's hash, by which the sieve knows it


class _Runs:
    """The runs of a page: all in order of their hashes, where each begins, and which count, each once."""

    def __init__(self, hashes: Numbers, frequent: Numbers) -> None:
        order = np.argsort(hashes, kind="stable")
        self._sorted: Numbers = hashes[order]
        self._places: Numbers = order.astype(np.uint32)
        own = once(self._sorted)
        self.own: Numbers = own[~is_in(own, _furniture(hashes, frequent))]

    def having(self, runs: Numbers) -> tuple[Numbers, Numbers]:
        """Of each of some runs that the page has: which in order is the first, and how many there are."""
        first = np.searchsorted(self._sorted, runs)
        return first, np.searchsorted(self._sorted, runs, "right") - first

    def places(self, which: Numbers) -> Numbers:
        """Where runs begin, by their number in order."""
        return self._places[which]


class _Sieve:
    """Tells of pages that they share too little with one, without sorting them.

    The more pages there are the more share two fingerprints and little else, and the fewer of these are at hand: to
    sort the runs of each takes seventy microseconds, to sieve them ten. Of 23,000 pages it keeps 58,000 pairs, four
    of five that are not related, from being compared for nothing (``scripts/bench_pairs.py``).
    """

    def __init__(self) -> None:
        self._times = np.zeros(1 << _BITS, np.uint8)  # of the runs with these bits, up to _PLACES
        self._set: Numbers = np.empty(0, np.uint32)
        self._number: int | None = None

    def put(self, number: int, hashes: Numbers) -> None:
        """The page that others are held against; where it is that already, nothing is done."""
        if number == self._number:
            return
        in_order = np.sort(hashes)
        self._times[self._set] = 0
        self._number, self._set = number, _bits(hashes)
        self._times[self._set] = 1
        self._times[_bits(in_order[1:][in_order[1:] == in_order[:-1]])] = _PLACES

    def most(self, hashes: Numbers) -> int:
        """How many places of shared runs there are at most between that page and one with such hashes."""
        return int(self._times[_bits(hashes)].sum())


def _bits(hashes: Numbers) -> Numbers:
    found: Numbers = hashes & np.uint32((1 << _BITS) - 1)
    return found


class Comparer:
    """Compares pages by their numbers."""

    def __init__(self, hashes: Callable[[int], Numbers], frequent: Numbers) -> None:
        """From the hashes of each page and, sorted, the fingerprints that are furniture."""
        self._hashes, self._sieve = hashes, _Sieve()
        self._runs = lru_cache(_HELD)(lambda number: _Runs(hashes(number), frequent))

    def related(self, left: int, right: int) -> Related | None:
        """What two pages share; None where it is too little. Quickest while the right one stays the same."""
        self._sieve.put(right, self._hashes(right))
        if self._sieve.most(self._hashes(left)) < _RUNS:
            return None
        ours, theirs = self._runs(left), self._runs(right)
        shared = ours.own[is_in(ours.own, theirs.own)]
        if not len(shared):
            return None
        pairs = _pairs(ours, theirs, shared)
        found = passages(pairs) if len(pairs) >= _RUNS else []
        if not found:
            return None
        part, of = len(shared) / len(ours.own), len(shared) / len(theirs.own)
        return Related(left, right, round(part, 4), round(of, 4), tuple(found))


def _pairs(ours: _Runs, theirs: _Runs, shared: Numbers) -> Numbers:
    """The places in either page where runs that both hold begin, as rows of two."""
    (our_first, our_times), (their_first, their_times) = ours.having(shared), theirs.having(shared)
    their_times = np.minimum(their_times, _PLACES)
    times = our_times * their_times
    run = np.repeat(np.arange(len(shared)), times)
    within = np.arange(len(run)) - np.repeat(np.cumsum(times) - times, times)
    a = ours.places(our_first[run] + within // their_times[run])
    b = theirs.places(their_first[run] + within % their_times[run])
    return np.stack([a, b], axis=1)


def _furniture(found: Numbers, frequent: Numbers) -> Numbers:
    """The runs of a page about fingerprints that too many pages hold, sorted."""
    near = np.flatnonzero(is_in(found, frequent))
    if not len(near):
        return near.astype(np.uint32)
    places = (near[:, None] + np.arange(-_AROUND, _AROUND + 1)).ravel()
    return distinct(found[distinct(places[(places >= 0) & (places < len(found))])])
