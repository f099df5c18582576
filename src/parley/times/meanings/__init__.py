"""What the words that a rule captured mean, as symbols: one small function for each `make` of rules.toml.

A function returns None where the words are no time expression after all ("2000" before a noun that is
counted), and a meaning without a symbol where they are something else that must not be read as a time
(an age). Each module holds the functions for one kind of time.
"""

from __future__ import annotations

from collections.abc import Mapping
from inspect import isfunction

from parley.times.meanings import clocks, days, lengths, points, repeats, shifts, vague, years
from parley.times.meanings.captured import Captured, Maker, Meaning

__all__ = ["MAKERS", "Captured", "Maker", "Meaning"]

MAKERS: Mapping[str, Maker] = {
    name: maker
    for module in (clocks, days, lengths, points, repeats, shifts, vague, years)
    for name, maker in vars(module).items()
    if isfunction(maker) and maker.__module__ == module.__name__ and not name.startswith("_")
}
