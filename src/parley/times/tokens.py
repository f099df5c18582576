"""The tokens of a stretch of text, each with the one character that rules see of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from parley.times.holidays import holidays
from parley.times.words import OTHER, digit_classes, lexicon

_TOKEN = re.compile(
    r"(?=[\S\n])(?:"  # at other white space one look, not one by each alternative
    r"[^\W\d_]{3,}"  # most words, which nothing between here and the shorter ones could begin
    r"|\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?![\d/])"  # 2031-06-02, 6/2/31
    r"|\d{1,2}:\d\d(?::\d\d)?"
    r"|\d{4}-(?:0\d|1[0-2])(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|(?:19|20)\d\d(?=\.\d{1,2}\b)"  # a year and the mark of a note
    r"|\d+\.\d+"
    r"|\d{1,2}/\d{1,2}(?!\d)"
    r"|\d++(?:st|nd|rd|th|s)?(?![a-z])"
    r"|\d+"
    r"|[qh][1-4]\b"
    r"|[ap]\.?\s?m\b\.?"
    r"|o['’]clock"
    r"|['’]s\b"
    r"|[^\W\d_]+"
    r"|\n"
    r"|\S)",
    re.IGNORECASE,
)
_HALVES = frozenset({"p m", "a m", "p. m.", "a. m."})  # of the day
_NONE: Mapping[str, Any] = {}


class _Names(NamedTuple):
    """The names of holidays, each one token, and the words that they begin with."""

    pattern: re.Pattern[str]
    first: frozenset[str]


@cache
def _names() -> _Names:
    names = sorted((n for holiday in holidays().values() for n in holiday["names"]), key=len, reverse=True)
    first = frozenset(re.findall(r"^[a-z]+", "\n".join(names), re.MULTILINE))
    return _Names(re.compile(rf"(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE), first)


class Token(NamedTuple):
    """A token; `values`: what the word stands for, by class."""

    start: int
    end: int
    text: str
    low: str
    char: str
    values: Mapping[str, Any]

    @property
    def classes(self) -> frozenset[str]:
        """The word classes that its character stands for."""
        return lexicon().alphabet.classes(self.char)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]``."""
    words, names = lexicon(), _names()
    other = words.alphabet.char(OTHER)
    new = tuple.__new__  # what Token itself calls, in half the time
    out: list[Token] = []
    done = start
    for match in _TOKEN.finditer(text, start, end):
        at, to = match.span()
        if at < done:
            continue  # the dot that an abbreviation took, the rest of a name
        found = match[0]
        low = found.lower()
        if not found.isalpha():
            if found == "\n" and text[to : to + 1].islower():
                continue  # a line that was wrapped
            if found[0].isdigit():
                # no year: "2024Natur"
                glued = len(low) == 4 and low.isdecimal() and text[to : to + 1].isalpha()
                char = words.alphabet.char(OTHER if glued else digit_classes(low))
                out.append(new(Token, (at, to, found, low, char, _NONE)))
                continue
        if low in names.first and (name := names.pattern.match(text, at, end)):
            found, to = name.group(), name.end()
            low = found.lower()
        if to < end and text[to] == "." and f"{low}." in words.short and not found.islower():
            low, to, found = f"{low}.", to + 1, f"{found}."
        elif low in _HALVES:
            low = low.replace(" ", "")
        char, values = words.chars.get(low, other), words.values.get(low, _NONE)
        out.append(new(Token, (at, to, found, low, char, values)))
        done = to
    return out
