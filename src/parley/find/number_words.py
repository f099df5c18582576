"""The words that English numbers are made of, from ``vocab/figures/numbers.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from parley.vocab import table


@dataclass(frozen=True)
class NumberWords:
    """Words with their values; what each table holds stands in the data file."""

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    short_scales: Mapping[str, int]
    vague: Mapping[str, int]
    vague_first: Mapping[str, int]
    fractions: Mapping[str, int]
    signs: Mapping[str, float]
    ordinals: Mapping[str, int]
    several: frozenset[str]
    shares_after: frozenset[str]
    shares_before: frozenset[str]
    parts: frozenset[str]

    def begins(self, word: str) -> bool:
        """Whether a hyphenated word that begins so holds a number."""
        return any(word in t for t in (self.ones, self.tens, self.scales, self.ordinals, self.fractions))


@cache
def words() -> NumberWords:
    """The number words of the language pack."""
    data = table("figures/numbers.toml")
    sets = {name: frozenset(listed) for name, listed in data["words"].items()}
    fields: dict[str, Any] = {**data, **sets}
    del fields["words"]
    return NumberWords(**fields)
