"""Rows of one kind as columns: counts, facets and pages of a listing without reading the rows.

A record of 20,000 pages holds some 400,000 statements. A filter over them, with the counts of every facet, takes
a few milliseconds on columns of numbers; in SQL the same takes a second. `Catalogue.find` chooses exactly the
rows that `View.entries` gives for the same filter; a property test holds it to that.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from parley.records import name_key
from parley.store.base import Card, Filter
from parley.store.decisions import ALL, REJECTED
from parley.store.names import Actors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Numbers = NDArray[np.int32]

OPEN_FIRST, OPEN_LAST = 0, 99_999_999  # days, as yyyymmdd, of a date that is open at an end


@dataclass(frozen=True, slots=True)
class Column:
    """A facet of all rows as pairs: row `rows[i]` has the value `names[values[i]]`."""

    rows: Numbers
    values: Numbers
    names: Sequence[str]
    codes: Mapping[str, int]

    def having(self, wanted: Collection[str], size: int) -> Mask:
        """The rows that have one of the wanted values."""
        import numpy as np

        out = np.zeros(size, dtype=bool)
        codes = [self.codes[value] for value in wanted if value in self.codes]
        if codes:
            chosen = np.zeros(len(self.names), dtype=bool)
            chosen[codes] = True
            out[self.rows[chosen[self.values]]] = True
        return out

    def count(self, mask: Mask) -> list[tuple[str, int]]:
        """How many of the masked rows have each value, the most frequent first; those that none has are left out."""
        return self.most(mask, len(self.names))[0]

    def most(self, mask: Mask, top: int) -> tuple[list[tuple[str, int]], int]:
        """The `top` of `count`, and how many values there are in all."""
        import numpy as np

        counts = np.bincount(self.values[mask[self.rows]], minlength=len(self.names))
        held = np.flatnonzero(counts)
        if (
            len(held) > top
        ):  # of tens of thousands of names only those that may be among the first are put in order
            least = np.partition(counts[held], len(held) - top)[len(held) - top]
            shown = held[counts[held] >= least]
        else:
            shown = held
        order = shown[np.argsort(-counts[shown], kind="stable")][:top]
        return [(self.names[i], int(counts[i])) for i in order.tolist()], len(held)


@dataclass(slots=True)
class _Pairs:
    """A column while rows are taken in: numbers alone, for 400,000 rows with names would be 200 MB."""

    rows: array[int] = field(default_factory=lambda: array("i"))
    values: array[int] = field(default_factory=lambda: array("i"))
    codes: dict[str, int] = field(default_factory=dict)

    def take(self, row: int, value: str) -> None:
        self.rows.append(row)
        self.values.append(self.codes.setdefault(value, len(self.codes)))

    def column(self) -> Column:
        return Column(_numbers(self.rows), _numbers(self.values), list(self.codes), self.codes)


class Catalogue:
    """The rows of one kind, in the order of `View.entries`."""

    def __init__(
        self, cards: Iterable[Card], pages: Mapping[str, Mapping[str, Any]], *, linked: bool
    ) -> None:
        """Take in all cards.

        Args:
            cards: As `View.cards` gives them.
            pages: Of each document, `outlet_key` and `uri`.
            linked: Whether the kind is one of links, whose filters are `parley.store.link_rows`.
        """
        self._linked, self._pages = linked, pages
        self.ids: list[str] = []
        self.more: list[tuple[Any, ...]] = []
        taken: dict[str, _Pairs] = {}
        bounds = array("i"), array("i"), array("i")
        for row, card in enumerate(cards):
            self.ids.append(card.id)
            if card.more:
                self.more.append(card.more)
            for name, value in _facets(card, pages):
                if name not in taken:
                    taken[name] = _Pairs()
                taken[name].take(row, value)
            for first, last in card.bounds:
                bounds[0].append(row)
                bounds[1].append(day_number(first, OPEN_FIRST))
                bounds[2].append(day_number(last, OPEN_LAST))
        self._columns = {name: pairs.column() for name, pairs in taken.items()}
        rows, firsts, lasts = map(_numbers, bounds)
        self._days: tuple[Numbers, Numbers, Numbers] = (rows, firsts, lasts)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each row stands."""
        return {row_id: i for i, row_id in enumerate(self.ids)}

    def column(self, name: str) -> Column:
        """A facet; empty where no row has it."""
        return self._columns.get(name) or _Pairs().column()

    def derive(self, name: str, source: str, values: Mapping[str, str | None]) -> None:
        """A facet `name` whose values follow from those of another; a value that gives none is left out."""
        import numpy as np

        of = self.column(source)
        mapped = [values.get(value) for value in of.names]
        names = sorted({value for value in mapped if value is not None})
        codes = {value: i for i, value in enumerate(names)}
        table = np.array([-1 if v is None else codes[v] for v in mapped] or [-1], dtype=np.int32)
        new = table[of.values] if len(of.values) else of.values
        pairs = np.stack([of.rows, new])[:, new >= 0]
        pairs = np.unique(pairs, axis=1)
        self._columns[name] = Column(pairs[0], pairs[1], names, codes)

    @cached_property
    def when(self) -> Numbers:
        """The day by which a row stands in order of time, as yyyymmdd; `OPEN_LAST` where nothing dates it."""
        import numpy as np

        rows, firsts, lasts = self._days
        out = np.full(len(self), OPEN_LAST, dtype=np.int32)
        np.minimum.at(out, rows, np.where(firsts == OPEN_FIRST, lasts, firsts))
        return out

    @cached_property
    def month(self) -> Numbers:
        """The one month that a row's date lies in, as yyyymm; 0 where it is not known so well."""
        import numpy as np

        rows, firsts, lasts = self._days
        out = np.zeros(len(self), dtype=np.int32)
        inside = firsts // 100 == lasts // 100
        out[rows[inside]] = firsts[inside] // 100
        return out

    def everything(self) -> Mask:
        """A mask that holds all rows."""
        import numpy as np

        return np.ones(len(self), dtype=bool)

    @cached_property
    def shown(self) -> Mask:
        """The rows that nobody rejected."""
        out: Mask = ~self.column("review").having([REJECTED], len(self))
        return out

    def find(self, where: Filter, actors: Actors) -> Mask:
        """The rows that a filter chooses; its limit and offset are left to the caller, `review` is none or all."""
        out = self.everything() if where.review == ALL else self.shown.copy()
        for part in self._parts(where, actors):
            out &= part
        return out

    def of(self, mask: Mask) -> list[str]:
        """The ids of the masked rows."""
        return [self.ids[i] for i in mask.nonzero()[0].tolist()]

    def being(self, ids: Iterable[str]) -> Mask:
        """The rows of these ids."""
        import numpy as np

        out = np.zeros(len(self), dtype=bool)
        out[[self.place[i] for i in ids if i in self.place]] = True
        return out

    def _parts(self, where: Filter, actors: Actors) -> Iterator[Mask]:
        size = len(self)
        for name in ("issue", "act", "mode"):
            value = getattr(where, name)
            if value is not None:
                yield self.column(name).having([value], size)
        yield from self._named(where, actors)
        if (
            where.outlet is not None and where.document is not None
        ):  # one page must be both, of what rests on several
            yield self.column("document").having(self._pages_named(where.document, where.outlet), size)
        elif where.outlet is not None:
            yield self.column("outlet").having([name_key(where.outlet)], size)
        elif where.document is not None:
            named = [where.document]
            yield self.column("document").having(named, size) | self.column("uri").having(named, size)
        if where.documents is not None:
            yield self.column("document").having(where.documents, size)
        if where.without:
            yield ~self.column("document").having(where.without, size)
        if where.actors is not None:
            yield self.column("actor").having(actors.of_ids(where.actors), size)
        if where.since is not None or where.until is not None:
            yield self._in_time(where)

    def _pages_named(self, document: str, outlet: str) -> list[str]:
        """The pages of an outlet that go by an id or an address."""
        key = name_key(outlet)
        return [
            of
            for of, page in self._pages.items()
            if page["outlet_key"] == key and document in (of, page["uri"])
        ]

    def _named(self, where: Filter, actors: Actors) -> Iterator[Mask]:
        asked = [
            look(name)
            for look, name in ((actors.called, where.speaker), (actors.of_party, where.party))
            if name is not None
        ]
        if self._linked and asked:
            yield self.column("actor").having(set.intersection(*asked), len(self))
            return
        for ids in asked:
            found = self.column("actor").having(ids, len(self))
            if where.speaker is not None and ids is asked[0]:
                found |= self.column("name").having(self._saying(where.speaker), len(self))
            yield found

    def _saying(self, name: str) -> list[str]:
        """The names on record that hold all words of one as a person types it; see `parley.store.names.says`."""
        typed = name_key(name).split()
        places = [self._names_with.get(word, frozenset()) for word in typed]
        names = self.column("name").names
        return [names[i] for i in sorted(frozenset.intersection(*places))] if places else []

    @cached_property
    def _names_with(self) -> Mapping[str, frozenset[int]]:
        """For each word the places of the names that hold it: to look through 64,000 names takes 40 ms."""
        found: dict[str, list[int]] = {}
        for place, key in enumerate(self.column("name").names):
            for word in set(key.split()):
                found.setdefault(word, []).append(place)
        return {word: frozenset(places) for word, places in found.items()}

    def surely(self, where: Filter) -> Mask:
        """The rows that are wholly of the time of a filter; all where it has none."""
        import numpy as np

        out = self.everything()
        if where.since is None and where.until is None:
            return out
        rows, firsts, lasts = self._days
        since, until = day_number(where.since, OPEN_FIRST), day_number(where.until, OPEN_LAST)
        within = (firsts >= since) & (lasts <= until)
        out = np.zeros(len(self), dtype=bool)
        out[rows[within]] = True
        return out

    def _in_time(self, where: Filter) -> Mask:
        import numpy as np

        rows, firsts, lasts = self._days
        out = np.zeros(len(self), dtype=bool)
        since, until = day_number(where.since, OPEN_FIRST), day_number(where.until, OPEN_LAST)
        out[rows[(lasts >= since) & (firsts <= until)]] = True
        return out


def day_number(day: str | None, missing: int) -> int:
    """``2031-06-02`` as 20310602."""
    return missing if day is None else int(day.replace("-", ""))


def _facets(card: Card, pages: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    """What a card has of each facet, each once; of its pages also where they stand and who prints them."""
    pairs = [("document", document) for document in card.documents]
    for document in card.documents:
        page = pages.get(document)
        if page is not None:
            pairs.append(("uri", page["uri"]))
            if page["outlet_key"]:
                pairs.append(("outlet", page["outlet_key"]))
    pairs += card.facets
    return pairs if len(card.documents) == 1 else dict.fromkeys(pairs)


def _numbers(held: array[int]) -> Numbers:
    import numpy as np

    return np.array(held, dtype=np.int32)
