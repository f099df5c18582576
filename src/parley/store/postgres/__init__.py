"""Keeps a record on a PostgreSQL server, for a team: see docs/postgres.md."""

from parley.store.postgres.store import making, open_store

__all__ = ["making", "open_store"]
