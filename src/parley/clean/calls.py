"""What an outlet asks of its readers between the paragraphs of an article: to sign up, to subscribe, to follow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

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
    words = unit.text.casefold()
    if notice := _pattern("notices").search(words):
        return notice[0]
    deed = _deeds().search(words)
    thing = deed and (
        _pattern("things").search(words, deed.end()) or _pattern("things").search(words, 0, deed.start())
    )
    return f"{deed[0].strip()}, {thing[0]}" if deed and thing else None


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
