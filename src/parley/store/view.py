"""Reads one commit of a record, links applied."""

from __future__ import annotations

import json
import zlib
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from parley.errors import AmbiguousId, UnknownRecord
from parley.records import Document
from parley.store import filters, furniture, link_rows
from parley.store.base import Card, Filter, Held, Hit, Row
from parley.store.dialect import ALL_ROWS, Database
from parley.store.filters import CURRENT, Condition
from parley.store.link_rows import Wanted
from parley.store.names import Actors
from parley.store.tables import Table
from parley.store.writer import CLEAN

_ALL = Filter()
_LINKED = "(SELECT x.payload FROM dated x WHERE x.id = {}.id)"  # the date that links give it
_NAMED = 5  # ids that a message about an ambiguous beginning lists
_BEGINNING = (
    "SELECT 'documents', id FROM documents WHERE id >= ? AND id < ?"
    " UNION ALL SELECT kind, id FROM entries WHERE id >= ? AND id < ?"
    " UNION ALL SELECT kind, id FROM links WHERE id >= ? AND id < ?"
)


class SqlView(ABC):
    """See `parley.store.base.View`. How passages are searched is the back end's own."""

    def __init__(self, db: Database, actors: Actors | None = None) -> None:
        self._db = db
        if actors is not None:
            self._actors = actors

    def held(self, source: str) -> Mapping[str, Held]:
        """See `View.held`."""
        steps = defaultdict[str | None, dict[str, str]](dict)
        for document_id, step, version in self._db.stream(
            "SELECT document_id, step, version FROM readings"
            " WHERE document_id IN (SELECT document_id FROM pages WHERE source = ?)",
            (source,),
        ):
            steps[document_id][step] = version
        code = self._db.dialect.text_at("rejection", "reason.code")
        rows = self._db.stream(
            f"SELECT locator, fingerprint, cleaned, document_id, {code} FROM pages WHERE source = ?",
            (source,),
        )
        out = {}
        for locator, fingerprint, cleaned, document_id, rejected in rows:
            versions = steps[document_id] | ({} if cleaned is None else {CLEAN: cleaned})
            out[locator] = Held(fingerprint, versions, document_id, rejected)
        return out

    def versions(self, document_id: str) -> Mapping[str, str]:
        """See `View.versions`."""
        cleaned = self._db.execute("SELECT cleaned FROM documents WHERE id = ?", (document_id,)).fetchone()
        if cleaned is None:
            raise UnknownRecord(f"no document {document_id}")
        steps = self._db.execute("SELECT step, version FROM readings WHERE document_id = ?", (document_id,))
        return dict(steps) | ({} if cleaned[0] is None else {CLEAN: cleaned[0]})

    def counts(self) -> Mapping[str, int]:
        """See `View.counts`."""
        out = {"documents": self.count("documents")}
        out["superseded"] = self._number("SELECT count(*) FROM documents") - out["documents"]
        out |= {kind: self.count(kind) for kind in self.kinds()}
        out["rejections"] = self._number("SELECT count(*) FROM pages WHERE rejection IS NOT NULL")
        return out

    def kinds(self) -> Sequence[str]:
        """See `View.kinds`."""
        return [
            kind
            for (kind,) in self._db.execute(
                "SELECT step FROM readings UNION SELECT kind FROM link_kinds ORDER BY 1"
            )
        ]

    def documents(self, where: Filter = _ALL, *, linked: bool = True) -> Iterator[Row]:
        """See `View.documents`."""
        chosen = filters.having(self._db, where, self._actors)
        for found in self._select(self._columns, "documents d", chosen, "d.uri, d.id", where):
            yield self._document(*found, linked=linked)

    def document(self, document_id: str, *, linked: bool = True) -> Document:
        """See `View.document`."""
        found = self._db.execute(
            f"SELECT {self._columns} FROM documents d WHERE d.id = ?", (document_id,)
        ).fetchone()
        if found is None:
            raise UnknownRecord(f"no document {document_id}")
        return Document.from_dict(self._document(*found, linked=linked))

    def entries(self, kind: str, where: Filter = _ALL, *, linked: bool = True) -> Iterator[Row]:
        """See `View.entries`."""
        if self._is_link(kind):
            yield from self._linked(kind, where)
            return
        chosen = filters.of_entries(self._db, kind, where, self._actors, linked=linked)
        for found in self._select(
            self._entry_columns,
            "entries e JOIN documents d ON d.id = e.document_id",
            chosen,
            "d.uri, e.start, e.id",
            where,
        ):
            yield self._entry(*found, linked=linked)

    def count(self, kind: str, where: Filter = _ALL) -> int:
        """See `View.count`."""
        if self._is_link(kind):
            return len(self._chosen_links(kind, where))
        if kind == "documents":
            chosen, source = filters.having(self._db, where, self._actors), "documents d"
        else:
            chosen = filters.of_entries(self._db, kind, where, self._actors)
            source = "entries e JOIN documents d ON d.id = e.document_id"
        return self._number(f"SELECT count(*) FROM {source} WHERE {chosen.sql()}", chosen.values)

    def links(self, kind: str) -> Iterator[Row]:
        """See `View.links`."""
        for (payload,) in self._db.stream(
            "SELECT payload FROM links WHERE kind = ? ORDER BY place, id", (kind,)
        ):
            yield json.loads(payload)

    def cards(self, kind: str, more: Sequence[str] = ()) -> Iterator[Card]:
        """See `View.cards`."""
        if self._is_link(kind):
            for row in self.links(kind):
                yield link_rows.card(row, more)
            return
        named = dict[str, list[tuple[str, str]]]()
        for entry_id, name, value in self._db.stream(
            "SELECT f.entry_id, f.name, f.value FROM entries e JOIN facets f ON f.entry_id = e.id WHERE e.kind = ?",
            (kind,),
        ):
            named.setdefault(entry_id, []).append((name, value))
        chosen = filters.of_entries(self._db, kind, _ALL, self._actors)
        columns = "".join(f", {self._db.dialect.value_at('e.payload', name)}" for name in more)
        for entry_id, document, first, last, *plain in self._select(
            f"e.id, e.document_id, {filters.FIRST}, {filters.LAST}{columns}",
            "entries e JOIN documents d ON d.id = e.document_id",
            chosen,
            "d.uri, e.start, e.id",
            _ALL,
        ):
            bounds = ((first, last),) if first or last else ()
            yield Card(entry_id, (document,), bounds, tuple(named.get(entry_id, ())), tuple(plain))

    def chosen(self, kind: str, ids: Sequence[str]) -> list[Row]:
        """See `View.chosen`."""
        asked, among = (self._db.dialect.listing(list(ids)),), self._db.dialect.texts
        if self._is_link(kind):
            found = self._db.execute(
                f"SELECT payload FROM links WHERE kind = ? AND id IN {among}",
                (kind, *asked),
            )
            rows = [json.loads(payload) for (payload,) in found.fetchall()]
        elif kind == "documents":
            found = self._db.execute(f"SELECT {self._columns} FROM documents d WHERE d.id IN {among}", asked)
            rows = [self._document(*columns) for columns in found.fetchall()]
        else:
            found = self._db.execute(
                f"SELECT {self._entry_columns} FROM entries e JOIN documents d ON d.id = e.document_id"
                f" WHERE e.id IN {among}",
                asked,
            )
            rows = [self._entry(*columns) for columns in found.fetchall()]
        by_id = {row["id"]: row for row in rows}
        return [by_id[i] for i in ids if i in by_id]

    def actors(self) -> Actors:
        """See `View.actors`."""
        return self._actors

    def find(self, id_or_prefix: str) -> tuple[str, Row]:
        """See `View.find`."""
        found = self._beginning(id_or_prefix)
        if not found:
            raise UnknownRecord(f"nothing here has an id that begins with {id_or_prefix!r}")
        if len(found) > 1:
            raise AmbiguousId(
                id_or_prefix,
                self._number(f"SELECT count(*) FROM ({_BEGINNING}) AS found", _bounds(id_or_prefix)),
                [i for _, i in found],
            )
        kind, entry_id = found[0]
        if kind == "documents":
            *found, current = self._db.execute(
                f"SELECT {self._columns}, {CURRENT} FROM documents d WHERE d.id = ?", (entry_id,)
            ).fetchone()
            return kind, {**self._document(*found), "superseded": not current}
        link = self._db.execute(
            "SELECT payload FROM links WHERE kind = ? AND id = ?", (kind, entry_id)
        ).fetchone()
        if link is not None:
            return kind, json.loads(link[0])
        entry = self._db.execute(
            f"SELECT {self._entry_columns} FROM entries e JOIN documents d ON d.id = e.document_id WHERE e.id = ?",
            (entry_id,),
        ).fetchone()
        return kind, self._entry(*entry)

    def rejections(self) -> Iterator[Row]:
        """See `View.rejections`."""
        for (rejection,) in self._db.stream(
            "SELECT rejection FROM pages WHERE rejection IS NOT NULL ORDER BY uri, locator, source"
        ):
            yield json.loads(rejection)

    def table(self, table: Table) -> Iterator[Sequence[Any]]:
        """See `View.table`."""
        yield from self._db.stream(
            f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY {', '.join(table.order)}"
        )

    def raw(self, sha256: str) -> bytes:
        """See `View.raw`."""
        found = self._db.execute("SELECT content FROM raw WHERE sha256 = ?", (sha256,)).fetchone()
        if found is None:
            raise UnknownRecord(f"no page bytes with SHA-256 {sha256}")
        return zlib.decompress(found[0])

    def search(self, query: str, where: Filter = _ALL) -> Iterator[Hit]:
        """See `View.search`."""
        return self._hits(query, where, self._actors)

    @abstractmethod
    def _hits(self, query: str, where: Filter, actors: Actors) -> Iterator[Hit]:
        """The passages that hold all of a query."""

    @cached_property
    def _columns(self) -> str:
        """Of document d, what `_document` takes."""
        found_at = self._db.dialect.gather("locator")
        return (
            f"d.payload, d.text, (SELECT {found_at} FROM pages WHERE document_id = d.id), "
            f"{_LINKED.format('d')}, {furniture.PAYLOAD}"
        )

    @cached_property
    def _entry_columns(self) -> str:
        """Of entry e in document d, what `_entry` takes."""
        page_date = f"coalesce({_LINKED.format('d')}, {self._db.dialect.text_at('d.payload', 'published')})"
        edtf = self._db.dialect.text_at(page_date, "edtf")
        return f"e.payload, d.uri, d.outlet, {edtf}, {_LINKED.format('e')}"

    @cached_property
    def _actors(self) -> Actors:
        return Actors(self.links("actors"), self.links("judgements"), self.links("changes"))

    def _document(
        self,
        payload: str,
        text: str,
        found_at: Any,
        date: str | None,
        labels: str | None,
        *,
        linked: bool = True,
    ) -> Row:
        found = sorted(self._db.dialect.listed(found_at))
        row = {**json.loads(payload), "text": text, "found_at": found}
        if not linked:
            return row
        if date is not None:
            row["published"] = json.loads(date)
        return furniture.laid_over(row, labels)

    def _entry(
        self,
        payload: str,
        uri: str,
        outlet: str | None,
        page_date: str | None,
        date: str | None,
        *,
        linked: bool = True,
    ) -> Row:
        entry = {**json.loads(payload), "uri": uri, "outlet": outlet, "page_date": page_date}
        if not linked:
            return entry
        return self._actors.apply(entry if date is None else {**entry, "date": json.loads(date)})

    def _is_link(self, kind: str) -> bool:
        return self._db.execute("SELECT 1 FROM link_kinds WHERE kind = ?", (kind,)).fetchone() is not None

    def _linked(self, kind: str, where: Filter) -> Sequence[Row]:
        rows = self._chosen_links(kind, where)
        return rows[where.offset : None if where.limit is None else where.offset + where.limit]

    def _chosen_links(self, kind: str, where: Filter) -> list[Row]:
        if where == Filter(older=where.older, limit=where.limit, offset=where.offset):
            return list(self.links(kind))
        if kind != "actors":
            wanted = self._wanted(where)
            return [row for row in self.links(kind) if wanted.holds(row)]
        chosen = filters.of_entries(self._db, None, where, self._actors)
        found = self._db.execute(
            "SELECT DISTINCT f.value FROM entries e JOIN documents d ON d.id = e.document_id"
            f" JOIN facets f ON f.entry_id = e.id AND f.name = 'actor' WHERE {chosen.sql()}",
            chosen.values,
        )
        ids = {self._actors.canonical(actor) for (actor,) in found}
        return [row for row in self.links(kind) if row["id"] in ids]

    def _wanted(self, where: Filter) -> Wanted:
        """A filter over the rows of links other than actors."""
        named = [
            look(name)
            for look, name in ((self._actors.called, where.speaker), (self._actors.of_party, where.party))
            if name is not None
        ]
        documents = None
        if where.outlet is not None or where.document is not None:
            of = Filter(outlet=where.outlet, document=where.document)
            chosen = filters.of_documents(of)
            rows = self._db.execute(f"SELECT d.id FROM documents d WHERE {chosen.sql()}", chosen.values)
            documents = {document for (document,) in rows}
        return Wanted(where, documents, set.intersection(*named) if named else None)

    def _beginning(self, prefix: str) -> list[tuple[str, str]]:
        return self._db.execute(f"{_BEGINNING} ORDER BY 2, 1 LIMIT {_NAMED}", _bounds(prefix)).fetchall()

    def _select(
        self, columns: str, source: str, chosen: Condition, order: str, where: Filter
    ) -> Iterator[tuple[Any, ...]]:
        limit = ALL_ROWS if where.limit is None else where.limit
        return self._db.stream(
            f"SELECT {columns} FROM {source} WHERE {chosen.sql()} ORDER BY {order} LIMIT ? OFFSET ?",
            (*chosen.values, limit, where.offset),
        )

    def _number(self, sql: str, values: Sequence[str | int] = ()) -> int:
        number: int = self._db.execute(sql, values).fetchone()[0]
        return number


def _bounds(prefix: str) -> tuple[str, ...]:
    """The values for `_BEGINNING`."""
    plain = filters.encodable(prefix)
    return (plain, plain + "\U0010ffff") * 3
