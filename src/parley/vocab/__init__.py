"""Vocabulary as data: TOML files beside this module, each naming its source in its header."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The data of the shipped file `name`, such as ``"cues.toml"``. Read it, never change it."""
    return tomllib.loads((files(__name__) / name).read_text(encoding="utf-8"))


@cache
def fingerprint(folder: str = "") -> str:
    """Changes with any word list below `folder` (all: ``""``), so that what rests on them is done again."""
    digest = hashlib.sha256()
    waiting = [files(__name__) / folder if folder else files(__name__)]
    while waiting:
        for item in sorted(waiting.pop().iterdir(), key=lambda i: i.name):
            if item.is_dir():
                waiting.append(item)
            elif item.name.endswith((".toml", ".txt")):
                digest.update(f"{item.name}:".encode() + hashlib.sha256(item.read_bytes()).digest())
    return digest.hexdigest()[:24]


@cache
def words(name: str) -> frozenset[str]:
    """One of the closed word classes of words.toml."""
    return frozenset(table("words.toml")[name].split())
