"""What an outlet asks of its readers between the paragraphs of an article: to sign up, to subscribe, to follow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from parley.clean.beginnings import beginnings, letters, sign
from parley.clean.lines import Unit
from parley.vocab import table

_LONGEST = 60  # words of a call
_QUOTES = re.compile(r"[\"“”„«»「」]")


def call(unit: Unit) -> str | None:
    """The words that make a line a call: a deed, and a thing it is done to. None if it is none.

    A deed is asked for where a clause begins with it ("Sign up for ..."), or by its own words ("follow us").
    A line with quotation marks never is one: a lost quotation costs more than a kept advertisement.
    """
    if unit.words > _LONGEST or _QUOTES.search(unit.text):
        return None
    words = unit.text.casefold().replace("’", "'")
    if not _may_call(words):
        return None
    if notice := _pattern("notices").search(words):
        return notice[0]
    things = _pattern("things")
    for deed in _deeds().finditer(words):
        if thing := things.search(words, deed.end()) or things.search(words, 0, deed.start()):
            return f"{deed[0].strip()}, {thing[0]}"
    return None


class _Signs(NamedTuple):
    """What no text with a deed or a notice goes without, one of all these."""

    begun: frozenset[str]  # how a word begins
    whole: tuple[str, ...]  # phrases that are told by no such beginning
    letters: frozenset[str]  # beyond ASCII


def _may_call(words: str) -> bool:
    """Whether a text in lower case can have a deed or a notice."""
    signs = _signs()
    return (
        not signs.begun.isdisjoint(beginnings(words))
        or any(phrase in words for phrase in signs.whole)
        or not (words.isascii() or signs.letters.isdisjoint(words))
    )


@cache
def _signs() -> _Signs:
    rows: Mapping[str, Sequence[str]] = table("clean/asks.toml")
    phrases = [phrase for name in ("asked", "deeds", "notices") for phrase in rows[name]]
    plain = {phrase: sign(phrase) for phrase in phrases if not letters(phrase)}
    return _Signs(
        frozenset(begin for begin in plain.values() if begin),
        tuple(phrase for phrase, begin in plain.items() if not begin),
        frozenset().union(*map(letters, phrases)),
    )


@cache
def _deeds() -> re.Pattern[str]:
    rows: Mapping[str, Sequence[str]] = table("clean/asks.toml")
    return re.compile(
        rf"(?:(?<!\w)(?:{_any(rows['asked'])})|(?:^|[.!?…:,;|–—>»•]\s)\W*(?:{_any(rows['deeds'])}))"
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases: Sequence[str] = table("clean/asks.toml")[name]
    return re.compile(rf"(?<!\w)(?:{_any(phrases)})")


def _any(phrases: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
