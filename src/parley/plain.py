"""Plain data as JSON, as it is kept: dicts, lists, texts, numbers.

orjson reads it in less than half of the time of the standard library, and writes it in a sixth. Half characters, which
it refuses, the standard library reads and writes as ever. Whole numbers are of 64 bits at most: orjson would read
longer ones as fractions.
"""

from __future__ import annotations

import json
from typing import Any

import orjson

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LEAST, _AFTER = -(1 << 63), 1 << 64


def dump(value: Any) -> str:
    """JSON without spaces; characters as they are.

    Raises:
        TypeError: If the value is not plain data.
        ValueError: If it holds a whole number of more than 64 bits.
    """
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return _refused(value)


def packed(value: Any) -> bytes:
    """The same as bytes; half characters pass."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return _refused(value).encode("utf-8", "surrogatepass")


def load(text: str | bytes) -> Any:
    """The inverse of `dump` and of `packed`.

    Raises:
        json.JSONDecodeError: If it is no JSON.
    """
    try:
        return orjson.loads(text)
    except json.JSONDecodeError:
        return json.loads(text.decode("utf-8", "surrogatepass") if isinstance(text, bytes) else text)


def _refused(value: Any) -> str:
    """What orjson does not take, from the standard library."""
    text = _encoded(value)
    json.loads(text, parse_int=_bounded)
    return text


def _bounded(digits: str) -> int:
    number = int(digits)
    if not _LEAST <= number < _AFTER:
        raise ValueError(f"{digits} has more than 64 bits, and would come back as another number")
    return number
