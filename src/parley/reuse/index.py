"""The index of fingerprints: which pages share some, and then how much they share."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np

from parley.reuse.compare import Comparer
from parley.reuse.holders import Holders, Numbers, held_in, most
from parley.reuse.related import Related
from parley.reuse.shingles import hashes, prints

SHARED = 2  # fingerprints that two pages must share to be compared


class Index:
    """Pages by number, with their fingerprints; not their texts.

    Pages may be added at any time; `related` gives the pairs among those that are new since it was last asked,
    and with the older ones. Memory: four bytes a word, sixteen a fingerprint.
    """

    def __init__(self) -> None:
        self._hashes: list[array[int] | bytes] = []
        self._holders = Holders(np.empty(0, np.uint32), np.empty(0, np.uint32), most(0))
        self._asked = 0

    def add(self, text: str) -> int:
        """Add a page; its number."""
        return self.add_hashes(hashes(text))

    def add_hashes(self, found: array[int] | bytes) -> int:
        """Add a page by the `hashes` of its text, or their bytes, which are not copied; its number."""
        self._hashes.append(found)
        return len(self._hashes) - 1

    def related(self) -> Iterator[Related]:
        """The related pairs in which a page is new, by the right page's number, then the left one's."""
        kept = [prints(found) for found in self._hashes]
        pages = np.repeat(np.arange(len(kept), dtype=np.uint32), [len(found) for found in kept])
        values = np.concatenate(kept) if kept else np.empty(0, np.uint32)
        self._holders = Holders(values, pages, most(len(kept)))
        comparer = Comparer(self._all, self._holders.frequent)
        first, self._asked = self._asked, len(self._hashes)
        for number in range(first, len(kept)):
            for other in self._holders.like(kept[number], SHARED):
                if other >= number:
                    break
                pair = comparer.related(int(other), number)
                if pair:
                    yield pair

    def holders(self, number: int, passage: tuple[int, int]) -> Iterator[Sequence[int]]:
        """Of each fingerprint in a passage of a page (its words, by number), the pages that hold it.

        Those of furniture are left out. Asked after `related`.
        """
        return held_in(self._all(number), passage, self._holders)

    def _all(self, number: int) -> Numbers:
        return np.frombuffer(self._hashes[number], np.uint32)
