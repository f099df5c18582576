"""Which entries the program was not sure of, told while a record is laid out, without reading the rows whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from parley.review.kinds import SURE, is_unsure
from parley.store.base import Card, View
from parley.store.decisions import Standing

# For each kind the fields that are looked at; of those of pages a path leads to parts of a field.
LOOKED_AT: Mapping[str, tuple[str, ...]] = {
    "statements": ("speaker.actor_id", "speaker.score", "speaker.anonymous", "origin"),
    "figures": ("source.actor_id", "source.score", "source.anonymous"),
    "positions": ("holder.actor_id", "holder.score", "holder.anonymous", "party"),
    "incidents": ("source.actor_id", "source.score", "source.anonymous", "agents", "recipients"),
    "meetings": ("parties", "dates"),
    "agreements": ("parties", "date"),
}


@dataclass(slots=True)
class Doubts:
    """Takes the looked-at fields of cards off them again; `ids` are those of unsure entries."""

    kind: str
    ids: set[str] = field(default_factory=set)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that cards must bring for it, after all others."""
        return LOOKED_AT.get(self.kind, ())

    def watch(self, cards: Iterable[Card]) -> Iterator[Card]:
        """The cards, without these fields."""
        count = len(self.fields)
        if not count:
            yield from cards
            return
        rule = _RULES[self.kind]
        for card in cards:
            if rule(*card.more[-count:]):
                self.ids.add(card.id)
            yield Card(card.id, card.documents, card.bounds, card.facets, card.more[:-count])

    def correct(self, view: View, standing: Mapping[str, Standing]) -> None:
        """Judge what a person corrected by what the program says of it; its card tells what the person does."""
        ids = [i for i, one in standing.items() if one.kind == self.kind and one.corrections]
        self.ids.difference_update(ids)
        self.ids.update(row["id"] for row in view.chosen(self.kind, ids) if is_unsure(self.kind, row))


def _open(actor: str | None, score: float | None, anonymous: Any) -> bool:
    """Whether it is open, or not sure, who somebody is, as `parley.review.kinds.is_unsure` has it."""
    if anonymous in (True, 1, "true"):
        return False
    return actor is None or score is None or float(score) < SURE


def _statement(actor: str | None, score: float | None, anonymous: Any, origin: str) -> bool:
    return _open(actor, score, anonymous) or origin.startswith("llm:")


def _figure(actor: str | None, score: float | None, anonymous: Any) -> bool:
    return anonymous is not None and _open(actor, score, anonymous)  # None: the outlet states it


def _position(actor: str | None, score: float | None, anonymous: Any, party: str) -> bool:
    return _figure(actor, score, anonymous) or not party.startswith("actor-")


def _incident(actor: str | None, score: float | None, anonymous: Any, agents: Any, others: Any) -> bool:
    # Lists come as a back end gives them: as lists, or as their JSON.
    return _figure(actor, score, anonymous) or not ("actor-" in str(agents) or "actor-" in str(others))


def _of_pages(parties: Sequence[str], dates: Any) -> bool:
    told = [dates] if isinstance(dates, dict) else dates
    known = [side for side in parties if side.startswith("actor-")]
    return len(known) < 2 or not any(date["earliest"] or date["latest"] for date in told)


_RULES: Mapping[str, Callable[..., bool]] = {
    "statements": _statement,
    "figures": _figure,
    "positions": _position,
    "incidents": _incident,
    "meetings": _of_pages,
    "agreements": _of_pages,
}
