"""What can be wrong with a record's file, its indexes and its references."""

from __future__ import annotations

import sqlite3

from parley.store import schema

_JSON = ("documents", "entries", "links", "dated")
_ORPHANS = {
    "documents without the bytes of their page": "documents WHERE sha256 NOT IN (SELECT sha256 FROM raw)",
    "page bytes without a document": "raw WHERE sha256 NOT IN (SELECT sha256 FROM documents)",
    "documents without a version of what was found": "documents WHERE id IN (SELECT document_id FROM entries)"
    " AND id NOT IN (SELECT document_id FROM readings)",
    "dates joined to what they date but in no link": "dated WHERE id NOT IN"
    " (SELECT json_extract(payload, '$.of') FROM links WHERE kind = 'dates')",
    "dates of links not joined to what they date": "links WHERE kind = 'dates'"
    " AND json_extract(payload, '$.of') NOT IN (SELECT id FROM dated)",
}


def findings(db: sqlite3.Connection, *, writable: bool) -> list[str]:
    """One line for each thing that is wrong; empty when nothing is.

    The search index can be checked only where the record is `writable`.
    """
    try:
        return [*_file(db), *_rows(db), *_references(db), *(_index(db) if writable else ())]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
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
    out = [
        f"references: {table} row {rowid} points to a missing row of {parent}"
        for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check")
    ]
    for what, rows in _ORPHANS.items():
        number = db.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]
        if number:
            out.append(f"orphans: {number} {what}")
    return out


def _index(db: sqlite3.Connection) -> list[str]:
    db.execute("BEGIN IMMEDIATE")
    try:
        # Rank 1 compares the index with the passages it was made of, not only with itself.
        db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return [f"search index: differs from the passages: {error}"]
    finally:
        db.execute("ROLLBACK")
    return []
