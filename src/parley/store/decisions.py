"""What a person decided about one entry: a row of the log, and what of the log stands for which words.

A decision belongs to an entry's id and to its *anchor*, the evidence that the reviewer saw. An entry that has the id
but rests on other words has not been decided; nor has one whose words are much like it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ACCEPT, REJECT, CORRECT, NOTE, UNDO = VERBS = ("accept", "reject", "correct", "note", "undo")
ACCEPTED, REJECTED, CORRECTED, NOTED = STATES = ("accepted", "rejected", "corrected", "noted")
REVIEWED, UNREVIEWED, ALL = "reviewed", "unreviewed", "all"
REVIEWS = (*STATES, REVIEWED, UNREVIEWED, ALL)  # what a filter may ask for
KINDS = (
    "statements",
    "figures",
    "positions",
    "incidents",
    "meetings",
    "agreements",
)  # that are decided about

Row = dict[str, Any]
Anchor = tuple[tuple[str, int, int, str], ...]  # (document id, start, end, quote) of each piece of evidence


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the log. `number` counts them in order; the store gives it, and 0 is none yet.

    `field` and `value` are those of a correction, `machine` what the program said at the time; `anchor` the evidence
    of the entry then, its words included; `undoes` the number of the decision that this one takes back.
    """

    at: str
    reviewer: str
    kind: str
    entry_id: str
    verb: str
    field: str | None = None
    value: Any = None
    note: str | None = None
    machine: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    anchor: Sequence[Mapping[str, Any]] = ()
    undoes: int | None = None
    number: int = 0

    def to_dict(self) -> Row:
        """As the log lists it, its number first."""
        values = {name: getattr(self, name) for name in self.__slots__}
        values |= {"machine": dict(self.machine), "anchor": [dict(piece) for piece in self.anchor]}
        return {"number": values.pop("number"), **values}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of the decisions about one entry and its words, in order; never empty.

    `key` is their anchor, `state` one of `STATES`; what was corrected and then accepted stays corrected.
    """

    decisions: tuple[Decision, ...]
    key: Anchor
    state: str = dataclasses.field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", self._state())

    def _state(self) -> str:
        verdict = self.verdict
        if verdict is None:
            return NOTED
        if verdict.verb == REJECT:
            return REJECTED
        return CORRECTED if self.corrections else ACCEPTED

    @property
    def kind(self) -> str:
        """The entry's kind."""
        return self.decisions[0].kind

    @property
    def entry_id(self) -> str:
        """The entry's id."""
        return self.decisions[0].entry_id

    @property
    def anchor(self) -> Sequence[Mapping[str, Any]]:
        """The evidence that was decided about."""
        return self.decisions[0].anchor

    @property
    def verdict(self) -> Decision | None:
        """The last decision that is more than a note."""
        return next((one for one in reversed(self.decisions) if one.verb != NOTE), None)

    @property
    def corrections(self) -> Mapping[str, Decision]:
        """The last correction of each field."""
        return {str(one.field): one for one in self.decisions if one.verb == CORRECT}

    @property
    def note(self) -> str | None:
        """The last thing that was noted."""
        return next((one.note for one in reversed(self.decisions) if one.note), None)

    def is_chosen(self, review: str | None) -> bool:
        """Whether a filter's `review` chooses the entry."""
        return chooses(review, self.state) or (review == NOTED and self.note is not None)


Folded = Mapping[
    str, tuple[Standing, ...]
]  # by the ids of entries; one for each anchor that was decided about


def chooses(review: str | None, state: str | None) -> bool:
    """Whether a filter's `review` chooses what is in a state; None: of an entry that nobody decided about."""
    if review is None:
        return state != REJECTED
    if review == REVIEWED:
        return state in (ACCEPTED, CORRECTED)
    if review == UNREVIEWED:
        return state in (None, NOTED)
    return review in (ALL, state)


def anchor_of(evidence: Iterable[Mapping[str, Any]]) -> Anchor:
    """Evidence as a key: equal where the same words of the same pages are meant."""
    return tuple((e["document_id"], e["start"], e["end"], e["quote"]) for e in evidence)


def fold(log: Iterable[Decision]) -> Folded:
    """What stands of a log."""
    return extended({}, log)


def extended(folded: Folded, more: Iterable[Decision]) -> Folded:
    """What stands once rows are added to a log; what stood before is left as it was."""
    out = dict(folded)
    for row in more:
        if row.kind in KINDS:
            held = out.get(row.entry_id, ())
            out[row.entry_id] = _without(held, row.undoes) if row.verb == UNDO else _with(held, row)
    return {entry_id: held for entry_id, held in out.items() if held}


def _with(held: Sequence[Standing], row: Decision) -> tuple[Standing, ...]:
    anchor = anchor_of(row.anchor)
    before = next((one.decisions for one in held if one.key == anchor), ())
    others = (one for one in held if one.key != anchor)
    return (*others, Standing((*before, row), anchor))


def _without(held: Sequence[Standing], number: int | None) -> tuple[Standing, ...]:
    left = (Standing(tuple(row for row in one.decisions if row.number != number), one.key) for one in held)
    return tuple(one for one in left if one.decisions)


def holding(folded: Folded, evidence: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, Standing]:
    """Of what stands, what holds for entries, by their ids.

    Args:
        folded: What `fold` gives.
        evidence: That of the entries, by their ids.
    """
    found = ((entry_id, held_by(folded.get(entry_id, ()), e)) for entry_id, e in evidence.items())
    return {entry_id: standing for entry_id, standing in found if standing is not None}


def held_by(held: Sequence[Standing], evidence: Iterable[Mapping[str, Any]]) -> Standing | None:
    """Of what stands about an entry's id, what was decided about this evidence."""
    anchor = anchor_of(evidence) if held else ()
    return next((one for one in held if one.key == anchor), None)


class Log:
    """What stands of a log, kept from view to view: rows are only ever added, so that what was read stays."""

    def __init__(self) -> None:
        self._kept: tuple[int, Folded] = (0, {})

    def upto(self, number: int, read: Callable[[int], Iterable[Decision]]) -> Folded:
        """What stands of the rows up to a number.

        Args:
            number: That of the last row; 0 where there is none.
            read: Gives the rows after a number, up to that one.
        """
        last, folded = self._kept
        if number < last:
            return fold(read(0))
        if number > last:
            folded = extended(folded, read(last))
            self._kept = (number, folded)
        return folded
