"""Which events are deeds, and which sentences may tell of one: a look at their words, before they are parsed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache

from parley.find.plover.event import MATERIAL_CONFLICT, MATERIAL_COOPERATION
from parley.find.plover.lexicon import Frame, frames, nouns, singular
from parley.find.telling import Telling
from parley.language.line import Line

DEEDS = MATERIAL_COOPERATION | MATERIAL_CONFLICT
_VERBAL = frozenset(
    {("CONSULT", "visit"), ("ACCUSE", "investigate")}
)  # verbal events that no other kind holds
_ELSEWHERE = frozenset({("RETREAT", "ceasefire")})  # material ones that another kind holds: agreements

Needs = tuple[frozenset[str], ...]  # of each set one word must stand in the sentence


def is_deed(kind: str, mode: str | None) -> bool:
    """Whether an event is a deed, of which incidents are made."""
    return (kind in DEEDS and (kind, mode) not in _ELSEWHERE) or (kind, mode) in _VERBAL


def may_tell(line: Line, lemmas: Set[str]) -> bool:
    """Whether a sentence has the words of a deed: its noun, or its verb with the nouns that a frame asks for.

    One of three sentences of news has, where six of seven have the verb of an event. `lemmas` are those of its verbs.
    """
    if _named.any(line.words) or not _nouns().isdisjoint(lemmas):
        return True
    if not _alone().isdisjoint(lemmas):
        return True
    asked = _verbs().keys() & lemmas
    if not asked:
        return False
    told = {*line.words, *map(singular, line.words), *lemmas}
    for verb in asked:
        for needs in _verbs()[verb]:
            if not any(words.isdisjoint(told) for words in needs):
                return True
    return False


def _is_named(word: str) -> bool:
    return word in _nouns() or singular(word) in _nouns()


_named = Telling(_is_named)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(noun for noun, found in nouns().items() if any(is_deed(n.type, n.mode) for n in found))


@cache
def _verbs() -> Mapping[str, tuple[Needs, ...]]:
    """For each verb what else the frames ask for by which it is a deed."""
    out: dict[str, list[Needs]] = {}
    for key, found in frames().items():
        verb, *particle = key.split()
        for frame in found:
            if is_deed(frame.type, frame.mode):
                out.setdefault(verb, []).append((*(frozenset({word}) for word in particle), *_needs(frame)))
    return {verb: tuple(found) for verb, found in out.items()}


@cache
def _alone() -> frozenset[str]:
    """The verbs that are deeds whatever stands beside them."""
    return frozenset(verb for verb, frames_ in _verbs().items() if () in frames_)


def _needs(frame: Frame) -> Iterator[frozenset[str]]:
    return (c.nouns for c in frame.conditions if c.nouns)
