"""Whether a title that pages print is the office that somebody asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import TypeVar

from parley.records import name_key
from parley.vocab import table

T = TypeVar("T")


def is_it(held: str, title: Collection[str]) -> bool | None:
    """Whether a title is an office: True, the very one; False, a narrower one; None, another.

    A deputy minister is no minister.

    Args:
        held: The title as a page prints it.
        title: Words of the office, without case and accents.
    """
    words = frozenset(name_key(held).split())
    if not title or not words.issuperset(title):
        return None
    beside = words.difference(title) - _listed("in_office")
    if beside & _listed("lesser"):
        return None
    return not beside


def is_title(title: Collection[str]) -> bool:
    """Whether there is a word among these that can be an office by itself, as in "foreign minister"."""
    return not _heads().isdisjoint(title)


def meant(title: Collection[str], found: Iterable[tuple[T, Iterable[bool | None]]]) -> list[T]:
    """Those who are meant by an office, the very one first; a narrower one counts only where nobody has that.

    "Minister" alone means all ministers.

    Args:
        title: As in `is_it`.
        found: Each with what `is_it` says of the titles that pages give it.
    """
    told = [(one, list(fits)) for one, fits in found]
    exact = [one for one, fits in told if True in fits]
    if exact and not _listed("of_something").issuperset(title):
        return exact
    return [*exact, *(one for one, fits in told if True not in fits and False in fits)]


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("offices.toml")[name].split())


@cache
def _heads() -> frozenset[str]:
    return frozenset(table("names.toml")["titles"]["heads"].split() + table("roles.toml")["heads"].split())
