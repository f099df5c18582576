"""A record into one file, and back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from parley._version import __version__
from parley.copies import archive, folder, stream
from parley.copies.archive import DATABASE, ROWS, Archive, Backup
from parley.errors import StoreDamaged, StoreError, UnknownRecord, UsageError
from parley.locate import Place
from parley.server import is_server, without_secret
from parley.settings import write_value
from parley.store import making, open_store, sqlite
from parley.store.base import View
from parley.store.faults import told_os

_SOURCES = "sources.json"  # where they lie, for they count from the folder that they are put back into


def backup(place: Place, file: Path) -> Mapping[str, Any]:
    """Write a record into `file`, as of its last commit, also while a build goes on; the manifest of it.

    Raises:
        UsageError: If `file` is there.
        StoreDamaged: If the record is not sound; nothing is written then.
        StoreError: If it cannot be read, or the file not be written.
    """
    file = file.expanduser().absolute()
    if file.exists():
        raise UsageError(f"{file}: is there already; a backup never overwrites: name another")
    fresh = file.with_name(file.name + ".new")
    with told_os(file):
        try:
            with (
                _scratch(file.with_name(f".{file.name}.scratch")) as scratch,
                fresh.open("wb") as out,
                Archive(out) as held,
            ):
                manifest = _written(place, held, scratch)
            sqlite.settle(fresh, file)
        finally:
            fresh.unlink(missing_ok=True)
    return manifest


def restore(file: Path, target: str | Path, store: str | None = None) -> Mapping[str, Any]:
    """Put a backup back into a new folder, on a server if `store` names one; its manifest.

    Raises:
        UnknownRecord: If there is no such file.
        UsageError: If there is a record already, which is never overwritten.
        StoreDamaged: If the backup is damaged, or unpacks to more than one can; nothing is written then.
        StoreError: If it cannot be written, or there is no room for it.
    """
    if not file.is_file():
        raise UnknownRecord(f"{file}: no such file; a backup is made with: parley backup FILE")
    if store is not None and not is_server(store):
        raise UsageError("--store takes the address of a server, such as postgresql://anna@db.example/talks")
    place = folder.new_place(target)
    with archive.opened(file, _is_known) as held, told_os(place.folder):
        _check_room(place.folder, held.size)
        place.folder.mkdir(parents=True, exist_ok=True)
        with _scratch(place.folder / ".restore.scratch") as scratch:
            folder.bring(_belongings(held, scratch), place)
            if ROWS in held.names:
                with making(store or place.database) as (writer, made):
                    stream.copy(stream.from_lines(held.lines(ROWS)), writer, made)
            else:
                _put_database(held, scratch, place, store)
        if store is not None:
            write_value(place.settings_file, "store", without_secret(store))
        return held.manifest


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder for the meantime. What a run that was killed left in it goes when the next one begins."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check_room(folder: Path, size: int) -> None:
    there = next(parent for parent in (folder, *folder.parents) if parent.is_dir())
    free = shutil.disk_usage(there).free
    if free < size:
        raise StoreError(
            f"{folder}: the record takes {size:,} bytes and {free:,} are free; name another place"
        )


def _written(place: Place, out: Archive, scratch: Path) -> Mapping[str, Any]:
    address = place.address()
    if is_server(address):
        with closing(open_store(address, read_only=True)) as store:
            _check(str(place.folder), store.integrity())
            with store.view() as view:
                out.add(ROWS, (line.encode("utf-8") for line in stream.lines(stream.of_view(view))))
                about = _about(view, "postgresql")
    else:
        sqlite.snapshot(Path(address), scratch / DATABASE)
        with closing(open_store(scratch / DATABASE)) as store:
            _check(str(address), store.integrity())
            with store.view() as view:
                about = _about(view, "sqlite")
        out.add_file(DATABASE, scratch / DATABASE)
    belongings = folder.belongings(place, scratch)
    for name, path in belongings.files.items():
        out.add_file(name, path)
    out.add(_SOURCES, iter([json.dumps(belongings.sources, ensure_ascii=False).encode("utf-8")]))
    return out.finish(about)


def _about(view: View, store: str) -> Mapping[str, Any]:
    return {"parley": __version__, "store": store, "counts": dict(view.counts())}


def _check(where: str, findings: list[str]) -> None:
    if findings:
        raise StoreDamaged(
            f"{where}: {findings[0]}; this record is not sound, and no backup of it was made: see parley doctor"
        )


def _is_known(name: str) -> bool:
    return name in (DATABASE, ROWS, _SOURCES) or folder.is_belonging(name)


def _belongings(held: Backup, scratch: Path) -> folder.Belongings:
    """The files of the folder, taken out into `scratch`."""
    files = {name: scratch / name for name in held.names if folder.is_belonging(name)}
    for name, path in files.items():
        held.extract(name, path)
    sources = json.loads("".join(held.lines(_SOURCES))) if _SOURCES in held.names else []
    return folder.Belongings(files, tuple(map(str, sources)))


def _put_database(held: Backup, scratch: Path, place: Place, store: str | None) -> None:
    fresh = scratch / DATABASE
    held.extract(DATABASE, fresh)
    with closing(open_store(fresh)) as found:  # an older one becomes one of today
        findings = found.integrity()
        if findings:
            raise StoreError(f"{place.folder}: {findings[0]}; the backup holds a record that is not sound")
        if store is not None:
            with found.view() as view, making(store) as (writer, made):
                stream.copy(stream.of_view(view), writer, made)
    if store is None:
        sqlite.settle(fresh, place.database)
