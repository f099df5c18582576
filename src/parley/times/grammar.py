"""The rules of rules.toml, compiled, and the longest of them that matches at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from parley.times.meanings import MAKERS, Captured, Maker, Meaning
from parley.times.patterns import Pattern, compile_pattern
from parley.times.tokens import Token
from parley.times.words import OTHER, lexicon
from parley.vocab import table

REMEMBERED = 16384  # runs of tokens


class Rule(NamedTuple):
    """A named pattern and the function that says what its words mean."""

    name: str
    pattern: Pattern
    make: Maker


class Match(NamedTuple):
    """What a rule found: its tokens from `first` up to `last`, exclusive, and what they mean."""

    first: int
    last: int
    meaning: Meaning
    rule: str


@cache
def rules_by_char() -> dict[str, tuple[Rule, ...]]:
    """For each class character, the rules that can begin with it, in the order of the file."""
    data = table("times/rules.toml")
    alphabet = lexicon().alphabet
    found: dict[str, list[Rule]] = {}
    for row in data["rule"]:
        pattern = compile_pattern(row["pattern"], alphabet, data["macros"])
        rule = Rule(row["name"], pattern, MAKERS[row["make"]])
        for char in pattern.begins:
            found.setdefault(char, []).append(rule)
    return {char: tuple(rules) for char, rules in found.items()}


def matches(line: Sequence[Token]) -> Iterator[Match]:
    """The expressions of a stretch of tokens, left to right, none overlapping another."""
    chars = "".join([token.char for token in line])
    beginning, stop = rules_by_char(), _stop()
    behind = end = 0  # of the last match; of the tokens that one from here can hold
    for at, char in enumerate(chars):
        if char not in beginning or at < behind:
            continue
        if at >= end:
            stopped = stop.search(chars, at)
            end = stopped.start() if stopped else len(chars)
        rules = _fitting(chars[at - 1 : at], chars[at:end])
        best = _longest(rules, chars, at, line) if rules else None
        if best is not None:
            behind = best.last
            if best.meaning.symbol is not None:
                yield best


@cache
def _stop() -> re.Pattern[str]:
    """A token that no match holds: rules have a word of no class only before TIME, as ``10 a.m. local time`` does."""
    alphabet = lexicon().alphabet
    other, time = alphabet.char(OTHER), alphabet.having("TIME")
    return re.compile(f"{other}(?!{other}?[{time}])")


@lru_cache(REMEMBERED)
def _fitting(before: str, run: str) -> tuple[Rule, ...]:
    """The rules that match at the first of some tokens, which stand behind one token: none looks further back.

    The same runs come again and again.
    """
    text, at = before + run, len(before)
    return tuple([rule for rule in rules_by_char()[run[0]] if rule.pattern.regex.match(text, at)])


def _longest(rules: Sequence[Rule], chars: str, at: int, line: Sequence[Token]) -> Match | None:
    found = [(m, rule) for rule in rules if (m := rule.pattern.regex.match(chars, at))]
    found.sort(key=lambda pair: -pair[0].end())
    for match, rule in found:
        meaning = rule.make(Captured(line, match))
        if meaning is not None:
            return Match(at, meaning.last or match.end(), meaning, rule.name)
    return None
