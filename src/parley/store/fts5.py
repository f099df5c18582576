"""SQLite's side of the shared SQL: its connection, its JSON, and its full-text index (FTS5)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from parley.plain import load
from parley.store import filters, furniture
from parley.store.base import Filter, Hit
from parley.store.dialect import ALL_ROWS, Database, Dialect
from parley.store.search import INSIDE, MARKS, marks, match, plain
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
    listed=load,
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

    def mark(self) -> object:
        """Another one after each commit by another connection than this; no two connections have one in common."""
        return self._db, self._db.execute("PRAGMA data_version").fetchone()


class SqliteWriter(SqlWriter):
    """Passages come into the index together, at the end; they leave it by a trigger.

    One by one each costs a savepoint, at which FTS5 writes out what it gathered: 1.0 against 0.3 ms of processor time
    a page.
    """

    def __init__(self, db: SqliteDatabase) -> None:
        super().__init__(db)
        self.mark = db.mark  # as of `SqliteStore.mark`
        self._before = 0  # the last passage that is in the index
        self._unindexed = set[str]()  # documents whose passages are not

    @property
    def database(self) -> Database:
        """The connection, to read what was written before it is committed."""
        return self._db

    def finish(self) -> None:
        """See `SqlWriter.finish`."""
        super().finish()
        self._index()

    def _index(self) -> None:
        """Put the new passages into the index."""
        if self._unindexed:
            self._db.execute(
                "INSERT INTO words (rowid, text) SELECT id, text FROM passages WHERE id > ?", (self._before,)
            )
            self._unindexed.clear()

    def put_passages(self, document_id: str, passages: Iterable[Passage]) -> None:
        """See `SqlWriter.put_passages`."""
        if document_id in self._unindexed:
            self._index()  # what is not in it cannot leave it
        self._db.execute("DELETE FROM passages WHERE document_id = ?", (document_id,))
        if not self._unindexed:
            self._before = self._db.execute("SELECT coalesce(max(id), 0) FROM passages").fetchone()[0]
        self._unindexed.add(document_id)
        self._db.executemany(
            'INSERT INTO passages (document_id, start, "end", role, text) VALUES (?, ?, ?, ?, ?)',
            ((*passage[:-1], plain(passage.text)) for passage in passages),
        )


# Passages that are ranked for each that is asked for, and besides: filters leave some out.
_MORE, _LEAST = 3, 100
_FOUND = 'p.id, d.id, d.uri, d.outlet, d.title, p.start, p."end", p.role'


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

    def passages_with(self, query: str) -> Sequence[int]:
        """See `View.passages_with`: 13 ms for 50,000 of them, 65 where they are ranked."""
        expression = match(query)
        if expression is None:
            return ()
        found = self._db.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
        return [number for (number,) in found.fetchall()]

    def _hits(self, query: str, where: Filter) -> Iterator[Hit]:
        expression = match(query)
        if expression is None:
            return
        best = self._among_best(expression, where) if where.limit is not None else None
        rows = self._all_ranked(expression, where) if best is None else best
        for passage, document_id, uri, outlet, title, start, end, role in rows:
            text, marked = self._lit(passage, expression)
            words = marks(marked, start)
            yield Hit(document_id, uri, outlet, title, start, end, role, text[start:end], words)

    def _among_best(self, expression: str, where: Filter) -> list[tuple[Any, ...]] | None:
        """The passages asked for, looked for among those that are best by their words alone.

        None where a filter leaves too few of these. Of 35,000 passages that hold a word the first 25 are found in
        50 ms of processor time so; with pages and furniture looked up before ranking it takes 190.
        """
        assert where.limit is not None
        asked = where.offset + where.limit
        wanted = _MORE * asked + _LEAST
        found = self._db.execute(
            "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (expression, wanted)
        ).fetchall()
        is_all = len(found) < wanted
        # Others may be as good as the last: what is no better than that is left to the whole search.
        ranks = {passage: rank for passage, rank in found if is_all or rank < found[-1][1]}
        chosen = filters.having(self._db, where, self.actors, self._reviews, INSIDE)
        rows = self._db.execute(
            f"SELECT {_FOUND} FROM passages p JOIN documents d ON d.id = p.document_id"
            " WHERE p.id IN (SELECT value FROM json_each(?))"
            f" AND {furniture.outside(SQLITE, 'p.start')} AND {chosen.sql()}",
            (json.dumps(list(ranks)), *chosen.values),
        ).fetchall()
        if len(rows) < asked and not is_all:
            return None
        rows.sort(key=lambda row: (ranks[row[0]], row[2], row[5], row[1]))
        return rows[where.offset : asked]

    def _all_ranked(self, expression: str, where: Filter) -> Iterator[tuple[Any, ...]]:
        chosen = filters.having(self._db, where, self.actors, self._reviews, INSIDE)
        return self._db.stream(
            f"SELECT {_FOUND} FROM words JOIN passages p ON p.id = words.rowid JOIN documents d ON d.id = p.document_id"
            f" WHERE words MATCH ? AND {furniture.outside(SQLITE, 'p.start')} AND {chosen.sql()}"
            " ORDER BY words.rank, d.uri, p.start, d.id LIMIT ? OFFSET ?",
            (expression, *chosen.values, ALL_ROWS if where.limit is None else where.limit, where.offset),
        )

    def _lit(self, passage: int, expression: str) -> tuple[str, str]:
        """The text of a passage's document, and the passage with the words marked."""
        text, marked = self._db.execute(
            "SELECT d.text, highlight(words, 0, ?, ?) FROM words JOIN passages p ON p.id = words.rowid"
            " JOIN documents d ON d.id = p.document_id WHERE words MATCH ? AND words.rowid = ?",
            (*MARKS, expression, passage),
        ).fetchone()
        return text, marked
