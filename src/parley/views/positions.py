"""Positions as listings show them: by issue and side, in order of time, and as a matrix of side and issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from parley.store.base import Filter, Row, View
from parley.views import days, words
from parley.views.index import Index
from parley.views.reviewed import badge
from parley.views.statements import parts, pieces, speaker_of

COLUMNS = 6  # sides that stand beside each other in the matrix: more do not fit a screen
INNER = 0.96  # share of the dated positions that strips of time must hold
STRIP = 150  # width of a cell's strip of time, in units of its drawing
CHANGES = ("new", "repeated", "hardened", "softened", "withdrawn", "")


def listed(view: View, index: Index, where: Filter | None = None) -> list[Row]:
    """The positions: issues by how much is said of them, in them sides likewise, then in order of time."""
    rows = [position(entry, index) for entry in view.entries("positions", where or Filter())]
    issues = Counter(row["issue"] for row in rows)
    sides = Counter((row["issue"], row["party"]) for row in rows)
    order = {row["id"]: i for i, row in enumerate(rows)}

    def place(row: Row) -> tuple[Any, ...]:
        issue, side = row["issue"], (row["issue"], row["party"])
        by_side = (-sides[side], row["who"]["name"], row["party"])
        return (-issues[issue], issue, *by_side, row["sort"], order[row["id"]])

    return sorted(rows, key=place)


def position(entry: Row, index: Index) -> Row:
    """One position. `holder` None: the outlet states it; `told`: its date is its own, not only its page's."""
    page = index.pages[entry["document_id"]]
    date = entry["date"]
    own = words.is_its_own(date)
    change = entry["change"] or ""
    return {
        "id": entry["id"],
        "document_id": entry["document_id"],
        "page": page,
        "party": entry["party"],
        "who": index.who(entry["party"]),
        "holder": speaker_of(entry["holder"]) if entry["holder"] else None,
        "issue": entry["issue"],
        "issue_title": index.issue(entry["issue"]),
        "stance": entry["stance"],
        "stance_words": words.say("stances", entry["stance"]),
        "parts": parts(entry),
        "pieces": pieces(entry),
        "conditions": entry["conditions"],
        "towards": index.who(entry["towards"]) if entry["towards"] else None,
        "date": date,
        "day": words.day(date) if own else None,
        "sort": days.key(date) if own else (page["sort"], page["sort"]),
        "change": change,
        "change_words": words.say("changes", change),
        "follows": entry["follows"],
        "statement_id": entry["statement_id"],
        "cell": cell_id(entry["issue"], entry["party"]),
        "review": badge(entry),
    }


def cell_id(issue: str, party: str) -> str:
    """What a side's positions on an issue go by."""
    return f"{issue} {party}"


def groups(rows: Sequence[Row], before: Row | None = None) -> list[Row]:
    """Issues, in them sides, of one sheet of `listed`; `before` is the last row of the sheet before."""
    out = []
    for issue, of_issue in groupby(rows, key=lambda row: row["issue"]):
        sides = []
        for cell, held in groupby(of_issue, key=lambda row: row["cell"]):
            these = list(held)
            continued = before is not None and before["cell"] == cell
            sides.append({"cell": cell, "who": these[0]["who"], "rows": these, "continued": continued})
        title = sides[0]["rows"][0]["issue_title"]
        continued = before is not None and before["issue"] == issue
        out.append({"issue": issue, "title": title, "sides": sides, "continued": continued})
    return out


def matrix(rows: Sequence[Row]) -> Row:
    """Side by issue: `{sides, rows, others, first, last}`, of `listed`.

    A cell holds all of a side's positions on an issue: how many, the latest that is dated, how it changed, and a
    strip of time on which each dated one is a mark. Sides beyond `COLUMNS` stand in `others`, with their counts.
    """
    count = Counter(row["party"] for row in rows)
    who = {row["party"]: row["who"] for row in rows}
    ranked = sorted(count, key=lambda p: (not who[p]["tone"], -count[p], who[p]["name"], p))
    shown = ranked[:COLUMNS]
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        cells.setdefault((row["issue"], row["party"]), []).append(row)
    span = _span(rows)
    issues = list(dict.fromkeys(row["issue"] for row in rows))
    titles = {row["issue"]: row["issue_title"] for row in rows}
    table = [
        {
            "title": titles[issue],
            "cells": [_cell(cells.get((issue, party)), who[party], span) for party in shown],
        }
        for issue in issues
        if any((issue, party) in cells for party in shown)
    ]
    return {
        "sides": [{"who": who[party], "count": count[party]} for party in shown],
        "rows": table,
        "others": [_other(party, who, cells, titles, issues) for party in ranked[COLUMNS:]],
        "first": words.month(span[0][:7]) if span else None,
        "last": words.month(span[1][:7]) if span else None,
    }


def _other(
    party: str,
    who: Mapping[str, Row],
    cells: Mapping[tuple[str, str], Sequence[Row]],
    titles: Mapping[str, str],
    issues: Iterable[str],
) -> Row:
    held = [
        {"title": titles[issue], "cell": cell_id(issue, party), "count": len(cells[issue, party])}
        for issue in issues
        if (issue, party) in cells
    ]
    return {"who": who[party], "count": sum(one["count"] for one in held), "cells": held}


def _cell(rows: Sequence[Row] | None, who: Row, span: tuple[str, str] | None) -> Row | None:
    if not rows:
        return None
    changes = Counter(row["change"] for row in rows)
    return {
        "cell": rows[0]["cell"],
        "who": who,
        "count": len(rows),
        "latest": latest(rows),
        "changes": [
            {"change": change, "words": words.say("changes", change), "count": changes[change]}
            for change in CHANGES
            if change and changes[change]
        ],
        "strip": _strip(rows, span) if span else [],
    }


def latest(rows: Sequence[Row]) -> Row:
    """The last of positions by date; of those that nothing dates the last told."""
    dated = [row for row in rows if row["sort"][0] != days.LAST]
    return max(dated or rows, key=lambda row: row["sort"])


def _span(rows: Sequence[Row]) -> tuple[str, str] | None:
    """The days that strips show: a few far ones stand at their ends."""
    known = sorted(row["sort"][0] for row in rows if row["sort"][0] != days.LAST)
    return days.stretch(known, INNER) if known else None


def _strip(rows: Sequence[Row], span: tuple[str, str]) -> list[Row]:
    """Where each dated position lies on a strip of time that all cells share."""
    first, last = (days.ordinal(day) for day in span)
    reach = max(1, last - first)
    dated = [row for row in rows if row["sort"][0] != days.LAST]
    at = [min(max(days.ordinal(row["sort"][0]), first), last) for row in dated]
    return [
        {"x": round(6 + (STRIP - 12) * (day - first) / reach, 1), "change": row["change"]}
        for row, day in zip(dated, at, strict=True)
    ]
