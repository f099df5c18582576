"""One line that says what a row of the record is, for formats that list rows of several kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.export.selection import Selection
from parley.link.timeline import meeting_title
from parley.records import Document
from parley.store.base import Row

_LONGEST = 160  # code points of a title
WHOLE = 500  # code points up to which evidence is quoted with what stands between its pieces


def title(kind: str, row: Row, chosen: Selection) -> str:
    """What a row says, in a line; pages and actors go by their names."""
    if kind == "meetings":
        return meeting_title(row, chosen)
    if kind == "agreements":
        sides = " and ".join(map(chosen.name, row["parties"]))
        return f"{_spaced(row['kind']).capitalize()}{f' between {sides}' if sides else ''}: {row['status']}"
    if kind == "positions":
        stance, issue = _spaced(row["stance"]), _spaced(row["issue"])
        return _short(f"{chosen.name(row['party'])} {stance} ({issue}): {row['content']}")
    if kind == "statements":
        return _short(f"{who(row['speaker']) or 'Somebody'} ({_act(row)}): {row['content']}")
    if kind == "figures":
        claimant = who(row["source"]) or row["outlet"] or "the outlet"
        return _short(f"{claimant}: {row['evidence'][0]['quote']}")
    if kind == "incidents":
        return _short(quoted(row, chosen.document(row["document_id"])))
    return _short(str(row.get("title") or row.get("name") or row["id"]))


def who(speaker: Mapping[str, Any] | None) -> str | None:
    """The name of a speaker, as far as it is settled, else the words as printed."""
    return (speaker.get("name") or speaker.get("surface")) if speaker else None


def _act(row: Row) -> str:
    """What a statement does, or that it was not or may yet be said: its content alone would read as said."""
    if row["hypothetical"]:
        return f"may yet {row['act']}"
    return f"did not {row['act']}" if row["negated"] and row["act"] != "deny" else str(row["act"])


def quoted(row: Row, document: Document) -> str:
    """What a row rests on in a page, on one line: from the first word to the last, where that is not too long."""
    pieces = [item for item in row["evidence"] if item["document_id"] == document.id]
    start, end = hull(row, document)
    whole = [document.text[start:end]] if end - start <= WHOLE else [item["quote"] for item in pieces]
    return " ".join(" [...] ".join(whole).split())


def hull(row: Mapping[str, Any], document: Document) -> tuple[int, int]:
    """Where the words that a row rests on in a page begin and end."""
    pieces = [item for item in row["evidence"] if item["document_id"] == document.id]
    return min(item["start"] for item in pieces), max(item["end"] for item in pieces)


def where(place: Mapping[str, Any] | None) -> str:
    """A place with its venue: ``Old Mill, Sele``."""
    names = ((place or {}).get("venue"), (place or {}).get("name"))
    return ", ".join(dict.fromkeys(name for name in names if name))


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else plain[: max(plain.rfind(" ", 0, _LONGEST), 1)] + " …"


def _spaced(word: str) -> str:
    return word.replace("_", " ")
