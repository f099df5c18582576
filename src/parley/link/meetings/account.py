"""A report of a meeting, seen with the dates and the actors of the links."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parley import vocab
from parley.dates import Date
from parley.find.base import expressions
from parley.find.meetings.days import days_told
from parley.find.meetings.sites import inside
from parley.link.linked import Linked
from parley.records import Place
from parley.store.base import Row

NARROW = 4  # days that an open date may span to count as days
TO_COME = frozenset({"scheduled", "proposed"})
_VERSION = "1"  # raise it when the same reports would be dated otherwise

Interval = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Account:
    """One report, seen through the links."""

    row: Row
    dates: tuple[Date, ...]
    days: tuple[Interval, ...]  # the closed ones of its dates
    sides: frozenset[str]  # parties, mediators and hosts
    published: str  # the last day on which its page can be of; empty where that is not known well
    family: str | None = None  # of its page

    @property
    def id(self) -> str:
        """The report's."""
        return str(self.row["id"])

    @cached_property
    def place(self) -> Place | None:
        """Where it was."""
        return Place(**self.row["place"]) if self.row["place"] else None


def accounts(linked: Linked) -> Iterator[Account]:
    """All reports of the record; `linked` holds dates and actors already."""
    rows = list(linked.entries("meeting_reports"))
    home = _homes(linked, {delegate["actor_id"] for row in rows for delegate in row["delegates"]})
    told = _told(linked, [row for row in rows if _times(row) > 1])
    for row in rows:
        page = Date.from_dict(linked.published(row["document_id"]))
        # Of one time the report's date is its date, as of 217 of 285 dated reports of 1,138 pages.
        found = [Date.from_dict(row["date"])] if _times(row) == 1 else told.get(row["id"], [])
        yield account(at_home(row, home), found, page, linked.families.get(row["document_id"]))


def _homes(linked: Linked, actors: Collection[str]) -> Mapping[str, str | None]:
    """The states of those among some actors who are persons."""
    states = {row["country"]: row["id"] for row in linked.cast.states}
    linked.cast.load(actors)
    known = (row for actor in actors if (row := linked.cast.get(actor)))
    return {row["id"]: states.get(row["country"]) for row in known if row["kind"] == "person"}


def _times(row: Row) -> int:
    """How many words of a report tell when it was."""
    return len(row["support"].get("date", ()))


def _told(linked: Linked, rows: Iterable[Row]) -> Mapping[str, list[Date]]:
    """The dates of reports whose pages tell several, by the reports' ids."""
    of: dict[str, list[Row]] = {}
    for row in rows:
        of.setdefault(row["document_id"], []).append(row)

    def make(missing: Collection[str]) -> Iterator[tuple[str, dict[str, list[Row]]]]:
        for document in missing:
            known = expressions(linked.view.document(document, linked=False))
            page = Date.from_dict(linked.published(document))
            days = {row["id"]: days_told(row, page, known) for row in of[document]}
            yield document, {report: [date.to_dict() for date in dates] for report, dates in days.items()}

    rules = f"{_VERSION} {vocab.fingerprint()}"
    made_of = {document: f"{rules} {_told_of(linked, document, some)}" for document, some in of.items()}
    kept = linked.derived.rows("days", made_of, make)
    return {
        report: [Date.from_dict(date) for date in dates]
        for reports in kept.values()
        for report, dates in reports.items()
    }


def _told_of(linked: Linked, document: str, rows: Iterable[Row]) -> str:
    """All that the dates of a page's reports rest on beside its text."""
    support = {row["id"]: row["support"]["date"] for row in rows}
    return json.dumps([linked.published(document), support], sort_keys=True)


def at_home(row: Row, home: Mapping[str, str | None]) -> Row:
    """A report with the side of a person that its page leaves open, where other pages tell that person's state."""
    delegates = [{**d, "party": d["party"] or home.get(d["actor_id"])} for d in row["delegates"]]
    found = [
        d["party"]
        for d, before in zip(delegates, row["delegates"], strict=True)
        if d["party"] != before["party"]
    ]
    return {**row, "delegates": delegates, "parties": list(dict.fromkeys([*row["parties"], *found]))}


def account(row: Row, dates: Sequence[Date], published: Date, family: str | None = None) -> Account:
    """A report with its dates; `family` is its page's."""
    days = tuple(
        (dt.date.fromisoformat(d.earliest), dt.date.fromisoformat(d.latest))
        for d in dates
        if d.earliest and d.latest
    )
    sides = frozenset((*row["parties"], *row["mediators"], *row["hosts"]))
    day = published.latest if is_of_days(published) else None
    return Account(row, tuple(d for d in dates if d.edtf), days, sides, day or "", family)


def width(a: Interval) -> int:
    """Days between its first and its last."""
    return (a[1] - a[0]).days


def is_house(a: Place) -> bool:
    """Whether of a place no more than the house is known."""
    return a.venue is not None and a.name == a.venue and inside(a.name) == a.name


def is_of_days(d: Date) -> bool:
    """Whether it is known to within a few days."""
    if not (d.earliest and d.latest):
        return False
    return width((dt.date.fromisoformat(d.earliest), dt.date.fromisoformat(d.latest))) <= NARROW
