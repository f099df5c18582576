"""What each field of each kind of record holds: `fields.toml`, read once, for manifests, columns and docs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

TYPES = ("string", "integer", "number", "boolean", "texts", "date", "speaker", "evidence", "json")


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
