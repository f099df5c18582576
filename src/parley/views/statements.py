"""Statements as listings show them, grouped by side and speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from parley.store.base import Row, View
from parley.views import words
from parley.views.index import Index, month

UNSETTLED = "Speaker not settled"  # the page names or describes somebody; it does not settle whom
NO_SIDE = "Others"  # of no side, or of one that nothing settles


def listed(view: View, index: Index) -> list[Row]:
    """All statements: sides by how much they are quoted, in them speakers likewise, then by day and place."""
    rows = [statement(entry, index) for entry in view.entries("statements")]
    spoken = Counter(row["speaker"]["key"] for row in rows)
    sides = Counter(row["party"] for row in rows)
    order = {row["id"]: i for i, row in enumerate(rows)}

    def place(row: Row) -> tuple[Any, ...]:
        party, speaker = row["party"], row["speaker"]
        return (
            not speaker["settled"],
            party is None,
            -sides[party],
            party or "",
            -spoken[speaker["key"]],
            speaker["name"],
            speaker["key"],
            row["sort"],
            order[row["id"]],
        )

    return sorted(rows, key=place)


def statement(entry: Row, index: Index) -> Row:
    """One statement. `parts` are its content as printed; between two of them the page has other words."""
    page = index.pages[entry["document_id"]]
    speaker = speaker_of(entry["speaker"])
    party = index.party(speaker["actor_id"])
    said = entry["date"]
    return {
        "id": entry["id"],
        "document_id": entry["document_id"],
        "page": page,
        "speaker": speaker,
        "party": party,
        "tone": index.tone(party),
        "act": entry["act"],
        "act_words": words.say("acts", entry["act"]),
        "mode": entry["mode"],
        "mode_words": words.say("modes", entry["mode"]),
        "negated": entry["negated"],
        "cue": entry["cue"],
        "parts": parts(entry),
        "to": entry["addressee"],
        "channel": entry["channel"],
        "place": entry["place"],
        "relayed_by": entry["relayed_by"],
        "about": [issue.replace("_", " ") for issue in entry["about"]],
        "said": words.day(said),
        "sort": said["earliest"] or said["latest"] or page["sort"],
        "month": month(said) or page["month"],
    }


def speaker_of(speaker: Row | None) -> Row:
    """Who speaks: resolved name and, where it differs, what the page prints. `key` groups a listing."""
    found = speaker or {}
    name, surface = found.get("name"), found.get("surface")
    return {
        "actor_id": found.get("actor_id"),
        "key": found.get("actor_id") or (f"name {name}" if name else "unsettled"),
        "name": name or UNSETTLED,
        "settled": bool(name),
        "printed": surface if surface and surface != name else None,
        "anonymous": bool(found.get("anonymous")),
    }


def parts(entry: Row) -> list[str]:
    """The content span by span, as the page prints it; the joined content where spans have no evidence."""
    quotes = {(e["start"], e["end"]): e["quote"] for e in entry["evidence"]}
    spans = [tuple(span) for span in entry["content_spans"]]
    found = [quotes[span] for span in spans if span in quotes]
    return found if found and len(found) == len(spans) else [entry["content"]]


def groups(rows: Sequence[Row], before: Row | None = None) -> list[Row]:
    """Sides, in them speakers, of one sheet of `listed`; `before` is the last row of the sheet before."""
    out = []
    for (settled, party), of_side in groupby(rows, key=_side):
        speakers = []
        for key, said in groupby(of_side, key=lambda row: row["speaker"]["key"]):
            these = list(said)
            continued = before is not None and before["speaker"]["key"] == key
            speakers.append({"speaker": these[0]["speaker"], "rows": these, "continued": continued})
        out.append({
            "party": side_name(settled, party),
            "tone": speakers[0]["rows"][0]["tone"],
            "continued": before is not None and _side(before) == (settled, party),
            "speakers": speakers,
        })  # fmt: skip
    return out


def speakers(rows: Sequence[Row]) -> list[Row]:
    """Sides with their speakers and counts, of all of `listed`."""
    return [
        {
            "party": group["party"],
            "tone": group["tone"],
            "count": sum(len(s["rows"]) for s in group["speakers"]),
            "speakers": [{"speaker": s["speaker"], "count": len(s["rows"])} for s in group["speakers"]],
        }
        for group in groups(rows)
    ]


def side_name(settled: bool, party: str | None) -> str:
    """The heading of a side."""
    return (party or NO_SIDE) if settled else UNSETTLED


def _side(row: Row) -> tuple[bool, str | None]:
    return row["speaker"]["settled"], row["party"]
