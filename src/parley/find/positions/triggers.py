"""Which sentences may tell a position at all: a look at their words, before any of them is analysed."""

from __future__ import annotations

from functools import cache

from parley.find.positions.stances import listed, noun, stance_words
from parley.find.telling import Telling
from parley.language.lemmas import lemma
from parley.language.line import Line

_SAID = frozenset(
    {"need", "needs", "needed", "have", "has", "had", "ca", "can", "could", "cannot", "stay", "remain"}
)


def tells(line: Line) -> bool:
    """Whether a sentence has a word of a stance, or of a plan."""
    return _stances.any(line.words)


def says(line: Line) -> bool:
    """Whether a sentence, in what a side says, has a word of will or obligation."""
    return _spoken.any(line.words)


def _is_stance(word: str) -> bool:
    if noun(word) or word in stance_words("adjectives") or word in listed("documents"):
        return True
    return word in _verbs() or lemma(word) in _called()


@cache
def _verbs() -> frozenset[str]:
    return frozenset(base.split()[0] for base in stance_words("verbs"))


@cache
def _called() -> frozenset[str]:
    return _verbs() | listed("calling")


def _is_said(word: str) -> bool:
    return word in _told() or word.endswith("n't") or word.startswith(("depend", "hinge"))


@cache
def _told() -> frozenset[str]:
    return _SAID.union(*map(listed, ("obliging", "willing", "necessary", "unacceptable")))


_stances, _spoken = Telling(_is_stance), Telling(_is_said)
