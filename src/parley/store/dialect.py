"""Where the SQL of the back ends differs, so that all other SQL is written once.

Statements are written with question marks for values. What both engines say alike (``ON CONFLICT``,
``EXISTS``, ``LIMIT``) is used as it is; the rest, which is how they read JSON, is asked of a `Dialect`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

ALL_ROWS = 2**63 - 1  # the limit of a query that has none; both engines take it


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one engine reads JSON. `{value}` stands for a column of JSON text, `{path}` for names with dots."""

    text: str  # the value at a path, as text
    value: str  # the same as what it is: text, number, truth
    items: str  # what FROM takes: one row, with the column `value`, for each item of the list at a path
    texts: str  # a list of texts that is given for the question mark: what IN takes
    listing: Callable[[Iterable[str]], Any]  # the list as it is given
    by_uri: str  # how rows are put in order of the uri of document d first, by an index
    gathered: str  # an aggregate: the values of a column as one list
    listed: Callable[[Any], list[str]]  # what `gathered` gave

    def text_at(self, value: str, path: str) -> str:
        """The text at a path of a JSON value; null where there is none."""
        return self.text.format(value=value, path=path)

    def value_at(self, value: str, path: str) -> str:
        """The text, number or truth at a path."""
        return self.value.format(value=value, path=path)

    def number_at(self, value: str, path: str) -> str:
        """The whole number at a path."""
        return f"CAST({self.text_at(value, path)} AS INTEGER)"

    def items_at(self, value: str, path: str) -> str:
        """The items of the list at a path."""
        return self.items.format(value=value, path=path)

    def gather(self, column: str) -> str:
        """A column's values as one value, to be read by `listed`."""
        return self.gathered.format(column=column)


class Found(Protocol):
    """What a query gave; of a change, of how many rows it was."""

    @property
    def rowcount(self) -> int:
        """The rows that a change was of."""
        ...

    def fetchone(self) -> Any:
        """The next row; None after the last."""
        ...

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """One connection, in a transaction."""

    @property
    def dialect(self) -> Dialect:
        """How its engine reads JSON."""
        ...

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Found:
        """Run a statement; what it gives may be held in memory whole."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> object:
        """Run a statement once for each of the rows."""
        ...

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows of a query, few in memory at a time; other queries may run meanwhile."""
        ...
