"""Rows as relational tables: plain columns, and references where a field names another row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parley.export.cells import Cell
from parley.export.fields import Field

_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_TARGETS = {
    "document_id": "documents",
    "statement_id": "statements",
    "meeting_id": "meetings",
    "actor_id": "actors",
}
_WHO = ("agent", "target", "party", "towards")  # an actor id, or a printed name where no actor is known
_ROLES = ("parties", "mediators", "hosts", "agents", "recipients")
_ISSUES = ("issue", "issues", "about", "agenda")
_SORTED_BY = ("outlet", "act", "mode", "issue", "stance", "status", "kind", "event_type", "country")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `target` is the table whose `id` it holds."""

    name: str
    type: str
    about: str
    target: str | None = None

    @property
    def is_searched(self) -> bool:
        """Whether one looks rows up, or puts them in order, by it."""
        return self.target is not None or self.name.endswith("_earliest") or self.name in _SORTED_BY


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a kind of row."""

    kind: str
    fields: Sequence[Field]
    columns: Sequence[Column]

    @staticmethod
    def of(kind: str, fields: Sequence[Field], kinds: Collection[str]) -> Table:
        """The table of a kind, in a database that has tables of `kinds`."""
        columns = [column for field in fields for column in _columns(kind, field, kinds)]
        return Table(kind, fields, columns)

    def values(self, row: Mapping[str, Any], names: Mapping[str, str]) -> list[Cell]:
        """A row's values, in order of the columns; `names` are those of the actors by their ids."""
        flat: dict[str, Cell] = {}
        for field in self.fields:
            flat |= _flat(self.kind, field, row.get(field.name), names)
        return [flat.get(column.name) for column in self.columns]


def evidence(row: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    """``(place, document_id, start, end, quote)`` of each piece of evidence."""
    for place, item in enumerate(row.get("evidence") or ()):
        yield place, item["document_id"], item["start"], item["end"], item["quote"]


def participants(row: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    """``(role, actor_id, name)`` of each who takes part; the id is null where no actor is known."""
    for role in _ROLES:
        for who in row.get(role) or ():
            yield role, who if who in names else None, names.get(who, who)
    for delegate in row.get("delegates") or ():
        who = delegate["actor_id"]
        role = "head of delegation" if delegate["head"] else "delegate"
        yield role, who if who in names else None, names.get(who, delegate["name"])


def issues(row: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    """``(issue,)`` of each issue that a row touches, each once."""
    found = [row.get(name) or () for name in _ISSUES]
    named = (issue for value in found for issue in ([value] if isinstance(value, str) else value))
    yield from ((issue,) for issue in dict.fromkeys(named))


def _columns(kind: str, field: Field, kinds: Collection[str]) -> Iterator[Column]:
    name, about = field.name, field.about
    people = "actors" if "actors" in kinds else None
    if field.type == "date":
        yield Column(name, "TEXT", f"{about} EDTF.")
        yield Column(f"{name}_earliest", "TEXT", "First day it can be.")
        yield Column(f"{name}_latest", "TEXT", "Last day it can be.")
        yield Column(f"{name}_basis", "TEXT", "What the date rests on.")
    elif field.type == "speaker":
        yield Column(name, "TEXT", f"{about} The resolved name.")
        yield Column(f"{name}_id", "TEXT", "The actor.", people)
        yield Column(f"{name}_surface", "TEXT", "As printed.")
        yield Column(f"{name}_score", "REAL", "How sure, 0 to 1; null where left open.")
        yield Column(f"{name}_basis", "TEXT", "What decided who it is.")
    elif field.type == "evidence":
        yield Column("quote", "TEXT", f"{about} Pieces are joined by ' [...] '; the table evidence has each.")
        yield Column("quote_start", "INTEGER", "Offset of the first piece, in code points.")
        yield Column("quote_end", "INTEGER", "End of the last piece.")
    elif _names_somebody(kind, field):
        yield Column(name, "TEXT", f"{about} By name.")
        yield Column(f"{name}_id", "TEXT", "The actor; null where none is known.", people)
    else:
        target = _TARGETS.get(name)
        known = target if target in kinds else None
        told = f"{about} JSON." if field.type in ("texts", "json") else about
        yield Column(name, _TYPES.get(field.type, "TEXT"), told, known)


def _flat(kind: str, field: Field, value: Any, names: Mapping[str, str]) -> dict[str, Cell]:
    name = field.name
    if field.type == "date":
        date = value or {}
        parts = {f"{name}_{part}": date.get(part) for part in ("earliest", "latest", "basis")}
        return {name: date.get("edtf"), **parts}
    if field.type == "speaker":
        who = value or {}
        parts = {f"{name}_{part}": who.get(part) for part in ("surface", "score", "basis")}
        return {name: who.get("name"), f"{name}_id": who.get("actor_id"), **parts}
    if field.type == "evidence":
        if not value:
            return {}
        quote = " [...] ".join(piece["quote"] for piece in value)
        return {"quote": quote, "quote_start": value[0]["start"], "quote_end": value[-1]["end"]}
    if _names_somebody(kind, field):
        return {name: names.get(value, value), f"{name}_id": value if value in names else None}
    if field.type in ("texts", "json"):
        return {name: None if value is None else json.dumps(value, ensure_ascii=False)}
    return {name: value}


def _names_somebody(kind: str, field: Field) -> bool:
    """The party of an actor is a side of the negotiation, not an actor."""
    return kind != "actors" and field.type == "string" and field.name in _WHO
