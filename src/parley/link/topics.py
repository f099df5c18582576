"""What a position or the terms of an agreement are about, by their words; and whether two are about one thing.

An issue takes in many things: who refuses talks on the other's soil has not said it again when he refuses to sign
away a province, though both are of how to negotiate.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from parley.find.units import listed
from parley.vocab import table

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDING = re.compile(r"(?:ations?|ings?|ments?|als?|ers?|ies|ed|es|s|e|y)$")
_STEM = 3  # letters of a word that its endings leave at least
_NAME = 5  # letters of a state's name that its people's name shares: Tavria, Tavrian
_SHARED = 2  # words from which two contents are about one thing
_PART = 1 / 3  # or, of the shorter one's words, so many


def about_one(one: str, other: str, names: Collection[str] = (), besides: str = "") -> bool:
    """Whether two contents are about one thing.

    Args:
        one: A content.
        other: Another.
        names: Those of states, which any content may hold.
        besides: Further words that tell nothing, as both hold them by what they are.
    """
    begins = tuple(sorted({name.casefold()[:_NAME] for name in names}))
    left, right = topic(one, begins) - topic(besides), topic(other, begins) - topic(besides)
    if not (left and right):  # ``to meet``, ``any talks``
        return not (left or right or besides) and _of_talks(one) and _of_talks(other)
    shared = len(left & right)
    return shared >= _SHARED or (shared > 0 and shared >= _PART * min(len(left), len(right)))


@lru_cache(1 << 14)
def topic(content: str, names: tuple[str, ...] = ()) -> frozenset[str]:
    """The stems of the words that tell what a content is about."""
    words = _WORD.findall(content.casefold().replace("’", "'"))
    told = (word for word in words if word not in _general() and not (names and word.startswith(names)))
    return frozenset(_meanings().get(stem, stem) for word in told if (stem := _stem(word)) not in _stems())


@lru_cache(1 << 14)
def _of_talks(content: str) -> bool:
    """Whether a content is of talks, by whatever name."""
    return not _talks().isdisjoint(_WORD.findall(content.casefold()))


def _stem(word: str) -> str:
    cut = _ENDING.sub("", word)
    return cut if len(cut) >= _STEM else word


@cache
def _general() -> frozenset[str]:
    return listed("stop") | _talks() | frozenset(table("positions/words.toml")["general"].split())


@cache
def _talks() -> frozenset[str]:
    known = table("positions/words.toml")
    return frozenset(known["occasions"].split() + known["meetings"].split())


@cache
def _meanings() -> Mapping[str, str]:
    """The stem that stands for each of several of one meaning."""
    groups = (line.split() for line in table("positions/words.toml")["synonyms"].splitlines())
    return {_stem(word): _stem(group[0]) for group in groups for word in group}


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(_stem, table("positions/words.toml")["general"].split()))
