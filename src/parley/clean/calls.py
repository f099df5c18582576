"""What an outlet asks of its readers between the paragraphs of an article: to sign up, to subscribe, to follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parley.clean.lines import Unit
from parley.vocab import table

_LONGEST = 60  # words of a call
_QUOTES = re.compile(r"[\"“”„«»「」]")


def call(unit: Unit) -> str | None:
    """The words that make a line a call: a deed, and a thing it is done to. None if it is none.

    A line with quotation marks never is one: a lost quotation costs more than a kept advertisement.
    """
    if unit.words > _LONGEST or _QUOTES.search(unit.text):
        return None
    words = unit.text.casefold()
    if notice := _pattern("notices").search(words):
        return notice[0]
    deed = _pattern("deeds").search(words)
    thing = deed and (
        _pattern("things").search(words, deed.end()) or _pattern("things").search(words, 0, deed.start())
    )
    return f"{deed[0]}, {thing[0]}" if deed and thing else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases: Sequence[str] = table("clean/calls.toml")[name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})")
