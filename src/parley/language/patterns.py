"""Short lexical patterns, as profiles write them, found in one pass over the words of a text.

A pattern is one or more words, matched without case at word boundaries. ``*`` at a word's end
stands for any ending (``negotiat*``), ``...`` between two words for up to three words, ``/`` between
words of one place for either (``halt/end ... fighting``), and a space also matches a hyphen or a line
break. Quotation marks do not part words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

_SPACE = r"[\"'\u2019\u201d]*[\s-]+[\"'\u2018\u201c]*"
_GAP = rf"(?:{_SPACE}[^\s.;:!?]+){{0,3}}?{_SPACE}"
_FIRST = re.compile(r"\w+")
_SINGLE = re.compile(r"\w+\*?")  # a pattern of one word, which its first word finds already
REMEMBERED = 32768  # words; a year's pages of one topic have about as many distinct ones


class Patterns:
    """Many patterns, indexed by their first words.

        Holding the words of a sentence against the index takes 44 microseconds, searching one expression of
    all patterns 966 (the 1,100 of the profile ``peace``, 2,449 sentences of news, one core).
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(patterns)
        self._whole: dict[str, list[int]] = {}
        self._begun: dict[str, list[int]] = {}
        for number, pattern in enumerate(self._patterns):
            for word in pattern.split()[0].split("/") if pattern.split() else ():
                first = _FIRST.match(word.lower())
                if first:
                    table = (
                        self._begun if first.end() == len(word) - 1 and word.endswith("*") else self._whole
                    )
                    table.setdefault(first[0], []).append(number)
        self._lengths = sorted({len(word) for word in self._begun})
        self._single = frozenset(n for n, p in enumerate(self._patterns) if _SINGLE.fullmatch(p))
        self._further = tuple(map(_further, self._patterns))

    def found(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Number of the pattern, start and end of each place where one stands, by start."""
        lower = text.lower()
        for word in _FIRST.finditer(text):
            for number in _begun(self, word[0].lower()):
                if number in self._single:
                    yield number, word.start(), word.end()
                    continue
                if self._further[number] not in lower:
                    continue  # most: ten pages of news would compile 317 expressions, of which few ever match
                m = _expression(self._patterns[number]).match(text, word.start())
                if m:
                    yield number, m.start(), m.end()

    def beginning(self, word: str) -> tuple[int, ...]:
        """The patterns that a word may begin."""
        begun = (self._begun.get(word[:length], ()) for length in self._lengths if length <= len(word))
        return (*self._whole.get(word, ()), *(number for numbers in begun for number in numbers))


@lru_cache(REMEMBERED)
def _begun(patterns: Patterns, word: str) -> tuple[int, ...]:
    return patterns.beginning(word)


def _further(pattern: str) -> str:
    """Letters of a further word, in lower case, that stand wherever the pattern does: the most there are."""
    words = (word for word in pattern.split()[1:] if word != "..." and "/" not in word)
    parts = (part for word in words for part in word.removesuffix("*").lower().split("'"))
    return max(parts, key=len, default="")


def words_in(pattern: str) -> int:
    """How many words the pattern names; gaps are none."""
    return len([word for word in pattern.split() if word != "..."])


def fault(pattern: str) -> str | None:
    """What is wrong with a pattern, in words; None where nothing is."""
    words = pattern.split()
    if not words or any(word == "..." for word in (words[0], words[-1])):
        return "must begin and end with a word"
    for choice in (choice for word in words if word != "..." for choice in word.split("/")):
        if not choice:
            return f"has nothing on one side of a '/' in {pattern!r}"
        if "*" in choice[:-1] or not _FIRST.match(choice):
            return f"has {choice!r}, which is no word: letters or digits, with '*' at the end alone"
    return None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    parts = [part.split() for part in pattern.split("...")]
    return re.compile(_GAP.join(_SPACE.join(map(_word, words)) for words in parts if words), re.IGNORECASE)


def _word(word: str) -> str:
    choices = [_choice(choice) for choice in word.split("/") if choice]
    return choices[0] if len(choices) == 1 else rf"(?:{'|'.join(choices)})"


def _choice(word: str) -> str:
    found = re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) + r"(?!\w)"
    return found.replace("'", "['\u2019]")
