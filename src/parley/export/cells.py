"""Rows as flat cells: what CSV files and data frames hold.

A date becomes four columns, a speaker five, evidence its words and offsets; a list of texts is
joined, anything else that is nested is JSON. `guard` keeps a spreadsheet from running a page's words
as a formula, and leaves numbers alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parley.export.fields import Field, kinds

GUARD_NOTE = (
    "In CSV files a text that begins with = + - @, a tab or a line break has an apostrophe put before it, "
    "so that no spreadsheet runs it as a formula; pure numbers are left alone. JSON Lines files are exact."
)
Cell = str | int | float | bool | None
_NUMBER = re.compile(r"[+-]?(\d+(,\d{3})*(\.\d*)?|\.\d+)([eE][+-]?\d+)?")  # matched whole
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def guard(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.startswith(_RISKY) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def columns(kind: str, rows: Iterable[Mapping[str, Any]] = ()) -> tuple[Field, ...]:
    """The columns of a kind; of one that parley does not know, those of `rows`."""
    known = kinds().get(kind)
    if known:
        fields: Sequence[Field] = known.fields
    else:
        names = dict.fromkeys(name for row in rows for name in row) or {"id": None}
        fields = [Field(name, "evidence" if name == "evidence" else "json", "") for name in names]
    return tuple(column for field in fields for column in _split(field))


def cells(kind: str, row: Mapping[str, Any]) -> dict[str, Cell]:
    """A row's cells by column, not guarded."""
    known = kinds().get(kind)
    types = {field.name: field.type for field in known.fields} if known else {"evidence": "evidence"}
    out: dict[str, Cell] = {}
    for name, value in row.items():
        out |= _flat(name, types.get(name, "json"), value)
    return out


def _split(field: Field) -> list[Field]:
    name, about = field.name, field.about
    if field.type == "date":
        return [
            Field(name, "string", f"{about} EDTF."),
            Field(f"{name}_earliest", "string", "First day it can be."),
            Field(f"{name}_latest", "string", "Last day it can be."),
            Field(f"{name}_basis", "string", "What the date rests on."),
        ]
    if field.type == "speaker":
        return [
            Field(name, "string", f"{about} The resolved name."),
            Field(f"{name}_id", "string", "Actor id."),
            Field(f"{name}_surface", "string", "As printed."),
            Field(f"{name}_score", "number", "How sure, 0 to 1; empty where left open."),
            Field(f"{name}_basis", "string", "What decided who it is."),
        ]
    if field.type == "evidence":
        return [
            Field("quote", "string", f"{about} Pieces are joined by ' [...] '."),
            Field("quote_start", "integer", "Offset of the first piece, in code points."),
            Field("quote_end", "integer", "End of the last piece."),
        ]
    return [Field(name, "string", about) if field.type in ("texts", "json") else field]


def _flat(name: str, kind: str, value: Any) -> dict[str, Cell]:
    if kind == "date":
        date = value or {}
        parts = {f"{name}_{part}": date.get(part) for part in ("earliest", "latest", "basis")}
        return {name: date.get("edtf"), **parts}
    if kind == "speaker":
        who = value or {}
        return {
            name: who.get("name"),
            f"{name}_id": who.get("actor_id"),
            f"{name}_surface": who.get("surface"),
            f"{name}_score": who.get("score"),
            f"{name}_basis": who.get("basis"),
        }
    if kind == "evidence":
        pieces = value or [{"quote": None, "start": None, "end": None}]
        quote = " [...] ".join(p["quote"] for p in pieces) if value else None
        return {"quote": quote, "quote_start": pieces[0]["start"], "quote_end": pieces[-1]["end"]}
    if kind == "texts":
        return {name: "; ".join(value or ())}
    if isinstance(value, list | dict):
        return {name: json.dumps(value, ensure_ascii=False)}
    return {name: value}
