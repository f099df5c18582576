"""The mentions of talks in a sentence, with all that the sentence says of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.find import realis
from parley.find.base import Analysis
from parley.find.meetings import statuses
from parley.find.meetings.clauses import agent_of, as_object, as_subject, clear, in_phrase, is_due, object_of
from parley.find.meetings.company import governs, is_long, is_with
from parley.find.meetings.deeds import Deeds, deeds
from parley.find.meetings.going import is_on_the_way, of_presence
from parley.find.meetings.lengths import note_length
from parley.find.meetings.lexicon import listed
from parley.find.meetings.naming import is_habitual, is_of_some_body, note_number
from parley.find.meetings.nouns import Noun, left, nouns
from parley.find.meetings.owning import tells_when
from parley.find.meetings.placing import Placing, place_beside
from parley.find.meetings.presence import inside, may_come, with_others
from parley.find.meetings.sides import Sides, whole
from parley.find.meetings.signs import (
    fronted_status,
    of_a_body,
)
from parley.find.meetings.sites import Site, before_noun, is_state, sites
from parley.find.meetings.statuses import NONE
from parley.find.meetings.talk import Talk
from parley.find.meetings.timing import Timing
from parley.find.meetings.together import mark_second, taken_together
from parley.find.parties import Parties
from parley.find.phrases import time
from parley.find.predicates import Predicate, Predicates
from parley.language.line import Line, Range
from parley.records import Place

_MATTERS = ("of_trade", "of_war")  # what talks are of by their name, which are not of the other then
_IN = frozenset({"in", "at", "for", "to", "during", "of", "into", "from"})


class Reader:
    """Reads the sentences of one document; call it in order of the text."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._known = analysis.known
        self._predicates = analysis.once(Predicates)
        self._sides = Sides(analysis.once(Parties), self._known)
        self._deeds = Deeds(self._sides)
        self._placing, self._timing = Placing(analysis.times), Timing(analysis)
        self._passed: list[Line] = []  # sentences whose places nobody asked for yet
        self._named: dict[str, Place] = {}  # places that the others name

    @property
    def sides(self) -> Sides:
        """What reads the sides of the document's talks."""
        return self._sides

    def read(self, line: Line) -> list[Talk]:
        """The mentions of a sentence, in order; also of what is told not to be, whose status is `NONE`."""
        self._passed.append(line)
        found = list(nouns(line))
        if not found and self._predicates.lemmas(line).isdisjoint(deeds()):
            return []
        verbs = self._predicates.of(line)
        places = sites(line, self._known)
        talks = [self._of_noun(line, noun, verbs, places) for noun in found]
        met = [talk for p in verbs if (talk := self._deeds.of_verb(line, p, verbs))]
        talks = taken_together(line, talks, met, verbs)
        talks.sort(key=lambda t: t.at)
        self._placing.place(line, talks, places, verbs)
        place_beside(line, talks)
        mark_second(line, talks)
        self._timing.time(line, talks, verbs)
        for talk in talks:
            talk.convened = talk.convened or self._sides.is_of_members(talk)
        return [t for each in talks for t in self._timing.several(each, places)]

    @property
    def _seen(self) -> Mapping[str, Place]:
        """The places that the page has named so far, by their names."""
        for line in self._passed:
            for site in sites(line, self._known):
                if site.lead in ("in", "to") and not is_state(site.place):
                    self._named[site.place.name] = site.place
        self._passed.clear()
        return self._named

    # --- a noun

    def _of_noun(self, line: Line, noun: Noun, verbs: Sequence[Predicate], places: Sequence[Site]) -> Talk:
        talk = Talk(line, noun.at, noun.form, rule="noun")
        talk.note_tokens("form", (noun.start, noun.head + 1))
        before = line.words[noun.start : noun.head + 1]
        talk.definite = not noun.other and (before[0] in listed("definite") or line.is_possessive(noun.start))
        talk.new = noun.other or not listed("another").isdisjoint(before[: noun.first - noun.start + 1])
        talk.new = talk.new or (before[0] in ("a", "an") and is_due(line, noun.head, then="for"))
        talk.one = before[0] in ("a", "an") and not talk.new
        talk.process = noun.form == "talks" and not listed("of_process").isdisjoint(before)
        talk.latest = "latest" in before or "recent" in before
        talk.earlier = any(
            line.words[i] in listed("earlier") and not line.is_time(i + 1)
            for i in range(noun.start, noun.head)
        )
        note_number(talk, noun)
        named = self._before(line, noun.start, noun.first)
        if named is None and noun.head > noun.first:
            named = self._before(line, noun.first + 1, noun.head)
        if named:
            talk.place, talk.by_place, talk.definite = named.place, True, True
            talk.note_tokens("place", named.found)
        talk.convened = self._sides.is_convened(line, noun)
        self._sides.before(talk, noun, named)
        if noun.head > noun.first + 2:
            inner = Noun(noun.first + 2, noun.head, noun.head, noun.form)
            self._sides.before(talk, inner, named)
        if of_a_body(line, noun) or is_long(line, noun) or is_habitual(before):
            talk.strange, talk.definite = True, False
        subject = self._subject(line, verbs, noun)
        self._sides.behind(talk, noun, places, [p.group for p in subject if tells_when(p)])
        if is_of_some_body(line, noun, talk):
            talk.strange, talk.definite = True, False
        if noun.start == noun.head and line.words[noun.head] == "meeting" and len(talk.parties) > 1:
            talk.strange = talk.strange or is_with(
                talk
            )  # ``appealed to many, | meeting with T and M``: who did?
        self._theirs(talk, noun, verbs)
        self._around(talk, noun, verbs, subject)
        self._agenda(talk, noun)
        talk.topics = tuple(name for name in _MATTERS if not listed(name).isdisjoint(before))
        note_length(talk, noun, subject, self._analysis)
        return talk

    def _theirs(self, talk: Talk, noun: Noun, verbs: Sequence[Predicate]) -> None:
        """``T and M came to | their first direct talks``: of the sides that are the subject before it."""
        line = talk.line
        if line.words[noun.start] != "their" or talk.parties:
            return
        named = self._sides.persons_named(line, (0, noun.start))
        if len(named) == 2 and noun.form in (
            "meeting",
            "summit",
        ):  # ``A said goodbye to B after | their meeting``
            talk.people += named
            talk.parties |= {side.actor_id: side for _, side in named if side}
            return
        before = [p.subject for p in verbs if p.subject and p.group[1] <= noun.start and not p.passive]
        pairs = [found for found in before if len(self._sides.of(line, whole(line, found))) > 1]
        if pairs and noun.form == "talks":
            self._sides.take_part(talk, line, whole(line, pairs[-1]))

    def _before(self, line: Line, start: int, head: int) -> Site | None:
        """The place by which a noun is called."""
        capital = any(token.text[0].isupper() for token in line.tokens[start:head])
        return before_noun(line, start, head, self._known, self._seen) if capital else None

    def _subject(self, line: Line, verbs: Sequence[Predicate], noun: Noun) -> list[Predicate]:
        return as_subject(line, verbs, noun.start, noun.head) or as_subject(
            line, verbs, noun.start, noun.first
        )

    def _object(self, line: Line, verbs: Sequence[Predicate], noun: Noun) -> Predicate | None:
        return as_object(line, verbs, noun.start, noun.head) or as_object(line, verbs, noun.start, noun.first)

    def _around(
        self, talk: Talk, noun: Noun, verbs: Sequence[Predicate], subject: Sequence[Predicate]
    ) -> None:
        """What the verbs around a noun tell: its status, who holds it, who mediates."""
        line = talk.line
        status: tuple[str, bool] | None = None
        told = statuses.of_noun(line.words[noun.start : noun.first])
        for p in subject:
            self._by(talk, p)
        object_ = self._object(line, verbs, noun)
        if object_ and (
            governs(object_, noun, subject)
            or statuses.is_beside(line, noun.start)
            or statuses.is_of_it(line, object_, noun.start)
        ):
            object_ = None  # ``has another scoop ahead of | the talks``
        phrase = in_phrase(line, verbs, noun.start, noun.head)
        if phrase and not talk.definite and not talk.number and self._is_of_strangers(line, *phrase):
            talk.strange = True
        status = statuses.of_subject(line, subject) if subject else None
        if object_:
            status = self._as_object(talk, object_, verbs) or status
        elif phrase and not subject:
            status = self._in_phrase(talk, phrase, verbs)
        elif phrase and phrase[0].lemma in listed("go") and phrase[1] == "for":
            self._in_phrase(
                talk, phrase, verbs
            )  # ``would go to Velm for the talks, which are due on Monday``
        if phrase and statuses.is_to_be(line, *phrase):
            status = ("scheduled", False)
        if is_due(line, noun.head) and (status is None or status[0] == "proposed"):
            status = ("scheduled", True)
        left_ = statuses.of_leaving(line, *phrase, status and status[0]) if phrase else None
        if left_ and phrase:
            agent = agent_of(line, phrase[0])
            if agent:
                self._sides.take_part(talk, line, whole(line, agent))
            status = left_
        if line.words[noun.start] == "no":
            status = statuses.of_none(line, noun.start)
        if status is None and not phrase and not object_:
            status = fronted_status(line, noun, verbs)
        spoken_of = told == "scheduled" and status == (
            "proposed",
            True,
        )  # ``discussed | the upcoming summit``
        if told and (status is None or not status[1] or spoken_of or told in ("failed", "cancelled")):
            status = (told, told != "under_way" and not spoken_of)
        elif status is None:
            status = statuses.of_place(line, noun.start)
        if status:
            talk.status, talk.sure = status
        talk.beside = statuses.is_beside(line, noun.start)
        talk.apart = talk.status in ("failed", "paused") and (
            told is not None or statuses.is_background(line, noun.start, noun.head)
        )

    def _is_of_strangers(self, line: Line, p: Predicate, word: str) -> bool:
        """Whether talks are those of somebody who is no side: ``two brokers were in | talks on a merger``."""
        agent = agent_of(line, p) if p.lemma == "be" and word == "in" else None
        return agent is not None and not self._sides.of(line, agent)

    def _by(self, talk: Talk, p: Predicate) -> None:
        """``mediated by A``, ``hosted by A``, ``held by A``."""
        if not p.passive or p.agent is None:
            return
        base, agent = p.lemma.split()[0], whole(talk.line, p.agent)
        if base in listed("mediate"):
            self._sides.put(talk, "mediators", talk.line, agent)
        elif base in listed("host"):
            self._sides.put(talk, "hosts", talk.line, agent)
        elif base in listed("hold"):
            self._sides.take_part(talk, talk.line, agent)

    def _as_object(self, talk: Talk, p: Predicate, verbs: Sequence[Predicate]) -> tuple[str, bool] | None:
        base, agent = p.lemma.split()[0], agent_of(talk.line, p)
        agent = agent and self._not_a_time(talk.line, agent)
        if agent:
            agent = with_others(talk.line, p, agent)
            if base in listed("mediate"):
                self._sides.put(talk, "mediators", talk.line, agent)
            elif base in listed("host"):
                self._host(talk, agent)
            elif base in listed("attending") and talk.form == "conference":
                pass  # which is of many
            elif base in listed("hold") or (
                statuses.calls_off(p) and (len(talk.parties) < 2 or is_with(talk))
            ):
                persons, sides = list(talk.people), dict(talk.parties)
                self._sides.take_part(talk, talk.line, agent)
                others = [pair for pair in talk.people if pair not in persons]
                if statuses.calls_off(p):
                    talk.people = [*persons, *(pair for pair in others if pair[1] is None)]
                elif (
                    base in listed("attending") and talk.definite
                ):  # who attends may be beside those who meet
                    talk.people, talk.present = persons, [*talk.present, *others]
                    of_one = len(others) == 1 or (
                        not others and self._sides.is_unknown_person(talk.line, agent)
                    )
                    if of_one and len(talk.parties) < 2:
                        talk.parties = sides  # ``an adviser, who attended | the meeting``
        if base in listed("mediate"):
            return statuses.of_deed(talk.line, p, verbs)
        return statuses.of_object(talk.line, p, verbs)

    def _not_a_time(self, line: Line, agent: Range) -> Range | None:
        """The subject, also where a time stands in its place: ``Velm, which in May | hosted``."""
        span = line.span(*agent)
        if not any(e.start <= span.start and span.end <= e.end for e in self._analysis.times.meeting(*span)):
            return agent
        at = next((k for k in range(agent[0] - 1, max(0, agent[0] - 4), -1) if line.tags[k] == "WH"), 0)
        return line.np_before(at - (line.words[at - 1] == ",")) if at > 1 else None

    def _host(self, talk: Talk, agent: Range) -> None:
        """A state that hosts, or a town, which is where it is."""
        line = talk.line
        for start in range(agent[0], agent[1]):
            printed = " ".join(t.text for t in line.tokens[start : agent[1]])
            known = self._seen.get(printed)
            if (
                known
                and not self._sides.people(line, agent)
                and not (start == agent[0] and self._is_capital(printed))
            ):
                talk.place = talk.place or known
                talk.note_tokens("place", (start, agent[1]))
                return
        self._sides.put(talk, "hosts", line, agent)
        for pair in self._sides.people(line, agent):
            talk.people.append(pair)
            if pair[1]:
                talk.parties.setdefault(pair[1].actor_id, pair[1])

    def _is_capital(self, printed: str) -> bool:
        """Whether a name by itself may stand for a government."""
        hit = self._known.at(printed.split(), 0)
        return hit is not None and hit[1].capital

    def _in_phrase(
        self, talk: Talk, phrase: tuple[Predicate, str], verbs: Sequence[Predicate]
    ) -> tuple[str, bool] | None:
        p, word = phrase
        before = statuses.of_place(talk.line, left(talk.line, talk.at[0]))
        if statuses.is_of_none(talk.line, p, verbs):
            return NONE, True
        base = p.lemma.split()[0]
        if base == "meet" and before and before[0] == "proposed":
            return before  # ``met A about the prospect of | talks``: nobody takes part yet
        is_there = base in ("be", "make") and word in ("in", "at", "for", "to")
        goes = base in listed("travel") - {"be"} or base == "meet" or is_there
        gathering = talk.convened or talk.form in ("summit", "conference", "visit")
        who = None if goes or gathering else inside(talk.line, p, word)  # many are at these
        if who:
            self._sides.take_part(talk, talk.line, whole(talk.line, who))
            other = object_of(talk.line, p)
            if other and not talk.definite and self._sides.people(talk.line, other):
                self._sides.take_part(talk, talk.line, other)
        agent = agent_of(talk.line, p)
        if p.passive and is_on_the_way(talk.line, p):
            agent = agent or p.subject  # ``T's minister | was headed to Velm for talks``
        visited = next((q for q in verbs if agent and q.object and q.object[0] == agent[0]), None)
        if visited and visited.verb < p.verb:
            agent = agent_of(talk.line, visited)  # ``S will visit O | and go to Rill for talks``
        if word in _IN and goes and agent and may_come(talk.line, agent):
            persons = list(talk.people)
            self._sides.take_part(talk, talk.line, whole(talk.line, agent))
            if base not in ("send", "dispatch", "be"):
                talk.present += [pair for pair in talk.people if pair not in persons]
            talk.people = persons
        if before:
            awaited = before[0] == "held" and (p.future or statuses.is_expected(p, verbs))
            return ("scheduled", False) if awaited else before
        if word == "for" and statuses.calls_off(p):
            if agent and talk.number == 1 and is_with(talk):
                self._sides.take_part(talk, talk.line, whole(talk.line, agent))
            return statuses.of_object(talk.line, p, verbs)  # ``cancelled a visit to Velm for | talks with T``
        if word in ("for", "to") and goes and is_on_the_way(talk.line, p):
            return "scheduled", True
        if word == "for" and goes and (there := of_presence(talk.line, p)):
            return there
        if word in ("for", "to") and goes:
            told = statuses.of_deed(talk.line, p, verbs)
            return told if told and told[0] in ("scheduled", "proposed") else None
        if word == "for" and p.lemma == "invite" and p.realis != realis.NEGATED:
            for found in (p.agent, object_of(talk.line, p)):
                if found and not talk.definite:  # ``O invited T to Rill | for a summit``
                    self._sides.take_part(talk, talk.line, found)
            return "proposed", True
        if word == "to" and base == "agree" and p.realis == realis.ACTUAL:
            if p.agent and is_with(talk) and talk.number == 1:
                self._sides.take_part(talk, talk.line, whole(talk.line, p.agent))
            return "scheduled", False  # ``agreed to | a meeting with T``
        if word == "for" and p.lemma in listed("propose") and p.realis != realis.NEGATED:
            return "proposed", True  # ``hoped for fresh talks``
        if word == "for" and base in ("set", "pave", "lay", "prepare", "clear"):
            if base == "prepare" and p.agent and not p.passive and talk.parties:
                persons = list(talk.people)
                self._sides.take_part(talk, talk.line, whole(talk.line, p.agent))
                talk.people = (
                    persons if talk.met else talk.people
                )  # who prepares for A and B need not meet them
            return "scheduled", False
        if word == "for" and p.future and p.realis != realis.NEGATED:
            return "scheduled", False  # ``will go on to Velm | for talks``
        if word in ("in", "at", "during") and p.realis == "actual" and not p.future:
            return ("held", False) if statuses.is_past(talk.line, p) else None
        return None

    def _agenda(self, talk: Talk, noun: Noun) -> None:
        line = talk.line
        for k in range(noun.head + 1, min(len(line) - 1, noun.head + 20)):
            if not clear(line, noun.head + 1, k, []):
                break
            if time(line, k + 1, len(line)) or line.is_time(k + 1):
                continue  # ``talks | on Tuesday at a venue``
            if line.words[k] in ("on", "over", "about", "aimed", "regarding", "concerning"):
                stop = next(
                    (
                        i
                        for i in range(k + 1, len(line))
                        if line.tags[i] in (",", ".", "WH", ":", "VBD", "VBZ", "MD")
                    ),
                    len(line),
                )
                if stop > k + 1:
                    span = line.span(k + 1, stop)
                    text = self._analysis.document.text[span.start : span.end]
                    talk.agenda = self._analysis.profile.issues_in(text)
                    if talk.agenda:
                        talk.note("agenda", span)
                return
