"""Pages grouped into stories: those that tell of one event within a few days.

1. A page is known by its most telling words (TF-IDF) among the first WORDS, its headline and lede: what follows is
   background that is printed for months.
2. Two pages are as alike as their words, less with each day between them, and less where no day is known.
3. Pages are merged into stories by the mean likeness of their members, the most alike first (average linkage), as
   long as it is above LIKE.

BCubed F1 on the pages kept for development: NeuS .914 (ledes; TF-IDF centroids, one page after the other, .85),
BASIL .98 (whole articles of three outlets).
"""

from __future__ import annotations

import datetime as dt
import heapq
import math
import re
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from parley.reuse.groups import grouped

WORDS = 150
LIKE = 0.085  # from 0.08 to 0.10 the F1 on NeuS stays within .005
_TERMS = 120  # of a page
_COMMON, _MANY = 0.2, 500  # words of more than this part of the pages, or of more pages, tell nothing
_BY_DAYS = (1.0, 0.85, 0.6, 0.4)  # how much likeness counts between pages so many days apart
_OPEN = 0.4  # how much where either may be of any day: NeuS without dates .92 right and .65 found, at 0.5 .85 and .73
_NARROW = 6  # days that a page may be of, to count as dated
_LEAST = 0.02  # likeness that counts in a mean; less is none
_WORD = re.compile(r"[^\W_]{2,}")

Bounds = tuple[dt.date | None, dt.date | None]  # the first and the last day that a page may be of


class Story(NamedTuple):
    """Pages by number, in order; `centre` is the one most like the others, the first of several."""

    pages: list[int]
    centre: int


class _Page(NamedTuple):
    number: int
    vector: tuple[array[int], array[float]]  # words by number, and their weights
    bounds: Bounds
    day: int | None  # that stands for it; None where it may be of any


_Held = dict[int, deque[tuple[int, int, float]]]  # word -> day, page and weight


def stories(given: Iterable[tuple[str, Bounds]], one: Iterable[tuple[int, int]] = ()) -> list[Story]:
    """The stories of some pages, in order of their first page; a page that is like no other has its own.

    Texts are read once and not kept. Memory: a kilobyte a page, and the pairs that are alike.

    Args:
        given: Of each page its text, and between which days it was written.
        one: Pairs of pages that are known to be of one story, the lower number first.
    """
    days = list[Bounds]()
    vectors = _vectors(_noting(given, days))
    pages = [_Page(n, vectors[n], bounds, _day(bounds)) for n, bounds in enumerate(days)]
    like = dict(_likeness(pages))
    like |= {pair: 1.0 for pair in one if _nearness(*(pages[number] for number in pair))}
    groups = sorted(sorted(group) for group in grouped(len(pages), like, LIKE))
    return [Story(group, _centre(group, like)) for group in groups]


def _noting(given: Iterable[tuple[str, Bounds]], days: list[Bounds]) -> Iterator[str]:
    """The texts; the days are added to a list."""
    for text, bounds in given:
        days.append(bounds)
        yield text


def _vectors(texts: Iterable[str]) -> list[tuple[array[int], array[float]]]:
    """The weights of the most telling words of each text, of length one together."""
    numbers: dict[str, int] = {}
    counts = list[Counter[int]]()
    for text in texts:
        found = islice(_WORD.finditer(text), WORDS)
        counts.append(Counter(numbers.setdefault(match[0].casefold(), len(numbers)) for match in found))
    names = list(numbers)
    holders = Counter(word for count in counts for word in count)
    most = max(min(_COMMON * len(counts), _MANY), 2)
    out = []
    for count in counts:
        weights = {
            word: (1 + math.log(times)) * math.log(1 + len(counts) / holders[word])
            for word, times in count.items()
            if holders[word] <= most
        }
        kept = heapq.nlargest(_TERMS, weights, key=lambda word: (weights[word], names[word]))
        length = math.sqrt(sum(weights[word] ** 2 for word in kept)) or 1.0
        out.append((array("I", kept), array("d", (weights[word] / length for word in kept))))
    return out


def _day(bounds: Bounds) -> int | None:
    first, last = bounds
    if first is None or last is None or (last - first).days > _NARROW:
        return None
    return (first.toordinal() + last.toordinal()) // 2


def _likeness(pages: Sequence[_Page]) -> Iterator[tuple[tuple[int, int], float]]:
    """The pairs of pages that are alike at all, the lower number first.

    Pages come in order of their days, so that those that are too old can be forgotten. Those that may be of any day
    are held against all.
    """
    undated = _Undated([page for page in pages if page.day is None])
    window: _Held = defaultdict(deque)
    for page in sorted(pages, key=lambda page: (page.day or 0, page.number)):
        found = undated.cosines(page)
        if page.day is not None:
            found += _within(page, page.day, window)
        for other, cosine in found:
            value = cosine * _nearness(page, pages[other]) if cosine >= _LEAST else 0.0
            if value >= _LEAST:
                yield (min(page.number, other), max(page.number, other)), value


def _within(page: _Page, day: int, window: _Held) -> list[tuple[int, float]]:
    """How alike pages of the days before are; the page is added to them."""
    found = defaultdict[int, float](float)
    for word, weight in zip(*page.vector, strict=True):
        held = window[word]
        while held and day - held[0][0] >= len(_BY_DAYS):
            held.popleft()
        for _, other, theirs in held:
            found[other] += weight * theirs
        held.append((day, page.number, weight))
    return list(found.items())


class _Undated:
    """Pages that may be of any day, by their words: how alike they are to another, in one sum over all."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self._numbers = [page.number for page in pages]
        held: dict[int, tuple[array[int], array[float]]] = {}
        for place, page in enumerate(pages):
            for word, weight in zip(*page.vector, strict=True):
                places, weights = held.setdefault(word, (array("q"), array("d")))
                places.append(place)
                weights.append(weight)
        self._held = {word: (np.frombuffer(a, "q"), np.frombuffer(b, "d")) for word, (a, b) in held.items()}

    def cosines(self, page: _Page) -> list[tuple[int, float]]:
        """Number and likeness of those that share words with a page; of two undated pages, of the earlier."""
        places, parts = [], []
        for word, weight in zip(*page.vector, strict=True):
            held = self._held.get(word)
            if held is not None:
                places.append(held[0])
                parts.append(held[1] * weight)
        if not places:
            return []
        sums = np.bincount(np.concatenate(places), np.concatenate(parts))
        found = [(self._numbers[place], float(sums[place])) for place in np.flatnonzero(sums >= _LEAST)]
        return found if page.day is not None else [pair for pair in found if pair[0] < page.number]


def _nearness(one: _Page, other: _Page) -> float:
    """How much of their likeness counts, by the days between two pages."""
    if one.day is not None and other.day is not None:
        apart, part = abs(one.day - other.day), 1.0
    else:
        (first, last), (begin, end) = one.bounds, other.bounds
        apart, part = max(_between(last, begin), _between(end, first), 0), _OPEN
    return part * _BY_DAYS[apart] if apart < len(_BY_DAYS) else 0.0


def _between(earlier: dt.date | None, later: dt.date | None) -> int:
    """The days from the one to the other; 0 where either is open."""
    return (later - earlier).days if earlier and later else 0


def _centre(group: Sequence[int], like: Mapping[tuple[int, int], float]) -> int:
    """The page most like the others."""
    means = {
        page: sum(like.get((min(page, other), max(page, other)), 0.0) for other in group) for page in group
    }
    return min(group, key=lambda page: (-means[page], page))
