"""Reading files in bounded steps: gzip members, whole pages up to a limit, lines up to a limit.

Nothing here holds more than the limit it is given plus one chunk, whatever a file claims about itself.
All streams lie on a seekable file and keep their own position in it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from parley.errors import PageError

CHUNK = 65_536
GZIP = b"\x1f\x8b\x08"
# A gzip stream that grows past both is a bomb: deflate reaches 1,032:1 on one repeated byte, while pages
# and rows of news stay under 20:1 (the largest crawl at hand: 4:1).
BOMB_BYTES = 64 << 20
BOMB_RATIO = 200


class Stream(Protocol):
    """What the readers need of a file: bytes in order, and where they are."""

    def read(self, size: int = CHUNK, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...

    def tell(self) -> int:
        """How many bytes have been read."""
        ...


class Stretch:
    """A file from the byte `start` to its end, as a stream of its own."""

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        self.start = start
        self._file = file
        self._at = start

    def read(self, size: int = CHUNK, /) -> bytes:
        """The next bytes."""
        self._file.seek(self._at)
        data = self._file.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Bytes read since `start`."""
        return self._at - self.start


class GzipMember:
    """One member of a gzip file, decompressed as it is read.

    Damage ends the stream and is told in `damage`; it never raises. `end` is the offset in the file of
    what follows the member, once it has been read through.
    """

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        self.start = start
        self.end: int | None = None
        self.damage: PageError | None = None
        self._raw = Stretch(file, start)
        self._inflate = zlib.decompressobj(wbits=31)
        self._told = 0

    def read(self, size: int = CHUNK, /) -> bytes:
        """The next decompressed bytes; none at the member's end or at damage."""
        while self.end is None and self.damage is None:
            data = self._inflate.unconsumed_tail or self._raw.read()
            try:
                out = self._inflate.decompress(data, size)
            except zlib.error as error:
                self.damage = PageError("malformed", f"The gzip data is damaged ({error}).")
                break
            self._told += len(out)
            if self._inflate.eof:
                self.end = self.start + self._raw.tell() - len(self._inflate.unused_data)
            elif self._told > max(BOMB_BYTES, BOMB_RATIO * self._raw.tell()):
                self.damage = PageError(
                    "too_large", f"The gzip data grows more than {BOMB_RATIO}-fold; it is not read further."
                )
            elif not data and not out:
                self.damage = PageError("malformed", "The gzip data is cut short.")
            if out:
                return out
        return b""

    def tell(self) -> int:
        """Decompressed bytes read."""
        return self._told


class Gunzip:
    """All members of a gzip file as one stream."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._member: GzipMember | None = GzipMember(file)
        self._told = 0

    def read(self, size: int = CHUNK, /) -> bytes:
        """The next decompressed bytes.

        Raises:
            PageError: ``malformed`` at damage, ``too_large`` at a bomb; what came before has been given.
        """
        while self._member is not None:
            if out := self._member.read(size):
                self._told += len(out)
                return out
            if self._member.damage:
                raise self._member.damage
            self._member = self._next(self._member.end or 0)
        return b""

    def tell(self) -> int:
        """Decompressed bytes read."""
        return self._told

    def _next(self, at: int) -> GzipMember | None:
        """The member at `at`; None where only zero padding follows, as tape writers leave it."""
        head = Stretch(self._file, at).read()
        if head.startswith(GZIP):
            return GzipMember(self._file, at)
        if head.strip(b"\0"):
            raise PageError("malformed", f"Something that is not gzip data follows at byte {at}.")
        return None


def head(stream: Stream, size: int = CHUNK) -> bytes:
    """The first `size` bytes, or as many as can be read of a damaged stream.

    Raises:
        PageError: If nothing can be read of it.
    """
    out = bytearray()
    try:
        while len(out) < size and (data := stream.read(size - len(out))):
            out += data
    except PageError:
        if not out:
            raise
    return bytes(out)


def whole(stream: Stream, limit: int) -> bytes:
    """All bytes of a stream.

    Raises:
        PageError: ``too_large``, as soon as more than `limit` bytes have come.
    """
    out = bytearray()
    while data := stream.read(CHUNK):
        out += data
        if len(out) > limit:
            raise PageError("too_large", f"The page is larger than {limit:,} bytes (setting max_page_bytes).")
    return bytes(out)


def lines(stream: Stream, limit: int) -> Iterator[bytes | None]:
    r"""The lines of a stream without their ``\n``; None in place of one longer than `limit` bytes."""
    line, over = bytearray(), False
    while data := stream.read(CHUNK):
        for index, part in enumerate(data.split(b"\n")):
            if index:
                yield None if over else bytes(line)
                line, over = bytearray(), False
            over = over or len(line) + len(part) > limit
            if over:
                line.clear()
            else:
                line += part
    if line or over:
        yield None if over else bytes(line)
