"""The time expressions of one document's content, found once and dated for any day of writing."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from parley.spans import Evidence, evidence
from parley.times.find import Rereading, TimeExpression, find
from parley.times.ground import Frame, ground
from parley.times.symbols import Clock, Point, Range, Shift, Symbol


def hangs_on_text(symbol: Symbol) -> bool:
    """Whether what was spoken of before bears on the days of a symbol: ``a day earlier``, ``the next Monday``."""
    match symbol:
        case Point():
            return symbol.pick in ("after", "that") or (
                symbol.within is not None and hangs_on_text(symbol.within)
            )
        case Shift():
            base = symbol.base == "text" if isinstance(symbol.base, str) else hangs_on_text(symbol.base)
            return base or symbol.loose or (symbol.ago and symbol.unit == "Y")
        case Clock():
            return symbol.day is None or hangs_on_text(symbol.day)
        case Range():
            return hangs_on_text(symbol.first) or hangs_on_text(symbol.last)
        case _:
            return False


_LEAD = 24  # characters before an expression in which "from" stands, "early in" behind it
_FROM = re.compile(r"\b(?:from|between)\s+(?:(?:early|late|mid|about|around|in|the)[\s-]+)*$", re.IGNORECASE)
_TO = re.compile(
    r"\s+(?:to|until|till|through|and)\s+(?:(?:early|late|mid|about|around|in|the)[\s-]+)*", re.IGNORECASE
)


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
        self._rereadings: dict[dt.date, Rereading] = {}
        self._ranges = None if ranges is None else tuple(ranges)

    @cached_property
    def found(self) -> tuple[TimeExpression, ...]:
        """All expressions in order of the text, as if nobody knew when it was written."""
        return tuple(find(self._content))

    def dated(self, e: TimeExpression, day: dt.date) -> TimeExpression:
        """An expression of `found`, or another reading of one, dated from a day of writing."""
        if not hangs_on_text(e.symbol):
            return replace(e, value=ground(e.symbol, Frame(day, future=e.future)))
        place = bisect_left(self.found, e.start, key=lambda other: other.start)
        return self._from(day).dated(place, e)

    def meeting(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """The expressions that share a character with a range."""
        starts, ends = self._places
        return self.found[bisect_left(ends, start + 1) : bisect_left(starts, end)]

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Where expressions start, and where they end."""
        return [e.start for e in self.found], [e.end for e in self.found]

    def at(self, start: int, end: int) -> TimeExpression | None:
        """The expression that stands exactly there."""
        return next((e for e in self.meeting(start, end) if (e.start, e.end) == (start, end)), None)

    def until(self, e: TimeExpression) -> TimeExpression | None:
        """The other end of a stretch that an expression begins: ``from 2029 to | 2031``, ``between May and | June``."""
        if not _FROM.search(self.text[max(0, e.start - _LEAD) : e.start]):
            return None
        place = bisect_left(self.found, e.end, key=lambda other: other.start)
        other = self.found[place] if place < len(self.found) else None
        joined = other is not None and _TO.fullmatch(self.text, e.end, other.start)
        return other if joined else None

    def evidence(self, e: TimeExpression) -> Evidence:
        """The words of an expression."""
        return evidence(self.document_id, self.text, e.start, e.end)

    def _from(self, day: dt.date) -> Rereading:
        """All of them from one day of writing, kept: a page may be of any day of a year."""
        if day not in self._rereadings:
            self._rereadings[day] = Rereading(self._content, self.found, day)
        return self._rereadings[day]

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
