"""Words of deeds in phrases that mean something else: ``searched the Internet``, ``did three tours``, ``hung up``."""

from __future__ import annotations

from parley.find.plover.event import Event
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, singular
from parley.find.plover.phrases import front
from parley.find.predicates import Predicate
from parley.language.line import REACH, Line


def is_idiom(line: Line, event: Event) -> bool:
    """Whether the words of a deed stand in a phrase that tells of none."""
    p = event.verb
    if p is None:
        return False
    return (
        p.lemma in light("idle_phrases")
        or (p.lemma == "search" and _is_looking_up(line, event, p))
        or (event.deed_mode == "visit" and _is_duty(line, event, p))
        or (event.deed == "PROTEST" and p.lemma == "call" and _is_judged(line, p))
        or (p.lemma == "depose" and _is_heard(line, p))
        or (event.deed == "MOBILIZE" and p.lemma == "be" and _is_wary(line, event))
    )


def _is_heard(line: Line, p: Predicate) -> bool:
    """Whether a witness is heard: ``was | deposed | in the lawsuit``."""
    near = line.words[max(0, p.verb - REACH) : p.verb + REACH]
    return not light("lawsuits").isdisjoint(map(singular, near))


def _is_wary(line: Line, event: Event) -> bool:
    """Whether one person looks out: ``she | is always on the alert``."""
    return bool(event.agents) and all(line.words[start] in ("he", "she", "i") for start, _ in event.agents)


def _is_duty(line: Line, event: Event, p: Predicate) -> bool:
    """Whether a soldier serves abroad: ``a soldier who | did several tours | in T``."""
    noun = event.trigger[1] - 1
    return p.lemma in light("serving") and singular(line.words[noun]) == "tour"


def _is_looking_up(line: Line, event: Event, p: Predicate) -> bool:
    """Whether nobody's house is searched, by no guards: ``the paper | searched | the Internet``."""
    hit = p.object or p.patient
    able = members("property") | members("land") | members("people") | light("craft")
    guards = members("police") | members("troops") | members("arms_of_state")
    searched = hit is not None and not able.isdisjoint(heads(line, front(line, hit)))
    return not searched and all(guards.isdisjoint(heads(line, front(line, r))) for r in event.agents)


def _is_judged(line: Line, p: Predicate) -> bool:
    """Whether somebody says what he thinks of a protest: ``| called | the protest "reckless"``."""
    if p.object is None or p.passive or p.object[1] >= len(line):
        return False
    return line.is_open_quote(p.object[1]) or line.tags[p.object[1]] in ("JJ", "DT", "NN")
