"""Long listings in pages: nothing is cut, every page says which part of the whole it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a listing; `first` and `last` count its rows from 1 within `total`."""

    number: int
    of: int
    first: int
    last: int
    total: int
    rows: Sequence[Any]


def sheets(rows: Sequence[Any], size: int) -> list[Sheet]:
    """`rows` in pages of `size`; one empty page where there are none."""
    starts = range(0, len(rows), size) or range(1)
    return [
        Sheet(
            number=i + 1,
            of=len(starts),
            first=min(start + 1, len(rows)),
            last=min(start + size, len(rows)),
            total=len(rows),
            rows=rows[start : start + size],
        )
        for i, start in enumerate(starts)
    ]
