"""Which part of a drawing is taken, so that no two texts lie on each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

_CELL = 40.0  # side of the squares by which boxes are looked up


class Box(NamedTuple):
    """Left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether it lies wholly in another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Room:
    """Boxes that are taken, within a frame."""

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self._boxes: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def take(self, box: Box) -> None:
        """Nothing else may lie there."""
        for cell in _cells(box):
            self._boxes[cell].append(box)

    def is_free(self, box: Box) -> bool:
        """Whether a box lies in the frame and on nothing that is taken."""
        return box.inside(self.frame) and not any(
            box.meets(other) for cell in _cells(box) for other in self._boxes.get(cell, ())
        )

    def first_free(self, boxes: Iterable[Box]) -> int | None:
        """Takes the first of several boxes that is free, and tells which; None where none is."""
        for i, box in enumerate(boxes):
            if self.is_free(box):
                self.take(box)
                return i
        return None


def _cells(box: Box) -> list[tuple[int, int]]:
    columns = range(int(box.left // _CELL), int(box.right // _CELL) + 1)
    rows = range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
    return [(x, y) for x in columns for y in rows]
