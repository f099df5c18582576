"""The record in order of time: meetings, agreements and their fate, changes of position, incidents.

An entry of the timeline is a title, one sentence, and the ids of the records that it stands for. How important it
is, from 0 to 1, follows from its kind and from how many independent families of pages tell of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from parley.clean.marks import unmarked
from parley.dates import Date, sort_key
from parley.link.linked import Linked
from parley.link.reading import columns, texts
from parley.plain import load
from parley.profiles import Profile
from parley.records import make_id
from parley.store.base import Row

_ENDS = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘A-Z])|\n+")  # between sentences
_VERSION = "1"  # raise it when other incidents would count, or other sentences be told
LONGEST = 200  # code points of a title that is taken from a page
# How much a kind of entry weighs. By judgement: what changed at the table before what was only planned.
_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "agreement": {
        "agreed": 1.0,
        "implemented": 0.9,
        "violated": 0.9,
        "collapsed": 0.9,
        "confirmed": 0.8,
        "": 0.5,
    },
    "meeting": {"held": 0.9, "under_way": 0.9, "failed": 0.8, "cancelled": 0.7, "scheduled": 0.6, "": 0.5},
    "position": {"withdrawn": 0.8, "softened": 0.8, "hardened": 0.7, "": 0.5},
    "incident": {"ASSAULT": 0.6, "SANCTION": 0.6, "RETREAT": 0.6, "MOBILIZE": 0.5, "COERCE": 0.5, "": 0.4},
}
_MADE = frozenset({"agreed", "proposed"})  # stages of an agreement at which its terms are the news
_CHANGES = frozenset({"new", "hardened", "softened", "withdrawn"})


class Named(Protocol):
    """What knows actors by name."""

    def name(self, actor: str) -> str:
        """What an actor id, or a name that is none, is called."""
        ...


def link_timeline(linked: Linked, profile: Profile) -> list[Row]:
    """Rows of ``timeline``, in order of time; what has no date at all is in none."""
    titles = {issue.id: issue.title for issue in profile.issues}
    found = [
        *_meetings(linked),
        *_agreements(linked),
        *_positions(linked, titles),
        *_incidents(linked),
    ]
    return sorted(found, key=lambda row: (*sort_key(Date.from_dict(row["date"])), row["id"]))


def _meetings(linked: Linked) -> Iterator[Row]:
    for row in linked.links("meetings"):
        date = _best(row["dates"])
        if date:
            yield _entry(linked, "meeting", date, meeting_title(row, linked), [row], row["status"])


def meeting_title(row: Row, linked: Named) -> str:
    """``Velmara and Oruvia: talks in Alvero (round 2), mediated by Marenza; held``."""
    who = _together(linked.name(party) for party in row["parties"])
    place = (row["place"] or {}).get("name")
    parts = [f"{who}: {row['form']}" if who else str(row["form"]).capitalize()]
    if place:
        at = "at" if place == row["place"].get("venue") else "in"  # a house, of which no town is told
        parts.append(f" {at} {place}")
    if row["round"]:
        parts.append(f" (round {row['round']})")
    if row["mediators"]:
        parts.append(f", mediated by {_together(map(linked.name, row['mediators']))}")
    return "".join([*parts, f"; {row['status'].replace('_', ' ')}"])


def _agreements(linked: Linked) -> Iterator[Row]:
    for row in linked.links("agreements"):
        told = row.get("history") or [{"status": row["status"], "date": row["date"]}]
        same: dict[tuple[str, Any], list[Row]] = {}
        for step in told:
            if step["date"] and (step["date"]["earliest"] or step["date"]["latest"]):
                same.setdefault((step["status"], step["date"]["edtf"]), []).append(step)
        for (status, _), steps in same.items():  # several pages may tell of one step of one day
            title = f"{_kind(row['kind'])}{_between(row['parties'], linked)}: {status}{_claimed(steps)}"
            terms = (row.get("terms") or {}).get("text") if status in _MADE else None
            title += f"; {_short(terms)}" if terms else ""
            yield _entry(linked, "agreement", steps[0]["date"], title, [row], status)


def _claimed(steps: Iterable[Row]) -> str:
    """Who claims what no page states itself: ``, according to Velmara``."""
    sources = [step.get("source") for step in steps]
    if not all(sources):
        return ""
    names = dict.fromkeys(source["name"] or source["surface"] for source in sources if source)
    return f", according to {_together(names)}"


def _positions(linked: Linked, titles: Mapping[str, str]) -> Iterator[Row]:
    """Changes of position; what pages of one family tell in the same words is one entry."""
    changes = {row["of"]: row["change"] for row in linked.links("changes")}
    same: dict[tuple[str, ...], list[Row]] = {}
    for row in linked.positions:
        change = changes.get(row["id"])
        if change in _CHANGES and (row["date"]["earliest"] or row["date"]["latest"]):
            page = row["document_id"]
            words = " ".join(row["content"].casefold().split())
            key = (row["party"], row["issue"], row["stance"], words, linked.families.get(page, page))
            same.setdefault(key, []).append(row)
    for rows in same.values():
        row = min(rows, key=lambda r: (_width(r["date"]), *sort_key(Date.from_dict(r["date"])), r["id"]))
        issue = titles.get(row["issue"], row["issue"]).lower()
        stance = row["stance"].replace("_", " ")
        title = f"{linked.name(row['party'])} {stance} ({issue}): {_short(row['content'])}"
        yield _entry(linked, "position", row["date"], title, rows, changes[row["id"]])


def _incidents(linked: Linked) -> Iterator[Row]:
    """Incidents of one kind, between the same, on one day are one entry."""
    together: dict[tuple[Any, ...], list[Row]] = {}
    for row in linked.entries("incidents", _reported(linked) | linked.view.standing().keys()):
        date = row["date"]
        if row["status"] == "reported" and date["earliest"] and date["earliest"] == date["latest"]:
            who = (tuple(row["agents"]), tuple(row["recipients"]), (row["place"] or {}).get("name"))
            together.setdefault((row["event_type"], row["mode"], *who, date["earliest"]), []).append(row)
    best = {
        key: max((e for row in rows for e in row["evidence"]), key=_words) for key, rows in together.items()
    }
    told = _sentences(linked, best.values())
    for key, rows in together.items():
        title = _short(told[_place(best[key])])
        yield _entry(linked, "incident", rows[0]["date"], title, rows, str(key[0]))


def _words(evidence: Row) -> tuple[int, str]:
    return len(evidence["quote"]), evidence["quote"]


def _place(evidence: Row) -> tuple[str, int, int]:
    return evidence["document_id"], evidence["start"], evidence["end"]


def _reported(linked: Linked) -> set[str]:
    """The incidents that are reported and may be of one day, as their pages or the links date them."""

    def make(missing: Collection[str]) -> Iterator[tuple[str, dict[str, bool]]]:
        out: dict[str, dict[str, bool]] = {document: {} for document in missing}
        for document, _, entry, status, date in columns(
            linked.view, "incidents", ("status", "date"), missing
        ):
            if status == "reported":
                day = load(date)
                out[document][entry] = day["earliest"] is not None and day["earliest"] == day["latest"]
        yield from out.items()

    kept = linked.derived.rows_of_some("incidents", _VERSION, make)
    return {
        incident
        for incidents in kept.values()
        for incident, of_a_day in incidents.items()
        if of_a_day or linked.is_dated(incident)
    }


def _sentences(linked: Linked, pieces: Iterable[Row]) -> Mapping[tuple[str, int, int], str]:
    """The sentences in which words stand, which say too little by themselves, by their places."""
    wanted: dict[str, list[tuple[int, int]]] = {}
    for document, *place in sorted({_place(piece) for piece in pieces}):
        wanted.setdefault(document, []).append((place[0], place[1]))

    def make(missing: Collection[str]) -> Iterator[tuple[str, list[str]]]:
        for document, text, _ in texts(linked.view, missing):
            yield document, [_sentence(text, start, end) for start, end in wanted[document]]

    made_of = {document: f"{_VERSION} {places}" for document, places in wanted.items()}
    kept = linked.derived.rows("sentences", made_of, make)
    return {
        (document, *place): sentence
        for document, places in wanted.items()
        for place, sentence in zip(places, kept[document], strict=True)
    }


def _sentence(text: str, first: int, after: int) -> str:
    begin = max((m.end() for m in _ENDS.finditer(text, 0, first)), default=0)
    end = next((m.start() for m in _ENDS.finditer(text, after)), len(text))
    return text[begin:end]


def _entry(linked: Linked, kind: str, date: Row, title: str, rows: Sequence[Row], what: str) -> Row:
    evidence = [item for row in rows for item in row["evidence"]]
    documents = sorted({item["document_id"] for item in evidence})
    families = len({linked.families.get(document, document) for document in documents})
    weights = _WEIGHTS[kind]
    told = 1 - 0.5**families  # one family 0.5, two 0.75, three 0.88
    ids = sorted(row["id"] for row in rows)
    return {
        "id": make_id("time", kind, what, date["edtf"], *ids),
        "date": date,
        "kind": kind,
        "title": title,
        "record_ids": ids,
        "importance": round(weights.get(what, weights[""]) * told, 3),
        "families": families,
        "documents": documents,
        "parties": sorted({party for row in rows for party in _parties(row)}),
        "evidence": evidence,
    }


def _parties(row: Row) -> Iterator[str]:
    if row.get("party"):
        yield row["party"]
    for name in ("parties", "agents", "recipients"):
        yield from row.get(name) or ()


def _best(dates: Sequence[Row]) -> Row | None:
    """The narrowest of several dates; of equally narrow ones the first."""
    known = [date for date in dates if date["earliest"] or date["latest"]]
    return min(known, key=_width, default=None)


def _width(date: Row) -> float:
    if date["earliest"] is None or date["latest"] is None:
        return float("inf")
    first, last = dt.date.fromisoformat(date["earliest"]), dt.date.fromisoformat(date["latest"])
    return (last - first).days


def _between(parties: Iterable[str], linked: Linked) -> str:
    names = [linked.name(party) for party in parties]
    return f" between {_together(names)}" if len(names) > 1 else f" of {names[0]}" if names else ""


def _together(names: Iterable[str]) -> str:
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _kind(kind: str) -> str:
    return "Agreement" if kind == "other" else kind.replace("_", " ").capitalize()


def _short(words: str) -> str:
    plain = unmarked(words)
    return plain if len(plain) <= LONGEST else plain[: plain.rfind(" ", 0, LONGEST)] + " …"
