"""Offsets: the only place that does arithmetic with them.

An offset counts Unicode code points in a document's immutable `text`. The invariant of the whole
program is `text[start:end] == quote`; `Evidence` is made only by `evidence()`, which cuts the quote
out of the text itself, so a record cannot carry words that its page does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from parley.errors import SpanError


class Span(NamedTuple):
    """A range of a text: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int

    def shift(self, by: int) -> Span:
        """The same range in a text that begins `by` code points earlier."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: tuple[int, int]) -> bool:
        """Whether `other` lies inside this range."""
        return self.start <= other[0] and other[1] <= self.end

    def meets(self, other: tuple[int, int]) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other[1] and other[0] < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words a record rests on, and where they stand."""

    document_id: str
    start: int
    end: int
    quote: str

    def to_dict(self) -> dict[str, Any]:
        """As RECORD rows carry it."""
        return {"document_id": self.document_id, "start": self.start, "end": self.end, "quote": self.quote}


def evidence(document_id: str, text: str, start: int, end: int) -> Evidence:
    """Evidence cut out of `text`.

    Raises:
        SpanError: If the range is empty or leaves the text.
    """
    if not 0 <= start < end <= len(text):
        raise SpanError(f"span {start}:{end} is empty or outside a text of {len(text)} code points")
    return Evidence(document_id, start, end, text[start:end])


def reproduces(item: Evidence, text: str) -> bool:
    """Whether `item` says what `text` says at its place."""
    return 0 <= item.start < item.end <= len(text) and text[item.start : item.end] == item.quote


def strip(text: str, start: int, end: int, chars: str | None = None) -> Span:
    """The range without white space (or `chars`) at its edges; empty ranges collapse at `start`."""
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip(chars))
    right = len(inner.rstrip(chars))
    return Span(start + left, start + right) if right > left else Span(start, start)


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    r"""The non-blank lines of a range, trimmed; a line ends at ``\n`` only, so offsets stay exact."""
    stop = len(text) if end is None else end
    at = start
    while at < stop:
        cut = text.find("\n", at, stop)
        cut = stop if cut < 0 else cut
        span = strip(text, at, cut)
        if span.end > span.start:
            yield span
        at = cut + 1


def outside(span: Span, gaps: Iterable[Span]) -> Iterator[Span]:
    """The parts of a range that lie in none of some gaps, which are in order."""
    at = span.start
    for gap in gaps:
        if gap.meets((at, span.end)):
            if at < gap.start:
                yield Span(at, gap.start)
            at = gap.end
    if at < span.end:
        yield Span(at, span.end)


def join(spans: Iterable[tuple[int, int]], gap: int = 0) -> list[Span]:
    """Sorted spans with those merged that overlap or lie within `gap` code points of each other."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1].end + gap:
            out[-1] = Span(out[-1].start, max(out[-1].end, end))
        else:
            out.append(Span(start, end))
    return out
