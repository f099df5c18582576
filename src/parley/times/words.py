"""The words that time expressions are made of, and the classes that rules see instead of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from parley.times.holidays import holidays
from parley.times.patterns import Alphabet
from parley.vocab import table

OTHER = frozenset({"OTHER"})
_MARKS = {"-": "HY", "–": "HY", "‑": "HY", ",": "COMMA", "/": "SLASH", "(": "OPEN", ".": "DOT"}
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")


class Lexicon(NamedTuple):
    """Words in lower case with the character of their classes and what they stand for in each class."""

    alphabet: Alphabet
    chars: dict[str, str]
    values: dict[str, dict[str, Any]]
    short: frozenset[str]  # words that take a dot: "Sept."


@cache
def lexicon() -> Lexicon:
    """The lexicon of the language pack."""
    data = table("times/words.toml")
    values: dict[str, dict[str, Any]] = {}
    for name, listed in data["values"].items():
        for word, value in listed.items():
            values.setdefault(word, {})[name] = value
    for name, listed in data["classes"].items():
        for word in listed.split():
            values.setdefault(word, {})[name] = word
    for word, units in data["named"].items():
        values.setdefault(word, {})[units] = word
    for key, holiday in holidays().items():
        for name in holiday["names"]:
            values.setdefault(name, {})["HOLIDAY"] = key
    for mark, name in _MARKS.items():
        values.setdefault(mark, {})[name] = mark
    alphabet = Alphabet()
    alphabet.char(OTHER)
    for shape in _SHAPES:
        alphabet.char(shape)
    chars = {word: alphabet.char(frozenset(classes)) for word, classes in values.items()}
    short = frozenset(word for word in values if word.endswith(".") and word[:-1].isalpha())
    return Lexicon(alphabet, chars, values, short)


@cache
def contexts(name: str) -> frozenset[str]:
    """One of the word lists of contexts.toml."""
    return frozenset(table("times/contexts.toml")[name].split())


@cache
def senses(name: str) -> Mapping[str, str]:
    """What the words of one of the tables of contexts.toml stand for."""
    return dict(table("times/contexts.toml")[name])


@lru_cache(1024)
def digit_classes(text: str) -> frozenset[str]:
    """The classes of a token that begins with a digit, by its shape and value."""
    for shape, classes in _SHAPED:
        if shape.match(text):
            return classes
    if text.isdecimal():
        return _whole(text)
    if match := _ORDINAL.match(text):
        return frozenset({"ORDNUM", "DAYORD"}) if 1 <= int(match[1]) <= 31 else frozenset({"ORDNUM"})
    return OTHER


def _whole(text: str) -> frozenset[str]:
    number = int(text) if len(text) < 7 else 10**7
    tests = {
        "INT": True,
        "DAYNUM": len(text) <= 2 and 1 <= number <= 31,
        "HOURNUM": len(text) <= 2 and number <= 24,
        "TWO": len(text) == 2,
        "YEAR": len(text) == 4 and 1000 <= number < 2200,
        "CLOCK4": len(text) == 4 and number // 100 < 24 and number % 100 < 60,
    }
    return frozenset(name for name, holds in tests.items() if holds)


_SHAPED = tuple(
    (re.compile(shape + "$"), frozenset({name}))
    for shape, name in (
        (r"\d{1,2}:\d\d(?::\d\d)?", "CLOCK"),
        (r"'?\d{2}(?:\d\d)?s", "DECADE"),
        (r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}", "NUMDATE"),
        (r"\d{1,2}/\d{1,2}", "FRACTION"),
        (r"\d{4}-\d\d", "NUMMONTH"),
        (r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", "INT"),
        (r"\d+\.\d+", "DECIMAL"),
    )
)
_SHAPES = frozenset(
    {classes for _, classes in _SHAPED}
    | {_whole(f"{n:0{width}}") for width in (1, 2, 4) for n in range(2400)}
    | {_whole("12345"), digit_classes("1st"), digit_classes("99th")}
)
