"""People who lost their homes: "40,000 have left their homes", "drove 900 families out of their village".

They are counted for themselves, whatever else was done to others in the same sentence.
"""

from __future__ import annotations

from functools import cache

from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import VERBS
from parley.vocab import table

_REACH = 9  # words behind a figure in which its verb and the homes must stand
_HELPING = frozenset({"RB", "TO", "WH"})
_BESIDE = frozenset({"DT", "JJ", "CC", "POS"})  # between the verb and the homes: "their damaged homes"
_OUT = frozenset({"from", "out", "of"})
_HOME = "home"


def departure(line: Line, figure: Range) -> tuple[str, int] | None:
    """What a figure's people did, ``leave home`` or ``drive from home``, and the verb's place in the sentence.

    None: the sentence does not tell that those whom the figure counts are away from their homes.
    """
    if _homes().isdisjoint(line.words):
        return None
    start, stop = figure
    if start and (base := _driving(line, start - 1)) and _from_homes(line, stop):
        return f"{base} from {_HOME}", start - 1
    return _gone(line, stop)


def _gone(line: Line, at: int) -> tuple[str, int] | None:
    """By the verb whose subject they are: ``have left | their homes``, ``were driven | from their homes``."""
    for verb in range(at, min(at + _REACH, len(line))):
        if line.tags[verb] not in VERBS:
            if line.tags[verb] in _HELPING:
                continue
            return None
        if lemma(line.words[verb], line.tags[verb]) in _verbs("leaving") and _at_homes(line, verb + 1):
            return f"{lemma(line.words[verb], line.tags[verb])} {_HOME}", verb
        if (base := _driving(line, verb)) and _from_homes(line, verb + 1):
            return f"{base} from {_HOME}", verb
    return None


def _driving(line: Line, verb: int) -> str | None:
    """Its lemma, whatever its tag: what stands around it leaves it no noun."""
    base = lemma(line.words[verb], line.tags[verb])
    return base if base in _verbs("driving") else None


def _from_homes(line: Line, at: int) -> bool:
    begin = at
    while at < len(line) and line.words[at] in _OUT:
        at += 1
    return at > begin and _at_homes(line, at)


def _at_homes(line: Line, at: int) -> bool:
    """Whether nothing but words that belong to a noun stands before the homes; they are somebody's own."""
    begin = at
    while at < len(line) and at - begin < _REACH and line.tags[at] in _BESIDE:
        at += 1
    return at < len(line) and line.words[at] in _homes() and at > begin


@cache
def _homes() -> frozenset[str]:
    return frozenset(table("figures/events.toml")["departing"]["homes"])


@cache
def _verbs(kind: str) -> frozenset[str]:
    return frozenset(table("figures/events.toml")["departing"][kind])
