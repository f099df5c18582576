"""What two pages have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

    def places(self, left: Words, right: Words) -> list[tuple[int, int, int, int]]:
        """The passages in code points, ``(start, end, start, end)``; `left` and `right` are `words` of the texts."""
        return [(*_place(left, p.left), *_place(right, p.right)) for p in self.passages]

    @property
    def kind(self) -> str:
        """``copy``: nearly all of one; ``rewrite``: much of one; ``passages``: some paragraphs."""
        most = max(self.containment_left, self.containment_right)
        return "copy" if most >= COPY else "rewrite" if most >= REWRITE else "passages"


# A page edited by a word in 25 keeps 0.8 of its runs of five, by one in seven 0.4 of them.
COPY, REWRITE = 0.7, 0.25


def _place(words: Words, numbers: tuple[int, int]) -> tuple[int, int]:
    first, after = numbers
    return words[first][0], words[after - 1][1]
