"""JSON as text, written item by item."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any


def text(value: Any) -> str:
    """A value on one line; lone surrogates, which UTF-8 cannot hold, stay escaped."""
    found = json.dumps(value, ensure_ascii=False)
    try:
        found.encode()
    except UnicodeEncodeError:
        found = json.dumps(value)
    return found


def write_list(stream: IO[str], items: Iterable[Any], before: str = "", after: str = "\n") -> int:
    """A list, one item a line, between two pieces of JSON; returns how many items."""
    count = 0
    stream.write(before)
    for item in items:
        stream.write(("[\n" if count == 0 else ",\n") + text(item))
        count += 1
    stream.write("\n]" if count else "[]")
    stream.write(after)
    return count
