"""The words around agreements, from vocab/agreements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from parley.language.patterns import Patterns
from parley.vocab import table


@dataclass(frozen=True, slots=True)
class Kind:
    """What an agreement is about. `verbs`: lemmas of what those do who agree to it."""

    name: str
    patterns: Patterns
    verbs: frozenset[str]


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds in the order in which they are tried."""
    rows = table("agreements/kinds.toml")["kinds"]
    return tuple(
        Kind(row["kind"], Patterns(row["patterns"]), frozenset(row["verbs"].split())) for row in rows
    )


def kind_of(text: str) -> Kind | None:
    """What the words of an agreement or of its terms are about; None where they do not tell."""
    return next((kind for kind in kinds() if any(kind.patterns.found(text))), None)


@cache
def words(name: str) -> frozenset[str]:
    """One of the classes of words.toml."""
    return frozenset(table("agreements/words.toml")[name].split())
