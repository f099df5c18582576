"""How the fields of rows are called: the usual names, which are data, behind those that the user gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from parley import vocab
from parley.settings import ROW_FIELDS

TEXTS = ("html", "text")  # what may hold a page
_APART = re.compile(r"[\s_-]+")


@cache
def usual() -> Mapping[str, tuple[str, ...]]:
    """What a field holds -> the names by which such fields usually go."""
    table = vocab.table("sources/rows.toml")
    return {what: tuple(table[what]) for what in ROW_FIELDS}


def wraps(name: str) -> bool:
    """Whether the name of a list says that it holds rows with texts, as services call theirs."""
    return key(name) in vocab.table("sources/rows.toml")["wrapped"]


def named(value: Mapping[str, Any]) -> Any:
    """What an object that is a person or an outlet goes by; None if it has no name."""
    row = Row(value)
    return next((name for _, name in row.values(vocab.table("sources/rows.toml")["name"])), None)


def given(row_fields: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """What a field holds -> the names that the setting `row_fields` gives."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in row_fields:
        what, _, name = pair.partition("=")
        found[what] = (*found.get(what, ()), name)
    return found


@lru_cache(4096)
def key(name: str) -> str:
    """A name as it is compared: without case, spaces, hyphens and underscores."""
    return _APART.sub("", name).lower()


def own(row_fields: Iterable[str]) -> frozenset[str]:
    """The names of texts that the setting gives, as they are compared."""
    names = given(row_fields)
    return frozenset(key(name) for what in TEXTS for name in names.get(what, ()))


@cache
def known(*of: str) -> frozenset[str]:
    """The usual names as they are compared: of what is named, or all."""
    return frozenset(key(name) for what in of or tuple(usual()) for name in usual()[what])


class Row:
    """The fields of a row by their names; a name that is spelt otherwise is found where none is spelt so."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.fields = fields
        self._keys: dict[str, str] | None = None

    def value(self, name: str) -> Any:
        """A field's value, None if there is none; ``article.body`` is the field ``body`` of the field ``article``."""
        if name in self.fields:
            return self.fields[name]
        spelt = self._spelt().get(key(name))
        if spelt is not None:
            return self.fields[spelt]
        outer, dot, inner = name.partition(".")
        value = self.value(outer) if dot else None
        if isinstance(value, list):  # the field of each object in a list
            return [Row(each).value(inner) for each in value if isinstance(each, Mapping)] or None
        return Row(value).value(inner) if isinstance(value, Mapping) else None

    def values(self, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """The fields of these names that there are, with their values."""
        for name in names:
            if (value := self.value(name)) is not None:
                yield name, value

    def holds(self, name: str) -> bool:
        """Whether there is a field of this name, with a value or without."""
        if name in self.fields or key(name) in self._spelt():
            return True
        outer, dot, inner = name.partition(".")
        value = self.value(outer) if dot else None
        each = value if isinstance(value, list) else [value]
        return any(Row(one).holds(inner) for one in each if isinstance(one, Mapping))

    def _spelt(self) -> Mapping[str, str]:
        if self._keys is None:
            self._keys = {}
            for name in self.fields:
                self._keys.setdefault(key(name), name)
        return self._keys
