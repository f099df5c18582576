"""One captured answer, of a WARC or an ARC record, to one page. What is one stands in `parley.sources.warc`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import parley.sources.hints as hints
from parley.errors import PageError
from parley.records import Page
from parley.sources.payload import body
from parley.sources.sniff import identify, media_type
from parley.sources.streams import CHUNK, whole

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

_KINDS = ("response", "resource", "conversion")
_HTML = ("text/html", "application/xhtml+xml")
_TEXT = ("text/plain",)
_UNSAID = ("", "application/octet-stream", "application/unknown", "unknown/unknown", "content/unknown")
_PDF = ("application/pdf",)
_ADDRESS = re.compile(r"(?:https?|ftp)://(?![^/]*/robots\.txt$)|file:", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


def page(record: WarcRecord, target: str, locator: str, limit: int) -> Page | None:
    """The page that a record holds; None if it is none that a reader would miss.

    Raises:
        PageError: If it should have held one.
        EOFError: If the archive ends, or the gzip member does, before the record's announced end.
    """
    kind = record.headers.get("WARC-Type")
    if kind is None or record.headers.get("Content-Length") is None:
        raise PageError("malformed", "The record's header does not name its type or its length.")
    if kind not in _KINDS or not is_address(target) or (kind == "response" and not record.is_http):
        return None
    header = record.http_headers if kind == "response" else record.headers
    status = _status(header) if kind == "response" else 200
    answer = Answer(
        status,
        header.get("Content-Type") or "",
        (header.get("Transfer-Encoding") or "") if kind == "response" else "",
        (header.get("Content-Encoding") or "") if kind == "response" else "",
        hints.moment(record.headers.get("WARC-Date")),
        hints.language(header.get("Content-Language")),
    )
    if not answer.is_page:
        return None
    return answer.page(target, locator, _raw(record, limit), limit)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a captured answer's header says."""

    status: int
    declared: str  # its Content-Type
    transfer: str
    encodings: str
    fetched: str | None
    language: str | None

    @property
    def media(self) -> str:
        """The media type without its parameters."""
        return self.declared.partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether an answer of this type and status is a page.

        Raises:
            PageError: If it stands in the place of one.
        """
        return _expected(self.media, self.status)

    def page(self, target: str, locator: str, raw: bytes, limit: int) -> Page | None:
        """The page; None for what declares no type and is not HTML.

        Raises:
            PageError: If the body cannot be decoded, is empty, or too large.
        """
        content = body(raw, self.transfer, self.encodings, limit)
        shown = _media_type(content, self.media)
        if shown is None:
            return None
        charset = _CHARSET.search(self.declared)
        found = hints.given(url=target, fetched=self.fetched, language=self.language)
        return Page(target, locator, content, shown, charset[1].lower() if charset else None, found)


def is_address(target: str) -> bool:
    """Whether a page may lie there: on the web or in a file, and not robots.txt."""
    return bool(_ADDRESS.match(target))


def _status(header: HeaderMap) -> int:
    status = header.status_code
    if status is None:
        raise PageError("malformed", "The answer has no HTTP status line.")
    return status


def _expected(media: str, status: int) -> bool:
    """Whether an answer of this type and status is a page.

    Raises:
        PageError: If it stands in the place of one.
    """
    if 200 <= status < 300:
        if media in _PDF:
            raise PageError("binary", "This is a PDF file; save its text.")
        return media in (*_HTML, *_TEXT, *_UNSAID)
    if status >= 400 and media in (*_HTML, *_TEXT):
        raise PageError("not_a_page", f"The server answered with the error {status}.")
    return False


def _raw(record: WarcRecord, limit: int) -> bytes:
    raw = whole(record.reader, limit)
    if len(raw) < record.content_length:
        raise EOFError
    return raw


def _media_type(content: bytes, declared: str) -> str | None:
    """``text/html`` or ``text/plain``; None for what declares nothing and is not HTML."""
    start = content[:CHUNK]
    if declared in _UNSAID:
        try:
            return "text/html" if identify(start) == "html" else None
        except PageError:
            return None
    if not content.strip():
        raise PageError("empty", "The answer has no content.")
    shown = media_type(start)
    return "text/html" if declared in _HTML else shown
