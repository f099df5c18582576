"""One file to its pages: it is told what it is, and given to the reader of that format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import parley.sources.feed as feed
import parley.sources.jsonl as jsonl
import parley.sources.warc as warc
from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.encoding import mark
from parley.sources.sniff import identify
from parley.sources.streams import Gunzip, Stream, Stretch, head, whole


def pages(name: str, file: BinaryIO, settings: Settings) -> Iterator[Page | Rejection]:
    """Every page of a file that is open for reading and can seek. Never raises for what it holds.

    Args:
        name: Of the file, relative to its source: the locators of its pages begin with it.
        file: Positioned anywhere.
        settings: The limit on a page's size.
    """
    try:
        yield from _pages(name, file, settings)
    except PageError as error:
        yield Rejection(name, name, error.code, error.reason)
    except OSError as error:
        yield unreadable(name, error)


def unreadable(name: str, error: OSError) -> Rejection:
    """The rejection of a file that the system does not let us read."""
    return Rejection(name, name, "unreadable", f"The file cannot be read: {error.strerror or error}.")


def _pages(name: str, file: BinaryIO, settings: Settings) -> Iterator[Page | Rejection]:
    kind = identify(head(Stretch(file)))
    stream: Stream = Stretch(file)
    if kind == "gzip":
        kind, stream = identify(head(Gunzip(file))), Gunzip(file)
    if kind == "warc":
        yield from warc.pages(name, file, settings)
    elif kind == "jsonl":
        yield from jsonl.pages(name, stream, settings)
    elif kind == "feed":
        yield from feed.pages(name, stream, settings)
    elif kind == "gzip":
        raise PageError("binary", "This is gzip data inside gzip data; decompress it once.")
    else:
        yield _page(name, stream, kind, settings)


def _page(name: str, stream: Stream, kind: str, settings: Settings) -> Page:
    content = whole(stream, settings.max_page_bytes)
    if not content.strip():
        raise PageError("empty", "The file holds nothing but white space.")
    marked = mark(content)
    return Page(
        name, name, content, "text/html" if kind == "html" else "text/plain", marked[0] if marked else None
    )
