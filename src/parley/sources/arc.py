"""ARC archives, the format before WARC: one page for each captured answer that holds HTML or text.

A record is one line (address, IP, time, type, length) and the answer as it came. What is a page stands in
`parley.sources.warc`. Locators are offsets in the decompressed archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import parley.sources.hints as hints
from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.captured import Answer, is_address
from parley.sources.streams import CHUNK, Stream

_URL = re.compile(rb"[a-z][a-z0-9+.-]*:.")
_IP = re.compile(rb"[0-9a-fA-F.:]{1,45}|-")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$")
_LONGEST = 8192  # bytes of a record's line
_GIVE_UP = 100  # broken places


def pages(name: str, stream: Stream, settings: Settings) -> Iterator[Page | Rejection]:
    """The pages of an archive, in its order.

    Raises:
        PageError: ``not_a_page``, if all records were passed over.
    """
    window = _Window(stream)
    broken, silent = 0, True
    try:
        while (record := window.record()) is not None:
            for item in _items(name, record, settings.max_page_bytes):
                silent = False
                broken += item.code == "malformed" if isinstance(item, Rejection) else 0
                yield item
            if broken >= _GIVE_UP:
                reason = f"The archive is broken in {broken} places and is not read further."
                yield Rejection(name, name, "malformed", reason)
                return
    except PageError as error:  # the compressed data ends here
        yield Rejection(name, name, error.code, error.reason)
        return
    if silent:
        raise PageError("not_a_page", "The archive holds no pages, only other records.")


@dataclass(frozen=True, slots=True)
class _Record:
    """What lies at an offset: a header with its block, or what is broken there."""

    offset: int
    url: str
    time: str = ""
    media: str = ""
    block: bytes = b""
    fault: PageError | None = None


class _Window:
    """The bytes of an archive from a place on; holds one record at a time."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._kept = b""
        self._at = 0  # of the first kept byte
        self._most = 64 << 20

    def record(self) -> _Record | None:
        """The next record; None at the end."""
        while True:
            self._fill(_LONGEST)
            blank = len(self._kept) - len(self._kept.lstrip(b"\r\n"))
            if not blank:
                break
            self._drop(blank)
        if not self._kept:
            return None
        offset, found = self._at, _header(self._kept)
        if found is None:
            return self._broken(offset, "No ARC record begins here, where one should.", "")
        url, time, media, length = found
        self._drop(self._kept.index(b"\n") + 1)
        if not length.isdecimal():
            return self._broken(offset, "The record does not say how long it is.", url)
        wanted = int(length[:18])
        if wanted > self._most:
            fault = PageError("too_large", "The record is larger than an ARC record may be.")
            return self._skipped(offset, url, fault)
        self._fill(wanted)
        if len(self._kept) < wanted:
            return self._skipped(offset, url, PageError("malformed", "The record is cut short."))
        block = self._kept[:wanted]
        self._drop(wanted)
        return _Record(offset, url, time, media, block)

    def _skipped(self, offset: int, url: str, fault: PageError) -> _Record:
        self._to_next()
        return _Record(offset, url, fault=fault)

    def _broken(self, offset: int, reason: str, url: str) -> _Record:
        return self._skipped(offset, url, PageError("malformed", reason))

    def _to_next(self) -> None:
        """Goes to the next line that begins a record."""
        while self._kept:
            at = self._kept.find(b"\n")
            if at < 0:
                self._drop(max(len(self._kept) - 1, 1))
                self._fill(_LONGEST)
                continue
            self._drop(at + 1)
            self._fill(_LONGEST)
            if _header(self._kept):
                return

    def _fill(self, size: int) -> None:
        while len(self._kept) < size and (data := self._stream.read(CHUNK)):
            self._kept += data

    def _drop(self, count: int) -> None:
        self._kept = self._kept[count:]
        self._at += count


def _header(kept: bytes) -> tuple[str, str, str, str] | None:
    """Address, time, media type and length on the line that begins a record; an address may hold spaces."""
    line, end, _ = kept[:_LONGEST].partition(b"\n")
    parts = line.strip().rsplit(b" ", 4)
    if not end or len(parts) < 5 or not _URL.match(parts[0]) or not _IP.fullmatch(parts[1]):
        return None
    url, _, time, media, length = (part.decode("utf-8", "replace") for part in parts)
    return (url, time, media, length) if time.isdecimal() else None


def _items(name: str, record: _Record, limit: int) -> Iterator[Page | Rejection]:
    locator = f"{name}#{record.offset}"
    uri = record.url or locator
    try:
        if record.fault is not None:
            raise record.fault
        if is_address(record.url) and (page := _page(record, locator, limit)) is not None:
            yield page
    except PageError as error:
        yield Rejection(uri, locator, error.code, error.reason)


def _page(record: _Record, locator: str, limit: int) -> Page | None:
    head, mark, rest = _parted(record.block)
    status = _STATUS.match(head)
    if status is None or not mark:
        raise PageError("malformed", "The answer has no HTTP header.")
    fields = _fields(head)
    answer = Answer(
        int(status[1]),
        fields.get("content-type", record.media),
        fields.get("transfer-encoding", ""),
        fields.get("content-encoding", ""),
        _moment(record.time),
        hints.language(fields.get("content-language")),
    )
    if not answer.is_page:
        return None
    if len(rest) > limit:
        raise PageError("too_large", f"The page is larger than {limit:,} bytes (setting max_page_bytes).")
    return answer.page(record.url, locator, rest, limit)


def _parted(block: bytes) -> tuple[bytes, bytes, bytes]:
    head, mark, rest = block.partition(b"\r\n\r\n")
    return (head, mark, rest) if mark else block.partition(b"\n\n")


def _fields(head: bytes) -> dict[str, str]:
    rows = (row.partition(":") for row in head.decode("latin-1").splitlines()[1:])
    return {key.strip().lower(): value.strip() for key, colon, value in rows if colon}


def _moment(time: str) -> str | None:
    found = _TIME.match(time)
    return hints.moment("{}-{}-{}T{}:{}:{}+00:00".format(*found.groups())) if found else None
