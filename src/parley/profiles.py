"""A negotiation's own data: its states and organisations, and the issues on its table.

A profile is a TOML file that a user can copy and edit (docs/adding-a-profile.md). One that
`extends` another holds all of that one's entries; an entry of the same name or id takes the
inherited one's place.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from parley.errors import SettingsError
from parley.issues import Issue, Lexicon, WrongExample
from parley.language.patterns import fault
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

    def __hash__(self) -> int:
        return hash(self.fingerprint)  # which all fields go into

    def issues_in(self, text: str) -> tuple[str, ...]:
        """Ids of the issues that `text` touches, in the profile's order."""
        return self._lexicon.touched(text)

    def places(self, text: str) -> tuple[tuple[str, int, int], ...]:
        """Issue, start and end of each place of `text` that tells an issue, in order."""
        return self._lexicon.places(text)

    def issue_of(self, text: str) -> str | None:
        """Id of the one issue that the words of a demand or an offer are most about; None where that is open."""
        return self._lexicon.best(text)

    def wrong_examples(self) -> Iterator[WrongExample]:
        """Example sentences of the issues, inherited ones too, that are not told as the profile says."""
        return self._lexicon.wrong_examples()

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


def new_text(name: str, parent: str, whole: bool = False) -> str:
    """The text of a new profile that begins with the entries of `parent`, a shipped name or a file.

    It extends a shipped one, or, with `whole` and for a file, holds a copy of its entries.

    Raises:
        SettingsError: If the parent cannot be loaded, or if the name is not letters, digits, - and _.
    """
    if not re.fullmatch(r"[\w-]+", name):
        raise SettingsError(f"{name!r} cannot name a profile: letters, digits, - and _ only")
    load_profile(parent)
    if parent in shipped() and not whole:
        template = (files("parley.vocab") / "profile_template.toml").read_text(encoding="utf-8")
        return template.replace("NAME", name).replace("FROM", parent)
    text, _, _ = _source(parent, Path())
    return re.sub(r"(?m)^name\s*=.*$", f'name = "{name}"', text, count=1)


def source_of(name_or_path: str) -> tuple[Places, frozenset[str]]:
    """Where things stand in a profile's own text, and the ids of the issues that it has of its own.

    Raises:
        SettingsError: If there is no such profile.
    """
    text, where, _ = _source(name_or_path, Path())
    return Places(where, text), frozenset(row["id"] for row in tomllib.loads(text).get("issues", ()))


_PATTERNS = ("patterns", "hints", "unless")
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
    _check(data, Places(where, text))
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


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand in a profile's text, for messages: ``profile talks.toml, line 12``."""

    name: str
    text: str

    def file(self, key: str | None = None) -> str:
        """The file, with the line that sets `key` at its top level or begins the first table of that name."""
        return self._at(self._line(rf"\[*{re.escape(key)}\b") if key else None)

    def entry(self, kind: str, number: int, key: str | None = None) -> str:
        """The `number`-th table of a kind, from 1, or a key in it."""
        begun = self._line(rf"\[\[\s*{kind}\s*\]\]", number)
        line = (
            self._line(rf"(?:{re.escape(key)}|[\"']{re.escape(key)}[\"'])\s*=", 1, begun)
            if key and begun
            else begun
        )
        return f"{self._at(line)}: {kind} {number}"

    def line_of(self, words: str) -> int | None:
        """The line on which these words stand as they are."""
        place = self.text.find(words)
        return self.text.count("\n", 0, place) + 1 if place >= 0 else None

    def _at(self, line: int | None) -> str:
        return f"profile {self.name}, line {line}" if line else f"profile {self.name}"

    def _line(self, begins: str, number: int = 1, after: int = 0) -> int | None:
        """The line of the `number`-th one that begins so, from 1, after line `after`."""
        wanted = re.compile(rf"\s*{begins}")
        found = (n for n, line in enumerate(self.text.split("\n"), 1) if n > after and wanted.match(line))
        return next((n for place, n in enumerate(found, 1) if place == number), None)


def _check(data: Mapping[str, Any], places: Places) -> None:
    for key in data:
        _known(key, _KEYS, partial(places.file, key))
    if not isinstance(data.get("name"), str) or not data["name"]:
        raise SettingsError(f'{places.file()}: needs a name, such as name = "example"')
    if "extends" in data and not isinstance(data["extends"], str):
        raise SettingsError(f"{places.file('extends')}: extends must be the name or path of one profile")
    for kind, (entry, key) in _ENTRIES.items():
        rows = data.get(kind, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise SettingsError(
                f"{places.file(kind)}: {kind} must be a list of tables, each begun by [[{kind}]]"
            )
        seen: dict[str, int] = {}
        for number, row in enumerate(rows, 1):
            _check_entry(entry, key, row, places, number)
            if row[key] in seen:
                raise SettingsError(
                    f"{places.entry(kind, number, key)} ({row[key]}): has the {key} of {kind} {seen[row[key]]}"
                )
            seen[row[key]] = number


def _check_entry(entry: type, key: str, row: Mapping[str, Any], places: Places, number: int) -> None:
    kind = next(kind for kind, (known, _) in _ENTRIES.items() if known is entry)
    defaults = {f.name: f.default for f in dataclasses.fields(entry)}
    for name in row:
        _known(name, tuple(defaults), partial(places.entry, kind, number, name))
    missing = [
        name for name, default in defaults.items() if default is dataclasses.MISSING and not row.get(name)
    ]
    if missing:
        raise SettingsError(f"{places.entry(kind, number)}: needs {', '.join(missing)}")
    for name, value in row.items():
        wrong = _fault(name, defaults[name], value)
        if wrong:
            raise SettingsError(f"{places.entry(kind, number, name)} ({row[key]}): {wrong}")


def _fault(name: str, default: Any, value: Any) -> str | None:
    """What is wrong with the value of an entry's key; None where nothing is."""
    want, fits = _kind(default, value)
    if not fits:
        return f"{name} must be {want}, not {value!r}"
    if name == "role" and value not in STATE_ROLES:
        return f"role must be one of {', '.join(STATE_ROLES)}, not {value!r}"
    if name in _PATTERNS:
        return next((f"a pattern {wrong}" for wrong in map(fault, value) if wrong), None)
    return None


def _kind(default: Any, value: Any) -> tuple[str, bool]:
    """What a key with that default must hold, in words, and whether `value` is so."""
    if isinstance(default, tuple):
        return "a list of texts", isinstance(value, list) and all(isinstance(v, str) and v for v in value)
    if isinstance(default, bool):
        return "true or false", isinstance(value, bool)
    return "a text", isinstance(value, str)


def _known(name: str, keys: tuple[str, ...], where: Callable[[], str]) -> None:
    """That a key is one of those; where it stands is looked for only if it is not."""
    if name not in keys:
        near = difflib.get_close_matches(name, keys, 1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(keys)}"
        raise SettingsError(f"{where()}: unknown key {name!r}{hint}")
