"""The tables and how they come to be: numbered SQL files, applied in order, once each.

`PRAGMA user_version` holds the number of the last one applied; a change of the tables is a new
file, never an edit of an old one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from parley.errors import StoreDamaged, StoreVersion

APPLICATION = 0x50524C59  # "PRLY": tells a record from any other SQLite file


def migrations() -> list[tuple[int, str]]:
    """(number, SQL) of every migration, in order."""
    found = (f for f in (files("parley.store") / "schema").iterdir() if f.name.endswith(".sql"))
    return sorted((int(f.name[:3]), f.read_text(encoding="utf-8")) for f in found)


LATEST = max(number for number, _ in migrations())


def migrate(db: sqlite3.Connection) -> None:
    """Bring a new or older record to the latest tables, in one transaction.

    Two processes may come at the same time: the second finds the work done.
    """
    if version(db) == LATEST:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        have = version(db)
        for number, script in migrations():
            if number > have:
                for statement in _statements(script):
                    db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {LATEST}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # on a full disk SQLite has taken it back by itself
            db.execute("ROLLBACK")
        raise


def check(db: sqlite3.Connection, where: str) -> bool:
    """Whether a record is there; False for an empty file, such as a process killed at once leaves.

    Raises:
        StoreDamaged: If the file is an SQLite database of something else.
        StoreVersion: If a newer parley wrote it.
    """
    # In one transaction, for another process may be making the tables just now.
    db.execute("BEGIN")
    have = version(db)
    application = db.execute("PRAGMA application_id").fetchone()[0]
    filled = db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    db.execute("COMMIT")
    if application == APPLICATION:
        if have > LATEST:
            raise StoreVersion(
                f"{where}: written by a newer parley (tables {have}, this one knows {LATEST}); "
                "upgrade with: pip install --upgrade parley-news"
            )
        return have > 0
    if have or application or filled:
        raise StoreDamaged(f"{where}: an SQLite database, but not a record of parley; name another place")
    return False


def version(db: sqlite3.Connection) -> int:
    """The number of the last migration that was applied."""
    number: int = db.execute("PRAGMA user_version").fetchone()[0]
    return number


def _statements(script: str) -> Iterator[str]:
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""
