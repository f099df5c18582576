"""What a person decided about a row, in words: ``corrected by Ada Korin; the program: speaker Ilan Dross``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.views import words

OPEN = "open"  # what a field holds that nothing settles
_NAMES = {"about": "issues", "source": "speaker", "event_type": "event"}  # fields as a person calls them


def told(row: Mapping[str, Any]) -> str | None:
    """Who decided what, with what the program says of each corrected field, and the note; None where nobody did."""
    review = row.get("review")
    if not review:
        return None
    out = f"{review['state']} by {review['by']}"
    if review["machine"]:
        said = (
            f"{_NAMES.get(name, name)} {value(said)}{_score(said)}"
            for name, said in review["machine"].items()
        )
        out += f"; the program: {', '.join(said)}"
    return f"{out}; note: {review['note']}" if review["note"] else out


def _score(said: Any) -> str:
    """How sure the program was of who it is."""
    given = said.get("score") if isinstance(said, dict) else None
    return "" if given is None else f" (score {given:.2f})"


def badge(row: Mapping[str, Any]) -> dict[str, str] | None:
    """`{state, words}` of a row for a listing; None where nobody decided."""
    words_of = told(row)
    return {"state": row["review"]["state"], "words": words_of} if words_of else None


def value(held: Any) -> str:
    """What a field holds, in a few words: a name, a day, issues."""
    if isinstance(held, dict) and "edtf" in held:
        return words.day(held, iso=True) or OPEN
    if isinstance(held, dict):
        return str(held.get("name") or held.get("surface") or OPEN)
    if isinstance(held, list):
        return ", ".join(map(value, held)) or "none"
    return OPEN if held is None else str(held).replace("_", " ")
