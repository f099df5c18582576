"""The index of fingerprints: which pages share some, and then how much they share."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from parley.reuse.align import Pair, passages
from parley.reuse.related import Related
from parley.reuse.shingles import RUN, hashes, is_kept, kept

_SHARED = 2  # fingerprints that two pages must share to be compared
_RUNS = 8  # runs of words that they must then share to be related: twelve words
_AROUND = 3  # runs beside such a one that are furniture with it, though not kept
_FEW, _PART = 40, 0.004  # a fingerprint of more pages than this, or than this part of them, is furniture
_PLACES = 3  # of a run that a page repeats
_SHELVES = 16  # parts of the index that are sorted one after the other, to save memory
_PAGE = (1 << 32) - 1


class Index:
    """Pages by number, with their fingerprints; not their texts.

    Pages may be added at any time; `related` gives the pairs among those that are new since it was last asked,
    and with the older ones. Memory: four bytes a word, eight a fingerprint, and what several pages share.
    """

    def __init__(self) -> None:
        self._hashes: list[array[int]] = []
        self._shelves = [array("Q") for _ in range(_SHELVES)]  # fingerprint, then page, as one number
        self._holders: dict[int, array[int]] = {}  # of fingerprints of several pages, these, ascending
        self._frequent = frozenset[int]()  # fingerprints that are furniture
        self._own: dict[int, tuple[frozenset[int], int]] = {}  # of each page compared: see `_furniture`
        self._asked = 0

    def add(self, text: str) -> int:
        """Add a page; its number."""
        return self.add_hashes(hashes(text))

    def add_hashes(self, found: array[int]) -> int:
        """Add a page by the `hashes` of its text; its number."""
        number = len(self._hashes)
        self._hashes.append(found)
        for value in kept(found):
            self._shelves[value % _SHELVES].append(value << 32 | number)
        return number

    def related(self) -> Iterator[Related]:
        """The related pairs in which a page is new, by the right page's number, then the left one's."""
        self._find_shared()
        first, self._asked = self._asked, len(self._hashes)
        for number in range(first, len(self._hashes)):
            shared = Counter[int]()
            for value in kept(self._hashes[number]):
                shared.update(self._holders.get(value, ()))
            others = sorted(n for n, count in shared.items() if count >= _SHARED and n < number)
            yield from self._compared(others, number)

    def holders(self, number: int, passage: tuple[int, int]) -> Iterator[Sequence[int]]:
        """Of each fingerprint in a passage of a page (its words, by number), the pages that hold it.

        Those of furniture are left out. Asked after `related`.
        """
        first, after = passage
        for value in self._hashes[number][first : after - RUN + 1]:
            if is_kept(value) and value not in self._frequent:
                yield self._holders.get(value, (number,))

    def _find_shared(self) -> None:
        """Find anew which fingerprints several pages hold, and which so many that they tell nothing."""
        most = max(_FEW, round(_PART * len(self._hashes)))
        frequent = set[int]()
        self._holders.clear()
        for i, shelf in enumerate(self._shelves):
            self._shelves[i] = array("Q", sorted(shelf))
            last, held = -1, array("I")
            for mark in chain(self._shelves[i], (-1,)):  # the last ends the last fingerprint
                value = mark >> 32
                if value != last:
                    if 1 < len(held) <= most:
                        self._holders[last] = held
                    elif len(held) > most:
                        frequent.add(last)
                    last, held = value, array("I")
                held.append(mark & _PAGE)
        self._frequent = frozenset(frequent)
        self._own.clear()

    def _compared(self, others: Sequence[int], right: int) -> Iterator[Related]:
        """Those of some pages that are related to a later one."""
        if not others:
            return
        common, size = self._furniture(right)
        places: dict[int, list[int]] = {}
        for at, value in enumerate(self._hashes[right]):
            places.setdefault(value, []).append(at)
        told = places.keys() - common
        for left in others:
            ours = self._hashes[left]
            theirs, own = self._furniture(left)
            shared = told.intersection(ours) - theirs
            pairs: list[Pair] = [
                (at, there)
                for at, value in enumerate(ours)
                if value in shared
                for there in places[value][:_PLACES]
            ]
            if len(pairs) >= _RUNS and (found := passages(pairs)):
                part, of = len(shared) / own, len(shared) / size
                yield Related(left, right, round(part, 4), round(of, 4), tuple(found))

    def _furniture(self, number: int) -> tuple[frozenset[int], int]:
        """The runs of a page about fingerprints that too many pages hold, and how many others it has."""
        if number not in self._own:
            found, out = self._hashes[number], set[int]()
            if not self._frequent.isdisjoint(found):
                for at, value in enumerate(found):
                    if value in self._frequent:
                        out.update(found[max(0, at - _AROUND) : at + _AROUND + 1])
            self._own[number] = frozenset(out), len(set(found) - out)
        return self._own[number]
