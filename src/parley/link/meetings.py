"""Reports of meetings from all pages -> meetings, each with what every page says of it.

1. Each report is seen with the dates and the actors of the links.
2. Pairs of reports from different pages are compared: nothing may speak against their being of one meeting (another
   place, other days, another number of the round, no side in common), and enough must speak for it. Pages of one
   family that tell of it in the same sentence tell of one meeting.
3. The surest pairs are joined first; all pairs of equal weight are looked at together, and a report that fits two
   meetings which are not one stays by itself. So the order of the pages leaves no trace.
4. A meeting keeps for each field the value of each page beside its evidence.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from parley import vocab
from parley.dates import Date
from parley.find.base import expressions
from parley.find.meetings.days import days_told
from parley.find.meetings.sites import inside, is_state
from parley.link.linked import Linked
from parley.records import Place, make_id
from parley.store.base import Row

ENOUGH = 5  # weight from which two reports are of one meeting
COPIED = 20  # what the same sentence in two pages of one family weighs, beside which nothing else counts
# What agreement in a field weighs. A place and a day decide together. Where no day is known, a town needs the number of
# the round beside it, or the sides, a person of each and the same words for the time.
TOWN, LAND, DAY, MONTH, ROUND, BOTH_SIDES, ONE_SIDE, PERSONS = 3, 1, 3, 1, 3, 2, 1, 1
_ALIKE = 0.75  # share of their words that two sentences have in common to be one, edited
_NARROW, _WIDE = 4, 45  # days that an open date may span to count as days, as a month
_VERSION = "1"  # raise it when the same reports would be dated otherwise
_TO_COME = frozenset({"scheduled", "proposed"})
_OFF = frozenset({"cancelled", "paused"})  # what was to come, and will not
_CAME = frozenset({"held", "under_way", "failed"})
_SEASON = (
    183  # days between two pages up to which one number of a round, or one month's name, is of one meeting
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_MONTH_NAME = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])})\b", re.I)
_RANK = ("cancelled", "failed", "held", "under_way", "paused", "scheduled", "proposed")
_LISTS = ("parties", "mediators", "hosts", "agenda", "characterisations")
_SINGLE = ("form", "place", "duration", "round", "status")

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


def link_meetings(linked: Linked) -> list[Row]:
    """Rows of ``meetings``, in order of ids; `linked` holds dates and actors already."""
    return sorted(
        (_meeting(group) for group in joined(list(_accounts(linked)))), key=lambda row: str(row["id"])
    )


def with_outcomes(meetings: Iterable[Row], agreements: Iterable[Row]) -> list[Row]:
    """Meetings with the ids of the agreements that came of them, by the agreements' ``meeting_id``."""
    of: dict[str, list[str]] = {}
    for agreement in agreements:
        if agreement.get("meeting_id"):
            of.setdefault(agreement["meeting_id"], []).append(agreement["id"])
    return [{**meeting, "outcome": sorted(of.get(meeting["id"], ()))} for meeting in meetings]


# --- reports as the links see them


def _accounts(linked: Linked) -> Iterator[Account]:
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
    day = published.latest if _is_of_days(published) else None
    return Account(row, tuple(d for d in dates if d.edtf), days, sides, day or "", family)


# --- which are one


def joined(accounts: Sequence[Account]) -> list[list[Account]]:
    """Reports by the meeting that they tell of."""
    ordered = sorted(accounts, key=lambda a: a.id)
    weights: dict[tuple[int, int], int | None] = {}
    for i, j in _near(ordered):
        weights[i, j] = weight(ordered[i], ordered[j])

    def against(a: Iterable[int], b: Iterable[int]) -> bool:
        return any(_weight(ordered, weights, i, j) is None for i in a for j in b)

    groups: dict[int, frozenset[int]] = {i: frozenset([i]) for i in range(len(ordered))}
    for level in sorted({w for w in weights.values() if w is not None and w >= ENOUGH}, reverse=True):
        edges = {
            frozenset((groups[i], groups[j]))
            for (i, j), w in list(weights.items())  # looking at others adds to them
            if w == level and groups[i] != groups[j] and not against(groups[i], groups[j])
        }
        for group in _unions(edges, against):
            for i in group:
                groups[i] = group
    return [[ordered[i] for i in sorted(group)] for group in sorted(set(groups.values()), key=min)]


def _unions(edges: Iterable[frozenset[frozenset[int]]], against: Any) -> Iterator[frozenset[int]]:
    """The groups that edges of one weight join; one that could go to two which are not one goes to none."""
    beside: dict[frozenset[int], set[frozenset[int]]] = {}
    for edge in edges:
        a, b = tuple(edge)
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    torn = {
        a
        for a, others in beside.items()
        if any(against(b, c) for b, c in combinations(sorted(others, key=min), 2))
    }
    done = set[frozenset[int]]()
    for a in sorted(beside, key=min):
        if a in done or a in torn:
            continue
        reached, waiting = {a}, [a]
        while waiting:
            for b in beside[waiting.pop()] - reached - torn:
                reached.add(b)
                waiting.append(b)
        done |= reached
        if len(reached) > 1 and not any(against(b, c) for b, c in combinations(sorted(reached, key=min), 2)):
            yield frozenset().union(*reached)


def _weight(
    accounts: Sequence[Account], weights: dict[tuple[int, int], int | None], i: int, j: int
) -> int | None:
    key = (min(i, j), max(i, j))
    if key not in weights:
        weights[key] = weight(accounts[key[0]], accounts[key[1]])
    return weights[key]


def _near(accounts: Sequence[Account]) -> set[tuple[int, int]]:
    """Pairs that share a place, a day, the number of a round or a family of pages."""
    shelves: dict[tuple[str, str], list[int]] = {}
    for i, a in enumerate(accounts):
        for key in _keys(a):
            shelves.setdefault(key, []).append(i)
    return {pair for shelf in shelves.values() for pair in combinations(sorted(set(shelf)), 2)}


def _keys(a: Account) -> Iterator[tuple[str, str]]:
    if a.family:
        yield "family", a.family
    if a.row["round"]:
        yield "round", str(a.row["round"])
    if a.place:
        yield "place", inside(a.place.name)
        if a.place.country:
            yield "country", a.place.country
    for first, last in a.days:
        if (last - first).days < _NARROW:
            for n in range(-1, (last - first).days + 2):
                yield "day", (first + dt.timedelta(n)).isoformat()


def weight(one: Account, other: Account) -> int | None:
    """How much speaks for two reports' being of one meeting; None where something speaks against it."""
    if one.row["document_id"] == other.row["document_id"]:
        return None
    known: list[int] = []
    for compare in (_by_kind, _by_place, _by_days, _by_round, _by_sides, _by_persons, _by_status):
        part = compare(one, other)
        if part is None:
            return None
        known.append(part)
    if is_copy(one, other):
        return COPIED
    _, place, days, number, sides, persons, _ = known
    decided = (place and days) or (number and (place == TOWN or (days and sides == BOTH_SIDES)))
    decided = decided or (days == DAY and sides == BOTH_SIDES)
    decided = decided or (number and persons and sides == BOTH_SIDES)
    told_off = sides == BOTH_SIDES and _tells_off(one, other)
    decided = decided or (told_off and (number or (place == TOWN and bool(_months(one) & _months(other)))))
    alike = place == TOWN and sides == BOTH_SIDES and bool(_time_words(one) & _time_words(other))
    return sum(known) if decided else sum(known) + persons if alike and persons else 0


def _tells_off(one: Account, other: Account) -> bool:
    """Whether of two pages not far apart one tells that what the other tells of to come will not be."""
    status = {one.row["status"], other.row["status"]}
    if not (status & _OFF and status & _TO_COME):
        return False
    days = [dt.date.fromisoformat(a.published) for a in (one, other) if a.published]
    return len(days) < 2 or abs((days[0] - days[1]).days) <= _SEASON


def _by_status(one: Account, other: Account) -> int | None:
    """What was called off was not held, but where both tell of one day."""
    status = {one.row["status"], other.row["status"]}
    if "cancelled" not in status or not status & _CAME:
        return 0
    return 0 if one.days and other.days and _by_days(one, other) == DAY else None


def is_copy(one: Account, other: Account) -> bool:
    """Whether two pages of one family first tell of a meeting in the same sentence, maybe edited."""
    if one.family is None or one.family != other.family:
        return False
    ours, theirs = _first_words(one), _first_words(other)
    return len(ours & theirs) >= _ALIKE * len(ours | theirs)


def _first_words(a: Account) -> set[str]:
    first = min(a.row["evidence"], key=lambda e: e["start"])
    return set(re.findall(r"\w+", first["quote"].casefold()))


def _by_kind(one: Account, other: Account) -> int | None:
    """A call is no visit; several meetings told as one are not one of them."""
    if (one.row["form"] == "call") != (other.row["form"] == "call") or one.row["count"] != other.row["count"]:
        return None
    return 0


def _by_place(one: Account, other: Account) -> int | None:
    a, b = one.place, other.place
    if a is None or b is None:
        return 0
    if inside(a.name) == inside(b.name):
        return LAND if is_state(a) else TOWN
    if a.country and a.country == b.country and (is_state(a) or is_state(b)):
        return LAND
    if (_is_house(a) != _is_house(b)) and (a.country is None or b.country is None or a.country == b.country):
        return 0  # the house may be in the town
    return TOWN if inside(b.name) in a.name.split(" or ") or inside(a.name) in b.name.split(" or ") else None


def _is_house(a: Place) -> bool:
    """Whether of a place no more than the house is known."""
    return a.venue is not None and a.name == a.venue and inside(a.name) == a.name


def _by_days(one: Account, other: Account) -> int | None:
    if not one.days or not other.days:
        return None if _off_weekday(one, other) or _off_weekday(other, one) else 0
    meets = [(a, b) for a in _best(one) for b in _best(other) if _overlap(a, b, _apart(a, b))]
    if not meets:
        return None
    width = min(max(_width(a), _width(b)) for a, b in meets)
    return DAY if width <= _NARROW else MONTH if width <= _WIDE else 0


def _off_weekday(one: Account, other: Account) -> bool:
    """Whether a report that calls off what was to be on a weekday, and no more is known, can be none of other days."""
    named = {word.casefold() for word in _WEEKDAY.findall(_said_when(one))}
    days = [d for d in other.days if _width(d) <= _NARROW]
    if one.row["status"] not in _OFF or one.days or not named or not days:
        return False
    return named.isdisjoint(
        (first + dt.timedelta(n)).strftime("%A").casefold()
        for first, last in days
        for n in range((last - first).days + 1)
    )


def _months(a: Account) -> set[str]:
    return {word.casefold() for word in _MONTH_NAME.findall(_said_when(a))}


def _said_when(a: Account) -> str:
    return " ; ".join(words["quote"] for words in a.row["support"].get("date", ()))


def _best(a: Account) -> list[Interval]:
    """Its days that are known well; of none of them all."""
    return [d for d in a.days if _width(d) <= _NARROW] or list(a.days)


def _apart(a: Interval, b: Interval) -> int:
    """A day is allowed between days that are known well: talks go on overnight."""
    return 1 if _width(a) <= _NARROW and _width(b) <= _NARROW else 0


def _width(a: Interval) -> int:
    return (a[1] - a[0]).days


def _overlap(a: Interval, b: Interval, apart: int) -> bool:
    return (b[0] - a[1]).days <= apart and (a[0] - b[1]).days <= apart


def _by_round(one: Account, other: Account) -> int | None:
    a, b = one.row["round"], other.row["round"]
    if a is None or b is None:
        to_come = [r.row["status"] in _TO_COME | _OFF for r in (one, other)]
        return 0 if to_come[0] == to_come[1] or (one.days and other.days) else None
    return ROUND if a == b else None


def _by_sides(one: Account, other: Account) -> int | None:
    a, b = set(one.row["parties"]), set(other.row["parties"])
    shared = one.sides & other.sides
    if not shared or not (a & other.sides and b & one.sides):
        return None
    if len(a) > 1 and len(b) > 1 and len(shared) < 2:
        return None
    return BOTH_SIDES if len(shared) > 1 else ONE_SIDE


def _time_words(a: Account) -> set[str]:
    """The words of its times: pages that both say "on Wednesday" of one town can mean one day, if no day is known."""
    return {words["quote"].casefold() for words in a.row["support"].get("date", ())}


def _by_persons(one: Account, other: Account) -> int | None:
    """Those who meet in person must be the same; of delegations pages name different members."""
    ours, theirs = _persons(one), _persons(other)
    shared = {party for party in ours if party in theirs and ours[party] & theirs[party]}
    if one.row["rule"] == "noun" or other.row["rule"] == "noun":
        return PERSONS * len(shared)
    differ = {party for party in ours if party in theirs and not ours[party] & theirs[party]}
    return None if differ else PERSONS if shared else 0


def _persons(a: Account) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for d in a.row["delegates"]:
        surname = d["name"].split()[-1].casefold()  # one page has the whole name, another half of it
        out.setdefault(str(d["party"]), set()).update((d["actor_id"], surname))
    return out


# --- the row


def _meeting(group: Sequence[Account]) -> Row:
    mediators = _mediators(group)
    evidence = [e for a in group for e in a.row["evidence"]]
    return {
        "id": make_id("meeting", group[0].id),
        "form": _most(group, "form"),
        "parties": [side for side in _union(group, "parties") if side not in mediators],
        "mediators": mediators,
        "hosts": _union(group, "hosts"),
        "delegates": _delegates(group),
        "place": _place(group),
        "dates": [date.to_dict() for date in _days(group)],
        "duration": _duration(group),
        "round": _most(group, "round"),
        "count": group[0].row["count"],
        "status": _status(group),
        "agenda": _union(group, "agenda"),
        "outcome": [],
        "characterisations": _union(group, "characterisations"),
        "values": _values(group),
        "accounts": [a.id for a in group],
        "evidence": evidence,
    }


def _union(group: Sequence[Account], name: str) -> list[str]:
    """What any page says, the most often said first, else in the order of the first page."""
    said = Counter(value for a in group for value in a.row[name])
    return sorted(said, key=lambda value: -said[value])


def _most(group: Sequence[Account], name: str) -> Any:
    """What most pages say; of several such the least."""
    said = Counter(a.row[name] for a in group if a.row[name] is not None)
    return min(said, key=lambda value: (-said[value], str(value)), default=None)


def _duration(group: Sequence[Account]) -> str | None:
    """What all tell; None where pages, or those whom they quote, differ."""
    told = {a.row["duration"] for a in group} | {c["value"] for a in group for c in _claims(a, "duration")}
    told.discard(None)
    return told.pop() if len(told) == 1 else None


def _claims(a: Account, name: str) -> list[Row]:
    """What a page lets others say of a field."""
    return [claim for claim in a.row.get("claims") or () if claim["field"] == name]


def _mediators(group: Sequence[Account]) -> list[str]:
    """Those whom more pages call mediators than count among the sides."""
    as_side = Counter(side for a in group for side in a.row["parties"])
    as_mediator = Counter(side for a in group for side in a.row["mediators"])
    return sorted(side for side, times in as_mediator.items() if times >= as_side[side])


def _delegates(group: Sequence[Account]) -> list[Row]:
    """All who took part, as a head where a page says so."""
    out: dict[tuple[str, str | None], Row] = {}
    for a in group:
        for d in a.row["delegates"]:
            known = out.setdefault((d["actor_id"], d["party"]), dict(d))
            known["head"] = known["head"] or d["head"]
    return sorted(out.values(), key=lambda d: (not d["head"], str(d["party"]), d["actor_id"]))


def _place(group: Sequence[Account]) -> Row | None:
    """The most exact place that most pages name, with a venue where one is told."""
    places = [a.row["place"] for a in group if a.row["place"]]
    if not places:
        return None
    said = Counter(p["name"] for p in places)
    best = min(
        places,
        key=lambda p: (
            is_state(Place(**p)),
            _is_house(Place(**p)),
            " or " in p["name"],
            -said[p["name"]],
            p["name"],
            str(p),
        ),
    )
    venues = sorted(
        {
            p["venue"]
            for p in places
            if p["venue"] and (inside(p["name"]) == inside(best["name"]) or _is_house(Place(**p)))
        }
    )
    countries = Counter(p["country"] for p in places if p["country"] and p["name"] == best["name"])
    country = min(countries, key=lambda c: (-countries[c], c), default=None)
    return {"name": best["name"], "country": country, "venue": venues[0] if venues else None}


def _days(group: Sequence[Account]) -> list[Date]:
    """The dates that pages tell, each once; one that only holds another tells no more."""
    all_ = {d.edtf: d for a in reversed(group) for d in a.dates}
    closed = [d for d in all_.values() if d.earliest and d.latest]
    out = [d for d in all_.values() if not any(_holds(d, other) for other in closed if other is not d)]
    if any(_is_of_days(d) for a in group if a.row["status"] not in _TO_COME for d in a.dates):
        planned = {
            d.edtf for a in group if a.row["status"] in _TO_COME for d in a.dates if not _is_of_days(d)
        }
        out = [
            d for d in out if d.edtf not in planned
        ]  # ``in May or June``, before it came about on the 11th
    return sorted(out, key=lambda d: (d.earliest or "", d.latest or "9999", d.edtf or ""))


def _is_of_days(d: Date) -> bool:
    if not (d.earliest and d.latest):
        return False
    return _width((dt.date.fromisoformat(d.earliest), dt.date.fromisoformat(d.latest))) <= _NARROW


def _holds(wide: Date, narrow: Date) -> bool:
    begins = wide.earliest is None or (narrow.earliest is not None and wide.earliest <= narrow.earliest)
    ends = wide.latest is None or (narrow.latest is not None and narrow.latest <= wide.latest)
    same = (wide.earliest, wide.latest) == (narrow.earliest, narrow.latest)
    return begins and ends and not same


def _status(group: Sequence[Account]) -> str:
    """What the latest page says whose day is known; of one day, or of none, what tells most of what came of it.

    Where that is yet to come, what a page of no known day tells came of it counts; and what an earlier one told,
    where the meeting's days were over before the latest.
    """
    latest = max(a.published for a in group)
    status = _settling(a.row["status"] for a in group if a.published == latest) or "proposed"
    if status not in _TO_COME:
        return status
    is_over = any(last.isoformat() < latest for a in group for _, last in a.days)
    others = _settling(a.row["status"] for a in group if is_over or not a.published)
    return status if others is None or others in _TO_COME else others


def _settling(said: Iterable[str]) -> str | None:
    """Of what is said of a meeting what tells most of what came of it."""
    every = set(said)
    return next((status for status in _RANK if status in every), None)


def _values(group: Sequence[Account]) -> Row:
    """For each field what each page says, with its words."""
    out: dict[str, list[Row]] = {}
    for a in group:
        support = a.row["support"]
        said: dict[str, Any] = {name: a.row[name] for name in (*_SINGLE, *_LISTS, "delegates")}
        said["dates"] = [date.edtf for date in a.dates]
        for name, value in said.items():
            claimed = _claims(a, name)
            out.setdefault(name, []).extend(_claimed(a, claim) for claim in claimed)
            if value not in (None, [], (), *(claim["value"] for claim in claimed)):
                words = support.get({"dates": "date"}.get(name, name), [])
                out.setdefault(name, []).append(
                    {
                        "value": value,
                        "document_id": a.row["document_id"],
                        "report_id": a.id,
                        "evidence": words,
                    }
                )
    return {name: told for name, told in sorted(out.items()) if told}


def _claimed(a: Account, claim: Row) -> Row:
    return {
        "value": claim["value"],
        "document_id": a.row["document_id"],
        "report_id": a.id,
        "evidence": claim["evidence"],
        "source": claim["source"],
    }
