"""Whether a sentence has a word of some kind, where one look at a word tells it: asked of every sentence of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

REMEMBERED = 1 << 15  # words of either kind


class Telling:
    """Words that pass a test, each looked at once.

    Args:
        test: Of one word.
    """

    def __init__(self, test: Callable[[str], bool]) -> None:
        self._test = test
        self._telling: set[str] = set()
        self._others: set[str] = set()

    def any(self, words: Iterable[str]) -> bool:
        """Whether one of some words passes."""
        if not self._telling.isdisjoint(words):
            return True
        new = set(words) - self._others
        found = set(filter(self._test, new))
        if len(self._others) + len(self._telling) > REMEMBERED:
            self._others.clear()
            self._telling.clear()
        self._telling |= found
        self._others |= new - found
        return bool(found)
