"""parley: news pages about a negotiation become a sourced record.

    >>> import parley
    >>> with parley.open("talks") as record:
    ...     record.statements(speaker="Veshnik")

Public names are those in `__all__`; they are imported when first used, so that ``import parley`` is fast.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from parley._version import __version__

if TYPE_CHECKING:
    from parley.api import Record, build, open
    from parley.errors import (
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
        "PageError", "ParleyError", "SettingsError", "SpanError", "StoreBusy", "StoreDamaged", "StoreError",
        "StoreVersion", "UnknownRecord", "UnknownSource", "UsageError",
    ),
}  # fmt: skip
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
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


class _Package(ModuleType):
    """Keeps `parley.build` the function when the module of that name is imported, which would take it."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "build" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
