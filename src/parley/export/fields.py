"""What each field of each kind of record holds: `fields.toml`, read once, for manifests, columns and docs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

TYPES = ("string", "integer", "number", "boolean", "texts", "date", "speaker", "evidence", "json")
_SPAN = {"document_id", "start", "end", "quote"}
_PLAIN = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `type` is one of `TYPES`."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record with its fields in order."""

    name: str
    about: str
    fields: tuple[Field, ...]


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds that parley itself knows."""
    return MappingProxyType(
        {
            name: Kind(name, table[""], tuple(Field(key, *pair) for key, pair in table.items() if key))
            for name, table in _data().items()
            if name != "types"
        }
    )


@cache
def types() -> Mapping[str, str]:
    """What the types that are not plain JSON types hold."""
    return MappingProxyType(_data()["types"])


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("parley.export") / "fields.toml").read_text(encoding="utf-8"))


def fields_of(
    kind: str, rows: Iterable[Mapping[str, Any]]
) -> tuple[Sequence[Field], Iterable[Mapping[str, Any]]]:
    """The fields of a kind, and its rows; of a kind that parley does not know, the fields are those of its rows."""
    known = kinds().get(kind)
    if known:
        return known.fields, rows
    held = list(rows)
    values: dict[str, list[Any]] = {}
    for row in held:
        for name, value in row.items():
            values.setdefault(name, []).append(value)
    return [Field(name, _type(found), "") for name, found in values.items()], held


def _type(values: Sequence[Any]) -> str:
    """The type of a field that holds these values."""
    found = {_type_of(value) for value in values if value is not None and value != []}
    if found == {"integer", "number"}:
        return "number"
    return found.pop() if len(found) == 1 else "json"


def _type_of(value: Any) -> str:
    if isinstance(value, dict):
        return "date" if "edtf" in value else "speaker" if {"surface", "span"} <= set(value) else "json"
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return "texts"
        spans = all(isinstance(item, dict) and set(item) == _SPAN for item in value)
        return "evidence" if spans else "json"
    return next((name for kind, name in _PLAIN if isinstance(value, kind)), "json")
