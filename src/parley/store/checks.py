"""What can be wrong with a record's file, its indexes and its references."""

from __future__ import annotations

import sqlite3

from parley.store import schema
from parley.store.dialect import Database
from parley.store.fts5 import SqliteDatabase

_JSON = ("documents", "entries", "links", "dated")
_DATES = "SELECT {of} FROM links WHERE kind = 'dates'"
_ORPHANS = {
    "documents without the bytes of their page": "SELECT sha256 FROM documents EXCEPT SELECT sha256 FROM raw",
    "page bytes without a document": "SELECT sha256 FROM raw EXCEPT SELECT sha256 FROM documents",
    "documents without a version of what was found": "SELECT document_id FROM entries"
    " EXCEPT SELECT document_id FROM readings",
    "dates joined to what they date but in no link": f"SELECT id FROM dated EXCEPT {_DATES}",
    "dates of links not joined to what they date": f"{_DATES} EXCEPT SELECT id FROM dated",
}
_COUNTED = "SELECT kind, count(*) FROM entries GROUP BY kind UNION ALL SELECT kind, count(*) FROM links GROUP BY kind"
_TOTALS = "SELECT kind, number FROM totals WHERE number <> 0"


def findings(db: sqlite3.Connection, *, writable: bool) -> list[str]:
    """One line for each thing that is wrong; empty when nothing is.

    The search index can be checked only where the record is `writable`.
    """
    try:
        own = (
            *_file(db),
            *_rows(db),
            *_references(db),
            *orphans(SqliteDatabase(db)),
            *totals(SqliteDatabase(db)),
        )
        return [*own, *(_index(db) if writable else ())]
    except (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError) as error:
        return [f"file: cannot be read through: {error}"]


def _file(db: sqlite3.Connection) -> list[str]:
    out = [f"file: {line}" for (line,) in db.execute("PRAGMA integrity_check") if line != "ok"]
    if (have := schema.version(db)) != schema.LATEST:
        out.append(f"tables: version {have}, this parley writes {schema.LATEST}")
    return out


def _rows(db: sqlite3.Connection) -> list[str]:
    """Rows whose JSON no longer parses: SQLite's own check reads pages and indexes, not what is in them."""
    out = []
    for table in _JSON:
        number = db.execute(f"SELECT count(*) FROM {table} WHERE NOT json_valid(payload)").fetchone()[0]
        if number:
            out.append(f"file: {number} rows of {table} do not parse")
    return out


def _references(db: sqlite3.Connection) -> list[str]:
    return [
        f"references: {table} row {rowid} points to a missing row of {parent}"
        for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check")
    ]


def orphans(db: Database) -> list[str]:
    """One line for each kind of row that lacks the row it rests on."""
    out = []
    for what, rows in _ORPHANS.items():
        sql = rows.format(of=db.dialect.text_at("payload", "of"))
        number = db.execute(f"SELECT count(*) FROM ({sql}) AS lost").fetchone()[0]
        if number:
            out.append(f"orphans: {number} {what}")
    return out


def totals(db: Database) -> list[str]:
    """A line for each kind of which there are more or fewer than the record says."""
    held, told = dict(db.execute(_COUNTED)), dict(db.execute(_TOTALS))
    return [
        f"totals: {held.get(kind, 0)} {kind}, told as {told.get(kind, 0)}"
        for kind in sorted(held.keys() | told.keys())
        if held.get(kind) != told.get(kind)
    ]


def _index(db: sqlite3.Connection) -> list[str]:
    db.execute("BEGIN IMMEDIATE")
    try:
        # Rank 1 compares the index with the passages it was made of, not only with itself.
        db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except (
        sqlite3.DatabaseError,
        MemoryError,
    ) as error:  # a damaged length asks for more memory than there is
        return [f"search index: differs from the passages: {error or 'a length that none has'}"]
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return []
