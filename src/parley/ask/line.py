"""The words of a question, and what each was read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.ask.data import words
from parley.ask.names import Named
from parley.ask.tokens import Token

BOTH = (
    "meetings",
    "agreements",
    "timeline",
    "comparisons",
)  # kinds of row in which all who are named take part
PLACED = frozenset({"in", "at", "near", "outside"})  # what a name behind them is of, in what took place


@dataclass(slots=True)
class Word:
    """A word and what it was read as: ``date``, ``outlet``, ``name``; None: not yet."""

    token: Token
    read_as: str | None = None
    named: Named | None = None  # on the first word of a name
    part: str | None = None  # of a name: by, to, with, about, place


def stands(line: Sequence[Word], at: int, phrase: str) -> bool:
    """Whether the words of a phrase stand at a place."""
    wanted = phrase.split()
    return [word.token.key for word in line[at : at + len(wanted)]] == wanted


def before(line: Sequence[Word], number: int) -> str | None:
    """The word before a name, articles and other names of the same row apart."""
    at = number - 1
    while at >= 0 and (
        line[at].token.key in ("the", "a", "an", "and", "or", ",") or line[at].read_as == "name"
    ):
        if line[at].named and line[at].part not in (None, "about", "to"):
            return None
        at -= 1
    return line[at].token.key if at >= 0 and line[at].read_as is None else None


def behind(line: Sequence[Word], number: int) -> str | None:
    """The word behind a name."""
    at = number + 1
    while at < len(line) and line[at].read_as == "name" and line[at].named is None:
        at += 1
    return line[at].token.key if at < len(line) else None


def is_of_event(line: Sequence[Word], number: int) -> bool:
    """Whether the name of a place only tells where what follows was held or signed: "the Vienna talks"."""
    named = line[number].named
    return bool(named and named.place) and behind(line, number) in words("placed")


def with_part(line: Sequence[Word], part: str) -> tuple[Named, ...]:
    """The actors that have a part, each once."""
    found = {w.named.name: w.named for w in line if w.named and w.part == part}
    return tuple(found.values())
