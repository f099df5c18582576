"""What was fetched: one row for each address that was ever asked for, in a file beside the archives.

The archives (WARC) hold what came; this holds where in them it lies, what to ask a server with the next
time (ETag, Last-Modified), and why an address gave nothing. Times of day are here and not in the record.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from parley.closing import Closing
from parley.errors import StoreDamaged, StoreError, StoreVersion

FILE = "visits.sqlite"
_APPLICATION = 0x50524C56  # "PRLV"
_VERSION = 1
BUSY_SECONDS = 30.0
_AT_ONCE = 1000
_TABLES = """
CREATE TABLE visits (
    url TEXT NOT NULL PRIMARY KEY,      -- as it was asked for, without its fragment
    kind TEXT NOT NULL,                 -- page, or links: a feed or sitemap
    visited TEXT NOT NULL,              -- when it was asked for last
    file TEXT, at INTEGER, length INTEGER,  -- the capture that counts: a gzip member of an archive
    sha256 TEXT,                        -- of its content
    etag TEXT, modified TEXT,           -- what the server calls this version
    listed TEXT,                        -- the time of publication that the feed states
    content BLOB,                       -- of a feed or sitemap: the last one, zlib
    code TEXT, reason TEXT,             -- why the last visit gave nothing
    failures INTEGER NOT NULL,          -- visits since the last that gave something
    final INTEGER NOT NULL,             -- whether another one is of no use
    wait_until TEXT,                    -- the server does not want to be asked before
    pending INTEGER NOT NULL            -- whether the record does not know of this visit yet
) WITHOUT ROWID;
CREATE INDEX visits_pending ON visits (url) WHERE pending;
CREATE TABLE robots (
    origin TEXT NOT NULL PRIMARY KEY,
    visited TEXT NOT NULL,
    status INTEGER NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Visit:
    """What is known of one address. With a `file` there is a capture of it, whatever came later."""

    url: str
    kind: str = "page"
    visited: str = ""
    file: str | None = None
    at: int | None = None
    length: int | None = None
    sha256: str | None = None
    etag: str | None = None
    modified: str | None = None
    listed: str | None = None
    content: bytes | None = None
    code: str | None = None
    reason: str | None = None
    failures: int = 0
    final: bool = False
    wait_until: str | None = None
    pending: bool = True


_COLUMNS = ", ".join(f.name for f in fields(Visit))
_MARKS = ", ".join("?" for _ in fields(Visit))


class Visits(Closing):
    """The rows, open for reading and writing. Use it in a `with` block.

    Each change is a transaction of its own and nothing is locked between two, so that several processes
    may fetch into one folder, and builds read it meanwhile.

    Raises:
        StoreDamaged: If the file is none of ours.
        StoreVersion: If a newer parley wrote it.
        StoreError: If it cannot be opened, read or written; each method raises this too.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        with self._told():
            self._db = sqlite3.connect(self._file, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except BaseException:
            self._db.close()
            raise

    def get(self, url: str) -> Visit | None:
        """What is known of an address."""
        rows = self._run(f"SELECT {_COLUMNS} FROM visits WHERE url = ?", (url,))
        return _visit(rows[0]) if rows else None

    def put(self, visit: Visit) -> None:
        """Keep what is known now."""
        self._run(f"INSERT OR REPLACE INTO visits ({_COLUMNS}) VALUES ({_MARKS})", astuple(visit))

    def pages(self) -> Iterator[Visit]:
        """Every address that is not a feed or sitemap, in order."""
        sql = f"SELECT {_COLUMNS} FROM visits WHERE url > ? AND kind = 'page' ORDER BY url LIMIT {_AT_ONCE}"
        last = ""
        while rows := self._run(sql, (last,)):
            yield from map(_visit, rows)
            last = str(rows[-1][0])

    def pending(self) -> list[Visit]:
        """The addresses whose last visit the record does not know of yet, in order."""
        return [_visit(row) for row in self._run(f"SELECT {_COLUMNS} FROM visits WHERE pending ORDER BY url")]

    def settle(self, visits: Iterable[Visit]) -> None:
        """The record knows of these now; one that was visited since stays pending."""
        self._run("BEGIN IMMEDIATE")
        for visit in visits:
            key = (visit.url, visit.visited)
            self._run("UPDATE visits SET pending = 0 WHERE url = ? AND visited = ?", key)
        self._run("COMMIT")

    def robots(self, origin: str, since: str) -> tuple[int, bytes] | None:
        """Status and body of an origin's robots.txt, if it was read at or after `since`."""
        sql = "SELECT status, body FROM robots WHERE origin = ? AND visited >= ?"
        rows = self._run(sql, (origin, since))
        return (int(rows[0][0]), bytes(rows[0][1])) if rows else None

    def put_robots(self, origin: str, visited: str, status: int, body: bytes) -> None:
        """Keep an origin's robots.txt."""
        self._run("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", (origin, visited, status, body))

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def _run(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with self._told():
            return self._db.execute(sql, values).fetchall()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors as ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StoreError(
                f"{self._file}: cannot be used now ({error}); nothing fetched is lost"
            ) from error
        except sqlite3.DatabaseError as error:
            raise StoreDamaged(
                f"{self._file}: not the list of what was fetched, or damaged ({error}); put back a copy, or "
                "move it away: the archives beside it are then read without it"
            ) from error

    def _prepare(self) -> None:
        """The tables, made if need be; of two processes that come at once, the second finds them made."""
        # Read in one transaction, for another process may be making the tables just now.
        self._db.execute("BEGIN")
        is_ours = self._is_ours()
        self._db.execute("COMMIT")
        if not is_ours:
            self._db.execute("BEGIN IMMEDIATE")
            if not self._is_ours():
                for statement in filter(str.strip, _TABLES.split(";")):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
                self._db.execute(f"PRAGMA user_version = {_VERSION}")
            self._db.execute("COMMIT")

    def _is_ours(self) -> bool:
        """Whether the tables are there; False for an empty file."""
        application = self._db.execute("PRAGMA application_id").fetchone()[0]
        if application == _APPLICATION:
            if self._db.execute("PRAGMA user_version").fetchone()[0] > _VERSION:
                raise StoreVersion(
                    f"{self._file}: written by a newer parley; upgrade with: pip install --upgrade parley-news"
                )
            return True
        if application or self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise StoreDamaged(f"{self._file}: an SQLite database, but not the list of what was fetched")
        return False


def waiting(folder: Path) -> tuple[int, int]:
    """How many addresses the record does not know the last visit of, and how many gave nothing yet but may.

    Reads only, and never waits; (0, 0) where there is no list, or none that can be read.
    """
    file = folder / FILE
    if not file.is_file():
        return 0, 0
    sql = "SELECT total(pending), total(file IS NULL AND NOT final AND failures > 0) FROM visits WHERE kind = 'page'"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            pending, again = db.execute(sql).fetchone()
    except sqlite3.Error:
        return 0, 0
    return int(pending), int(again)


def _visit(row: tuple[Any, ...]) -> Visit:
    visit = Visit(*row)  # the columns are the fields
    visit.final, visit.pending = bool(visit.final), bool(visit.pending)
    return visit
