"""Which of the chosen rows lie in the period for certain; the others are counted, not told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parley.store.base import Filter, Row
from parley.views import days, words

Bounds = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; None: open."""

    since: str | None
    until: str | None

    @classmethod
    def of(cls, where: Filter) -> Period:
        """The period of a filter."""
        return cls(where.since, where.until)

    @property
    def is_all(self) -> bool:
        """Whether it has no end on either side."""
        return self.since is None and self.until is None

    def holds(self, first: str | None, last: str | None) -> bool:
        """Whether what was between two days was in the period, whichever day it was."""
        after = self.since is None or (first is not None and first >= self.since)
        return after and (self.until is None or (last is not None and last <= self.until))

    def split(self, rows: Sequence[Row], bounds: Callable[[Row], Bounds]) -> tuple[list[Row], int]:
        """The rows that lie in it for certain, and how many may lie outside."""
        sure = [row for row in rows if self.holds(*bounds(row))]
        return sure, len(rows) - len(sure)


def own_or_page(row: Row) -> Bounds:
    """The days that a row of a page may be of: its own, or where it has none its page's."""
    date = row["date"]
    if words.is_its_own(date) and (date["earliest"] or date["latest"]):
        return date["earliest"], date["latest"]
    page: Bounds = row["page"]["bounds"]
    return page


def of_date(row: Row) -> Bounds:
    """The days that a row may be of by its date alone."""
    date = row["date"]
    return (date["earliest"], date["latest"]) if days.is_known(date) else (None, None)
