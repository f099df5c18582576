"""ZIP, WACZ and tar archives: each member is read as the file it is, archives inside them too.

Nothing is unpacked to a path: a member is decompressed into memory, or a nameless temporary file, in chunks
and never beyond its cap. Names that lead out of the archive, links and devices are refused all the same.
"""

from __future__ import annotations

import hashlib
import json
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, cast

from parley.errors import PageError
from parley.records import Page, Rejection
from parley.sources import office
from parley.sources.keys import Keys
from parley.sources.streams import BOMB_BYTES, BOMB_RATIO, CHUNK, Stream, whole

Opener = Callable[[str, BinaryIO], Iterator[Page | Rejection]]

_MOST = 100_000  # members; the largest package of a year's wire at hand has a tenth
_IN_MEMORY = 16 << 20
# What zipfile and tarfile raise for damage, as fuzzing found: offsets below 0, names that are no UTF-8 ...
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
    OSError,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others decompress without a bound
_PACKAGE = "datapackage.json"


class Budget:
    """How many bytes may still come out of a file of a size: its members, and theirs, share it.

    A bomb of archives inside archives grows at each level; so one budget holds for all of them.
    """

    def __init__(self, size: int) -> None:
        self._left = max(BOMB_BYTES, BOMB_RATIO * size)

    def take(self, count: int) -> None:
        """Takes some of it.

        Raises:
            PageError: ``too_large``, once more has come than may.
        """
        self._left -= count
        if self._left < 0:
            raise PageError(
                "too_large", f"The archive grows more than {BOMB_RATIO}-fold; it is not read further."
            )


def unzipped(
    name: str, file: BinaryIO, opener: Opener, budget: Budget, limit: int
) -> Iterator[Page | Rejection]:
    """The pages of a ZIP archive's members, in its order; of a WACZ those of its WARC files; an office document's page.

    Args:
        name: Of the archive; locators of members begin with it and a slash.
        file: The archive.
        opener: Reads a member as a file of its own.
        budget: What may come out of it.
        limit: The most bytes that a page may have.

    Raises:
        PageError: If the archive as a whole cannot be read.
    """
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGE as error:
        raise PageError("malformed", f"The ZIP archive is damaged ({error}).") from error
    with archive:
        members = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if not members:
            raise PageError("empty", "The archive holds no files.")
        package = _package(archive, members)
        if package is not None:
            yield from _wacz(name, archive, members, package, opener, budget)
            return
        if office.is_document(archive.NameToInfo):
            page = office.page(name, archive.NameToInfo, partial(_bytes, archive, budget, limit))
            if len(page.content) > limit:
                raise PageError(
                    "too_large", f"The page is larger than {limit:,} bytes (setting max_page_bytes)."
                )
            yield page
            return
        yield from _zip(name, archive, members, opener, budget)


def untarred(name: str, stream: Stream, opener: Opener, budget: Budget) -> Iterator[Page | Rejection]:
    """The pages of a tar archive's members, in its order.

    Args:
        name: Of the archive.
        stream: The archive, decompressed.
        opener: Reads a member as a file of its own.
        budget: What may come out of it.

    Raises:
        PageError: If the archive as a whole cannot be read.
    """
    keys, number = Keys(), 0
    try:
        with tarfile.open(fileobj=cast(BinaryIO, _Reader(stream)), mode="r|") as archive:
            for info in archive:
                if info.isdir():
                    continue
                number += 1
                if number > _MOST:
                    raise PageError("too_large", f"The archive holds more than {_MOST:,} files.")
                yield from _tarred(_inside(name, info.name, keys), archive, info, opener, budget)
    except (*_DAMAGE, tarfile.TarError, RecursionError) as error:
        reason = f"The tar archive is damaged after {number} files ({str(error)[:80]})."
        if number == 0:
            raise PageError("malformed", reason) from error
        yield Rejection(name, name, "malformed", reason)
    except PageError as error:
        if number == 0:
            raise
        yield Rejection(name, name, error.code, error.reason)
    else:
        if number == 0:
            raise PageError("empty", "The archive holds no files.")


def _zip(
    name: str,
    archive: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    opener: Opener,
    budget: Budget,
    wanted: Mapping[str, str | None] | None = None,
) -> Iterator[Page | Rejection]:
    """The members' pages; with `wanted`, of those members alone, whose checksums it may give."""
    keys = Keys()
    for number, info in enumerate(members, 1):
        if wanted is not None and info.filename not in wanted:
            continue
        locator = _inside(name, info.filename, keys)
        if number > _MOST:
            yield Rejection(locator, locator, "too_large", f"The archive holds more than {_MOST:,} files.")
            return
        try:
            _refuse(info)
            with _unpacked(partial(archive.open, info), info.compress_size, budget) as (
                file,
                digest,
            ):
                expected = wanted[info.filename] if wanted else None
                if expected and expected != digest:
                    reason = "The file is not the one that its package names: the checksums differ."
                    yield Rejection(f"{locator}#checksum", f"{locator}#checksum", "malformed", reason)
                yield from opener(locator, file)
        except PageError as error:
            yield Rejection(locator, locator, error.code, error.reason)


def _bytes(archive: zipfile.ZipFile, budget: Budget, limit: int, name: str) -> bytes:
    """A member that is part of a page; the limit holds for each."""
    info = archive.getinfo(name)
    _refuse(info)
    with _unpacked(partial(archive.open, info), info.compress_size, budget) as (file, _):
        return whole(file, limit)


def _refuse_name(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise PageError("malformed", "The file's name leads out of the archive.")


def _refuse(info: zipfile.ZipInfo) -> None:
    _refuse_name(info.filename)
    if info.external_attr >> 28 == 0xA:
        raise PageError("not_a_page", "This is a link.")
    if info.flag_bits & 0x1:
        raise PageError("unreadable", "The file is encrypted.")
    if info.compress_type not in _METHODS:
        raise PageError("binary", "The file is compressed in a way that parley does not read.")


def _tarred(
    locator: str, archive: tarfile.TarFile, info: tarfile.TarInfo, opener: Opener, budget: Budget
) -> Iterator[Page | Rejection]:
    try:
        _refuse_name(info.name)
        content = archive.extractfile(info) if info.isreg() else None
        if content is None:
            raise PageError("not_a_page", "This is a link or a device, not a file.")
        with _unpacked(lambda: content, None, budget) as (file, _):
            yield from opener(locator, file)
    except PageError as error:
        yield Rejection(locator, locator, error.code, error.reason)
        if error.code == "too_large":
            raise


class _unpacked:  # noqa: N801  # a context manager, used as a function
    """A member's bytes in a file that can seek, and their SHA-256 in hex."""

    def __init__(self, opened: Callable[[], IO[bytes]], size: int | None, budget: Budget) -> None:
        self._opened, self._budget = opened, budget
        self._most = None if size is None else max(BOMB_BYTES, BOMB_RATIO * size)

    def __enter__(self) -> tuple[BinaryIO, str]:
        self._file: BinaryIO = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # type: ignore[assignment]
        digest, told = hashlib.sha256(), 0
        try:
            with self._opened() as member:
                while data := member.read(CHUNK):
                    told += len(data)
                    self._budget.take(len(data))
                    if self._most is not None and told > self._most:
                        raise PageError("too_large", f"The file grows more than {BOMB_RATIO}-fold.")
                    digest.update(data)
                    self._file.write(data)
        except _DAMAGE as error:
            self._file.close()
            raise PageError(
                "malformed", f"The file in the archive is damaged ({str(error)[:80]})."
            ) from error
        except BaseException:
            self._file.close()
            raise
        self._file.seek(0)
        return self._file, digest.hexdigest()

    def __exit__(self, *_: object) -> None:
        self._file.close()


class _Reader:
    """A stream as tarfile wants it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int = CHUNK) -> bytes:
        return self._stream.read(min(size, CHUNK))


def _inside(name: str, member: str, keys: Keys) -> str:
    own = member.encode("utf-8", "backslashreplace").decode("utf-8").replace("\\", "/")
    return f"{name}/{keys.unused(own)}"


def _package(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Mapping[str, Any] | None:
    """The description of a WACZ; None for other archives."""
    if _PACKAGE not in archive.NameToInfo:
        return None
    info = archive.getinfo(_PACKAGE)
    inside = {member.filename.partition("/")[0] for member in members}
    if "archive" not in inside and "indexes" not in inside and "data" not in inside:
        return None
    try:
        with archive.open(info) as file:
            found = json.loads(file.read(1 << 20))
    except (*_DAMAGE, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _wacz(
    name: str,
    archive: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    package: Mapping[str, Any],
    opener: Opener,
    budget: Budget,
) -> Iterator[Page | Rejection]:
    hashes = _hashes(package)
    wanted = {i.filename: hashes.get(i.filename) for i in members if i.filename.startswith("archive/")}
    if not wanted:
        raise PageError("malformed", "The web archive package (WACZ) holds no WARC files.")
    yield from _zip(name, archive, members, opener, budget, wanted)


def _hashes(package: Mapping[str, Any]) -> dict[str, str]:
    out: dict[str, str] = {}
    resources = package.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        if isinstance(resource, dict):
            path, value = resource.get("path"), resource.get("hash")
            if isinstance(path, str) and isinstance(value, str) and value.startswith("sha256:"):
                out[path] = value.removeprefix("sha256:").lower()
    return out
