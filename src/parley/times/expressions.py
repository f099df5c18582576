"""The time expressions of one document's content, found once and dated for any day of writing."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from parley.spans import Evidence, evidence
from parley.times.find import TimeExpression, find, regrounded


class Expressions:
    """The expressions of the parts of a text that are its content, read when first asked for.

    Offsets are those of the text. What was spoken of is carried from part to part, in order.

    Args:
        document_id: Whose text it is.
        text: All of it.
        ranges: Its content, in order, half-open; None: all of it. Nothing is read outside.
    """

    def __init__(self, document_id: str, text: str, ranges: Iterable[tuple[int, int]] | None = None) -> None:
        self.document_id, self.text = document_id, text
        self._ranges = None if ranges is None else tuple(ranges)
        self._dated: dict[dt.date, tuple[TimeExpression, ...]] = {}

    @cached_property
    def found(self) -> tuple[TimeExpression, ...]:
        """All expressions in order of the text, as if nobody knew when it was written."""
        return tuple(find(self._content))

    def under(self, day: dt.date) -> tuple[TimeExpression, ...]:
        """The same, dated from a day of writing."""
        if day not in self._dated:
            self._dated[day] = tuple(regrounded(self._content, list(self.found), day))
        return self._dated[day]

    def read_as(self, e: TimeExpression, day: dt.date) -> TimeExpression:
        """An expression of `found` with another reading in its place, dated from a day of writing."""
        before = self.found[: self.index(e)]
        return regrounded(self._content, [*before, e], day)[-1]

    def meeting(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """The expressions that share a character with a range."""
        first = bisect_left(self.found, start + 1, key=lambda e: e.end)
        last = bisect_left(self.found, end, key=lambda e: e.start)
        return self.found[first:last]

    def at(self, start: int, end: int) -> TimeExpression | None:
        """The expression that stands exactly there."""
        return next((e for e in self.meeting(start, end) if (e.start, e.end) == (start, end)), None)

    def index(self, e: TimeExpression) -> int:
        """The position of an expression in `found`."""
        return bisect_left(self.found, e.start, key=lambda other: other.start)

    def evidence(self, e: TimeExpression) -> Evidence:
        """The words of an expression."""
        return evidence(self.document_id, self.text, e.start, e.end)

    @cached_property
    def _content(self) -> str:
        """The text with all that is not content made into line ends, so that every offset stays."""
        if self._ranges is None:
            return self.text
        out, at = [], 0
        for start, end in self._ranges:
            out += ["\n" * (start - at), self.text[start:end]]
            at = end
        return "".join([*out, "\n" * (len(self.text) - at)])
