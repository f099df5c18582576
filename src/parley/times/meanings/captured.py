"""What a rule captured, and the meaning that is made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from parley.times.numbers import amount
from parley.times.symbols import Symbol
from parley.times.tokens import Token
from parley.times.words import senses

MONTHS = ("MONTH", "MONTHISH")
DAYS = ("WEEKDAY", "WEEKDAYISH")
SEASONS = ("SEASON", "SEASONISH")
QUOTES = ('"', "“", "'", "‘", "`")
UNITS = ("UNIT", "UNITS", "HOUR", "HOURS", "WEEKEND")
STEPS = {"last": -1, "next": 1, "this": 0, "that": 0, "after": 1}


class Meaning(NamedTuple):
    """A symbol with its TIMEX3 type and modifier; without a symbol: no time, and not to be read again.

    `last`: where the expression ends if before the end of what the rule matched, as a token index.
    """

    symbol: Symbol | None
    type: str = "DATE"
    mod: str | None = None
    last: int | None = None


class Captured:
    """What a rule captured: its tokens by name, and what they stand for."""

    def __init__(self, line: Sequence[Token], match: re.Match[str]) -> None:
        self.line, self.match, self.span = line, match, match.span()

    def __contains__(self, name: str) -> bool:
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    def tokens(self, name: str) -> Sequence[Token]:
        """The tokens captured under `name`; none where the rule has or met no such part."""
        return self.line[slice(*self.match.span(name))] if name in self else ()

    def low(self, name: str) -> str:
        """The first captured word in lower case, empty if there is none."""
        found = self.tokens(name)
        return found[0].low if found else ""

    def value(self, name: str, *classes: str) -> Any:
        """What the first captured token that has one of these classes stands for there; None if none has."""
        for token in self.tokens(name):
            for wanted in classes:
                if wanted in token.values:
                    return token.values[wanted]
        return None

    def unit(self, name: str = "unit") -> str:
        """The code of the captured unit."""
        return str(self.value(name, *UNITS))

    def amount(self, name: str) -> float | None:
        """The captured number; None where it is vague ("several") or not there."""
        return amount(self.tokens(name))

    def pick(self) -> str | None:
        """Which of the recurring ones the words want: ``last next this that after``."""
        known, found = senses("pick"), self.tokens("pick")
        for token in reversed(found):
            if len(found) == 1 or (token.low in known and token.low not in ("same", "past")):
                return known.get(token.low)
        return known.get(self.low("pick"))

    def edge(self) -> str | None:
        """The TIMEX3 modifier of "early", "late", "the end of"."""
        return next((senses("edge")[t.low] for t in self.tokens("mod") if t.low in senses("edge")), None)

    def about(self) -> str | None:
        """The TIMEX3 modifier of "nearly", "at least", also right before the expression."""
        before = self.before() if "n" not in self or self.match.start("n") == self.span[0] else None
        near = self.tokens("about") or ([before] if before else [])
        return next((senses("about")[t.low] for t in near if t.low in senses("about")), None)

    def named(self, word: Token) -> bool:
        """Whether a captured word is part of a name: capitalised, right after a capital: "Tavria Today"."""
        before = self.before()
        return word.text[0].isupper() and before is not None and before.text[0].isupper()

    def before(self) -> Token | None:
        """The token before the expression."""
        return self.line[self.span[0] - 1] if self.span[0] else None

    def after(self) -> Token | None:
        """The token after the expression."""
        return self.line[self.span[1]] if self.span[1] < len(self.line) else None


Maker = Callable[[Captured], Meaning | None]
