"""All rows of a record as one stream, the same for every back end, and its sum."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from parley.errors import StoreDamaged, StoreError
from parley.store.base import View, Writer
from parley.store.tables import TABLES, Table

Rows = Iterator[
    tuple[Table, Iterator[Sequence[Any]]]
]  # each table's are read before the next table is asked for


def of_view(view: View) -> Rows:
    """All rows of a record, table after table."""
    return ((table, view.table(table)) for table in TABLES)


def lines(rows: Rows) -> Iterator[str]:
    """A stream as JSON Lines: a table's name, then its rows, bytes as ``{"base64": ...}``."""
    for table, some in rows:
        yield json.dumps(table.name) + "\n"
        for row in some:
            yield (
                json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":")) + "\n"
            )


def from_lines(text: Iterable[str]) -> Rows:
    """The stream that `lines` gave.

    Raises:
        StoreDamaged: If it is none.
    """
    known, reader = {table.name: table for table in TABLES}, _Lines(text)
    while (name := reader.head()) is not None:
        if name not in known:
            raise StoreDamaged(f"a table {name!r} that this parley does not know; upgrade it")
        yield known[name], reader.rows(len(known[name].columns))


def copy(rows: Rows, writer: Writer, view: View) -> Mapping[str, int]:
    """Rows into a new record, proved to be there: how many of each table.

    Raises:
        StoreError: If what was written does not read as what was given.
    """
    given = _Sum()
    for table, some in rows:
        writer.copy(table, given.over(table, some))
    written = _Sum()
    for table, some in of_view(view):
        for _ in written.over(table, some):
            pass
    if given.counts != written.counts or given.hexdigest() != written.hexdigest():
        raise StoreError(
            "what was written does not read as it was given: nothing was kept; please report this"
        )
    return given.counts


class _Sum:
    """Counts and one SHA-256 over the rows that pass."""

    def __init__(self) -> None:
        self.counts = {table.name: 0 for table in TABLES}
        self._sums = {table.name: hashlib.sha256() for table in TABLES}

    def over(self, table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        for row in rows:
            self.counts[table.name] += 1
            self._sums[table.name].update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
            yield row

    def hexdigest(self) -> str:
        return " ".join(held.hexdigest() for held in self._sums.values())


class _Lines:
    """Reads JSON Lines with one line at hand."""

    def __init__(self, text: Iterable[str]) -> None:
        self._values = (json.loads(line) for line in text)
        self._next: Any = next(self._values, None)

    def head(self) -> str | None:
        """The name of the next table; None at the end."""
        if self._next is not None and not isinstance(self._next, str):
            raise StoreDamaged("rows without a table")
        name: str | None = self._next
        if name is not None:
            self._next = next(self._values, None)
        return name

    def rows(self, width: int) -> Iterator[Sequence[Any]]:
        """The rows up to the next table."""
        while isinstance(self._next, list):
            if len(self._next) != width:
                raise StoreDamaged("a row of the wrong width")
            yield [_whole(value) for value in self._next]
            self._next = next(self._values, None)


def _plain(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value


def _whole(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value
