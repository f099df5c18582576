"""The work cut into units: each reads some inputs, or every n-th page of a large one, into one file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from parley.errors import UnknownSource
from parley.records import Rejection
from parley.scale import places
from parley.settings import Settings
from parley.sources import open_source
from parley.sources.fetched import is_fetched
from parley.sources.folder import printable, walk

UNIT_BYTES = 1 << 20  # compressed; some hundred pages, so half a minute of one core
MOST_SHARDS = 16  # each passes over the whole file: 16 times 10 s for a crawl of 1 GB that takes half an hour


@dataclass(frozen=True, slots=True)
class Input:
    """One file by its address and by the name that its pages begin with; or why it cannot be read."""

    address: str
    name: str
    size: int
    stamp: str = ""  # changes when the file does
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Pages `shard`, `shard + of`, ... of the inputs, all of one source."""

    source: str
    inputs: tuple[Input, ...]
    shard: int = 0
    of: int = 1

    def part(self, versions: Mapping[str, str]) -> str:
        """The name of its file; another one when an input or a version of the reader changes."""
        told = json.dumps([asdict(self), sorted(versions.items())], sort_keys=True)
        return f"part-{hashlib.sha256(told.encode()).hexdigest()[:24]}.parquet"


def plan(specs: Iterable[str], settings: Settings, unit_bytes: int = UNIT_BYTES) -> list[list[Unit]]:
    """The units of all sources, in their order; those of one list are shards of one file.

    Raises:
        UnknownSource: If there is nothing to read at an address.
        StoreError: If object storage does not answer or denies it.
    """
    groups = list[list[Unit]]()
    for spec in specs:
        source, inputs = _inputs(spec, settings)
        small = list[Input]()
        for item in inputs:
            shards = min(MOST_SHARDS, -(-item.size // unit_bytes))
            if small and (shards > 1 or sum(i.size for i in small) + item.size > unit_bytes):
                groups.append([Unit(source, tuple(small))])
                small = []
            if shards > 1:
                groups.append([Unit(source, (item,), n, shards) for n in range(shards)])
            else:
                small.append(item)
        if small:
            groups.append([Unit(source, tuple(small))])
    return groups


def _inputs(spec: str, settings: Settings) -> tuple[str, list[Input]]:
    if places.is_remote(spec):
        found = [Input(*each) for each in places.below(spec)]
        if not found:
            raise UnknownSource(f"{spec}: there is no object of that name or below it")
        return spec, found
    if "://" in spec or spec == "-":
        raise UnknownSource(f"{spec}: the engine daft reads files, folders and s3:// addresses")
    path = Path(spec).absolute()
    name = open_source(path, settings).name  # raises for what is no source
    if path.is_file():
        return name, [_file(path, printable(path.name))]
    if is_fetched(path):
        raise UnknownSource(f"{spec}: fetched pages are read by the engine local")
    return name, list(_below(path))


def _below(root: Path) -> Iterator[Input]:
    for item in walk(root):
        if isinstance(item, Rejection):
            yield Input("", item.uri, 0, "", item.code, item.reason)
        else:
            yield _file(item, printable(item.relative_to(root).as_posix()))


def _file(path: Path, name: str) -> Input:
    status = path.stat()
    return Input(str(path), name, status.st_size, str(status.st_mtime_ns))
