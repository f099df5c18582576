"""One file that holds a whole record: a zip archive with a manifest of all that is in it.

A record on SQLite lies in it as its database, one on a server as its rows (`parley.copies.stream`); either is
put back on either. ``manifest.json`` has the SHA-256 of every file; no clock, so that what is the same reads so.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from parley.closing import Closing
from parley.errors import StoreDamaged, StoreVersion

MANIFEST = "manifest.json"
DATABASE = "record.sqlite"
ROWS = "rows.jsonl"
FORMAT = 1
_AT_ONCE = 1 << 20
_MANIFEST_BYTES = 16 << 20  # 100,000 fetched archives have a manifest of as much
_LINE_BYTES = 1 << 28  # a row of the largest page that can be in a record takes a tenth
_RATIO = 100  # times its size that a backup may unpack to: pages pack to a fourth, a bomb to a thousandth
_SMALL = 64 << 20  # bytes that any may unpack to
_DAMAGED = "not a backup of parley, or damaged; nothing was written: take another copy of it"
_PACKED = (".gz", ".zst", ".bz2")


class Archive(Closing):
    """A backup being written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._files: dict[str, Mapping[str, Any]] = {}

    def close(self) -> None:
        """Write the list of what is in it, and release the file."""
        self._zip.close()

    def add_file(self, name: str, file: Path) -> None:
        """A file as it is."""
        with file.open("rb") as content:
            self.add(name, iter(lambda: content.read(_AT_ONCE), b""), packed=name.endswith(_PACKED))

    def add(self, name: str, parts: Iterator[bytes], *, packed: bool = False) -> None:
        """A file, part after part."""
        about = zipfile.ZipInfo(name)
        about.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        about.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(about, "w", force_zip64=True) as out:
            for part in parts:
                digest.update(part)
                size += len(part)
                out.write(part)
        self._files[name] = {"sha256": digest.hexdigest(), "bytes": size}

    def finish(self, about: Mapping[str, Any]) -> Mapping[str, Any]:
        """Write the manifest, last."""
        manifest = {"format": FORMAT, **about, "files": self._files}
        self._zip.writestr(
            zipfile.ZipInfo(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        )
        return manifest


class Backup:
    """A backup that was proved to be whole: every file is there with the sum that the manifest says."""

    def __init__(self, held: zipfile.ZipFile, manifest: Mapping[str, Any]) -> None:
        self.manifest = manifest
        self._zip = held

    @property
    def names(self) -> list[str]:
        """The files in it."""
        return list(self.manifest["files"])

    def extract(self, name: str, to: Path) -> None:
        """One file to a place."""
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("wb") as out:
            for part in _parts(_member(self._zip, name), self.manifest["files"][name]["bytes"]):
                out.write(part)

    def lines(self, name: str) -> Iterator[str]:
        """One file's lines of text."""
        with self._zip.open(name) as content:
            while line := content.readline(_LINE_BYTES):
                yield line.decode("utf-8")

    @property
    def size(self) -> int:
        """Bytes of all files in it, unpacked."""
        return sum(about["bytes"] for about in self.manifest["files"].values())


@contextmanager
def opened(file: Path, is_known: Callable[[str], bool]) -> Iterator[Backup]:
    """A backup, read through and proved first; no more of it is unpacked than its size and its manifest allow.

    Args:
        file: Where it lies.
        is_known: Whether a file of that name may be in it.

    Raises:
        StoreDamaged: If it is none, or not as it was written.
        StoreVersion: If a newer parley wrote it.
    """
    try:
        with zipfile.ZipFile(file) as held:
            manifest = json.loads(b"".join(_parts(_member(held, MANIFEST), _MANIFEST_BYTES)))
            if manifest["format"] > FORMAT:
                raise StoreVersion(
                    f"{file}: written by a newer parley; upgrade with: pip install --upgrade parley-news"
                )
            found = Backup(held, manifest)
            if found.size > max(_SMALL, _RATIO * file.stat().st_size):
                raise StoreDamaged(f"{file}: would unpack to {found.size:,} bytes; {_DAMAGED}")
            for name, about in manifest["files"].items():
                if not is_known(name):
                    raise StoreDamaged(f"{file}: {name!r} is no file of a record; {_DAMAGED}")
                if _sum(held, name, about["bytes"]) != about["sha256"]:
                    raise StoreDamaged(f"{file}: {name} is not what was backed up; {_DAMAGED}")
            if {DATABASE, ROWS}.isdisjoint(found.names):
                raise StoreDamaged(f"{file}: {_DAMAGED}")
            yield found
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        TypeError,
        ValueError,
        EOFError,
        RuntimeError,
    ) as error:
        raise StoreDamaged(f"{file}: {_DAMAGED} ({error})") from error


def _sum(held: zipfile.ZipFile, name: str, size: int) -> str:
    digest = hashlib.sha256()
    for part in _parts(_member(held, name), size):
        digest.update(part)
    return digest.hexdigest()


def _member(held: zipfile.ZipFile, name: str) -> IO[bytes]:
    """A file in it, packed in one of the ways in which backups are."""
    about = held.getinfo(name)
    if about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(f"{name} is packed in a way that backups are not")
    return held.open(about)


def _parts(content: IO[bytes], size: int) -> Iterator[bytes]:
    """All of a file, of which there may be `size` bytes: what its head says counts for nothing."""
    with content:
        for part in iter(lambda: content.read(_AT_ONCE), b""):
            size -= len(part)
            if size < 0:
                raise ValueError("not what was backed up, but more")
            yield part
