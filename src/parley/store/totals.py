"""How many entries or links of each kind a record holds, kept beside them by whoever writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from parley.store.dialect import Database
from parley.store.tables import Table

_PUT = (
    "INSERT INTO totals (kind, number) VALUES (?, ?)"
    " ON CONFLICT (kind) DO UPDATE SET number = totals.number + excluded.number"
)


class Totals:
    """What one writer adds and takes away, written at its end."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._more = Counter[str]()

    def add(self, kind: str, number: int) -> None:
        """So many more of a kind, or with a number below zero less."""
        self._more[kind] += number

    def cleared(self, document_id: str) -> None:
        """All entries of a document are about to be removed."""
        for kind, number in self._db.execute(
            "SELECT kind, count(*) FROM entries WHERE document_id = ? GROUP BY kind", (document_id,)
        ):
            self.add(kind, -number)

    def counted(self, table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        """Rows of a table that are about to be written, each counted as its kind."""
        kind = table.columns.index("kind")
        for row in rows:
            self.add(row[kind], 1)
            yield row

    def write(self) -> None:
        """Bring the table up to date."""
        self._db.executemany(_PUT, sorted((kind, number) for kind, number in self._more.items() if number))
        self._more.clear()


def total(db: Database, kind: str) -> int:
    """How many of a kind there are, those of superseded documents too."""
    found = db.execute("SELECT number FROM totals WHERE kind = ?", (kind,)).fetchone()
    return found[0] if found else 0
