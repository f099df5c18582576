"""Finds the incidents of a document: what happened beside the table, by whom, to whom, and who says so.

Material events of PLOVER, investigations and visits. What is said, met, agreed and demanded has kinds of its own. Of a
noun alone only an event whose both sides are named counts; what nobody named does to nobody named is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parley.dates import Date
from parley.find.adverbials import time_of
from parley.find.base import Analysis
from parley.find.parties import Parties
from parley.find.phrases import place
from parley.find.plover import deeds, events
from parley.find.plover.doing import acting, done_to, is_of_war, is_own_force, is_who_of_place, may_outlive
from parley.find.plover.enough import NOBODY, is_told_fully
from parley.find.plover.event import Event
from parley.find.plover.figurative import is_figurative
from parley.find.plover.history import History, is_beside, is_named_day, is_remembered
from parley.find.plover.idioms import is_idiom
from parley.find.plover.labels import behind_title, tells
from parley.find.plover.mishaps import is_mishap, is_of_mishap
from parley.find.plover.once import once_dead
from parley.find.plover.phrases import (
    front,
    is_actor,
    is_craft,
    is_people,
    is_someone,
    is_something,
    is_weapon,
)
from parley.find.plover.places import is_month, where
from parley.find.plover.senses import means_deed
from parley.find.plover.status import status_of
from parley.find.plover.whom import Whom
from parley.find.predicates import FINITE_FORM, Predicate, Predicates
from parley.language.line import Line, Range
from parley.records import Figure, Incident, Place, Statement, make_id
from parley.spans import Span, evidence
from parley.times.dating import date_of

ROLES_READ = frozenset({"body", "dateline", "caption"})  # a headline repeats its lead
_COUNTED = frozenset({"count", "money", "measure"})
_GIVING = frozenset(
    {"AID", "MOBILIZE", "COOPERATE", "SANCTION"}
)  # deeds whose object is a means, no recipient
_GIVEN = frozenset({("RETREAT", "withdraw"), ("RETREAT", "disarm")})


class Incidents:
    """What happened beside the table."""

    kind = "incidents"
    version = "13"
    needs: tuple[str, ...] = ("mentions", "statements", "figures")

    def find(self, analysis: Analysis) -> Iterable[Incident]:
        """The incidents in order of the text."""
        page = _Page(analysis)
        yield from once_dead(self._found(page, analysis))

    def _found(self, page: _Page, analysis: Analysis) -> Iterator[Incident]:
        history = page.history
        seen = set[tuple[object, ...]]()
        for passage in analysis.passages:
            if passage.role not in ROLES_READ:
                continue
            history.begin()
            for line in passage.sentences:
                if tells(line) and page.may_tell(line) and page.is_new(line):
                    for incident in page.of(line):
                        key = (incident.event_type, incident.mode, incident.agents, incident.recipients)
                        if incident.rule != "noun" or key not in seen:  # a page names one war again and again
                            seen.add(key)
                            yield incident
                history.read(line)


class _Page:
    """One document's incidents, with what other finders know of it."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._document = analysis.document
        self._predicates = analysis.once(Predicates)
        self._names = analysis.known
        self._statements = _by_place(analysis.found.get("statements", ()))
        self._whom = Whom(self._document.text, analysis.once(Parties), self._statements)
        self._figures: Sequence[Figure] = tuple(analysis.found.get("figures", ()))
        self._read = set[str]()
        self._telling = frozenset(
            s.speaker.actor_id for _, s in self._statements if s.speaker and s.speaker.actor_id
        )
        read = [passage.sentences for passage in analysis.passages if passage.role in ROLES_READ]
        self._is_of_mishap = is_of_mishap(line for lines in read for line in lines)
        self.history = History(self._document.published.earliest, analysis.times, read)

    def may_tell(self, line: Line) -> bool:
        """Whether a sentence has words of an incident: looked at before it is parsed."""
        return events.may_hold(line) and deeds.may_tell(line, self._predicates.lemmas(line))

    def is_new(self, line: Line) -> bool:
        """Whether a sentence is printed for the first time: captions of pictures repeat."""
        words_ = " ".join(line.words)
        new = words_ not in self._read
        self._read.add(words_)
        return new

    def of(self, line: Line) -> Iterator[Incident]:
        """The incidents of a sentence in order of its words."""
        found = self._predicates.of(line)
        taken = set[int]()
        first = behind_title(line)
        for event in sorted(events.deeds(line, found), key=lambda e: e.trigger):
            if event.trigger[0] >= first and event.trigger[1] not in taken:
                made = self._incident(line, event, found)
                if made:
                    taken.add(event.trigger[1])
                    yield made

    def _incident(self, line: Line, event: Event, found: Sequence[Predicate]) -> Incident | None:
        span = line.span(*event.trigger)
        told = next((s for content, s in self._statements if content.holds(span)), None)
        status = status_of(line, event, told, found)
        if status is None:
            return None
        who = acting(line, event)
        own = is_own_force(line, event)
        actor = _is_nobody if own else is_actor
        moved = tuple(r for r in event.recipients if event.verb and r == event.verb.patient)
        agents = self._whom.sides(line, moved or event.recipients if own else who, actor, deed=event.deed)
        nobody = is_who_of_place(line, event) and not agents.person
        if agents.known and (nobody or is_of_war(line, event)):
            agents = NOBODY
        given = event.deed in _GIVING or (event.deed, event.deed_mode) in _GIVEN
        fits = is_someone if event.deed_mode == "visit" else is_people if given else is_something
        recipients = self._whom.sides(line, () if own else done_to(line, event), fits)
        if recipients.person and status == "reported" and may_outlive(line, event):
            recipients = recipients.without(self._telling)
        if agents.person and event.deed == "ASSAULT" and set(agents.names) & set(recipients.names):
            agents = NOBODY  # whose clause it is was misread
        by_weapon = any(is_weapon(line, phrase) or is_craft(line, phrase) for phrase in who)
        if not is_told_fully(line, event, agents, recipients, by_weapon=by_weapon):
            return None
        if not means_deed(line, event, of_person=recipients.person, by_weapon=by_weapon):
            return None
        if event.deed == "COOPERATE" and self._whom.is_one_side(line, who, recipients):
            return None
        if event.verb is None and agents.person and self._whom.is_on_media(line, event):
            return None
        states = agents.known and not agents.person
        if is_figurative(line, event, by_person=agents.person, by_state=states):
            return None
        if is_idiom(line, event):
            return None
        if is_mishap(line, event, of_page=self._is_of_mishap):
            return None
        place = self._place(line, event)
        if event.deed_mode == "visit" and not recipients.names:
            place = place or self._goal(line, event)
            if place is None:
                return None
        if event.deed_mode == "visit" and self._whom.is_at_home(line, event, who, recipients):
            return None
        alone = event.deed_mode == "resign"
        text, name = self._document.text, self._document.id
        undated = is_remembered(line, event) or is_beside(line, event)
        date = Date.unknown() if undated else self._date(line, span)
        if status == "reported" and self.history.is_of_another_year(line, event):
            status, date = "historical", Date.unknown()
        if status in ("reported", "planned") and self.history.holds(line, event, date):
            status = "historical"
        if status == "reported" and self._is_to_come(line, event, date):
            status = "planned"
            published = self._document.published.earliest
            date = Date.unknown() if published and date.latest and date.latest < published else date
        if status == "reported" and (self._is_ahead(date) or is_named_day(line, date)):
            date = Date.unknown()  # ``on 29 December``, told in May: which year is open
        pieces = {span, *(line.span(*r) for r in (*event.agents, *event.recipients))}
        return Incident(
            id=make_id("incident", name, span.start, span.end, event.deed),
            document_id=name,
            event_type=event.deed,
            mode=_mode(line, event),
            agents=agents.names,
            recipients=tuple(r for r in recipients.names if r not in agents.names and not alone),
            place=place,
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

    # --- where, when, how many

    def _place(self, line: Line, event: Event) -> Place | None:
        for phrase in where(line, event):
            found = place(line, front(line, phrase), self._names)
            if (
                found
                and not is_month(line, found[0])
                and line.words[found[1] - 1] != "war"
                and not self._whom.is_armed_group(line, found)
            ):
                printed = [t.text for t in line.tokens[found[0] : found[1]]]
                hit = self._names.at(printed, 0)
                span = line.span(*found)
                country = hit[1].country if hit and hit[0] == len(printed) else None
                return Place(self._document.text[span.start : span.end], country)
        return None

    def _goal(self, line: Line, event: Event) -> Place | None:
        """Where one travels, if it is called by a name."""
        for phrase in done_to(line, event):
            start, end = front(line, phrase)
            dated = (k for k in range(start, end) if line.is_time(k) or is_month(line, k))
            end = next(dated, end)  # ``to visit | Velm Sept. 20``
            if start < end and line.tags[end - 1] == "NNP":
                start += line.tags[start] == "DT"
                hit = self._names.at([t.text for t in line.tokens[start:end]], 0)
                span = line.span(start, end)
                return Place(self._document.text[span.start : span.end], hit[1].country if hit else None)
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

    def _is_to_come(self, line: Line, event: Event, date: Date) -> bool:
        """Whether a present tells of a day behind its page's: ``S | leaves | for Velm on Friday``."""
        published, p = self._document.published.latest, event.verb
        going = p is not None and line.tags[p.verb] == "VBG" and line.words[p.group[0]] in ("is", "are")
        if going and p and any("next" in line.words[slice(*r)] for _, r in p.phrases):
            return True  # ``| is standing down | at the next election``
        resigns = going and event.deed_mode == "resign"
        if resigns and date.latest and published and date.latest < published:
            return True  # ``| is stepping down | in May``, told in June
        goes = p is not None and p.group[0] == p.verb and line.tags[p.verb] in ("VBZ", "VBP")
        if goes and p and line.words[p.group[1] : p.group[1] + 1] == ["later"]:
            return True  # ``| departs | later on Monday``
        if p is None or published is None or date.earliest is None or date.earliest <= published:
            return False
        present = line.words[p.group[0]] in ("is", "are") and line.tags[p.verb] == "VBG"
        return present or goes

    def _is_ahead(self, date: Date) -> bool:
        """Whether a day is behind that of the page."""
        published = self._document.published.latest
        return published is not None and date.earliest is not None and date.earliest > published

    def _counted(self, line: Line, event: Event, found: Sequence[Predicate]) -> tuple[str, ...]:
        """The figures of the clause."""
        start, end = _clause(line, event, found)
        return tuple(
            f.id
            for f in self._figures
            if f.kind in _COUNTED and start <= f.evidence[0].start and f.evidence[0].end <= end
        )


def _is_nobody(line: Line, phrase: Range) -> bool:
    """Of forces that are moved only whose they are is told, not who moves them."""
    return False


def _mode(line: Line, event: Event) -> str | None:
    """The mode of a deed; a guard that is a force by its name is no police: ``sent | the National Guard``."""
    moved = [r for r in (*event.agents, *event.recipients) if r]
    guard = any(
        line.words[k] in ("guard", "guards") and line.tags[k] == "NNP" for r in moved for k in range(*r)
    )
    return "troops" if guard and (event.deed, event.deed_mode) == ("MOBILIZE", "police") else event.deed_mode


def _clause(line: Line, event: Event, found: Sequence[Predicate]) -> tuple[int, int]:
    """The offsets of an event's clause: up to the next verb with a subject of its own."""
    p = event.verb
    first = min(r[0] for r in (*event.agents, *event.recipients, event.trigger))
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
