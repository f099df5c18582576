"""Reads one commit of a record, links applied."""

from __future__ import annotations

import dataclasses
import zlib
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from parley.errors import AmbiguousId, UnknownRecord
from parley.plain import load
from parley.records import Document
from parley.store import filters, furniture, link_rows
from parley.store.base import Card, Filter, Held, Hit, Row
from parley.store.decisions import ALL, Log, Standing
from parley.store.dialect import ALL_ROWS, Database
from parley.store.filed import facets
from parley.store.filters import CURRENT, Condition
from parley.store.for_links import ForLinks
from parley.store.for_reviews import ForReviews
from parley.store.link_rows import Wanted
from parley.store.names import Actors
from parley.store.reviews import bounds_of
from parley.store.search import INSIDE
from parley.store.tables import Table
from parley.store.totals import total
from parley.store.writer import CLEAN

_ALL = Filter()
_LINKED = "(SELECT x.payload FROM dated x WHERE x.id = {}.id)"  # the date that links give it
_NAMED = 5  # ids that a message about an ambiguous beginning lists
_BEGINNING = (
    "SELECT 'documents', id FROM documents WHERE id >= ? AND id < ?"
    " UNION ALL SELECT kind, id FROM entries WHERE id >= ? AND id < ?"
    " UNION ALL SELECT kind, id FROM links WHERE id >= ? AND id < ?"
)


class SqlView(ForLinks, ForReviews, ABC):
    """See `parley.store.base.View`. How passages are searched is the back end's own."""

    def __init__(
        self,
        db: Database,
        actors: Actors | None = None,
        log: Log | None = None,
        standing: Mapping[str, Standing] | None = None,
    ) -> None:
        self._db = db
        self._log = log or Log()
        self._stood = standing or {}
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

    def outlets(self) -> Mapping[str, int]:
        """See `View.outlets`."""
        return dict(
            self._db.execute(
                f"SELECT outlet, count(*) FROM documents d WHERE outlet IS NOT NULL AND {CURRENT}"
                " GROUP BY outlet ORDER BY outlet"
            )
        )

    def last_day(self) -> str | None:
        """See `View.last_day`."""
        first, last = filters.PAGE_FIRST, filters.PAGE_LAST
        day: str | None = self._db.execute(
            f"SELECT max({first}) FROM documents d WHERE {CURRENT} AND {first} = {last}"
        ).fetchone()[0]
        return day

    def documents(self, where: Filter = _ALL, *, linked: bool = True) -> Iterator[Row]:
        """See `View.documents`."""
        chosen = filters.having(self._db, where, self.actors, self._reviews)
        for found in self._select(
            self._columns, "documents d", chosen, f"{self._db.dialect.by_uri}, d.id", where
        ):
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
        chosen = filters.of_entries(self._db, kind, where, self.actors, self._reviews, linked=linked)
        for found in self._select(
            self._entry_columns,
            "entries e JOIN documents d ON d.id = e.document_id",
            chosen,
            f"{self._db.dialect.by_uri}, e.start, e.id",
            where,
        ):
            yield self._entry(kind, *found, linked=linked)

    def count(self, kind: str, where: Filter = _ALL) -> int:
        """See `View.count`."""
        if self._is_link(kind):
            plain = dataclasses.replace(_ALL, limit=where.limit, offset=where.offset, older=where.older)
            if where == plain and not self._reviews.left_out(None):
                return total(self._db, kind)
            return len(self._chosen_links(kind, where))
        is_all = where == dataclasses.replace(_ALL, limit=where.limit, offset=where.offset)
        if kind == "documents":
            if is_all:
                return self._number("SELECT count(DISTINCT p.document_id) FROM pages p", ())
            chosen = filters.having(self._db, where, self.actors, self._reviews)
            source = "documents d"
        else:
            if is_all:
                return total(self._db, kind) - self._left_out(kind)
            chosen = filters.of_entries(self._db, kind, where, self.actors, self._reviews)
            source = "entries e JOIN documents d ON d.id = e.document_id"
        return self._number(f"SELECT count(*) FROM {source} WHERE {chosen.sql()}", chosen.values)

    @cached_property
    def _superseded(self) -> list[str]:
        """The ids of documents that are not current any more."""
        found = self._db.execute(f"SELECT d.id FROM documents d WHERE NOT {CURRENT}")
        return [document for (document,) in found]

    def _left_out(self, kind: str) -> int:
        """How many entries of a kind are of superseded documents, stand in furniture or are left out by reviews.

        Where they are is asked of the few, so that of all others an index tells.
        """
        dialect = self._db.dialect
        parts = [
            f"SELECT e.id FROM entries e WHERE e.kind = ? AND e.document_id IN {dialect.texts}",
            furniture.entries(dialect),
        ]
        values: list[Any] = [kind, dialect.listing(self._superseded), kind]
        if left_out := self._reviews.left_out(None):
            parts.append(f"SELECT e.id FROM entries e WHERE e.kind = ? AND e.id IN {dialect.texts}")
            values += [kind, dialect.listing(left_out)]
        return self._number(f"SELECT count(*) FROM ({' UNION '.join(parts)}) AS left_out", values)

    def links(self, kind: str) -> Iterator[Row]:
        """See `View.links`."""
        for (payload,) in self._db.stream(
            "SELECT payload FROM links WHERE kind = ? ORDER BY place, id", (kind,)
        ):
            yield load(payload)

    def links_by(self, kind: str, by: str) -> Iterator[Row]:
        """The rows of a kind of link that somebody made, in order."""
        for (payload,) in self._db.stream(
            f"SELECT payload FROM links WHERE kind = ? AND {self._db.dialect.text_at('payload', 'by')} = ?"
            " ORDER BY place, id",
            (kind, by),
        ):
            yield load(payload)

    def ids(self, kind: str, where: Filter = _ALL, among: Collection[str] | None = None) -> list[str]:
        """See `View.ids`."""
        if self._is_link(kind):
            found_links = (row["id"] for row in self._linked(kind, where))
            return [link for link in found_links if among is None or link in among]
        if kind == "documents":
            chosen = filters.having(self._db, where, self.actors, self._reviews)
            found = self._select("d.id", "documents d", chosen, f"{self._db.dialect.by_uri}, d.id", where)
        else:
            chosen = filters.of_entries(self._db, kind, where, self.actors, self._reviews)
            if among is not None:
                dialect = self._db.dialect
                chosen.add(f"e.id IN {dialect.texts}", dialect.listing(among))
            source = "entries e JOIN documents d ON d.id = e.document_id"
            found = self._select("e.id", source, chosen, f"{self._db.dialect.by_uri}, e.start, e.id", where)
        return [entry_id for (entry_id,) in found]

    def cards(self, kind: str, more: Sequence[str] = ()) -> Iterator[Card]:
        """See `View.cards`."""
        if self._is_link(kind):
            for row in self.links(kind):
                shown = self._link(kind, row)
                yield link_rows.card(shown, more, self._reviews.facets(kind, row))
            return
        named = dict[str, list[tuple[str, str]]]()
        for entry_id, name, value in self._db.stream(
            "SELECT e.id, f.name, f.value FROM entries e JOIN facets f ON f.entry = e.number WHERE e.kind = ?",
            (kind,),
        ):
            named.setdefault(entry_id, []).append((name, value))
        corrected = {row["id"]: row for row in self._reviews.corrected_rows}
        chosen = filters.of_entries(self._db, kind, Filter(review=ALL), self.actors, self._reviews)
        columns = "".join(f", {self._db.dialect.value_at('e.payload', name)}" for name in more)
        for entry_id, document, first, last, *plain in self._select(
            f"e.id, e.document_id, {filters.FIRST}, {filters.LAST}{columns}",
            "entries e JOIN documents d ON d.id = e.document_id",
            chosen,
            f"{self._db.dialect.by_uri}, e.start, e.id",
            _ALL,
        ):
            told = named.get(entry_id, [])
            if entry_id in corrected:
                row = corrected[entry_id]
                told, (first, last) = list(facets(row)), bounds_of(row)
                plain = [row.get(name) for name in more]
            bounds = ((first, last),) if first or last else ()
            told += self._reviews.facets(kind, {"id": entry_id})
            yield Card(entry_id, (document,), bounds, tuple(told), tuple(plain))

    def chosen(self, kind: str, ids: Sequence[str]) -> list[Row]:
        """See `View.chosen`."""
        asked, among = (self._db.dialect.listing(ids),), self._db.dialect.texts
        if self._is_link(kind):
            found = self._db.execute(
                f"SELECT payload FROM links WHERE kind = ? AND id IN {among}",
                (kind, *asked),
            )
            rows = [self._link(kind, load(payload)) for (payload,) in found.fetchall()]
        elif kind == "documents":
            found = self._db.execute(f"SELECT {self._columns} FROM documents d WHERE d.id IN {among}", asked)
            rows = [self._document(*columns) for columns in found.fetchall()]
        else:
            found = self._db.execute(
                f"SELECT {self._entry_columns} FROM entries e JOIN documents d ON d.id = e.document_id"
                f" WHERE e.id IN {among}",
                asked,
            )
            rows = [self._entry(kind, *columns) for columns in found.fetchall()]
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
            return kind, self._link(kind, load(link[0]))
        entry = self._db.execute(
            f"SELECT {self._entry_columns} FROM entries e JOIN documents d ON d.id = e.document_id WHERE e.id = ?",
            (entry_id,),
        ).fetchone()
        return kind, self._entry(kind, *entry)

    def stamps(self) -> Mapping[str, str]:
        """See `View.stamps`."""
        return dict(self._db.execute("SELECT kind, coalesce(stamp, '') FROM link_kinds"))

    def rejections(self) -> Iterator[Row]:
        """See `View.rejections`."""
        for (rejection,) in self._db.stream(
            "SELECT rejection FROM pages WHERE rejection IS NOT NULL ORDER BY uri, locator, source"
        ):
            yield load(rejection)

    def table(self, table: Table) -> Iterator[Sequence[Any]]:
        """See `View.table`."""
        yield from self._db.stream(
            f"SELECT {', '.join(table.columns)} FROM {table.rows} ORDER BY {', '.join(table.order)}"
        )

    def raw(self, sha256: str) -> bytes:
        """See `View.raw`."""
        found = self._db.execute("SELECT content FROM raw WHERE sha256 = ?", (sha256,)).fetchone()
        if found is None:
            raise UnknownRecord(f"no page bytes with SHA-256 {sha256}")
        return zlib.decompress(found[0])

    def search(self, query: str, where: Filter = _ALL) -> Iterator[Hit]:
        """See `View.search`."""
        return self._hits(query, where)

    @abstractmethod
    def _hits(self, query: str, where: Filter) -> Iterator[Hit]:
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

    def _read(self, ids: Iterable[str]) -> Iterator[Row]:
        """The entries with these ids, decisions applied."""
        dialect = self._db.dialect
        for kind, *found in self._db.stream(
            f"SELECT e.kind, {self._entry_columns} FROM entries e JOIN documents d ON d.id = e.document_id"
            f" WHERE e.id IN {dialect.texts}",
            (dialect.listing(ids),),
        ):
            yield self._entry(kind, *found)

    def found(self, query: str, where: Filter = _ALL) -> int:
        """See `View.found`."""
        return self._count(query, where)

    @abstractmethod
    def _count(self, query: str, where: Filter) -> int:
        """How many passages `_hits` gives, the filter's offset ignored."""

    @abstractmethod
    def passages_with(self, query: str) -> Sequence[int]:
        """See `View.passages_with`."""

    def passages_of(self, kind: str) -> Iterator[tuple[str, int]]:
        """See `View.passages_of`."""
        yield from self._db.stream(
            f"SELECT e.id, p.id FROM entries e JOIN passages p ON p.document_id = e.document_id AND {INSIDE}"
            " WHERE e.kind = ?",
            (kind,),
        )

    def passages(self, numbers: Collection[int]) -> Mapping[int, tuple[str, int, str]]:
        """See `View.passages`."""
        if not numbers:
            return {}
        marks = ", ".join("?" * len(numbers))
        found = self._db.execute(
            f"SELECT id, document_id, start, text FROM passages WHERE id IN ({marks})", tuple(numbers)
        )
        return {number: (document, start, text) for number, document, start, text in found.fetchall()}

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
        row = {**load(payload), "text": text, "found_at": found}
        if not linked:
            return row
        if date is not None:
            row["published"] = load(date)
        return furniture.laid_over(row, labels)

    def _entry(
        self,
        kind: str,
        payload: str,
        uri: str,
        outlet: str | None,
        page_date: str | None,
        date: str | None,
        *,
        linked: bool = True,
    ) -> Row:
        entry = {**load(payload), "uri": uri, "outlet": outlet, "page_date": page_date}
        if not linked:
            return entry
        if date is not None:
            entry["date"] = load(date)
        entry = self._actors.apply(entry)
        return self._reviews.apply(kind, entry, self._actors)

    def _link(self, kind: str, row: Row) -> Row:
        return self._reviews.apply(kind, row, self._actors)

    def _is_link(self, kind: str) -> bool:
        return self._db.execute("SELECT 1 FROM link_kinds WHERE kind = ?", (kind,)).fetchone() is not None

    def _linked(self, kind: str, where: Filter) -> Sequence[Row]:
        rows = self._chosen_links(kind, where)
        return rows[where.offset : None if where.limit is None else where.offset + where.limit]

    def _chosen_links(self, kind: str, where: Filter) -> list[Row]:
        plain = Filter(review=where.review, older=where.older, limit=where.limit, offset=where.offset)
        if kind != "actors":
            rows = [
                self._link(kind, row)
                for row in self.links(kind)
                if self._reviews.shows(kind, row, where.review)
            ]
            if where == plain:
                return rows
            wanted = self._wanted(where)
            return [row for row in rows if wanted.holds(row)]
        if where == plain and where.review in (None, ALL):
            return list(self.links(kind))
        chosen = filters.of_entries(self._db, None, where, self.actors, self._reviews)
        owner = "e.id" if self._reviews.corrected else "NULL"
        found = self._db.execute(
            f"SELECT DISTINCT {owner}, f.value FROM entries e JOIN documents d ON d.id = e.document_id"
            f" LEFT JOIN facets f ON f.entry = e.number AND f.name = 'actor' WHERE {chosen.sql()}",
            chosen.values,
        )
        corrected = {
            str(row["id"]): [value for name, value in facets(row) if name == "actor"]
            for row in self._reviews.corrected_rows
        }
        ids = {
            self._actors.canonical(actor)
            for entry_id, printed in found
            for actor in corrected.get(entry_id, [printed] if printed else [])
        }
        return [row for row in self.links(kind) if row["id"] in ids]

    def _wanted(self, where: Filter) -> Wanted:
        """A filter over the rows of links other than actors."""
        named = [
            look(name)
            for look, name in ((self._actors.called, where.speaker), (self._actors.of_party, where.party))
            if name is not None
        ]
        if where.actors is not None:
            named.append(self._actors.of_ids(where.actors))
        documents = None
        if where.outlet is not None or where.document is not None or where.documents is not None:
            of = Filter(outlet=where.outlet, document=where.document, documents=where.documents)
            chosen = filters.of_documents(self._db.dialect, of)
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
