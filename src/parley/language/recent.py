"""What was found for recent sentences: wire copy repeats itself, and so do the pages of one outlet."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
REMEMBERED = 8192


class Recent(Generic[Key, Value]):
    """The values of a pure function of many keys at once, which are made once; all are forgotten when they are many.

    Args:
        make: The function: a value for each key.
    """

    def __init__(self, make: Callable[[Sequence[Key]], Sequence[Value]]) -> None:
        self._make = make
        self._known: dict[Key, Value] = {}

    def all(self, keys: Sequence[Key]) -> list[Value]:
        """The value of each key."""
        found = {key: self._known[key] for key in keys if key in self._known}
        if new := [key for key in dict.fromkeys(keys) if key not in found]:
            made = dict(zip(new, self._make(new), strict=True))
            found.update(made)
            if len(self._known) + len(made) > REMEMBERED:
                self._known.clear()
            self._known.update(made)
        return [found[key] for key in keys]
