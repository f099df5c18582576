"""Finds who is named in a document: persons, states, bodies, organisations and media."""

from __future__ import annotations

from collections.abc import Iterable

from parley.find.base import Analysis
from parley.records import Mention


class Mentions:
    """The actors named in a document, with the office printed beside each name."""

    kind = "mentions"
    version = "1"
    needs: tuple[str, ...] = ()

    def find(self, analysis: Analysis) -> Iterable[Mention]:
        """The mentions in order of the text."""
        return ()
