"""parley: news pages about a negotiation become a sourced record.

    >>> import parley
    >>> with parley.open("talks") as record:
    ...     record.statements(speaker="Veshnik")

Public names are those in `__all__`; they are imported when first used, so that ``import parley`` is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from parley._version import __version__

if TYPE_CHECKING:
    from parley.api import Record, build, open
    from parley.errors import (
        AmbiguousId,
        EngineError,
        PageError,
        ParleyError,
        SettingsError,
        SpanError,
        StoreBusy,
        StoreDamaged,
        StoreError,
        StoreVersion,
        UnknownRecord,
        UnknownSource,
        UsageError,
    )
    from parley.export.rows import Rows

_HOMES = {
    "parley.api": ("Record", "build", "open"),
    "parley.export.rows": ("Rows",),
    "parley.errors": (
        "AmbiguousId", "EngineError", "PageError", "ParleyError", "SettingsError", "SpanError", "StoreBusy",
        "StoreDamaged", "StoreError", "StoreVersion", "UnknownRecord", "UnknownSource", "UsageError",
    ),
}  # fmt: skip
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "AmbiguousId",
    "EngineError",
    "PageError",
    "ParleyError",
    "Record",
    "Rows",
    "SettingsError",
    "SpanError",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreVersion",
    "UnknownRecord",
    "UnknownSource",
    "UsageError",
    "__version__",
    "build",
    "open",
]


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
