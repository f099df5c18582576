"""What persons decided about the entries of a record, and what of it stands."""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from parley.plain import load
from parley.store.base import Row
from parley.store.decisions import Decision, Log, Standing
from parley.store.dialect import Database
from parley.store.filters import CURRENT
from parley.store.reviews import Reviews

_DECISION = tuple(field.name for field in dataclasses.fields(Decision))


class ForReviews(ABC):
    """Part of `parley.store.view.SqlView`."""

    _db: Database
    _log: Log
    _stood: Mapping[str, Standing]

    @abstractmethod
    def _number(self, sql: str, values: Sequence[str | int] = ()) -> int:
        """The one number that a query gives."""

    @abstractmethod
    def _read(self, ids: Iterable[str]) -> Iterator[Row]:
        """The entries with these ids, decisions applied."""

    def decisions(self, after: int = 0) -> Iterator[Decision]:
        """See `View.decisions`."""
        return self._decided(after)

    def decided(self, after: int = 0) -> list[tuple[int, str]]:
        """See `View.decided`."""
        return self._db.execute(
            "SELECT number, entry_id FROM decisions WHERE number > ? ORDER BY number", (after,)
        ).fetchall()

    def standing(self, ids: Collection[str] | None = None) -> Mapping[str, Standing]:
        """See `View.standing`."""
        return self._standing if ids is None else self._current(self._reviews.of(ids))

    @cached_property
    def _standing(self) -> Mapping[str, Standing]:
        return self._current(self._reviews.holding())

    def _current(self, held: Mapping[str, Standing]) -> Mapping[str, Standing]:
        """What is of current documents."""
        fresh = {i: one for i, one in held.items() if self._stood.get(i) is not one}
        named = {piece["document_id"] for one in fresh.values() for piece in one.anchor}
        dialect = self._db.dialect
        found = self._db.execute(
            f"SELECT d.id FROM documents d WHERE d.id IN {dialect.texts} AND {CURRENT}",
            (dialect.listing(sorted(named)),),
        )
        gone = named - {document for (document,) in found}
        return {
            i: one
            for i, one in held.items()
            if i not in fresh or not any(piece["document_id"] in gone for piece in one.anchor)
        }

    @cached_property
    def _reviews(self) -> Reviews:
        last = self._number("SELECT coalesce(max(number), 0) FROM decisions")
        return Reviews(self._log.upto(last, self._decided), self._evidence, self._read, self._stood)

    def _decided(self, after: int) -> Iterator[Decision]:
        """The rows of the log after a number."""
        for row in self._db.stream(
            f"SELECT {', '.join(_DECISION)} FROM decisions WHERE number > ? ORDER BY number", (after,)
        ):
            values = dict(zip(_DECISION, row, strict=True))
            read = {name: load(values[name]) for name in ("value", "machine", "anchor")}
            yield Decision(**(values | read))

    def _evidence(self, ids: Iterable[str]) -> Mapping[str, Sequence[Row]]:
        """What the entries and links with these ids rest on."""
        dialect = self._db.dialect
        listed, evidence = dialect.listing(ids), dialect.value_at("payload", "evidence")
        rows = self._db.stream(
            f"SELECT id, {evidence} FROM entries WHERE id IN {dialect.texts} UNION ALL"
            f" SELECT id, {evidence} FROM links WHERE id IN {dialect.texts}",
            (listed, listed),
        )
        return {entry_id: load(evidence or "[]") for entry_id, evidence in rows}
