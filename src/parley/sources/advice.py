"""What to do where no field of a row is known to hold its text, or its date. Suggested is only what may be one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from parley.sources import fields, hints

_SHOWN = 12, 40  # names, and characters of each, that a message has room for
_DATED = ("date", "time", "pub", "created", "posted")  # in names of fields
_TEXT = 40  # characters below which a value is a label
_ONE_WORD = re.compile(r"[\x21-\x7e]*|\S+://\S*.*", re.S)  # an address, a key, a picture in letters


def asked(row: Mapping[str, Any], word: str) -> str:
    """The row's own names, and how to name the one that holds the text; `word` is what such fields are called."""
    if not any(row):
        return f"The row has no named {word}s."
    name = likely(row)
    example = shlex.quote(name) if name else word.upper()
    return (
        f"Of the {word}s {listed(row)} none is known to hold a text. Name the one that does: "
        f"parley config set row_fields text={example}"
    )


def likely(row: Mapping[str, Any]) -> str | None:
    """The field of a row that may best hold its text, the longest; None if none may."""
    texts = {name: value for name, value in row.items() if _may_be_text(name, value)}
    return max(texts, key=lambda name: len(texts[name]), default=None)


def dated(row: Mapping[str, Any]) -> str | None:
    """The field under a name of its own that may hold the date of a row without one; None if there is none."""
    return next((name for name, value in row.items() if _may_be_date(name, value)), None)


def listed(names: Iterable[str]) -> str:
    """Names for a person, the first few and none at length."""
    plain = (" ".join(name.encode("utf-8", "backslashreplace").decode().split()) for name in names)
    each = [name if len(name) <= _SHOWN[1] else f"{name[: _SHOWN[1]]}…" for name in plain if name]
    more = f" and {len(each) - _SHOWN[0]:,} more" if len(each) > _SHOWN[0] else ""
    return ", ".join(each[: _SHOWN[0]]) + more


def _may_be_text(name: str, value: object) -> bool:
    """Whether a field may hold a text: who followed advice to name another would lose every text to it."""
    return (
        isinstance(value, str)
        and len(value.strip()) >= _TEXT
        and not _ONE_WORD.fullmatch(value.strip())
        and hints.stamp(value) is None
        and fields.key(name) not in fields.known()
        and name.isprintable()
        and len(name) <= _SHOWN[1]
    )


def _may_be_date(name: str, value: object) -> bool:
    key = fields.key(name)
    return (
        any(part in key for part in _DATED)
        and key not in fields.known()
        and name.isprintable()
        and len(name) <= _SHOWN[1]
        and hints.stamp(value) is not None
    )
