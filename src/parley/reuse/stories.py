"""Pages grouped into stories: those that tell of one event within a few days.

Each page is a vector of its most telling words (TF-IDF, the heaviest TERMS); pages are merged into stories by the
mean similarity of their members, the most similar first (average linkage), as long as it is above LIKE. On
the NeuS pages kept for development BCubed F1 .92 (TF-IDF centroids, one page after the other: .85).
"""

from __future__ import annotations

import datetime as dt
import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from parley.reuse.groups import grouped

TERMS = 300
LIKE = 0.085  # from 0.08 to 0.10 the F1 on NeuS stays within .005
_COMMON = 0.2  # words of more than this part of the pages tell nothing
# How much a similarity counts between pages so many days apart.
_BY_DAYS = (1.0, 0.85, 0.6, 0.4)
_WORD = re.compile(r"[^\W_]{2,}")

Vector = Mapping[str, float]


def stories(texts: Sequence[str], days: Sequence[dt.date | None]) -> list[int]:
    """For each page the number of its story; stories are numbered in order of their first page."""
    vectors = _vectors(texts)
    like = _similarities(vectors, [None if day is None else day.toordinal() for day in days])
    return _numbered(grouped(len(texts), like, LIKE))


def _vectors(texts: Sequence[str]) -> list[Vector]:
    counts = [Counter(word.casefold() for word in _WORD.findall(text)) for text in texts]
    holders = Counter[str]()
    for count in counts:
        holders.update(count.keys())
    return [_vector(count, holders, len(texts)) for count in counts]


def _vector(count: Counter[str], holders: Counter[str], pages: int) -> Vector:
    most = max(_COMMON * pages, 2)
    weights = {
        word: (1 + math.log(times)) * math.log(1 + pages / holders[word])
        for word, times in count.items()
        if holders[word] <= most
    }
    kept = heapq.nlargest(TERMS, weights.items(), key=lambda item: (item[1], item[0]))
    length = math.sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return {word: weight / length for word, weight in kept}


def _similarities(vectors: Sequence[Vector], days: Sequence[int | None]) -> dict[tuple[int, int], float]:
    """The cosines of the pairs near enough in time, by (later, earlier) number."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    out = {}
    for page, vector in enumerate(vectors):
        found = defaultdict[int, float](float)
        for word, weight in vector.items():
            for other, theirs in holders[word]:
                found[other] += weight * theirs
            holders[word].append((page, weight))
        for other, cosine in found.items():
            if like := cosine * _nearness(days[page], days[other]):
                out[page, other] = like
    return out


def _nearness(one: int | None, other: int | None) -> float:
    if one is None or other is None:
        return 1.0
    apart = abs(one - other)
    return _BY_DAYS[apart] if apart < len(_BY_DAYS) else 0.0


def _numbered(groups: Sequence[Sequence[int]]) -> list[int]:
    out = [0] * sum(map(len, groups))
    for number, group in enumerate(sorted(groups, key=min)):
        for page in group:
            out[page] = number
    return out
