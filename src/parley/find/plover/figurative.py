"""Words of deeds that are used for less: of politicians, offices, plans and in marks of doubt."""

from __future__ import annotations

from parley.find.plover.event import Event
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, singular
from parley.find.plover.phrases import front
from parley.find.plover.sides import is_name
from parley.find.predicates import Predicate
from parley.language.line import Line, Range

_MARKED = 2  # words of a quotation that only marks a word as not meant: ``later "hijacked" by``
_COMMANDING = frozenset({"order", "authorize", "authorise", "approve"})
_FIGHTING = frozenset({"clash", "battle", "fight", "spar", "war"})


def is_figurative(line: Line, event: Event, *, by_person: bool, by_state: bool) -> bool:
    """Whether the words of a deed stand for something less.

    Args:
        line: The sentence.
        event: What its words name.
        by_person: Somebody called by his name does it.
        by_state: A state or a body of it does it.
    """
    p = event.verb
    if p is None:
        return _is_quarrel(line, event)
    return (
        _is_marked(line, p)
        or _is_of_office(line, event, p)
        or _is_of_words(line, event, p, by_person=by_person)
        or _is_of_topic(line, event, p)
        or (by_person and (p.lemma == "occupy" or _is_of_thought(line, event, p)))
        or (by_state and event.deed_mode == "obstruct")  # a state that blocks does not protest
        or _is_thing_made_known(line, event, p)
        or _is_of_airline(line, event, p, by_state=by_state)
    )


def _is_marked(line: Line, p: Predicate) -> bool:
    """Whether marks stand around a verb alone: ``was later "hijacked" by radicals``."""
    if line.quoted[p.verb] < 0:
        return False
    start = p.verb
    while start > 0 and line.quoted[start - 1] == line.quoted[p.verb]:
        start -= 1
    end = p.verb + 1
    while end < len(line) and line.quoted[end] == line.quoted[p.verb]:
        end += 1
    words_ = [word for word in line.words[start:end] if word[0].isalnum()]
    return len(words_) <= _MARKED


def _is_of_office(line: Line, event: Event, p: Predicate) -> bool:
    """Whether somebody clashes with an office: ``a general who | clashed | with the government``."""
    if event.deed != "ASSAULT" or event.is_noun or p.lemma.split()[0] not in _FIGHTING:
        return False
    forces = members("troops") | members("crowd") | members("police") | light("attackers")
    if any(not forces.isdisjoint(heads(line, front(line, r))) for r in event.agents):
        return False
    against = p.object or p.phrase("with", "against")
    offices = light("offices")
    return against is not None and not offices.isdisjoint(heads(line, front(line, against)))


def _is_quarrel(line: Line, event: Event) -> bool:
    """Whether a clash or a battle is with politicians: ``the Oval Office | clash | with Democratic leaders``."""
    noun = singular(line.words[event.trigger[0]])
    talking = light("offices") | light("politicians") | members("envoy")
    return noun in ("clash", "battle", "fight", "war") and any(
        not talking.isdisjoint(heads(line, front(line, r))) for r in event.recipients
    )


def _is_of_words(line: Line, event: Event, p: Predicate, *, by_person: bool) -> bool:
    """Whether a politician attacks what cannot be struck: ``Vey launched | an assault | on Lund's record``."""
    made = p.object is not None and not members("attack").isdisjoint(heads(line, front(line, p.object)))
    if event.deed != "ASSAULT" or not (event.is_noun or made) or p.lemma in _COMMANDING:
        return False
    if made and p.object and not light("of_words").isdisjoint(line.words[slice(*p.object)]):
        return True  # ``launched | public attacks | on the inquiry``
    if not by_person:
        return False
    on = p.phrase("on", "against")
    if on is None:
        return False
    real = members("property") | members("land") | members("people") | members("troops") | members("crowd")
    real |= members("weapons") | members("arms_of_state")
    target = front(line, on)
    if not (light("politicians") | members("envoy")).isdisjoint(heads(line, target)):
        return True  # ``Vey launched | an attack | on his own minister``
    return line.tags[target[1] - 1] != "NNP" and real.isdisjoint(heads(line, target))


def _is_of_topic(line: Line, event: Event, p: Predicate) -> bool:
    """Whether somebody withdraws from no place and no body: ``have pulled back | from their focus on taxes``."""
    if (event.deed, event.deed_mode) != ("RETREAT", "withdraw") or p.object or p.passive:
        return False
    out_of = p.phrase("from")
    if out_of is None or is_name(line, front(line, out_of)):
        return False
    real = members("land") | members("property") | members("agreement") | members("talks") | light("left")
    return real.isdisjoint(heads(line, front(line, out_of)))


def _is_of_thought(line: Line, event: Event, p: Predicate) -> bool:
    """Whether somebody seizes what no hand holds: ``Vey | seized | the virus to justify his course``."""
    if event.deed_mode != "seize" or p.object is None or p.passive:
        return False
    held = front(line, p.object)
    real = members("asset") | members("land") | members("property") | members("people") | members("post")
    return line.tags[held[1] - 1] != "NNP" and real.isdisjoint(heads(line, held))


def _is_thing_made_known(line: Line, event: Event, p: Predicate) -> bool:
    """Whether what is released is a thing that a pronoun stands for: ``cut the tape and | released | it``."""
    return event.deed_mode == "release" and p.object is not None and _words(line, p.object) == ["it"]


def _is_of_airline(line: Line, event: Event, p: Predicate, *, by_state: bool) -> bool:
    """Whether flights or shows are called off by who runs them: ``the airline | cancelled | many flights``."""
    if event.deed_mode != "discontinue" or by_state or p.object is None:
        return False
    return not {"flight", "visit", "service"}.isdisjoint(heads(line, front(line, p.object)))


def _words(line: Line, found: Range) -> list[str]:
    return list(line.words[slice(*found)])
