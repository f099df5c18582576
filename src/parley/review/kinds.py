"""What of each kind of entry can be corrected, how sure the program was, and what it said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.records import ACTS, EVENT_STATUSES, EVENT_TYPES, STANCES
from parley.store.base import Row

SURE = 0.75  # a speaker whose score is lower is worth a look: most pronouns that two people fit lie below
SPEAKER, SIDE, DATE, ISSUES, ISSUE, ITS_ISSUE = "speaker", "side", "date", "issues", "issue", "its issue"
# Field -> what it takes: one of the words above, or the words of a list.
CORRECTED: Mapping[str, Mapping[str, str | tuple[str, ...]]] = {
    "statements": {"speaker": SPEAKER, "date": DATE, "about": ISSUES, "act": ACTS},
    "figures": {"source": SPEAKER, "date": DATE, "issue": ISSUE},
    "positions": {
        "party": SIDE, "holder": SPEAKER, "issue": ITS_ISSUE, "stance": STANCES, "date": DATE
    },
    "incidents": {"source": SPEAKER, "event_type": EVENT_TYPES, "status": EVENT_STATUSES, "date": DATE},
    "meetings": {},
    "agreements": {},
}  # fmt: skip
_ALIASES = {
    "statements": {"issue": "about", "issues": "about"},
    "figures": {"speaker": "source"},
    "positions": {"speaker": "holder"},
    "incidents": {"speaker": "source"},
}
_TOLD = {"meetings": ("form", "status", "parties"), "agreements": ("kind", "status", "parties")}
_WHO = {"statements": "speaker", "figures": "source", "positions": "holder", "incidents": "source"}


def field_of(kind: str, name: str) -> str:
    """The field that a person means: of a figure its `source` where they say speaker."""
    return _ALIASES.get(kind, {}).get(name, name)


def machine(kind: str, row: Row) -> dict[str, Any]:
    """What the program says of a row, whatever a person corrected: what can be corrected, and its score."""
    given = (row.get("review") or {}).get("machine") or {}
    names = (*CORRECTED[kind], *_TOLD.get(kind, ()))
    said = {name: given.get(name, row[name]) for name in names}
    return {**said, "score": _score(said.get(_WHO.get(kind, "")))}


def is_unsure(kind: str, row: Row) -> bool:
    """Whether the program was not sure of an entry.

    Of a statement that is one whose speaker is open or has a score below `SURE`, or that a language model alone
    found; of figures, positions and incidents one whose claimant or holder is so, where they have one, and of a
    position or incident also one of which no actor is known; of meetings and agreements one with fewer than two
    known sides or without any date.
    """
    said = machine(kind, row)
    if kind == "statements":
        return said["speaker"] is None or _is_open(said["speaker"]) or row["origin"].startswith("llm:")
    if kind in ("meetings", "agreements"):
        dates = row["dates"] if kind == "meetings" else [row["date"]]
        known = [side for side in row["parties"] if side.startswith("actor-")]
        return len(known) < 2 or not any(date["earliest"] or date["latest"] for date in dates)
    if said[_WHO[kind]] is not None and _is_open(said[_WHO[kind]]):
        return True
    if kind == "figures":
        return False
    sides = [row["party"]] if kind == "positions" else [*row["agents"], *row["recipients"]]
    return not any(side.startswith("actor-") for side in sides)


def _is_open(speaker: Row) -> bool:
    if speaker["anonymous"]:
        return False  # the page does not say who, and that is all there is to know
    return speaker["actor_id"] is None or speaker["score"] is None or speaker["score"] < SURE


def _score(speaker: Any) -> float | None:
    return speaker["score"] if isinstance(speaker, dict) else None
