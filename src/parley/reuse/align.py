"""Two texts word by word: the passages that the runs which they share make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.reuse.related import Passage
from parley.reuse.shingles import RUN

Pair = tuple[int, int]  # where a shared run begins: the number of its first word in either text

_GAP = 12  # words that may be changed within one passage, on either side
_LEAST = 4  # runs of a passage: eight words


@dataclass(slots=True)
class _Chain:
    """Shared runs that follow each other in both texts: the first, the last, and how many."""

    first: Pair
    last: Pair
    runs: int = 1


def passages(pairs: Sequence[Pair] | NDArray[np.uint32]) -> list[Passage]:
    """The stretches that shared runs make, in order of the left text, none overlapping another there.

    Args:
        pairs: Places of shared runs, by their first words; rows of two.
    """
    rows = np.array(pairs, np.int64).reshape(-1, 2)
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    found: list[Pair] = list(zip(*rows.T.tolist(), strict=True))
    ends = _ends(rows)
    chains: list[_Chain] = []
    open_: list[_Chain] = []
    place = 0
    while place < len(found):
        pair = found[place]
        open_ = [chain for chain in open_ if pair[0] - chain.last[0] <= _GAP]
        best = None
        for chain in open_:
            ahead = pair[0] - chain.last[0], pair[1] - chain.last[1]
            if ahead[0] > 0 and 0 < ahead[1] <= _GAP and (best is None or chain.runs > best.runs):
                best = chain
        if best is None:
            best = _Chain(pair, pair)
            chains.append(best)
            open_.append(best)
        else:
            best.last = pair
            best.runs += 1
        if len(open_) == 1:  # no other can take what follows word by word
            best.last, best.runs = found[ends[place]], best.runs + ends[place] - place
            place = ends[place]
        place += 1
    return _apart([_passage(chain) for chain in chains if chain.runs >= _LEAST])


def _ends(rows: NDArray[np.int64]) -> list[int]:
    """For each pair the place of the last that follows it word by word, in both texts."""
    follows = (np.diff(rows, axis=0) == 1).all(axis=1)
    last = np.append(np.flatnonzero(~follows), len(rows) - 1)
    ends: list[int] = np.repeat(last, np.diff(last, prepend=-1)).tolist()
    return ends


def _passage(chain: _Chain) -> Passage:
    (a, b), (c, d) = chain.first, chain.last
    return Passage((a, c + RUN), (b, d + RUN), chain.runs)


def _apart(found: list[Passage]) -> list[Passage]:
    """The passages without those that lie in longer ones; of two that touch, the shorter gives way."""
    out: list[Passage] = []
    for passage in sorted(found, key=lambda p: (-p.runs, p.left, p.right)):
        if own := _trimmed(passage, out):
            out.append(own)
    return sorted(out, key=lambda p: p.left)


def _trimmed(passage: Passage, longer: Sequence[Passage]) -> Passage | None:
    """A passage without the words, fewer than a run, that begin or end it in longer ones; None if it has more there.

    The first and the last words of a passage are the same in both texts, word by word. What two longer ones leave
    between them must still hold a run in either text, where it may be shorter than in the other.
    """
    (a, b), (c, d) = passage.left, passage.right
    for other in longer:
        first, after = other.left
        if after <= a or b <= first:
            continue
        head, tail = after - a, b - first
        if min(head, tail) >= RUN:
            return None
        if head <= tail:
            a, c = a + head, c + head
        else:
            b, d = b - tail, d - tail
    if min(b - a, d - c) < RUN:
        return None
    return Passage((a, b), (c, d), passage.runs)
