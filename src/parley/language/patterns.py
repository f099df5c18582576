"""Short lexical patterns, as profiles write them, compiled to one regular expression.

A pattern is one or more words, matched without case at word boundaries. ``*`` at a word's end
stands for any ending (``negotiat*``), ``...`` between two words for up to three words, ``/`` between
words of one place for either (``halt/end ... fighting``), and a space also matches a hyphen or a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_GAP = r"(?:[\s-]+[^\s.;:!?]+){0,3}?[\s-]+"


def compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    """One expression that finds any of `patterns`; never matches when there are none."""
    return _compiled(tuple(patterns))


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    # one \b before all of them: with one in each, every character is held against every pattern
    return re.compile(rf"\b(?:{'|'.join(map(_source, patterns))})" if patterns else r"(?!)", re.IGNORECASE)


def words_in(pattern: str) -> int:
    """How many words the pattern names; gaps are none."""
    return len([word for word in pattern.split() if word != "..."])


def _source(pattern: str) -> str:
    parts = [part.split() for part in pattern.split("...")]
    return _GAP.join(r"[\s-]+".join(_word(w) for w in words) for words in parts if words)


def _word(word: str) -> str:
    choices = [_choice(choice) for choice in word.split("/") if choice]
    return choices[0] if len(choices) == 1 else rf"(?:{'|'.join(choices)})"


def _choice(word: str) -> str:
    found = re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) + r"(?!\w)"
    return found.replace("'", "['\u2019]")
