"""What became of the rows of a kind of link since the run before, where not all of them are looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from parley.store.base import Row


class Changed(NamedTuple):
    """Rows that are new, or may not be as they were; ids of those that are no longer; how many rows there are now."""

    rows: Sequence[Row]
    gone: Sequence[str]
    total: int


def against(before: Mapping[str, Row], rows: Sequence[Row]) -> Changed:
    """All rows of a kind, in order of their ids, against those of the run before, some of which they may hold."""
    now = {row["id"] for row in rows}
    new = [row for row in rows if row is not before.get(row["id"])]
    return Changed(new, [one for one in before if one not in now], len(rows))
