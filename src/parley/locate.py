"""Where a record lies on disk, and what lies in its folder.

A record is a folder: ``record.sqlite`` (or a setting that names a server), ``parley.toml`` (settings),
``sources.toml`` (what it is built from) and, when its profile was given by path, ``profile.toml``, a copy,
so that the folder can be copied elsewhere and still be rebuilt. What was fetched lies in ``fetched``, the
feeds that are watched stand in ``feeds.toml``. It is found as git finds a repository.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parley.errors import SettingsError, StoreDamaged, UnknownRecord
from parley.profiles import load_profile, shipped
from parley.settings import FILE, Resolved, Settings, resolve, toml_text, user_file, write_value

ENV = "PARLEY_RECORD"
HIDDEN = ".parley"  # the record's folder inside a folder of pages
DATABASE = "record.sqlite"
PROFILE = "profile.toml"
SOURCES = "sources.toml"
FEEDS = "feeds.toml"
RUNS = "runs.jsonl"
FETCHED = "fetched"  # archives of what was fetched, and the list of visits
STDIN = "-"
_ON_SERVER = re.compile(r"""^store[ \t]*=[ \t]*["']postgres""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """A record's folder; it need not exist yet."""

    folder: Path

    @property
    def database(self) -> Path:
        """The store."""
        return self.folder / DATABASE

    @property
    def settings_file(self) -> Path:
        """The record's own settings."""
        return self.folder / FILE

    @property
    def exists(self) -> bool:
        """Whether a record is there."""
        return self.database.is_file() or self.on_server

    @property
    def on_server(self) -> bool:
        """Whether the folder's settings say that the record lies on a server; they may be broken otherwise."""
        try:
            text = self.settings_file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        return _ON_SERVER.search(text) is not None

    def address(self, settings: Settings | None = None) -> str | Path:
        """What `parley.store.open_store` takes, by these settings; without any, by those that hold."""
        return (settings or self.settings().settings).store or self.database

    def settings(
        self, flags: Mapping[str, Any] | None = None, env: Mapping[str, str] | None = None
    ) -> Resolved:
        """The settings that hold for this record; a profile's path counts from the file that names it."""
        files = (self.settings_file, user_file(env))
        found = resolve(flags, env, *files)
        name = found.settings.profile
        for file in files:
            if found.origin["profile"] == str(file) and name not in shipped():
                path = str(file.parent / Path(name).expanduser())
                return Resolved(replace(found.settings, profile=path), found.origin)
        return found

    def keep_profile(self, name_or_path: str) -> None:
        """Make a profile the record's own: a shipped one by its name, any other as a copy.

        Raises:
            SettingsError: If it does not load, or rests on another file, which a copy would leave behind.
        """
        load_profile(name_or_path)
        name = name_or_path
        if name_or_path not in shipped():
            path = Path(name_or_path).expanduser()
            parent = tomllib.loads(path.read_text(encoding="utf-8")).get("extends")
            if parent and parent not in shipped():
                raise SettingsError(
                    f"profile {path}: extends the file {parent!r}, which the record could not take along; "
                    f"extend a shipped profile ({', '.join(shipped())}) or copy its entries in"
                )
            name = PROFILE
            self.folder.mkdir(parents=True, exist_ok=True)
            if not (self.folder / PROFILE).exists() or not path.samefile(self.folder / PROFILE):
                _replace(self.folder / PROFILE, path.read_text(encoding="utf-8"))
        write_value(self.settings_file, "profile", name)

    def sources(self) -> tuple[str, ...]:
        """What the record is built from, in the order it was added: see `spec`."""
        return self._listed(SOURCES, "sources", "/data/pages")

    def feeds(self) -> tuple[str, ...]:
        """The feeds that `parley watch` asks, in the order in which they were added."""
        return self._listed(FEEDS, "feeds", "https://herald.example/rss")

    def remember_feeds(self, urls: Iterable[str]) -> None:
        """Add feeds to those that are watched."""
        known = dict.fromkeys((*self.feeds(), *urls))
        listed = "".join(f"  {toml_text(url)},\n" for url in known)
        head = "# What `parley watch` asks for new pages.\n"
        _replace(self.folder / FEEDS, f"{head}feeds = [\n{listed}]\n")

    @property
    def fetched(self) -> Path:
        """The folder of what was fetched."""
        return self.folder / FETCHED

    @property
    def runs(self) -> Path:
        """What its last builds did: `parley.runs`."""
        return self.folder / RUNS

    def spec(self, path: str) -> str:
        """A source as the record names it.

        What lies beside the record or below that counts from the record's folder, so that both can be
        moved together; anything else has an absolute path.
        """
        around = str(self.folder.parent.absolute())
        if path == STDIN or "://" in path or os.path.commonpath([around, path]) != around:
            return path
        return Path(os.path.relpath(path, self.folder)).as_posix()

    def path(self, spec: str) -> str:
        """Where the source that the record calls `spec` lies."""
        if spec == STDIN or "://" in spec:
            return spec
        return os.path.normpath(self.folder.absolute() / spec)

    def lasts(self, spec: str) -> bool:
        """Whether a source can be read again: not standard input, nor another pipe."""
        return spec != STDIN and not Path(self.path(spec)).is_fifo()

    def _listed(self, name: str, key: str, example: str) -> tuple[str, ...]:
        file = self.folder / name
        if not file.is_file():
            return ()
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8")).get(key)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise StoreDamaged(f"{file}: not valid TOML: {error}") from error
        if not isinstance(found, list) or not all(isinstance(s, str) for s in found):
            raise StoreDamaged(f'{file}: needs a list of texts, such as {key} = ["{example}"]')
        return tuple(found)

    def remember(self, specs: Iterable[str]) -> None:
        """Add sources to those the record is built from, but pipes, which cannot be read twice."""
        known = dict.fromkeys((*self.sources(), *filter(self.lasts, specs)))
        listed = "".join(f"  {toml_text(spec)},\n" for spec in known)
        head = "# What this record is built from; `parley build` reads these again.\n"
        _replace(self.folder / SOURCES, f"{head}sources = [\n{listed}]\n")


def find(given: Path | None = None, env: Mapping[str, str] | None = None, start: Path | None = None) -> Place:
    """The record that is meant: `given`, else ``PARLEY_RECORD``, else from `start` upwards.

    Raises:
        UnknownRecord: If there is none; the message says how to make one.
    """
    named = _named(given, env)
    if named is not None:
        place = _at(named)
        if place is None:
            raise UnknownRecord(f"{named}: no record here; make one with: parley build SOURCE... -o {named}")
        return place
    here = (start or Path.cwd()).resolve()
    place = _upwards(here)
    if place is None:
        raise UnknownRecord(
            f"no record in {here} or above it; name one with -r REC, or make one with: parley build FOLDER"
        )
    return place


def target(
    sources: Sequence[str],
    given: Path | None = None,
    env: Mapping[str, str] | None = None,
    start: Path | None = None,
) -> Place:
    """The record that a build of `sources` goes into; it need not exist.

    1. `given`, else ``PARLEY_RECORD``;
    2. a record that already lies in the one folder that is to be read;
    3. a record from `start` upwards;
    4. a new one: ``.parley`` in the one folder that is to be read, else in `start`.
    """
    named = _named(given, env)
    if named is not None:
        return _at(named) or Place(named.expanduser().resolve())
    here = (start or Path.cwd()).resolve()
    inside = here / sources[0] if len(sources) == 1 and (here / sources[0]).is_dir() else None
    known = (_at(inside) if inside else None) or _upwards(here)
    return known or Place((inside or here).resolve() / HIDDEN)


def is_address(spec: str) -> bool:
    """Whether what a user names is a page or feed on the web."""
    return spec.lower().startswith(("http://", "https://"))


def absolute(spec: str, start: Path | None = None) -> str:
    """A source as it is remembered: a path made absolute; a URL or ``-`` as it is."""
    if spec == STDIN or "://" in spec:
        return spec
    # Not resolved: a link stays what the user named, and the shell's <(command) has no other name.
    return os.path.normpath((start or Path.cwd()).absolute() / Path(spec).expanduser())


def _named(given: Path | None, env: Mapping[str, str] | None) -> Path | None:
    from_env = (os.environ if env is None else env).get(ENV)
    return given or (Path(from_env) if from_env else None)


def _at(path: Path) -> Place | None:
    path = path.expanduser().resolve()
    if path.name == DATABASE and path.is_file():
        return Place(path.parent)
    return next((p for p in (Place(path), Place(path / HIDDEN)) if p.exists), None)


def _upwards(start: Path) -> Place | None:
    found = (Place(folder / name) for folder in (start, *start.parents) for name in (HIDDEN, "."))
    place = next((p for p in found if p.exists), None)
    return place and Place(place.folder.resolve())


def _replace(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)
