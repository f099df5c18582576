"""How alike pages are by the words that tell their stories, as sums over sorted arrays.

What a word counts for hangs on how many pages hold it, by steps: so a page more changes the weights of few others, and
only those, and what is new, are held against the rest again.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.reuse.arrays import distinct

WORDS = 150
_TERMS = 120  # of a page
_COMMON, _MANY = 0.2, 500  # words of more than this part of the pages, or of more pages, tell nothing
_FEW, _EXACT = (
    10,
    3,
)  # bits of a number of pages up to which it counts as it is, and those that count of a greater one
_STEP = 3  # powers of two between two steps of how many pages hold a word
_BY_DAYS = np.array([1.0, 0.85, 0.6, 0.4])  # how much likeness counts between pages so many days apart
_OPEN = 0.4  # how much where either may be of any day: NeuS without dates .92 right and .65 found, at 0.5 .85 and .73
_NARROW = 6  # days that a page may be of, to count as dated
_LEAST = 0.02  # likeness that counts in a mean; less is none
_WORD = re.compile(r"[^\W_]{2,}")
_FAR = 1 << 40  # days
_NEAR = 8  # places in which a hash is looked for one by one

Bounds = tuple[dt.date | None, dt.date | None]  # the first and the last day that a page may be of
Array = NDArray[Any]


class Pairs(NamedTuple):
    """Pages that are alike, the lower number first, and how much."""

    left: Array
    right: Array
    value: Array


def joined(some: Pairs, others: Pairs) -> Pairs:
    """Two sets of pairs as one."""
    return Pairs(*(np.concatenate(parts) for parts in zip(some, others, strict=True)))


def told(text: str) -> bytes:
    """The words that tell a text's story, by their hashes in order, and how often each stands there."""
    found = islice(_WORD.finditer(text), WORDS)
    counts = Counter(zlib.crc32(match[0].casefold().encode("utf-8", "surrogatepass")) for match in found)
    words = sorted(counts)
    return np.array(words, np.uint32).tobytes() + bytes(counts[word] for word in words)


class Telling:
    """Pages by number, with what `told` gives of each and the days that it may be of."""

    def __init__(self, pages: Sequence[bytes], bounds: Sequence[Bounds]) -> None:
        sizes = np.array([len(page) // 5 for page in pages], np.int64)
        words = b"".join(page[: 4 * (len(page) // 5)] for page in pages)
        times = b"".join(page[4 * (len(page) // 5) :] for page in pages)
        self.count = len(pages)
        self.size = _size(self.count)
        self._owners = np.repeat(np.arange(self.count, dtype=np.int32), sizes)
        self.words, self._at, held = numbered_hashes(np.frombuffer(words, np.uint32))
        self.levels = _levels(held, self.count)
        self._told = self._owners, self._at  # of all words, those that are not kept too
        self._weigh(np.frombuffer(times, np.uint8))
        self._date(bounds)

    def _weigh(self, times: Array) -> None:
        """Keep the most telling words of each page, with weights whose squares are one together."""
        part = np.log1p(self.size / np.exp2(self.levels.astype(float)))
        tells = self.levels >= 0
        weights = (1 + np.log(times)) * part[self._at]
        kept = tells[self._at]
        many = np.flatnonzero(np.bincount(self._owners[kept], minlength=self.count) > _TERMS)
        first = np.searchsorted(self._owners, many)
        after = np.searchsorted(self._owners, many, "right")
        for a, b in zip(first.tolist(), after.tolist(), strict=True):
            own = np.flatnonzero(kept[a:b]) + a
            most = np.lexsort((self._at[own], weights[own]))[-_TERMS:]
            kept[a:b] = False
            kept[own[most]] = True
        self._owners, self._at, weights = self._owners[kept], self._at[kept], weights[kept]
        length = np.sqrt(np.bincount(self._owners, weights**2, minlength=self.count))
        self._weights = weights / length[self._owners]
        self._begin = np.searchsorted(self._owners, np.arange(self.count + 1))

    def _date(self, bounds: Sequence[Bounds]) -> None:
        known = [(a.toordinal() if a else None, b.toordinal() if b else None) for a, b in bounds]
        self._first = np.array([-_FAR if a is None else a for a, _ in known], np.int64)
        self._last = np.array([_FAR if b is None else b for _, b in known], np.int64)
        self._is_dated = self._last - self._first <= _NARROW
        day = (self._first + self._last) // 2
        self._day = np.where(self._is_dated, day, 0)

    def _post(self, some: Array | None) -> None:
        """Lay out who holds each word, or each word of some pages: by word, then by the day of the page.

        Pages of no day come first, as of day 0.
        """
        owners, at, weights = self._owners, self._at, self._weights
        if some is not None:
            asked = np.zeros(self.count, bool)
            asked[some] = True
            wanted = np.zeros(len(self.words), bool)
            wanted[at[asked[owners]]] = True
            held = wanted[at]
            owners, at, weights = owners[held], at[held], weights[held]
        keys = (at.astype(np.int64) << 22) | self._day[owners]
        order = np.argsort(keys, kind="stable")
        self._pages, self._parts, self._keys = owners[order], weights[order], keys[order]

    @property
    def days(self) -> Array:
        """The first and the last day that each page may be of, by their ordinals."""
        found: Array = np.stack((self._first, self._last))
        return found

    def changed(self, words: Array, levels: Array) -> Array:
        """The pages that hold a word which is not among some, or of another level than theirs; in order."""
        at = np.searchsorted(words, self.words)
        at[at == len(words)] = 0
        same = (
            (words[at] == self.words) & (levels[at] == self.levels) if len(words) else np.zeros(len(at), bool)
        )
        owners, words_of = self._told
        return distinct(owners[~same[words_of]])

    def alike(self, some: Array | None = None) -> Pairs:
        """The pages that are alike at all; with `some` pages those pairs in which one of these is."""
        everyone = some is None
        self._post(some)
        asked = np.arange(self.count) if some is None else some
        found = [
            (np.full(len(other), number), other, value)
            for number in asked.tolist()
            for other, value in self._like(number, everyone)
        ]
        if not found:
            return Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
        left, right, value = (np.concatenate(part) for part in zip(*found, strict=True))
        low, high = np.minimum(left, right), np.maximum(left, right)
        if not everyone:  # two that are asked for find each other
            _, once = np.unique(low * self.count + high, return_index=True)
            low, high, value = low[once], high[once], value[once]
        return Pairs(low, high, value)

    def _like(self, number: int, everyone: bool) -> Iterator[tuple[Array, Array]]:
        """Pages that are like one, and how much; where everyone asks, each pair once."""
        words = self._at[self._begin[number] : self._begin[number + 1]].astype(np.int64) << 22
        day = int(self._day[number])
        if not self._is_dated[number]:
            other, cosine = self._cosines(number, words, words + (1 << 22))
            if everyone:
                once = self._is_dated[other] | (other < number)
                other, cosine = other[once], cosine[once]
        else:
            ahead = 0 if everyone else len(_BY_DAYS) - 1
            other, cosine = self._cosines(number, words + day - len(_BY_DAYS) + 1, words + day + ahead + 1)
            if everyone:
                once = (self._day[other] < day) | (other < number)
                other, cosine = other[once], cosine[once]
            else:
                undated, more = self._cosines(number, words, words + 1)
                other, cosine = np.concatenate((other, undated)), np.concatenate((cosine, more))
        other, cosine = other[other != number], cosine[other != number]
        value = cosine * self._nearness(number, other)
        yield other[value >= _LEAST], value[value >= _LEAST]

    def _cosines(self, number: int, low: Array, high: Array) -> tuple[Array, Array]:
        """The pages among some postings of a page's words that share enough of them, and how much."""
        first, after = np.searchsorted(self._keys, low), np.searchsorted(self._keys, high)
        counts = after - first
        total = int(counts.sum())
        if not total:
            return self._pages[:0], self._parts[:0]
        ends = np.cumsum(counts)
        at = np.arange(total) + np.repeat(first - ends + counts, counts)
        mine = self._weights[self._begin[number] : self._begin[number + 1]]
        # Summed in the order of the words, so that a pair is as alike from either side.
        sums = np.bincount(self._pages[at], self._parts[at] * np.repeat(mine, counts))
        near = np.flatnonzero(sums >= _LEAST)
        return near, sums[near]

    def _nearness(self, number: int, others: Array) -> Array:
        """How much of their likeness counts, by the days between a page and others."""
        days = np.abs(self._day[others] - self._day[number])
        open_ = ~(self._is_dated[others] & self._is_dated[number])
        between = np.maximum(
            self._first[others] - self._last[number], self._first[number] - self._last[others]
        )
        apart = np.where(open_, np.maximum(between, 0), days)
        near = _BY_DAYS[np.minimum(apart, len(_BY_DAYS) - 1)] * np.where(open_, _OPEN, 1.0)
        found: Array = np.where(apart < len(_BY_DAYS), near, 0.0)
        return found

    def nearness(self, one: int, other: int) -> float:
        """The same of two pages."""
        return float(self._nearness(one, np.array([other]))[0])


def numbered_hashes(values: Array) -> tuple[Array, Array, Array]:
    """The different values in order, for each value its number among them, and how often each stands there.

    Values are hashes and so lie evenly: each is looked for among the first few of those that begin with its bits,
    which takes a third of the time of sorting where they stand.
    """
    found = distinct(values)
    bits = len(found).bit_length()
    first = np.searchsorted(found, np.arange(1 << bits, dtype=np.int64) << (32 - bits)).astype(np.int32)
    number = first[values >> np.uint32(32 - bits)] if bits else np.empty(0, np.int32)
    behind = np.flatnonzero(found[number] < values)
    for _ in range(_NEAR):
        number[behind] += 1
        behind = behind[found[number[behind]] < values[behind]]
    number[behind] = np.searchsorted(found, values[behind])
    return found, number, np.bincount(number, minlength=len(found))


def _size(count: int) -> int:
    """A number of pages, of many by steps of a quarter or less: so a few more change no weight of all."""
    step = max(0, count.bit_length() - _EXACT) if count >= 1 << _FEW else 0
    return max(1, count >> step << step)


def _levels(held: Array, count: int) -> Array:
    """How many pages hold each word, as a power of two, by steps; -1 of those that tell nothing."""
    most = max(min(_COMMON * _size(count), _MANY), 2)
    levels = np.maximum(np.floor(np.log2(held) / _STEP) * _STEP, held > 1)  # what two hold is not one's own
    found: Array = np.where(held > most, -1, levels).astype(np.int8)
    return found
