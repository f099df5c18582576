"""The index of fingerprints: which pages share some, and then how much they share."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator

from parley.reuse.align import passages, shared_runs
from parley.reuse.related import Related
from parley.reuse.shingles import hashes, kept, words

_SHARED = 2  # fingerprints that two pages must share to be compared
_RUNS = 8  # runs of words that they must then share to be related: twelve words
_AROUND = 3  # runs beside such a one that are furniture with it, though not kept
_FEW, _PART = 40, 0.004  # a fingerprint of more pages than this, or than this part of them, is furniture


class Index:
    """Pages by number, with their fingerprints.

    Pages may be added at any time; `related` gives the pairs among those that are new since it was last asked,
    and with the older ones. Memory: the texts, four bytes a word, and the fingerprints.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._hashes: list[array[int]] = []
        self._holders: dict[int, array[int]] = {}  # fingerprint -> pages, ascending
        self._asked = 0
        self._most = 0
        self._common: dict[int, frozenset[int]] = {}  # of each page compared, what it shares with too many

    def add(self, text: str) -> int:
        """Add a page; its number."""
        number = len(self._texts)
        found = hashes(text)
        self._texts.append(text)
        self._hashes.append(found)
        for value in kept(found):
            self._holders.setdefault(value, array("I")).append(number)
        return number

    def related(self) -> Iterator[Related]:
        """The related pairs in which a page is new, by the right page's number, then the left one's."""
        most = max(_FEW, round(_PART * len(self._texts)))
        first, self._asked = self._asked, len(self._texts)
        for number in range(first, len(self._texts)):
            shared = Counter[int]()
            for value in kept(self._hashes[number]):
                holders = self._holders[value]
                if len(holders) <= most:
                    shared.update(holder for holder in holders if holder < number)
            for other in sorted(n for n, count in shared.items() if count >= _SHARED):
                if found := self._compare(other, number, most):
                    yield found

    def _compare(self, left: int, right: int, most: int) -> Related | None:
        ours, theirs = self._hashes[left], self._hashes[right]
        common = self._furniture(left, most) | self._furniture(right, most)
        contained, containing, pairs = shared_runs(ours, theirs, common)
        if len(pairs) < _RUNS:
            return None
        found = passages(words(self._texts[left]), words(self._texts[right]), pairs)
        if not found:
            return None
        return Related(left, right, round(contained, 4), round(containing, 4), tuple(found))

    def _furniture(self, number: int, most: int) -> frozenset[int]:
        """The runs of a page about fingerprints that too many pages hold."""
        if most != self._most:
            self._most, self._common = most, {}
        if number not in self._common:
            found, out = self._hashes[number], set[int]()
            for at, value in enumerate(found):
                if len(self._holders.get(value, ())) > most:
                    out.update(found[max(0, at - _AROUND) : at + _AROUND + 1])
            self._common[number] = frozenset(out)
        return self._common[number]
