"""Tables of separated values (CSV, TSV) with a column of text or HTML: one page a row, read row by row."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache

from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources import advice, fields
from parley.sources.delimited import declared, ends_in_returns, separator
from parley.sources.encoding import decode_as, mark, settled
from parley.sources.rows import Rows
from parley.sources.sniff import readable
from parley.sources.streams import CHUNK, Stream, head, lines

_QUOTES = re.compile(rb'"+')
_MOST = 2**31 - 1  # the largest limit on a field that csv takes everywhere


def pages(name: str, stream: Stream, settings: Settings) -> Iterator[Page | Rejection]:
    """The rows of a table; a row that is no page is a rejection, and the next row is read.

    Raises:
        PageError: If the table has no column of texts, or no rows.
    """
    first = head(stream)
    apart = separator(readable(first), len(first) < CHUNK, fields.own(settings.row_fields)) or ","
    records = _records(_Utf8(first, stream), apart, settings.max_page_bytes)
    # csv has one limit for all of a process, 131,072 characters; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), min(settings.max_page_bytes, _MOST)))
    rows = Rows(name, settings)
    encoding = _encoding(first)
    names = _names(records, apart, encoding, rows)
    number, empty = 0, True
    try:
        for number, record in records:
            locator = f"{name}#L{number}"
            try:
                cells = _split(record, apart, encoding)
                if any(map(str.strip, cells)):
                    empty = False
                    yield rows.page(number, _row(names, cells))
            except PageError as error:
                empty = False
                yield Rejection(locator, locator, error.code, error.reason)
    except PageError as error:  # the compressed data ends here
        locator = f"{name}#L{number + 1}"
        yield Rejection(locator, locator, error.code, error.reason)
    else:
        if empty:
            raise PageError("empty", "The table has no rows below the names of its columns.")


class _Utf8:
    """A stream from its beginning on, in UTF-8 where its byte order mark names another encoding.

    Its lines end in a line feed, also where they end in a carriage return alone.
    """

    def __init__(self, first: bytes, stream: Stream) -> None:
        marked = mark(first)
        self._first = first[marked[1] :] if marked else first
        self._stream = stream
        self._encoding = marked[0] if marked and marked[0] != "utf-8" else None
        self._decoder = codecs.getincrementaldecoder(self._encoding or "utf-8")()
        self._returns = ends_in_returns(readable(first))
        self._told = 0

    def read(self, size: int = CHUNK, /) -> bytes:
        while data := self._first or self._stream.read(size):
            self._first = b""
            if out := self._recoded(data):
                if self._returns:
                    out = out.replace(b"\r", b"\n")
                self._told += len(out)
                return out
        return b""

    def tell(self) -> int:
        return self._told

    def _recoded(self, data: bytes) -> bytes:
        if self._encoding is None:
            return data
        try:
            return self._decoder.decode(data).encode("utf-8")
        except UnicodeDecodeError as error:
            name = self._encoding.upper()
            raise PageError("encoding", f"The table begins as {name} but is not valid {name}.") from error


def _encoding(first: bytes) -> str | None:
    """The encoding of all rows as the first of them tell it: a short row alone tells little."""
    if mark(first):
        return "utf-8"  # as `_Utf8` gives them
    return settled(first if len(first) < CHUNK else first[: first.rfind(b"\n") + 1])


def _names(
    records: Iterator[tuple[int, bytes | PageError]], apart: str, encoding: str | None, rows: Rows
) -> list[str]:
    """The names of the columns, which the first row holds.

    Raises:
        PageError: ``not_a_page``, if no column holds texts; ``malformed``; ``too_large``.
    """
    record = next((record for _, record in records if _names_columns(record)), b"")
    names = [name.strip() for name in _split(record, apart, encoding)]
    columns = dict.fromkeys(names, "")
    if not rows.holds_text(columns):
        raise PageError("not_a_page", f"A table. {advice.asked(columns, 'column')}")
    return names


def _names_columns(record: bytes | PageError) -> bool:
    if isinstance(record, PageError):
        return True
    return bool(record.strip()) and declared(record.decode("latin-1")) is None


def _split(record: bytes | PageError, apart: str, encoding: str | None) -> list[str]:
    if isinstance(record, PageError):
        raise record
    text = decode_as(record, encoding).strip("\n")
    try:
        return next(csv.reader([text], delimiter=apart, strict=True, skipinitialspace=True), [])
    except csv.Error as error:
        raise PageError("malformed", _unpaired(str(error))) from error


def _unpaired(error: str) -> str:
    """What is wrong with a row's quotation marks, or with its line ends, which csv tells in the words of programs."""
    if "new-line character" in error:
        return "A field holds a carriage return, which is a line's end; such a field must stand in quotation marks."
    return f"The row's quotation marks do not pair ({error}); inside a quoted field each must stand twice."


def _row(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells by the names of their columns, of a repeated name the first; those left out at the end are empty."""
    if any(map(str.strip, cells[len(names) :])):
        raise PageError(
            "malformed",
            f"The row has {len(cells):,} fields where the table has {len(names):,} columns; a field that holds the "
            "separator must stand in quotation marks.",
        )
    filled = [*cells, *[""] * (len(names) - len(cells))]
    row: dict[str, str] = {}
    for name, cell in zip(names, filled, strict=False):
        if name:
            row.setdefault(name, cell)
    return row


def _records(stream: Stream, apart: str, limit: int) -> Iterator[tuple[int, bytes | PageError]]:
    """The line on which each row begins, and its bytes, or why they are not read."""
    reason = f"The row is larger than {limit:,} bytes (setting max_page_bytes)."
    begun, row, opened, over = 0, bytearray(), 0, False
    for number, line in enumerate(lines(stream, limit), 1):
        begun = begun or number
        if line is None or over or len(row) + len(line) > limit:
            over = True
            row.clear()
        else:
            row += line + b"\n"
        opened = 0 if line is None else _opened(line, number, apart, opened)
        if not opened:
            yield begun, PageError("too_large", reason) if over else bytes(row).rstrip(b"\r\n")
            begun, over = 0, False
            row.clear()
    if opened:
        yield (
            begun,
            PageError(
                "malformed",
                f"The quotation mark that opens a field on line {opened:,} is never closed: what stands behind it, "
                f"up to line {number:,}, is not read.",
            ),
        )


def _opened(line: bytes, number: int, apart: str, opened: int) -> int:
    """The line on which the quoted field was opened inside which this line ends, 0 if it ends inside none.

    As csv reads it: a quotation mark opens a field at its beginning only, and one that stands twice closes none.

    Args:
        number: Of this line.
        opened: The same for the line before.
    """
    at = 0
    while True:
        if opened:
            marks = _QUOTES.search(line, at)
            if marks is None:
                return opened
            opened, at = opened if len(marks[0]) % 2 == 0 else 0, marks.end()
        else:
            found = _opening(apart).search(line, at)
            if found is None:
                return 0
            opened, at = number, found.end()


@cache
def _opening(apart: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?:^|%s) *\"" % re.escape(apart).encode())
