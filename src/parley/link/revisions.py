"""Which document takes the place of which: wires send a story again when it is corrected or goes on.

Both stay. Two documents are versions of one item when they carry the same wire id from the same outlet and
each says its version as a number; and where an item names what it supersedes, that is taken at its word. An item
that its agency withdraws stays too, and so does what it takes the place of; that it did is said here.
"""

from __future__ import annotations

from collections import defaultdict

from parley.link.reading import Derived
from parley.records import WITHDRAWN, make_id, name_key
from parley.store.base import Row, View

_VERSION = " version "


def link_revisions(view: View, derived: Derived | None = None) -> list[Row]:
    """One row for each document that supersedes another of the record, or that its agency withdrew.

    Args:
        view: The record.
        derived: Where the head of each page is kept.
    """
    versions: dict[tuple[str, str], list[tuple[int, Row]]] = defaultdict(list)
    items: dict[str, list[Row]] = defaultdict(list)
    heads = (derived or Derived(view)).heads
    told = [{**head._asdict(), "supersedes": head.supersedes or ()} for head in heads]
    rows = [row for row in told if row["wire_id"]]
    for row in rows:
        items[row["wire_id"]].append(row)
    for row in rows:
        if (row["version"] or "").isdecimal():
            key = name_key(_outlet(row, items[row["wire_id"]])), row["wire_id"]
            versions[key].append((int(row["version"]), row))
    found: dict[str, Row] = {}
    for known in versions.values():
        for number, row in known:
            older = [other["id"] for version, other in known if version < number]
            if older:
                _note(found, row, older, "a later version of the same wire id")
    for row in rows:
        for name in row["supersedes"]:
            older = [other["id"] for other in _named(items, name) if other["id"] != row["id"]]
            if older:
                _note(found, row, older, "the item says what it supersedes")
    for row in told:
        if _withdrawn(row):
            _note(found, row, [], "the agency withdrew it")
    return [found[key] for key in sorted(found)]


def _outlet(row: Row, versions: list[Row]) -> str:
    """The outlet of an item; one that its agency withdraws may be bare, and is of the only one that sent the others."""
    known = {other["outlet"] for other in versions if other["outlet"]}
    if not row["outlet"] and _withdrawn(row) and len(known) == 1:
        return str(*known)
    return row["outlet"] or ""


def _named(items: dict[str, list[Row]], name: str) -> list[Row]:
    """The documents of a wire id, or of one of its versions: ``urn:x version 3``."""
    wire_id, mark, version = name.partition(_VERSION)
    return [row for row in items.get(wire_id, ()) if not mark or row["version"] == version]


def _withdrawn(row: Row) -> str | None:
    """The status of an item that is not to be used."""
    return row["status"] if row["status"] in WITHDRAWN else None


def _note(found: dict[str, Row], row: Row, older: list[str], basis: str) -> None:
    key = make_id("revision", row["id"])
    known = found.get(key, {}).get("supersedes", [])
    found[key] = {
        "id": key,
        "document_id": row["id"],
        "wire_id": row["wire_id"],
        "version": row["version"],
        "supersedes": sorted({*known, *older}),
        "basis": found[key]["basis"] if key in found else basis,
        "withdrawn": _withdrawn(row),
        "uri": row["uri"],
    }
