"""Who mediates, where no noun of meeting stands beside it: ``Oruvian mediators``, ``O, which is mediating``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import left
from parley.find.meetings.sides import Sides, whole
from parley.find.parties import Who
from parley.find.predicates import Predicates
from parley.language.line import Line, Range
from parley.spans import Span
from parley.vocab import words

_NOUNS = frozenset({"mediation", "mediator", "mediators"})
_VERBS = frozenset({"mediate", "broker", "facilitate"})
_OPEN = frozenset({"offer", "offers", "offered", "proposed", "possible", "potential", "no", "without"})


@dataclass(frozen=True, slots=True)
class Mediation:
    """A side that mediates, with the words that say so."""

    side: Who
    span: Span


def mediations(line: Line, verbs: Predicates, sides: Sides) -> Iterator[Mediation]:
    """The sides that a sentence tells of as mediators."""
    for i, word in enumerate(line.words):
        if word in _NOUNS and line.tags[i] in ("NN", "NNS"):
            yield from _by_noun(line, i, sides)
    if verbs.lemmas(line).isdisjoint(_VERBS):
        return
    for p in verbs.of(line):
        mediates = p.lemma in _VERBS and p.form != "infinitive" and not p.passive
        if mediates and p.realis == "actual" and not p.future and p.agent:
            agent = whole(line, p.agent)
            yield from (Mediation(side, line.span(agent[0], p.group[1])) for side in sides.of(line, agent))


def _by_noun(line: Line, i: int, sides: Sides) -> Iterator[Mediation]:
    start = left(line, i)
    if not _OPEN.isdisjoint(line.words[max(0, start - 2) : i]):
        return
    owner = (start, start + 1) if line.words[start] in words("possessives") else (start, i)
    found: list[tuple[Who, Range]] = []
    if owner[0] < owner[1]:
        found += [(side, (start, i + 1)) for side in sides.of(line, owner) if owner != (i, i)]
    after = i + 1
    if line.words[i] == "mediators" and after < len(line) and line.tokens[after].text[0].isupper():
        behind = line.np_after(after)
    else:
        behind = line.phrase_at(after, "from", "by")
    if behind:
        found += [(side, (start, behind[1])) for side in sides.of(line, whole(line, behind))]
    for side, said in found:
        yield Mediation(side, line.span(*said))


@cache
def _delegations() -> frozenset[str]:
    return listed("delegation") - {"side", "group", "party"}


def delegations(line: Line, sides: Sides) -> Iterator[tuple[Who, Span]]:
    """The sides whose delegations a sentence names: ``Tavrian and Morvanian delegations``."""
    if _delegations().isdisjoint(line.words):
        return
    for i in range(1, len(line)):
        if line.words[i] in _delegations() and line.tags[i] in (
            "NN",
            "NNS",
        ):
            start = left(line, i)
            for side in sides.of_named(line, (start, i)):
                yield side, line.span(start, i + 1)
