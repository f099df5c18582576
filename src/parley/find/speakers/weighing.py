"""Options for what a speaker's words may stand for, weighed by named features.

An option's score is its share among all options and "nobody among them" (a softmax over the summed
weights of its features). Weights and limits, with how they were measured, lie in
vocab/pronoun_weights.toml and vocab/speakers.toml.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from parley.vocab import table

NOBODY = "nobody"


class Option(NamedTuple):
    """An actor that words may stand for, and what speaks for it.

    `actor_id` None: somebody whom the page does not settle either ("a farmer", an open "he").
    `score`: its share among the options, 0 to 1.
    """

    actor_id: str | None
    name: str
    features: tuple[str, ...]
    anonymous: bool = False
    score: float = 0.0


@cache
def weights(section: str) -> Mapping[str, float]:
    """Weights of features by name, for one kind of words."""
    if section == "pronoun":
        return {name: float(row[0]) for name, row in table("pronoun_weights.toml").items()}
    return {name: float(value) for name, value in table("speakers.toml")["weights"][section].items()}


@cache
def limits(section: str) -> tuple[float, float]:
    """Floor and margin: what the best score must reach, and by how much it must lead the second."""
    row = table("speakers.toml")["limits"][section]
    return float(row["floor"]), float(row["margin"])


@cache
def share(how: str) -> tuple[float | None, str]:
    """How sure a way of resolving is (the share of right ones where it was measured), and its words."""
    row = table("speakers.toml")["basis"][how]
    return row.get("share"), row["words"]


def weigh(options: Iterable[Option], known: Mapping[str, float]) -> list[Option]:
    """The options with their scores, best first; equal ones in the order given."""
    found = list(options)
    powers = [math.exp(sum(known.get(f, 0.0) for f in o.features)) for o in found]
    whole = sum(powers) + math.exp(known[NOBODY])
    scored = [o._replace(score=p / whole) for o, p in zip(found, powers, strict=True)]
    return sorted(scored, key=lambda o: -o.score)


def best(options: Sequence[Option], limit: tuple[float, float]) -> Option | None:
    """The first option, if its score reaches the floor and leads the second by the margin."""
    floor, margin = limit
    if not options or options[0].score < floor:
        return None
    second = options[1].score if len(options) > 1 else 0.0
    return options[0] if options[0].score - second >= margin else None
