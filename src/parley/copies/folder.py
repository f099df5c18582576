"""What lies in a record's folder besides its store, brought to another folder."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parley.errors import UsageError
from parley.locate import FEEDS, FETCHED, PROFILE, RUNS, Place
from parley.settings import FILE
from parley.sources.visits import FILE as VISITS
from parley.store.sqlite import snapshot

_SMALL = (FILE, PROFILE, FEEDS, RUNS)  # what is the same wherever the record lies
_STORE = re.compile(r"^(# where the record is kept:.*\n)?store[ \t]*=.*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Belongings:
    """The files of a record's folder by their names in it, and its sources by where they lie."""

    files: Mapping[str, Path] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


def belongings(place: Place, scratch: Path) -> Belongings:
    """What belongs to a record; what others may be writing to just now is copied into `scratch` first."""
    files = {name: place.folder / name for name in _SMALL if (place.folder / name).is_file()}
    if place.fetched.is_dir():
        for file in sorted(f for f in place.fetched.iterdir() if f.is_file()):
            if file.name == VISITS:
                snapshot(file, scratch / VISITS)
                files[f"{FETCHED}/{VISITS}"] = scratch / VISITS
            elif not file.name.startswith(VISITS):
                files[f"{FETCHED}/{file.name}"] = file
    return Belongings(files, tuple(place.path(spec) for spec in place.sources()))


def is_belonging(name: str) -> bool:
    """Whether a name is one that `belongings` gives: nothing else is ever written into a folder."""
    folder, _, plain = name.rpartition("/")
    return name in _SMALL or (folder == FETCHED and plain not in ("", ".", "..") and "\\" not in plain)


def new_place(folder: str | Path) -> Place:
    """A folder for a new record.

    Raises:
        UsageError: If a record is there.
    """
    place = Place(Path(folder).expanduser().resolve())
    if place.exists:
        raise UsageError(
            f"{place.folder}: there is a record already, which is never overwritten; name another folder"
        )
    return place


def bring(what: Belongings, place: Place) -> None:
    """Everything into a new record's folder, but where it was stored before."""
    place.folder.mkdir(parents=True, exist_ok=True)
    for name, file in what.files.items():
        to = place.folder / name
        to.parent.mkdir(exist_ok=True)
        if name == FILE:
            to.write_text(_STORE.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(file, to)
    if what.sources:
        place.remember(map(place.spec, what.sources))
