"""WARC archives, through FastWARC: one page for each captured answer that holds HTML or text.

What is a page: a ``response`` with a status of 200 to 299, a ``resource`` or a ``conversion`` (Common
Crawl's WET), of a web or file address, whose content is HTML or plain text.

What becomes a rejection: an error answer in HTML or text (404), a PDF, a page that is empty, too large or
not text, and every place where the archive is broken; reading goes on at the next record.

What is passed over without a row, because no reader would miss it: requests, metadata, revisits,
redirects, images, scripts, styles, data, ``robots.txt``. A crawl has ten of these for each page.

Locators are offsets in the file as it lies on disk, as in CDX indexes: of the record, or for compressed
archives of its gzip member (``+N`` where one member holds several).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.captured import page
from parley.sources.streams import CHUNK, GZIP, GzipMember, Stream, Stretch, head

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_GIVE_UP = 100  # broken places; each costs a search, and what has more is no archive any more
_RECORD = re.compile(rb"\nWARC/1\.[01]\r?\n")
_BEGINS = re.compile(_RECORD.pattern + b"|" + re.escape(GZIP))
_LENGTH = re.compile(r"[0-9]{1,18}")
_OVERLAP = 16  # longer than anything that `_BEGINS` matches


def pages(name: str, file: BinaryIO, settings: Settings) -> Iterator[Page | Rejection]:
    """The pages of an archive, plain or gzip-compressed, in its order.

    Raises:
        PageError: ``not_a_page``, if all records were passed over.
    """
    at: int | None = 0
    broken, silent = 0, True
    while at is not None:
        if broken == _GIVE_UP:
            reason = f"The archive is broken in {_GIVE_UP} places before this one and is not read further."
            yield Rejection(name, f"{name}#{at}", "malformed", reason)
            return
        segment = _Compressed(name, file, at) if _is_gzip(file, at) else _Plain(name, file, at)
        for item in segment.read(settings.max_page_bytes):
            silent = False
            yield item
        broken += segment.broken
        at = segment.next
    if silent:
        raise PageError("not_a_page", "The archive holds no pages, only other records.")


@dataclass(slots=True)
class _Last:
    """The record that was read last. It is held back until it is seen to end where it says."""

    locator: str
    uri: str
    offset: int
    length: int  # of its block, as announced
    result: Page | Rejection | None  # None for a record that is passed over
    cut: bool  # whether fewer bytes come than are announced

    def swallowed(self) -> bool:
        """Whether the beginning of another record is in it, where it cannot be looked up in the file."""
        return isinstance(self.result, Page) and bool(_RECORD.search(self.result.content))

    def cut_short(self, reason: str, code: str = "malformed") -> Rejection:
        """What stands in its place when it does not."""
        return Rejection(self.uri, self.locator, code, reason)


class _Segment:
    """A part of an archive that is read in one go: a gzip member, or a plain file up to a broken place.

    A record that announces too many bytes swallows its successor, and its text would be that of two
    pages. So each is held back until the next begins where it should.
    """

    def __init__(self, name: str, file: BinaryIO, at: int, stream: Stream) -> None:
        self.next: int | None = None  # where the next segment begins; set once this one is read
        self.broken = False
        self._name, self._file, self._at, self._stream = name, file, at, stream

    def read(self, limit: int) -> Iterator[Page | Rejection]:
        """The pages of the segment; afterwards `next` and `broken` are set."""
        from fastwarc.warc import ArchiveIterator

        last, damaged = None, False
        try:
            for record in ArchiveIterator(cast(BinaryIO, self._stream), stream_detect=False):
                if last is not None and last.result is not None:
                    yield last.result
                last = self._record(record, limit)
                if last.cut:
                    break
        except OSError:  # FastWARC's word for bytes that are no record header
            damaged = True
        yield from self._finish(last, damaged)

    def _record(self, record: WarcRecord, limit: int) -> _Last:
        offset, announced = record.stream_pos, record.headers.get("Content-Length") or ""
        target = (record.headers.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
        locator = self._locator(offset)
        length = int(announced) if _LENGTH.fullmatch(announced) else 0
        last = _Last(locator, target or locator, offset, length, None, False)
        last.cut = self._exceeds(last)
        if not last.cut:
            try:
                last.result = page(record, target, locator, limit)
            except EOFError:
                last.cut = True
            except PageError as error:
                last.result = Rejection(last.uri, locator, error.code, error.reason)
        return last

    def _locator(self, offset: int) -> str:
        raise NotImplementedError

    def _exceeds(self, last: _Last) -> bool:
        raise NotImplementedError

    def _finish(self, last: _Last | None, damaged: bool) -> Iterator[Page | Rejection]:
        raise NotImplementedError


class _Plain(_Segment):
    """An uncompressed archive, or what is left of one after a broken place."""

    def __init__(self, name: str, file: BinaryIO, at: int) -> None:
        super().__init__(name, file, at, Stretch(file, at))
        self._size = file.seek(0, 2)

    def _locator(self, offset: int) -> str:
        return f"{self._name}#{self._at + offset}"

    def _exceeds(self, last: _Last) -> bool:
        return self._at + last.offset + last.length > self._size

    def _finish(self, last: _Last | None, damaged: bool) -> Iterator[Page | Rejection]:
        self.broken = damaged or (last is not None and last.cut)
        if self.broken:
            self.next = _search(self._file, self._at + (last.offset if last else 0) + 1)
        end = self._end(last) if last else self._at
        if last is not None and (last.cut or (self.next is not None and self.next < end)):
            yield last.cut_short("The record announces more bytes than lie before the next one.")
            return
        if last is not None and last.result is not None:
            yield last.result
        if damaged and self.next != end:  # else the next segment says what is wrong here
            locator = f"{self._name}#{end}"
            yield Rejection(locator, locator, "malformed", "No WARC record begins here, where one should.")

    def _end(self, last: _Last) -> int:
        """The offset after the record's block."""
        start = self._at + last.offset
        header = Stretch(self._file, start).read().find(b"\r\n\r\n")
        return start + max(header, 0) + 4 + last.length


class _Run:
    """A gzip member that begins a record, joined with those after it that begin none.

    Most archives have one member for each record. Those packed by other tools have one for all, or cut
    records where a block is full.
    """

    def __init__(self, file: BinaryIO, start: int) -> None:
        self.member = GzipMember(file, start)
        self._file = file
        self._told = 0

    def read(self, size: int = CHUNK, /) -> bytes:
        """The next decompressed bytes; none at the end and at damage."""
        while not (out := self.member.read(size)):
            end = self.member.end
            if end is None or not _continues(self._file, end):
                return b""
            self.member = GzipMember(self._file, end)
        self._told += len(out)
        return out

    def tell(self) -> int:
        """Decompressed bytes read."""
        return self._told


class _Compressed(_Segment):
    """A run of gzip members."""

    _stream: _Run

    def __init__(self, name: str, file: BinaryIO, at: int) -> None:
        super().__init__(name, file, at, _Run(file, at))

    def _locator(self, offset: int) -> str:
        return f"{self._name}#{self._at}" + (f"+{offset}" if offset else "")

    def _exceeds(self, last: _Last) -> bool:
        return False  # seen only when it is read

    def _finish(self, last: _Last | None, damaged: bool) -> Iterator[Page | Rejection]:
        while self._stream.read():
            pass  # to the end, to learn where it is and whether the checksum holds
        member = self._stream.member
        fault = member.damage
        self.next = self._after(member.end) if fault is None else _search(self._file, member.start + 1)
        self.broken = damaged or fault is not None or (last is not None and last.cut)
        if last is not None and fault is not None:
            yield last.cut_short(fault.reason, fault.code)
        elif last is not None and (last.cut or (damaged and last.swallowed())):
            yield last.cut_short("The record announces more bytes than the gzip data holds.")
        elif last is not None and last.result is not None:
            yield last.result
        if last is None or damaged:
            locator = self._locator(self._stream.tell() if last else 0)
            reason = (
                fault.reason
                if fault
                else "No WARC record begins where one should; the rest of this gzip data is not read."
            )
            yield Rejection(locator, locator, fault.code if fault else "malformed", reason)

    def _after(self, end: int | None) -> int | None:
        """`end`, if anything but padding follows there."""
        return end if end is not None and Stretch(self._file, end).read().strip(b"\0\r\n ") else None


def _is_gzip(file: BinaryIO, at: int) -> bool:
    return Stretch(file, at).read(len(GZIP)) == GZIP


def _continues(file: BinaryIO, at: int) -> bool:
    """Whether a gzip member at `at` goes on with what the one before it began; a damaged one does not."""
    if not _is_gzip(file, at) or _begins_record(file, at):
        return False
    member = GzipMember(file, at)
    head(member)
    return member.damage is None


def _begins_record(file: BinaryIO, at: int) -> bool:
    return head(GzipMember(file, at), 5) == b"WARC/"


def _search(file: BinaryIO, start: int) -> int | None:
    """The offset at or after `start` where a record begins: plain, or in a gzip member of its own."""
    stream, kept = Stretch(file, start), b""
    at = start  # of the first byte of `kept`
    while data := stream.read(CHUNK):
        window = kept + data
        for found in _BEGINS.finditer(window):
            place = at + found.start()
            if found[0] != GZIP:
                return place + 1
            if _begins_record(file, place):
                return place
        kept = window[-_OVERLAP:]
        at += len(window) - len(kept)
    return None
