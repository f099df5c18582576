"""JSON Lines: one page a row, read row by row."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.rows import Rows, parsed
from parley.sources.streams import Stream, lines


def pages(name: str, stream: Stream, settings: Settings) -> Iterator[Page | Rejection]:
    """The rows of a file; a row that is no page is a rejection, and the next row is read."""
    number = 0
    rows = Rows(name, settings)
    try:
        for number, line in enumerate(lines(stream, settings.max_page_bytes), 1):
            locator = f"{name}#L{number}"
            try:
                if line is None:
                    limit = f"{settings.max_page_bytes:,}"
                    raise PageError(
                        "too_large", f"The row is larger than {limit} bytes (setting max_page_bytes)."
                    )
                if number == 1:
                    line = line.removeprefix(codecs.BOM_UTF8)
                if line.strip():
                    yield from rows.read(number, parsed(line), line)
            except PageError as error:
                yield Rejection(locator, locator, error.code, error.reason)
    except PageError as error:  # the compressed data ends here
        locator = f"{name}#L{number + 1}"
        yield Rejection(locator, locator, error.code, error.reason)
