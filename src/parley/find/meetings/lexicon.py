"""The words of ``vocab/meetings`` as sets and maps, made once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from parley.vocab import table


@cache
def listed(name: str) -> frozenset[str]:
    """A list of words of ``words.toml``."""
    return frozenset(table("meetings/words.toml")["words"][name].split())


@cache
def forms() -> Mapping[str, str]:
    """For each noun of meeting the form that it names."""
    nouns: Mapping[str, str] = table("meetings/words.toml")["nouns"]
    return {word: form for form, words in nouns.items() for word in words.split()}


@cache
def part_of() -> Mapping[str, str]:
    """For each body of an organisation that one."""
    rows: Mapping[str, str] = table("meetings/words.toml")["part_of"]
    return rows


@cache
def towns() -> Mapping[str, str]:
    """For each town that is no capital the code of its country."""
    rows: Mapping[str, str] = table("meetings/places.toml")["towns"]
    return {name.strip(): code for code, names in rows.items() for name in names.split(",")}


@cache
def houses() -> Mapping[str, str]:
    """For each house what it is in: a town, or another house."""
    rows: Mapping[str, str] = table("meetings/places.toml")["houses"]
    return rows
