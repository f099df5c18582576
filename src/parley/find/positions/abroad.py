"""Whether a page tells of more than one side: what a government wants of its own parliament is no negotiation."""

from __future__ import annotations

from parley.find.base import Analysis
from parley.find.lexicon import gazetteer
from parley.find.parties import Who
from parley.language.line import Line
from parley.records import Mention

_LONG = 10  # sentences from which a page that tells of another side names it
_LEAST = 2  # mentions of others: 9 of 9 rows of pages with fewer were of affairs at home


class Abroad:
    """The sides that a page names, others than a given one."""

    def __init__(self, analysis: Analysis, lines: list[Line]) -> None:
        self._mentions: tuple[Mention, ...] = tuple(analysis.found["mentions"])
        self._gazetteer = gazetteer(analysis.profile)
        self._long = len(lines) > _LONG
        self._known: dict[str, bool] = {}

    def is_alone(self, who: Who) -> bool:
        """Whether a long page names no other side than this state."""
        if not self._long or who.kind != "state":
            return False
        if who.actor_id not in self._known:
            others = sum(self._is_other(m, who) for m in self._mentions)
            self._known[who.actor_id] = others < _LEAST
        return self._known[who.actor_id]

    def _is_other(self, m: Mention, who: Who) -> bool:
        if m.country:
            return m.country != who.country
        if m.kind in ("state", "armed_group"):
            return m.actor_id != who.actor_id
        plain = m.name.split()
        hit = self._gazetteer.at(plain, 0) if m.kind == "organization" else None
        return hit is not None and hit[0] == len(plain)  # an alliance, not any association
