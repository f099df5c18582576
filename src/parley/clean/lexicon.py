"""What a line's words say about its role: consent notices and page furniture, as vocab/clean lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from parley.clean.beginnings import beginnings, letters, sign
from parley.clean.lines import Unit
from parley.vocab import table

PICTURE = "picture credit"  # the reason of a credit that says who made a picture, not the text
_EDGE = " \t:.,…!»«›‹>→←|•*–—·×✕#()[]\"'0123456789+-"
_BULLET = "*•· "
_MENU = 12  # words of a menu in one line
_NAMES = 8  # words of a picture's credit
QUOTES = re.compile(r"[\"“”„«»「」]")
_SAID = re.compile(r"\b(?:said|told|says)\b")
_PLAYED = re.compile(r"\s\d{1,2}:\d\d$")  # how long a film is
_TITLE = 15  # characters in which its title ends
_PART = re.compile(r",|\s(?:and|und|et|y|e|en|og|och|dan|&)\s")  # of a byline: a name, and what else
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
    ends: tuple[str, ...]  # its phrases
    byline: re.Pattern[str]
    sure: tuple[tuple[str, re.Pattern[str]], ...]
    one_sure: re.Pattern[str]  # any of them: nearly every line has none
    tail: tuple[tuple[str, re.Pattern[str]], ...]
    one_tail: re.Pattern[str]
    roles: Mapping[str, str]  # start and end phrases -> role


class _Topic(NamedTuple):
    """A topic of consent notices: its phrases, those in letters of ASCII, and the letters of the others beyond it."""

    name: str
    pattern: re.Pattern[str]
    plain: frozenset[str]
    letters: frozenset[str]


class _Consent(NamedTuple):
    """What consent notices speak of, and what no text that speaks of it goes without."""

    topics: tuple[_Topic, ...]
    phrases: Mapping[str, Sequence[str]]  # how a word begins -> phrases in letters of ASCII
    letters: frozenset[str]  # beyond ASCII -> one of the other phrases


def consent_topics(unit: Unit) -> tuple[str, ...]:
    """The topics of a consent notice that a line touches, in the order of the data file."""
    words, known = unit.text.casefold(), _consent()
    begun = known.phrases.keys() & beginnings(words)
    near = [phrase for begin in begun for phrase in known.phrases[begin] if phrase in words]
    strange = () if words.isascii() else known.letters.intersection(words)
    if not near and not strange:
        return ()
    return tuple(
        topic.name
        for topic in known.topics
        if not (topic.plain.isdisjoint(near) and topic.letters.isdisjoint(strange))
        and topic.pattern.search(words)
    )


def furniture(unit: Unit) -> Label | None:
    """The chrome role that a line's own words give it, whatever stands around it."""
    if unit.words > 80 or not unit.text:
        return None
    lexicon = _lexicon()
    words = " ".join(unit.plain.casefold().split()).lstrip(_BULLET)
    bare = words.strip(_EDGE)
    if words[-1:].isdigit() and _PLAYED.search(words[-7:]) and _is_said_twice(words):
        return Label("promo", "form: a title twice and a length")
    if role := lexicon.whole.get(bare):
        return Label(role, f"words: {bare}")
    if 1 < unit.words <= _MENU and _is_menu(lexicon, bare):
        return Label("navigation", "words: a menu in one line")
    if unit.words <= 25 and (m := lexicon.byline.match(words)) and not _tells(unit):
        return Label("byline", f"form: {m[0][:40].strip()}")
    finished = unit.closed and unit.words > 8
    if unit.words <= 30 and not finished and (m := lexicon.start.match(words)):
        role = lexicon.roles[m[0]]
        if role == "caption" and unit.words <= 8:  # names the photographer, shows nothing
            return Label("credit", PICTURE)
        return Label(role, f"begins: {m[0].strip()}")
    if unit.words <= 40 and words.endswith(lexicon.ends) and (m := lexicon.end.search(words[-60:])):
        return _ending(unit, lexicon.roles[m[1]], m[1])
    if lexicon.one_sure.match(words):
        role, m = next((role, m) for role, pattern in lexicon.sure if (m := pattern.match(words)))
        return Label(role, f"form: {m[0][:40].strip()}")
    tail = words[-100:]
    if lexicon.one_tail.search(tail):
        role, m = next((role, m) for role, pattern in lexicon.tail if (m := pattern.search(tail)))
        if role == "caption" and unit.prose and "photo" not in words and _SAID.search(words):
            return None  # a paragraph of an agency's story
        whole = role == "caption" and m[0] == words
        return Label("credit", PICTURE) if whole else _ending(unit, role, m[0])
    return None


def _is_said_twice(words: str) -> bool:
    """Whether a line says the same twice, as players do: ``JUST WATCHED Talks resume Replay MUST WATCH Talks resume``.

    With a length behind it: 191 lines of 51 pages, all of them players.
    """
    told = words.rpartition(" ")[0].rstrip()
    return len(told) > 2 * _TITLE and told[-_TITLE:] in told[:-_TITLE]


def _is_menu(lexicon: _Lexicon, bare: str) -> bool:
    """Whether a line is nothing but the words of buttons: ``Mail   Facebook   Twitter / X   LinkedIn``."""
    count = 0
    for part in bare.split():
        if (word := part.strip(_EDGE)).isalpha():
            if lexicon.whole.get(word) != "navigation":
                return False
            count += 1
    return count > 1


def _tells(unit: Unit) -> bool:
    """Whether a line that begins as a byline is a sentence: ``By then, Weber had left.``, not ``By Ana Ruiz, mayor.``

    So are 48 lines of 27,000 pages; of 40 that were read 34 were the story's.
    """
    lead, by, behind = unit.plain.partition(" by ")  # "Analysis by Ana Ruiz", not "Analysis by the council"
    if not by or " " in lead:
        if not unit.closed:
            return False
        behind = unit.plain.partition(" ")[2]
    return not are_names(_PART.split(behind, maxsplit=1)[0].split())


def are_names(words: Iterable[str]) -> bool:
    """Whether words begin large, as those of names do; particles between them need not."""
    return all(word[0].isupper() or word in _particles() for word in words)


def _ending(unit: Unit, role: str, end: str) -> Label:
    """The label that a line's end gives it; a caption of names only shows nothing but who made the picture."""
    names = unit.words <= _NAMES and all(not word[0].islower() for word in unit.plain.split())
    return (
        Label("credit", PICTURE) if role == "caption" and names else Label(role, f"ends: {end[:40].strip()}")
    )


@cache
def leading_words() -> frozenset[str]:
    """Words behind which another comes, so that they end no line but one that was torn."""
    return frozenset(table("clean/languages.toml")["leading"].split())


@cache
def _particles() -> frozenset[str]:
    return frozenset(table("clean/authors.toml")["particles"])


@cache
def _consent() -> _Consent:
    topics, begun = list[_Topic](), dict[str, list[str]]()
    for name, row in table("clean/consent.toml").items():
        phrases = [p for ps in row.values() for p in ps]
        plain = frozenset(p for p in phrases if not letters(p))
        beyond = frozenset().union(*map(letters, phrases))
        topics.append(_Topic(name, re.compile(_any(phrases)), plain, beyond))
        for phrase in plain:
            if (begin := sign(phrase)) is None:
                raise ValueError(f"{phrase!r}: no text shows by how its words begin that it has this")
            begun.setdefault(begin, []).append(phrase)
    return _Consent(tuple(topics), begun, frozenset().union(*(topic.letters for topic in topics)))


@cache
def _lexicon() -> _Lexicon:
    data = table("clean/chrome.toml")
    rows = [(role, data[role]) for role in reversed(_ROLES)]  # the first role of _ROLES is written last
    phrases = {p: role for role, row in rows for p in (*row.get("start", ()), *row.get("end", ()))}
    start = _longest(p for _, row in rows for p in row.get("start", ()))
    ends = tuple(p for _, row in rows for p in row.get("end", ()))
    sure, tail = _patterns("sure"), _patterns("tail")
    return _Lexicon(
        whole={w.strip(_EDGE): role for role, row in rows for w in row.get("whole", ())},
        start=re.compile(f"(?:{start})"),
        end=re.compile(f"(?:^|(?<=\\W)|(?<=[a-z]))({_longest(ends)})$"),
        ends=ends,
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
