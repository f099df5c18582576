"""Nouns of meeting in a sentence: ``a second round of talks``, ``the Velm summit``, ``his visit to Rill``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.find.meetings.lexicon import forms, listed
from parley.find.number_words import words as number_words
from parley.language.line import REACH, Line, Range
from parley.language.tags import VERBS
from parley.vocab import words

_INSIDE = frozenset({"JJ", "NN", "NNS", "NNP", "CD", "POS", "VBN", "VBG", "RB"})
_JOINING = frozenset({"-", "–", "/", "’s", "'s"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of meeting: the phrase up to its head, ``round of talks`` taken as one.

    `start` is the first word of the phrase, `first` the first noun (round), `head` the last (talks).
    """

    start: int
    first: int
    head: int
    form: str
    hours: Range | None = None  # ``six hours of`` before it
    day: bool = False  # ``the second day of``
    other: bool = False  # ``the one planned for July``, beside a meeting named before

    @property
    def at(self) -> Range:
        """The nouns, tokens half-open."""
        return self.first, self.head + 1


def nouns(line: Line) -> Iterator[Noun]:
    """The nouns of meeting in a sentence, from left to right."""
    if forms().keys().isdisjoint(line.words) and listed("rounds").isdisjoint(line.words):
        return
    skip, before = -1, ""
    for i in range(len(line)):
        if i <= skip:
            continue
        found = _round(line, i) or _plain(line, i) or (_other(line, i, before) if before else None)
        if found:
            skip, before = found.head, found.form
            yield found


def _other(line: Line, i: int, form: str) -> Noun | None:
    """``the first meeting since June; | the one planned for July``: of the form of the noun before it."""
    if line.words[i] != "one" or i == 0 or line.words[i - 1] not in ("the", "that"):
        return None
    planned = line.words[i + 1 : i + 2] != [] and line.words[i + 1] in listed("due") | listed("to_come")
    return Noun(i - 1, i, i, form, other=True) if planned else None


def _plain(line: Line, i: int) -> Noun | None:
    word = line.words[i]
    form = forms().get(word)
    if word == "sessions" and _is_surname(line, i):
        return None
    if form is None or not _is_noun(line, i) or _is_attribute(line, i):
        return None
    start = left(line, i)
    before = set(line.words[start:i])
    if form == "call" and not (before & listed("by_wire") or line.words[i + 1 : i + 2] == ["with"]):
        return None
    if form == "call" and word in ("call", "calls") and not before & listed("by_wire"):
        return None
    if form == "conference" and (before & listed("no_conference") or not before):
        return None
    if before & {"no", "any", "without"}:
        return None
    hours, day = _measured(line, start)
    return Noun(start, i, i, form, hours, day)


def _is_surname(line: Line, i: int) -> bool:
    """Whether a capitalised word behind another one is somebody's name: ``Attorney General Jeff | Sessions``."""
    before = line.tokens[i - 1].text if i else ""
    return line.tokens[i].text[0].isupper() and (before[:1].isupper() or before == ".")


def _round(line: Line, i: int) -> Noun | None:
    """``a third round of talks``, ``another round``."""
    if line.words[i] not in listed("rounds") or line.tags[i] not in ("NN", "NNS"):
        return None
    start = left(line, i)
    if line.words[i + 1 : i + 2] == ["of"]:
        for k in range(i + 2, min(len(line), i + 8)):
            if line.words[k] in forms() and _is_noun(line, k):
                return Noun(start, i, k, forms()[line.words[k]])
            if line.tags[k] not in _INSIDE and line.words[k] not in _JOINING | {"the", "and", "US"}:
                break
        return None
    if line.words[i] not in ("round", "rounds"):
        return None
    before = set(line.words[start:i])
    counted = any(ordinal(w) for w in before) or before & (
        listed("another") | listed("earlier") | {"latest", "recent"}
    )
    planned = line.words[i + 1 : i + 2] != [] and line.words[i + 1] in listed("due") - {"set"}
    if not (counted or planned) or before & listed("not_of_talks") or _is_attribute(line, i):
        return None
    return Noun(start, i, i, "talks")


def _is_noun(line: Line, i: int) -> bool:
    """Whether a word is a noun here; taggers take "talks" behind a name for a verb."""
    tag = line.tags[i]
    if line.words[i : i + 2] == ["talks", "to"] and line.tags[i - 1 : i] == ["NNP"]:
        return line.tags[i + 2 : i + 3] in (["VB"], ["VBP"], ["NN"])  # not ``A | talks to | B``
    if tag in ("NN", "NNS", "NNP"):
        return True
    if tag not in ("VBZ", "VBG", "NNPS") or line.words[i] not in ("talks", "visits", "meeting", "calls"):
        return False
    if line.words[i] == "meeting":
        return i > 0 and line.tags[i - 1] == "DT"
    before = line.words[i - 1] if i else ""
    called_off = before == "off" and i > 1 and line.tags[i - 2] in VERBS
    return (
        called_off
        or "-" in before
        or before in ("peace", "ceasefire", "nuclear", "trade")
        or line.tags[i - 1 : i] == ["JJ"]
    )


def _is_attribute(line: Line, i: int) -> bool:
    """Whether the word only stands before another noun: ``the talks venue``, ``meeting room``."""
    if i + 1 >= len(line) or line.words[i + 1] in words("days"):
        return False
    after = line.tags[i + 1]
    return (
        after in ("NN", "NNS")
        and line.words[i + 1] not in listed("days")
        and line.words[i + 1] not in _DAYTIMES
    )


_DAYTIMES = frozenset({"today", "tomorrow", "yesterday", "tonight", "week", "weekend", "month"})


def left(line: Line, head: int) -> int:
    """Where the noun phrase with this head begins."""
    i = head
    while i > 0 and head - i < REACH and line.quoted[i - 1] == line.quoted[head]:
        tag, word = line.tags[i - 1], line.words[i - 1]
        if tag == "DT" or word in words("possessives"):
            return i - 1
        joins = (
            word == "and" and i > 1 and line.tags[i - 2] in ("JJ", "NNP") and line.tags[i] in ("JJ", "NNP")
        )
        if not (tag in _INSIDE or word in _JOINING or joins) or (
            tag in VERBS and not _attributive(line, i - 1)
        ):
            return i
        i -= 1
    return i


def _attributive(line: Line, i: int) -> bool:
    """Whether a participle stands before its noun, and is no verb: ``the planned talks``."""
    known = (
        listed("to_come")
        | listed("going_on")
        | listed("without_success")
        | listed("called_off")
        | listed("put_off")
    )
    if line.words[i] in known | listed("may_come") or "-" in line.words[i]:
        return True
    return i > 0 and line.tags[i - 1] in ("DT", "JJ") and line.tags[i + 1] in ("NN", "NNS", "JJ")


def _measured(line: Line, start: int) -> tuple[Range | None, bool]:
    """``six hours of`` and ``the second day of`` before a noun phrase."""
    if start < 2 or line.words[start - 1] != "of":
        return None, False
    unit = line.words[start - 2]
    if unit in ("hour", "hours", "minutes"):
        return (left(line, start - 2), start - 1), False
    return None, unit in listed("days")


def ordinal(word: str) -> int | None:
    """The number of an ordinal, ``second`` or ``2nd``; None for other words."""
    if word[:1].isdigit() and word[1:] in ("st", "nd", "rd", "th"):
        return int(word[0])
    return 1 if word == "first" else number_words().ordinals.get(word)
