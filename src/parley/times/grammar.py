"""The rules of rules.toml, compiled, and the longest of them that matches at a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from parley.times.meanings import MAKERS, Captured, Maker, Meaning
from parley.times.patterns import Pattern, compile_pattern
from parley.times.tokens import Token
from parley.times.words import lexicon
from parley.vocab import table


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
    chars = "".join(token.char for token in line)
    rules = rules_by_char()
    at = 0
    while at < len(line):
        best = _longest(rules.get(chars[at], ()), chars, at, line)
        if best is None:
            at += 1
            continue
        if best.meaning.symbol is not None:
            yield best
        at = best.last


def _longest(rules: Sequence[Rule], chars: str, at: int, line: Sequence[Token]) -> Match | None:
    found = [(m, rule) for rule in rules if (m := rule.pattern.regex.match(chars, at))]
    found.sort(key=lambda pair: -pair[0].end())
    for match, rule in found:
        meaning = rule.make(Captured(line, match))
        if meaning is not None:
            return Match(at, meaning.last or match.end(), meaning, rule.name)
    return None
