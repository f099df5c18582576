"""What a person settles of actors and of the dates of pages, as rows of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from parley.review.decide import Signed, open_ones
from parley.store.base import Row, View
from parley.store.decisions import CORRECT, UNDO, Decision
from parley.store.merges import USER

Log = Callable[[View, Mapping[str, Sequence[Row]]], list[Decision]]


def logged(signed: Signed) -> Log:
    """From a record and the links that are to be put to the decisions that make the difference."""

    def log(view: View, made: Mapping[str, Sequence[Row]]) -> list[Decision]:
        return [
            *_told(view, "judgements", made["judgements"], _judgement, signed),
            *_told(view, "dates", made["dates"], _date, signed),
        ]

    return log


def _told(
    view: View,
    kind: str,
    made: Iterable[Row],
    tell: Callable[[Row], dict[str, Any]],
    signed: Signed,
) -> list[Decision]:
    before, after = _by_user(view.links(kind)), _by_user(made)
    stands = {row.entry_id: row.number for row in open_ones(view.decisions())}
    out = []
    for key, row in after.items():
        if before.get(key) != row:
            out.append(Decision(signed.at, signed.reviewer, verb=CORRECT, **tell(row)))
    for key, row in before.items():
        if key not in after:
            told = tell(row)
            named = {"kind": told["kind"], "entry_id": told["entry_id"], "field": told["field"]}
            undone = stands.get(told["entry_id"])  # None: it was settled before there was a log
            out.append(Decision(signed.at, signed.reviewer, verb=UNDO, undoes=undone, **named))
    return out


def _by_user(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows if row.get("by") == USER}


def _judgement(row: Row) -> dict[str, Any]:
    value = {name: row[name] for name in ("left", "right", "surface", "why")}
    return {"kind": "judgements", "entry_id": row["id"], "field": row["verdict"], "value": value}


def _date(row: Row) -> dict[str, Any]:
    return {
        "kind": "documents",
        "entry_id": row["of"],
        "field": "published",
        "value": row["date"]["edtf"],
    }
