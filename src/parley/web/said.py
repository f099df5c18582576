"""What the fields of entries hold, in the words of the review's pages."""

from __future__ import annotations

from typing import Any

from parley.views import words
from parley.views.index import Index

FIELDS = {
    "speaker": "speaker", "source": "source", "holder": "voiced by", "date": "date", "about": "issues",
    "issue": "issue", "act": "act", "party": "side", "stance": "stance", "event_type": "what happened",
    "status": "status",
}  # fmt: skip
_WORDS = {
    "act": "acts",
    "stance": "stances",
    "event_type": "event_types",
    "status": "event_statuses",
}  # field -> its table of words
OPEN = "not settled"


def value(field: str | None, said: Any, index: Index) -> str:
    """What a field holds, in words; ``not settled`` where it is open."""
    if said == []:
        return "none"
    if said is None:
        return OPEN
    if field == "date":
        return words.day(said if isinstance(said, dict) else words.of_edtf(said)) or OPEN
    if isinstance(said, dict):
        return str(said.get("name") or said.get("surface") or OPEN)
    if field == "about" and isinstance(said, list):
        return ", ".join(map(index.issue, said))
    if field == "issue":
        return index.issue(said)
    if field == "party":
        return str(index.who(said)["name"])
    if field in _WORDS:
        return words.say(_WORDS[field], said)
    return str(said)


def score(said: Any) -> str | None:
    """How sure the program was of a speaker, 0 to 1; None where it gave no score."""
    given = said.get("score") if isinstance(said, dict) else None
    return None if given is None else f"{given:.2f}"


def moment(at: str) -> str:
    """A moment of the log as people read it: ``2 June 2031, 14:05 UTC``."""
    return f"{words.day(words.of_edtf(at[:10])) or at[:10]}, {at[11:16]} UTC"
