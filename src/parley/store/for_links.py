"""What linking alone reads of a record: plain rows and columns, and what it kept of its last run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from parley.plain import load
from parley.store.base import Row
from parley.store.dialect import Database
from parley.store.filters import CURRENT


class Placed(NamedTuple):
    """An entry as its page gave it, by what it stands in order of."""

    uri: str
    start: int
    id: str
    document: str
    row: Row


class ForLinks:
    """Part of `parley.store.view.SqlView`. A view that has none of these is linked too, from its entries."""

    _db: Database

    def current(self) -> list[str]:
        """The ids of the current documents."""
        found = self._db.execute("SELECT DISTINCT document_id FROM pages WHERE document_id IS NOT NULL")
        return [document for (document,) in found]

    def heads(self, documents: Collection[str]) -> Iterator[tuple[str, str, str | None, str | None, str]]:
        """Id, uri, outlet and title of some documents, and what else is asked of each without its text, as JSON."""
        dialect = self._db.dialect
        return self._db.stream(
            f"SELECT id, uri, outlet, title, payload FROM documents WHERE id IN {dialect.texts}",
            (dialect.listing(documents),),
        )

    def columns(
        self,
        kind: str,
        names: Sequence[str],
        documents: Collection[str] | None = None,
        *,
        older: bool = False,
    ) -> Iterator[tuple[Any, ...]]:
        """Document, offset, id and some fields of the entries of a kind, in order of these, no link applied.

        Of current documents alone, but with `older`.
        """
        dialect = self._db.dialect
        fields = "".join(f", {dialect.value_at('e.payload', name)}" for name in names)
        among = "" if documents is None else f" AND e.document_id IN {dialect.texts}"
        return self._db.stream(
            f"SELECT e.document_id, e.start, e.id{fields} FROM entries e WHERE e.kind = ?{among}"
            + ("" if older else " AND EXISTS (SELECT 1 FROM pages p WHERE p.document_id = e.document_id)")
            + " ORDER BY e.document_id, e.start, e.id",
            (kind, *(() if documents is None else (dialect.listing(documents),))),
        )

    def some(
        self, kind: str, ids: Collection[str] | None, documents: Collection[str] | None = None
    ) -> Iterator[Placed]:
        """Entries of a kind in current documents as their pages gave them, in the order of `entries`.

        Args:
            kind: Of entry.
            ids: These alone; None: all.
            documents: Those of these alone; None: of all.
        """
        dialect = self._db.dialect
        # Those that are named are found by their ids, not among all of their kind.
        among = "e.kind = ?" if ids is None else f"e.id IN {dialect.texts}"
        values = [kind if ids is None else dialect.listing(ids)]
        if documents is not None:
            among += f" AND e.document_id IN {dialect.texts}"
            values.append(dialect.listing(documents))
        for of, uri, start, entry, document, payload in self._db.stream(
            "SELECT e.kind, d.uri, e.start, e.id, e.document_id, e.payload"
            " FROM entries e JOIN documents d ON d.id = e.document_id"
            f" WHERE {CURRENT} AND {among} ORDER BY {dialect.by_uri}, e.start, e.id",
            values,
        ):
            if of == kind:
                yield Placed(uri, start, entry, document, load(payload))

    def texts(self, documents: Collection[str]) -> Iterator[tuple[str, str, str]]:
        """Id, text and, as JSON, blocks of some documents."""
        dialect = self._db.dialect
        return self._db.stream(
            f"SELECT id, text, {dialect.value_at('payload', 'blocks')} FROM documents WHERE id IN {dialect.texts}",
            (dialect.listing(documents),),
        )

    def dated(self) -> Iterator[tuple[str, str]]:
        """All that links date, documents and entries, by id, with the date as JSON."""
        return self._db.stream("SELECT id, payload FROM dated")

    def derived(
        self, step: str, documents: Collection[str] | None = None
    ) -> Iterator[tuple[str, str, bytes]]:
        """Each document, or some, of what a step of linking made a value, and this; see `Writer.put_derived`."""
        dialect = self._db.dialect
        among = "" if documents is None else f" AND document_id IN {dialect.texts}"
        return self._db.stream(
            f"SELECT document_id, made_of, value FROM derived WHERE step = ?{among}",
            (step, *(() if documents is None else (dialect.listing(documents),))),
        )

    def kept(self, step: str, parts: Collection[str] | None = None) -> Mapping[str, bytes]:
        """What a step of linking keeps, by part, or some parts of it; see `Writer.put_kept`.

        Args:
            step: Its name.
            parts: These alone.
        """
        dialect = self._db.dialect
        among = "" if parts is None else f" AND part IN {dialect.texts}"
        values = (step, *(() if parts is None else (dialect.listing(parts),)))
        return dict(self._db.stream(f"SELECT part, value FROM kept WHERE step = ?{among}", values))
