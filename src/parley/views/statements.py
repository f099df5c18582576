"""Statements as listings show them, grouped by side and speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from parley.store.base import Row, View
from parley.views import words
from parley.views.index import Index, month
from parley.views.reviewed import badge

UNSETTLED = "Speaker not settled"  # the page names or describes somebody; it does not settle whom
UNNAMED = "Sources without a name"  # one description may stand for different people in different pages
NO_SIDE = "Others"  # of no side, or of one that nothing settles
_LAST = (NO_SIDE, UNNAMED, UNSETTLED)  # in this order, after the sides


def listed(view: View, index: Index) -> list[Row]:
    """All statements: sides by how much they are quoted, in them speakers likewise, then by day and place."""
    rows = [statement(entry, index) for entry in view.entries("statements")]
    spoken = Counter(row["speaker"]["key"] for row in rows)
    sides = Counter(row["side"] for row in rows)
    order = {row["id"]: i for i, row in enumerate(rows)}

    def place(row: Row) -> tuple[Any, ...]:
        side, speaker = row["side"], row["speaker"]
        by_side = (_LAST.index(side) + 1 if side in _LAST else 0, -sides[side], side)
        by_speaker = (-spoken[speaker["key"]], speaker["name"], speaker["key"])
        return (*by_side, *by_speaker, row["sort"], order[row["id"]])

    return sorted(rows, key=place)


def statement(entry: Row, index: Index) -> Row:
    """One statement. `parts` are its content as printed; between two of them the page has other words."""
    page = index.pages[entry["document_id"]]
    speaker = speaker_of(entry["speaker"])
    party = index.party(speaker["actor_id"])
    side = side_of(speaker, party)
    if speaker["anonymous"]:  # one description can belong to sources of several sides
        speaker["key"] = f"{speaker['key']}, {side}"
    said = entry["date"]
    return {
        "id": entry["id"],
        "document_id": entry["document_id"],
        "page": page,
        "speaker": speaker,
        "party": party,
        "side": side,
        "tone": index.tone(party),
        "act": entry["act"],
        "act_words": words.act(entry),
        "mode": entry["mode"],
        "mode_words": words.say("modes", entry["mode"]),
        "unsaid": words.unsaid(entry),
        "cue": entry["cue"],
        "parts": parts(entry),
        "to": entry["addressee"],
        "channel": entry["channel"],
        "place": entry["place"],
        "when": entry["when"],
        "relayed_by": entry["relayed_by"],
        "about": [issue.replace("_", " ") for issue in entry["about"]],
        "said": words.day(said) if words.is_its_own(said) else None,
        "sort": said["earliest"] or said["latest"] or page["sort"],
        "month": month(said) if said["earliest"] else page["month"],
        "review": badge(entry),
    }


def speaker_of(speaker: Row | None) -> Row:
    """Who speaks: resolved name and, where it differs, what the page prints. `key` groups a listing."""
    found = speaker or {}
    name, surface, anonymous = found.get("name"), found.get("surface"), bool(found.get("anonymous"))
    known = None if anonymous else found.get("actor_id")
    described = f"{'described' if anonymous else 'name'} {name}"
    return {
        "actor_id": found.get("actor_id"),
        "key": known or (described if name else "unsettled"),
        "name": name or UNSETTLED,
        "settled": bool(name),
        "printed": surface if surface and surface != name else None,
        "anonymous": anonymous,
    }


def parts(entry: Row) -> list[str]:
    """The content span by span, as the page prints it; the joined content where spans have no evidence."""
    quotes = {(e["start"], e["end"]): e["quote"] for e in entry["evidence"]}
    spans = [tuple(span) for span in entry["content_spans"]]
    found = [quotes[span] for span in spans if span in quotes]
    return found if found and len(found) == len(spans) else [entry["content"]]


def pieces(entry: Row) -> list[Row]:
    """The evidence that the content is made of; all of it where spans of the content have none."""
    of = {(e["start"], e["end"]): e for e in entry["evidence"]}
    spans = [tuple(span) for span in entry["content_spans"]]
    found = [of[span] for span in spans if span in of]
    return found if found and len(found) == len(spans) else list(entry["evidence"])


def side_of(speaker: Row, party: str | None) -> str:
    """The heading that a speaker stands under."""
    if not speaker["settled"]:
        return UNSETTLED
    return party or (UNNAMED if speaker["anonymous"] else NO_SIDE)


def groups(rows: Sequence[Row], before: Row | None = None) -> list[Row]:
    """Sides, in them speakers, of one sheet of `listed`; `before` is the last row of the sheet before."""
    out = []
    for side, of_side in groupby(rows, key=lambda row: row["side"]):
        speakers = []
        for key, said in groupby(of_side, key=lambda row: row["speaker"]["key"]):
            these = list(said)
            continued = before is not None and before["speaker"]["key"] == key
            speakers.append({"speaker": these[0]["speaker"], "rows": these, "continued": continued})
        tone = speakers[0]["rows"][0]["tone"]
        continued = before is not None and before["side"] == side
        out.append({
            "side": side,
            "tone": tone,
            "continued": continued,
            "unnamed": side == UNNAMED,
            "speakers": speakers,
        })  # fmt: skip
    return out


def speakers(rows: Sequence[Row]) -> list[Row]:
    """Sides with their speakers and counts, of all of `listed`."""
    return [
        {
            "side": group["side"],
            "tone": group["tone"],
            "count": sum(len(s["rows"]) for s in group["speakers"]),
            "speakers": [{"speaker": s["speaker"], "count": len(s["rows"])} for s in group["speakers"]],
        }
        for group in groups(rows)
    ]
