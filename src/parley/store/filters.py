"""A `Filter` as SQL. Conditions speak of `e` (entries) and `d` (documents)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from parley.records import name_key
from parley.store import furniture
from parley.store.base import Filter
from parley.store.dialect import Database
from parley.store.names import Actors, says

CURRENT = "EXISTS (SELECT 1 FROM pages p WHERE p.document_id = d.id)"
_FACET = "EXISTS (SELECT 1 FROM facets f WHERE f.entry_id = e.id AND f.name = ? AND f.value = ?)"
_FACET_IN = "EXISTS (SELECT 1 FROM facets f WHERE f.entry_id = e.id AND f.name = ? AND f.value IN {})"


def _bound(table: str, end: str) -> str:
    """An end of the date of a row: that which links give it, else its own."""
    linked = f"FROM dated x WHERE x.id = {table}.id"
    return f"(CASE WHEN EXISTS (SELECT 1 {linked}) THEN (SELECT x.{end} {linked}) ELSE {table}.{end} END)"


PAGE_FIRST, PAGE_LAST = _bound("d", "earliest"), _bound("d", "latest")
_OWN_FIRST, _OWN_LAST = _bound("e", "earliest"), _bound("e", "latest")
_OPEN = f"({_OWN_FIRST} IS NULL AND {_OWN_LAST} IS NULL)"
# What is only known to be over by its document's publication counts as of that.
_BY_THEN = f"({_OWN_FIRST} IS NULL AND {_OWN_LAST} >= {PAGE_FIRST})"
FIRST = f"(CASE WHEN {_OPEN} OR {_BY_THEN} THEN {PAGE_FIRST} ELSE {_OWN_FIRST} END)"
LAST = f"(CASE WHEN {_OPEN} THEN {PAGE_LAST} ELSE {_OWN_LAST} END)"


@dataclass(slots=True)
class Condition:
    """Parts that must all hold, with the values for their question marks."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        """One more part."""
        self.parts.append(part)
        self.values += values

    def sql(self) -> str:
        """All parts, joined; true when there are none."""
        return " AND ".join(self.parts) or "TRUE"


def of_documents(where: Filter) -> Condition:
    """What holds of a document itself: that it is current (or `older` asked for), its outlet, its name."""
    out = Condition()
    if not where.older:
        out.add(CURRENT)
    if where.outlet is not None:
        out.add("d.outlet_key = ?", name_key(where.outlet))
    if where.document is not None:
        named = encodable(where.document)
        out.add("(d.id = ? OR d.uri = ?)", named, named)
    return out


def dates(where: Filter, out: Condition, first: str = FIRST, last: str = LAST) -> None:
    """That a date may lie in the range; by default the entry's own, or where that is open its document's."""
    if where.since is None and where.until is None:
        return
    out.add(f"({first} IS NOT NULL OR {last} IS NOT NULL)")
    if where.since is not None:
        out.add(f"({last} IS NULL OR {last} >= ?)", where.since)
    if where.until is not None:
        out.add(f"({first} IS NULL OR {first} <= ?)", where.until)


def facets(db: Database, where: Filter, actors: Actors) -> Condition:
    """What holds of an entry by what it says; empty when nothing of that is asked."""
    out = Condition()
    among, listing = _FACET_IN.format(db.dialect.texts), db.dialect.listing
    for name in ("issue", "act", "mode"):
        value = getattr(where, name)
        if value is not None:
            out.add(_FACET, name, encodable(value))
    if where.speaker is not None:
        typed = name_key(where.speaker).split()
        keys = db.execute("SELECT DISTINCT value FROM facets WHERE name = 'name'")
        names = [key for (key,) in keys if says(key, typed)]
        out.add(
            f"({among} OR {among})",
            "actor",
            listing(sorted(actors.called(where.speaker))),
            "name",
            listing(sorted(names)),
        )
    if where.party is not None:
        out.add(among, "actor", listing(sorted(actors.of_party(where.party))))
    return out


def of_entries(
    db: Database, kind: str | None, where: Filter, actors: Actors, *, linked: bool = True
) -> Condition:
    """What holds of an entry of `kind` (None: of any kind) and its document; `linked`: in no furniture."""
    out = of_documents(where)
    if linked:
        out.add(furniture.outside(db.dialect, "e.start"))
    if kind is not None:
        out.add("e.kind = ?", kind)
    asked = facets(db, where, actors)
    out.parts += asked.parts
    out.values += asked.values
    dates(where, out)
    return out


def having(db: Database, where: Filter, actors: Actors, inside: str = "TRUE") -> Condition:
    """What holds of a document by itself and by having an entry, one that is also `inside`, as asked."""
    out = of_documents(where)
    dates(where, out, PAGE_FIRST, PAGE_LAST)
    asked = facets(db, where, actors)
    if asked.parts:
        visible = furniture.outside(db.dialect, "e.start")
        out.add(
            "EXISTS (SELECT 1 FROM entries e"
            f" WHERE e.document_id = d.id AND {visible} AND {inside} AND {asked.sql()})",
            *asked.values,
        )
    return out


def encodable(text: str) -> str:
    """A text that a database takes: half characters, as file names can hold them, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
