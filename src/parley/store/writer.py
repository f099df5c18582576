"""Puts readings and links into the tables. One writer is one transaction.

Whatever the order in which pages arrive, the same rows result: of several pages that are the same
document, the least (by uri, then by what its source says about it) gives the metadata.
"""

from __future__ import annotations

import hashlib
import zlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from parley.plain import dump, load
from parley.reading import Reading
from parley.records import Document, Record, name_key, row
from parley.store.base import LINKED, Row
from parley.store.decisions import Decision
from parley.store.dialect import Database
from parley.store.filed import Filed, filed
from parley.store.tables import ENTRIES, FACETS, LINKS, Table
from parley.store.totals import Totals

DATES = "dates"  # the kind of link that dates documents and entries
_DOCUMENTS = "documents"
CLEAN = "clean"  # the step whose version is a page's own, not its document's
_AT_ONCE = 100  # documents or facets of a copy, or rows of a kind put first, that are in memory together
_DOCUMENT = (
    "uri", "outlet", "outlet_key", "title", "sha256", "cleaned", "earliest", "latest", "payload", "text"
)  # fmt: skip
_NEXT_DECISION = "(SELECT coalesce(max(number), 0) + 1 FROM decisions)"  # none is ever deleted


_Stored = tuple[int, str, str]  # a row of a link: place, id, payload

# Rows that are the same are not written again.
_PUT_LINK = (
    "INSERT INTO links (kind, id, payload, place) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload, place = excluded.place"
    " WHERE links.payload <> excluded.payload OR links.place <> excluded.place"
)
_PUT_DATE = (
    "INSERT INTO dated (id, earliest, latest, payload) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET earliest = excluded.earliest, latest = excluded.latest,"
    " payload = excluded.payload WHERE dated.payload <> excluded.payload"
)


class Passage(NamedTuple):
    """A content block, as a search finds it."""

    document_id: str
    start: int
    end: int
    role: str
    text: str


class SqlWriter(ABC):
    """See `parley.store.base.Writer`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._totals = Totals(db)

    def finish(self) -> None:
        """What is written once, after all else; whoever commits calls it."""
        self._totals.write()

    def put_reading(self, source: str, reading: Reading) -> None:
        """See `Writer.put_reading`."""
        self._unlink()
        document = reading.document
        if document is not None:
            self._put_document(source, document, reading)
        rejection = None if reading.rejection is None else dump(row(reading.rejection))
        self._db.execute("DELETE FROM pages WHERE source = ? AND locator = ?", (source, reading.locator))
        self._db.execute(
            "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                source,
                reading.locator,
                reading.uri,
                reading.fingerprint,
                reading.versions.get(CLEAN),
                None if document is None else document.id,
                rejection,
            ),
        )

    def leave(self, source: str, locators: Collection[str]) -> int:
        """See `Writer.leave`."""
        left, held = dict[str, str | None](), set[str | None]()
        for locator, document_id in self._db.stream(
            "SELECT locator, document_id FROM pages WHERE source = ?", (source,)
        ):
            if locator in locators:
                left[locator] = document_id
            else:
                held.add(document_id)
        staying = set(left.values()) - held - {None}
        going = [locator for locator, document_id in left.items() if document_id not in staying]
        self._db.executemany(
            "DELETE FROM pages WHERE source = ? AND locator = ?", [(source, locator) for locator in going]
        )
        return len(staying)

    def put_records(
        self, document_id: str, version: str, kind: str, records: Sequence[Record | Filed]
    ) -> None:
        """See `Writer.put_records`."""
        self._unlink()
        self._clear(document_id, [kind])
        self._add(document_id, [(kind, version, records)])

    def _unlink(self) -> None:
        """Links are no longer those of what there is; they stay until they are made again."""
        self._db.execute("DELETE FROM kept WHERE step = ?", (LINKED,))

    def _clear(self, document_id: str, kinds: Iterable[str]) -> None:
        """Remove the records of some kinds of a document."""
        for kind in kinds:
            gone = self._db.execute(
                "DELETE FROM entries WHERE document_id = ? AND kind = ?", (document_id, kind)
            )
            self._totals.add(kind, -gone.rowcount)

    def _add(self, document_id: str, found: Sequence[tuple[str, str, Sequence[Record | Filed]]]) -> None:
        """Kinds with their versions and records, of which the document has none."""
        self._db.execute("DELETE FROM derived WHERE document_id = ?", (document_id,))
        self._db.executemany(
            f"INSERT INTO readings VALUES (?, ?, ?) ON CONFLICT (document_id, step) {_replaced(('version',))}",
            [(document_id, kind, version) for kind, version, _ in found],
        )
        rows = [one for kind, _, records in found for one in filed(kind, records)]
        self._insert(ENTRIES, self._totals.counted(ENTRIES, [one.entry for one in rows]))
        numbers = dict(
            self._db.execute("SELECT id, number FROM entries WHERE document_id = ?", (document_id,))
        )
        self._insert(FACETS, [(numbers[one.entry[0]], *facet) for one in rows for facet in one.facets])

    def put_links(self, kind: str, rows: Iterable[Row]) -> None:
        """See `Writer.put_links`."""
        placed = _placed((r["id"], dump(r)) for r in rows)
        before, less = self._stamp(kind), list[_Stored]()
        if before is None and not self._has_links(kind):
            self._put_first(kind, placed)
            return
        more = {new[1]: new for new in placed}
        for old in self._db.execute("SELECT place, id, payload FROM links WHERE kind = ?", (kind,)):
            if before and more.get(old[1]) == old:
                del more[old[1]]
            else:
                less.append(old)
        self._change(kind, before, more, less)

    def _has_links(self, kind: str) -> bool:
        return self._db.execute("SELECT 1 FROM links WHERE kind = ? LIMIT 1", (kind,)).fetchone() is not None

    def _put_first(self, kind: str, rows: Iterator[_Stored]) -> None:
        """Rows of a kind of which there are none, some at a time."""
        self._put_stamp(kind, _stamp())  # rows are of a kind that there is
        weights = 0
        while some := list(islice(rows, _AT_ONCE)):
            weights += sum(_weights(some))
            self._add_links(kind, some)
            self._totals.add(kind, len(some))
        self._put_stamp(kind, _stamp((weights,)))

    def _put_stamp(self, kind: str, stamp: str) -> None:
        self._db.execute(
            "INSERT INTO link_kinds (kind, stamp) VALUES (?, ?)"
            " ON CONFLICT (kind) DO UPDATE SET stamp = excluded.stamp",
            (kind, stamp),
        )

    def _add_links(self, kind: str, rows: Collection[_Stored]) -> None:
        """Rows of a kind, new or in the place of those with their ids."""
        self._db.executemany(_PUT_LINK, ((kind, i, payload, place) for place, i, payload in rows))
        if kind == DATES:
            dates = map(load, (payload for *_, payload in rows))
            self._db.executemany(
                _PUT_DATE,
                ((r["of"], r["date"]["earliest"], r["date"]["latest"], dump(r["date"])) for r in dates),
            )

    def change_links(self, kind: str, rows: Iterable[Row], gone: Sequence[str] = ()) -> None:
        """Some rows of a kind of link whose rows are all in order of their ids, in place of those with these ids.

        Args:
            kind: Of link; it has been put whole before.
            rows: That are new or not as they were.
            gone: Ids of rows that are no longer.
        """
        more = {r["id"]: (0, r["id"], dump(r)) for r in rows}
        less: list[_Stored] = self._db.execute(
            f"SELECT place, id, payload FROM links WHERE kind = ? AND id IN {self._db.dialect.texts}",
            (kind, self._db.dialect.listing([*more, *gone])),
        ).fetchall()
        self._change(kind, self._stamp(kind), more, less)

    def _stamp(self, kind: str) -> str | None:
        """The stamp of the rows of a kind; None where it was never put."""
        known = self._db.execute("SELECT stamp FROM link_kinds WHERE kind = ?", (kind,)).fetchone()
        stamp: str | None = known and known[0]
        return stamp

    def _change(
        self, kind: str, before: str | None, more: Mapping[str, _Stored], less: Sequence[_Stored]
    ) -> None:
        """Rows of a kind that are new or not as they were, and as they were those that change or go."""
        if before and not more and not less:
            return
        stamp = _stamp((int(before, 16), -sum(_weights(less))) if before else (), _weights(more.values()))
        if stamp == before:
            return
        self._put_stamp(kind, stamp)
        self._totals.add(kind, len(more) - len(less))
        gone = [(i, payload) for _, i, payload in less if i not in more]
        self._db.executemany("DELETE FROM links WHERE kind = ? AND id = ?", [(kind, i) for i, _ in gone])
        if kind == DATES:
            ended = ((load(payload)["of"],) for _, payload in gone)
            self._db.executemany("DELETE FROM dated WHERE id = ?", ended)
        self._add_links(kind, more.values())

    def put_derived(self, rows: Iterable[tuple[str, str, str, bytes]]) -> None:
        """Keep what linking made of single documents: document, step, what it was made of, value."""
        self._db.executemany(
            "INSERT INTO derived (document_id, step, made_of, value) VALUES (?, ?, ?, ?)"
            f" ON CONFLICT (step, document_id) {_replaced(('made_of', 'value'))}",
            rows,
        )

    def put_kept(self, step: str, parts: Iterable[tuple[str, bytes | None]], *, whole: bool = False) -> None:
        """Keep what a step of linking knows of the whole record, in parts.

        Args:
            step: Its name.
            parts: Each with its value; None: forget it.
            whole: Forget all others.
        """
        waiting, put = iter(parts), set[str]()
        while some := list(islice(waiting, _AT_ONCE)):
            self._db.executemany(
                "DELETE FROM kept WHERE step = ? AND part = ?",
                [(step, part) for part, value in some if value is None],
            )
            self._db.executemany(
                "INSERT INTO kept (step, part, value) VALUES (?, ?, ?)"
                f" ON CONFLICT (step, part) {_replaced(('value',))} WHERE kept.value <> excluded.value",
                [(step, part, value) for part, value in some if value is not None],
            )
            put.update(part for part, _ in some)
        if whole:
            found = self._db.execute("SELECT part FROM kept WHERE step = ?", (step,)).fetchall()
            self._db.executemany(
                "DELETE FROM kept WHERE step = ? AND part = ?",
                [(step, part) for (part,) in found if part not in put],
            )

    def put_decision(self, decision: Decision) -> int:
        """See `Writer.put_decision`."""
        number: int = self._db.execute(
            f"INSERT INTO decisions VALUES ({_NEXT_DECISION}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            (
                decision.at,
                decision.reviewer,
                decision.kind,
                decision.entry_id,
                decision.verb,
                decision.field,
                dump(decision.value),
                decision.note,
                dump(decision.machine),
                dump(list(decision.anchor)),
                decision.undoes,
            ),
        ).fetchone()[0]
        return number

    def _put_document(self, source: str, document: Document, reading: Reading) -> None:
        cleaned = reading.versions.get(CLEAN)
        payload = dump({**document.to_dict(), "text": None})  # None holds the text's place among the fields
        held = self._db.execute(
            "SELECT uri, payload, cleaned FROM documents WHERE id = ?", (document.id,)
        ).fetchone()
        others = self._db.execute(
            "SELECT 1 FROM pages WHERE document_id = ? AND (source, locator) <> (?, ?) LIMIT 1",
            (document.id, source, reading.locator),
        ).fetchone()
        if (
            held is None
            or held[2] != cleaned
            or (held[1] != payload if others is None else (document.uri, payload) < held[:2])
        ):
            self._replace_document(document, payload, cleaned, known=held is not None)
        if reading.content is not None:
            self._db.execute(
                "INSERT INTO raw VALUES (?, ?) ON CONFLICT DO NOTHING",
                (document.sha256, zlib.compress(reading.content)),
            )
        known = dict(
            self._db.execute("SELECT step, version FROM readings WHERE document_id = ?", (document.id,))
        )
        found = list[tuple[str, str, Sequence[Record | Filed]]]()
        for kind in sorted({*reading.versions, *reading.records} - {CLEAN}):
            version = reading.versions.get(kind, "")  # "": not all of them, which takes no place
            if known.get(kind) != version and (version or kind not in known):
                found.append((kind, version, reading.records.get(kind, ())))
        if found:
            self._clear(document.id, [kind for kind, *_ in found if kind in known])
            self._add(document.id, found)

    def _replace_document(
        self, document: Document, payload: str, cleaned: str | None, *, known: bool
    ) -> None:
        """The document's own row and passages; its entries go, for they rest on these."""
        values = (
            document.uri,
            document.outlet,
            None if document.outlet is None else name_key(document.outlet),
            document.title,
            document.sha256,
            cleaned,
            document.published.earliest,
            document.published.latest,
            payload,
            document.text,
        )
        self._db.execute(
            f"INSERT INTO documents VALUES (?{', ?' * len(values)}) ON CONFLICT (id) {_replaced(_DOCUMENT)}",
            (document.id, *values),
        )
        if known:
            self._totals.cleared(document.id)
        for table in ("entries", "readings", "derived"):
            self._db.execute(f"DELETE FROM {table} WHERE document_id = ?", (document.id,))
        self.put_passages(document.id, _passages(document))

    def copy(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        """See `Writer.copy`."""
        if table in (ENTRIES, LINKS):
            rows = self._totals.counted(table, rows)
        if table.name not in (_DOCUMENTS, FACETS.name):
            self._insert(table, rows)
            return
        waiting = iter(rows)
        while some := list(islice(waiting, _AT_ONCE)):
            if table.name == FACETS.name:
                self._insert(FACETS, self._numbered(some))
                continue
            self._insert(table, some)
            for *_, payload, text in some:
                document = Document.from_dict({**load(payload), "text": text})
                self.put_passages(document.id, _passages(document))

    def _numbered(self, rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
        """Facets by the numbers of their entries; None where there is no such entry, which no table takes."""
        dialect = self._db.dialect
        found = self._db.execute(
            f"SELECT id, number FROM entries WHERE id IN {dialect.texts}",
            (dialect.listing({entry_id for entry_id, *_ in rows}),),
        )
        numbers = dict(found)
        return [(numbers.get(entry_id), *facet) for entry_id, *facet in rows]

    def _insert(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        """New rows, many at a time."""
        marks = ", ".join("?" for _ in table.columns)
        self._db.executemany(f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})", rows)

    @abstractmethod
    def put_passages(self, document_id: str, passages: Iterable[Passage]) -> None:
        """Make a document's passages findable, in place of those it had; how is the back end's own."""


def _passages(document: Document) -> Iterator[Passage]:
    for block in document.blocks:
        if block.is_content:
            yield Passage(
                document.id, block.start, block.end, block.role, document.text[block.start : block.end]
            )


def _replaced(columns: Sequence[str]) -> str:
    """What ON CONFLICT does: the new row's values take the place of the older ones."""
    return "DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in columns)


_STAMP = 1 << 96


def _stamp(*weights: Iterable[int]) -> str:
    """Of rows by their weights: a sum, so that some rows may change without the others' being read."""
    return f"{sum(map(sum, weights)) % _STAMP:024x}"


def _weights(rows: Iterable[_Stored]) -> Iterator[int]:
    for place, _, payload in rows:
        digest = hashlib.sha256(f"{place} {payload}".encode("utf-8", "surrogatepass")).digest()
        yield int.from_bytes(digest[:12], "big")


def _placed(rows: Iterable[tuple[str, str]]) -> Iterator[_Stored]:
    """Rows with a place each: those of one place are in order of their ids.

    So a row that comes between others in a list that is in order of ids moves none of them.
    """
    place, before, seen = 0, "", set[str]()
    for item, payload in rows:
        if item in seen:
            raise ValueError(f"two rows with the id {item}")
        seen.add(item)
        place, before = place + (item < before), item
        yield place, item, payload
