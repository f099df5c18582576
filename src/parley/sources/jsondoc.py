"""A JSON document that is no JSON Lines: a JSON Feed, wire items, a list of rows, or one row."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import Any

from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources import advice, jsonfeed
from parley.sources.rows import Rows
from parley.sources.streams import Stream, whole
from parley.sources.wire import delivery, ninjs


def pages(name: str, stream: Stream, settings: Settings) -> Iterator[Page | Rejection]:
    """The pages of a document.

    Raises:
        PageError: If it is no JSON, or holds nothing that is read.
    """
    content = whole(stream, settings.max_page_bytes)
    value = _parsed(content)
    if jsonfeed.is_feed(value):
        yield from jsonfeed.pages(name, value)
    elif ninjs.is_item(value):
        yield delivery.json_item(name, value, content)
    elif items := list(ninjs.within(value)):
        yield from delivery.json_items(name, items)
    else:
        yield from _rows(name, value, settings)


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError) as error:
        raise PageError(
            "malformed", f"The document is not JSON: {' '.join(str(error).split())[:160]}."
        ) from error


def _rows(name: str, value: Any, settings: Settings) -> Iterator[Page | Rejection]:
    rows = Rows(name, settings)
    listed = value if isinstance(value, list) else [value]
    objects = [row for row in listed if isinstance(row, Mapping)]
    if not any(rows.holds_text(row) or rows.lacks_text(row) or rows.wrapped(row) for row in objects):
        reason = "A JSON document; of JSON, parley reads rows with a text, JSON Feed and ninjs."
        told = [advice.asked(rows.told(row), "field") for row in objects[:1] if row]
        raise PageError("not_a_page", " ".join([reason, *told]))
    yield from rows.each(listed)
