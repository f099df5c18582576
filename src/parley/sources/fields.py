"""How the fields of rows are called: the usual names, which are data, behind those that the user gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from parley import vocab

TEXTS = ("html", "text")  # what may hold a page
_SHOWN = 12, 40  # names, and characters of each, that a message has room for
_APART = re.compile(r"[\s_-]+")


@cache
def usual() -> Mapping[str, tuple[str, ...]]:
    """What a field holds -> the names by which such fields usually go."""
    return {what: tuple(names) for what, names in vocab.table("sources/rows.toml").items()}


def given(row_fields: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """What a field holds -> the names that the setting `row_fields` gives."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in row_fields:
        what, _, name = pair.partition("=")
        found[what] = (*found.get(what, ()), name)
    return found


def key(name: str) -> str:
    """A name as it is compared: without case, spaces, hyphens and underscores."""
    return _APART.sub("", name).lower()


def own(row_fields: Iterable[str]) -> frozenset[str]:
    """The names of texts that the setting gives, as they are compared."""
    names = given(row_fields)
    return frozenset(key(name) for what in TEXTS for name in names.get(what, ()))


def listed(names: Iterable[str]) -> str:
    """Names for a person, the first few and none at length."""
    each = [name if len(name) <= _SHOWN[1] else f"{name[: _SHOWN[1]]}…" for name in names]
    more = f" and {len(each) - _SHOWN[0]:,} more" if len(each) > _SHOWN[0] else ""
    return ", ".join(each[: _SHOWN[0]]) + more


@cache
def known(*of: str) -> frozenset[str]:
    """The usual names as they are compared: of what is named, or all."""
    return frozenset(key(name) for what in of or tuple(usual()) for name in usual()[what])


class Row:
    """The fields of a row by their names; a name that is spelt otherwise is found where none is spelt so."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields
        self._keys: dict[str, str] | None = None

    def value(self, name: str) -> Any:
        """A field's value, None if there is none; ``article.body`` is the field ``body`` of the field ``article``."""
        if name in self._fields:
            return self._fields[name]
        spelt = self._spelt().get(key(name))
        if spelt is not None:
            return self._fields[spelt]
        outer, dot, inner = name.partition(".")
        value = self.value(outer) if dot else None
        return Row(value).value(inner) if isinstance(value, Mapping) else None

    def values(self, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """The fields of these names that there are, with their values."""
        for name in names:
            if (value := self.value(name)) is not None:
                yield name, value

    def _spelt(self) -> Mapping[str, str]:
        if self._keys is None:
            self._keys = {}
            for name in self._fields:
                self._keys.setdefault(key(name), name)
        return self._keys
