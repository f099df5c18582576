"""PostgreSQL's errors as the user's: what happened, where, and what to do. No message holds a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from parley.errors import StoreBusy, StoreDamaged, StoreError

_BUSY = "another parley is writing to this record; wait until it has finished, then run this again"
_GONE = (
    "the server cannot be reached, or broke the connection; everything committed so far is kept: "
    "see that it runs, then run this again"
)
_LOGIN = (
    "the server did not let you in; check the user in the address, and give the password by ~/.pgpass "
    "(PGPASSFILE) or a service file, not in the address"
)
_NO_DATABASE = "there is no such database; make it with: createdb NAME"
_ROLE = "this role may not do that there; grant it what docs/postgres.md lists, or use another"
_READ_ONLY = "the server takes no writes (a standby, or set to read only); name the one that does"
_FULL = "no space is left on the server's disk; everything committed so far is kept: free some, then run this again"
_MANY = "the server has too many connections; close some, or raise max_connections"
_DAMAGED = (
    "the server says that its data are damaged; put back a backup (parley restore), or ask whoever keeps it"
)
_TIME = "the server stopped the query, or could not give it a lock, in the time it is set to; run this again"
_OTHER = "PostgreSQL failed"

# SQLSTATE, or its first two characters, which are its class: https://www.postgresql.org/docs/current/errcodes-appendix.html
_MESSAGES: dict[str, tuple[type[StoreError], str]] = {
    "55P03": (StoreBusy, _BUSY),
    "40": (StoreBusy, _BUSY),
    "08": (StoreError, _GONE),
    "57P": (StoreError, _GONE),
    "28": (StoreError, _LOGIN),
    "3D": (StoreError, _NO_DATABASE),
    "42501": (StoreError, _ROLE),
    "25006": (StoreError, _READ_ONLY),
    "53100": (StoreError, _FULL),
    "53300": (StoreError, _MANY),
    "57014": (StoreError, _TIME),
    "XX001": (StoreDamaged, _DAMAGED),
    "XX002": (StoreDamaged, _DAMAGED),
}
# A connection that fails has no SQLSTATE, only the server's words.
_WORDS = (
    ("too many", _MANY),
    ("remaining connection slots", _MANY),
    ('database "', _NO_DATABASE),
    ("password", _LOGIN),
    ("authentication", _LOGIN),
    ('role "', _LOGIN),
    ("pg_hba", _LOGIN),
)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn psycopg's errors into those of `parley.errors`, naming the record by its masked address.

    Raises:
        StoreError: Or one of its kinds, with the server's own words at the end.
    """
    try:
        yield
    except errors.IntegrityError as error:
        raise StoreError(
            f"{where}: two entries contradict each other, nothing was stored: {_words(error)}"
        ) from error
    except psycopg.Error as error:
        kind, message = _meant(error)
        raise kind(f"{where}: {message} ({_words(error)})") from error


def _meant(error: psycopg.Error) -> tuple[type[StoreError], str]:
    state = error.sqlstate or ""
    for length in (5, 3, 2):
        if state[:length] in _MESSAGES:
            return _MESSAGES[state[:length]]
    if isinstance(error, psycopg.OperationalError) and not state:
        words = str(error)
        return StoreError, next((meant for part, meant in _WORDS if part in words), _GONE)
    return StoreError, _OTHER


def _words(error: psycopg.Error) -> str:
    """The server's own words, on one line."""
    return " ".join(str(error.diag.message_primary or error).split())
