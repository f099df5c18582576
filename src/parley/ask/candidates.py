"""The rows that may answer a question: asked of the view by filters and full-text search, never all of a record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from parley.ask.data import words
from parley.ask.matching import Fit, Telling, fit
from parley.ask.names import Named, Names
from parley.ask.question import Question, Topic
from parley.records import name_key
from parley.store.base import Filter, Row, View
from parley.store.link_rows import actors_of
from parley.views.days import best
from parley.views.meetings import place_words
from parley.vocab import table

ENTRIES = ("statements", "positions", "figures", "incidents")  # kinds that pages hold; the others are links
HITS = 400  # passages of a search that are looked at, the best first
PAGES = 150  # pages whose entries are looked at for one topic
ROWS = 4000  # entries that filters alone may choose; beyond, the latest count
_WINDOWS = (30, 120, 365)  # days back from the last day, tried until they hold enough
_MIN_PREFIX = 4  # letters of a stem that stands for all words that begin so
_ANOTHER = re.compile(r"\w+['’]s\b")  # "Vey's envoy" is another
_COMING = frozenset({"proposed", "scheduled"})


@dataclass(slots=True)
class Found:
    """Rows that answer. `whole`: every row of the record that could answer was looked at."""

    rows: list[tuple[Fit, Row]] = field(default_factory=list)
    whole: bool = True


class Search:
    """Rows of one view."""

    def __init__(self, view: View, names: Names, kinds: Collection[str]) -> None:
        self._view = view
        self._names = names
        self._held = kinds
        self._found: dict[tuple[str, Question], Found] = {}
        self._searched: dict[tuple[str, Filter], list[tuple[str, int, int, str]]] = {}

    def rows(self, kind: str, asked: Question) -> Found:
        """The rows of a kind that answer a question; asked again, they are remembered."""
        key = (kind, asked)
        if key not in self._found:
            self._found[key] = self._rows(kind, asked)
        return self._found[key]

    def _rows(self, kind: str, asked: Question) -> Found:
        found = Found()
        if kind not in self._held:
            return found
        topics = asked.topics
        needed = frozenset(n for n, topic in enumerate(topics) if topic.needed)
        seen: set[str] = set()
        for row, around in self._entries(kind, asked, found) if kind in ENTRIES else self._links(kind, asked):
            if row["id"] in seen or not self._is_asked(kind, row, asked):
                continue
            seen.add(row["id"])
            how = fit(topics, self._telling(kind, row, around, asked))
            if not how.missing & needed:
                found.rows.append((how, row))
        return found

    def passages(self, asked: Question) -> int:
        """How many passages hold words of all topics that are needed; at most `HITS`."""
        queries = [queries_of(topic)[0] for topic in asked.needed if queries_of(topic)]
        where = Filter(outlet=asked.outlet, limit=HITS)
        return sum(1 for _ in self._view.search(" ".join(queries), where)) if queries else 0

    # --- entries of pages

    def _entries(self, kind: str, asked: Question, found: Found) -> Iterator[tuple[Row, str]]:
        where = self._where(asked)
        topic = self._rarest(asked, where)
        if topic is None:
            for act in asked.acts or (None,):
                yield from self._chosen(
                    kind, replace(where, act=act if kind == "statements" else None), found
                )
                if kind != "statements":
                    return
            return
        if kind != "incidents":
            for issue in topic.issues:
                yield from self._chosen(kind, replace(where, issue=issue), found)
        pages: dict[str, list[tuple[int, int, str]]] = {}
        for query in queries_of(topic):
            hits = self._hits(query, where)
            found.whole &= len(hits) < HITS
            for document, start, end, text in hits:
                if document in pages or len(pages) < PAGES:
                    pages.setdefault(document, []).append((start, end, text))
                else:
                    found.whole = False
        for row in self._view.entries(kind, replace(where, documents=tuple(pages))) if pages else ():
            first = row["evidence"][0]["start"]
            for start, end, text in pages[row["document_id"]]:
                if start <= first < end:
                    yield row, _sentence(text, first - start)
                    break

    def _rarest(self, asked: Question, where: Filter) -> Topic | None:
        """Of the topics that a row must hold, the one that fewest passages do."""
        counted = [topic for topic in asked.needed if topic.counted and not topic.ids]
        needed = counted or [topic for topic in asked.needed if not topic.ids] or list(asked.needed)
        if len(needed) < 2:  # what an actor's name says most passages of a side hold
            return needed[0] if needed else None
        plain = _plain(where)
        return min(needed, key=lambda topic: sum(self._view.found(q, plain) for q in queries_of(topic)))

    def _hits(self, query: str, where: Filter) -> list[tuple[str, int, int, str]]:
        plain = _plain(where)
        key = (query, plain)
        if key not in self._searched:
            self._searched[key] = [
                (h.document_id, h.start, h.end, h.text) for h in self._view.search(query, plain)
            ]
        return self._searched[key]

    def _where(self, asked: Question) -> Filter:
        ids = frozenset[str]().union(*(one.speaking for one in asked.by))
        return Filter(
            actors=tuple(sorted(ids)) if ids else None,
            since=asked.period.since,
            until=asked.period.until,
            outlet=asked.outlet,
        )

    def _chosen(self, kind: str, where: Filter, found: Found) -> Iterator[tuple[Row, str]]:
        """The rows that a filter chooses; where these are too many, the latest."""
        rows = list(self._view.entries(kind, replace(where, limit=ROWS + 1)))
        if len(rows) > ROWS:
            found.whole = False
            rows = self._latest(kind, where)
        for row in rows:
            yield row, ""

    def _latest(self, kind: str, where: Filter) -> list[Row]:
        last = where.until or self._view.last_day() or dt.date.today().isoformat()
        chosen = replace(where, limit=ROWS)
        for days in _WINDOWS:
            since = (dt.date.fromisoformat(last) - dt.timedelta(days)).isoformat()
            within = replace(where, since=max(since, where.since or ""))
            if self._view.count(kind, within) > ROWS:
                break
            chosen = within
        return list(self._view.entries(kind, chosen))

    # --- links

    def _links(self, kind: str, asked: Question) -> Iterator[tuple[Row, str]]:
        where = Filter(since=asked.period.since, until=asked.period.until, outlet=asked.outlet)
        for row in self._view.entries(kind, where):
            yield row, ""

    # --- what is asked of a row beside its topics

    def _is_asked(self, kind: str, row: Row, asked: Question) -> bool:
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
        if asked.status == "coming" and not _is_coming(row, asked):
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
        return Telling(
            text,
            counts,
            _places(row) or None,
            (row.get("event") or "").replace("_", " ") or None,
            frozenset(filter(None, issues)),
            frozenset(filter(None, actors)),
        )


def queries_of(topic: Topic) -> list[str]:
    """Full-text queries, any of which finds passages that may tell a topic."""
    out: list[str] = []
    for phrase, exact in zip(topic.phrases, topic.exact, strict=False):
        words = exact.split()
        if len(words) == len(phrase):
            made = " ".join(
                f"{s}*" if len(s) >= _MIN_PREFIX and w.startswith(s) else w
                for s, w in zip(phrase, words, strict=True)
            )
            if not any(made.startswith(other.rstrip("*")) and " " not in made for other in out):
                out.append(made)
    return out


def _of_speaker(speaker: Mapping[str, Any] | None, by: tuple[Named, ...]) -> bool:
    actor = (speaker or {}).get("actor_id")
    return actor is not None and any(actor in one.speaking for one in by)


def _is_coming(row: Row, asked: Question) -> bool:
    """Whether a meeting was planned, for a day that was not over, or for one that no page tells."""
    if row.get("status") not in _COMING:
        return False
    date = best(row["dates"])
    return date is None or not date["latest"] or date["latest"] >= (asked.today or "")


def _addressed(row: Row, one: Named) -> bool:
    told = f" {name_key(row['addressee'] or '')} "
    return any(f" {form} " in told for form in one.forms)


def _plain(where: Filter) -> Filter:
    """What chooses passages; of the rows that lie in them a filter chooses more."""
    return replace(where, since=None, until=None, act=None, limit=HITS)


def _sentence(text: str, at: int) -> str:
    """The sentence of a passage that a place lies in."""
    from parley.language.sentences import spans

    return next((text[start:end].strip() for start, end in spans(text) if start <= at < end), "")


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
    ordinal = _ORDINALS.get(row["round"] or 0, "")
    quotes = " ".join(e["quote"] for e in row["evidence"])
    return f"{row['form']} {ordinal} {_places(row)} {quotes}"


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


_ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
}
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
