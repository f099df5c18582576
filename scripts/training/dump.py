"""The text form of weights, as `parley.language.chain.parsed` reads it."""

from __future__ import annotations

from parley.language.chain import Weights


def dumped(weights: Weights, header: str) -> str:
    """The text of a model, features in alphabetical order."""
    steps = (" ".join(map(str, row)) for row in weights.steps)
    rows = (f"{name}\t{row}" for name, row in sorted(weights.rows.items()))
    return "\n".join([header.rstrip("\n"), " ".join(weights.labels), *steps, *rows, ""])
