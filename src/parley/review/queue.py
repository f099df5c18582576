"""What waits for a decision: entries one after the other, as the listings choose and order them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from parley.errors import UsageError
from parley.review.kinds import is_unsure
from parley.store.base import Filter, Row, View
from parley.store.decisions import KINDS, UNREVIEWED
from parley.store.reviews import records_of

_DIFFERENT = "different"
EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of `kinds` (none: all that are reviewed), those that a filter chooses.

    The filter's `review` is ``unreviewed`` where it is not set. `unsure` leaves those of which the program was not
    sure (`parley.review.kinds.is_unsure`), `disagreeing` those that stand in a comparison of different values.
    """

    kinds: Sequence[str] = ()
    where: Filter = EVERYTHING
    unsure: bool = False
    disagreeing: bool = False

    def __post_init__(self) -> None:
        wrong = [kind for kind in self.kinds if kind not in KINDS]
        if wrong:
            raise UsageError(f"{wrong[0]} are not reviewed; there are: {', '.join(KINDS)}")


def waiting(view: View, wanted: Wanted) -> Iterator[Row]:
    """The entries, each as `{kind, entry}`; the filter's limit and offset count over all kinds."""
    where = wanted.where
    if wanted.unsure or wanted.disagreeing:
        yield from islice(_all(view, wanted), where.offset, _end(where))
        return
    for kind, part in _parts(view, wanted):
        yield from ({"kind": kind, "entry": entry} for entry in view.entries(kind, part))


def ids(view: View, wanted: Wanted) -> list[str]:
    """The ids of the entries that `waiting` gives."""
    if wanted.unsure or wanted.disagreeing:
        return [row["entry"]["id"] for row in waiting(view, wanted)]
    return [entry_id for kind, part in _parts(view, wanted) for entry_id in view.ids(kind, part)]


def total(view: View, wanted: Wanted) -> int:
    """How many `waiting` gives without limit and offset."""
    if wanted.unsure or wanted.disagreeing:
        return sum(1 for _ in _all(view, wanted))
    where = _where(wanted)
    return sum(view.count(kind, where) for kind in _kinds(view, wanted))


def decided(view: View, wanted: Wanted) -> int:
    """How many of the entries that are wanted, whatever their review, have a verdict."""
    verdicts = ("accepted", "rejected", "corrected")
    return sum(total(view, replace(wanted, where=replace(wanted.where, review=one))) for one in verdicts)


def _all(view: View, wanted: Wanted) -> Iterator[Row]:
    differing = _differing(view) if wanted.disagreeing else frozenset()
    for kind in _kinds(view, wanted):
        for entry in view.entries(kind, _where(wanted)):
            if wanted.unsure and not is_unsure(kind, entry):
                continue
            if wanted.disagreeing and entry["id"] not in differing:
                continue
            yield {"kind": kind, "entry": entry}


def _parts(view: View, wanted: Wanted) -> Iterator[tuple[str, Filter]]:
    """The kinds with what of each is wanted; limit and offset, which count over all kinds, taken apart."""
    where, offset, left = _where(wanted), wanted.where.offset, wanted.where.limit
    for kind in _kinds(view, wanted):
        held = view.count(kind, where)
        taken = max(0, held - offset) if left is None else min(left, max(0, held - offset))
        if taken:
            yield kind, replace(where, limit=taken, offset=offset)
        offset = max(0, offset - held)
        left = None if left is None else left - taken


def _kinds(view: View, wanted: Wanted) -> list[str]:
    held = view.kinds()
    return [kind for kind in wanted.kinds or KINDS if kind in held]


def _where(wanted: Wanted) -> Filter:
    return replace(wanted.where, review=wanted.where.review or UNREVIEWED, limit=None, offset=0)


def _end(where: Filter) -> int | None:
    return None if where.limit is None else where.offset + where.limit


def _differing(view: View) -> frozenset[str]:
    """Ids of the records whose values differ from others'."""
    rows = view.entries("comparisons") if "comparisons" in view.kinds() else ()
    return frozenset(record for row in rows if row["relation"] == _DIFFERENT for record in records_of(row))
