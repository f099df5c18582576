"""Finds who is reported to have communicated what."""

from __future__ import annotations

from collections.abc import Iterable

from parley.find.base import Analysis
from parley.records import Statement


class Statements:
    """Reported speech: quotations and paraphrases with their speaker."""

    kind = "statements"
    version = "1"
    needs: tuple[str, ...] = ("mentions",)

    def find(self, analysis: Analysis) -> Iterable[Statement]:
        """The statements in order of the text."""
        return ()
