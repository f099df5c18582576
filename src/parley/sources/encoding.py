r"""Bytes to text: `decode`, a pure function of the bytes and of what was declared about them.

1. A byte order mark settles it.
2. Valid UTF-8 with anything beyond ASCII is UTF-8, whatever is declared: text in an older encoding is
   valid UTF-8 only by an accident that needs every accented character to form a pair (of the 316 gold
   pages one declares ISO-8859-15 and is UTF-8; none is the other way round).
3. What is declared: the transport's charset, then the XML declaration, then HTML's ``<meta>``.
4. ASCII, as UTF-8.
5. UTF-8 with damaged places is an error, not some other encoding: taking it for one would turn every
   accent of the page into mojibake.
6. A guess (`parley.sources.guess`), which may decline.

A declared name means what browsers take it for: ``iso-8859-1`` and ``ascii`` are windows-1252. Nothing
is ever replaced: every byte is decoded as it stands, or the page is rejected as ``encoding``.

Line ends are part of decoding: ``\r\n`` and a lone ``\r`` become ``\n``. The byte order mark is
dropped. So a page's text is a function of its bytes, and offsets count one code point for a line end.
"""

from __future__ import annotations

import codecs
import re

from parley.errors import PageError
from parley.sources.guess import guess

# The longer first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python's name of a declared encoding -> the one browsers read it with (https://encoding.spec.whatwg.org,
# section 4.2). An encoding that is not named here is not read: Python's codecs also hold rot13 and zlib.
_BROWSERS = {
    "utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16", "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be", "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254",
    "iso8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "big5": "big5hkscs",
} | {
    name: name
    for name in (
        "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866",
        "cp874", "cp932", "cp949", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6",
        "iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16",
        "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp",
    )
}  # fmt: skip
_META_WITHIN = 4096  # browsers look at the first 1,024 bytes; the latest seen on the 316 gold pages: 1,900
_META = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_XML = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")


def decode(content: bytes, declared: str | None, media_type: str) -> tuple[str, str]:
    """The text of a page and the encoding it was read with, in the order at the top of this file.

    Args:
        content: The page's bytes.
        declared: The charset its transport gives, e.g. that of an HTTP header; None if it gives none.
        media_type: Of ``text/html`` the ``<meta>`` declaration is read too.

    Returns:
        The text, line ends as ``\\n``; and Python's name of the encoding.

    Raises:
        PageError: ``encoding``, if no encoding fits.
    """
    text, encoding = _decode(content, declared, media_type)
    return _lines(text), encoding


def mark(content: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark at the start names, and the length of the mark."""
    return next(((name, len(bytes_)) for bytes_, name in _MARKS if content.startswith(bytes_)), None)


def settled(head: bytes) -> str | None:
    """Python's name of the encoding of what begins so, in whole lines; None if it cannot be told, or is all ASCII."""
    if head.isascii():
        return None
    try:
        return _decode(head, None, "text/plain")[1]
    except PageError:
        return None


def decode_as(content: bytes, encoding: str | None) -> str:
    """A part of a whole in the encoding of that whole, and as `decode` reads it where that does not fit.

    Raises:
        PageError: ``encoding``, if no encoding fits.
    """
    text = _strict(content, encoding) if encoding else None
    return decode(content, None, "text/plain")[0] if text is None else _lines(text)


def _decode(content: bytes, declared: str | None, media_type: str) -> tuple[str, str]:
    if marked := mark(content):
        encoding, length = marked
        text = _strict(content[length:], encoding)
        if text is None:
            raise PageError(
                "encoding", f"The page begins as {encoding.upper()} but is not valid {encoding.upper()}."
            )
        return text, encoding
    as_utf8 = _strict(content, "utf-8")
    if as_utf8 is not None and not content.isascii():
        return as_utf8, "utf-8"
    for name in (declared, *_inner(content, media_type)):
        encoding_ = _known(name, content)
        if encoding_ and (text := _strict(content, encoding_)) is not None:
            return text, encoding_
    if as_utf8 is not None:
        return as_utf8, "utf-8"
    _refuse_damaged_utf8(content)
    encoding_ = _known(guess(content), content)
    if encoding_ and (text := _strict(content, encoding_)) is not None:
        return text, encoding_
    raise PageError(
        "encoding",
        "No encoding fits the bytes of the page: none is declared that fits, and none can be told.",
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _inner(content: bytes, media_type: str) -> list[str]:
    """The encodings that the page names inside itself."""
    start = content[:_META_WITHIN]
    found = _XML.match(start)
    names = [found[1].decode()] if found else []
    if media_type == "text/html" and (found := _META.search(_COMMENT.sub(b"", start))):
        name = found[1].decode()
        # A page whose <meta> can be read byte by byte is not UTF-16, whatever it says.
        names.append("utf-8" if name.lower().startswith("utf-16") else name)
    return names


def _known(name: str | None, content: bytes) -> str | None:
    if not name:
        return None
    try:
        encoding = _BROWSERS.get(codecs.lookup(name.strip(" \"'")).name)
    except (LookupError, ValueError):  # ValueError: a name with a NUL
        return None
    if encoding and encoding.startswith("utf-16") and b"\0" not in content:
        return None  # any even number of bytes is UTF-16; real text in it holds spaces, so NULs
    if encoding == "utf-16":
        return "utf-16-le"  # as browsers read it where no mark settles it
    return encoding


def _refuse_damaged_utf8(content: bytes) -> None:
    """Two valid sequences, and most bytes beyond ASCII in valid ones: UTF-8 that was cut or patched."""
    valid = content.decode("utf-8", "ignore")
    sequences = sum(c > "\x7f" for c in valid)
    in_sequences = len(valid.encode("utf-8")) - len(valid) + sequences
    beyond = len(content) - len(content.translate(None, bytes(range(128, 256))))
    if sequences >= 2 and in_sequences * 2 > beyond:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise PageError(
                "encoding",
                f"The page is UTF-8 but for {beyond - in_sequences} bytes, the first at {error.start}.",
            ) from None
