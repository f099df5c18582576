"""Keeps a record. `base` is the contract; SQLite is the back end that everybody has, PostgreSQL a team's."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any

from parley.errors import UsageError
from parley.server import is_server
from parley.store import sqlite
from parley.store.base import Store, View, Writer

__all__ = ["making", "open_store"]


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
    if is_server(address):
        opened: Store = _postgres().open_store(str(address), create=create, read_only=read_only)
        return opened
    return sqlite.open_store(address, create=create, read_only=read_only)


def making(address: str | os.PathLike[str]) -> AbstractContextManager[tuple[Writer, View]]:
    """A record that comes to be at an address when the block ends: whole, or not at all.

    The view shows what the writer wrote.

    Raises:
        UsageError: If the address is wrong, or there is a record already.
        StoreError: If it cannot be written.
    """
    if is_server(address):
        made: AbstractContextManager[tuple[Writer, View]] = _postgres().making(str(address))
        return made
    return sqlite.making(address)


def _postgres() -> Any:
    try:
        return import_module("parley.store.postgres")
    except ImportError as error:
        raise UsageError(
            "psycopg, which speaks with PostgreSQL, is not installed; "
            "run: pip install 'parley-news[postgres]'"
        ) from error
