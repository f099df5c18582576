"""Standard input."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import parley.sources.member as member
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.streams import CHUNK

NAME = "stdin"
_IN_MEMORY = 16 << 20


class StreamSource:
    """Bytes that come in on a stream, or through the pipe at a path: whatever a file may hold.

    A pipe is copied to a temporary file first, because the readers of archives must be able to seek.
    """

    def __init__(self, stream: BinaryIO | Path, settings: Settings) -> None:
        self._stream = stream
        self._settings = settings

    @cached_property
    def name(self) -> str:
        """``stdin`` and a hash of all that came in: the next stream is another source, not a new version."""
        digest = hashlib.sha256()
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            digest.update(chunk)
        return f"{NAME}-{digest.hexdigest()[:12]}"

    def pages(self) -> Iterator[Page | Rejection]:
        """The pages of the stream; `uri` and `locator` begin with ``stdin``."""
        file = self._file
        try:
            file.seek(0)
            yield from member.pages(NAME, file, self._settings)
        finally:
            if file is not self._stream:
                file.close()

    @cached_property
    def _file(self) -> BinaryIO:
        if not isinstance(self._stream, Path) and _seeks(self._stream):
            return self._stream
        spool = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # `pages` closes it
        if isinstance(self._stream, Path):  # opened only now: that waits for who writes to it
            with self._stream.open("rb") as pipe:
                shutil.copyfileobj(pipe, spool)
        else:
            shutil.copyfileobj(self._stream, spool)
        return spool  # type: ignore[return-value]  # has all of BinaryIO


def _seeks(stream: BinaryIO) -> bool:
    """Whether the stream is a file or lies in memory; terminals and devices only claim to seek."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:  # no file descriptor, as of a BytesIO
        return stream.seekable()
