"""Words of deeds in phrases that mean something else: ``held to a standard``, ``held in contempt``, ``three tours``."""

from __future__ import annotations

from parley.find.plover.event import Event
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, singular
from parley.find.plover.phrases import front
from parley.find.predicates import Predicate
from parley.language.line import Line


def is_idiom(line: Line, event: Event) -> bool:
    """Whether the words of a deed stand in a phrase that tells of none."""
    p = event.verb
    if p is None:
        return False
    return (
        p.lemma in light("idle_phrases")
        or (p.lemma == "search" and _is_looking_up(line, event, p))
        or (event.deed_mode == "resign" and _is_step(line, p))
        or (event.deed_mode == "martial-law" and _is_law(line, event))
        or (event.deed_mode == "arrest" and p.lemma.split()[0] == "hold" and _is_held_so(line, p))
        or (event.deed_mode == "visit" and _is_duty(line, event, p))
        or (event.deed_mode == "demo" and _is_advance(line, event))
        or (event.deed_mode == "restrict" and _leaves_off(line, p))
        or (event.deed_mode == "visit" and p.lemma == "leave" and _is_count(line, p))
        or (event.deed_mode == "visit" and p.lemma == "fly" and _is_carrying(line, p))
        or (p.lemma == "sanction" and _is_allowed(line, event))
        or (p.lemma == "dismiss" and _is_called(line, p))
        or (event.deed == "PROTEST" and p.lemma == "call" and _is_judged(line, p))
        or (event.deed_mode == "censor" and _is_link(line, p))
        or (event.deed == "MOBILIZE" and _is_of_rules(line, event))
    )


def _is_held_so(line: Line, p: Predicate) -> bool:
    """Whether somebody is held to or in what locks nobody up: ``held | to standards``, ``in contempt``, ``liable``."""
    at = p.object[1] if p.object and p.object[0] == p.group[1] else p.group[1]
    if at + 1 >= len(line):
        return False
    if line.words[at] == "to":
        return line.tags[at + 1] != "VB"
    if line.words[at] == "in":  # a place has an article or a name, or is one for prisoners
        bare = line.tags[at + 1] == "NN" and line.tags[at + 2 : at + 3] != ["NN"]
        return bare and singular(line.words[at + 1]) in light("held_in_mind")
    return line.words[at] in light("held_so")


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


def _is_step(line: Line, p: Predicate) -> bool:
    """Whether somebody only makes room: ``| stepped | aside and watched``."""
    return p.lemma.startswith("step") and line.words[p.verb + 1 : p.verb + 3] == ["aside", "and"]


def _is_law(line: Line, event: Event) -> bool:
    """Whether a law is not that of the army: ``declared | the proposed law | dead``."""
    ends = [front(line, r)[1] for r in event.recipients]
    laws = [k - 1 for k in ends if line.words[k - 1] in ("law", "bill")]
    return any(line.words[k - 1] not in ("martial", "emergency", "military") for k in laws)


def _is_count(line: Line, p: Predicate) -> bool:
    """Whether it is a number that is left: ``| leaving | only eight for T``."""
    return p.object is not None and line.tags[p.object[1] - 1] == "CD"


def _is_carrying(line: Line, p: Predicate) -> bool:
    """Whether somebody flies others: ``| flying | them to a hospital``."""
    return p.object is not None and not p.passive and line.tags[p.object[0]] == "PRP"


def _is_allowed(line: Line, event: Event) -> bool:
    """Whether a plan or a thought is approved: ``the idea was | sanctioned | by the government``."""
    return any(not light("on_paper").isdisjoint(heads(line, front(line, r))) for r in event.recipients)


def _is_called(line: Line, p: Predicate) -> bool:
    """Whether somebody only says what he thinks of others: ``| dismissing | his critics as fools``."""
    end = p.object[1] if p.object else p.group[1]
    return line.words[end : end + 1] == ["as"]


def _is_judged(line: Line, p: Predicate) -> bool:
    """Whether somebody says what he thinks of a protest: ``| called | the protest "reckless"``."""
    if p.object is None or p.passive or p.object[1] >= len(line):
        return False
    return line.is_open_quote(p.object[1]) or line.tags[p.object[1]] in ("JJ", "DT", "NN")


def _is_link(line: Line, p: Predicate) -> bool:
    """Whether a channel is none that broadcasts: ``suspended | their channels of cooperation``."""
    phrase = p.object or p.patient
    return phrase is not None and any(
        singular(line.words[k]) in ("channel", "line") and line.words[k + 1] == "of"
        for k in range(phrase[0], phrase[1] - 1)
    )


def _is_advance(line: Line, event: Event) -> bool:
    """Whether forces march to fight, and nobody protests: ``the militia | continues its march |``."""
    marches = singular(line.words[event.trigger[1] - 1]) == "march" or any(
        "march" in heads(line, front(line, r)) for r in event.recipients
    )
    forces = members("troops") | {"army", "fighter"}
    return marches and any(not forces.isdisjoint(heads(line, front(line, r))) for r in event.agents)


def _leaves_off(line: Line, p: Predicate) -> bool:
    """Whether somebody only does a thing no more: ``| stopped | attending rallies``."""
    return p.lemma in light("ending") and line.tags[p.group[1] : p.group[1] + 1] == ["VBG"]


def _is_of_rules(line: Line, event: Event) -> bool:
    """Whether no guards are meant by what is made safer: ``to tighten | national security``."""
    return any(
        "security" in heads(line, front(line, r))
        and not light("security_of").isdisjoint(line.words[slice(*r)])
        for r in event.recipients
    )
