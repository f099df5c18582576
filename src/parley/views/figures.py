"""Figures as listings show them: what is counted alike stands together, each value with who claims it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from parley.store.base import Filter, Row, View
from parley.views import words
from parley.views.index import Index
from parley.views.reviewed import badge
from parley.views.statements import speaker_of

KEY_FIGURES = 6
_ORDER = {kind: i for i, kind in enumerate(("count", "money", "share", "measure", "duration", "age", "rank"))}
_TELLING = ("count", "money", "share")


def listed(view: View, index: Index, where: Filter | None = None) -> list[Row]:
    """The figures by kind, then by what they count (the most often counted first), then by day and place."""
    rows = [figure(entry, index) for entry in view.entries("figures", where or Filter())]
    units = Counter((row["kind"], row["head"]) for row in rows)
    order = {row["id"]: i for i, row in enumerate(rows)}

    def place(row: Row) -> tuple[Any, ...]:
        unit = (row["kind"], row["head"])
        return (*place_of_kind(row["kind"]), -units[unit], row["head"], row["sort"], order[row["id"]])

    return sorted(rows, key=place)


def figure(entry: Row, index: Index) -> Row:
    """One figure. `source` None: the outlet states it itself."""
    page = index.pages[entry["document_id"]]
    source = speaker_of(entry["source"]) if entry["source"] else None
    party = index.party(source["actor_id"]) if source else None
    return {
        "id": entry["id"],
        "document_id": entry["document_id"],
        "page": page,
        "kind": entry["kind"],
        "kind_words": words.say("kinds", entry["kind"]),
        "value": words.amount(entry),
        "low": entry["low"],
        "high": entry["high"],
        "qualifier": entry["qualifier"],
        "unit": entry["unit"],
        "head": head(entry["unit"]),
        "event": entry["event"],
        "evidence": entry["evidence"],
        "date": entry["date"],
        "printed": " … ".join(e["quote"] for e in entry["evidence"]),
        "source": source,
        "tone": index.tone(party),
        "statement_id": entry["statement_id"],
        "agent": _name(entry["agent"], index),
        "target": _name(entry["target"], index),
        "said": words.day(entry["date"]),
        "sort": entry["date"]["earliest"] or entry["date"]["latest"] or page["sort"],
        "review": badge(entry),
    }


def place_of_kind(kind: str) -> tuple[int, str]:
    """Where a kind of figure stands in a listing."""
    return _ORDER.get(kind, len(_ORDER)), kind


def head(unit: str) -> str:
    """The noun that a unit is about: "prisoner of war" and "wounded prisoner" are both "prisoner"."""
    noun = unit.split(" of ")[0].split()
    return noun[-1].casefold() if noun else ""


def groups(rows: Sequence[Row], before: Row | None = None) -> list[Row]:
    """Kinds, in them what is counted, of one sheet of `listed`; `before` is the row before it."""
    out = []
    for kind, of_kind in groupby(rows, key=lambda row: row["kind"]):
        units = []
        for unit, counted in groupby(of_kind, key=lambda row: row["head"]):
            continued = before is not None and (before["kind"], before["head"]) == (kind, unit)
            units.append({"unit": unit, "rows": list(counted), "continued": continued})
        out.append({
            "kind": kind,
            "title": units[0]["rows"][0]["kind_words"],
            "continued": before is not None and before["kind"] == kind,
            "units": units,
        })  # fmt: skip
    return out


def key_figures(rows: Sequence[Row], count: int = KEY_FIGURES) -> list[Row]:
    """The values that most pages give, of different things, claimed by somebody where possible.

    Each is the first row that gives the value, with the number of `pages` that give it.
    """
    given: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["kind"] in _TELLING and max(row["low"] or 0, row["high"] or 0) > (row["kind"] == "count"):
            given.setdefault((row["kind"], row["low"], row["high"], row["unit"]), []).append(row)
    ranked = sorted(
        ({**_claimed(same), "pages": len({row["document_id"] for row in same})} for same in given.values()),
        key=lambda row: (-row["pages"], not row["event"], not row["source"], row["sort"], row["id"]),
    )
    chosen: dict[str, Row] = {}
    for row in ranked:
        chosen.setdefault(row["head"], row)
    return list(chosen.values())[:count]


def _claimed(same: Sequence[Row]) -> Row:
    return min(same, key=lambda row: (not row["source"], row["sort"], row["id"]))


def _name(actor_id: str | None, index: Index) -> str | None:
    found = index.actors.get(actor_id) if actor_id else None
    return found["name"] if found else None
