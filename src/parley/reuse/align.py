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
