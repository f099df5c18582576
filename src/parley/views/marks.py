"""A text cut where marks begin and end, so that overlapping and nested marks need no nesting.

Invariants: the segments' texts, joined, are the text; a segment carries exactly the entries whose
parts cover it; no segment is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parley.errors import SpanError


class Part(NamedTuple):
    """A range of the text that an entry rests on; `role` says what stands there: content, cue ..."""

    start: int
    end: int
    entry: str
    role: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks; `parts` in order of their start."""

    start: int
    end: int
    text: str
    parts: tuple[Part, ...]


def segments(text: str, parts: Sequence[Part], cuts: Iterable[int] = ()) -> list[Segment]:
    """`text` cut at the edges of `parts`, and at `cuts` (the edges of blocks) besides.

    Raises:
        SpanError: If a part is empty or leaves the text.
    """
    for part in parts:
        if not 0 <= part.start < part.end <= len(text):
            raise SpanError(f"{part.entry}: {part.start}:{part.end} leaves a text of {len(text)} code points")
    waiting = sorted(parts, reverse=True)
    edges = {0, len(text), *(cut for cut in cuts if 0 < cut < len(text))}
    ordered = sorted(edges.union(*((part.start, part.end) for part in parts)))
    open_now: list[Part] = []
    out = []
    for start, end in pairwise(ordered):
        open_now = [part for part in open_now if part.end > start]
        while waiting and waiting[-1].start <= start:
            open_now.append(waiting.pop())
        out.append(Segment(start, end, text[start:end], tuple(open_now)))
    return out
