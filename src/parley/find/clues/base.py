"""What every reader of clues is given: a sentence with its time expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from parley.records import Document, Mention
from parley.times import TimeExpression
from parley.times.symbols import Clock, Point
from parley.vocab import table

_WORD_OR_STOP = re.compile(r"[A-Za-z][\w'’-]*|[,;:.]")
_STOPS = frozenset(",;:.")
_STATES = ("state", "government_body")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or a line: its range of the document, the times and the actors in it."""

    document: Document
    start: int
    end: int
    role: str
    top: bool  # whether it stands about the beginning of the body, where a page says when it came out
    content: bool
    times: tuple[TimeExpression, ...]
    mentions: tuple[Mention, ...] = ()

    @property
    def state_mentions(self) -> list[Mention]:
        """Where it names a state, in order."""
        found = [m for m in self.mentions if m.country and m.kind in _STATES]
        return sorted(found, key=lambda mention: mention.evidence[0].start)

    @property
    def states(self) -> frozenset[str]:
        """The codes of the states that it names."""
        return frozenset(str(mention.country) for mention in self.state_mentions)

    @property
    def text(self) -> str:
        """Its words."""
        return self.document.text[self.start : self.end]

    def before(self, at: int, reach: int = 90) -> str:
        """What stands before a place in it."""
        return self.document.text[max(self.start, at - reach) : at]

    def after(self, at: int, reach: int = 60) -> str:
        """What stands after a place in it."""
        return self.document.text[at : min(self.end, at + reach)]

    def words(self) -> list[str]:
        """Its words in lower case."""
        return [word.lower() for word in _WORD.findall(self.text)]

    def names(self, kind: str) -> bool:
        """Whether it has a word of one of the lists of clues.toml."""
        return not listed(kind).isdisjoint(self.words())


class Told(NamedTuple):
    """A clue before it is a record: the rule, how firm it is, what it says, and the words."""

    rule: str
    firm: int
    says: dict[str, Any]
    spans: tuple[tuple[int, int], ...]


@cache
def listed(name: str) -> frozenset[str]:
    """One of the word lists of clues.toml."""
    return frozenset(table("times/clues.toml")[name].replace('"', "").split())


@cache
def numbered(name: str) -> dict[str, int]:
    """The place of each word in a list of clues.toml, from 1."""
    return {word: at for at, word in enumerate(str(table("times/clues.toml")[name]).split(), start=1)}


def either(name: str) -> str:
    """The words of a list as the branches of a regular expression."""
    return "|".join(sorted(map(re.escape, listed(name)), key=lambda word: (-len(word), word)))


def is_past(verb: str, before: str) -> bool:
    """Whether a word is a simple past, by its form and the word before it."""
    if verb not in listed("past") and not (verb.endswith("ed") and verb.islower() and len(verb) > 3):
        return False
    return not (verb in listed("future") or before in listed("not_past") or before in listed("determiners"))


def past_verb(text: str, near: int, behind: frozenset[str] = frozenset()) -> tuple[str, int] | None:
    """The last verb of the clause that ends `text`, if it is a simple past, and how many words stand behind it.

    Args:
        text: The words before a date.
        near: How many words back the verb may stand.
        behind: Words that may stand behind it although they also begin what is not past ("came to power").
    """
    words = _WORD_OR_STOP.findall(text)[-near:]
    ends = _STOPS | ((listed("not_past") | listed("future")) - behind)
    for at in range(len(words) - 1, -1, -1):
        if words[at] in ends:
            return None
        if is_past(words[at], words[at - 1].lower() if at else ""):
            return words[at], len(words) - 1 - at
    return None


def bare_weekdays(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, TimeExpression, int]]:
    """Weekdays that stand alone, with neither "last" nor a date, and their ISO numbers."""
    for stretch in stretches:
        for time in stretch.times:
            number = weekday_of(time)
            if number and stretch.content:
                yield stretch, time, number


def weekday_of(time: TimeExpression) -> int | None:
    """The weekday of an expression that is one and nothing more, or a part of one ("late Tuesday")."""
    symbol = time.symbol
    if isinstance(symbol, Clock) and symbol.day is not None:
        symbol = symbol.day
    if not isinstance(symbol, Point) or symbol.weekday is None:
        return None
    parts = (symbol.month, symbol.day, symbol.pick, symbol.within, symbol.week)
    return symbol.weekday if all(part is None for part in parts) else None
