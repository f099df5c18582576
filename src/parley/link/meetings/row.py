"""Reports of one meeting -> the meeting, with what every page says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from parley.dates import Date
from parley.find.meetings.sites import inside, is_state
from parley.link.meetings.account import TO_COME, Account, is_house, is_of_days
from parley.records import Place, make_id
from parley.store.base import Row

_RANK = ("cancelled", "failed", "held", "under_way", "paused", "scheduled", "proposed")
_LISTS = ("parties", "mediators", "hosts", "agenda", "characterisations")
_SINGLE = ("form", "place", "duration", "round", "status")


def meeting(group: Sequence[Account]) -> Row:
    """The row of ``meetings`` of reports of one, in order of their ids."""
    mediators = _mediators(group)
    evidence = [e for a in group for e in a.row["evidence"]]
    return {
        "id": make_id("meeting", group[0].id),
        "form": _most(group, "form"),
        "parties": [side for side in _union(group, "parties") if side not in mediators],
        "mediators": mediators,
        "hosts": _union(group, "hosts"),
        "delegates": _delegates(group),
        "place": _place(group),
        "dates": [date.to_dict() for date in _days(group)],
        "duration": _duration(group),
        "round": _most(group, "round"),
        "count": group[0].row["count"],
        "status": _status(group),
        "agenda": _union(group, "agenda"),
        "outcome": [],
        "characterisations": _union(group, "characterisations"),
        "values": _values(group),
        "accounts": [a.id for a in group],
        "evidence": evidence,
    }


def _union(group: Sequence[Account], name: str) -> list[str]:
    """What any page says, the most often said first, else in the order of the first page."""
    said = Counter(value for a in group for value in a.row[name])
    return sorted(said, key=lambda value: -said[value])


def _most(group: Sequence[Account], name: str) -> Any:
    """What most pages say; of several such the least."""
    said = Counter(a.row[name] for a in group if a.row[name] is not None)
    return min(said, key=lambda value: (-said[value], str(value)), default=None)


def _duration(group: Sequence[Account]) -> str | None:
    """What all tell; None where pages, or those whom they quote, differ."""
    told = {a.row["duration"] for a in group} | {c["value"] for a in group for c in _claims(a, "duration")}
    told.discard(None)
    return told.pop() if len(told) == 1 else None


def _claims(a: Account, name: str) -> list[Row]:
    """What a page lets others say of a field."""
    return [claim for claim in a.row.get("claims") or () if claim["field"] == name]


def _mediators(group: Sequence[Account]) -> list[str]:
    """Those whom more pages call mediators than count among the sides."""
    as_side = Counter(side for a in group for side in a.row["parties"])
    as_mediator = Counter(side for a in group for side in a.row["mediators"])
    return sorted(side for side, times in as_mediator.items() if times >= as_side[side])


def _delegates(group: Sequence[Account]) -> list[Row]:
    """All who took part, as a head where a page says so."""
    out: dict[tuple[str, str | None], Row] = {}
    for a in group:
        for d in a.row["delegates"]:
            known = out.setdefault((d["actor_id"], d["party"]), dict(d))
            known["head"] = known["head"] or d["head"]
    return sorted(out.values(), key=lambda d: (not d["head"], str(d["party"]), d["actor_id"]))


def _place(group: Sequence[Account]) -> Row | None:
    """The most exact place that most pages name, with a venue where one is told."""
    places = [a.row["place"] for a in group if a.row["place"]]
    if not places:
        return None
    said = Counter(p["name"] for p in places)
    best = min(
        places,
        key=lambda p: (
            is_state(Place(**p)),
            is_house(Place(**p)),
            " or " in p["name"],
            -said[p["name"]],
            p["name"],
            str(p),
        ),
    )
    venues = sorted(
        {
            p["venue"]
            for p in places
            if p["venue"] and (inside(p["name"]) == inside(best["name"]) or is_house(Place(**p)))
        }
    )
    countries = Counter(p["country"] for p in places if p["country"] and p["name"] == best["name"])
    country = min(countries, key=lambda c: (-countries[c], c), default=None)
    return {"name": best["name"], "country": country, "venue": venues[0] if venues else None}


def _days(group: Sequence[Account]) -> list[Date]:
    """The dates that pages tell, each once; one that only holds another tells no more."""
    all_ = {d.edtf: d for a in reversed(group) for d in a.dates}
    closed = [d for d in all_.values() if d.earliest and d.latest]
    out = [d for d in all_.values() if not any(_holds(d, other) for other in closed if other is not d)]
    if any(is_of_days(d) for a in group if a.row["status"] not in TO_COME for d in a.dates):
        planned = {d.edtf for a in group if a.row["status"] in TO_COME for d in a.dates if not is_of_days(d)}
        out = [
            d for d in out if d.edtf not in planned
        ]  # ``in May or June``, before it came about on the 11th
    return sorted(out, key=lambda d: (d.earliest or "", d.latest or "9999", d.edtf or ""))


def _holds(wide: Date, narrow: Date) -> bool:
    begins = wide.earliest is None or (narrow.earliest is not None and wide.earliest <= narrow.earliest)
    ends = wide.latest is None or (narrow.latest is not None and narrow.latest <= wide.latest)
    same = (wide.earliest, wide.latest) == (narrow.earliest, narrow.latest)
    return begins and ends and not same


def _status(group: Sequence[Account]) -> str:
    """What the latest page says whose day is known; of one day, or of none, what tells most of what came of it.

    Where that is yet to come, what a page of no known day tells came of it counts; and what an earlier one told,
    where the meeting's days were over before the latest.
    """
    latest = max(a.published for a in group)
    status = _settling(a.row["status"] for a in group if a.published == latest) or "proposed"
    if status not in TO_COME:
        return status
    is_over = any(last.isoformat() < latest for a in group for _, last in a.days)
    others = _settling(a.row["status"] for a in group if is_over or not a.published)
    return status if others is None or others in TO_COME else others


def _settling(said: Iterable[str]) -> str | None:
    """Of what is said of a meeting what tells most of what came of it."""
    every = set(said)
    return next((status for status in _RANK if status in every), None)


def _values(group: Sequence[Account]) -> Row:
    """For each field what each page says, with its words."""
    out: dict[str, list[Row]] = {}
    for a in group:
        support = a.row["support"]
        said: dict[str, Any] = {name: a.row[name] for name in (*_SINGLE, *_LISTS, "delegates")}
        said["dates"] = [date.edtf for date in a.dates]
        for name, value in said.items():
            claimed = _claims(a, name)
            out.setdefault(name, []).extend(_claimed(a, claim) for claim in claimed)
            if value not in (None, [], (), *(claim["value"] for claim in claimed)):
                words = support.get({"dates": "date"}.get(name, name), [])
                out.setdefault(name, []).append(
                    {
                        "value": value,
                        "document_id": a.row["document_id"],
                        "report_id": a.id,
                        "evidence": words,
                    }
                )
    return {name: told for name, told in sorted(out.items()) if told}


def _claimed(a: Account, claim: Row) -> Row:
    return {
        "value": claim["value"],
        "document_id": a.row["document_id"],
        "report_id": a.id,
        "evidence": claim["evidence"],
        "source": claim["source"],
    }
