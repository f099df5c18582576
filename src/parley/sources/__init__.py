"""Sources: what delivers pages. `open_source` finds the one for what a user names.

A file is told by what it holds, not by its name: text and HTML are one page; JSON Lines, WARC archives,
RSS and Atom hold many; each of them may be gzip-compressed. How to add a source of one's own stands in
``docs/adding-a-source.md``.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import BinaryIO

from parley.errors import UnknownSource
from parley.settings import Settings
from parley.sources.base import Source
from parley.sources.fetched import FetchedSource, is_fetched
from parley.sources.folder import RECORD, FileSource, FolderSource, walk
from parley.sources.stdin import StreamSource

__all__ = ["Source", "open_source"]


def open_source(spec: str | Path, settings: Settings, *, stdin: BinaryIO | None = None) -> Source:
    """The source that `spec` names: a folder, a file, or ``-`` for standard input.

    Args:
        spec: What the user gave.
        settings: Passed to the readers.
        stdin: What ``-`` reads; by default the standard input of this process.

    Raises:
        UnknownSource: If there is nothing of that name, or nothing in it that could be read.
    """
    if str(spec) == "-":
        return StreamSource(stdin if stdin is not None else sys.stdin.buffer, settings)
    path = Path(spec)
    try:
        if path.is_dir():
            return _folder(path, settings)
        if not path.exists():
            raise UnknownSource(_missing(str(spec)))
        if stat.S_ISFIFO(path.stat().st_mode):  # the shell's <(command)
            return StreamSource(path, settings)
        if path.is_file():
            path.open("rb").close()  # now, rather than as a rejection of all there is
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnknownSource(f"{spec}: cannot be read: {error}") from error
    return FileSource(path, settings)


def _folder(path: Path, settings: Settings) -> Source:
    if (path / RECORD).exists():
        raise UnknownSource(f"{path}: this is a record, not a folder of pages")
    if is_fetched(path):
        return FetchedSource(path, settings)
    if next(walk(path), None) is None:
        raise UnknownSource(f"{path}: the folder holds no files (hidden ones are passed over)")
    return FolderSource(path, settings)


def _missing(spec: str) -> str:
    if spec.startswith(("http://", "https://")):
        return f"{spec}: an address is no file; fetch it with: parley add {spec}"
    return f"{spec}: there is no such file or folder"
