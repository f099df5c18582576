"""Names of the members of one file, none used twice."""

from __future__ import annotations


class Keys:
    """Gives each member its own key: what it is called, with a number behind that where another is called so.

    A member's key rests on those before it that are called the same, so that one added above does not rename
    those below.
    """

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def unused(self, key: str) -> str:
        """`key`, or ``key~2``, ``key~3`` ... where that is taken."""
        name = key
        while name in self._taken:
            self._taken[key] += 1
            name = f"{key}~{self._taken[key]}"
        self._taken[name] = 1
        return name
