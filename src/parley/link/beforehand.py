"""What links read of all pages as the run before left it, read while new pages are still read elsewhere.

It holds as long as nobody else commits: what a build itself puts meanwhile is of documents that are known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from parley.plain import load
from parley.store.base import Row, Store, View, Writer
from parley.times.grammar import rules_by_char

# What takes longest first, as the pages may be there before all is read: the values of single documents, those of
# them that are read as plain data, and what is kept of the whole record, with those parts.
_ROWS = ("head", "dates", "facts", "clues", "incidents", "states", "countries")
_PLAIN = frozenset({"head", "facts", "incidents", "states", "countries"})
_LINKS = ("furniture", "families")
_KEPT: Mapping[str, Collection[str]] = {
    "prints": (),
    "actors": ("documents", "days", "judged", "table"),
    "families": ("documents", "pairs"),
    "furniture": ("outlets",),
    "cast": (),
    "dated": (),
}
# Kept by actor: those of whom pages tell most, whom new pages name nearly always.
_LARGE = ("mentioned", "offices")
_LARGE_BYTES = 30_000

Value = tuple[str, bytes]  # what it was made of, and the value


class Known(NamedTuple):
    """What was read: values by step and document, what is kept by step, links by kind and id, and parsed values."""

    rows: Mapping[str, Mapping[str, Value]]
    kept: Mapping[str, Mapping[str, bytes]]
    links: Mapping[str, Mapping[str, Row]]
    plain: Mapping[bytes, Any]
    put: Collection[str]  # the documents of which nothing here holds any more


class Beforehand:
    """Reads, and gives what it read to who links."""

    def __init__(self, store: Store) -> None:
        """Nothing is read yet."""
        self._store = store
        self._mark: object = None
        self._put = set[str]()
        self._known = Known({}, {}, {}, {}, self._put)

    def put(self, documents: Collection[str | None]) -> None:
        """These documents are put, before what is read here or after it."""
        self._put.update(document for document in documents if document)

    def read(self, is_time: Callable[[], bool]) -> None:
        """Read as much as there is time for; nothing where the store cannot tell who else commits."""
        mark = getattr(self._store, "mark", None)
        if mark is None:
            return
        rows, kept, links, plain = dict[str, Any](), dict[str, Any](), dict[str, Any](), dict[bytes, Any]()
        self._mark, self._known = mark(), Known(rows, kept, links, plain, self._put)
        with self._store.view() as view:
            for _ in _reading(view, rows, kept, links, plain):
                if not is_time():
                    return

    def known(self, writer: Writer) -> Known | None:
        """What was read; None where that may not hold any more, or nothing was."""
        mark: Callable[[], object] | None = getattr(writer, "mark", None)
        return self._known if self._mark is not None and mark and mark() == self._mark else None


def _reading(
    view: View, rows: dict[str, Any], kept: dict[str, Any], links: dict[str, Any], plain: dict[bytes, Any]
) -> Iterator[None]:
    for step in _ROWS:
        found = {document: (of, value) for document, of, value in view.derived(step)}  # type: ignore[attr-defined]
        yield
        if step in _PLAIN:
            plain.update((value, load(value)) for _, value in found.values())
        rows[step] = found
        yield
    for kind in _LINKS:
        links[kind] = {row["id"]: row for row in view.links(kind)}
        yield
    for step, parts in _KEPT.items():
        found = view.kept(step)  # type: ignore[attr-defined]
        plain.update((found[part], load(found[part])) for part in parts if part in found)
        kept[step] = found
        yield
    for step in _LARGE:
        for value in view.kept(step, least=_LARGE_BYTES).values():  # type: ignore[attr-defined]
            plain[value] = load(value)
            yield
    rules_by_char()  # by which dates are read again; made once
