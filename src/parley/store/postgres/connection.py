"""One connection to the server, and how texts travel over it.

PostgreSQL's text holds every character but NUL, which titles and pages may hold. So NUL and U+0001 travel as
two characters each, chosen so that texts still compare as they do without: equal, before, after.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from psycopg import sql
from psycopg.adapt import Buffer, Dumper, Loader

from parley.errors import StoreError, StoreVersion
from parley.plain import load
from parley.server import Address
from parley.store.dialect import Dialect, Found
from parley.store.filters import encodable

OLDEST = 13  # the oldest PostgreSQL that its makers kept when this was written
CONNECT_SECONDS = 10
_AT_ONCE = 500  # rows that a stream brings at a time

POSTGRES = Dialect(
    text="(as_json({value}) #>> string_to_array('{path}', '.'))",
    value="(as_json({value}) #> string_to_array('{path}', '.'))",
    items="json_array_elements_text(as_json({value}) #> string_to_array('{path}', '.'))",
    texts="(SELECT unnest(?::text[]))",
    listing=lambda texts: [encodable(text) for text in texts],
    by_uri="left(d.uri, 250), d.uri",  # the same order; the index takes no more of a uri
    gathered="array_agg({column})",
    listed=lambda texts: texts or [],
)


class _TextDumper(Dumper):
    """Text without a type, so that the server takes the column's."""

    def dump(self, obj: str) -> bytes:
        data = obj.encode()
        if b"\0" in data or b"\1" in data:
            return data.replace(b"\1", b"\1\2").replace(b"\0", b"\1\1")
        return data


class _TextLoader(Loader):
    def load(self, data: Buffer) -> str:
        held = bytes(data)
        if b"\1" in held:
            held = held.replace(b"\1\1", b"\0").replace(b"\1\2", b"\1")
        return held.decode()


class _PlainLoader(Loader):
    """JSON as SQLite gives it: text, numbers and truths as such, lists and objects as JSON."""

    def load(self, data: Buffer) -> Any:
        held = bytes(data).replace(b"\\u0001\\u0001", b"\\u0000").replace(b"\\u0001\\u0002", b"\\u0001")
        return held.decode() if held[:1] in (b"{", b"[") else load(held)


class PostgresDatabase:
    """See `parley.store.dialect.Database`."""

    dialect = POSTGRES

    def __init__(self, db: psycopg.Connection) -> None:
        self._db = db
        self._numbers = itertools.count()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Found:
        """See `Database.execute`."""
        return self._db.execute(_marked(statement), values)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """See `Database.executemany`."""
        with self._db.cursor() as cursor:
            cursor.executemany(_marked(statement), rows)

    def stream(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """See `Database.stream`."""
        name = f"rows_{next(self._numbers)}"  # gone with the transaction, if it is not read to its end
        self._db.execute(f"DECLARE {name} NO SCROLL CURSOR FOR ".encode() + _marked(statement), values)
        while some := self._db.execute(f"FETCH {_AT_ONCE} FROM {name}".encode()).fetchall():
            yield from some
        self._db.execute(f"CLOSE {name}".encode())

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Many rows into a table, as fast as the server takes them."""
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with self._db.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)


def connect(address: Address) -> psycopg.Connection:
    """A connection outside any transaction, whose unqualified names are the record's.

    Raises:
        psycopg.Error: If it cannot be made.
        StoreVersion: If the server is too old.
        StoreError: If its database is not in UTF-8.
    """
    db = psycopg.connect(
        address.conninfo,
        autocommit=True,
        connect_timeout=CONNECT_SECONDS,
        client_encoding="utf-8",
        application_name="parley",
    )
    try:
        _check(db, address)
        db.adapters.register_dumper(str, _TextDumper)
        for name in ("text", "varchar", "name"):
            db.adapters.register_loader(name, _TextLoader)
        db.adapters.register_loader("json", _PlainLoader)
        # Streams are read to their end: plan for all rows, not for the first ones. Compiling our expressions
        # takes ten times as long as running them.
        db.execute(
            sql.SQL("SET search_path TO {}; SET cursor_tuple_fraction TO 1; SET jit TO off").format(
                sql.Identifier(address.schema)
            )
        )
    except BaseException:
        db.close()
        raise
    return db


def _check(db: psycopg.Connection, address: Address) -> None:
    have = db.info.server_version // 10000
    if have < OLDEST:
        raise StoreVersion(
            f"{address.shown}: PostgreSQL {have} is too old; a record needs {OLDEST} or newer: upgrade the server"
        )
    encoding = db.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError(
            f"{address.shown}: this database keeps texts as {encoding}, which does not hold all characters; "
            "make another with: createdb -E UTF8 -T template0 NAME"
        )


@lru_cache(256)
def _marked(statement: str) -> bytes:
    """A statement with psycopg's marks for the question marks; none of ours holds one in a text."""
    return statement.replace("%", "%%").replace("?", "%s").encode()
