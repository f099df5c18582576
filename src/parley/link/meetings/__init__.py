"""Reports of meetings from all pages -> meetings, each with what every page says of it.

1. Each report is seen with the dates and the actors of the links.
2. Pairs of reports from different pages are compared: nothing may speak against their being of one meeting (another
   place, other days, another number of the round, no side in common), and enough must speak for it. Pages of one
   family that tell of it in the same sentence tell of one meeting.
3. The surest pairs are joined first; all pairs of equal weight are looked at together, and a report that fits two
   meetings which are not one stays by itself. So the order of the pages leaves no trace.
4. A meeting keeps for each field the value of each page beside its evidence.

`account` is a report as the links see it, `weighing` compares two, `joining` puts those of one meeting together, `row`
says what all of them tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.link.linked import Linked
from parley.link.meetings.account import accounts
from parley.link.meetings.joining import joined
from parley.link.meetings.row import meeting
from parley.store.base import Row

__all__ = ["link_meetings", "with_outcomes"]


def link_meetings(linked: Linked) -> list[Row]:
    """Rows of ``meetings``, in order of ids; `linked` holds dates and actors already."""
    return sorted(
        (meeting(group) for group in joined(list(accounts(linked)))), key=lambda row: str(row["id"])
    )


def with_outcomes(meetings: Iterable[Row], agreements: Iterable[Row]) -> list[Row]:
    """Meetings with the ids of the agreements that came of them, by the agreements' ``meeting_id``."""
    of: dict[str, list[str]] = {}
    for agreement in agreements:
        if agreement.get("meeting_id"):
            of.setdefault(agreement["meeting_id"], []).append(agreement["id"])
    return [{**meeting, "outcome": sorted(of.get(meeting["id"], ()))} for meeting in meetings]
