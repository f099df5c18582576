"""The words and forms of questions: TOML files beside this module, which no page is read with."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    """The data of one of the files. Read it, never change it."""
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of words.toml; empty where it has none of that name."""
    return frozenset(data("words.toml").get(name, "").split())
