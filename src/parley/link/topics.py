"""What a position or the terms of an agreement are about, by their words; and whether two are about one thing.

An issue takes in many things: who refuses talks on the other's soil has not said it again when he refuses to sign
away a province, though both are of how to negotiate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from parley.find.units import listed
from parley.vocab import table

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDING = re.compile(r"(?:ations?|ings?|ments?|als?|ers?|ies|ed|es|s|e|y)$")
_STEM = 3  # letters of a word that its endings leave at least
_NAME = 5  # letters of a state's name that its people's name shares: Tavria, Tavrian
_SHARED = 2  # words from which two contents are about one thing
_MOST = 0.6  # of the shorter one's words, from which it is said again: of 21 changes told by half of them 9 were none
_PART = 1 / 3  # or, of the shorter one's words, so many


class Topic(NamedTuple):
    """The stems of the words that tell what a content is about, and whether it is of talks, by whatever name."""

    stems: frozenset[str]
    talks: bool


class Topics:
    """Reads the topics of contents of one record."""

    def __init__(self, states: Iterable[str], besides: str = "") -> None:
        """Of words that tell nothing.

        Args:
            states: The names of states, which any content may hold.
            besides: Further words, which all that is compared holds by what it is.
        """
        self._names = tuple({name.casefold()[:_NAME] for name in states})
        self._without = frozenset(_meaning(word) for word in _WORD.findall(besides.casefold()))

    def of(self, content: str) -> Topic:
        """The topic of a content."""
        words = set(_WORD.findall(content.casefold()))
        told = {word for word in words - _general() if not (self._names and word.startswith(self._names))}
        stems = frozenset(map(_meaning, told)) - _stems() - self._without
        return Topic(stems, not (self._without or words.isdisjoint(_talks())))


def about_one(one: Topic, other: Topic) -> bool:
    """Whether two topics are of one thing."""
    if not (one.stems and other.stems):  # ``to meet``, ``any talks``
        return not (one.stems or other.stems) and one.talks and other.talks
    if one.stems.isdisjoint(other.stems):
        return False
    shared = len(one.stems & other.stems)
    return shared >= _SHARED or shared >= _PART * min(len(one.stems), len(other.stems))


def alike(one: Topic, other: Topic) -> bool:
    """Whether two topics are of one thing in nearly the same words, so that one content says the other again."""
    fewer, more = sorted((one.stems, other.stems), key=len)
    shared = len(fewer & more)
    if shared < _SHARED:
        return shared == len(fewer) and len(more) <= _SHARED and about_one(one, other)
    return shared >= _MOST * len(fewer)


@cache
def _meanings() -> Mapping[str, str]:
    """The stem that stands for each of several of one meaning."""
    groups = (line.split() for line in table("positions/words.toml")["synonyms"].splitlines())
    return {_stem(word): _stem(group[0]) for group in groups for word in group}


def _meaning(word: str) -> str:
    stem = _stem(word)
    return _meanings().get(stem, stem)


def _stem(word: str) -> str:
    cut = _ENDING.sub("", word)
    return cut if len(cut) >= _STEM else word


@cache
def _general() -> frozenset[str]:
    known = table("positions/words.toml")
    people = known["officials"].split() + known["governing"].split()
    return listed("stop") | _talks() | frozenset(known["general"].split() + people)


@cache
def _talks() -> frozenset[str]:
    known = table("positions/words.toml")
    return frozenset(known["occasions"].split() + known["meetings"].split())


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(_stem, table("positions/words.toml")["general"].split()))
