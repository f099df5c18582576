"""Entries as the links of this run let them read, before any of it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from parley.link.cast import CAST, Cast
from parley.link.dated import Dated
from parley.link.furniture import Covered
from parley.link.reading import Derived, columns
from parley.link.roll import Roll
from parley.store.base import Row, View
from parley.store.names import Actors
from parley.store.reviews import applied, is_hidden

_MOST = 3  # states that a page speaks of most
_VERSION = "1"  # raise it when the same mentions would give other countries


class Linked:
    """A record under the links made so far: actors taken together, pages and entries dated, furniture left out.

    `links` grows while the steps of linking run; a step reads what those before it made.
    """

    def __init__(
        self, view: View, links: Mapping[str, Sequence[Row]], derived: Derived | None = None
    ) -> None:
        self.view = view
        self.derived = derived or Derived(view)
        self._links = links

    def entries(self, kind: str, ids: Collection[str] | None = None) -> Iterator[Row]:
        """The entries of a kind, or those `ids`, as `View.entries` gives them once these links are stored."""
        yield from self.read(self.derived.entries(kind, ids))

    def read(self, found: Iterable[Row]) -> Iterator[Row]:
        """Entries that pages gave, as `entries` gives them."""
        standing = self.view.standing()
        for entry in found:
            decided = standing.get(entry["id"])
            if is_hidden(decided) or self._covered.holds(entry):
                continue
            date = self.dated.get(entry["id"])
            told = self.actors.apply(entry if date is None else {**entry, "date": date})
            yield told if decided is None else applied(told, decided, self.actors)

    @cached_property
    def positions(self) -> Sequence[Row]:
        """All positions, which several steps read."""
        return list(self.entries("positions"))

    def links(self, kind: str) -> Sequence[Row]:
        """The rows of a kind of link made in this run; none where there is no such kind."""
        return self._links.get(kind, ())

    def published(self, document_id: str) -> Row:
        """The date of a current document."""
        return self.dated.get(document_id) or self.printed[document_id]

    @cached_property
    def dated(self) -> Dated:
        """The dates that links give; where not all rows of this run are made, set by who made them."""
        return Dated(self.links("dates"))

    @cached_property
    def cast(self) -> Cast:
        """What is read of actors' rows; where not all rows of this run are made, set by who made them."""
        return Cast(Roll(CAST), self.links("actors"))

    @cached_property
    def printed(self) -> Mapping[str, Row]:
        """For each current document the date that it bears itself."""
        return {head.id: head.published for head in self.derived.heads}

    def countries(self, documents: Collection[str]) -> Mapping[str, Sequence[tuple[int, str]]]:
        """For each of some documents the countries that its mentions are of, furniture's too, with their offsets."""

        def make(missing: Collection[str]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
            out: dict[str, list[tuple[int, str]]] = {document: [] for document in missing}
            for document, start, _, country in columns(self.view, "mentions", ("country",), missing):
                if country:
                    out[document].append((start, country))
            yield from out.items()

        return self.derived.rows("countries", dict.fromkeys(documents, _VERSION), make)

    def sides(self, documents: Collection[str]) -> Mapping[str, Sequence[str]]:
        """For each of some documents the states that it names most, at most `_MOST`."""

        def make(missing: Collection[str]) -> Iterator[tuple[str, list[str]]]:
            for document, told in self.countries(missing).items():
                named = Counter(country for _, country in told)
                yield document, sorted(named, key=lambda state: (-named[state], state))[:_MOST]

        return self.derived.rows("sides", dict.fromkeys(documents, _VERSION), make)

    def is_dated(self, entry: str) -> bool:
        """Whether links give an entry a date."""
        return self.dated.get(entry) is not None

    def outside(self, document_id: str, told: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
        """What stands at some offsets of a document, without that in its outlet's furniture."""
        return self._covered.outside(document_id, told)

    def name(self, actor: str) -> str:
        """What an actor id, or a name that is none, is called."""
        known = self.cast.get(actor)
        return actor if known is None else str(known["name"])

    @cached_property
    def actors(self) -> Actors:
        """The actors of this run."""
        return Actors(self.cast, self.links("judgements"))

    @cached_property
    def states(self) -> Sequence[tuple[str, str | None]]:
        """The actors that are states, each with its country's code."""
        return [(row["id"], row["country"]) for row in self.cast.states]

    @cached_property
    def families(self) -> Mapping[str, str]:
        """The family of each document that is in one; the others are families of their own."""
        return {document: row["id"] for row in self.links("families") for document in row["documents"]}

    @cached_property
    def _covered(self) -> Covered:
        return Covered(self.links("furniture"))
