"""Which pages hold which fingerprints, as sorted arrays: no object a fingerprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.reuse.shingles import RUN, is_kept

Numbers = NDArray[Any]  # fingerprints are uint32, numbers of pages uint32

_FEW, _PART = 40, 0.004  # a fingerprint of more pages than this, or than this part of them, is furniture
_AT_ONCE = 1 << 17  # of them looked at, so that what is made on the way stays in the processor's memory
_BITS = 20  # of a fingerprint, by which those that are asked for are found


def most(pages: int) -> int:
    """Of how many pages a fingerprint may be, where there are so many in all.

    It grows by steps, so that a few pages more hardly ever change what counts as furniture.
    """
    out = _FEW
    while out * 5 // 4 <= _PART * pages:
        out = out * 5 // 4
    return out


class Holders:
    """The pages that hold each of some fingerprints, in order of their numbers."""

    def __init__(self, values: Numbers, pages: Numbers, most: int) -> None:
        """From each fingerprint of each page: two arrays of one length, in any order."""
        marks = values.astype(np.uint64)
        marks <<= np.uint64(32)
        marks |= pages.astype(np.uint64)
        marks.sort()
        self._pages = (marks & np.uint64(0xFFFFFFFF)).astype(np.uint32)
        marks >>= np.uint64(32)
        first = np.flatnonzero(np.diff(marks, prepend=np.uint64(1 << 33))).astype(np.int32)
        self.values: Numbers = marks[first].astype(np.uint32)
        self._first = first
        self.counts: Numbers = np.diff(first, append=np.int32(len(marks)))
        self.frequent: Numbers = self.values[self.counts > most]
        self._is_shared = (self.counts > 1) & (self.counts <= most)

    def of(self, value: int) -> Sequence[int]:
        """The pages that hold a fingerprint."""
        at = int(np.searchsorted(self.values, np.uint32(value)))
        if at == len(self.values) or self.values[at] != value:
            return ()
        found: list[int] = self._pages[self._first[at] : self._first[at] + self.counts[at]].tolist()
        return found

    def beside(self, values: Numbers) -> Numbers:
        """The pages that hold some fingerprints which several pages share, each as often as it holds one."""
        if not len(self.values):
            return self._pages
        at = np.searchsorted(self.values, values)
        at[at == len(self.values)] = 0
        at = at[(self.values[at] == values) & self._is_shared[at]]
        counts = self.counts[at]
        if not len(at):
            return self._pages[:0]
        ends = np.cumsum(counts)
        places = np.arange(ends[-1]) - np.repeat(ends - counts, counts) + np.repeat(self._first[at], counts)
        found: Numbers = self._pages[places]
        return found

    def like(self, values: Numbers, least: int) -> Numbers:
        """The pages that share at least so many of some fingerprints, in order."""
        times = np.bincount(self.beside(values))
        found: Numbers = np.flatnonzero(times >= least)
        return found


def among(values: Numbers, wanted: Numbers) -> Numbers:
    """Where in an array the values stand that are wanted: both uint32, the second sorted."""
    mask = np.uint32((1 << _BITS) - 1)
    table = np.zeros(1 << _BITS, bool)
    table[wanted & mask] = True
    parts = (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
    found = [np.flatnonzero(table[part & mask]) + n * _AT_ONCE for n, part in enumerate(parts)]
    near = np.concatenate([np.empty(0, np.intp), *found])  # one in a few hundred by chance
    return near[is_in(values[near], wanted)]


def is_in(values: Numbers, wanted: Numbers) -> Numbers:
    """For each value whether it is wanted; the second array is sorted."""
    if not len(wanted):
        return np.zeros(len(values), bool)
    at = np.searchsorted(wanted, values)
    at[at == len(wanted)] = 0
    found: Numbers = wanted[at] == values
    return found


def held_in(found: Numbers, passage: tuple[int, int], holders: Holders) -> Iterator[Sequence[int]]:
    """Of each fingerprint in a passage of a page with such hashes, the pages that hold it; none of furniture."""
    first, after = passage
    values = [value for value in found[first : after - RUN + 1].tolist() if is_kept(value)]
    furniture = is_in(np.array(values, np.uint32), holders.frequent)
    yield from (holders.of(value) for value, out in zip(values, furniture, strict=True) if not out)
