"""A `Filter` as SQL. Conditions speak of `e` (entries) and `d` (documents)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from parley.records import name_key
from parley.store import furniture
from parley.store.base import Filter
from parley.store.decisions import ALL, KINDS, UNREVIEWED
from parley.store.dialect import Database, Dialect
from parley.store.names import Actors, says
from parley.store.reviews import Reviews

Who = Callable[[], Actors]  # who is who: read only where it is asked for
CURRENT = "EXISTS (SELECT 1 FROM pages p WHERE p.document_id = d.id)"
# Read from the facets' index once, not asked of entry after entry: of 23,000 statements those by a name that many
# actors bear are found in 20 ms instead of 1.35 s.
_FACET = "e.number IN (SELECT f.entry FROM facets f WHERE f.name = ? AND f.value = ?)"
_FACET_IN = "e.number IN (SELECT f.entry FROM facets f WHERE f.name = ? AND f.value IN {})"


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

    def take(self, other: Condition) -> None:
        """All parts of another condition too."""
        self.parts += other.parts
        self.values += other.values

    def sql(self) -> str:
        """All parts, joined; true when there are none."""
        return " AND ".join(self.parts) or "TRUE"


def of_documents(dialect: Dialect, where: Filter) -> Condition:
    """What holds of a document itself: that it is current (or `older` asked for), its outlet, its name."""
    out = Condition()
    if not where.older:
        out.add(CURRENT)
    if where.outlet is not None:
        out.add("d.outlet_key = ?", name_key(where.outlet))
    if where.documents is not None:
        out.add(f"d.id IN {dialect.texts}", dialect.listing(where.documents))
    if where.without:
        out.add(f"d.id NOT IN {dialect.texts}", dialect.listing(where.without))
    if where.document is not None:
        named = encodable(where.document)
        # As a list, so that entries are read by it: of 316,000 statements those of a page in 1 ms instead of 150.
        out.add("d.id IN (SELECT o.id FROM documents o WHERE o.id = ? OR o.uri = ?)", named, named)
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


def facets(db: Database, where: Filter, actors: Who) -> Condition:
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
            listing(actors().called(where.speaker)),
            "name",
            listing(names),
        )
    if where.party is not None:
        out.add(among, "actor", listing(actors().of_party(where.party)))
    if where.actors is not None:
        out.add(among, "actor", listing(actors().of_ids(where.actors)))
    return out


def of_entries(
    db: Database,
    kind: str | None,
    where: Filter,
    actors: Who,
    reviews: Reviews,
    *,
    linked: bool = True,
) -> Condition:
    """What holds of an entry of `kind` (None: of any kind) and its document.

    With `linked` it stands in no furniture, and decisions hold: which are left out, and what was corrected.
    """
    out = of_documents(db.dialect, where)
    if kind is not None:
        out.add("e.kind = ?", kind)
    asked = facets(db, where, actors)
    dates(where, asked)
    if linked:
        out.add(furniture.outside(db.dialect, "e.start"))
        out.take(reviewed(db.dialect, where.review, reviews))
        asked = as_corrected(db.dialect, asked, where, actors, reviews)
    out.take(asked)
    return out


def reviewed(dialect: Dialect, review: str | None, reviews: Reviews) -> Condition:
    """That a filter's `review` chooses an entry."""
    out = Condition()
    if review is None or review == UNREVIEWED:
        if review == UNREVIEWED:
            out.add(f"e.kind IN ({', '.join('?' * len(KINDS))})", *KINDS)
        if hidden := reviews.left_out(review):
            out.add(f"e.id NOT IN {dialect.texts}", dialect.listing(hidden))
    elif review != ALL:
        out.add(f"e.id IN {dialect.texts}", dialect.listing(reviews.listed(review)))
    return out


def as_corrected(
    dialect: Dialect, asked: Condition, where: Filter, actors: Who, reviews: Reviews, *, dated: bool = True
) -> Condition:
    """What is asked of an entry, where what was corrected counts and not what the page's reading gave."""
    if not asked.parts or not reviews.corrected:
        return asked
    out = Condition()
    out.add(
        f"(e.id IN {dialect.texts} OR (e.id NOT IN {dialect.texts} AND {asked.sql()}))",
        dialect.listing(reviews.fitting(where, actors(), dated=dated)),
        dialect.listing(reviews.corrected),
        *asked.values,
    )
    return out


def having(
    db: Database, where: Filter, actors: Who, reviews: Reviews, inside: str | None = None
) -> Condition:
    """What holds of a document by itself and by having an entry, one that is also `inside`, as asked."""
    out = of_documents(db.dialect, where)
    dates(where, out, PAGE_FIRST, PAGE_LAST)
    asked = as_corrected(db.dialect, facets(db, where, actors), where, actors, reviews, dated=False)
    if asked.parts or where.review not in (None, ALL):
        asked.take(reviewed(db.dialect, where.review, reviews))
        if inside is None:
            visible = furniture.outside(db.dialect, "e.start", "e.document_id")
            having = f"d.id IN (SELECT e.document_id FROM entries e WHERE {visible} AND {asked.sql()})"
        else:
            visible = furniture.outside(db.dialect, "e.start")
            having = (
                "EXISTS (SELECT 1 FROM entries e"
                f" WHERE e.document_id = d.id AND {visible} AND {inside} AND {asked.sql()})"
            )
        out.add(having, *asked.values)
    return out


def encodable(text: str) -> str:
    """A text that a database takes: half characters, as file names can hold them, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
