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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from parley.reuse.groups import grouped
from parley.reuse.telling import Bounds, Pairs, Telling, told

LIKE = 0.085  # from 0.08 to 0.10 the F1 on NeuS stays within .005


class Story(NamedTuple):
    """Pages by number, in order; `centre` is the one most like the others, the first of several."""

    pages: list[int]
    centre: int


def stories(given: Iterable[tuple[str, Bounds]], one: Iterable[tuple[int, int]] = ()) -> list[Story]:
    """The stories of some pages, in order of their first page; a page that is like no other has its own.

    Texts are read once and not kept. Memory: a kilobyte a page, and the pairs that are alike.

    Args:
        given: Of each page its text, and between which days it was written.
        one: Pairs of pages that are known to be of one story, the lower number first.
    """
    pages, days = list[bytes](), list[Bounds]()
    for text, bounds in given:
        pages.append(told(text))
        days.append(bounds)
    telling = Telling(pages, days)
    return of_pairs(telling, telling.alike(), one)


def of_pairs(telling: Telling, pairs: Pairs, one: Iterable[tuple[int, int]] = ()) -> list[Story]:
    """The same, from the pages that are alike."""
    sure = {pair: 1.0 for pair in one if telling.nearness(*pair)}
    like = dict(_within(telling.count, pairs, sure))
    like |= sure
    groups = sorted(sorted(group) for group in grouped(telling.count, like, LIKE))
    return [Story(group, _centre(group, like)) for group in groups]


def _within(
    count: int, pairs: Pairs, sure: Iterable[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], float]]:
    """The pairs of pages that may come into one story: that others of enough likeness lead from one to the other."""
    leader = list(range(count))

    def find(page: int) -> int:
        while leader[page] != page:
            leader[page] = leader[leader[page]]
            page = leader[page]
        return page

    close = pairs.value >= LIKE
    for one, other in (*zip(pairs.left[close].tolist(), pairs.right[close].tolist(), strict=True), *sure):
        leader[find(one)] = find(other)
    group = np.array([find(page) for page in range(count)], np.int64)
    same = group[pairs.left] == group[pairs.right] if count else np.zeros(0, bool)
    found = (part[same].tolist() for part in pairs)
    for one, other, value in zip(*found, strict=True):
        yield (one, other), value


def _centre(group: Sequence[int], like: Mapping[tuple[int, int], float]) -> int:
    """The page most like the others."""
    means = {
        page: sum(like.get((min(page, other), max(page, other)), 0.0) for other in group) for page in group
    }
    return min(group, key=lambda page: (-means[page], page))
