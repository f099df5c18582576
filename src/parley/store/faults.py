"""SQLite's errors as the user's: what happened, where, and what to do."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parley.errors import StoreBusy, StoreDamaged, StoreError

_BUSY = "another parley is writing to this record; wait until it has finished, then run this again"
_FULL = "no space is left on the disk; everything committed so far is kept: free some, then run this again"
_READ_ONLY = "the record cannot be written there (a read-only folder or disk, or a file of another user)"
_CLOSED = (
    "the file cannot be opened; check that the folder exists, that you may read and write it, and that it is on a "
    "local disk: on a network drive no record can be kept"
)
_DAMAGED = (
    "not a record, or damaged; move this file away and build again from the sources, or put back a copy"
)
_MEMORY = "memory ran out, or the file is damaged and names a length that none has: run parley doctor"
_DISK = (
    "the disk or file system failed; a record needs a local disk: on a network drive locking does not work"
)

# Primary result codes, https://www.sqlite.org/rescode.html
_MESSAGES: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, _BUSY),
    sqlite3.SQLITE_LOCKED: (StoreBusy, _BUSY),
    sqlite3.SQLITE_FULL: (StoreError, _FULL),
    sqlite3.SQLITE_READONLY: (StoreError, _READ_ONLY),
    sqlite3.SQLITE_PERM: (StoreError, _READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (StoreError, _CLOSED),
    sqlite3.SQLITE_IOERR: (StoreError, _DISK),
    sqlite3.SQLITE_PROTOCOL: (StoreError, _DISK),
    sqlite3.SQLITE_NOLFS: (StoreError, _DISK),
    sqlite3.SQLITE_CORRUPT: (StoreDamaged, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (StoreDamaged, _DAMAGED),
}


@contextmanager
def told_os(path: Path) -> Iterator[None]:
    """Turn the errors of making a file or folder into a StoreError that names it."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror}; name another place") from error


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn SQLite's errors into those of `parley.errors`, naming the file; rows that do not parse are damage.

    Raises:
        StoreError: Or one of its kinds, with SQLite's own words at the end.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise StoreError(
            f"{where}: two entries contradict each other, nothing was stored: {error}"
        ) from error
    except (json.JSONDecodeError, UnicodeDecodeError, zlib.error) as error:
        raise StoreDamaged(f"{where}: {_DAMAGED} ({error})") from error
    except MemoryError as error:
        raise StoreError(f"{where}: {_MEMORY}") from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        kind, message = _MESSAGES.get((code or 0) & 0xFF, (StoreError, "SQLite failed"))
        raise kind(f"{where}: {message} ({error})") from error
