"""The verbs that tell of a meeting without its noun: ``T and M met``, ``spoke by phone``, ``received the envoys``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from parley.find.meetings import statuses
from parley.find.meetings.clauses import agent_of, clear, object_of
from parley.find.meetings.company import may_act
from parley.find.meetings.lexicon import forms, listed
from parley.find.meetings.presence import come, with_others
from parley.find.meetings.sides import Sides, whole
from parley.find.meetings.signs import by_wire, face_to_face, is_of_people, plural
from parley.find.meetings.talk import Talk
from parley.find.number_words import words as number_words
from parley.find.predicates import Predicate
from parley.language.line import REACH, Line, Range
from parley.records import Place


class Deeds:
    """Reads the verbs of meeting of one document."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides

    def of_verb(self, line: Line, p: Predicate, verbs: Sequence[Predicate]) -> Talk | None:
        """The mention that a verb is; None where it tells of no meeting, or not who met."""
        base = p.lemma.split()[0]
        if base not in deeds():
            return None
        form = "meeting"
        object_ = object_of(line, p)
        if base in listed("host"):
            met = forms().keys() & set(line.words[object_[0] : object_[1]]) if object_ else set()
            if object_ and met and not self._sides.people(line, object_):
                return None  # ``will host | next year's summit of the countries``
            guests = object_ and (self._sides.guests(line, object_) or come(line, object_))
            if p.passive or not object_ or not guests or not is_of_people(line, object_):
                return None
        elif base == "speak" and by_wire(line, p):
            form = "call"
        elif base not in ("meet",) and not (
            p.lemma == "sit down" or (base == "sit" and face_to_face(line, p))
        ):
            return None
        if p.passive:
            return None
        near = line.words[max(0, p.group[0] - 1) : p.group[1] + 1]
        if "ever" in near or line.words[-1] == "?":
            return None  # ``asked whether he would ever meet A``, ``Did A meet T?``
        talk = Talk(line, p.group, form, rule=f"verb {p.lemma}")
        talk.new = not listed("besides").isdisjoint(near)
        talk.note_tokens("form", p.group)
        other = object_ or p.phrase("with")
        if (
            object_
            and base == "meet"
            and not (self._sides.of(line, object_) or self._sides.people(line, object_))
        ):
            return None
        agent = agent_of(line, p)
        agent = with_others(line, p, agent) if agent else None
        if agent:
            self._sides.take_part(talk, line, agent)
            self._including(talk, line, agent[1], p.group[0])
        alone = talk.number
        if agent and other and not alone and base == "meet":
            return None  # ``the Watch's inspectors | met S and T``, of whom it is not told whom else they met
        if other:
            known = list(talk.people)
            self._sides.take_part(talk, line, whole(line, other) if base != "host" else other)
            talk.met = [pair for pair in talk.people if pair not in known]
        receives = base in listed("host") and other is not None and come(line, other)
        few = talk.number < 2 and not receives
        unheard = few and other is not None and talk.number == alone  # the other side is not known
        if other and not object_ and talk.number == alone and not may_act(line, other):
            return None  # ``A and B met with | schoolchildren``
        strange = other is not None and talk.number == alone and not self._sides.people(line, other)
        talk.strange = strange and len(talk.parties) < 2 and not receives  # ``A met with | executives``
        if receives and not talk.people and len(talk.parties) == 1:
            talk.parties = {}  # a state at whose place others meet
        elif not talk.parties or unheard or (few and not (agent and plural(line, agent))):
            return None
        if base in listed("host") and agent:
            self._sides.put(talk, "hosts", line, agent)
            self._at_home(talk, line, agent)
        status = statuses.of_deed(line, p, verbs)
        if status:
            talk.status, talk.sure = status
        self._how_often(talk, p)
        return talk

    def _how_often(self, talk: Talk, p: Predicate) -> None:
        """``met T | three times``, ``met | twice``."""
        line = talk.line
        for k in range(p.group[1], min(len(line), p.group[1] + REACH)):
            number = 2 if line.words[k] == "twice" else number_words().ones.get(line.words[k], 0)
            said = line.words[k] == "twice" or line.words[k + 1 : k + 2] == ["times"]
            if number > 1 and said and clear(line, p.group[1], k, []):
                talk.count = number
                talk.note_tokens("count", (k, k + 1 + (line.words[k] != "twice")))

    def _at_home(self, talk: Talk, line: Line, agent: Range) -> None:
        """A state that receives others does so at home; it is no side of theirs."""
        states = [w for w in self._sides.named(line, agent) if w.kind == "state" and w.head]
        if len(states) == 1 and not self._sides.people(line, agent):
            talk.place = Place(states[0].name, states[0].country)
            talk.note_tokens("place", agent)

    def _including(self, talk: Talk, line: Line, start: int, stop: int) -> None:
        """Persons named between subject and verb: ``delegations, including A and B, | met``."""
        if (
            start < stop
            and line.words[start] in (",", "(", "–", "including")
            and "who" not in line.words[start:stop]
        ):
            for pair in self._sides.named_for(line, (start, stop), list(talk.parties.values())):
                if pair not in talk.people:
                    talk.people.append(pair)


@cache
def deeds() -> frozenset[str]:
    """The verbs that may tell of a meeting without its noun."""
    return listed("host") | {"speak", "meet", "sit"}
