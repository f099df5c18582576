"""What a line's words say about its role: consent notices and page furniture, as vocab/clean lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from parley.clean.lines import Unit
from parley.vocab import table

PICTURE = "picture credit"  # the reason of a credit that says who made a picture, not the text
_EDGE = " \t:.,…!»«›‹>→←|•*–—·×✕#()[]\"'0123456789+-"
_BULLET = "*•· "
_NAMES = 8  # words of a picture's credit
_BEGINNING = 6  # letters
_BEGINNINGS = re.compile(rf"(?<![a-z])[a-z]{{1,{_BEGINNING}}}")  # of words
QUOTES = re.compile(r"[\"“”„«»「」]")
# Reading order where a line fits several roles.
_ROLES = ("credit", "comment", "promo", "navigation", "caption", "other")


@dataclass(frozen=True, slots=True)
class Label:
    """A role and the rule that gave it."""

    role: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    whole: Mapping[str, str]  # words -> role
    start: re.Pattern[str]
    end: re.Pattern[str]
    byline: re.Pattern[str]
    sure: tuple[tuple[str, re.Pattern[str]], ...]
    one_sure: re.Pattern[str]  # any of them: nearly every line has none
    tail: tuple[tuple[str, re.Pattern[str]], ...]
    one_tail: re.Pattern[str]
    roles: Mapping[str, str]  # start and end phrases -> role


class _Topic(NamedTuple):
    """A topic of consent notices: its phrases, and what no text with one of them goes without."""

    name: str
    pattern: re.Pattern[str]
    signs: Mapping[str, Sequence[str]]  # how a word begins -> phrases in letters of ASCII
    letters: frozenset[str]  # beyond ASCII -> one of the other phrases

    def touches(self, words: str, begun: Set[str], letters: Set[str]) -> bool:
        """Whether a line in lower case has a phrase, given how its words begin and its letters beyond ASCII."""
        near = any(phrase in words for sign in begun for phrase in self.signs.get(sign, ()))
        return (near or not self.letters.isdisjoint(letters)) and bool(self.pattern.search(words))


def consent_topics(unit: Unit) -> tuple[str, ...]:
    """The topics of a consent notice that a line touches, in the order of the data file."""
    words = unit.text.casefold()
    begun = _begun().intersection(_BEGINNINGS.findall(words))
    letters = frozenset() if words.isascii() else frozenset(words)
    if not begun and not letters:
        return ()
    return tuple(topic.name for topic in _topics() if topic.touches(words, begun, letters))


def furniture(unit: Unit) -> Label | None:
    """The chrome role that a line's own words give it, whatever stands around it."""
    if unit.words > 80 or not unit.text:
        return None
    lexicon = _lexicon()
    words = " ".join(unit.plain.casefold().split()).lstrip(_BULLET)
    bare = words.strip(_EDGE)
    if role := lexicon.whole.get(bare):
        return Label(role, f"words: {bare}")
    if unit.words <= 25 and (m := lexicon.byline.match(words)):
        return Label("byline", f"form: {m[0][:40].strip()}")
    finished = unit.closed and unit.words > 8
    if unit.words <= 30 and not finished and (m := lexicon.start.match(words)):
        role = lexicon.roles[m[0]]
        if role == "caption" and unit.words <= 8:  # names the photographer, shows nothing
            return Label("credit", PICTURE)
        return Label(role, f"begins: {m[0].strip()}")
    if unit.words <= 40 and (m := lexicon.end.search(words[-60:])):
        return _ending(unit, lexicon.roles[m[1]], m[1])
    if lexicon.one_sure.match(words):
        role, m = next((role, m) for role, pattern in lexicon.sure if (m := pattern.match(words)))
        return Label(role, f"form: {m[0][:40].strip()}")
    tail = words[-100:]
    if lexicon.one_tail.search(tail):
        role, m = next((role, m) for role, pattern in lexicon.tail if (m := pattern.search(tail)))
        whole = role == "caption" and m[0] == words
        return Label("credit", PICTURE) if whole else _ending(unit, role, m[0])
    return None


def _ending(unit: Unit, role: str, end: str) -> Label:
    """The label that a line's end gives it; a caption of names only shows nothing but who made the picture."""
    names = unit.words <= _NAMES and all(not word[0].islower() for word in unit.plain.split())
    return (
        Label("credit", PICTURE) if role == "caption" and names else Label(role, f"ends: {end[:40].strip()}")
    )


@cache
def _topics() -> tuple[_Topic, ...]:
    out = []
    for name, row in table("clean/consent.toml").items():
        phrases = [p for ps in row.values() for p in ps]
        letters = {p: frozenset(c for c in p if c.isalpha() and not c.isascii()) for p in phrases}
        signs: dict[str, list[str]] = {}
        for phrase in phrases:
            if not letters[phrase]:
                signs.setdefault(_sign(phrase), []).append(phrase)
        out.append(_Topic(name, re.compile(_any(phrases)), signs, frozenset().union(*letters.values())))
    return tuple(out)


def _sign(phrase: str) -> str:
    """How a word begins that no text with the phrase goes without: its longest that is whole or long enough."""
    return max(
        (m[0] for m in _BEGINNINGS.finditer(phrase) if len(m[0]) == _BEGINNING or m.end() < len(phrase)),
        key=len,
    )


@cache
def _begun() -> frozenset[str]:
    return frozenset().union(*(topic.signs for topic in _topics()))


@cache
def _lexicon() -> _Lexicon:
    data = table("clean/chrome.toml")
    rows = [(role, data[role]) for role in reversed(_ROLES)]  # the first role of _ROLES is written last
    phrases = {p: role for role, row in rows for p in (*row.get("start", ()), *row.get("end", ()))}
    start = _longest(p for _, row in rows for p in row.get("start", ()))
    end = _longest(p for _, row in rows for p in row.get("end", ()))
    sure, tail = _patterns("sure"), _patterns("tail")
    return _Lexicon(
        whole={w.strip(_EDGE): role for role, row in rows for w in row.get("whole", ())},
        start=re.compile(f"(?:{start})"),
        end=re.compile(f"(?:^|(?<=\\W)|(?<=[a-z]))({end})$"),
        byline=re.compile("|".join(data["byline"]["sure"])),
        sure=sure,
        one_sure=_one_of(sure),
        tail=tail,
        one_tail=_one_of(tail),
        roles=phrases,
    )


def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = table("clean/chrome.toml")
    return tuple((role, re.compile(p)) for role in _ROLES for p in data[role].get(kind, ()))


def _one_of(rows: Iterable[tuple[str, re.Pattern[str]]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in rows))


def _longest(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def _any(phrases: Iterable[str]) -> str:
    """Any of the phrases, each at the beginning of a word (scripts without spaces have none)."""
    return rf"(?<![^\W\d_a-z])(?<![a-z])(?:{_longest(phrases)})"
