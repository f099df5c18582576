"""The body of a captured HTTP answer: transfer and content encodings undone, never beyond a limit.

Archives often store a body already decoded and keep the header that announces the encoding; so a body
that cannot be decoded at all and is readable as it stands is taken as it stands.
"""

from __future__ import annotations

import io
import re
import zlib

from parley.errors import PageError
from parley.sources.sniff import readable
from parley.sources.streams import CHUNK, GZIP, GzipMember, Stream, whole

_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


def body(raw: bytes, transfer: str, encodings: str, limit: int) -> bytes:
    """The decoded body.

    Args:
        raw: The bytes after the HTTP header.
        transfer: The header ``Transfer-Encoding``, empty if there is none.
        encodings: The header ``Content-Encoding``, in the order in which they were applied.
        limit: The most bytes that the body may have.

    Raises:
        PageError: ``malformed`` for a body cut short or damaged, ``too_large``, ``binary`` for an encoding
            that is not known.
    """
    content = dechunk(raw) if "chunked" in transfer.lower() else raw
    for encoding in reversed([e.strip().lower() for e in encodings.split(",")]):
        if encoding not in ("", "identity", "none"):
            content = _decoded(content, encoding, limit)
    return content


def dechunk(raw: bytes) -> bytes:
    """A body without its chunk sizes; one that does not begin with a size was stored without them.

    Raises:
        PageError: ``malformed``, if a chunk is cut short.
    """
    out, at = bytearray(), 0
    while size := _SIZE.match(raw, at):
        length, at = int(size[1], 16), size.end()
        if length == 0:
            return bytes(out)
        if at + length > len(raw):
            raise PageError("malformed", "The chunked body is cut short.")
        out += raw[at : at + length]
        at += length
        at += 2 if raw[at : at + 2] == b"\r\n" else 1 if raw[at : at + 1] == b"\n" else 0
    if at == 0:
        return raw
    raise PageError("malformed", "The chunked body is damaged or cut short.")


def _decoded(content: bytes, encoding: str, limit: int) -> bytes:
    if encoding in ("gzip", "x-gzip") and not content.startswith(GZIP):
        return content
    try:
        return _inflate(content, encoding, limit)
    except PageError as error:
        if error.code != "malformed" or encoding in ("gzip", "x-gzip"):
            raise
        try:
            readable(content[:CHUNK])
        except PageError:
            raise error from None
        return content


def _inflate(content: bytes, encoding: str, limit: int) -> bytes:
    if encoding in ("gzip", "x-gzip"):
        member = GzipMember(io.BytesIO(content))
        data = whole(member, limit)
        if member.damage:
            raise member.damage
        return data
    if encoding == "deflate":
        return _deflate(content, limit)
    try:
        return whole(_reader(encoding, content), limit)
    except OSError as error:
        raise PageError("malformed", f"The body is not valid {encoding} data.") from error


def _reader(encoding: str, content: bytes) -> Stream:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    if encoding == "br":
        return BrotliReader(io.BytesIO(content))
    if encoding == "zstd":
        return ZstdReader(io.BytesIO(content))
    raise PageError("binary", f"The body is encoded as {encoding[:40]!r}, which parley does not read.")


def _deflate(content: bytes, limit: int) -> bytes:
    """With the zlib wrapper as the standard says, or without it as many servers send it."""
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inflate = zlib.decompressobj(wbits)
        try:
            data = inflate.decompress(content, limit + 1)
        except zlib.error:
            continue
        if len(data) > limit:
            raise PageError("too_large", f"The page is larger than {limit:,} bytes (setting max_page_bytes).")
        if inflate.eof:
            return data
    raise PageError("malformed", "The body is not valid deflate data, or is cut short.")
