"""An event of a sentence, and what telling of it does: an aid that was refused is no AID."""

from __future__ import annotations

from dataclasses import dataclass

from parley.find.predicates import Predicate
from parley.language.line import Range

VERBAL_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
MATERIAL_COOPERATION = frozenset({"COOPERATE", "AID", "RETREAT"})
MATERIAL_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
NAMED = 3  # the rank of what a sentence names without telling it
_PROMISED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT"})
Sides = tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a sentence. Ranges are of its tokens.

    `type` and `mode` are what the sentence as a whole does: an aid that will be sent is AGREE, one refused is
    REJECT. `deed` and `deed_mode` are what is told of by itself: AID in both. `around` are phrases that may be
    its place as well as its recipient; `bound` is whether more than a verb makes it an event. `rank` orders by
    salience.
    """

    type: str
    mode: str | None
    deed: str
    deed_mode: str | None
    agents: Sides
    recipients: Sides
    around: Sides
    trigger: Range
    negated: bool
    hypothetical: bool
    future: bool
    verb: Predicate | None
    bound: bool
    rank: tuple[int, int]

    @property
    def is_noun(self) -> bool:
        """Whether a noun is the event, alone or under a verb that carries it."""
        return self.verb is None or self.trigger != self.verb.group

    @property
    def is_told(self) -> bool:
        """Whether its sentence tells of it, and does not only name it."""
        return self.rank[0] < NAMED


def as_told(deed: str, mode: str | None, negated: bool, future: bool) -> tuple[str, str | None]:
    """Type and mode of telling of a deed: refused help is REJECT, help to come AGREE, a strike to come THREATEN."""
    if negated:
        refused = deed in VERBAL_COOPERATION or deed in MATERIAL_COOPERATION
        return ("REJECT", None) if refused else (deed, mode)
    if not future:
        return deed, mode
    if deed in MATERIAL_CONFLICT:
        return "THREATEN", None
    if deed == "RETREAT" and mode in ("withdraw", "ceasefire"):
        return "CONCEDE", None
    return ("AGREE", None) if deed in _PROMISED and mode != "resign" else (deed, mode)
