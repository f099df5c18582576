"""Whether enough is told of an event for an incident, and whether its words mean what they say."""

from __future__ import annotations

from dataclasses import dataclass

from parley.find.plover.event import Event
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, singular
from parley.find.plover.phrases import front, is_bearing
from parley.find.predicates import PARTICIPLE, Predicate
from parley.language.line import Line, Range
from parley.language.tags import CURRENCIES
from parley.vocab import words

STATES = frozenset({"SANCTION", "COOPERATE"})  # whose nouns name how things stand: sanctions, trade
_DONE_TO = frozenset({"ASSAULT", "COERCE", "AID"})  # deeds that are done to somebody
_ALONE = frozenset({"aerial", "explosives", "cyber"})


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side of an event; whether any is an actor that the page knows, and that a person."""

    names: tuple[str, ...]
    known: bool
    person: bool

    def without(self, others: frozenset[str]) -> Side:
        """The same but for those who cannot be meant: whoever tells of a murder was not murdered."""
        left = tuple(name for name in self.names if name not in others)
        return self if left == self.names else Side(left, self.known and bool(left), False)


NOBODY = Side((), known=False, person=False)


def is_told_fully(
    line: Line, event: Event, agents: Side, recipients: Side, *, by_weapon: bool = False
) -> bool:
    """Whether enough is told of an event: both sides of a noun; of a verb who does it, or to whom it is done.

    `by_weapon`: what did it is told, but not who.
    """
    p = event.verb
    if p is None:
        of_words = event.deed == "PROTEST" or (
            event.deed == "ASSAULT" and (recipients.person or not recipients.known)
        )
        told = agents.known and bool(recipients.names) and event.deed not in STATES
        return told and not (agents.person and of_words)  # ``Vey's rally``, ``Vey's attacks on Ostrava``
    if event.deed == "MOBILIZE" and p.lemma == "order" and p.clause and line.words[p.clause[0]] == "to":
        return False  # ``ordered its troops | to pull back``
    if event.deed_mode == "troops" and any(
        not light("disabled").isdisjoint(line.words[max(0, r[0] - 1) : r[1]]) for r in event.agents
    ):
        return False  # ``| the wounded soldiers | arrived in T``
    if event.deed == "SANCTION" and not light("penal").isdisjoint(
        line.words[max(0, p.group[0] - 4) : p.group[1] + 4]
    ):
        return False  # ``penal sanctions imposed by T``
    if event.deed_mode == "troops" and p.lemma == "enter" and not _is_entry(line, p):
        return False
    if event.deed == "COERCE" and agents.person and p.lemma.split()[0] in light("compelling"):
        return False  # a politician who forces others to agree
    if event.deed_mode == "access" and not (agents.names or recipients.known):
        return False  # ``| residents | may visit gyms``
    if event.deed == "COERCE" and p.lemma == "order" and _is_instruction(line, event, p):
        return False
    if event.deed_mode == "police" and p.object and not _is_force(line, p.object):
        return False  # ``sent | a security referral``
    against = p.phrase("against")
    if event.deed == "ASSAULT" and any(_is_on_paper(line, r) for r in (*event.recipients, against) if r):
        return False  # ``launched a strike against the proposal``
    if event.hypothetical and not event.future and not (agents.known and recipients.names):
        return False
    if event.deed == "ASSAULT" and agents.person and event.is_noun and p.lemma not in light("command"):
        return False
    if (
        p.lemma in light("figurative")
        and not event.is_noun
        and not _is_literal(line, event, p, agents, recipients)
    ):
        return False
    if p.form == PARTICIPLE and not agents.names and not (by_weapon and recipients.names):
        return False  # ``assets seized``: who did it, and whether it is told at all, is open
    if event.deed_mode == "resign" and agents.known and not agents.person:
        return False  # a state that leaves a union
    if (
        event.deed_mode == "resign"
        and p.object
        and "office" in line.words[p.object[0] + 1 : p.object[1]]
        and p.lemma == "leave"
    ):
        return False  # ``said so as she left | her office``
    if p.lemma == "leave" and event.deed == "RETREAT" and p.object and _is_of_people(line, p.object):
        return False  # ``three days of killing | left | hundreds dead``
    if event.deed == "PROTEST" and line.tags[p.group[1] : p.group[1] + 1] == ["WH"]:
        return False  # ``demonstrates | how weak it is``
    if event.deed == "PROTEST" and agents.person:
        return False  # a politician's rally
    if event.deed == "COOPERATE" and agents.person and p.lemma == "work":
        return False  # ``Vey worked | as a doctor with the army``
    withdraws = event.deed_mode == "withdraw" and event.deed == "RETREAT" and agents.person
    if withdraws and (event.is_noun or not event.bound) and p.lemma not in light("command"):
        return False  # ``has pulled out of the summit``
    if event.deed == "AID" and not agents.known and p.object and _is_of_arms(line, p.object):
        return False  # ``the man who sent | pipe bombs | to officials``
    unhelped = not agents.names and (recipients.person or not recipients.known)
    if event.deed == "AID" and p.passive and unhelped and p.lemma not in ("evacuate", "rescue"):
        return False  # ``29 men | were treated | in hospitals``: no side helps another
    if event.deed == "AID" and recipients.person and p.lemma in light("ditransitive"):
        return False  # ``the clinic | gave | Vey medicine``
    if event.deed in ("AID", "COOPERATE") and _is_sum_of_trade(line, event, p, recipients):
        return False
    if event.deed in ("AID", "COOPERATE") and not p.passive and not _is_between_sides(agents, recipients):
        return False
    if event.deed_mode == "weapons" and event.deed == "MOBILIZE" and (agents.person or _is_of_peace(line, p)):
        return False  # ``Vey built up a protective shell``, ``develops | computing systems``
    if event.deed_mode == "weapons" and not agents.known and not _is_armed(line, event):
        return False  # ``the victim pointed a gun``
    if p.lemma == "be" and event.deed == "ASSAULT" and not recipients.known and not _is_place(line, event):
        return False  # ``our faith | is under assault``
    if by_weapon and event.deed in STATES | {"AID", "RETREAT"}:
        return False  # ``strikes hit the grid, | cutting supply``
    if event.deed in _DONE_TO and not p.passive and any(_is_own(line, r) for r in event.recipients):
        return False  # ``has dispersed | its warplanes``
    made = p.object is not None and not members("attack").isdisjoint(heads(line, front(line, p.object)))
    if (
        event.deed == "ASSAULT"
        and agents.person
        and not recipients.names
        and made
        and p.phrase("on", "in") is None
    ):
        return False  # ``Vey launched a series of attacks``
    if event.deed == "ASSAULT" and agents.person and recipients.person and (event.is_noun or made):
        return False  # ``is waging a war against S``, who is a rival
    if event.deed_mode == "explosives" and p.object is None and not p.passive and not by_weapon:
        return False  # ``launched a rocket; it exploded soon``
    if event.deed_mode == "visit":
        leads = p.lemma == "head" and p.object is not None and not p.passive  # ``headed | the department``
        going = light("travellers")
        flown = any(not going.isdisjoint(heads(line, front(line, r))) for r in event.agents)
        if p.lemma == "arrive" and any(
            not light("occasions").isdisjoint(line.words[slice(*r)]) for _, r in p.phrases
        ):
            return False  # ``arriving | at the news conference``
        known = agents.known or any(not members("envoy").isdisjoint(heads(line, r)) for r in event.agents)
        return known and not leads and not flown  # whom or what is visited is asked for later
    somewhere = any(is_bearing(line, r) for r in event.recipients)
    if not event.bound and not by_weapon and not somewhere and p.lemma.split()[0] in light("loose"):
        return agents.known and bool(recipients.names)
    if p.passive or by_weapon or p.lemma in ("die", "perish", "be"):
        return bool(recipients.names or agents.names)
    done_to = event.bound or event.deed not in _DONE_TO or event.deed_mode in _ALONE
    done_to = done_to or somewhere
    return bool(agents.names) and (done_to or bool(recipients.names))


def _is_sum_of_trade(line: Line, event: Event, p: Predicate, recipients: Side) -> bool:
    """Whether a sum is what a state trades in a year, or a reward: ``exported | $9 billion | in goods``."""
    sums = [r for r in (p.object, p.phrase("to")) if r and not CURRENCIES.isdisjoint(line.words[slice(*r)])]
    if not sums:
        return False
    return event.deed == "COOPERATE" or (p.lemma.split()[0] == "offer" and not recipients.names)


def _is_entry(line: Line, p: Predicate) -> bool:
    """Whether what forces enter is a place: not ``data that personnel | entered | into a form``."""
    into = p.phrase("into") or p.object
    if into is None:
        return True
    core = front(line, into)
    places = members("land") | members("property") | members("border")
    return line.tags[core[1] - 1] == "NNP" or not places.isdisjoint(heads(line, core))


def _is_instruction(line: Line, event: Event, p: Predicate) -> bool:
    """Whether somebody only tells his own what to do: ``ordered | its guards | to stop searching people``."""
    told = p.patient if p.passive else p.object
    if told is None:
        return False
    own = members("arms_of_state") | members("police") | members("envoy")
    return line.words[told[0]] in words("possessives") or not own.isdisjoint(heads(line, front(line, told)))


def _is_on_paper(line: Line, phrase: Range) -> bool:
    """Whether a phrase is of a plan or a text, which only words attack."""
    return not light("on_paper").isdisjoint(heads(line, front(line, phrase)))


def _is_of_people(line: Line, phrase: Range) -> bool:
    return not (members("people") | members("crowd")).isdisjoint(heads(line, front(line, phrase)))


def _is_armed(line: Line, event: Event) -> bool:
    """Whether a force acts, or nobody is told to."""
    armed = members("troops") | members("arms_of_state") | light("attackers") | {"group", "fighter"}
    return all(not armed.isdisjoint(heads(line, front(line, r))) for r in event.agents)


def _is_between_sides(agents: Side, recipients: Side) -> bool:
    """Whether help or joint work is more than what persons do for each other, or somebody unknown does for nobody."""
    helped = bool(recipients.names)
    return (helped and not recipients.person) if agents.person else (helped or agents.known)


def _is_of_peace(line: Line, p: Predicate) -> bool:
    """Whether a system is none of arms."""
    found = p.object and front(line, p.object)
    if not found or "system" not in heads(line, found):
        return False
    kinds = (members("weapons") | light("systems_of_arms")) - {"system"}
    return kinds.isdisjoint(map(singular, line.words[slice(*found)]))


def _is_of_arms(line: Line, phrase: Range) -> bool:
    return not members("weapons").isdisjoint(heads(line, front(line, phrase)))


def _is_place(line: Line, event: Event) -> bool:
    """Whether a place or a force suffers a deed."""
    hit = members("land") | members("property") | members("troops")
    return any(not hit.isdisjoint(heads(line, front(line, r))) for r in event.recipients)


def _is_force(line: Line, phrase: Range) -> bool:
    """Whether a phrase is of forces or guards themselves."""
    force = members("troops") | members("police") | members("people")
    return not force.isdisjoint(heads(line, front(line, phrase)))


def _is_own(line: Line, phrase: Range) -> bool:
    """Whether a phrase is of arms or forces of who acts: ``| its warplanes``."""
    force = (members("arms_of_state") | members("weapons") | members("troops")) - members("attack")
    return line.words[phrase[0]] in ("its", "their") and not force.isdisjoint(
        heads(line, front(line, phrase))
    )


def _is_literal(line: Line, event: Event, p: Predicate, agents: Side, recipients: Side) -> bool:
    """Whether a word of war is one: of forces, weapons, people or states, not of politicians and offices."""
    if agents.person or recipients.person:
        return p.lemma == "kill"
    literal = (
        members("troops") | members("police") | members("weapons") | members("crowd") | members("people")
    )
    literal |= members("attack")
    return all(
        line.tags[r[1] - 1] == "NNP" or not literal.isdisjoint(heads(line, r))
        for r in event.agents
        if r[1] - r[0] > 1 or line.tags[r[0]] != "PRP"
    )
