"""The time expressions of a text: one scan for words that can begin or hold one, then rules around them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from parley.times.calendar import covers, grain
from parley.times.families import is_family_name
from parley.times.grammar import Match, matches
from parley.times.ground import Frame, ground
from parley.times.holidays import holidays
from parley.times.symbols import Anniversary, Clock, Point, Shift, Symbol
from parley.times.tense import is_future
from parley.times.tokens import Token, tokens
from parley.times.words import lexicon
from parley.vocab import table

_AROUND = 48  # characters beside a trigger that can belong to its expression or decide about it
_WORD = 64  # characters that a word may have; a longer run without white space is cut in it
_SIGNALS = frozenset(
    ["since", "until", "till", "by", "before", "after", "from", "through", "during", "between", "ahead"]
)
_ADDRESS = re.compile(r"(?:https?:|www\.)\S*$")  # what is in an address of the web is not said
_FAR = 240  # characters of an address that are looked back at
_BREAK = re.compile(r"[.!?]['”\"]?\s|\n")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression in a text.

    Attributes:
        start, end: Code points into the text.
        type: TIMEX3: ``DATE TIME DURATION SET``.
        value: TIMEX3; with ``X`` where the day of writing would be needed and is not known.
        mod: TIMEX3: ``START MID END APPROX LESS_THAN MORE_THAN EQUAL_OR_LESS EQUAL_OR_MORE``, or None.
        symbol: What it means before the writing is dated.
        future: Whether its sentence speaks of what is to come, where that was asked.
        signal: The word before it that relates it: "since", "until", "by".
        rule: Which rule found it.
    """

    start: int
    end: int
    type: str
    value: str
    mod: str | None
    symbol: Symbol
    future: bool | None
    signal: str | None
    rule: str

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day that the value covers; None where it is not dated."""
        return covers(self.value)

    @property
    def is_timex(self) -> bool:
        """Whether TIMEX3 has a value for it; an anniversary only tells how long ago something was."""
        return not isinstance(self.symbol, Anniversary)

    def to_dict(self) -> dict[str, Any]:
        """As a row of the ``times`` step: a modifier and bounds only where there are any."""
        row: dict[str, Any] = {"start": self.start, "end": self.end, "type": self.type, "value": self.value}
        if self.mod:
            row["mod"] = self.mod
        if days := self.days:
            row["earliest"], row["latest"] = (day.isoformat() for day in days)
        return row


def find(text: str, published: dt.date | None = None) -> list[TimeExpression]:
    """All time expressions of `text` in order, dated from `published` where it is given."""
    found: list[TimeExpression] = []
    reader = _Discourse(text, published)
    for start, end in windows(text):
        line = tokens(text, start, end)
        found.extend(e for match in matches(line) if (e := reader.read(line, match)))
    return found


def regrounded(text: str, found: list[TimeExpression], published: dt.date | None) -> list[TimeExpression]:
    """The same expressions, dated from another day of writing."""
    reader = _Discourse(text, published)
    return [reader.again(e) for e in found]


class Rereading:
    """Expressions to be dated from another day of writing, each by itself, after all that stand before it.

    Args:
        text: Where they stand.
        found: All of them, in order.
        published: The day of writing.
    """

    def __init__(self, text: str, found: Sequence[TimeExpression], published: dt.date | None) -> None:
        self._reader = _Discourse(text, published)
        self._before = []
        for e in found:
            self._before.append(self._reader.spoken_of)
            self._reader.again(e)

    def dated(self, place: int, e: TimeExpression) -> TimeExpression:
        """The expression that was found at a place, or another reading of it."""
        self._reader.spoken_of = self._before[place]
        return self._reader.again(e)


class _SpokenOf(NamedTuple):
    value: str | None = None  # what was spoken of last
    day: str | None = None
    quarter: str | None = None
    end: int = 0  # of the expression that did


class _Discourse:
    """What has been spoken of so far, expression by expression."""

    def __init__(self, text: str, writing: dt.date | None) -> None:
        self.text, self.writing = text, writing
        self._addresses = "http" in text or "www." in text
        self.spoken_of = _SpokenOf()

    def read(self, line: Sequence[Token], match: Match) -> TimeExpression | None:
        """An expression from what a rule found; None where the place says that it is none."""
        meaning, symbol = match.meaning, match.meaning.symbol
        start, end = line[match.first].start, line[match.last - 1].end
        signal = _signal(line, match.first)
        if symbol is None:
            return None
        if self._addresses and _ADDRESS.search(self.text, max(0, start - _FAR), start):
            return None
        if is_family_name(self.text, self.text[start:end], symbol, signal):
            return None
        future = self._future(symbol, start, end, signal)
        known = signal if signal in _SIGNALS else None
        return self.again(
            TimeExpression(start, end, meaning.type, "", meaning.mod, symbol, future, known, match.rule)
        )

    def again(self, e: TimeExpression) -> TimeExpression:
        """The expression with its value."""
        last = self.spoken_of
        near = None if _BREAK.search(self.text, last.end, e.start) else last.value
        frame = Frame(self.writing, last.value, near, last.day, last.quarter, e.future)
        value = ground(e.symbol, frame)
        self._note(value, e)
        # not by dataclasses.replace, which takes three times as long
        return TimeExpression(e.start, e.end, e.type, value, e.mod, e.symbol, e.future, e.signal, e.rule)

    def _future(self, symbol: Symbol, start: int, end: int, signal: str | None) -> bool | None:
        if not _hangs_on_tense(symbol):
            return None
        if signal in ("since", "ahead"):
            return signal == "ahead"
        told = is_future(self.text, start, end)
        return True if told is None and signal in ("until", "till", "by") else told

    def _note(self, value: str, e: TimeExpression) -> None:
        value = value.rpartition("/")[2]  # what comes after some days comes after the last of them
        self.spoken_of = self.spoken_of._replace(end=e.end, **_newly_spoken_of(value, e))


def _newly_spoken_of(value: str, e: TimeExpression) -> dict[str, str | None]:
    if isinstance(e.symbol, Shift) and e.symbol.unit == "Y" and e.symbol.ago:
        return {}  # a comparison: what is spoken of stays
    if value.startswith("XXXX") and _names_a_day(e):
        return {"value": None, "day": None}  # a day that is not known: what hangs on it is not either
    if e.type == "DATE" and (of := grain(value)):
        return {"value": value, **{name: value for name in ("quarter", "day") if of == name[0].upper()}}
    if e.type == "TIME" and grain(value[:10]):
        return {"value": value[:10], "day": value[:10]}
    return {}


def _names_a_day(e: TimeExpression) -> bool:
    """Whether it tells of a time of its own: no set, no anniversary, no clock without its day."""
    bare_clock = isinstance(e.symbol, Clock) and e.symbol.day is None
    return e.type in ("DATE", "TIME") and e.is_timex and not bare_clock


def _signal(line: Sequence[Token], at: int) -> str | None:
    """The word before a token that may relate it; of "ahead of" the first."""
    before = [token.low for token in line[max(0, at - 2) : at]]
    return "ahead" if before == ["ahead", "of"] else before[-1] if before else None


def _hangs_on_tense(symbol: Symbol) -> bool:
    if isinstance(symbol, Clock):
        return symbol.day is not None and _hangs_on_tense(symbol.day)
    if isinstance(symbol, Shift):
        return symbol.unit == "WE"
    return isinstance(symbol, Point) and symbol.year is None and symbol.within is None and symbol.pick is None


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text around its triggers, in order, none overlapping another.

    They are cut between words; where there is no white space for long, anywhere.
    """
    start = end = -1
    known = _triggers()
    for match in _CANDIDATE.finditer(text):
        word = match[0]
        if word.lower() not in known and word.isalpha():
            continue
        left, right = _at_words(text, match.start() - _AROUND, match.end() + _AROUND)
        if left <= end:
            end = right
            continue
        if end >= 0:
            yield start, end
        start, end = left, right
    if end >= 0:
        yield start, end


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(start, 0), min(end, len(text))
    first, last = max(start - _WORD, 0), min(end + _WORD, len(text))
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    return start, end


# A word that may be a trigger, or figures that can only be a time or a year.
_CANDIDATE = re.compile(
    r"[A-Za-z]{3,}|(?=[\dQqHh])"  # what else begins
    r"(?:\b[12]\d\d\d(?!\d)|\d:\d\d|\b\d\d?\s?[ap]\.?m\b|\d[/.-]\d\d?[/.-]\d|\d0s\b|\d(?:st|nd|rd|th)\b|\b[QqHh][1-4]\b)",
    re.ASCII,
)


@cache
def _triggers() -> frozenset[str]:
    stops = frozenset(table("times/words.toml")["triggers"].split())
    words = {"utc", "gmt", "being", "nineteen"}
    names = [word for word, values in lexicon().values.items() if values.keys() & stops]
    names += [name for data in holidays().values() for name in data["names"]]
    for name in sorted(names, key=len):
        parts = re.findall(r"[a-z]+", name)
        if words.isdisjoint(parts):
            words.add(max(parts, key=len))
    return frozenset(word for word in words if len(word) > 2)
