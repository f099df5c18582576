"""Vocabulary as data: TOML files beside this module, each naming its source in its header."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The data of the shipped file `name`, such as ``"cues.toml"``. Read it, never change it."""
    return tomllib.loads((files(__name__) / name).read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One of the closed word classes of words.toml."""
    return frozenset(table("words.toml")[name].split())
