"""What became of the rows of a kind of link since the run before, where not all of them are looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parley.store.base import Row


class Changed(NamedTuple):
    """Rows that are new, or may not be as they were; ids of those that are no longer; how many rows there are now."""

    rows: Sequence[Row]
    gone: Sequence[str]
    total: int
