"""When statements were made: by the time told of the report, the occasion that goes on, or the page's publication.

1. A time told of the report itself dates it (``said on Wednesday``), never one inside what is said.
2. Who goes on in the next sentence (``he added``), with no other time, place or hearer, speaks on the same
   occasion.
3. Whatever else a page reports as said was said by the time that it was published.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from parley.dates import Date, Proof
from parley.find.adverbials import adverbials, best, is_led, names_occasion
from parley.find.base import Analysis
from parley.find.realis import HYPOTHETICAL
from parley.find.reports import POST, TURN, Report
from parley.language.line import Line
from parley.language.tags import VERBS
from parley.records import Speaker
from parley.spans import Span, join
from parley.times.dating import date_of, is_dated, no_later
from parley.times.find import TimeExpression
from parley.vocab import words

SAME = Proof("the same speaker goes on, on the same occasion")
_APART = 3  # characters between the parts of one time
_OTHER = frozenset({"channel", "place", "when", "addressee", "relayed_by"})  # what tells of another occasion


@dataclass(frozen=True, slots=True)
class _Occasion:
    """The report that an occasion was last known by, and the expression that dates it."""

    report: Report
    speaker: Speaker | None
    time: TimeExpression


class Occasions:
    """The dates of a document's statements, asked for in order of the text."""

    def __init__(self, analysis: Analysis, reports: Sequence[Report]) -> None:
        self._document, self._times = analysis.document, analysis.times
        self._lines = [[*p.sentences] for p in analysis.passages]
        self._order = [line.start for lines in self._lines for line in lines]
        self._starts = [[line.start for line in lines] for lines in self._lines]
        self._contents = join(span for r in reports for span in r.content)
        self._last: _Occasion | None = None

    def date(self, report: Report, speaker: Speaker | None) -> Date:
        """When a report says that it was said; open where that is still to come."""
        time = self._own(report)
        if report.realis == HYPOTHETICAL:
            return date_of(time, self._document.published, self._times) if time else Date.unknown()
        last = self._last
        if last and report.cue_span and any(s.holds(report.cue_span) for s in last.report.content):
            return self._dated(time)  # a report inside what was said
        goes_on = time is None and last is not None and self._goes_on(last, report, speaker)
        if goes_on and last is not None:
            time = last.time
        self._last = _Occasion(report, speaker, time) if time else None
        date = self._dated(time)
        return replace(date, proof=(*date.proof, SAME)) if goes_on else date

    def _dated(self, time: TimeExpression | None) -> Date:
        published = self._document.published
        return date_of(time, published, self._times, by_publication=True) if time else self._published

    @cached_property
    def _published(self) -> Date:
        return no_later(self._document.published)

    # --- the report's own time

    def _own(self, report: Report) -> TimeExpression | None:
        when, line = report.around.get("when"), self._line(report)
        if when:
            told = best(e for e in self._times.meeting(*when) if is_dated(e))
            return None if told and line and self._is_overtaken(told, report, line) else told
        if line is None or report.cue_span is None:
            return None
        beside = best(e for e in self._outside(line) if self._beside(report, report.cue_span, line, e))
        return beside or self._of_speech(report, line)

    def _of_speech(self, report: Report, line: Line) -> TimeExpression | None:
        """The time in the name of what opens a sentence: ``In a Tuesday speech in Velm, S said``."""
        if report.source is None or report.relation != "subject":
            return None
        until = bisect_left(line.tokens, report.source.start, key=lambda t: t.start) - 1
        if until < 3 or line.words[until] != "," or line.words[0] not in ("in", "at", "during"):
            return None
        if not VERBS.isdisjoint(line.tags[:until]):
            return None
        found = [
            e
            for e in self._times.meeting(line.start, line.tokens[until].start)
            if is_dated(e) and names_occasion(line, e)
        ]
        return found[0] if len(found) == 1 and not self._is_said(found[0].start) else None

    def _is_overtaken(self, e: TimeExpression, report: Report, line: Line) -> bool:
        """Whether another time stands between one that opens a sentence and the report: ``but by 2015 he said``."""
        until = report.cue_span.start if report.cue_span else e.end
        near = e.end + _APART  # ``Tuesday, 3 June`` is one time
        return any(near < other.start < until for other in self._outside(line))

    def _outside(self, line: Line) -> list[TimeExpression]:
        """The times of a sentence that stand in nothing that is said."""
        return [e for e in adverbials(line, self._times) if not self._is_said(e.start)]

    def _is_said(self, at: int) -> bool:
        i = bisect_right(self._contents, at, key=lambda span: span.start) - 1
        return i >= 0 and at < self._contents[i].end

    def _beside(self, report: Report, cue: Span, line: Line, e: TimeExpression) -> bool:
        """Whether nothing stands between a time and the words of the report, or the time opens their sentence."""
        text = self._document.text
        parts = [cue, *(s for s in (report.source, *report.around.values()) if s)]
        before = max((s.end for s in parts if s.end <= e.start), default=None)
        if before is not None:
            return is_led(text[before : e.start])
        first = min(s.start for s in (cue, report.source) if s)
        opens = is_led(text[line.start : e.start]) and e.end <= first
        return opens and not text[e.end : first].strip(" ,") and report.relation != "relative"

    def _line(self, report: Report) -> Line | None:
        place = report.cue_span or report.content[0]
        i = self._number(report, place.start)
        return self._lines[report.passage][i] if i >= 0 else None

    def _number(self, report: Report, at: int) -> int:
        return bisect_right(self._starts[report.passage], at) - 1

    # --- the occasion before

    def _goes_on(self, last: _Occasion, report: Report, speaker: Speaker | None) -> bool:
        """Whether a report goes on the occasion of the one before it."""
        before = last.report
        if {POST, TURN} & {before.rule, report.rule}:
            return False
        if "relative" in (before.relation, report.relation) or _OTHER & report.around.keys():
            return False
        if not _same(last, report, speaker) or self._between(before, report) > 1:
            return False
        line = self._line(report)
        if line is None or any(e != last.time for e in self._outside(line)):
            return False
        if report.cue_span is None:
            return True
        seen = max(_hull(before).end, line.start)
        told = [
            w
            for w, t in zip(line.words, line.tokens, strict=True)
            if t.start >= seen and not self._is_said(t.start)
        ]
        return words("other_occasion").isdisjoint(told)

    def _between(self, before: Report, report: Report) -> int:
        """How many sentences on a report stands; 0: in the same."""
        ended, begun = _hull(before).end - 1, _hull(report).start
        first, last = (bisect_right(self._order, at) - 1 for at in (ended, begun))
        return last - first


def _same(last: _Occasion, report: Report, speaker: Speaker | None) -> bool:
    """Whether one and the same speaks: one known actor, or one source for both."""
    if report.source is not None and report.source == last.report.source:
        return True
    known = speaker.actor_id if speaker else None
    return known is not None and last.speaker is not None and known == last.speaker.actor_id


def _hull(report: Report) -> Span:
    parts = [*report.content, *(s for s in (report.cue_span, report.source) if s)]
    return Span(min(s.start for s in parts), max(s.end for s in parts))
