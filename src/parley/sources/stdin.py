"""Standard input."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

import parley.sources.member as member
from parley.records import Page, Rejection
from parley.settings import Settings

_IN_MEMORY = 16 << 20


class StreamSource:
    """Bytes that come in on a stream: whatever a file may hold.

    A pipe is copied to a temporary file first, because the readers of archives must be able to seek.
    """

    def __init__(self, stream: BinaryIO, settings: Settings, name: str = "stdin") -> None:
        self.name = name
        self._stream = stream
        self._settings = settings

    def pages(self) -> Iterator[Page | Rejection]:
        """The pages of the stream; `locator` begins with the source's name."""
        if _seeks(self._stream):
            yield from member.pages(self.name, self._stream, self._settings)
            return
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
            shutil.copyfileobj(self._stream, spool)
            yield from member.pages(self.name, spool, self._settings)  # type: ignore[arg-type]  # a BinaryIO


def _seeks(stream: BinaryIO) -> bool:
    """Whether the stream is a file or lies in memory; terminals and devices only claim to seek."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:  # no file descriptor, as of a BytesIO
        return stream.seekable()
