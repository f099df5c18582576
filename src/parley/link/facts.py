"""Figures that tell a fact: what was done, to how many of what, in which sentence, between which states."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from parley import vocab
from parley.dates import Date
from parley.link.linked import Linked
from parley.link.reading import columns, entries, texts
from parley.store.base import Row, View
from parley.vocab import table
from parley.vocab import words as listed

_ABOUT = 0.1  # of a number that is only about right
_NEARLY = 0.15  # by which one that is nearly reached may be missed
_MAGNITUDE = 10  # "tens of thousands" is less than so many times its least
STATES = 2  # that a war is between
_DATELINE = 2  # days after that of its dateline on which a page may come out
_WAR = r"(?:war|invasion|invaded|conflict|uprising|hostilities)"
_SINCE = re.compile(
    rf"\bsince\b[^.;]{{0,80}}?\b{_WAR}\b|\b(?:in|during|over|throughout) the (?:[\w-]+ ){{0,3}}{_WAR}\b", re.I
)
_OF_WAR = re.compile(rf"\b{_WAR}\b|\b(?:fighting|offensive|violence)\b", re.I)
_SO_FAR = re.compile(
    rf"{_SINCE.pattern}|\bsince\b|\bso far\b|\bto date\b|\b(?:death )?toll\b|\b(?:have|has) (?:been )?(?:\w+ )?"
    r"(?:killed|died|wounded|injured|displaced|fled)\b"
    r"|\b(?:days|weeks|months|years) of (?:\w+ )?(?:war|fighting|conflict)\b",
    re.I,
)
# Days and months are named as places are.
_PLACE = re.compile(
    rf"\b(?:in|on|at|near|over|across) (?!(?i:{'|'.join(sorted(listed('days') | listed('months')))})\b)"
    r"((?:[A-Z][\w’'-]+ ?)+)"
)
_CAPITAL = r"[A-Z][\w’'-]+"
_NAME = re.compile(rf"(?<!^)(?<![.!?“\"‘(\[] )\b{_CAPITAL}(?: {_CAPITAL})*")  # not what begins something
_PLAIN_WORD = re.compile(r"\b[a-z][\w’'-]{2,}")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[A-Z\"“‘])|\n+")
_VERSION = "8"  # raise it when the same page would have other figures or sentences


def bounds_of(figure: Row) -> tuple[float, float] | None:
    """Between what a number lies as it is told; None where it says nothing."""
    low, high, how = figure["low"], figure["high"], figure["qualifier"]
    known = low if low is not None else high
    if known is None:
        return None
    if how == "vague":
        return (known, known * _MAGNITUDE * (1 - 1e-9)) if high is None else (low or 0.0, high)
    if how == "about":
        return known * (1 - _ABOUT), (high or known) * (1 + _ABOUT)
    if how == "nearly":
        return known * (1 - _NEARLY), known
    return (low if low is not None else 0.0), (high if high is not None else float("inf"))


class Sentence(NamedTuple):
    """What counts of the sentence around a figure: from where to where, and what it says."""

    start: int
    end: int
    is_open: bool  # it tells what may be so
    places: Sequence[str]
    is_toll: bool  # of a war as a whole
    is_since: bool  # since a war began
    is_so_far: bool
    names: Sequence[
        str
    ] = ()  # words with a capital letter but the first; of a number so far none, nor the others
    words: Sequence[str] = ()  # words without one
    years: Sequence[str] = ()

    @staticmethod
    def of(start: int, end: int, words: str) -> Sentence:
        """From its words."""
        so_far, since = bool(_SO_FAR.search(words)), bool(_SINCE.search(words))
        told = ((), (), ()) if so_far else (_found(rule, words) for rule in (_NAME, _PLAIN_WORD, _YEAR))
        return Sentence(
            start,
            end,
            is_open(words),
            sorted({m[1].strip() for m in _PLACE.finditer(words)}),
            so_far and bool(_OF_WAR.search(words)) and not _is_part(words, since=since),
            since,
            so_far,
            *told,
        )


def _found(rule: re.Pattern[str], words: str) -> list[str]:
    return sorted(set(rule.findall(words)))


@dataclass(frozen=True)
class Fact:
    """A figure with the sentence around it."""

    row: Row
    event: str
    unit: str
    sentence: Sentence
    states: frozenset[str]
    places: frozenset[str]
    pair: frozenset[str]  # the two states of which its page tells most
    published: Date

    @property
    def day(self) -> dt.date | None:
        """The first day on which its page may have come out; None where that is open by more than a dateline's days."""
        first, last = self.published.earliest, self.published.latest
        if first is None or last is None:
            return None
        found = dt.date.fromisoformat(first)
        return found if dt.date.fromisoformat(last) - found <= dt.timedelta(_DATELINE) else None


class Told(NamedTuple):
    """A figure as its page gave it, what it counts, and its sentence."""

    row: Row
    event: str | None
    unit: str
    sentence: Sentence


def facts_of(linked: Linked) -> Iterator[Fact]:
    """Those of the figures of current documents, as these links let them read, that tell a fact."""
    kept = {told.row["id"]: told for some in _told(linked).values() for told in _unpacked(some)}
    corrected = linked.view.standing().keys()  # what a person corrected may be another
    others = corrected - kept.keys()
    known = [told.row for told in kept.values() if not told.sentence.is_open]
    read = [*linked.read(known), *(linked.entries("figures", others) if others else ())]
    countries = linked.countries({row["document_id"] for row in read})

    @lru_cache(1)  # figures come page by page
    def page(document_id: str) -> _Page:
        told = [(at, country) for at, country in linked.outside(document_id, countries.get(document_id, ()))]
        counted = Counter(country for _, country in told)
        top = sorted(counted, key=lambda country: (-counted[country], country))[:STATES]
        return _Page(told, frozenset(top), Date.from_dict(linked.published(document_id)))

    for row in read:
        told = kept.get(row["id"])
        if told is None or row["id"] in corrected:
            event, unit = event_of(row), unit_of(row["unit"])
        else:
            event, unit = told.event, told.unit
        if not event:
            continue
        sentence = told.sentence if told else _sentence_in(linked.view, row)
        if sentence is None or sentence.is_open:
            continue
        of = page(row["document_id"])
        states, places = of.named(sentence.start, sentence.end), frozenset(sentence.places)
        yield Fact(row, event, unit, sentence, states, places, of.pair, of.published)


class _Page(NamedTuple):
    """What facts of a page share: the countries told of, by their places; the two it tells most of; its date."""

    told: Sequence[tuple[int, str]]
    pair: frozenset[str]
    published: Date

    def named(self, start: int, end: int) -> frozenset[str]:
        """The countries told of between two places."""
        first, after = bisect_left(self.told, (start,)), bisect_left(self.told, (end,))
        return frozenset(country for _, country in self.told[first:after])


def _told(linked: Linked) -> Mapping[str, Sequence[Sequence[Any]]]:
    """For each current document those of its figures that may tell a fact: see `_unpacked`."""

    def make(missing: Collection[str]) -> Iterator[tuple[str, list[Told]]]:
        read = columns(linked.view, "figures", ("kind", "event"), missing)
        counts = {entry for _, _, entry, kind, event in read if kind == "count" and event in _verbs()}
        rows: dict[str, list[Row]] = {}
        for row in entries(linked.view, "figures", counts) if counts else ():
            rows.setdefault(row["document_id"], []).append(row)
        for document, text, _ in texts(linked.view, rows):
            sentences = list(_sentences(text))
            found = ((row, _sentence_of(row, sentences)) for row in rows[document])
            yield (
                document,
                [Told(row, event_of(row), unit_of(row["unit"]), said) for row, said in found if said],
            )
        yield from ((document, []) for document in missing if document not in rows)

    return linked.derived.rows_of_some("facts", f"{_VERSION} {vocab.fingerprint('comparisons')}", make)


def _unpacked(told: Iterable[Sequence[Any]]) -> Iterator[Told]:
    """Figures as they are kept."""
    for row, event, unit, sentence in told:
        yield Told(row, event, unit, Sentence(*sentence))


def _sentence_in(view: View, figure: Row) -> Sentence | None:
    return _sentence_of(figure, _sentences(view.document(figure["document_id"], linked=False).text))


def _sentence_of(figure: Row, sentences: Iterable[tuple[int, int, str]]) -> Sentence | None:
    """The sentence in which a figure begins; None where it begins between two."""
    at = figure["evidence"][0]["start"]
    return next((Sentence.of(a, b, words) for a, b, words in sentences if a <= at < b), None)


def _sentences(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    for cut in _SENTENCE.finditer(text):
        yield at, cut.start(), text[at : cut.start()]
        at = cut.end()
    yield at, len(text), text[at:]


def event_of(row: Row) -> str | None:
    """The class of fact that a count tells; None where it tells none that is known."""
    if row["kind"] != "count" or row["event"] is None or bounds_of(row) is None:
        return None
    if _head(row["unit"]) == "life" and row["event"] in words_of("lives", "verbs"):
        return "killed"
    return next(
        (
            name
            for name in table("comparisons/classes.toml")["events"]
            if row["event"] in words_of("events", name)
        ),
        None,
    )


@cache
def _verbs() -> frozenset[str]:
    """The verbs that tell a class of fact."""
    names = table("comparisons/classes.toml")["events"]
    return frozenset().union(words_of("lives", "verbs"), *(words_of("events", name) for name in names))


def unit_of(unit: str) -> str:
    """What is counted, with its modifiers, under one name for nouns that count the same."""
    harmed = words_of("harm", "words")
    # ``325,000 killed``: that they were is the event, not what is counted.
    *modifiers, head = [word for word in unit.casefold().split() if word not in harmed] or ["person"]
    known = table("comparisons/classes.toml")["units"]
    name = next((n for n in known if head in words_of("units", n)), head)
    return " ".join([*sorted(modifiers), name])


def is_open(sentence: str) -> bool:
    """Whether a sentence tells what may be so."""
    return not words_of("open", "words").isdisjoint(re.findall(r"[a-z]+", sentence.casefold()))


def _head(unit: str) -> str:
    return unit.casefold().split()[-1] if unit else ""


@cache
def words_of(section: str, name: str) -> frozenset[str]:
    """A list of the vocabulary."""
    listed = table("comparisons/classes.toml")[section][name].split()
    return frozenset(word.replace("_", " ") for word in listed)


def _is_part(sentence: str, *, since: bool) -> bool:
    """Whether a sentence tells of single deeds, so that its number may be no toll of a whole war.

    Of a toll `since` a war began a day of the week is the one on which somebody said so.
    """
    told = words_of("parts", "words") - (listed("days") if since else frozenset())
    return not told.isdisjoint(re.findall(r"[a-z]+", sentence.casefold()))
