"""Parquet tables with a column of text or HTML: one page a row, read in batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.rows import Rows
from parley.sources.streams import BOMB_BYTES, BOMB_RATIO

_BATCH = 64  # rows


def pages(name: str, file: BinaryIO, settings: Settings) -> Iterator[Page | Rejection]:
    """The rows of a table; a row that is no page is a rejection, and the next row is read.

    Raises:
        PageError: If the table cannot be read, or the library that reads it is not installed.
    """
    size = file.seek(0, 2)
    file.seek(0)
    rows, left = Rows(name, settings), max(BOMB_BYTES, BOMB_RATIO * size)
    number = 0
    for row in _rows(file):
        number += 1
        locator = f"{name}#L{number}"
        try:
            left -= _length(row)
            if left < 0:
                reason = f"The table grows more than {BOMB_RATIO}-fold; it is not read further."
                yield Rejection(locator, locator, "too_large", reason)
                return
            if _length(row) > settings.max_page_bytes:
                limit = f"{settings.max_page_bytes:,}"
                raise PageError(
                    "too_large", f"The row is larger than {limit} bytes (setting max_page_bytes)."
                )
            yield from rows.read(number, row)
        except PageError as error:
            yield Rejection(locator, locator, error.code, error.reason)
    if number == 0:
        raise PageError("empty", "The table has no rows.")


def _rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        reason = "This is a Parquet table; to read it, run: pip install 'parley-news[parquet]'"
        raise PageError("binary", reason) from error
    try:
        for batch in pq.ParquetFile(file).iter_batches(_BATCH):
            yield from (_plain(row) for row in batch.to_pylist())
    except (pa.ArrowException, OSError, ValueError) as error:
        message = " ".join(str(error).split())[:120]
        raise PageError("malformed", f"The Parquet table is damaged ({message}).") from error


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row with days and times as text, as JSON would have them."""
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}


def _length(row: dict[str, Any]) -> int:
    return sum(len(value) for value in row.values() if isinstance(value, str | bytes)) + 8 * len(row)
