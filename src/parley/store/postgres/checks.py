"""What can be wrong with a record on a server. The server itself watches its files and references."""

from __future__ import annotations

from itertools import islice

from parley.store.checks import orphans, totals
from parley.store.postgres import schema
from parley.store.postgres.connection import PostgresDatabase
from parley.store.postgres.words import Words, vector

_AT_ONCE = 500
# (table, column, parent, its column): what the tables' own references say, which a restore may have left out.
_REFERENCES = (
    ("pages", "document_id", "documents", "id"),
    ("readings", "document_id", "documents", "id"),
    ("entries", "document_id", "documents", "id"),
    ("facets", "entry", "entries", "number"),
    ("passages", "document_id", "documents", "id"),
    ("links", "kind", "link_kinds", "kind"),
)


def findings(db: PostgresDatabase, words: Words, version: int | None) -> list[str]:
    """One line for each thing that is wrong; empty when nothing is."""
    out = (
        [] if version == schema.LATEST else [f"tables: version {version}, this parley writes {schema.LATEST}"]
    )
    return out + _references(db) + orphans(db) + totals(db) + _index(db, words)


def _references(db: PostgresDatabase) -> list[str]:
    out = []
    for table, column, parent, key in _REFERENCES:
        number = db.execute(
            f"SELECT count(*) FROM {table} c WHERE c.{column} IS NOT NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = c.{column})"
        ).fetchone()[0]
        if number:
            out.append(f"references: {table}: {number} rows point to a missing row of {parent}")
    return out


def _index(db: PostgresDatabase, words: Words) -> list[str]:
    """Whether each passage is found by the words of its text."""
    wrong = 0
    rows = db.stream("SELECT text, words::text, bare FROM passages ORDER BY id")
    while some := list(islice(rows, _AT_ONCE)):
        made = [vector(places) for places in words.places([text for text, _, _ in some])]
        values = [vector_text for vector_text, _ in made]
        sorted_by_server = db.execute(
            "SELECT v::tsvector::text FROM unnest(?::text[]) WITH ORDINALITY AS u (v, n) ORDER BY n",
            (values,),
        )
        wrong += sum(
            (held, bare) != (fresh, is_bare)
            for (_, held, bare), (fresh,), (_, is_bare) in zip(some, sorted_by_server, made, strict=True)
        )
    return [f"search index: {wrong} passages differ from their words"] if wrong else []
