"""PostgreSQL's side of the shared SQL: how passages are stored and searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from parley.store import filters, furniture
from parley.store.base import Filter, Hit
from parley.store.decisions import Log, Standing
from parley.store.dialect import ALL_ROWS
from parley.store.names import Actors
from parley.store.postgres.connection import POSTGRES, PostgresDatabase
from parley.store.postgres.words import Words, vector
from parley.store.search import INSIDE, match, terms
from parley.store.tables import Table
from parley.store.view import SqlView
from parley.store.writer import Passage, SqlWriter

_EXACT = 200  # letters of a query: up to these a tsquery leaves nothing of it out
_AT_ONCE = 100  # passages that are asked for their marks together


class PostgresWriter(SqlWriter):
    """Passages take their words along."""

    def __init__(self, db: PostgresDatabase, words: Words) -> None:
        super().__init__(db)
        self._server = db
        self._words = words

    def put_passages(self, document_id: str, passages: Iterable[Passage]) -> None:
        """See `SqlWriter.put_passages`."""
        self._db.execute("DELETE FROM passages WHERE document_id = ?", (document_id,))
        listed = list(passages)
        found = self._words.places([passage.text for passage in listed])
        self._server.copy(
            "passages",
            ("document_id", "start", "end", "role", "text", "words", "bare"),
            ((*passage, *vector(places)) for passage, places in zip(listed, found, strict=True)),
        )

    def _insert(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        self._server.copy(table.name, table.columns, rows)


class PostgresView(SqlView):
    """Passages are ranked by `ts_rank`: how often and how near to each other the words stand."""

    def __init__(
        self,
        db: PostgresDatabase,
        words: Words,
        actors: Actors | None = None,
        log: Log | None = None,
        standing: Mapping[str, Standing] | None = None,
    ) -> None:
        super().__init__(db, actors, log, standing)
        self._words = words

    def _count(self, query: str, where: Filter) -> int:
        if len(query) > _EXACT:
            return sum(1 for _ in self._hits(query, replace(where, offset=0)))
        near = self._words.query(terms(query), places=True)
        if near is None:
            return 0
        chosen = filters.having(self._db, where, self.actors, self._reviews, INSIDE)
        most = ALL_ROWS if where.limit is None else where.limit
        exact = self._number(
            "SELECT count(*) FROM (SELECT 1 FROM passages p JOIN documents d ON d.id = p.document_id"
            f" WHERE p.words @@ ?::tsquery AND NOT p.bare"
            f" AND {furniture.outside(POSTGRES, 'p.start')} AND {chosen.sql()} LIMIT ?) AS found",
            (near, *chosen.values, most),
        )
        bare = sum(1 for _ in self._hits(query, replace(where, offset=0), only="p.bare"))
        return min(exact + bare, most)

    def passages_with(self, query: str) -> Sequence[int]:
        """See `View.passages_with`. Those whose words the server does not know exactly are asked here."""
        expression, asked = match(query), terms(query)
        near = self._words.query(asked, places=True)
        anywhere = self._words.query(asked, places=False)
        if expression is None or near is None:
            return ()
        found = self._db.execute(
            "SELECT id, CASE WHEN bare OR ? THEN text END FROM passages"
            " WHERE words @@ ?::tsquery OR (bare AND (words IS NULL OR words @@ ?::tsquery))",
            (len(query) > _EXACT, near, anywhere),
        )
        rows = found.fetchall()
        out = [number for number, text in rows if text is None]
        unsure = iter([row for row in rows if row[1] is not None])
        while some := list(islice(unsure, _AT_ONCE)):
            held = self._words.marks([text for _, text in some], expression)
            out += [some[place][0] for place in held]
        return out

    def _hits(self, query: str, where: Filter, only: str = "TRUE") -> Iterator[Hit]:
        expression, asked = match(query), terms(query)
        near = self._words.query(asked, places=True)
        anywhere = self._words.query(asked, places=False)
        if expression is None or near is None:
            return
        chosen = filters.having(self._db, where, self.actors, self._reviews, INSIDE)
        rows = self._db.stream(
            'SELECT d.id, d.uri, d.outlet, d.title, p.start, p."end", p.role, p.text'
            " FROM passages p JOIN documents d ON d.id = p.document_id"
            " WHERE (p.words @@ ?::tsquery OR (p.bare AND (p.words IS NULL OR p.words @@ ?::tsquery)))"
            f" AND {only} AND {furniture.outside(POSTGRES, 'p.start')} AND {chosen.sql()}"
            " ORDER BY ts_rank(p.words, ?::tsquery, 1) DESC NULLS LAST, d.uri, p.start, d.id",
            (near, anywhere, *chosen.values, near),
        )
        end = None if where.limit is None else where.offset + where.limit
        yield from islice(self._marked(rows, expression), where.offset, end)

    def _marked(self, rows: Iterator[Any], expression: str) -> Iterator[Hit]:
        """The rows that the tokenizer finds too, with the words that it finds."""
        while some := list(islice(rows, _AT_ONCE)):
            found = self._words.marks([row[-1] for row in some], expression)
            for number, (document_id, uri, outlet, title, start, end, role, text) in enumerate(some):
                if number in found:
                    words = tuple((start + first, start + last) for first, last in found[number])
                    yield Hit(document_id, uri, outlet, title, start, end, role, text, words)
