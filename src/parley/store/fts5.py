"""SQLite's side of the shared SQL: its connection, its JSON, and its full-text index (FTS5)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from parley.store import filters, furniture
from parley.store.base import Filter, Hit
from parley.store.dialect import ALL_ROWS, Database, Dialect
from parley.store.search import INSIDE, MARKS, PLAIN, marks, match
from parley.store.view import SqlView
from parley.store.writer import Passage, SqlWriter

SQLITE = Dialect(
    text="json_extract({value}, '$.{path}')",
    value="json_extract({value}, '$.{path}')",
    items="json_each({value}, '$.{path}')",
    texts="(SELECT value FROM json_each(?))",
    listing=lambda texts: json.dumps(list(texts)),
    by_uri="d.uri",
    gathered="json_group_array({column})",
    listed=json.loads,
)


class SqliteDatabase:
    """See `parley.store.dialect.Database`."""

    dialect = SQLITE

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.execute = db.execute
        self.executemany = db.executemany

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """See `Database.stream`: SQLite makes each row when it is asked for."""
        return self._db.execute(sql, values)


class SqliteWriter(SqlWriter):
    """The tables' triggers keep the index in step with the passages."""

    @property
    def database(self) -> Database:
        """The connection, to read what was written before it is committed."""
        return self._db

    def put_passages(self, passages: Iterable[Passage]) -> None:
        """See `SqlWriter.put_passages`."""
        self._db.executemany(
            'INSERT INTO passages (document_id, start, "end", role, text) VALUES (?, ?, ?, ?, ?)',
            ((*passage[:-1], passage.text.translate(PLAIN)) for passage in passages),
        )


_MORE, _LEAST = (
    3,
    100,
)  # passages that are ranked for each that is asked for, and besides: filters leave some out


class SqliteView(SqlView):
    """Passages are ranked by BM25."""

    def _count(self, query: str, where: Filter) -> int:
        expression = match(query)
        if expression is None:
            return 0
        chosen = filters.having(self._db, where, self.actors, self._reviews, INSIDE)
        return self._number(
            "SELECT count(*) FROM (SELECT 1 FROM words JOIN passages p ON p.id = words.rowid"
            " JOIN documents d ON d.id = p.document_id"
            f" WHERE words MATCH ? AND {furniture.outside(SQLITE, 'p.start')} AND {chosen.sql()} LIMIT ?)",
            (expression, *chosen.values, ALL_ROWS if where.limit is None else where.limit),
        )

    def _hits(self, query: str, where: Filter) -> Iterator[Hit]:
        expression = match(query)
        if expression is None:
            return
        best = self._best(expression, where)
        rows: Iterable[tuple[Any, ...]] = self._ranked(expression, where, best)
        if best is not None:
            rows = list(rows)
            if len(rows) < (where.limit or 0):  # a filter leaves too few of the best
                rows = self._ranked(expression, where, None)
        for document_id, uri, outlet, title, start, end, role, text, marked in rows:
            words = marks(marked, start)
            yield Hit(document_id, uri, outlet, title, start, end, role, text[start:end], words)

    def _best(self, expression: str, where: Filter) -> list[int] | None:
        """The passages among which those asked for are, as far as words alone tell; None: they may be any.

        To rank passages by their words takes a fifth of the time that their pages and furniture take.
        """
        if where.limit is None:
            return None
        wanted = _MORE * (where.offset + where.limit) + _LEAST
        found = self._db.execute(
            "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (expression, wanted)
        ).fetchall()
        if len(found) < wanted:
            return None
        worst = found[-1][1]  # others may be as good: what is as good as the last is left to the whole search
        return [passage for passage, rank in found if rank < worst]

    def _ranked(self, expression: str, where: Filter, among: list[int] | None) -> Iterator[tuple[Any, ...]]:
        chosen = filters.having(self._db, where, self.actors, self._reviews, INSIDE)
        if among is not None:
            chosen.add("words.rowid IN (SELECT value FROM json_each(?))", json.dumps(among))
        return self._db.stream(
            "SELECT d.id, d.uri, d.outlet, d.title,"
            ' p.start, p."end", p.role, d.text, highlight(words, 0, ?, ?)'
            " FROM words JOIN passages p ON p.id = words.rowid JOIN documents d ON d.id = p.document_id"
            f" WHERE words MATCH ? AND {furniture.outside(SQLITE, 'p.start')} AND {chosen.sql()}"
            " ORDER BY words.rank, d.uri, p.start, d.id LIMIT ? OFFSET ?",
            (
                *MARKS,
                expression,
                *chosen.values,
                ALL_ROWS if where.limit is None else where.limit,
                where.offset,
            ),
        )
