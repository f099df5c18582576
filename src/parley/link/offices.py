"""The offices of actors that all pages tell, kept from one run of linking to the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from parley.link.prose import Range
from parley.link.reading import Derived, columns
from parley.link.since import Since
from parley.plain import load, packed
from parley.records import name_key
from parley.store.base import Row, View

STEP = "offices"  # under which they are kept, by actor
_FIELDS = ("actor_id", "title", "of", "country", "surface", "evidence")


def offices(
    view: View,
    furniture: Mapping[str, Sequence[Range]],
    split: Mapping[tuple[str, str], str],
    documents: Collection[str] | None = None,
) -> dict[str, list[Row]]:
    """What counts of the ``roles`` of current documents outside of furniture, by actor, in order of their place.

    Args:
        view: The record.
        furniture: Its ranges, by document.
        split: Whom a printed form (by its `name_key`) of an actor means, as a person says.
        documents: Those of these alone.
    """
    out: dict[str, list[Row]] = {}
    for document, start, role, actor, title, of, country, surface, evidence in columns(
        view, "roles", _FIELDS, documents
    ):
        if any(first <= start < last for first, last in furniture.get(document, ())):
            continue
        piece = load(evidence)[0]
        whose = split.get((actor, name_key(surface)), actor) if split else actor
        out.setdefault(whose, []).append(
            _row(document, role, title, of, country, piece["start"], piece["quote"])
        )
    for rows in out.values():
        rows.sort(key=_place)
    return dict(sorted(out.items()))


def _row(
    document: str, role: str, title: str, of: str | None, country: str | None, start: int, quote: str
) -> Row:
    piece = {"document_id": document, "start": start, "end": start + len(quote), "quote": quote}
    return {
        "document_id": document,
        "id": role,
        "title": title,
        "of": of,
        "country": country,
        "evidence": [piece],
    }


def _place(role: Row) -> tuple[str, int, str]:
    return role["document_id"], role["evidence"][0]["start"], role["id"]


def pack(rows: Iterable[Row]) -> bytes:
    """Some of one actor, as they are kept."""
    return packed([_plain(row) for row in rows])


def _plain(row: Row) -> list[Any]:
    """The inverse of `_row`."""
    return [*(row[name] for name in _PLAIN), *map(row["evidence"][0].get, ("start", "quote"))]


_PLAIN = ("document_id", "id", "title", "of", "country")


class Packed(Mapping[str, Sequence[Row]]):
    """The offices of all actors, as they are kept and unpacked one after the other: a fifth of the rows' memory."""

    def __init__(self, held: Mapping[str, Sequence[Row]]) -> None:
        """From the rows, which may be let go of."""
        self.values_kept = {actor: pack(rows) for actor, rows in held.items()}

    def __getitem__(self, actor: str) -> Sequence[Row]:
        """Those of an actor, in order of their place."""
        return [_row(*row) for row in load(self.values_kept[actor])]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_kept)

    def __len__(self) -> int:
        return len(self.values_kept)


class Offices:
    """The offices of actors, as they were kept and as they are now."""

    def __init__(self, derived: Derived) -> None:
        self._since = Since(derived, STEP)
        self._known: dict[str, list[Row]] = {}
        self._mixed = set[str]()  # actors whose rows are in no order, as some came last
        self._changed = set[str]()

    def load(self, actors: Iterable[str]) -> None:
        """Read those of some actors, all at once."""
        wanted = [actor for actor in actors if actor not in self._known]
        for actor, rows, pieces in self._since.load(wanted):
            self._known[actor] = _put_together(rows or [], pieces)
            if pieces:
                self._mixed.add(actor)

    def of(self, actor: str) -> Sequence[Row]:
        """Those of an actor that was loaded, in order of their place."""
        if actor in self._mixed:
            self._known[actor].sort(key=_place)
            self._mixed.remove(actor)
        return self._known[actor]

    def leave(self, actors: Collection[str], documents: Collection[str]) -> None:
        """Forget what some documents told of some actors."""
        self.load(actors)
        for actor in actors:
            self._known[actor] = [row for row in self._known[actor] if row["document_id"] not in documents]
            self._since.add(actor, ([document] for document in documents))
        self._changed.update(actors)

    def add(self, found: Mapping[str, Sequence[Row]]) -> None:
        """What other documents tell, by actor."""
        self.load(found)
        for actor, rows in found.items():
            self._known[actor] += rows
            self._mixed.add(actor)
            self._since.add(actor, map(_plain, rows))
        self._changed.update(found)

    def keep(self) -> None:
        """Keep those that changed for the next run."""
        self._since.keep(
            (actor, len(rows), partial(pack, rows) if rows else None)
            for actor in sorted(self._changed)
            for rows in [self.of(actor)]
        )


def _put_together(rows: Iterable[Sequence[Any]], pieces: Iterable[Sequence[Any]]) -> list[Row]:
    """Rows, and behind them what came since they were kept: rows of a document; or, alone, a document that went."""
    gone, more = set[str](), dict[str, list[Sequence[Any]]]()
    for document, *row in pieces:
        if row:
            more.setdefault(document, []).append((document, *row))
        else:
            gone.add(document)
            more.pop(document, None)
    left = (row for row in rows if row[0] not in gone)
    return [_row(*row) for row in (*left, *(row for some in more.values() for row in some))]
