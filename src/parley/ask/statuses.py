"""The status that a question asks for, of meetings and of agreements: the forms of statuses.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from parley.ask.data import data
from parley.ask.line import Word
from parley.ask.question import Topic
from parley.ask.tokens import stems
from parley.store.base import Row

COMING = "coming"  # planned, for a day that is not over


@dataclass(frozen=True, slots=True)
class Status:
    """A status that questions ask for.

    Attributes:
        name: As statuses.toml calls it.
        pattern: The forms of questions that ask for it.
        rows: The statuses of rows that are it.
        opposite: The status of what surely has not this one; empty: none.
        denied: Whether it is asked for because the question denies another: what did not take place was called off.
        words: Of which a row must hold one too, for the record has no status of that name.
    """

    name: str
    pattern: re.Pattern[str]
    rows: frozenset[str]
    words: tuple[str, ...] = ()
    opposite: str = ""
    denied: bool = False

    def topic(self) -> Topic | None:
        """The words that a row must hold; None where its status is enough."""
        return Topic(self.name, tuple(map(stems, self.words)), self.words) if self.words else None


def mark_status(line: Sequence[Word], form: str, kind: str, *, denied: bool = False) -> Status | None:
    """The status that the form of a question asks rows of a kind for; the words that say so are marked.

    Args:
        line: The words of the question.
        form: Its form.
        kind: Of row.
        denied: Whether it denies that status.
    """
    known = _statuses().get(kind, {})
    for status in known.values():
        found = status.pattern.search(form)
        if found:
            told = found[0].split()[
                :: max(1, len(found[0].split()) - 1)
            ]  # "were ... held": what is between stays
            for word in line:
                if word.read_as is None and word.token.key in told:
                    word.read_as = "status"
            other = known.get(status.opposite) if denied else None
            return replace(other, denied=True) if other else status
    return None


def has_status(row: Row, kind: str, name: str) -> bool:
    """Whether any page gives a row a status that is asked for; any row where its kind has none of that name."""
    return any(is_status(told, kind, name) for told in _told(row))


def is_status(told: str, kind: str, name: str) -> bool:
    """Whether a status of a row is one that is asked for; any where its kind has none of that name."""
    status = _statuses().get(kind, {}).get(name)
    return status is None or told in status.rows


def _told(row: Row) -> Iterator[str]:
    """Every status that pages give a meeting or an agreement, at any time."""
    yield row["status"]
    yield from (value["value"] for value in row["values"].get("status", ()))
    yield from (step["status"] for step in row.get("history", ()))


@cache
def _statuses() -> dict[str, dict[str, Status]]:
    return {
        kind: {
            name: Status(
                name,
                re.compile(told["pattern"]),
                frozenset(told["rows"].split()),
                tuple(told.get("words", "").split()),
                told.get("opposite", ""),
            )
            for name, told in named.items()
        }
        for kind, named in data("statuses.toml").items()
    }
