"""What some bytes are, told from the bytes alone: a file's name is never looked at."""

from __future__ import annotations

import re

from parley.errors import PageError
from parley.sources.encoding import mark
from parley.sources.streams import CHUNK, GZIP

# First bytes -> what a person calls it. The offset is 0 but for tar.
_FORMATS = (
    (b"PK\x03\x04", "a ZIP archive (WACZ, DOCX, ODT and EPUB are ZIP archives too); unpack it"),
    (b"%PDF-", "a PDF file; save its text"),
    (b"PAR1", "a Parquet table; export its rows as JSON Lines"),
    (b"ARROW1", "an Arrow table; export its rows as JSON Lines"),
    (b"filedesc://", "an ARC archive; convert it to WARC"),
    (b"\x28\xb5\x2f\xfd", "Zstandard-compressed data; decompress it"),
    (b"\x50\x2a\x4d\x18", "Zstandard-compressed data; decompress it"),
    (b"BZh", "bzip2-compressed data; decompress it"),
    (b"\xfd7zXZ\x00", "xz-compressed data; decompress it"),
    (b"\x04\x22\x4d\x18", "LZ4-compressed data; decompress it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it"),
    (b"SQLite format 3\x00", "an SQLite database; export its rows as JSON Lines"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document; save its text"),
    (b"{\\rtf", "an RTF document; save its text"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
    (b"\x7fELF", "a program"),
)
_TAR = (257, b"ustar")
# Tab, line feeds, form feed and escape (ISO-2022-JP) are text; a stray control character in a page of
# news is seen, one in a hundred is not.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.01

_ROW = re.compile(r'\s*\{[ \t]*(?:"(?:[^"\\\n]|\\.)*"[ \t]*:|\}[ \t]*\r?$)')
_JSON = re.compile(r'\s*(?:\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\}\s*$)|\[\s*(?:\{\s*["}]|\]\s*$))')
_PROLOG = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^>\[]*(?:\[.*?\]\s*)?>)*+", re.S | re.I)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^>]*)")
_FEEDS = frozenset({"rss", "feed", "rdf"})
_HTML = re.compile(
    r"\s*(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|script|style|title|meta|link|iframe|table|div|"
    r"section|article|main|header|nav|h[1-6]|p|a|b|br|ul|ol|span|font|img|figure|em|strong|i|blockquote)\b",
    re.S | re.I,
)
_CLOSING = re.compile(r"</(?:p|div|span|a|li|h[1-6]|td|body|html|em|strong)>", re.I)


def identify(head: bytes) -> str:
    """What a file is, from its first bytes: ``gzip``, ``warc``, ``jsonl``, ``feed``, ``html`` or ``text``.

    Raises:
        PageError: ``empty``; ``binary`` for formats that are not read, named; ``not_a_page`` for JSON and
            XML documents that hold no pages in a form that is read.
    """
    if not head:
        raise PageError("empty", "The file is empty.")
    if head.startswith(GZIP):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    text = readable(head)
    if _is_rows(text, whole=len(head) < CHUNK):
        return "jsonl"
    if _JSON.match(text):
        raise PageError("not_a_page", "A JSON document; of JSON, parley reads JSON Lines: one object a line.")
    return _markup(text)


def media_type(head: bytes) -> str:
    """``text/html`` or ``text/plain``, for bytes that are known to be a page."""
    return of_text(readable(head))


def of_text(text: str) -> str:
    """The same for text, which cannot be binary."""
    return "text/html" if _is_html(text) else "text/plain"


def readable(head: bytes) -> str:
    """A rough view of bytes as text, good enough to tell formats apart.

    Raises:
        PageError: ``binary``, if they are no text; the sentence names the format.
    """
    for start, name in _FORMATS:
        if head.startswith(start):
            raise PageError("binary", f"This is {name}.")
    if head[_TAR[0] :].startswith(_TAR[1]):
        raise PageError("binary", "This is a tar archive; unpack it.")
    marked = mark(head)
    text = head[marked[1] :].decode(marked[0], "replace") if marked else head.decode("latin-1")
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise PageError("binary", "The bytes are not text and no format that parley knows.")
    return text


def _is_rows(text: str, whole: bool) -> bool:
    """Whether the first line is a row of JSON Lines, or most lines are; the last may be cut by the view."""
    lines = [line for line in text.split("\n") if line.strip()]
    rows = [bool(_ROW.match(line)) and line.rstrip().endswith("}") for line in lines]
    if lines and not whole:
        rows[-1] = bool(_ROW.match(lines[-1]))
    return bool(rows) and (rows[0] or sum(rows) * 2 > len(rows)) and not text.lstrip().startswith("[")


def _markup(text: str) -> str:
    """Feeds, other XML, HTML and text; a DOCTYPE in XML is refused before any parser sees it."""
    body = text.lstrip()
    if not body.startswith("<"):
        return "html" if _is_html(text) else "text"
    prolog = _PROLOG.match(body)
    assert prolog is not None  # every part of it is optional
    root = _ROOT.match(body, prolog.end())
    name = root[1].lower() if root else ""
    is_xml = body[:5].lower() == "<?xml" or (root is not None and "xmlns" in root[2])
    if name in _FEEDS:
        if "<!doctype" in prolog[0].lower():
            raise PageError("not_a_page", "The feed declares a DOCTYPE, which parley does not read in XML.")
        return "feed"
    if name == "html":
        return "html"
    if is_xml:
        what = (
            f"An XML document <{root[1]}>"
            if root
            else "An XML document whose root element is not near its start"
        )
        raise PageError("not_a_page", f"{what}; of XML, parley reads XHTML, RSS and Atom.")
    return "html" if _is_html(text) else "text"


def _is_html(text: str) -> bool:
    return bool(_HTML.match(text)) or len(_CLOSING.findall(text)) >= 2
