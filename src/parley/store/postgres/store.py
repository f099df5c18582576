"""A record in one schema of a PostgreSQL database: the back end of a team.

Invariants:
- A writer holds the record's advisory lock, so that there is one at a time, in whatever process and on
  whatever machine; it waits for another's commit as long as SQLite's does.
- A view is one REPEATABLE READ, READ ONLY transaction on a connection of its own: it sees one commit, waits for
  nobody and keeps nobody waiting.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

import psycopg

from parley.errors import StoreError, StoreVersion, UnknownRecord, UsageError
from parley.server import Address, parsed
from parley.store.decisions import Log, Standing
from parley.store.names import Actors
from parley.store.postgres import checks, schema
from parley.store.postgres.connection import PostgresDatabase, connect
from parley.store.postgres.faults import told
from parley.store.postgres.rows import PostgresView, PostgresWriter
from parley.store.postgres.words import Words

BUSY_MS = 5000  # how long a writer waits for another's commit, as in SQLite
_KEPT = 4  # connections that wait for their next use
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"


def open_store(url: str, *, create: bool = False, read_only: bool = False) -> PostgresStore:
    """The record that a URL names; with `create`, made (its schema too) if it is not there.

    Raises:
        UsageError: If the URL is wrong.
        UnknownRecord: If there is none and `create` is not set.
        StoreVersion: If a newer parley wrote it, or an older one and the role may not change it, or the server
            is too old.
        StoreDamaged: If the schema holds something else.
        StoreError: If it cannot be opened or written.
    """
    return PostgresStore(parsed(url), create=create, read_only=read_only)


@contextmanager
def making(url: str) -> Iterator[tuple[PostgresWriter, PostgresView]]:
    """A record that comes to be at a URL when the block ends: whole, or not at all.

    Raises:
        UsageError: If the URL is wrong, or there is a record already.
        StoreError: If it cannot be written.
    """
    address = parsed(url)
    with told(address.shown), connect(address) as db, closing(Words()) as words, _alone(db, address):
        if schema.check(db, address) is not None:
            raise UsageError(
                f"{address.shown}: there is a record already (schema {address.schema}), which is never "
                "overwritten; name another with ?schema=NAME"
            )
        schema.migrate(db, address)
        database = PostgresDatabase(db)
        writer = PostgresWriter(database, words)
        yield writer, PostgresView(database, words)
        writer.finish()
        schema.analyze(db, address.schema)


class PostgresStore:
    """One record. `view` and `writer` may be used from several threads, each call from one."""

    def __init__(self, address: Address, *, create: bool, read_only: bool) -> None:
        self._address = address
        self._read_only = read_only
        self._log = Log()
        self._free: list[tuple[psycopg.Connection, Words]] = []
        with told(address.shown):
            try:
                self._prepare(create=create)
            except BaseException:
                self.close()
                raise

    @contextmanager
    def writer(self) -> Iterator[PostgresWriter]:
        """Begin a transaction; see `Store.writer`."""
        if self._read_only:
            raise StoreError(f"{self._address.shown}: opened for reading only")
        with told(self._address.shown), self._connection() as (db, words), _alone(db, self._address):
            writer = PostgresWriter(PostgresDatabase(db), words)
            yield writer
            writer.finish()
            db.execute("UPDATE parley SET stamp = stamp + 1")

    @contextmanager
    def view(
        self, actors: Actors | None = None, standing: Mapping[str, Standing] | None = None
    ) -> Iterator[PostgresView]:
        """The last commit; see `Store.view`."""
        with told(self._address.shown), self._connection() as (db, words):
            db.execute(_READ)
            try:
                yield PostgresView(PostgresDatabase(db), words, actors, self._log, standing)
            finally:
                if not db.closed:
                    db.execute("ROLLBACK")

    def stamp(self) -> int:
        """See `Store.stamp`."""
        with told(self._address.shown), self._connection() as (db, _):
            row = db.execute("SELECT stamp FROM parley").fetchone()
            return int(row[0]) if row else 0

    def integrity(self) -> list[str]:
        """See `Store.integrity`."""
        with told(self._address.shown), self._connection() as (db, words):
            db.execute(_READ)
            try:
                return checks.findings(PostgresDatabase(db), words, schema.version(db, self._address.schema))
            finally:
                db.execute("ROLLBACK")

    def close(self) -> None:
        """Release the connections."""
        while self._free:
            db, words = self._free.pop()
            db.close()
            words.close()

    @contextmanager
    def _connection(self) -> Iterator[tuple[psycopg.Connection, Words]]:
        """A connection for one use; it is kept for the next if nothing is wrong with it."""
        held = self._kept() or (connect(self._address), Words())
        db, words = held
        try:
            yield held
        finally:
            idle = db.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
            if idle and len(self._free) < _KEPT:
                self._free.append(held)
            else:
                db.close()
                words.close()

    def _kept(self) -> tuple[psycopg.Connection, Words] | None:
        """A connection of an earlier use, if the server still knows it: it may have been restarted since."""
        while self._free:
            db, words = self._free.pop()
            try:
                db.execute("SELECT 1")
            except psycopg.OperationalError:
                db.close()
                words.close()
            else:
                return db, words
        return None

    def _prepare(self, *, create: bool) -> None:
        shown = self._address.shown
        with self._connection() as (db, _):
            have = schema.check(db, self._address)
            if have is None and not create:
                raise UnknownRecord(
                    f"{shown}: no record there (schema {self._address.schema}); "
                    "make one with: parley init FOLDER --store URL"
                )
            if have == schema.LATEST:
                return
            try:
                with _alone(db, self._address):
                    schema.migrate(db, self._address)
            except psycopg.errors.InsufficientPrivilege as error:
                if have is None:
                    raise
                raise StoreVersion(
                    f"{shown}: written by an older parley, and this role may not change it; "
                    "let its owner run a parley command on it once"
                ) from error


@contextmanager
def _alone(db: psycopg.Connection, address: Address) -> Iterator[None]:
    """A transaction that no other writer of this record overlaps."""
    db.execute("BEGIN")
    try:
        db.execute(f"SET LOCAL lock_timeout = {BUSY_MS}")
        db.execute("SELECT pg_advisory_xact_lock(%s)", (_lock(address.schema),))
        db.execute("SET LOCAL lock_timeout = 0")
        yield
        db.execute("COMMIT")
    except BaseException as error:
        if not db.closed:
            db.execute("ROLLBACK")
        if isinstance(error, UnicodeEncodeError):
            broken = error.object[error.start : error.end]
            raise StoreError(f"{address.shown}: {broken!r} is half a character, not text") from error
        raise


def _lock(name: str) -> int:
    """The number of a record's lock; locks of one database are its own."""
    return int.from_bytes(hashlib.sha256(f"parley {name}".encode()).digest()[:8], "big", signed=True)
