"""A negotiation's own data: its states and organisations, and the issues on its table.

A profile is a TOML file that a user can copy and edit (docs/adding-a-profile.md). One that
`extends` another holds all of that one's entries; an entry of the same name or id takes the
inherited one's place.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from parley.errors import SettingsError
from parley.issues import Issue, Lexicon
from parley.records import make_id

STATE_ROLES = ("party", "mediator", "guarantor", "host")


@dataclass(frozen=True, slots=True)
class State:
    """A state at the table or beside it. `code` is ISO 3166 alpha-3, or an invented state's own."""

    name: str
    code: str | None = None
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()  # what stands for its government in the news: "the Citadel"
    side: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation that takes part; `aliases` are other names it goes by in print."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None


@dataclass(frozen=True)
class Profile:
    """All entries, the inherited ones included. `fingerprint` changes whenever any of the data does."""

    name: str
    fingerprint: str
    states: tuple[State, ...]
    organizations: tuple[Organization, ...]
    issues: tuple[Issue, ...]

    def issues_in(self, text: str) -> tuple[str, ...]:
        """Ids of the issues that `text` touches, in the profile's order."""
        return self._lexicon.touched(text)

    def issue_of(self, text: str) -> str | None:
        """Id of the one issue that the words of a demand or an offer are most about; None where that is open."""
        return self._lexicon.best(text)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.issues)


def shipped() -> tuple[str, ...]:
    """Names of the profiles that come with parley."""
    found = (files("parley.vocab") / "profiles").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in found if f.name.endswith(".toml")))


def load_profile(name_or_path: str) -> Profile:
    """A shipped profile by name, or one from a TOML file by path.

    Raises:
        SettingsError: If there is none, or if it is not what docs/adding-a-profile.md describes.
    """
    data = _merged(name_or_path, Path(), ())
    states = tuple(_entry(State, row) for row in data["states"])
    organizations = tuple(_entry(Organization, row) for row in data["organizations"])
    issues = tuple(_entry(Issue, row) for row in data["issues"])
    fingerprint = make_id("profile", json.dumps(data, sort_keys=True, ensure_ascii=False))
    return Profile(data["name"], fingerprint, states, organizations, issues)


_KEYS = ("name", "extends", "states", "organizations", "issues")
_ENTRIES: Mapping[str, tuple[type, str]] = {
    "states": (State, "name"),
    "organizations": (Organization, "name"),
    "issues": (Issue, "id"),
}
_Entry = TypeVar("_Entry")


def _entry(kind: Callable[..., _Entry], row: Mapping[str, Any]) -> _Entry:
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})


def _merged(name: str, folder: Path, seen: tuple[str, ...]) -> dict[str, Any]:
    """The file's data over that of the profile it extends, checked."""
    text, where, inner = _source(name, folder)
    if where in seen:
        raise SettingsError(f"profile {where} extends itself: {' -> '.join((*seen, where))}")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"profile {where}: not valid TOML: {error}") from error
    _check(data, where)
    parent = data.get("extends")
    base = _merged(parent, inner, (*seen, where)) if parent else {kind: [] for kind in _ENTRIES}
    out: dict[str, Any] = {"name": data["name"]}
    for kind, (_, key) in _ENTRIES.items():
        rows = {row[key]: row for row in base[kind]}
        rows.update((row[key], row) for row in data.get(kind, []))
        out[kind] = list(rows.values())
    return out


def _source(name: str, folder: Path) -> tuple[str, str, Path]:
    """Text, name for messages, and the folder that further paths are relative to."""
    if name in shipped():
        return (files("parley.vocab") / "profiles" / f"{name}.toml").read_text(encoding="utf-8"), name, folder
    path = folder / Path(name).expanduser()
    if not path.is_file():
        raise SettingsError(
            f"no profile {name!r}: neither a file nor one of those shipped ({', '.join(shipped())})"
        )
    try:
        return path.read_text(encoding="utf-8"), str(path.resolve()), path.parent
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"profile {path}: cannot be read: {error}") from error


def _check(data: Mapping[str, Any], where: str) -> None:
    _known(data, _KEYS, f"profile {where}")
    if not isinstance(data.get("name"), str) or not data["name"]:
        raise SettingsError(f'profile {where}: needs a name, such as name = "example"')
    if "extends" in data and not isinstance(data["extends"], str):
        raise SettingsError(f"profile {where}: extends must be the name or path of one profile")
    for kind, (entry, key) in _ENTRIES.items():
        rows = data.get(kind, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise SettingsError(f"profile {where}: {kind} must be a list of tables, each begun by [[{kind}]]")
        for number, row in enumerate(rows, 1):
            _check_entry(entry, key, row, f"profile {where}: {kind} {number}")


def _check_entry(entry: type, key: str, row: Mapping[str, Any], where: str) -> None:
    defaults = {f.name: f.default for f in dataclasses.fields(entry)}
    _known(row, tuple(defaults), where)
    missing = [
        name for name, default in defaults.items() if default is dataclasses.MISSING and not row.get(name)
    ]
    if missing:
        raise SettingsError(f"{where}: needs {', '.join(missing)}")
    for name, value in row.items():
        want, fits = _kind(defaults[name], value)
        if not fits:
            raise SettingsError(f"{where} ({row[key]}): {name} must be {want}, not {value!r}")
    if row.get("role") is not None and entry is not Issue and row["role"] not in STATE_ROLES:
        raise SettingsError(
            f"{where} ({row[key]}): role must be one of {', '.join(STATE_ROLES)}, not {row['role']!r}"
        )


def _kind(default: Any, value: Any) -> tuple[str, bool]:
    """What a key with that default must hold, in words, and whether `value` is so."""
    if isinstance(default, tuple):
        return "a list of texts", isinstance(value, list) and all(isinstance(v, str) and v for v in value)
    if isinstance(default, bool):
        return "true or false", isinstance(value, bool)
    return "a text", isinstance(value, str)


def _known(row: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for name in row:
        if name not in keys:
            near = difflib.get_close_matches(name, keys, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(keys)}"
            raise SettingsError(f"{where}: unknown key {name!r}{hint}")
