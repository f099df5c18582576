"""One file to its pages: it is told what it is, and given to the reader of that format."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO

from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources import (
    arc,
    archive,
    feed,
    fields,
    jsondoc,
    jsonl,
    mail,
    parquet,
    sitemap,
    table,
    warc,
    wire,
)
from parley.sources.encoding import mark
from parley.sources.programs import is_program
from parley.sources.sniff import identify
from parley.sources.streams import CHUNK, Gunzip, Stream, Stretch, head, whole
from parley.sources.wire import delivery

_Reader = Callable[[str, Stream, Settings], Iterator[Page | Rejection]]

_STREAMED: Mapping[str, _Reader] = {
    "jsonl": jsonl.pages,
    "json": jsondoc.pages,
    "table": table.pages,
    "feed": feed.pages,
    "arc": arc.pages,
}
_NESTED = frozenset({"zip", "tar", "mail", "mbox"})
_WIRES = {
    "newsml-g2": wire.NEWSML_G2,
    "newsml-1": wire.NEWSML_1,
    "nitf": wire.NITF,
    "iptc7901": wire.IPTC_7901,
    "anpa": wire.ANPA,
}
_DEEPEST = 3  # archives inside archives
_IN_MEMORY = 16 << 20


def pages(name: str, file: BinaryIO, settings: Settings) -> Iterator[Page | Rejection]:
    """Every page of a file that is open for reading and can seek. Never raises for what it holds.

    Args:
        name: Of the file, relative to its source: the locators of its pages begin with it.
        file: Positioned anywhere.
        settings: The limit on a page's size.
    """
    try:
        size = file.seek(0, 2)
    except OSError as error:
        yield unreadable(name, error)
        return
    yield from _read(name, file, _Reading(settings, archive.Budget(size), 0))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What holds for a file and for all files in it."""

    settings: Settings
    budget: archive.Budget
    depth: int  # how many files it lies in


def _read(name: str, file: BinaryIO, reading: _Reading) -> Iterator[Page | Rejection]:
    try:
        yield from _pages(name, file, reading)
    except PageError as error:
        yield Rejection(name, name, error.code, error.reason)
    except OSError as error:
        yield unreadable(name, error)


def unreadable(name: str, error: OSError) -> Rejection:
    """The rejection of a file that the system does not let us read."""
    return Rejection(name, name, "unreadable", f"The file cannot be read: {error.strerror or error}.")


def _pages(name: str, file: BinaryIO, reading: _Reading) -> Iterator[Page | Rejection]:
    settings = reading.settings
    own = fields.own(settings.row_fields)
    kind = identify(head(Stretch(file)), own)
    stream: Stream = Stretch(file)
    if kind == "gzip":
        kind, stream = identify(head(Gunzip(file)), own), Gunzip(file)
    if kind == "warc":
        yield from warc.pages(name, file, settings)
    elif kind in _STREAMED:
        yield from _STREAMED[kind](name, stream, settings)
    elif kind in _NESTED:
        yield from _nested(name, file, kind, stream, reading)
    elif kind in _WIRES:
        content = whole(stream, settings.max_page_bytes)
        if kind in ("iptc7901", "anpa"):
            yield from delivery.messages(name, content, _WIRES[kind])
        else:
            yield from delivery.xml(name, content, _WIRES[kind])
    elif kind == "parquet":
        yield from _parquet(name, file, stream, settings)
    elif kind == "sitemap":
        sitemap.refuse(stream, settings)
    elif kind == "gzip":
        raise PageError("binary", "This is gzip data inside gzip data; decompress it once.")
    else:
        yield _page(name, stream, kind, settings)


def _nested(
    name: str, file: BinaryIO, kind: str, stream: Stream, reading: _Reading
) -> Iterator[Page | Rejection]:
    """What holds other files: archives, and messages with attachments."""

    def opener(inner: str, member: BinaryIO) -> Iterator[Page | Rejection]:
        yield from _read(inner, member, replace(reading, depth=reading.depth + 1))

    depth = reading.depth
    if depth == _DEEPEST and kind in ("zip", "tar"):
        raise PageError("binary", f"This is an archive more than {_DEEPEST} archives deep; unpack it.")
    if depth > _DEEPEST:
        raise PageError("binary", f"This is a message more than {_DEEPEST} messages deep.")
    if kind == "tar":
        yield from archive.untarred(name, stream, opener, reading.budget)
    elif kind == "zip":
        with _seekable(file, stream) as seekable:
            yield from archive.unzipped(
                name, seekable, opener, reading.budget, reading.settings.max_page_bytes
            )
    else:
        yield from (mail.mbox if kind == "mbox" else mail.pages)(name, stream, reading.settings, opener)


def _parquet(name: str, file: BinaryIO, stream: Stream, settings: Settings) -> Iterator[Page | Rejection]:
    with _seekable(file, stream) as seekable:
        yield from parquet.pages(name, seekable, settings)


@contextmanager
def _seekable(file: BinaryIO, stream: Stream) -> Iterator[BinaryIO]:
    """The file itself; or, of a compressed one, what it decompresses to, in a nameless temporary file."""
    if isinstance(stream, Stretch):
        yield file
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        while data := stream.read(CHUNK):
            spool.write(data)
        spool.seek(0)
        yield spool  # type: ignore[misc]  # has all of BinaryIO


def _page(name: str, stream: Stream, kind: str, settings: Settings) -> Page:
    content = whole(stream, settings.max_page_bytes)
    if not content.strip():
        raise PageError("empty", "The file holds nothing but white space.")
    if is_program(name, content):
        raise PageError("not_a_page", "This is a program or a style sheet of a page, not an article.")
    marked = mark(content)
    return Page(
        name, name, content, "text/html" if kind == "html" else "text/plain", marked[0] if marked else None
    )
