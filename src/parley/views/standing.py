"""Where it stands: the last meeting, the last agreement, and what each side's positions changed to."""

from __future__ import annotations

from collections.abc import Sequence

from parley.store.base import Row
from parley.views import days
from parley.views.index import TONES

SIDES = 4  # whose changed positions the overview shows
EACH = 2  # of them a side
_MET = frozenset({"held", "under_way", "paused", "failed"})
_AHEAD = frozenset({"scheduled", "proposed"})
_CHANGED = frozenset({"hardened", "softened", "withdrawn", "new"})


def standing(meetings: Sequence[Row], agreements: Sequence[Row], positions: Sequence[Row]) -> Row:
    """`{last, next, agreement, sides}`, each None or empty where the record tells none."""
    last = _latest([row for row in meetings if row["status"] in _MET])
    ahead = [
        row
        for row in meetings
        if row["status"] in _AHEAD
        and days.is_known(row["date"])
        and (last is None or _when(row) > _when(last))
    ]
    return {
        "last": last,
        "next": min(ahead, key=_when, default=None),
        "agreement": _latest(agreements),
        "sides": _sides(positions),
    }


def _latest(rows: Sequence[Row]) -> Row | None:
    """The last by date; what is only known to be no later than a day is none where another is dated."""
    begun = [row for row in rows if row["date"] and row["date"]["earliest"]]
    return max(begun or [row for row in rows if days.is_known(row["date"])], key=_when, default=None)


def _when(row: Row) -> tuple[str, str, int, str]:
    first, last = row["sort"]
    return first, last, row["pages"], row["id"]


def _sides(positions: Sequence[Row]) -> list[Row]:
    """The latest changes of the sides that have a colour, the most quoted first, then of those with most changes."""
    of: dict[str, list[Row]] = {}
    for row in positions:
        if row["change"] in _CHANGED and row["sort"][0] != days.LAST:
            of.setdefault(row["party"], []).append(row)
    ranked = sorted(
        of.values(), key=lambda rows: (rows[0]["who"]["tone"] or TONES + 1, -len(rows), rows[0]["party"])
    )
    return [
        {"who": rows[0]["who"], "rows": sorted(rows, key=_newest, reverse=True)[:EACH]}
        for rows in ranked[:SIDES]
    ]


def _newest(row: Row) -> tuple[str, str, bool, str]:
    """By day; of one day a change of what was held before a new position."""
    return (*row["sort"], row["change"] != "new", row["id"])
