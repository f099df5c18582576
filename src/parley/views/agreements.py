"""Agreements as views show them: their terms, what led to them, what became of them, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.store.base import Filter, Row, View
from parley.views import days, words
from parley.views.index import Index
from parley.views.meetings import fields, place_words, together
from parley.views.reviewed import badge
from parley.views.statements import speaker_of

FIELDS = ("date", "kind", "parties", "terms", "place", "status")
LEADING = ("demand", "offer", "acceptance")  # steps that are positions; the others are the agreement's own


def listed(
    view: View, index: Index, figures: Mapping[str, Row] | None = None, where: Filter | None = None
) -> list[Row]:
    """The agreements in order of time; those that nothing dates last. `figures`: rows of figures by id."""
    rows = [agreement(row, index, figures or {}) for row in view.entries("agreements", where or Filter())]
    return sorted(rows, key=lambda row: (row["sort"], row["id"]))


def agreement(row: Row, index: Index, figures: Mapping[str, Row]) -> Row:
    """One agreement with its chain, the history of its status, and what each page tells of each field."""
    parties = index.everyone(row["parties"])
    told = index.quoted(row["evidence"])
    date = row["date"] if days.is_known(row["date"]) else days.best([step["date"] for step in row["history"]])
    shown = {
        "id": row["id"],
        "kind": row["kind"],
        "title": title(row["kind"], [who["name"] for who in parties]),
        "parties": parties,
        "terms": row["terms"]["text"],
        "terms_at": index.quoted(row["terms"]["evidence"]),
        "figures": [figures[i] for i in row["terms"]["figures"] if i in figures],
        "date": date,
        "day": words.day(row["date"]),
        "place": place_words(row["place"]) if row["place"] else None,
        "status": row["status"],
        "status_words": words.say("statuses", row["status"]),
        "history": [_stage(stage, index) for stage in row["history"]],
        "meeting_id": row["meeting_id"],
        "chain": [_step(step, index, row["history"]) for step in row["chain"]],
        "fields": fields(row["values"], FIELDS, index),
        "told": told,
        "pages": len(told),
        "evidence": row["evidence"],
        "sort": days.key(date),
        "review": badge(row),
    }
    return {**shown, "differs": [field["title"] for field in shown["fields"] if field["differs"]]}


def title(kind: str, names: list[str]) -> str:
    """``Ceasefire between Velmara and Oruvia``."""
    what = words.say("agreement_kinds", kind).capitalize()
    if len(names) > 1:
        return f"{what} between {together(names)}"
    return f"{what} of {names[0]}" if names else what


def _stage(stage: Row, index: Index) -> Row:
    """A stage of the history; `source` None: the page states it."""
    return {
        "status": stage["status"],
        "words": words.say("statuses", stage["status"]),
        "day": words.day(stage["date"]) if stage["date"] else None,
        "source": speaker_of(stage["source"]) if stage["source"] else None,
        "told": index.quoted(stage["evidence"]),
    }


def _step(step: Row, index: Index, history: Sequence[Row]) -> Row:
    """A step of the chain; `position_id` where it is a position of a side, `source` where a stage is a claim."""
    leading = step["step"] in LEADING
    claim = None if leading else _claim(step, history)
    return {
        "step": step["step"],
        "words": words.say("statuses", step["step"]),
        "day": words.day(step["date"]) if step["date"] else None,
        "leading": leading,
        "position_id": step["id"] if leading else None,
        "source": speaker_of(claim) if claim else None,
        "told": index.quoted(step["evidence"]),
    }


def _claim(step: Row, history: Sequence[Row]) -> Row | None:
    """Who claims a stage of the chain; None where a page states it itself."""
    same = [h for h in history if (h["status"], h["evidence"]) == (step["step"], step["evidence"])]
    return same[0]["source"] if same and all(h["source"] for h in same) else None
