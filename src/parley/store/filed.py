"""Records as rows of the tables, made where they are read: text goes to another process in a tenth of the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from parley.plain import dump
from parley.reading import Found, Reading
from parley.records import Record, name_key, row
from parley.store.base import Row

_WORDS = ("act", "mode", "issue", "stance", "status", "event_type")
_PARTIES = ("parties", "mediators", "hosts", "agents", "recipients")


class Filed(NamedTuple):
    """A record as its row of the entries, with the facets, as names and values, by which it is found."""

    entry: tuple[Any, ...]
    facets: tuple[tuple[str, str], ...]


def filed(kind: str, records: Sequence[Record | Filed]) -> list[Filed]:
    """The records of one kind of a document as rows, each once."""
    rows = (record if isinstance(record, Filed) else _filed(kind, record) for record in reversed(records))
    return list({one.entry[0]: one for one in rows}.values())


def ready(result: Reading | Found) -> Reading | Found:
    """What was read of a page, its records as rows."""
    records: Mapping[str, Any] = {kind: tuple(filed(kind, some)) for kind, some in result.records.items()}
    return result._replace(records=records) if isinstance(result, Found) else replace(result, records=records)


def _filed(kind: str, record: Record) -> Filed:
    entry = row(record)
    own = entry.get("date") or {}
    start = min(piece["start"] for piece in entry["evidence"])
    return Filed(
        (entry["id"], kind, entry["document_id"], start, own.get("earliest"), own.get("latest"), dump(entry)),
        tuple(dict.fromkeys(facets(entry))),
    )


def facets(entry: Row) -> Iterator[tuple[str, str]]:
    """(name, value) of all that an entry can be filtered by."""
    for who in (entry.get("speaker"), entry.get("source"), entry.get("holder"), entry):
        if isinstance(who, dict):
            if who.get("actor_id"):
                yield "actor", who["actor_id"]
            if key := name_key(who.get("name") or who.get("surface") or ""):
                yield "name", key
    for name in _WORDS:
        if entry.get(name):
            yield name, entry[name]
    for issue in (*(entry.get("about") or ()), *(entry.get("agenda") or ())):
        yield "issue", issue
    yield from (("actor", actor) for actor in sorted(_taking_part(entry)))


def _taking_part(entry: Row) -> set[str]:
    """Those whose position, meeting, agreement or deed an entry tells, where they are actors."""
    named = [actor for name in _PARTIES if name in entry for actor in entry[name] or ()]
    named += [delegate["actor_id"] for delegate in entry.get("delegates") or ()]
    if entry.get("party"):
        named.append(entry["party"])
    return {actor for actor in named if actor.startswith("actor-")}
