"""What other steps of linking read of the rows of actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from parley.link.roll import Roll, Sort
from parley.store.base import Row

BRIEF = ("id", "name", "kind", "country", "party")  # what is read of a row
_STATE = "state"

CAST = Sort[Row](
    "cast",
    lambda row: (_STATE,) if row["kind"] == _STATE else (),
    lambda row: [row[name] for name in BRIEF],
    lambda row: {**dict(zip(BRIEF, row, strict=True)), "aliases": ()},
)


def brief(row: Row) -> Row:
    """What other steps read of an actor's row."""
    return {**{name: row[name] for name in BRIEF}, "aliases": ()}


class Cast(Mapping[str, Row]):
    """The actors of a run by their ids."""

    def __init__(self, roll: Roll[Row], more: Iterable[Row] = ()) -> None:
        """From those that pages name, and more that they do not."""
        self._roll = roll
        self._more = {row["id"]: row for row in more}

    def load(self, actors: Iterable[str]) -> None:
        """Read some, all at once."""
        self._roll.load(actors)

    def __getitem__(self, actor: str) -> Row:
        """What is read of an actor."""
        found = self._more.get(actor) or self._roll.get(actor)
        if found is None:
            raise KeyError(actor)
        return found

    def __iter__(self) -> Iterator[str]:
        """The ids of all, in order."""
        return iter(sorted({*self._more, *self._roll.ids()}))

    def __len__(self) -> int:
        """How many there are."""
        return len({*self._more, *self._roll.ids()})

    @cached_property
    def states(self) -> Sequence[Row]:
        """Those that are states, in order of their ids."""
        return sorted([*self._more.values(), *self._roll.by(_STATE).values()], key=lambda row: str(row["id"]))
