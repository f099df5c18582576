"""The rows that answer a question, of those that are chosen as may do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from parley.ask.choosing import HITS, Chooser, Wanted, queries_of
from parley.ask.data import words
from parley.ask.dated import is_surely_then
from parley.ask.matching import FITS, Fit, Telling, fit
from parley.ask.names import Named, Names
from parley.ask.negation import DONE, TOLD, denies
from parley.ask.period import RECENT
from parley.ask.question import Question, Topic
from parley.ask.rounds import ways
from parley.ask.statuses import COMING, has_status
from parley.records import name_key
from parley.store.base import Filter, Row, View
from parley.store.link_rows import actors_of
from parley.views.days import best
from parley.views.meetings import place_words
from parley.views.withdrawn import rests_on
from parley.vocab import table

ENTRIES = ("statements", "positions", "figures", "incidents")  # kinds that pages hold; the others are links
_ANOTHER = re.compile(r"\w+['’]s\b")  # "Vey's envoy" is another
_PLANNED = frozenset({"proposed", "scheduled"})


@dataclass(slots=True)
class Found:
    """Rows that answer.

    Attributes:
        rows: The rows.
        whole: Whether every row of the record that could answer was looked at.
        withdrawn: How many others would answer, but rest on pages that their agency withdrew.
        undated: Those that would answer, if their days lay in the time that is asked about; they only may.
    """

    rows: list[tuple[Fit, Row]] = field(default_factory=list)
    whole: bool = True
    undated: list[tuple[Fit, Row]] = field(default_factory=list)
    withdrawn: int = 0


class Search:
    """Rows of one view."""

    def __init__(
        self,
        view: View,
        names: Names,
        kinds: Collection[str],
        chooser: Chooser,
        gone: Collection[str] = (),
    ) -> None:
        self._view = view
        self._gone = gone  # pages that their agency withdrew: what rests on them answers nothing
        self._names = names
        self._held = kinds
        self._chooser = chooser
        self._found: dict[tuple[str, Question, bool], Found] = {}
        self._meetings: dict[str, Row] | None = None

    def rows(self, kind: str, asked: Question, *, few: bool = False) -> Found:
        """The rows of a kind that answer a question, or `few` of them; asked again, they are remembered."""
        key = (kind, asked, few)
        if key not in self._found:
            self._found[key] = self._rows(kind, asked, few)
        return self._found[key]

    def _rows(self, kind: str, asked: Question, few: bool) -> Found:
        found = Found()
        if kind not in self._held:
            return found
        needed = frozenset(n for n, topic in enumerate(asked.topics) if topic.needed)
        seen: set[str] = set()
        for row, around in (
            self._entries(kind, asked, few, found) if kind in ENTRIES else self._links(kind, asked)
        ):
            if row["id"] in seen or not self._is_asked(kind, row, asked):
                continue
            seen.add(row["id"])
            how = self._fit(kind, row, around, asked)
            if how is None or how.missing & needed:
                continue
            if self._gone and rests_on(row, self._gone):
                found.withdrawn += 1
                continue
            surely = is_surely_then(kind, row, asked) and self._is_surely_coming(row, asked)
            (found.rows if surely else found.undated).append((how, row))
        return found

    def _fit(self, kind: str, row: Row, around: str, asked: Question) -> Fit | None:
        """How a row tells what is asked; None where it does not deny what it must."""
        if not asked.topics and asked.negation != TOLD:
            return FITS
        telling = self._telling(kind, row, around, asked)
        if asked.negation == TOLD and not denies(telling.text, asked.topics):
            return None
        return fit(asked.topics, telling)

    def passages(self, asked: Question) -> int:
        """How many passages hold words of all topics that are needed; at most `HITS`."""
        queries = [queries_of(topic)[0] for topic in asked.needed if queries_of(topic)]
        return self._view.found(" ".join(queries), Filter(outlet=asked.outlet, limit=HITS)) if queries else 0

    # --- entries of pages

    def _entries(self, kind: str, asked: Question, few: bool, found: Found) -> Iterator[tuple[Row, str]]:
        where = self._where(asked)
        topic = self._rarest(asked, where)
        beside = tuple(one for one in asked.needed if one is not topic)
        acts = asked.acts if kind == "statements" else ()
        chosen = self._chooser.chosen(Wanted(kind, where, acts, topic, beside, asked.order, few))
        found.whole &= chosen.whole
        yield from chosen.rows

    def _rarest(self, asked: Question, where: Filter) -> Topic | None:
        """Of the topics that a row must hold, the one that fewest passages do."""
        counted = [topic for topic in asked.needed if topic.counted and not topic.ids]
        needed = counted or [topic for topic in asked.needed if not topic.ids] or list(asked.needed)
        if len(needed) < 2:  # what an actor's name says most passages of a side hold
            return needed[0] if needed else None
        return min(needed, key=lambda topic: self._chooser.count(topic, where))

    def _where(self, asked: Question) -> Filter:
        ids = frozenset[str]().union(*(one.speaking for one in asked.by))
        return Filter(
            actors=tuple(sorted(ids)) if ids else None,
            since=asked.period.since,
            until=asked.period.until,
            outlet=asked.outlet,
        )

    # --- links

    def _links(self, kind: str, asked: Question) -> Iterator[tuple[Row, str]]:
        where = Filter(since=asked.period.since, until=asked.period.until, outlet=asked.outlet)
        for row in self._chooser.linked(kind, where):
            yield row, ""

    # --- what is asked of a row beside its topics

    def _is_asked(self, kind: str, row: Row, asked: Question) -> bool:
        if asked.negation == DONE and not _is_undone(kind, row):
            return False
        if kind == "statements":
            return self._is_said(row, asked)
        if kind == "positions":
            return self._is_held(row, asked)
        if kind == "figures":
            return not asked.by or _of_speaker(row["source"], asked.by)
        if kind == "incidents":
            if asked.events and row["event_type"] not in asked.events:
                return False
            return not asked.by or any(one.ids & set(row["agents"]) for one in asked.by)
        if kind == "comparisons" and row["relation"] != "different":
            return False
        if asked.status and not has_status(row, kind, asked.status):
            return False
        if kind == "meetings" and (_is_over(row, asked) or not _is_round(row, asked)):
            return False
        return all(self._takes_part(row, one) for one in (*asked.parties, *asked.by))

    def _is_said(self, row: Row, asked: Question) -> bool:
        if asked.by and not _of_speaker(row["speaker"], asked.by):
            return False
        if asked.acts and row["act"] not in asked.acts:
            return False
        if asked.events and not any(
            word in words(event) for event in asked.events for word in name_key(row["content"]).split()
        ):
            return False
        return all(_addressed(row, one) for one in asked.to)

    def _is_held(self, row: Row, asked: Question) -> bool:
        if asked.stances and row["stance"] not in asked.stances:
            return False
        if not asked.by:
            return True
        holder = (row["holder"] or {}).get("actor_id")
        return any(row["party"] in one.ids or (not one.state and holder in one.ids) for one in asked.by)

    def _takes_part(self, row: Row, one: Named) -> bool:
        part = set(actors_of(row)) | {d["party"] for d in row.get("delegates") or () if d["party"]}
        if one.ids & part or (one.state and one.speaking & part):
            return True
        if one.state or row.get("form") == "talks":  # of talks, pages name who sent the delegations too
            return False
        told = f" {_ANOTHER.sub(' ', ' '.join(e['quote'] for e in row['evidence']))} "
        return any(f" {form} " in f" {name_key(told)} " for form in one.forms)

    def _is_surely_coming(self, row: Row, asked: Question) -> bool:
        """Whether a planned meeting is surely still to come: by its day, or by a page of late that tells of it."""
        if asked.status != COMING or "dates" not in row or not asked.today or _is_dated_ahead(row, asked):
            return True
        pages = {piece["document_id"] for piece in row["evidence"]}
        return not pages.isdisjoint(self._late_pages(asked.today, frozenset(pages)))

    def _late_pages(self, today: str, pages: frozenset[str]) -> frozenset[str]:
        """Those of some pages that surely are of the last days."""
        day = dt.date.fromisoformat(today) - dt.timedelta(RECENT)
        among = Filter(documents=tuple(sorted(pages)))
        late = self._view.ids("documents", replace(among, since=day.isoformat()))
        before = replace(among, until=(day - dt.timedelta(1)).isoformat())
        return frozenset(late).difference(self._view.ids("documents", before)) if late else frozenset()

    # --- what a row tells

    def _telling(self, kind: str, row: Row, around: str, asked: Question) -> Telling:
        made = _TELLING.get(kind)
        text = made(row) if made else " ".join(e["quote"] for e in row.get("evidence") or ())
        issues = {*(row.get("about") or ()), *(row.get("agenda") or ()), row.get("issue")}
        if kind == "agreements":
            issues |= _ISSUES.get(row["kind"], frozenset())
        actors = {*actors_of(row), row.get("towards"), row.get("target"), row.get("agent")}
        # The words of these are few; what is said or held must tell it itself, and what is only counted beside it.
        if kind == "incidents" or (kind == "figures" and asked.kinds[0] != "about"):
            text = f"{text} {around}"
        counts = row["unit"] if kind == "figures" else None
        places = _places(row)
        if kind == "agreements" and (meeting := self._meeting(row["meeting_id"])):
            text, places = f"{text} {_round(meeting)}", f"{places} {_places(meeting)}".strip()
        return Telling(
            text,
            counts,
            places or None,
            (row.get("event") or "").replace("_", " ") or None,
            frozenset(filter(None, issues)),
            frozenset(filter(None, actors)),
        )

    def _meeting(self, meeting: str | None) -> Row | None:
        """The meeting at which something was agreed."""
        if meeting is None or "meetings" not in self._held:
            return None
        if self._meetings is None:
            self._meetings = {row["id"]: row for row in self._chooser.linked("meetings", Filter())}
        return self._meetings.get(meeting)


def _is_undone(kind: str, row: Row) -> bool:
    """Whether pages say that something was not said; a denial was."""
    return kind == "statements" and row["negated"] and row["act"] != "deny"


def _of_speaker(speaker: Mapping[str, Any] | None, by: tuple[Named, ...]) -> bool:
    actor = (speaker or {}).get("actor_id")
    return actor is not None and any(actor in one.speaking for one in by)


def _is_over(row: Row, asked: Question) -> bool:
    """Whether a meeting is not still to come, where those are asked for: it came about, or its day is over."""
    if asked.status != COMING or not asked.today:
        return False
    date = best(row["dates"])
    return row["status"] not in _PLANNED or bool(date and date["latest"] and date["latest"] < asked.today)


def _is_dated_ahead(row: Row, asked: Question) -> bool:
    """Whether a day that a meeting is planned for may be still to come, and is no time without an end from before."""
    date = best(row["dates"])
    return date is not None and bool(date["latest"] or date["earliest"] >= asked.today)


def _is_round(row: Row, asked: Question) -> bool:
    """Whether any page calls talks the round that is asked about."""
    told = {row["round"], *(value["value"] for value in row["values"].get("round", ()))}
    return asked.round is None or asked.round in told


def _addressed(row: Row, one: Named) -> bool:
    told = f" {name_key(row['addressee'] or '')} "
    return any(f" {form} " in told for form in one.forms)


def _statement(row: Row) -> str:
    return str(row["content"])


def _position(row: Row) -> str:
    return f"{row['content']} {row['conditions'] or ''}"


def _figure(row: Row) -> str:
    quotes = " ".join(e["quote"] for e in row["evidence"])
    return f"{row['unit']} {(row['event'] or '').replace('_', ' ')} {quotes}"


def _places(row: Row) -> str:
    """Every place that pages give for a row, and its state."""
    values = row.get("values")
    told = [value["value"] for value in values.get("place", ())] if isinstance(values, dict) else []
    told += [row["place"]] if isinstance(row.get("place"), dict) else []
    return " ".join(f"{place_words(place)} {_country(place.get('country'))}" for place in told)


@cache
def _country(code: str | None) -> str:
    names = {row["code"]: row["name"] for row in table("countries.toml")["states"]}
    return str(names.get(code, ""))


def _meeting(row: Row) -> str:
    quotes = " ".join(e["quote"] for e in row["evidence"])
    return f"{row['form']} {_round(row)} {_places(row)} {quotes}"


def _round(row: Row) -> str:
    return " ".join(f"{way} round" for way in ways(row["round"])) if row["round"] else ""


def _agreement(row: Row) -> str:
    quotes = " ".join(e["quote"] for e in row["evidence"])
    place = place_words(row["place"]) if row["place"] else ""
    return f"{row['kind'].replace('_', ' ')} {row['terms']['text'] or ''} {place} {quotes}"


def _entry(row: Row) -> str:
    return f"{row['title']} " + " ".join(e["quote"] for e in row["evidence"])


def _comparison(row: Row) -> str:
    quotes = " ".join(e["quote"] for value in row["values"] for e in value["evidence"])
    slot = " ".join(str(v) for v in row["slot"].values() if isinstance(v, str)).replace("_", " ")
    return f"{slot} {quotes}"


_ISSUES: Mapping[str, frozenset[str]] = {
    "ceasefire": frozenset({"ceasefire"}),
    "prisoner_exchange": frozenset({"prisoners"}),
    "remains_repatriation": frozenset({"remains"}),
    "humanitarian_access": frozenset({"humanitarian"}),
    "withdrawal": frozenset({"territory"}),
    "sanctions_relief": frozenset({"sanctions"}),
    "trade": frozenset({"shipping_trade"}),
}
_TELLING: Mapping[str, Callable[[Row], str]] = {
    "statements": _statement,
    "positions": _position,
    "figures": _figure,
    "meetings": _meeting,
    "agreements": _agreement,
    "timeline": _entry,
    "comparisons": _comparison,
}
