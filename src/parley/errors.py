"""Everything that can go wrong, as one tree.

    ParleyError
    ├── UsageError            the user asked for something that cannot be done as asked (exit 2)
    │   ├── UnknownRecord     no record there, or no entry of that id
    │   │   └── AmbiguousId   several ids begin so; carries `prefix`, `count` and the first `ids`
    │   ├── UnknownSource     a source that does not exist or that no reader understands
    │   └── SettingsError     an unknown key, a value of the wrong kind, a profile that does not parse
    ├── PageError             one page cannot be read; becomes a rejection, the run goes on (exit 3)
    │                         carries `code` and `reason`
    ├── StoreError            the record on disk
    │   ├── StoreBusy         another build holds the writer
    │   ├── StoreVersion      written by a newer parley
    │   └── StoreDamaged      the file is not a record, or fails its integrity check
    ├── EngineError           the engine that reads on other machines: not reached, or not done
    └── SpanError             offsets that do not reproduce their words: a bug, never shown as data

Every message says what, where and what to do. `PageError` never leaves `sources`, `clean` or
`pipeline`: it is turned into a `Rejection` there. The command line maps the others to exit codes
in one place (`parley.cli.main`).
"""

from __future__ import annotations

from collections.abc import Sequence


class ParleyError(Exception):
    """Base of all errors that parley raises on purpose."""


class UsageError(ParleyError):
    """The request cannot be carried out as asked."""


class UnknownRecord(UsageError):
    """There is no record at that place, or no entry with that id."""


class AmbiguousId(UnknownRecord):
    """Several ids begin as the one that was given.

    Args:
        prefix: What was given.
        count: How many ids begin so.
        ids: The first of them, in order.
    """

    def __init__(self, prefix: str, count: int, ids: Sequence[str]) -> None:
        named = ", ".join(ids) + (", ..." if count > len(ids) else "")
        super().__init__(f"{count:,} ids begin with {prefix!r}: {named}; give more of it")
        self.prefix = prefix
        self.count = count
        self.ids = tuple(ids)


class UnknownSource(UsageError):
    """The source does not exist, or nothing here can read it."""


class SettingsError(UsageError):
    """A setting is unknown or has a value of the wrong kind."""


class PageError(ParleyError):
    """One page cannot be read.

    Args:
        code: A short stable word for tables and filters, e.g. ``empty``. See `parley.records.REASONS`.
        reason: One sentence for a person.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class StoreError(ParleyError):
    """The record on disk cannot be used."""


class StoreBusy(StoreError):
    """Another process is writing to this record."""


class StoreVersion(StoreError):
    """The record was written by another version of parley, and cannot be brought to this one."""


class StoreDamaged(StoreError):
    """The file is not a record, or its integrity check fails."""


class EngineError(ParleyError):
    """The engine that reads on other machines cannot be reached, or could not do all."""


class SpanError(ParleyError):
    """A span does not reproduce its words."""
