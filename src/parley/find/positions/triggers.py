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
    base = lemma(word)
    return base in _verbs() or word in _verbs() or base in listed("calling")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(base.split()[0] for base in stance_words("verbs"))


def _is_said(word: str) -> bool:
    told = listed("obliging") | listed("willing") | listed("necessary") | listed("unacceptable")
    return word in told or word in _SAID or word.endswith("n't") or word.startswith(("depend", "hinge"))


_stances, _spoken = Telling(_is_stance), Telling(_is_said)
