"""The record's tables on a server: numbered SQL files, the same numbers as SQLite's.

The table `parley` of the record's schema has one row: the number of the last file that was applied, and how
many transactions have written since.
"""

from __future__ import annotations

from importlib.resources import files

import psycopg
from psycopg import sql

from parley.errors import StoreDamaged, StoreVersion
from parley.server import Address


def migrations() -> list[tuple[int, str]]:
    """(number, SQL) of every migration, in order."""
    found = (f for f in (files("parley.store.postgres") / "schema").iterdir() if f.name.endswith(".sql"))
    return sorted((int(f.name[:3]), f.read_text(encoding="utf-8")) for f in found)


LATEST = max(number for number, _ in migrations())


def migrate(db: psycopg.Connection, address: Address) -> None:
    """Bring a new or older record to the latest tables, in the transaction at hand, whose writer is alone."""
    have = version(db, address.schema) or 0
    if not _is_there(db, address.schema):
        db.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(address.schema)))
    for number, script in migrations():
        if number > have:
            db.execute(script.encode())
    if have:
        db.execute("UPDATE parley SET version = %s", (LATEST,))
    else:
        db.execute("CREATE TABLE parley (version INTEGER NOT NULL, stamp BIGINT NOT NULL)")
        db.execute("INSERT INTO parley VALUES (%s, 0)", (LATEST,))


def check(db: psycopg.Connection, address: Address) -> int | None:
    """The number of the tables that are there; None where there is no record.

    Raises:
        StoreDamaged: If the schema holds something else.
        StoreVersion: If a newer parley wrote it.
    """
    have = version(db, address.schema)
    if have is not None and have > LATEST:
        raise StoreVersion(
            f"{address.shown}: written by a newer parley (tables {have}, this one knows {LATEST}); "
            "upgrade with: pip install --upgrade parley-news"
        )
    if have is None and _tables(db, address.schema):
        raise StoreDamaged(
            f"{address.shown}: the schema {address.schema} holds tables, but not a record of parley; "
            "name another with ?schema=NAME"
        )
    return have


def version(db: psycopg.Connection, schema: str) -> int | None:
    """The number of the last migration that was applied; None where there is no record."""
    # Not to_regclass: what it remembers may be older than another's commit that was waited for.
    there = db.execute("SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'parley'", (schema,))
    if there.fetchone() is None:
        return None
    row = db.execute(sql.SQL("SELECT version FROM {}").format(sql.Identifier(schema, "parley"))).fetchone()
    return None if row is None else int(row[0])


def analyze(db: psycopg.Connection, schema: str) -> None:
    """Have the server count the record's own tables: a bare ANALYZE reads, and locks, every table of the database."""
    named = sql.SQL(", ").join(sql.Identifier(schema, name) for name in _tables(db, schema))
    db.execute(sql.SQL("ANALYZE {}").format(named))


def _is_there(db: psycopg.Connection, schema: str) -> bool:
    return db.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone() is not None


def _tables(db: psycopg.Connection, schema: str) -> list[str]:
    found = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", (schema,))
    return [name for (name,) in found]
