"""One of each position of a page: what is told twice is kept where it is told most fully."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.positions.stances import FAMILIES
from parley.records import Position

_ALIKE = 0.5  # share of the shorter content's words from which two are one position


def kept(found: Sequence[Position]) -> list[Position]:
    """The positions of a page without those that another one tells more fully, in order of the text."""
    out: list[Position] = []
    for position in sorted(found, key=lambda p: (-len(p.content.split()), p.content_spans[0], p.id)):
        if not any(_same(position, other) for other in out):
            out.append(position)
    return sorted(out, key=lambda p: (p.content_spans[0], p.id))


def _same(a: Position, b: Position) -> bool:
    if (a.party, a.issue, FAMILIES[a.stance]) != (b.party, b.issue, FAMILIES[b.stance]):
        return False
    left, right = set(a.content.lower().split()), set(b.content.lower().split())
    return len(left & right) >= _ALIKE * min(len(left), len(right))
