"""What two pages have in common."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parley.reuse.shingles import RUN

Words = Sequence[tuple[int, int]]  # the code points of each word of a text


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that two pages share: its words in each, by number, and how many runs of words it holds."""

    left: tuple[int, int]
    right: tuple[int, int]
    runs: int


@dataclass(frozen=True, slots=True)
class Related:
    """Two pages that share prose.

    `containment_left`: the share of the left page's runs of words that the right one holds too, 0 to 1.
    """

    left: int
    right: int
    containment_left: float
    containment_right: float
    passages: tuple[Passage, ...]

    def places(
        self, left: Words, right: Words, ends: tuple[Sequence[int], Sequence[int]] = ((), ())
    ) -> list[tuple[int, int, int, int]]:
        """The passages in code points, ``(start, end, start, end)``.

        Args:
            left, right: `words` of the two texts.
            ends: In either text, ascending, where something ends that no passage goes beyond; such a passage
                is cut there where both texts are the same word by word.
        """
        out = []
        for passage in self.passages:
            for a, b, size in _pieces(passage, (left, right), ends):
                out.append((left[a][0], left[a + size[0] - 1][1], right[b][0], right[b + size[1] - 1][1]))
        return out

    @property
    def kind(self) -> str:
        """``copy``: nearly all of one; ``rewrite``: much of one, edited; ``passages``: some paragraphs as they are."""
        most = max(self.containment_left, self.containment_right)
        runs = sum(p.runs for p in self.passages)
        places = sum(p.left[1] - p.left[0] - RUN + 1 for p in self.passages)
        if most >= COPY:
            return "copy"
        return "rewrite" if most >= REWRITE and runs < _UNCHANGED * places else "passages"


# A page edited by a word in 25 keeps 0.8 of its runs of five, by one in seven 0.4 of them.
COPY, REWRITE = 0.7, 0.25
_UNCHANGED = 0.8  # of the runs in what two pages share, where it was not edited


def _pieces(
    passage: Passage, words: tuple[Words, Words], ends: tuple[Sequence[int], Sequence[int]]
) -> list[tuple[int, int, tuple[int, int]]]:
    """First words and numbers of words of the parts of a passage between ends; parts shorter than a run are none."""
    (a, b), (c, d) = passage.left, passage.right
    whole = [(a, c, (b - a, d - c))]
    if b - a != d - c or not any(ends):
        return whole
    size = b - a
    cuts = sorted(
        {n for side, first in ((0, a), (1, c)) for n in _cuts(words[side], first, size, ends[side])}
    )
    parts = [(a + n, c + n, (m - n, m - n)) for n, m in pairwise([0, *cuts, b - a]) if m - n >= RUN]
    return parts if cuts else whole


def _cuts(words: Words, first: int, size: int, ends: Sequence[int]) -> Iterator[int]:
    """Before which of so many words something ends, by their numbers from the first on; before none of the first."""
    last = first + size
    for end in ends[bisect_left(ends, words[first][1]) : bisect_right(ends, words[last - 1][0])]:
        number = bisect_left(words, (end,), first + 1, last)  # the first that begins there or behind
        if words[number - 1][1] <= end:
            yield number - first
