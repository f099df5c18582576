"""A large mapping by ids, kept in parts, so that a change writes only the parts that it is in.

Ten pages change three mappings of all pages; each written whole they were 2.5 of the 24 MB of a commit onto 20,000.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from parley.link.reading import Derived
from parley.plain import packed

_LETTERS = 2  # at the end of an id, by which it is in a part: 256 of them, as ids are hexadecimal


def in_parts(name: str, values: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """A mapping of plain data, as it is kept under a name."""
    parts: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        parts.setdefault(key[-_LETTERS:], {})[key] = value
    for part, some in sorted(parts.items()):
        yield f"{name} {part}", packed(dict(sorted(some.items())))


def from_parts(name: str, kept: Mapping[str, bytes], derived: Derived) -> dict[str, Any]:
    """The inverse of `in_parts`, from all that is kept in `derived` beside it; in no order."""
    out: dict[str, Any] = {}
    for part, value in kept.items():
        if part.startswith(f"{name} "):
            out |= derived.loaded(value)
    return out
