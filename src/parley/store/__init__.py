"""Keeps a record. `base` is the contract; SQLite is the back end that everybody has, PostgreSQL a team's."""

from __future__ import annotations

import os

from parley.errors import UsageError
from parley.server import is_server
from parley.store import sqlite
from parley.store.base import Store

__all__ = ["open_store"]


def open_store(address: str | os.PathLike[str], *, create: bool = False, read_only: bool = False) -> Store:
    """The record at an address: a file's path, or ``postgresql://USER@HOST/DATABASE?schema=NAME``.

    With `create` it is made if it is not there.

    Raises:
        UnknownRecord: If there is none and `create` is not set.
        UsageError: If the address is wrong, or what its server needs is not installed.
        StoreVersion: If a newer parley wrote it, or an older one and it cannot be written.
        StoreDamaged: If something else is there.
        StoreError: If it cannot be opened or written.
    """
    if not is_server(address):
        return sqlite.open_store(address, create=create, read_only=read_only)
    try:
        from parley.store import postgres
    except ImportError as error:
        raise UsageError(
            "psycopg, which speaks with PostgreSQL, is not installed; "
            "run: pip install 'parley-news[postgres]'"
        ) from error
    return postgres.open_store(str(address), create=create, read_only=read_only)
