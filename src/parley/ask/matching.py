"""Whether a row tells what a question is about, and how well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.ask.question import Topic
from parley.ask.tokens import stems
from parley.records import name_key

EXACT, OTHER_FORM, ISSUE = (
    3.0,
    2.0,
    1.5,
)  # what a topic adds that is told word for word, in other forms, as an issue
_ACTOR = 2.0
_OWN = 3.5  # in the field that is made for it
_CAPITAL = re.compile(r"\b[A-Z]")
_US = re.compile(r"\bUS\b")  # the state; "us" is none


@dataclass(frozen=True, slots=True)
class Telling:
    """What a row tells: its words, its issues, the actors who take part in it; of a figure, what it counts.

    `places`: where it was, `event`: what became of what is counted; None where the row does not say.
    """

    text: str
    counts: str | None = None
    places: str | None = None
    event: str | None = None
    issues: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fit:
    """How a row fits: a score; by their numbers the topics that it does not tell, and those told by issue alone."""

    score: float
    missing: frozenset[int]
    by_issue: frozenset[int] = frozenset()


FITS = Fit(0.0, frozenset())  # a row, where nothing is asked that it must tell


def fit(topics: Sequence[Topic], telling: Telling) -> Fit:
    """How well a row tells some topics."""
    text = _US.sub("U.S.", telling.text)
    plain = f" {name_key(text)} "
    row = stems(text)
    held = frozenset(row)
    score, missing, by_issue = 0.0, set(), set()
    for number, topic in enumerate(topics):
        own = _own(topic, telling)
        if own is None:
            found = _of(topic, telling, plain, row, held)
        else:
            told = stems(own)
            found = _OWN if any(holds(told, told, phrase) for phrase in topic.phrases) else 0.0
        score += found
        if not found:
            missing.add(number)
        elif found == ISSUE:
            by_issue.add(number)
    return Fit(score, frozenset(missing), frozenset(by_issue))


def _own(topic: Topic, telling: Telling) -> str | None:
    """What a row says in the field that a topic asks of; None where its words count."""
    if topic.counted:  # "Tavrian soldiers": a unit that names a people names whose they are
        told = telling.counts
        return told if told is None or not topic.ids or _CAPITAL.search(told) else None
    if topic.place:
        return telling.places
    return telling.event if topic.event else None


def _of(topic: Topic, telling: Telling, plain: str, row: tuple[str, ...], held: frozenset[str]) -> float:
    if any(f" {word} " in plain for word in topic.exact):
        return EXACT
    if topic.ids and topic.ids & telling.actors:
        return _ACTOR
    if any(holds(row, held, phrase) for phrase in topic.phrases):
        return OTHER_FORM
    return ISSUE if telling.issues.intersection(topic.issues) else 0.0


def holds(row: Sequence[str], held: Iterable[str], phrase: Sequence[str]) -> bool:
    """Whether stems of a text hold a phrase in a row."""
    if not phrase or not set(phrase) <= set(held):
        return False
    count = len(phrase)
    return count == 1 or any(tuple(row[i : i + count]) == tuple(phrase) for i in range(len(row) - count + 1))
