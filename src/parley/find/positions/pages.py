"""A document as positions are read from it: its sentences, what is said in them, and by which side."""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from parley.find.base import Analysis
from parley.find.parties import Who
from parley.find.positions.sides import Sides
from parley.find.predicates import Predicate, Predicates, predicates
from parley.language.line import REACH, Line, Range
from parley.language.tags import VERBS
from parley.records import Statement
from parley.spans import Span

_CUES = 4  # cues before a word that may hold it
_REACH = 4000  # characters that what is said may go on


def near(found: Sequence[Predicate], at: int) -> Sequence[Predicate]:
    """Those of a sentence's predicates that stand about a token."""
    first = bisect_left(found, at - REACH, key=lambda p: p.verb)
    return found[first : bisect_right(found, at + REACH, key=lambda p: p.verb)]


class Pages:
    """The sentences of a document with their predicates and statements."""

    def __init__(self, analysis: Analysis) -> None:
        self.sides = Sides(analysis)
        self.lines: list[Line] = [line for passage in analysis.passages for line in passage.sentences]
        self._predicates: Predicates = analysis.once(Predicates)
        spans = [(span, s) for s in analysis.found["statements"] for span in s.content_spans]
        self._said: list[tuple[Span, Statement]] = sorted(
            spans, key=lambda pair: (pair[0].start, -pair[0].end)
        )
        self._starts = [span.start for span, _ in self._said]
        cues = [(s.cue_span, s) for s in analysis.found["statements"] if s.cue_span]
        self._cues: list[tuple[Span, Statement]] = sorted(cues, key=lambda pair: pair[0])
        self._flat: dict[int, Line] = {}
        self._side_of: dict[str, Who | None] = {}

    def flat(self, line: Line) -> Line:
        """A sentence as if it had no quotation marks."""
        if line.start not in self._flat:
            self._flat[line.start] = line
            if max(line.quoted) >= 0:
                self._flat[line.start] = copy.copy(line)
                self._flat[line.start].quoted = [-1] * len(line)
        return self._flat[line.start]

    def predicates(self, line: Line) -> list[Predicate]:
        """Those of a sentence in order; of quoted words as if they were not."""
        verbs = [k for k, tag in enumerate(line.tags) if tag in VERBS] if max(line.quoted) >= 0 else []
        inside = [k for k in verbs if line.quoted[k] >= 0]
        if not inside:
            return list(self._predicates.of(line))
        flat = predicates(self.flat(line))
        if len(inside) == len(verbs):
            return list(flat)
        found = [p for p in self._predicates.of(line) if line.quoted[p.verb] < 0]
        return sorted([*found, *(p for p in flat if line.quoted[p.verb] >= 0)], key=lambda p: p.verb)

    def around(self, at: int) -> Statement | None:
        """The innermost statement whose content holds an offset."""
        for i in range(bisect_right(self._starts, at) - 1, -1, -1):
            span, statement = self._said[i]
            if span.start <= at < span.end:
                return statement
            if at - span.start > _REACH:
                return None
        return None

    def cued(self, span: Span) -> Statement | None:
        """The statement whose cue is, or holds, the word at `span`."""
        last = bisect_right(self._cues, span.start, key=lambda pair: pair[0].start)
        near_ = self._cues[max(0, last - _CUES) : last]
        return next((s for cue, s in reversed(near_) if span.end <= cue.end), None)

    def within(self, line: Line, found: Range, statement: Statement | None) -> Range | None:
        """A range as far as the content of a statement goes in which it begins; None where it begins in none."""
        begin = line.tokens[found[0]].start
        for span in statement.content_spans if statement else ():
            if span.start <= begin < span.end:
                end = next((k for k in range(*found) if line.tokens[k].start >= span.end), found[1])
                return found[0], end
        return None

    def opening(self, line: Line, at: int, statement: Statement) -> int | None:
        """Where, in a sentence, the content that holds token `at` begins."""
        place = line.tokens[at].start
        span = next((s for s in statement.content_spans if s.start <= place < s.end), None)
        if span is None:
            return None
        return next(k for k in range(at + 1) if line.tokens[k].start >= span.start)

    def side_of(self, statement: Statement | None) -> Who | None:
        """The side that says it."""
        if statement is None:
            return None
        if statement.id not in self._side_of:
            self._side_of[statement.id] = self.sides.of_speaker(statement.speaker)
        return self._side_of[statement.id]

    def is_said(self, line: Line) -> bool:
        """Whether a side says something in a sentence."""
        for i in range(bisect_right(self._starts, line.end) - 1, -1, -1):
            span, statement = self._said[i]
            if span.end > line.start and self.side_of(statement):
                return True
            if line.start - span.start > _REACH:
                return False
        return False
