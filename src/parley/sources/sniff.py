"""What some bytes are, told from the bytes alone: a file's name is never looked at."""

from __future__ import annotations

import re
from collections.abc import Collection

from parley.errors import PageError
from parley.sources.delimited import separator
from parley.sources.encoding import mark
from parley.sources.streams import CHUNK, GZIP

# First bytes -> what a person calls it. The offset is 0 but for tar.
_FORMATS = (
    (b"%PDF-", "a PDF file; save its text"),
    (b"ARROW1", "an Arrow table; export its rows as JSON Lines"),
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
_CONTAINERS = (
    (GZIP, "gzip"),
    (b"WARC/", "warc"),
    (b"filedesc://", "arc"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # one that holds nothing
    (b"PAR1", "parquet"),
)
_TAR = (257, b"ustar")
_MESSAGE = re.compile(rb"[\s\x16]{0,40}\x01[^\x01\x02]{1,600}\x02")  # a wire's: IPTC 7901 or ANPA
_SYNCHRONISED = re.compile(rb"\s*\x16+\x01")
_MBOX = re.compile(r"From \S+.{0,200}(?:19|20)\d\d\s*\n[A-Za-z][\w-]*:")
_MAIL_HEADER = re.compile(
    r"\s*((?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,2000}\n(?>(?:[ \t]+\S[^\n]{0,2000}\n)*))+)"
)
_MAIL_FIELDS = re.compile(r"^(from|date|subject|received|message-id|mime-version|to):", re.I | re.M)
# A header of two fields is one only if it is nothing else: an address that sends, a subject, and a blank line.
_SHORT = re.compile(
    r"(?=.*^from:[^\n]*[^\s<>@]@[^\s<>@])(?=.*^subject:[ \t]*\S)"
    r"\A\s*(?:(?:from|subject|to|cc|reply-to|sender|content-[a-z-]+|x-[a-z-]+):[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)+\Z",
    re.I | re.M | re.S,
)
_SAVED = re.compile(r"^content-type:\s*multipart/related\b", re.I | re.M)  # a page saved as a single file
_FEED_MARK = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
# Tab, line feeds, form feed and escape (ISO-2022-JP) are text; a stray control character in a page of
# news is seen, one in a hundred is not.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.01

_ROW = re.compile(r'\s*\{[ \t]*(?:"(?:[^"\\\n]|\\.)*"[ \t]*:|\}[ \t]*\r?$)')
_JSON = re.compile(r'\s*(?:\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\}\s*$)|\[\s*(?:\{\s*["}]|\]\s*$))')
_PROLOG = re.compile(r"(?>(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^>\[]*(?:\[.*?\]\s*)?>)*)", re.S | re.I)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^>]*)")
_XML = {
    **dict.fromkeys(("rss", "feed", "rdf"), "feed"),
    **dict.fromkeys(("urlset", "sitemapindex"), "sitemap"),
    **dict.fromkeys(
        (
            "newsitem",
            "newsmessage",
            "packageitem",
            "conceptitem",
            "knowledgeitem",
            "planningitem",
            "catalogitem",
        ),
        "newsml-g2",
    ),
    "newsml": "newsml-1",
    "nitf": "nitf",
}
_TYPED = frozenset({"newsml-1", "nitf"})  # whose documents name an outside document type, as they should
_HTML = re.compile(
    r"\s*(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body|script|style|title|meta|link|iframe|table|div|"
    r"section|article|main|header|nav|h[1-6]|p|a|b|br|ul|ol|span|font|img|figure|em|strong|i|blockquote)\b",
    re.S | re.I,
)
_CLOSING = re.compile(r"</(?:p|div|span|a|li|h[1-6]|td|body|html|em|strong)>", re.I)


def identify(head: bytes, own: Collection[str] = ()) -> str:
    """What a file is, from its first bytes.

    Containers: ``gzip``, ``warc``, ``arc``, ``zip``, ``tar``, ``parquet``, ``mbox``. Of rows and items: ``jsonl``,
    ``json``, ``table``, ``feed``, ``sitemap``, ``newsml-g2``, ``newsml-1``, ``nitf``, ``iptc7901``, ``anpa``,
    ``mail``. One page: ``html``, ``text``.

    Args:
        head: The first bytes.
        own: Names of rows' texts that the user gives, as `parley.sources.fields.key` spells them.

    Raises:
        PageError: ``empty``; ``binary`` for formats that are not read, named; ``not_a_page`` for JSON and
            XML documents that hold no pages in a form that is read.
    """
    if not head:
        raise PageError("empty", "The file is empty.")
    for start, kind in _CONTAINERS:
        if head.startswith(start):
            return kind
    if head[_TAR[0] :].startswith(_TAR[1]):
        return "tar"
    if _MESSAGE.match(head):
        return "anpa" if _SYNCHRONISED.match(head) else "iptc7901"
    text = readable(head)
    if _JSON.match(text) and _FEED_MARK.search(text):
        return "json"
    if _is_rows(text, whole=len(head) < CHUNK):
        return "jsonl"
    if _JSON.match(text):
        return "json"
    if separator(text, len(head) < CHUNK, own):
        return "table"
    return _mail(text) or _markup(text)


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


def _mail(text: str) -> str | None:
    """A message, or a folder of them: header fields that only mail has, at the very beginning.

    Some programs save a page in the form of a message that nobody sent.
    """
    if _MBOX.match(text):
        return "mbox"
    found = _MAIL_HEADER.match(text)
    fields = {name.lower() for name in _MAIL_FIELDS.findall(found[1])} if found else set()
    if found and "mime-version" in fields and _SAVED.search(found[1]):
        return "mail"
    if (
        found
        and len(fields) == 2
        and _SHORT.match(found[1])
        and not text[found.end() :].split("\n", 1)[0].strip()
    ):
        return "mail"
    return "mail" if "from" in fields and len(fields) >= 3 else None


def _markup(text: str) -> str:
    """Feeds, wire formats, other XML, HTML and text; a DOCTYPE that a feed declares is refused at once."""
    body = text.lstrip()
    if not body.startswith("<"):
        return "html" if _is_html(text) else "text"
    prolog = _PROLOG.match(body)
    assert prolog is not None  # every part of it is optional
    root = _ROOT.match(body, prolog.end())
    name = root[1].lower() if root else ""
    is_xml = body[:5].lower() == "<?xml" or (root is not None and "xmlns" in root[2])
    kind = _XML.get(name)
    if kind is not None:
        if "<!doctype" in prolog[0].lower() and (kind not in _TYPED or "[" in prolog[0]):
            raise PageError(
                "not_a_page", f"The {kind} declares a DOCTYPE, which parley does not read in XML."
            )
        return kind
    if name == "html":
        return "html"
    if is_xml:
        what = (
            f"An XML document <{root[1]}>"
            if root
            else "An XML document whose root element is not near its start"
        )
        raise PageError(
            "not_a_page", f"{what}; of XML, parley reads XHTML, RSS, Atom, sitemaps, NITF and NewsML."
        )
    if root and not _is_html(text) and f"</{root[1]}>" in body:
        raise PageError("not_a_page", f"A piece of XML, <{root[1]}>, which is no document that parley reads.")
    return "html" if _is_html(text) else "text"


def _is_html(text: str) -> bool:
    return bool(_HTML.match(text)) or len(_CLOSING.findall(text)) >= 2
