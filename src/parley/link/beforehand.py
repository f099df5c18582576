"""What links read of all pages as the run before left it, read while new pages are still read elsewhere.

It holds as long as nobody else commits: what a build itself puts meanwhile is of documents that are known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from parley.closing import Closing
from parley.link import heads
from parley.link.heads import Head
from parley.plain import load, loaded
from parley.store.base import Row, Store, Writer
from parley.store.for_links import Placed
from parley.times.grammar import rules_by_char

# What takes longest first, as the pages may be there before all is read: the values of single documents, those of
# them that are read as plain data, and what is kept of the whole record, with those parts.
_ROWS = ("head", "dates", "facts", "clues", "incidents", "states", "countries", "lines")
_PLAIN = frozenset({"facts", "incidents", "states", "countries"})
_LINKS = ("furniture", "families")
_ENTRIES = (
    "positions",
    "meeting_reports",
    "agreement_reports",
)  # all of which several steps look at each time
_KEPT: Mapping[str, Collection[str]] = {
    "prints": (),
    "actors": ("documents", "days", "judged", "table"),
    "families": ("documents", "pairs"),
    "furniture": ("outlets",),
    "changes": ("changes",),
    "cast": (),
    "dated": (),
}
# Kept by actor: of those whom new pages name, as soon as they are there.
_LARGE = ("mentioned", "offices")
_BY_ACTOR = (*_LARGE, "mentioned since", "offices since", "people", "bodies")

Value = tuple[str, bytes]  # what it was made of, and the value


class Known(NamedTuple):
    """What was read: values by step and document, what is kept by step, links, entries, and parsed values."""

    heads: list[Head]  # in order
    rows: dict[str, Mapping[str, Value]]
    kept: dict[str, Mapping[str, bytes]]
    links: dict[str, Mapping[str, Row]]
    entries: dict[str, Sequence[Placed]]  # all of a kind, in their order
    some: dict[str, Sequence[Placed]]  # of those of a kind the ones that will surely be asked for
    parts: dict[str, dict[str, bytes | None]]  # by step, of what is kept, some parts; None: nothing is
    dated: dict[str, str]  # all that links date, with the date as JSON
    plain: dict[bytes, Any]
    put: set[str]  # the documents of which nothing here holds any more


class Beforehand(Closing):
    """Reads, and gives what it read to who links."""

    def __init__(self, store: Store) -> None:
        """Nothing is read yet."""
        self._store = store
        self._mark: object = None
        self._known = Known([], {}, {}, {}, {}, {}, {}, {}, {}, set())
        self._named = set[str]()
        self._reading: Generator[bool, None, None] | None = None

    def put(self, documents: Collection[str | None], named: Collection[str] = ()) -> None:
        """These documents are put, before what is read here or after it; they name some actors."""
        self._known.put.update(document for document in documents if document)
        self._named.update(named)

    def read(self, is_time: Callable[[], bool]) -> None:
        """Read as much as there is time for, and go on with it the next time.

        Nothing where the store cannot tell who else commits. All is read of the moment when reading began.
        """
        if self._reading is None:
            mark = getattr(self._store, "mark", None)
            self._mark = mark() if mark else None
            self._reading = _reading(self._store, self._known, self._named) if mark else _nothing()
        for is_more in self._reading:
            if not (is_more and is_time()):
                return

    def known(self, writer: Writer) -> Known | None:
        """What was read; None where that may not hold any more, or nothing was. No more is read from then on."""
        self.close()
        mark: Callable[[], object] | None = getattr(writer, "mark", None)
        return self._known if self._mark is not None and mark and mark() == self._mark else None

    def close(self) -> None:
        """Read no more."""
        if self._reading is not None:
            self._reading.close()


def _nothing() -> Generator[bool, None, None]:
    yield from ()


def _reading(store: Store, known: Known, named: set[str]) -> Generator[bool, None, None]:
    """Read piece by piece; what is given is whether there is more to read now. It never ends."""
    with store.view() as view:
        for _ in _of_all(view, known):
            yield True
        rules_by_char()  # by which dates are read again; made once
        yield True
        done = set[str]()
        while True:
            wanted = named - done
            for _ in _of_actors(view, known, wanted) if wanted else ():
                yield True
            done |= wanted
            yield named != done


def _of_all(view: Any, known: Known) -> Iterator[None]:
    for step in _ROWS:
        found = {document: (of, value) for document, of, value in view.derived(step)}
        yield
        if step in _PLAIN:
            values = [value for _, value in found.values()]
            known.plain.update(zip(values, loaded(values), strict=True))
        known.rows[step] = found
        yield
    told = {document: value for document, (of, value) in known.rows["head"].items() if of == heads.VERSION}
    known.heads.extend(
        Head(document, *row) for document, row in zip(told, loaded(told.values()), strict=True)
    )
    known.heads.sort(key=heads.place)
    yield
    for kind in _LINKS:
        known.links[kind] = {row["id"]: row for row in view.links(kind)}
        yield
    for kind in _ENTRIES:
        known.entries[kind] = list(view.some(kind, None))
        yield
    known.dated.update(view.dated())
    days = (known.plain[value] for _, value in known.rows["incidents"].values())
    of_a_day = {
        one for told in days for one, is_of_a_day in told.items() if is_of_a_day or one in known.dated
    }
    known.some["incidents"] = list(view.some("incidents", of_a_day))
    yield
    for step, parts in _KEPT.items():
        kept = view.kept(step)
        known.plain.update((kept[part], load(kept[part])) for part in kept if part.partition(" ")[0] in parts)
        known.kept[step] = kept
        yield


def _of_actors(view: Any, known: Known, actors: Collection[str]) -> Iterator[None]:
    for step in _BY_ACTOR:
        kept = view.kept(step, actors)
        known.parts.setdefault(step, {}).update((actor, kept.get(actor)) for actor in actors)
        if step in _LARGE:
            known.plain.update((value, load(value)) for value in kept.values() if value not in known.plain)
        yield
