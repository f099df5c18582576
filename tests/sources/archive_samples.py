"""WARC records and pages for the tests of sources. States, people and outlets are invented."""

import gzip
import io

from parley.records import Page
from parley.settings import Settings
from parley.sources import open_source

STORY = b"<!doctype html><html><body><p>Velmara said talks with Oruvia resume on Monday.</p></body></html>"


def http(payload=STORY, *headers, content_type="text/html; charset=UTF-8", status="200 OK"):
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {content_type}"] if content_type else []), *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload


def record(
    block=None,
    kind="response",
    uri="https://herald.example/talks",
    length=None,
    content_type="application/http; msgtype=response",
):
    block = http() if block is None else block
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:0>",
        "WARC-Date: 2031-06-02T09:30:00Z",
        *([f"WARC-Target-URI: {uri}"] if uri else []),
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def squeeze(data):
    return gzip.compress(data, mtime=0)


def read(data, settings=None):
    """What standard input would give for these bytes."""
    return list(open_source("-", settings or Settings(), stdin=io.BytesIO(data)).pages())


def pages(items):
    return [item for item in items if isinstance(item, Page)]


def codes(items):
    return [None if isinstance(item, Page) else item.code for item in items]


def read_of(data):
    """How many bytes of `data` a reader asks for before it gives its first item."""

    class Watched(io.BytesIO):
        furthest = 0

        def read(self, size=-1):
            found = super().read(size)
            Watched.furthest = max(Watched.furthest, self.tell())
            return found

    items = open_source("-", Settings(), stdin=Watched(data)).pages()
    next(items)
    items.close()
    return Watched.furthest
