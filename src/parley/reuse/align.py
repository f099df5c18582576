"""Two texts word by word: which runs they share, and the passages that these make."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from parley.reuse.related import Passage
from parley.reuse.shingles import RUN

Words = Sequence[tuple[int, int]]

_GAP = 12  # words that may be changed within one passage, on either side
_LEAST = 4  # runs of a passage: eight words


def shared_runs(
    left: array[int], right: array[int], common: frozenset[int]
) -> tuple[float, float, list[tuple[int, int]]]:
    """The share of each text's runs that the other holds, and the pairs of places of shared runs.

    Args:
        left, right: The hashes of the two texts.
        common: Hashes that too many pages hold to say anything; they count for neither.
    """
    ours = {value for value in left if value not in common}
    theirs = {value for value in right if value not in common}
    both = ours & theirs
    if not both:
        return 0.0, 0.0, []
    places: dict[int, list[int]] = {}
    for at, value in enumerate(right):
        if value in both:
            places.setdefault(value, []).append(at)
    pairs = [(at, there) for at, value in enumerate(left) if value in both for there in places[value][:3]]
    return len(both) / len(ours), len(both) / len(theirs), pairs


def passages(left: Words, right: Words, pairs: Sequence[tuple[int, int]]) -> list[Passage]:
    """The stretches that shared runs make, in order of the left text, none overlapping another there.

    Args:
        left, right: The code points of each word of the two texts.
        pairs: Places of shared runs, by their first words.
    """
    chains: list[list[tuple[int, int]]] = []
    open_: list[list[tuple[int, int]]] = []
    for pair in sorted(pairs):
        open_ = [chain for chain in open_ if pair[0] - chain[-1][0] <= _GAP]
        best = None
        for chain in open_:
            ahead = pair[0] - chain[-1][0], pair[1] - chain[-1][1]
            if ahead[0] > 0 and 0 < ahead[1] <= _GAP and (best is None or len(chain) > len(best)):
                best = chain
        if best is None:
            best = []
            chains.append(best)
            open_.append(best)
        best.append(pair)
    return _apart([_passage(left, right, chain) for chain in chains if len(chain) >= _LEAST])


def _passage(left: Words, right: Words, chain: Sequence[tuple[int, int]]) -> Passage:
    (a, b), (c, d) = chain[0], chain[-1]
    last = RUN - 1
    return Passage((left[a][0], left[c + last][1]), (right[b][0], right[d + last][1]), len(chain))


def _apart(found: list[Passage]) -> list[Passage]:
    out: list[Passage] = []
    for passage in sorted(found, key=lambda p: (-p.runs, p.left)):
        if all(passage.left[1] <= p.left[0] or passage.left[0] >= p.left[1] for p in out):
            out.append(passage)
    return sorted(out, key=lambda p: p.left)
