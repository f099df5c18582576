"""Finds the incidents of a document: what happened beside the table, by whom, to whom, and who says so.

Material events of PLOVER, investigations and visits. What is said, met, agreed and demanded has kinds of its own. Of a
noun alone only an event whose both sides are named counts; what nobody named does to nobody named is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parley.dates import Date
from parley.find.adverbials import time_of
from parley.find.base import Analysis
from parley.find.lexicon import gazetteer
from parley.find.parties import Parties
from parley.find.phrases import place
from parley.find.plover.events import MATERIAL_CONFLICT, MATERIAL_COOPERATION, Event, events, may_hold
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members
from parley.find.predicates import FINITE_FORM, INFINITIVE, Predicate, Predicates
from parley.language.line import Line, Range
from parley.records import Figure, Incident, Place, Statement, make_id
from parley.spans import Span, evidence
from parley.times.dating import date_of

ROLES_READ = frozenset({"body", "dateline", "caption"})  # a headline repeats its lead
DEEDS = MATERIAL_COOPERATION | MATERIAL_CONFLICT
_VERBAL = frozenset(
    {("CONSULT", "visit"), ("ACCUSE", "investigate")}
)  # verbal events that no other kind holds
_ELSEWHERE = frozenset({("RETREAT", "ceasefire")})  # material ones that another kind holds: agreements
_NOT_TOLD = frozenset({"demand", "request", "ask", "offer", "reject"})  # acts whose content is no report
_TO_COME = frozenset({"promise", "threaten"})
_COUNTED = frozenset({"count", "money", "measure"})
_HISTORY = 366  # days before its page after which an incident is history
_NEAR = ("in", "at", "near", "outside", "on", "across", "inside", "around")


class Incidents:
    """What happened beside the table."""

    kind = "incidents"
    version = "1"
    needs: tuple[str, ...] = ("mentions", "statements", "figures")

    def find(self, analysis: Analysis) -> Iterable[Incident]:
        """The incidents in order of the text."""
        page = _Page(analysis)
        seen = set[tuple[object, ...]]()
        for passage in analysis.passages:
            if passage.role not in ROLES_READ:
                continue
            for line in passage.sentences:
                if may_hold(line):
                    for incident in page.of(line):
                        key = (incident.event_type, incident.mode, incident.agents, incident.recipients)
                        if incident.rule != "noun" or key not in seen:  # a page names one war again and again
                            seen.add(key)
                            yield incident


@dataclass(frozen=True, slots=True)
class _Sides:
    """Who stands on one side of an event, and whether any of them is an actor that the page knows."""

    names: tuple[str, ...]
    known: bool


class _Page:
    """One document's incidents, with what other finders know of it."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._document = analysis.document
        self._parties = analysis.once(Parties)
        self._predicates = analysis.once(Predicates)
        self._names = gazetteer(analysis.profile)
        self._statements = _by_place(analysis.found.get("statements", ()))
        self._figures: Sequence[Figure] = tuple(analysis.found.get("figures", ()))

    def of(self, line: Line) -> Iterator[Incident]:
        """The incidents of a sentence in order of its words."""
        found = self._predicates.of(line)
        taken = set[int]()
        for event in sorted(events(line, found), key=lambda e: e.trigger):
            if _is_deed(event) and event.trigger[1] not in taken:
                made = self._incident(line, event, found)
                if made:
                    taken.add(event.trigger[1])
                    yield made

    def _incident(self, line: Line, event: Event, found: Sequence[Predicate]) -> Incident | None:
        span = line.span(*event.trigger)
        told = next((s for content, s in self._statements if content.holds(span)), None)
        status = _status(line, event, told)
        if status is None:
            return None
        agents, recipients = self._sides(line, event.agents, acting=True), self._sides(line, event.recipients)
        if not _is_told_fully(line, event, agents, recipients):
            return None
        text, name = self._document.text, self._document.id
        date = self._date(line, span)
        if status == "reported" and self._is_history(line, event, date):
            status = "historical"
        pieces = {span, *(line.span(*r) for r in (*event.agents, *event.recipients))}
        return Incident(
            id=make_id("incident", name, span.start, span.end, event.deed),
            document_id=name,
            event_type=event.deed,
            mode=event.deed_mode,
            agents=agents.names,
            recipients=tuple(r for r in recipients.names if r not in agents.names),
            place=self._place(line, event),
            date=date,
            figures=self._counted(line, event, found),
            source=told.speaker if told else None,
            statement_id=told.id if told else None,
            status=status,
            negated=event.negated,
            hypothetical=event.hypothetical,
            trigger=span,
            rule="verb" if event.verb else "noun",
            evidence=tuple(evidence(name, text, s.start, s.end) for s in sorted(pieces)),
        )

    # --- who

    def _sides(self, line: Line, phrases: Sequence[Range], *, acting: bool = False) -> _Sides:
        out: list[str] = []
        known = False
        for phrase in phrases:
            ids = self._actors(line, phrase)
            if ids:
                known = True
                out += ids
            elif _is_someone(line, phrase) or (not acting and _is_something(line, phrase)):
                span = line.span(*_core(line, phrase))
                out.append(self._document.text[span.start : span.end])
        return _Sides(tuple(dict.fromkeys(out)), known)

    def _actors(self, line: Line, phrase: Range) -> list[str]:
        """The actors that a phrase stands for: those it is about, else the one whose force or body it names."""
        core = _core(line, phrase)
        found = self._parties.who(line, core)
        ahead = [who for who in found if who.head]
        if ahead or not found:
            return [who.actor_id for who in ahead if who.kind != "media"]
        armed = not members("arms_of_state").isdisjoint(heads(line, core))
        return [who.actor_id for who in found] if armed else []

    # --- where, when, how many

    def _place(self, line: Line, event: Event) -> Place | None:
        phrases = event.verb.phrases if event.verb else ()
        behind = [found for word, found in phrases if word in _NEAR]
        if not event.verb:
            after = line.phrase_at(event.trigger[1], *_NEAR)
            behind = [after] if after else []
        for phrase in behind:
            found = place(line, _core(line, phrase), self._names)
            if found:
                words = [t.text for t in line.tokens[found[0] : found[1]]]
                hit = self._names.at(words, 0)
                span = line.span(*found)
                country = hit[1].country if hit and hit[0] == len(words) else None
                return Place(self._document.text[span.start : span.end], country)
        return None

    def _date(self, line: Line, span: Span) -> Date:
        times = self._analysis.times
        if not times.meeting(line.start, line.end):
            return Date.unknown()
        near = [content for content, _ in self._statements if content.meets((line.start, line.end))]

        def inside(at: int) -> Span | None:
            return next((content for content in near if content.holds((at, at + 1))), None)

        time = time_of(line, span.start, times, inside)
        return date_of(time, self._document.published, times) if time else Date.unknown()

    def _is_history(self, line: Line, event: Event, date: Date) -> bool:
        """Whether an incident was long before its page, by its date or by the year before its noun."""
        published = self._document.published.earliest
        if published is None:
            return False
        if date.latest:
            return (dt.date.fromisoformat(published) - dt.date.fromisoformat(date.latest)).days > _HISTORY
        years = [
            w
            for w in line.words[max(0, event.trigger[0] - 4) : event.trigger[0]]
            if w.isdigit() and len(w) == 4
        ]
        return bool(years) and int(published[:4]) - int(years[-1]) > 1

    def _counted(self, line: Line, event: Event, found: Sequence[Predicate]) -> tuple[str, ...]:
        """The figures of the clause."""
        start, end = _clause(line, event, found)
        return tuple(
            f.id
            for f in self._figures
            if f.kind in _COUNTED and start <= f.evidence[0].start and f.evidence[0].end <= end
        )


def _is_deed(event: Event) -> bool:
    key = (event.deed, event.deed_mode)
    return (event.deed in DEEDS and key not in _ELSEWHERE) or key in _VERBAL


def _status(line: Line, event: Event, told: Statement | None) -> str | None:
    """What is known of it: that it was, will be, may be; denied by whom tells of it. None: it is no incident."""
    p = event.verb
    if event.negated:
        return "denied" if told else None
    if told and (told.act == "deny" or told.negated):
        return "denied"
    if told and told.act in _NOT_TOLD:
        return None
    if event.future:
        return "planned"
    if told and told.act in _TO_COME:
        return "planned" if p and p.form == INFINITIVE else None
    if event.hypothetical:
        return "hypothetical" if p and p.form == FINITE_FORM and not _is_told_to(line, p) else None
    return "reported"


def _is_told_to(line: Line, p: Predicate) -> bool:
    """Whether a verb says what ought to be: ``must withdraw``."""
    return any(w in light("duty") for w in line.words[p.group[0] : p.verb])


def _is_told_fully(line: Line, event: Event, agents: _Sides, recipients: _Sides) -> bool:
    """Whether enough is told of an event: both sides of a noun; of a verb who does it, or to whom it is done."""
    p = event.verb
    if p is None:
        return agents.known and bool(recipients.names)
    if event.hypothetical and not event.future:
        return agents.known and bool(recipients.names)
    if event.agents:
        return bool(agents.names)
    return p.passive and bool(recipients.names)


def _is_someone(line: Line, phrase: Range) -> bool:
    """Whether a phrase names those who can act: people, a force, a crowd; no pronoun."""
    top = heads(line, phrase)
    able = members("people") | members("troops") | members("police") | members("crowd") | members("envoy")
    return not able.isdisjoint(top) or not members("arms_of_state").isdisjoint(top)


def _is_something(line: Line, phrase: Range) -> bool:
    """Whether a phrase names what can be attacked, seized or returned: a place, property, prisoners."""
    top = heads(line, phrase)
    things = (
        members("property") | members("land") | members("prisoner") | members("asset") | members("weapons")
    )
    if not things.isdisjoint(top):
        return True
    core = _core(line, phrase)
    return line.tags[core[1] - 1] == "NNP"


def _core(line: Line, phrase: Range) -> Range:
    """A phrase up to its first preposition other than "of": ``protesters | in Velmara`` are not Velmara."""
    start, end = phrase
    for k in range(start + 1, end):
        if (line.tags[k] in ("IN", "TO") and line.words[k] != "of") or line.tags[k] == "WH":
            return start, k
    return start, end


def _clause(line: Line, event: Event, found: Sequence[Predicate]) -> tuple[int, int]:
    """The offsets of an event's clause: up to the next verb with a subject of its own."""
    p = event.verb
    first = min((r[0] for r in (*event.agents, event.trigger)), default=event.trigger[0])
    last = len(line)
    if p is None:
        last = max((r[1] for r in (*event.recipients, event.trigger)), default=event.trigger[1])
    for q in found:
        begins = q.subject[0] if q.subject and q.subject[0] > event.trigger[0] else q.group[0]
        if q.form == FINITE_FORM and begins > event.trigger[1] and begins < last:
            last = begins
    return line.tokens[first].start, line.tokens[last - 1].end


def _by_place(statements: Iterable[Statement]) -> tuple[tuple[Span, Statement], ...]:
    """Content spans with their statements, the shortest first, so that the first to hold one is innermost."""
    spans = [(span, s) for s in statements for span in s.content_spans]
    return tuple(sorted(spans, key=lambda pair: (pair[0].end - pair[0].start, pair[0].start, pair[1].id)))
