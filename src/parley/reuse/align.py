"""Two texts word by word: the passages that the runs which they share make."""

from __future__ import annotations

from collections.abc import Sequence

from parley.reuse.related import Passage
from parley.reuse.shingles import RUN

Pair = tuple[int, int]  # where a shared run begins: the number of its first word in either text

_GAP = 12  # words that may be changed within one passage, on either side
_LEAST = 4  # runs of a passage: eight words


def passages(pairs: Sequence[Pair]) -> list[Passage]:
    """The stretches that shared runs make, in order of the left text, none overlapping another there.

    Args:
        pairs: Places of shared runs, by their first words.
    """
    chains: list[list[Pair]] = []
    open_: list[list[Pair]] = []
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
    return _apart([_passage(chain) for chain in chains if len(chain) >= _LEAST])


def _passage(chain: Sequence[Pair]) -> Passage:
    (a, b), (c, d) = chain[0], chain[-1]
    return Passage((a, c + RUN), (b, d + RUN), len(chain))


def _apart(found: list[Passage]) -> list[Passage]:
    out: list[Passage] = []
    for passage in sorted(found, key=lambda p: (-p.runs, p.left)):
        if all(passage.left[1] <= p.left[0] or passage.left[0] >= p.left[1] for p in out):
            out.append(passage)
    return sorted(out, key=lambda p: p.left)
