"""The round of talks that a question names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from parley.ask.data import words
from parley.ask.line import Word
from parley.ask.question import Topic
from parley.ask.tokens import Token, stems
from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import ordinal
from parley.find.number_words import words as number_words

_BETWEEN = 2  # words between the number and its noun: "the second direct round"
MOST = 30  # the highest number of a round


def mark_round(line: Sequence[Word]) -> tuple[int, int] | None:
    """The number of the round that is named, and the place of its noun; both words are marked."""
    for number, at in _ordinals(line):
        noun = next((n for n in range(at + 1, min(len(line), at + _BETWEEN + 2)) if _is_round(line[n])), None)
        if noun is not None and all(word.read_as is None for word in line[at:noun]):
            return _marked(line, number, at, noun)
    for at, word in enumerate(line[:-1]):
        if _is_round(word) and (told := _cardinal(line[at + 1].token)):
            return _marked(line, told, at + 1, at)
    return None


def unread(line: Sequence[Word]) -> list[str]:
    """The word before a marked round that sets it in time, which is not read: "after the second round"."""
    first = next((at for at, word in enumerate(line) if word.read_as == "round"), 0)
    before = next((word.token for word in reversed(line[:first]) if word.token.key != "the"), None)
    return [before.text] if before and before.key in words("in_time") else []


def topic_of(line: Sequence[Word], number: int, noun: int) -> Topic:
    """A round as what entries speak of, in any way to write its number."""
    word = line[noun].token.key
    exact = (*(f"{way} {word}" for way in ways(number)), f"{word} {number}")
    return Topic(f"{ways(number)[0]} {word}", tuple(map(stems, exact)), exact)


@cache
def ways(number: int) -> tuple[str, ...]:
    """How the number of a round is written: ``second``, ``2nd``."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number if number < 20 else number % 10, "th")
    named = ["first"] if number == 1 else [w for w, n in number_words().ordinals.items() if n == number]
    return (*named, f"{number}{ending}")


def _marked(line: Sequence[Word], number: int, at: int, noun: int) -> tuple[int, int]:
    for place in (at, noun):
        line[place].read_as = "round"
    return number, noun


def _ordinals(line: Sequence[Word]) -> list[tuple[int, int]]:
    """The numbers that put something in an order, each with its place."""
    found = ((ordinal(word.token.key), at) for at, word in enumerate(line) if word.read_as is None)
    return [(number, at) for number, at in found if number and number <= MOST]


def _is_round(word: Word) -> bool:
    return word.read_as is None and word.token.key in listed("rounds")


def _cardinal(token: Token) -> int | None:
    """``2`` and ``two`` behind the noun."""
    if token.key.isascii() and token.key.isdigit() and len(token.key) <= 2:
        return int(token.key) or None
    return number_words().ones.get(token.key)
