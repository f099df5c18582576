"""A record as one SQLite file that Datasette, or any tool that speaks SQL, opens well.

One table a kind, with references between them; `evidence`, `issues`, `participants` and `aliases` hold what a row has
several of; views say who said and who claimed what; pages, statements, figures, positions and actors can be searched.

Every reference leads somewhere: a row that is only referred to, not chosen by the filter, is there with ``chosen`` 0.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from parley._version import __version__
from parley.errors import UnknownRecord
from parley.export import relations
from parley.export.fields import fields_of, kinds
from parley.export.relations import Table
from parley.export.selection import Counts, Selection
from parley.store.base import Row

APPLICATION = 0x50524C58  # "PRLX": tells an export from a record, and from any other SQLite file
_BATCH = 1000  # rows written at once
_SEARCHED = {
    "documents": ("title", "text"),
    "statements": ("content", "quote"),
    "figures": ("unit", "quote"),
    "positions": ("content", "quote"),
    "actors": ("name", "aliases"),
}
_EXTRA = """
CREATE TABLE evidence (
    kind TEXT NOT NULL, record_id TEXT NOT NULL, place INTEGER NOT NULL,
    document_id TEXT REFERENCES documents (id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
    PRIMARY KEY (record_id, place)
);
CREATE INDEX evidence_document_id ON evidence (document_id);
CREATE TABLE issues (
    kind TEXT NOT NULL, record_id TEXT NOT NULL, issue TEXT NOT NULL, PRIMARY KEY (record_id, issue)
);
CREATE INDEX issues_issue ON issues (issue);
CREATE TABLE participants (
    kind TEXT NOT NULL, record_id TEXT NOT NULL, role TEXT NOT NULL,
    actor_id TEXT{people}, name TEXT NOT NULL
);
CREATE INDEX participants_record_id ON participants (record_id);
CREATE INDEX participants_actor_id ON participants (actor_id);
CREATE TABLE aliases (actor_id TEXT NOT NULL{people}, alias TEXT NOT NULL, PRIMARY KEY (actor_id, alias));
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE columns (kind TEXT NOT NULL, name TEXT NOT NULL, about TEXT NOT NULL, PRIMARY KEY (kind, name));
"""
_VIEWS = {
    "statements": """
CREATE VIEW who_said_what AS
SELECT s.date, s.speaker, s.act, s.mode, s.content, s.about, s.addressee, s.channel, d.outlet, d.title,
    d.published, coalesce(d.url, d.uri) AS url, s.quote, s.id, s.document_id, s.speaker_id
FROM statements s JOIN documents d ON d.id = s.document_id WHERE s.chosen;
""",
    "figures": """
CREATE VIEW who_claimed_what AS
SELECT f.date, coalesce(f.source, d.outlet) AS claimant, f.qualifier, f.low, f.high, f.unit, f.event, f.agent,
    f.target, f.issue, d.outlet, d.title, d.published, coalesce(d.url, d.uri) AS url, f.quote, f.id, f.document_id
FROM figures f JOIN documents d ON d.id = f.document_id;
""",
    "positions": """
CREATE VIEW who_stands_where AS
SELECT p.date, p.party, p.issue, p.stance, p.content, p.conditions, p.towards, p.holder, d.outlet, d.title,
    d.published, coalesce(d.url, d.uri) AS url, p.quote, p.id, p.document_id, p.statement_id
FROM positions p JOIN documents d ON d.id = p.document_id;
""",
}


def write(chosen: Selection, file: Path) -> Counts:
    """Make the database; no file may be there."""
    counts = Counts()
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = OFF")  # the file is thrown away if it does not come to its end
        db.execute("PRAGMA synchronous = OFF")
        with db:
            Writer(db, chosen).write(counts)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute("PRAGMA optimize")
    return counts


class Writer:
    """Fills one database."""

    def __init__(self, db: sqlite3.Connection, chosen: Selection) -> None:
        self._db = db
        self._chosen = chosen
        self._tables: dict[str, Table] = {}
        self._names = {actor: str(row["name"]) for actor, row in chosen.actors.items()}

    def write(self, counts: Counts) -> None:
        """Tables with their rows, then what these refer to, then what makes them quick to read."""
        wanted = self._chosen.kinds()
        people = " REFERENCES actors (id)" if "actors" in wanted else ""
        self._script(_EXTRA.replace("{people}", people))
        for kind in wanted:
            fields, rows = fields_of(kind, self._chosen.rows(kind))
            # Of a kind that parley does not know, rows that are not chosen may be referred to all the same.
            fields = fields or fields_of(kind, self._chosen.view.entries(kind))[0]
            if fields:
                self._create(Table.of(kind, fields, wanted))
                counts[kind] = self._insert(kind, rows, chosen=True)
            else:
                counts[kind] = 0
        self._complete()
        self._index()
        self._describe(counts)

    def _create(self, table: Table) -> None:
        self._tables[table.kind] = table
        columns = []
        for column in table.columns:
            key = " PRIMARY KEY" if column.name == "id" else ""
            target = f" REFERENCES {_name(column.target)} (id)" if column.target else ""
            columns.append(f"{_name(column.name)} {column.type}{key}{target}")
        columns.append("chosen INTEGER NOT NULL")
        self._db.execute(f"CREATE TABLE {_name(table.kind)} ({', '.join(columns)})")
        self._db.executemany(
            "INSERT INTO columns VALUES (?, ?, ?)", ((table.kind, c.name, c.about) for c in table.columns)
        )

    def _insert(self, kind: str, rows: Iterable[Mapping[str, Any]], *, chosen: bool) -> int:
        table, count, coming = self._tables[kind], 0, iter(rows)
        marks = ", ".join("?" * (len(table.columns) + 1))
        while batch := list(islice(coming, _BATCH)):
            values = [[*table.values(row, self._names), chosen] for row in batch]
            self._db.executemany(f"INSERT INTO {_name(kind)} VALUES ({marks})", values)
            self._add(kind, [row for row in batch if row.get("id")])
            count += len(batch)
        return count

    def _add(self, kind: str, batch: Sequence[Mapping[str, Any]]) -> None:
        """What rows have several of."""
        for into, several in (
            ("evidence VALUES (?, ?, ?, ?, ?, ?, ?)", relations.evidence),
            ("issues VALUES (?, ?, ?)", relations.issues),
            ("participants VALUES (?, ?, ?, ?, ?)", partial(relations.participants, names=self._names)),
        ):
            found = ((kind, row["id"], *values) for row in batch for values in several(row))
            self._db.executemany(f"INSERT INTO {into}", found)
        if kind == "actors":
            aliases = ((row["id"], alias) for row in batch for alias in dict.fromkeys(row["aliases"]))
            self._db.executemany("INSERT INTO aliases VALUES (?, ?)", aliases)

    def _complete(self) -> None:
        """Bring the rows that others refer to, and those that these refer to; what is nowhere becomes null."""
        nowhere = set[tuple[str, str]]()
        while wanted := self._missing() - nowhere:
            for target, row_id in sorted(wanted):
                row = self._found(target, row_id)
                if row is None:
                    nowhere.add((target, row_id))
                else:
                    self._insert(target, [row], chosen=False)
        for target in self._tables:
            for table, column in self._references(target):
                self._db.execute(
                    f"UPDATE {_name(table)} SET {_name(column)} = NULL"
                    f" WHERE {_name(column)} NOT IN (SELECT t.id FROM {_name(target)} t)"
                )

    def _missing(self) -> set[tuple[str, str]]:
        """``(table, id)`` of what is referred to and not there."""
        out = set()
        for target in self._tables:
            for table, column in self._references(target):
                rows = self._db.execute(
                    f"SELECT DISTINCT {_name(column)} FROM {_name(table)} WHERE {_name(column)} IS NOT NULL"
                    f" AND {_name(column)} NOT IN (SELECT t.id FROM {_name(target)} t)"
                )
                out |= {(target, row_id) for (row_id,) in rows}
        return out

    def _references(self, target: str) -> Iterator[tuple[str, str]]:
        """``(table, column)`` of all that refer to rows of a table."""
        for table in self._tables.values():
            yield from ((table.kind, column.name) for column in table.columns if column.target == target)
        if target == "documents":
            yield "evidence", "document_id"
        if target == "actors":
            yield "participants", "actor_id"

    def _found(self, kind: str, row_id: str) -> Row | None:
        if kind == "actors":
            return self._chosen.actors.get(row_id)
        try:
            found, row = self._chosen.view.find(row_id)
        except UnknownRecord:
            return None
        is_it = found == kind and row["id"] == row_id and self._chosen.holds(kind, row)
        return row if is_it else None

    def _index(self) -> None:
        for table in self._tables.values():
            for column in table.columns:
                if column.is_searched:
                    name = _name(f"{table.kind}_{column.name}")
                    self._db.execute(f"CREATE INDEX {name} ON {_name(table.kind)} ({_name(column.name)})")
        for kind, names in _SEARCHED.items():
            if kind in self._tables:
                search = f"{kind}_fts"
                # Datasette knows an index by just these words of its declaration.
                self._db.execute(
                    f'CREATE VIRTUAL TABLE {search} USING FTS5 ({", ".join(names)}, content="{kind}",'
                    " tokenize='unicode61 remove_diacritics 2')"
                )
                self._db.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")
        for kind, view in _VIEWS.items():
            if kind in self._tables:
                self._script(view)

    def _describe(self, counts: Counts) -> None:
        told = [("parley", __version__)]
        told += [
            (kind, f"{count} rows. {kinds()[kind].about if kind in kinds() else ''}")
            for kind, count in counts.items()
        ]
        if reviewed := self._chosen.reviewed():
            told.append(("review", reviewed))
        self._db.executemany("INSERT INTO about VALUES (?, ?)", told)

    def _script(self, script: str) -> None:
        """Several statements, within the transaction (`executescript` would end it)."""
        for statement in filter(str.strip, script.split(";")):
            self._db.execute(statement)


def _name(name: str | None) -> str:
    """An identifier; those of rows of unknown kinds may be anything."""
    return '"' + str(name).replace('"', '""') + '"'


def is_export(file: Path) -> bool:
    """Whether a file is a database that an export made."""
    try:
        with closing(sqlite3.connect(f"file:{file.absolute().as_posix()}?mode=ro", uri=True)) as db:
            found: Sequence[int] = db.execute("PRAGMA application_id").fetchone()
            return found[0] == APPLICATION
    except sqlite3.DatabaseError:
        return False
