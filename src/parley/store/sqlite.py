"""A record in one SQLite file: the back end that everybody has.

Invariants:
- Every connection has WAL, foreign keys and a busy timeout; every write begins with BEGIN IMMEDIATE
  (a transaction that reads first and writes later fails at once when another writes, whatever the timeout).
- A view is one read transaction on a connection of its own: it sees one commit and blocks nobody.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from parley.errors import StoreError, StoreVersion, UnknownRecord, UsageError
from parley.store import checks, schema
from parley.store.decisions import Log, Standing
from parley.store.faults import told, told_os
from parley.store.fts5 import SqliteDatabase, SqliteView, SqliteWriter
from parley.store.names import Actors

# Of the log, at which it is folded into the file: of ten pages and their links a commit writes 16 MB or more, and two
# commits of a build fold some pages twice. With SQLite's 1,000 they take 0.4 s, with these 0.27.
_LOG_PAGES = 8_000
# Of a writer's pages in memory; with the 2 MiB of SQLite a batch is put out and fetched again, 0.9 of 6.2 ms a page.
_CACHE_KIB = 65536
BUSY_MS = 5000  # how long a writer waits for another's commit; a batch commits in well under 1 s


def open_store(path: str | os.PathLike[str], *, create: bool = False, read_only: bool = False) -> SqliteStore:
    """The record in the file `path`; with `create`, made (its folder too) if it is not there.

    Raises:
        UnknownRecord: If there is none and `create` is not set.
        StoreVersion: If a newer parley wrote it, or an older one and it cannot be written.
        StoreDamaged: If the file is something else.
        StoreError: If it cannot be opened or written.
    """
    file = Path(path)
    if not create and not file.is_file():
        raise UnknownRecord(f"{file}: no record there; make one with: parley build SOURCE... -o FOLDER")
    if create:
        with told_os(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
    return SqliteStore(file, create=create, read_only=read_only)


@contextmanager
def making(path: str | os.PathLike[str]) -> Iterator[tuple[SqliteWriter, SqliteView]]:
    """A record that comes to be in the file `path` when the block ends: whole, or not at all.

    Raises:
        UsageError: If something is there already.
        StoreError: If it cannot be written.
    """
    file = Path(path)
    if file.exists():
        raise UsageError(f"{file}: there is a record already, which is never overwritten; name another place")
    fresh = file.with_name(file.name + ".new")
    discard(fresh)
    try:
        store = open_store(fresh, create=True)
        try:
            with store.writer() as writer:
                yield writer, SqliteView(writer.database)
        finally:
            store.close()
        settle(fresh, file)
    finally:
        discard(fresh)


def snapshot(file: Path, to: Path) -> None:
    """The last commit of any SQLite file as a file of its own; a writer goes on meanwhile.

    Raises:
        StoreError: If it cannot be read or the copy not be written.
    """
    with (
        told(str(file)),
        closing(sqlite3.connect(_uri(file, "ro", sealed=_sealed(file)), uri=True)) as held,
        closing(sqlite3.connect(to)) as copy,
    ):
        held.backup(copy)


def settle(fresh: Path, file: Path) -> None:
    """Give a finished file, closed by all, its name, which nothing else may have taken meanwhile."""
    with told_os(file):
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        if file.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        fresh.rename(file)


def discard(fresh: Path) -> None:
    """Remove a file that was never finished, and what SQLite laid beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


class SqliteStore:
    """One record. `view` and `writer` may be used from several threads, each call from one."""

    def __init__(self, file: Path, *, create: bool, read_only: bool) -> None:
        self._file = file
        self._read_only = read_only
        self._sealed = read_only and _sealed(file)
        self._log = Log()
        self._idle = list[sqlite3.Connection]()  # at most one, between writes
        with told(str(file)):
            # Open as long as the store is, so that closing a view never folds the log into the file.
            self._keeper = self._connect(create=create)
            try:
                self._prepare(create=create)
            except BaseException:
                self._keeper.close()
                raise

    @contextmanager
    def writer(self) -> Iterator[SqliteWriter]:
        """Begin a transaction; see `Store.writer`."""
        if self._read_only:
            raise StoreError(f"{self._file}: opened for reading only")
        with told(str(self._file)), self._writing() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                writer = SqliteWriter(SqliteDatabase(db))
                yield writer
                writer.finish()
            except BaseException as error:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                if isinstance(error, UnicodeEncodeError):
                    broken = error.object[error.start : error.end]
                    raise StoreError(f"{self._file}: {broken!r} is half a character, not text") from error
                raise
            db.execute("COMMIT")

    def mark(self) -> object:
        """What `SqliteWriter.mark` gives, too, as long as nobody else has committed."""
        with told(str(self._file)), self._writing() as db:
            return SqliteDatabase(db).mark()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection to write with: that of the last write, which still has in memory what the next one needs.

        A build that opened one for each batch read the same pages again and again, 0.8 ms of processor time a page.
        """
        try:
            db = self._idle.pop()
        except IndexError:  # none yet, or another thread is writing
            db = self._connect()
            db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            db.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        try:
            yield db
        except BaseException:
            db.close()
            raise
        if self._idle:
            db.close()
        else:
            self._idle.append(db)

    @contextmanager
    def view(
        self, actors: Actors | None = None, standing: Mapping[str, Standing] | None = None
    ) -> Iterator[SqliteView]:
        """The last commit; see `Store.view`."""
        with told(str(self._file)), closing(self._connect()) as db:
            db.execute("PRAGMA query_only = ON")
            db.execute("BEGIN")
            yield SqliteView(SqliteDatabase(db), actors, self._log, standing)

    def stamp(self) -> int:
        """See `Store.stamp`: every commit writes into the file's log, or into the file.

        SQLite's own `data_version` can only be compared within one connection.
        """
        with told_os(self._file):
            file = self._file.stat()
            try:
                log = self._file.with_name(self._file.name + "-wal").stat()
            except FileNotFoundError:
                return hash((file.st_mtime_ns, file.st_size))
        written = (log.st_mtime_ns, log.st_size) if log.st_size else ()  # an empty one is a reader's
        return hash((file.st_mtime_ns, file.st_size, *written))

    def integrity(self) -> list[str]:
        """See `Store.integrity`."""
        with closing(self._connect()) as db:
            return checks.findings(db, writable=not self._read_only)

    def close(self) -> None:
        """Release the file."""
        while self._idle:
            self._idle.pop().close()
        self._keeper.close()

    def _prepare(self, *, create: bool) -> None:
        where = str(self._file)
        if not schema.check(self._keeper, where) and not create:
            raise UnknownRecord(f"{where}: an empty file, not a record yet; build into it to make it one")
        if self._read_only:
            self._have_tables(where)
            return
        if not self._logging():
            raise StoreError(
                f"{where}: this file system cannot hold a record (a network drive?); use a local disk"
            )
        schema.migrate(self._keeper)

    def _have_tables(self, where: str) -> None:
        """Bring an older record, opened for reading, to the tables of today, where it can be written."""
        if schema.version(self._keeper) == schema.LATEST:
            return
        if not (os.access(self._file, os.W_OK) and os.access(self._file.parent, os.W_OK)):
            raise StoreVersion(
                f"{where}: written by an older parley, and cannot be changed; "
                "make it writable or build it again with: parley build SOURCE... -o FOLDER"
            )
        open_store(self._file).close()

    def _logging(self) -> bool:
        """Switch the write-ahead log on; False where the file system cannot have one.

        The switch does not wait for others as all else does, so two first starts at once would fail.
        """
        end = time.monotonic() + BUSY_MS / 1000
        while True:
            try:
                mode: str = self._keeper.execute("PRAGMA journal_mode = WAL").fetchone()[0]
                return mode == "wal"
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.01)

    def _connect(self, *, create: bool = False) -> sqlite3.Connection:
        mode = "ro" if self._read_only else "rwc" if create else "rw"
        uri = _uri(self._file, mode, sealed=self._sealed)
        # A view may be handed on to another thread (a web server's); it is never used by two at once.
        db = sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False
        )
        db.execute("PRAGMA foreign_keys = ON")
        return db


def _uri(file: Path, mode: str, *, sealed: bool) -> str:
    return f"file:{quote(str(file.absolute()))}?mode={mode}{'&immutable=1' if sealed else ''}"


def _sealed(file: Path) -> bool:
    """Whether nobody can be writing: no log lies beside the file, and none can be made there.

    Without this SQLite cannot read a record from a read-only disk, for it wants to make a log.
    """
    log = file.with_name(file.name + "-wal")
    return not os.access(file.parent, os.W_OK) and not (log.is_file() and log.stat().st_size)
