"""Incidents as listings show them: with the names of those who take part."""

from __future__ import annotations

from collections.abc import Callable

from parley.store.base import View


def naming(view: View) -> Callable[[str], str]:
    """A function from a side of an incident, an actor's id or a printed name, to its name."""
    names = {row["id"]: row["name"] for row in view.entries("actors")}
    return lambda side: names.get(side, side)
