"""Which figures of single deeds are of one and the same, as pages of the same days tell it.

Two figures are when they count the same, done by the same verb, on pages of which one came out a day after the other
at most, and either their sentences name the same day, states and places, or they share names (``Ostrel``, ``Harbour
Market``) and other words (``blast``, ``funeral``). Numbers far from each other must share more, for what looks
like one deed may be two. In 20,000 pages of news and 1,138 of negotiations some 55 groups are found, where by day,
states and places alone 2 were; of about 50 that were read all but one are of one deed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from parley.link.facts import Fact, words_of
from parley.link.topics import Topics
from parley.vocab import words as listed

_DAYS = 1  # by which the last page of a group may come out after the first
_NEAR = 1.25  # times the smaller number the greater of one deed is at most, mostly: 49 and 50 were killed
_SAME = ((1, 2), (2, 1))  # names and words that two sentences of such numbers must share, so many or so many
_OTHER = ((1, 3), (2, 2))  # those of others
_NAMES = 2  # names that are enough though only one sentence prints an earlier year
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)  # beside somebody who is counted or not


class _Told:
    """What counts of a fact: the stems of the names, places and other words of its sentence but its source's."""

    def __init__(self, fact: Fact, topics: Topics) -> None:
        self.fact, self._topics = fact, topics
        self.printed = fact.day or dt.date.min
        self.page = fact.row["document_id"]

    @cached_property
    def raw(self) -> frozenset[str]:
        """The words of the names as they are printed: most sentences share none."""
        return frozenset(" ".join([*self.fact.sentence.names, *self.fact.places]).split())

    @cached_property
    def names(self) -> frozenset[str]:
        return self._stems(self.fact.sentence.names) - self._source

    @cached_property
    def words(self) -> frozenset[str]:
        return self._stems(self.fact.sentence.words) - self._source

    @cached_property
    def places(self) -> frozenset[str]:
        return self._stems(self.fact.places)

    @cached_property
    def _source(self) -> frozenset[str]:
        return self._stems([(self.fact.row["source"] or {}).get("surface") or ""])

    def _stems(self, words: Iterable[str]) -> frozenset[str]:
        return self._topics.of(" ".join(words)).stems


class Deeds:
    """Puts facts of single deeds together."""

    def __init__(self, states: Iterable[str]) -> None:
        """Of a record; the names of `states` tell no deed."""
        self._topics = Topics(states, " ".join([*listed("days"), *listed("months"), *_common()]))

    def groups(self, facts: Sequence[Fact]) -> Iterator[list[Fact]]:
        """Groups of facts that count the same by the same verb; a fact in none is left out."""
        found, near = list[list[_Told]](), list[list[_Told]]()
        for told in sorted(self._told(facts), key=lambda told: (told.printed, told.fact.row["id"])):
            near = [group for group in near if (told.printed - group[0].printed).days <= _DAYS]
            # Of the same as most of a group: else one deed leads to the next.
            fitting = (
                group for group in near if 2 * sum(_is_one(told, other) for other in group) > len(group)
            )
            group = next(fitting, None)
            if group is None:
                found.append([told])
                near.append(found[-1])
            else:
                group.append(told)
        yield from ([told.fact for told in group] for group in found if len(group) > 1)

    def names(self, group: Sequence[Fact]) -> list[str]:
        """The names that most sentences of a group hold, as they are printed, or else their words; none of states."""
        found = [{*fact.sentence.names, *fact.places} for fact in group]
        words = [{word for name in names for word in name.split()} for names in found]
        return self._of_most(found) or self._of_most(words)

    def _of_most(self, found: Sequence[Iterable[str]]) -> list[str]:
        counts = Counter(name for names in found for name in names)
        most = (name for name, times in counts.items() if 2 * times > len(found))
        return sorted(name for name in most if self._topics.of(name).stems)

    def _told(self, facts: Sequence[Fact]) -> Iterator[_Told]:
        """Facts of dated pages; none that one sentence tells of two deeds, or that counts others beside somebody."""
        times = Counter((fact.row["document_id"], fact.sentence.start) for fact in facts)
        for fact in facts:
            several = times[fact.row["document_id"], fact.sentence.start] > 1
            if fact.day and not several and not _OTHERS.search(fact.row["evidence"][0]["quote"]):
                yield _Told(fact, self._topics)


def _is_one(one: _Told, other: _Told) -> bool:
    """Whether two facts are of one deed; a page tells of one, and of another beside it."""
    if one.page == other.page or one.raw.isdisjoint(other.raw):
        return False
    if _is_apart(one, other) or _is_apart(other, one):
        return False
    if one.places and other.places and one.places.isdisjoint(other.places):
        return False
    names = len(one.names & other.names)
    if _years(one) != _years(other) and names < _NAMES:
        return False
    if _is_told_alike(one.fact, other.fact):
        return True
    low, high = sorted((_least(one.fact), _least(other.fact)))
    enough = _SAME if high <= _NEAR * low else _OTHER
    return any(names >= least and len(one.words & other.words) >= more for least, more in enough)


def _common() -> Iterator[str]:
    """Words that any sentence may hold which tells how many came to harm."""
    for section, name in (
        ("events", "killed"),
        ("events", "wounded"),
        ("events", "displaced"),
        ("harm", "words"),
        ("harm", "counted"),
    ):
        yield from words_of(section, name)


def _least(fact: Fact) -> float:
    low, high = fact.row["low"], fact.row["high"]
    return float(high if low is None else low)


def _is_apart(one: _Told, other: _Told) -> bool:
    """Whether what one tells was later than what the other does."""
    first = one.fact.row["date"]["earliest"]
    last = min(other.fact.row["date"]["latest"] or "9", str(other.fact.published.latest))
    return bool(first) and first > last


def _years(told: _Told) -> frozenset[str]:
    return frozenset(told.fact.sentence.years) - {str(told.printed.year)}


def _is_told_alike(one: Fact, other: Fact) -> bool:
    """Whether two sentences name the same day, states and places."""
    date = one.row["date"]
    return (
        bool(date["earliest"] and one.states and one.places)
        and date["earliest"] == date["latest"]
        and (date, one.states, one.places) == (other.row["date"], other.states, other.places)
    )
