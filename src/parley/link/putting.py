"""Writing links as they are made: no more than one kind of row, and what one step keeps, is in memory at a time.

Of 20,600 pages that no run has linked before, linking took 1,025 MiB while all kinds were held until the end.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from parley.laps import Laps
from parley.link.changed import Changed
from parley.link.reading import Derived
from parley.store.base import Row, Writer


class Putting:
    """Puts the rows of each kind, and what steps keep, into a transaction that is open."""

    def __init__(self, writer: Writer, derived: Derived, laps: Laps) -> None:
        """Nothing is put yet."""
        self._writer, self._derived, self._laps = writer, derived, laps
        self.totals: dict[str, int] = {}
        derived.sink = getattr(writer, "put_derived", None)
        derived.keeper = getattr(writer, "put_kept", None)

    def lap(self, kind: str) -> None:
        """What was done since the last step ended was for a kind that is put later."""
        self._laps(kind)

    def put(self, kind: str, rows: Iterable[Row] | Changed, fields: Sequence[str] = ()) -> list[Row]:
        """Put the rows of a kind, one after the other, or those that changed.

        Args:
            kind: Of link.
            rows: In the order in which they are to stand; or what became of those that stand.
            fields: What later steps read of a row.

        Returns:
            The rows with these fields alone; without any, none.
        """
        made = isinstance(rows, Changed | list)
        if made:
            self._laps(kind)
        brief = list[Row]()
        if isinstance(rows, Changed):
            self._writer.change_links(kind, rows.rows, rows.gone)
            self.totals[kind] = rows.total
        else:
            self.totals[kind] = 0
            self._writer.put_links(kind, self._passing(kind, rows, fields, brief))
            give_back()
        if not made:  # they were made as they were put
            self._laps(kind)
        self._keep()
        self._laps("store")
        return brief

    def _passing(
        self, kind: str, rows: Iterable[Row], fields: Sequence[str], brief: list[Row]
    ) -> Iterator[Row]:
        for row in rows:
            self.totals[kind] += 1
            if fields:
                brief.append({name: row[name] for name in fields})
            yield row

    def _keep(self) -> None:
        """Put what steps made of single documents, and what they keep of the whole record."""
        derived = self._derived
        if derived.sink is None or derived.keeper is None:
            return
        derived.sink(derived.taken())
        for step, (parts, whole) in derived.keeping.items():
            derived.keeper(step, parts, whole=whole)
        derived.keeping.clear()


def give_back() -> None:
    """Give the system memory that was freed; glibc keeps it, and the next step seldom finds it in one piece."""
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    found: Callable[[int], int] | None = getattr(libc, "malloc_trim", None)
    return found
