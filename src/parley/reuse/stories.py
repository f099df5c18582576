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

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from parley.reuse.groups import grouped
from parley.reuse.telling import Array, Bounds, Pairs, Telling, told

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
    sure = _sure(telling, one)
    like = dict(_within(telling.count, pairs, sure))
    like |= sure
    groups = sorted(sorted(group) for group in grouped(range(telling.count), like, LIKE))
    return [Story(group, _centre(group, like)) for group in groups]


def again(
    telling: Telling,
    pairs: Pairs,
    one: Iterable[tuple[int, int]],
    changed: Iterable[int],
    before: Sequence[Sequence[int]],
) -> list[Story]:
    """The same, of those pages whose stories may be others since some pages came, changed or went.

    Stories none of whose pages changed stay as they are, as long as no page that did comes into one: pages are
    merged by the likeness of each two, whatever others there are, so what stays apart does not count. So the
    pages that changed are grouped together with the stories that hold pages like them; those that they come into are
    looked at too, with those that hold pages like theirs, until none is left.

    Args:
        telling: All pages.
        pairs: Those that are alike.
        one: As of `stories`.
        changed: The pages that are new or were changed, and those that were of one story with such a page, or with
            one that went.
        before: The other stories of several pages.
    """
    sure = _sure(telling, one)
    whole = {page: story for story in before for page in story}
    looked, close = set(changed), pairs.value >= LIKE
    while True:
        around = {
            page
            for other in _beside(telling.count, pairs, close, sure, looked)
            for page in whole.get(other, [other])
        }
        like = _between(telling.count, pairs, sure, looked | around)
        groups = [sorted(group) for group in grouped(sorted(looked | around), like, LIKE)]
        mixed = {page for group in groups if not looked.isdisjoint(group) for page in group} - looked
        if not mixed:
            return [Story(group, _centre(group, like)) for group in sorted(groups) if group[0] in looked]
        looked |= {page for other in mixed for page in whole.get(other, [other])}


def _sure(telling: Telling, one: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
    return {pair: 1.0 for pair in one if telling.nearness(*pair)}


def _beside(
    count: int, pairs: Pairs, close: Array, sure: Iterable[tuple[int, int]], pages: Collection[int]
) -> set[int]:
    """The pages that are so much like some others that they may come into one story."""
    own = _marked(count, pages)
    near = close & (own[pairs.left] ^ own[pairs.right])
    found = set(np.where(own[pairs.left[near]], pairs.right[near], pairs.left[near]).tolist())
    return found | {page for pair in sure if own[pair[0]] ^ own[pair[1]] for page in pair if not own[page]}


def _between(
    count: int, pairs: Pairs, sure: Mapping[tuple[int, int], float], pages: Collection[int]
) -> dict[tuple[int, int], float]:
    """How alike some pages are to each other."""
    own = _marked(count, pages)
    both = own[pairs.left] & own[pairs.right]
    left, right, value = (part[both].tolist() for part in pairs)
    like = dict(zip(zip(left, right, strict=True), value, strict=True))
    return like | {pair: value for pair, value in sure.items() if own[pair[0]] and own[pair[1]]}


def _marked(count: int, pages: Collection[int]) -> Array:
    out = np.zeros(count, bool)
    out[list(pages)] = True
    return out


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
