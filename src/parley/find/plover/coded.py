"""The events of a text as rows with printed names, the most salient first: what `parley step events` gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.find.plover.event import Event
from parley.find.plover.events import events, may_hold
from parley.find.predicates import predicates
from parley.language.line import Line, Range
from parley.passages import Passage


@dataclass(frozen=True, slots=True)
class Coded:
    """An event with its actors as printed; `trigger` are its offsets."""

    event_type: str
    mode: str | None
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    trigger: tuple[int, int]
    negated: bool
    hypothetical: bool


def coded(text: str, passages: Iterable[Passage]) -> list[Coded]:
    """The events of the passages of a text: what its sentences tell, in their order, before what they only name."""
    out: list[tuple[bool, Coded]] = []
    for passage in passages:
        for line in passage.sentences:
            if may_hold(line):
                out += [(not e.is_told, _row(text, line, e)) for e in events(line, predicates(line))]
    return [row for _, row in sorted(out, key=lambda pair: pair[0])]


def _row(text: str, line: Line, event: Event) -> Coded:
    def printed(found: Iterable[Range]) -> tuple[str, ...]:
        spans = (line.span(*r) for r in found)
        return tuple(dict.fromkeys(text[s.start : s.end] for s in spans))

    span = line.span(*event.trigger)
    return Coded(
        event.type,
        event.mode,
        printed(event.agents),
        printed((*event.recipients, *event.around)),
        (span.start, span.end),
        event.negated,
        event.hypothetical,
    )
