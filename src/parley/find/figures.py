"""Finds the figures of a document: numbers with what they count and who claims them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parley.dates import Date
from parley.find.adverbials import time_of
from parley.find.atoms import atoms
from parley.find.base import Analysis
from parley.find.events import event_of
from parley.find.quantities import Context, quantities
from parley.find.special import Quantity
from parley.language.line import Line
from parley.records import Figure, Statement, make_id
from parley.spans import Span, evidence
from parley.times.dating import date_of

ROLES_READ = frozenset({"body", "dateline", "caption"})  # a headline repeats its lead
WITH_EVENT = frozenset({"count", "money", "measure", "share"})


class Figures:
    """Counts, shares, money, durations, ages, ranks and measures, each with its claimant.

    The claimant is the speaker of the innermost statement whose content holds the figure.
    """

    kind = "figures"
    version = "2"
    needs: tuple[str, ...] = ("statements",)

    def find(self, analysis: Analysis) -> Iterable[Figure]:
        """The figures in order of the text."""
        statements = _by_place(analysis.found.get("statements", ()))
        for passage in analysis.passages:
            if passage.role not in ROLES_READ:
                continue
            context = Context()
            for sentence in passage.sentences:
                for figure, quantity in _in_sentence(analysis, sentence, context, statements):
                    yield figure
                    if quantity.kind == "count":
                        context = Context(quantity.unit)


def _in_sentence(
    analysis: Analysis, sentence: Line, context: Context, statements: Sequence[tuple[Span, Statement]]
) -> Iterator[tuple[Figure, Quantity]]:
    line = atoms(sentence.tokens)
    text = analysis.document.text[sentence.start : sentence.end]
    issue: str | None = None
    event: str | None = None
    last = -2
    for quantity in quantities(line, context):
        if last == -2:
            issue = next(iter(analysis.profile.issues_in(text)), None)
        coordinated = quantity.start - last == 1 and line[last].low in ("and", ",", "including")
        own = (
            event_of(line, quantity.start, quantity.stop, quantity.low != 1)
            if quantity.kind in WITH_EVENT
            else None
        )
        event = own or (event if coordinated else None)
        span = Span(line[quantity.start].start, line[quantity.stop - 1].end)
        date = _date(analysis, sentence, span, statements) if event else Date.unknown()
        yield _figure(analysis, quantity, span, event, issue, date, _claim(statements, span)), quantity
        last = quantity.stop


def _date(
    analysis: Analysis, sentence: Line, span: Span, statements: Sequence[tuple[Span, Statement]]
) -> Date:
    """When what is counted was: by the time of its clause, in the same reported words."""
    times = analysis.times
    if not times.meeting(sentence.start, sentence.end):
        return Date.unknown()

    near = [content for content, _ in statements if content.meets((sentence.start, sentence.end))]

    def inside(at: int) -> Span | None:
        return next((content for content in near if content.holds((at, at + 1))), None)

    time = time_of(sentence, span.start, times, inside)
    return date_of(time, analysis.document.published, times) if time else Date.unknown()


def _figure(
    analysis: Analysis,
    q: Quantity,
    span: Span,
    event: str | None,
    issue: str | None,
    date: Date,
    claim: Statement | None,
) -> Figure:
    document = analysis.document
    return Figure(
        id=make_id("fig", document.id, span.start, span.end, q.kind, _text(q.low), _text(q.high)),
        document_id=document.id,
        kind=q.kind,
        low=None if q.low is None else float(q.low),
        high=None if q.high is None else float(q.high),
        qualifier=q.qualifier,
        unit=q.unit,
        event=event,
        agent=None,
        target=None,
        source=claim.speaker if claim else None,
        statement_id=claim.id if claim else None,
        date=date,
        issue=issue,
        evidence=(evidence(document.id, document.text, span.start, span.end),),
    )


def _text(value: float | None) -> str | None:
    """The same text for the same value on every machine."""
    return None if value is None else f"{value:.12g}"


def _by_place(statements: Iterable[Statement]) -> tuple[tuple[Span, Statement], ...]:
    """Content spans with their statements, the shortest first, so that the first to hold one is innermost."""
    spans = [(span, s) for s in statements for span in s.content_spans]
    return tuple(sorted(spans, key=lambda pair: (pair[0].end - pair[0].start, pair[0].start, pair[1].id)))


def _claim(statements: Sequence[tuple[Span, Statement]], span: Span) -> Statement | None:
    return next((s for content, s in statements if content.holds(span)), None)
