"""The words by which a side is told to stand somewhere, and what they become when they are negated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from parley.vocab import table

FAMILIES: Mapping[str, str] = {
    **dict.fromkeys(("demands", "offers", "proposes", "urges", "expects"), "want"),
    **dict.fromkeys(("rejects", "denies"), "no"),
    **dict.fromkeys(("accepts", "open_to"), "yes"),
    "conditions": "maybe",
    "threatens": "threat",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A verb, adjective or noun of a stance, and what may hold its content (vocab/positions/stances.toml)."""

    stance: str
    takes: frozenset[str]
    negated: str | None  # what it tells when it is negated
    voiced: bool = False  # a noun that tells it only where the side utters it
    weak: bool = False  # tells it only of one issue in particular, not of talks in general

    def told(self, negated: bool) -> str | None:
        """The stance that it tells; None where, negated, it tells none."""
        return self.negated if negated else self.stance


@cache
def stance_words(section: str) -> Mapping[str, Word]:
    """The words of a section by their base forms: ``verbs``, ``adjectives``, ``nouns``."""
    return {
        base: Word(
            row["stance"],
            frozenset(row["takes"]),
            row.get("not"),
            row.get("voiced", False),
            row.get("weak", False),
        )
        for base, row in table("positions/stances.toml")[section].items()
    }


@cache
def listed(name: str) -> frozenset[str]:
    """A closed class of vocab/positions/words.toml."""
    return frozenset(table("positions/words.toml")[name].split())


def noun(word: str) -> Word | None:
    """The stance that a noun tells, in the singular or the plural."""
    known = stance_words("nouns")
    return known.get(word) or known.get(word.removesuffix("s"))
