"""Keeps a record on disk. `base` is the contract, `open_store` the back end that everybody has."""

from parley.store.sqlite import open_store

__all__ = ["open_store"]
