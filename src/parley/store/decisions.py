"""What a person decided about one entry: a row of the log, and what of the log stands for which words.

A decision belongs to an entry's id and to its *anchor*, the evidence that the reviewer saw. An entry that has the id
but rests on other words has not been decided; nor has one whose words are much like it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
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
    """What stands of the decisions about one entry, in order; never empty."""

    decisions: tuple[Decision, ...]

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
    def state(self) -> str:
        """One of `STATES`. What was corrected and then accepted stays corrected."""
        verdict = self.verdict
        if verdict is None:
            return NOTED
        if verdict.verb == REJECT:
            return REJECTED
        return CORRECTED if self.corrections else ACCEPTED

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


def fold(log: Iterable[Decision]) -> dict[tuple[str, Anchor], Standing]:
    """What stands of a log, by the id and the evidence that it was decided about."""
    rows = [row for row in log if row.kind in KINDS]
    gone = {row.undoes for row in rows}
    groups: dict[tuple[str, Anchor], list[Decision]] = {}
    for row in rows:
        if row.verb != UNDO and row.number not in gone:
            groups.setdefault((row.entry_id, anchor_of(row.anchor)), []).append(row)
    return {key: Standing(tuple(decisions)) for key, decisions in groups.items()}


def holding(
    standings: Mapping[tuple[str, Anchor], Standing], evidence: Mapping[str, Iterable[Mapping[str, Any]]]
) -> dict[str, Standing]:
    """Of `fold`, what holds for the entries that are there, by their ids.

    Args:
        standings: What `fold` gives.
        evidence: That of the entries in current documents, and of links, by their ids.
    """
    keys = ((entry_id, anchor_of(pieces)) for entry_id, pieces in evidence.items())
    return {key[0]: standings[key] for key in keys if key in standings}
