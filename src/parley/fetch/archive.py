"""Captures as WARC 1.1: what the server sent, as it was sent, and to whom we spoke.

The body is kept in the encoding in which it came, without the chunks of the transfer, which belong to
the connection; `Transfer-Encoding` is kept under another name, as other crawlers do it. Each record is a
gzip member of its own, so that it can be read alone.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from base64 import b32encode
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from parley._version import __version__
from parley.errors import StoreError
from parley.fetch.clock import Clock
from parley.fetch.exchange import Answer

MOST_BYTES = 1_000_000_000  # of one archive: the size that the WARC standard recommends
_CONNECTION = frozenset({b"transfer-encoding", b"trailer", b"connection", b"keep-alive"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a capture lies: `length` bytes at `at` in `file`."""

    file: str
    at: int
    length: int


def capture(answer: Answer) -> bytes:
    """An answer as one gzip member."""
    lines = [f"HTTP/1.1 {answer.status} {answer.phrase}".rstrip().encode("ascii", "replace")]
    for name, value in answer.headers:
        kept = b"X-Crawler-" + name if name.lower() in _CONNECTION else name
        lines.append(kept + b": " + value)
    block = b"\r\n".join(lines) + b"\r\n\r\n" + answer.raw
    digest = b32encode(hashlib.sha1(answer.raw, usedforsecurity=False).digest()).decode()
    return _record(
        "response",
        answer.when.strftime("%Y-%m-%dT%H:%M:%SZ"),
        block,
        {
            "WARC-Target-URI": answer.url,
            "WARC-IP-Address": answer.ip,
            "Content-Type": "application/http; msgtype=response",
            "WARC-Payload-Digest": f"sha1:{digest}",
        },
    )


class Archive:
    """The archive of one run, made when there is something to put into it. Use `close`."""

    def __init__(self, folder: Path, agent: str, clock: Clock) -> None:
        self._folder = folder
        self._agent = agent
        self._clock = clock
        self._file: BinaryIO | None = None
        self._name = ""

    def put(self, member: bytes) -> Place:
        """Write a member; it is on the disk when this returns.

        Raises:
            StoreError: If it cannot be written. What was written before stays.
        """
        try:
            file = self._open()
            at = file.tell()
            file.write(member)
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(f"{self._folder}: {error.strerror}; what was fetched before stays") from error
        return Place(self._name, at, len(member))

    def close(self) -> None:
        """Release the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> BinaryIO:
        if self._file is not None and self._file.tell() >= MOST_BYTES:
            self.close()
        if self._file is None:
            now = self._clock.now()
            self._name, self._file = _fresh(self._folder, now.strftime("%Y%m%d%H%M%S"))
            about = (
                f"software: parley/{__version__}\r\nhttp-header-user-agent: {self._agent}\r\nrobots: obey\r\n"
            )
            self._file.write(
                _record(
                    "warcinfo",
                    now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                    about.encode(),
                    {"WARC-Filename": self._name, "Content-Type": "application/warc-fields"},
                )
            )
        return self._file


def _fresh(folder: Path, stamp: str) -> tuple[str, BinaryIO]:
    """A file that no other process has."""
    number = 0
    while True:
        name = f"{stamp}-{number}.warc.gz"
        try:
            return name, (folder / name).open("xb")
        except FileExistsError:
            number += 1


def _record(kind: str, date: str, block: bytes, headers: dict[str, str]) -> bytes:
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(content_length=0, record_type=getattr(WarcRecordType, kind))
    record.headers["WARC-Date"] = date
    for name, value in headers.items():
        record.headers[name] = value
    record.set_bytes_content(block)
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return gzip.compress(out.getvalue(), mtime=0)
