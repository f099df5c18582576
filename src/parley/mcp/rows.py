"""What of a record's row is told to a client: its fields in words, its evidence whole, no workings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from parley.views import words

Row = dict[str, Any]
Name = Callable[[str], str]
_WORKINGS = frozenset({"rule", "support", "values", "proof", "origins", "blocks", "text", "raw", "context"})
_SPEAKERS = ("speaker", "source", "holder")
_ACTORS = ("party", "towards", "agent", "target", "relayed_by")
_SEVERAL = ("parties", "mediators", "hosts", "agents", "recipients")
PIECES = 6  # of the evidence of a row; the others are counted


def told(row: Mapping[str, Any], name: Name) -> Row:
    """A row without its workings: dates as EDTF, names for the ids of actors, each piece of evidence with its place."""
    out: Row = {}
    for field, value in row.items():
        if field in _WORKINGS or value is None or value == []:
            continue
        out[field] = _value(field, value, name)
    for field in _SPEAKERS:
        if field in row:
            speaker = row[field] or {}
            out[field] = (
                {"name": speaker.get("name"), "as_printed": speaker.get("surface")} if speaker else None
            )
    if "act" in row and "negated" in row:
        out["act_in_words"] = words.act(row)
    return out


def _value(field: str, value: Any, name: Name) -> Any:
    if field == "evidence":
        return _evidence(value)
    if field in ("date", "published", "modified") and isinstance(value, Mapping):
        return value["edtf"]
    if field == "dates":
        return [date["edtf"] for date in value]
    if field in _ACTORS:
        return name(value)
    if field in _SEVERAL:
        return [name(actor) for actor in value]
    if field == "delegates":
        return [
            {"name": d["name"], "side": name(d["party"]) if d["party"] else None, "head": d["head"]}
            for d in value
        ]
    if field in ("history", "chain", "roles"):
        return [_stage(stage) for stage in value]
    if field == "terms" and isinstance(value, Mapping):
        return value["text"]
    return value


def _stage(stage: Mapping[str, Any]) -> Row:
    """A step of an agreement, or an office, with the first of its words."""
    out = {
        k: v for k, v in stage.items() if k not in ("evidence", "source", "date", "proof") and v is not None
    }
    if stage.get("date"):
        out["date"] = stage["date"]["edtf"]
    if stage.get("source"):
        out["source"] = stage["source"].get("name") or stage["source"].get("surface")
    return {**out, "evidence": list(stage["evidence"])[:1]}


def _evidence(pieces: list[Row]) -> Any:
    if len(pieces) <= PIECES:
        return pieces
    return [*pieces[:PIECES], {"more_pieces": len(pieces) - PIECES}]
