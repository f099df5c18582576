"""What a listing returns in Python: a sequence of plain dicts that can become a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, overload

from parley.errors import UsageError
from parley.export.cells import cells, columns

if TYPE_CHECKING:
    import pandas
    import polars

Row = dict[str, Any]


class Rows(Sequence[Row]):
    """Rows of one kind, each a dict as docs/records.md describes it."""

    def __init__(self, kind: str, rows: Iterable[Row]) -> None:
        self.kind = kind
        self._rows = list(rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Row | Rows:
        if isinstance(index, slice):
            return Rows(self.kind, self._rows[index])
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return list(other) == self._rows if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as any sequence of dicts

    def __repr__(self) -> str:
        shown = [f"  {_line(row)}" for row in self._rows[:5]]
        more = [f"  ... and {len(self) - 5:,} more"] if len(self) > 5 else []
        noun = self.kind.removesuffix("s") if len(self) == 1 else self.kind
        return "\n".join([f"<{len(self):,} {noun}>", *shown, *more])

    def to_polars(self) -> polars.DataFrame:
        """A polars data frame with the columns of the CSV export.

        Raises:
            UsageError: If polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise UsageError("polars is not installed; run: pip install 'parley-news[tables]'") from error
        return polars.DataFrame(self._columns())

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame with the columns of the CSV export.

        Raises:
            UsageError: If pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise UsageError("pandas is not installed; run: pip install 'parley-news[tables]'") from error
        return pandas.DataFrame(self._columns())

    def _columns(self) -> dict[str, list[Any]]:
        names = [column.name for column in columns(self.kind, self._rows)]
        flat = [cells(self.kind, row) for row in self._rows]
        return {name: [row.get(name) for row in flat] for name in names}


def _line(row: Row) -> str:
    """The telling words of a row, short."""
    speaker = row.get("speaker") or {}
    who = speaker.get("name") or speaker.get("surface")
    what = (
        row.get("content") or row.get("title") or row.get("name") or row.get("text") or row.get("uri") or ""
    )
    if row.get("unit"):
        what = row["evidence"][0]["quote"]
    text = " ".join(f"{who}: {what}".split() if who else str(what).split())
    return text if len(text) <= 90 else text[:89] + "…"
