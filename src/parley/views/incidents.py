"""Incidents as listings show them: what happened, between whom, where, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from parley.store.base import Filter, Row, View
from parley.views import days, words
from parley.views.index import Index
from parley.views.reviewed import badge
from parley.views.statements import speaker_of


def naming(view: View) -> Callable[[str], str]:
    """A function from a side of an incident, an actor's id or a printed name, to its name."""
    names = {row["id"]: row["name"] for row in view.entries("actors")}
    return lambda side: names.get(side, side)


def listed(
    view: View, index: Index, amounts: dict[str, str] | None = None, where: Filter | None = None
) -> list[Row]:
    """The incidents in order of time; those that nothing dates last. `amounts`: figures in words, by id."""
    rows = [incident(entry, index, amounts or {}) for entry in view.entries("incidents", where or Filter())]
    return sorted(rows, key=lambda row: (row["sort"], row["page"]["sort"], row["document_id"]))


def incident(entry: Row, index: Index, amounts: dict[str, str]) -> Row:
    """One incident. `source` None: the outlet states it itself."""
    date, place = entry["date"], entry["place"]
    own = words.is_its_own(date)
    agents, recipients = index.everyone(entry["agents"]), index.everyone(entry["recipients"])
    return {
        "id": entry["id"],
        "document_id": entry["document_id"],
        "page": index.pages[entry["document_id"]],
        "type": entry["event_type"],
        "type_words": words.say("event_types", entry["event_type"]),
        "mode": entry["mode"].replace("_", " ") if entry["mode"] else None,
        "agents": agents,
        "recipients": recipients,
        "place": place["name"] if place else None,
        "figures": [amounts[i] for i in entry["figures"] if i in amounts],
        "source": speaker_of(entry["source"]) if entry["source"] else None,
        "statement_id": entry["statement_id"],
        "status": entry["status"],
        "status_words": words.say("event_statuses", entry["status"]),
        "negated": entry["negated"],
        "evidence": entry["evidence"],
        "printed": " … ".join(e["quote"] for e in entry["evidence"]),
        "date": date,
        "day": words.day(date) if own else None,
        "sort": days.key(date if own else None),
        "tone": next((who["tone"] for who in agents if who["tone"]), 0),
        "review": badge(entry),
    }


def groups(rows: Sequence[Row], before: Row | None = None) -> list[Row]:
    """Years of one sheet of `listed`; `before` is the last row of the sheet before."""
    out = []
    for year, of_year in groupby(rows, key=_year):
        continued = before is not None and _year(before) == year
        out.append({"title": year or "Day not known", "rows": list(of_year), "continued": continued})
    return out


def _year(row: Row) -> str:
    return "" if row["sort"][0] == days.LAST else str(row["sort"][0][:4])
