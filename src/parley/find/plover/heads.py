"""The nouns that a phrase is about, in the singular: what frames of events ask for."""

from __future__ import annotations

from functools import cache

from parley.find.plover.lexicon import light, members, nouns, singular
from parley.language.line import Line, Range

_NAMING = frozenset({"NN", "NNS", "NNP", "CD", "PRP", "JJ"})
COMPASS = ("north", "south", "east", "west")
BEARINGS = frozenset({*COMPASS, *(a + b for a in COMPASS[:2] for b in COMPASS[2:])})
COMPARING = frozenset({"more", "fewer", "less"})
_MARCH = "march"  # in small letters no month
_WIDE = 30  # tokens of a phrase that are looked at

Parts = tuple[frozenset[str], frozenset[str]]  # heads, and the nouns before them


def heads(line: Line, found: Range) -> tuple[str, ...]:
    """The heads of a phrase, coordinated ones each: ``homes and shops``; behind "part of" what it is part of."""
    return _heads(line, found)[0]


def parts(line: Line, found: Range) -> Parts:
    """The heads of a phrase, and the nouns before them (``aid programme``) unless the head is an event itself."""
    tops, before = _heads(line, found)
    return frozenset(tops), frozenset(before) if nouns().keys().isdisjoint(tops) else frozenset()


def _heads(line: Line, found: Range) -> tuple[tuple[str, ...], tuple[str, ...]]:
    tops: list[str] = []
    others: list[str] = []
    start, end = found[0], min(found[1], found[0] + _WIDE)
    for i in range(start, end):
        word, tag = line.words[i], line.tags[i]
        if others and line.is_time(i) and i + 1 == end and line.texts[i] != _MARCH:
            tops.append(others.pop())  # ``a military | incursion | last August``
            break
        if word == "than" and line.words[i - 1] in COMPARING:
            continue  # ``more than | 40 people``
        if tag in ("IN", "TO", "WH") and i > start:
            if word == "of" and tops and tops[-1] in light("partitive"):
                tops.pop()
                continue
            break
        if line.is_possessive(i) and i + 1 < end:
            others.clear()  # whose it is tells nothing of what it is
        elif tag in _NAMING:
            last = i + 1 == end or line.tags[i + 1] in ("CC", ",", "IN", "TO", "WH", ".")
            if last and others and word in BEARINGS:  # ``ground | assaults | northeast of Velm``
                tops.append(others.pop())
            elif last and word in light("attacks_made") and not members("attack").isdisjoint(others):
                tops.append(next(noun for noun in reversed(others) if noun in members("attack")))
            elif last:
                tops.append(singular(word))
            elif tag != "CD":
                others.append(singular(word))
    if not light("helpful").isdisjoint(line.words[start:end]) and not _force().isdisjoint(tops):
        return ("aid",), tuple(others)  # ``a humanitarian convoy``
    return tuple(tops), tuple(others)


@cache
def _force() -> frozenset[str]:
    return members("troops") | members("arms_of_state")
