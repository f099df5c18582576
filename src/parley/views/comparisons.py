"""Comparisons as views show them: values side by side, under each who tells it. No verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from parley.store.base import Row, View
from parley.views import words
from parley.views.index import Index
from parley.views.statements import speaker_of

RELATIONS = ("different", "compatible", "same")


def listed(view: View, index: Index, described: Mapping[str, Row]) -> list[Row]:
    """All comparisons: what differs first, in it what most families of pages tell of.

    `described`: what the listings of agreements and meetings know of a record, by its id.
    """
    rows = [comparison(row, index, described) for row in view.entries("comparisons")]
    return sorted(
        rows,
        key=lambda row: (RELATIONS.index(row["relation"]), -row["sources"], row["question"], row["id"]),
    )


def comparison(row: Row, index: Index, described: Mapping[str, Row]) -> Row:
    """One question with its values; `tellers` of a value are grouped by the family of pages that they stand in."""
    record = described.get(row["slot"].get("record_id") or "")
    values: dict[str, list[Row]] = {}
    for value in row["values"]:
        if value["document_id"] in index.pages:
            values.setdefault(shown(value["value"]), []).append(value)
    return {
        "id": row["id"],
        "question": _of_record(row["slot"])
        if record
        else question(row, lambda actor: str(index.who(actor)["name"])),
        "record": record,
        "record_ids": [
            i for i in (row["slot"].get("record_id"), *(v["record_id"] for v in row["values"])) if i
        ],
        "relation": row["relation"],
        "relation_words": words.say("compared", row["relation"]),
        "sources": row["independent_sources"],
        "values": [
            {"value": text, "tellers": [_teller(v, index) for v in same]} for text, same in values.items()
        ],
        "pages": len(row["documents"]),
    }


def _of_record(slot: Row) -> str:
    """What is asked of a record that is named beside it: ``When``."""
    field = words.say("fields", slot["field"])
    return f"{field} ({slot['unit']})" if slot.get("unit") else field


def _teller(value: Row, index: Index) -> Row:
    """Who stands behind a value; `source` None: the outlet itself."""
    return {
        "source": speaker_of(value["source"]) if value["source"] else None,
        "page": index.pages[value["document_id"]],
        "family": value["family_id"] if value["family_id"] != value["document_id"] else None,
        "pieces": value["evidence"],
    }


def question(row: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """What values answer, in words: ``killed, person, since the war began (Oruvia, Velmara)``."""
    slot = row["slot"]
    about = ", ".join(map(name, row["parties"]))
    if slot["kind"] != "figure":
        field = f"{slot['field']} ({slot['unit']})" if slot.get("unit") else slot["field"]
        return f"{slot['kind']}: {field}" + (f" ({about})" if about else "")
    when = _scope(slot["scope"])
    where = f", naming {', '.join(slot['names'])}" if slot.get("names") else ""
    return f"{slot['event'].replace('_', ' ')}: {slot['unit']}, {when}{where}" + (
        f" ({about})" if about else ""
    )


def _scope(scope: str) -> str:
    """When it was: in a war, up to a day, on a day; told by a day; or on one that a page leaves open."""
    if scope.startswith("doc-"):
        return "as one page tells"
    return {"war": "since the war began"}.get(scope, scope if " " in scope else f"on {scope}")


def shown(value: Any) -> str:
    """A value in words: a figure's with its qualifier, a date's as a date."""
    if isinstance(value, Mapping):
        return words.amount({"kind": "count", "evidence": [{"quote": value.get("unit") or ""}], **value})
    if isinstance(value, str):
        return words.day(words.of_edtf(value)) or value
    return str(value)


def by_record(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The comparisons in which each figure, agreement or meeting stands, by its id."""
    out: dict[str, list[Row]] = {}
    for row in rows:
        for record in dict.fromkeys(row["record_ids"]):
            out.setdefault(record, []).append(row)
    return out


def differing(rows: Sequence[Row]) -> set[str]:
    """Ids of the records that stand in a comparison whose values differ."""
    return {record for row in rows if row["relation"] == "different" for record in row["record_ids"]}


def groups(rows: Sequence[Row], before: Row | None = None) -> list[Row]:
    """Relations of one sheet of `listed`; `before` is the last row of the sheet before."""
    return [
        {
            "relation": relation,
            "title": words.say("compared", relation).capitalize(),
            "rows": list(of_relation),
            "continued": before is not None and before["relation"] == relation,
        }
        for relation, of_relation in groupby(rows, key=lambda row: row["relation"])
    ]
