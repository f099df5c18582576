"""Reports of agreements on all pages -> the agreements of the collection.

1. Two reports are of one agreement where they share its numbers, its date, its name, its year and thing, or, on pages
   of the same days or of one family, its sides; never where their kinds, numbers, sides or dates contradict each other.
2. What every page tells of a field stays, with its words. The status is the last one by date; how it came to it is
   the history. That an agreement is broken stands as a claim where only a side says so.
3. Positions of its sides on its issue from the months before lead to it, and what became of it follows: the chain.

Everything is sorted, so the order in which pages came leaves no trace.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import Any

from parley.dates import Date, order
from parley.link.agreement_reports import Report, reports
from parley.link.linked import Linked
from parley.link.topics import Topics, about_one
from parley.records import AGREEMENT_STATUSES, make_id
from parley.store.base import Row
from parley.vocab import table

_SIDES = 2  # of an agreement
_NAMED = 400  # days within which pages mean the same by a name
_SAME = 4  # days by which two pages' dates of one making may differ
_STORY = 10  # days within which pages tell of the same news
_NEWS = 4  # the same, where nothing but the sides says so
_BEFORE = 120  # days before an agreement in which positions lead to it
_CLAIMS = frozenset({"violated", "collapsed"})
_OF_MEN = frozenset({"prisoner_exchange", "remains_repatriation"})
_MADE = frozenset({"agreed", "confirmed"})
_LEADS = {"demands": "demand", "offers": "offer", "proposes": "offer", "accepts": "acceptance"}


def link_agreements(linked: Linked) -> list[Row]:
    """Rows of ``agreements``, in order of ids; `linked` holds the meetings already, where the record has any."""
    groups = grouped(reports(linked))
    positions: dict[str, list[Row]] = {}
    for position in linked.positions if groups else ():
        positions.setdefault(position["party"], []).append(position)
    beside: dict[str, list[Row]] = {}
    for meeting in linked.links("meetings") if groups else ():
        for document in {e["document_id"] for e in meeting["evidence"]}:
            beside.setdefault(document, []).append(meeting)
    rows = []
    names = tuple(state["name"] for state in linked.cast.states) if groups else ()
    for group in groups:
        row = agreement(group)
        near = {m["id"]: m for document in row["documents"] for m in beside.get(document, ())}
        row["meeting_id"] = meeting_of(row, list(near.values()))
        told = [position for party in row["parties"] for position in positions.get(party, ())]
        row["chain"] = chain(row, told, _made(group), names)
        rows.append(row)
    return sorted(rows, key=lambda row: str(row["id"]))


# --- which are one


def grouped(found: Sequence[Report]) -> list[list[Report]]:
    """Reports of one agreement together: the surest pairs first, and none with one that contradicts it."""
    found = sorted(found, key=lambda r: r.id)
    leader = {r.id: r.id for r in found}
    groups = {r.id: [r] for r in found}
    pairs = [(_sure(a, b), a, b) for a, b in _near(found)]
    for _, a, b in sorted(((s, a, b) for s, a, b in pairs if s), key=lambda p: (-p[0], p[1].id, p[2].id)):
        one, other = leader[a.id], leader[b.id]
        if one == other or any(_apart(x, y) for x in groups[one] for y in groups[other]):
            continue
        groups[one] += groups.pop(other)
        leader.update((r.id, one) for r in groups[one])
    return [sorted(g, key=_in_time) for g in groups.values()]


def _near(found: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs of one kind that share a side, a number of points, or a number; no others can be of one agreement."""
    shelves: dict[tuple[str, str, object], list[int]] = {}
    for i, r in enumerate(found):
        for name, value in {*_keys(r)}:
            shelves.setdefault((r.row["kind"], name, value), []).append(i)
    pairs = {pair for shelf in shelves.values() for pair in combinations(shelf, 2)}
    yield from ((found[i], found[j]) for i, j in sorted(pairs))


def _keys(r: Report) -> Iterator[tuple[str, object]]:
    yield from (("party", party) for party in r.parties)
    if r.points:
        yield "points", r.points
    if r.year:
        yield "year", r.year
    yield from (("number", number) for count in r.counts for number in (count, 2 * count))


def _in_time(r: Report) -> tuple[str, str]:
    return r.when.latest or "9999", r.id


def _sure(a: Report, b: Report) -> int:
    """How sure two reports are of one agreement: 3 by name or number and time, 2 by date, 1 by the news; 0 not."""
    if a.row["document_id"] == b.row["document_id"] or _apart(a, b):
        return 0
    if a.points:
        return 3
    shared = set(a.parties) & set(b.parties)
    gap = _gap(a.when, b.when)
    kin = a.family is not None and a.family == b.family  # their pages tell the same news
    if _numbers(a, b):
        return 3 if kin or (gap is not None and gap <= _STORY) else 0
    if a.name and a.name == b.name and shared:
        return 3 if _is_near(a, b) else 0
    # A page that mistakes a side would give it to all that tell none.
    if a.is_called_like(b) and (len(shared) > 1 or len({*a.parties, *b.parties}) < _SIDES):
        return 3
    if kin and len(shared) > 1:
        return 2
    if not shared or gap is None:
        return 0
    if a.date.edtf and b.date.edtf and _is_narrow(a.date) and _is_narrow(b.date):
        return 2 if gap <= _SAME and (len(shared) > 1 or _is_day(a.date, b.date)) else 0
    if not (_is_narrow(a.published) and _is_narrow(b.published)):
        return 0
    news = _gap(a.published, b.published)
    return 1 if news is not None and news <= _NEWS and len(shared) > 1 else 0


def _is_near(a: Report, b: Report) -> bool:
    """Whether two pages that call an agreement alike are of one time, or date it alike."""
    gap = _gap(a.published, b.published)
    return (gap is not None and gap <= _NAMED) or bool(a.date.edtf and a.date.edtf == b.date.edtf)


def _is_day(a: Date, b: Date) -> bool:
    return a.earliest == a.latest == b.earliest == b.latest


def _apart(a: Report, b: Report) -> bool:
    """Whether two reports cannot be of one agreement."""
    if a.row["kind"] != b.row["kind"] or a.points != b.points:
        return True
    if a.row["document_id"] == b.row["document_id"]:
        return True  # a page keeps apart what it tells apart
    if a.counts and b.counts and not _numbers(a, b):
        return True
    ours, theirs = set(a.parties), set(b.parties)
    if len(ours) > 1 and len(theirs) > 1 and not (ours <= theirs or theirs <= ours):
        return True
    gap = _gap(a.date, b.date)
    return gap is not None and gap > (_STORY if a.row["kind"] in _OF_MEN else _SAME)


def _numbers(a: Report, b: Report) -> bool:
    """Whether their numbers fit: one in common, or so many each and twice in all."""
    return any(x in (y, 2 * y, y / 2) for x in a.counts for y in b.counts)


def _is_narrow(date: Date) -> bool:
    """Whether a date is known to the month."""
    return bool(date.earliest and date.latest) and _day(date.latest) - _day(date.earliest) <= 31


def _gap(a: Date, b: Date) -> int | None:
    """Days between two dates, none where they overlap; None where one is open."""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return None
    (_, end), (begin, _) = sorted(((a.earliest, a.latest), (b.earliest, b.latest)))
    return max(0, _day(begin) - _day(end))


@lru_cache(1 << 14)
def _day(iso: str) -> int:
    return dt.date.fromisoformat(iso).toordinal()


# --- the row


def agreement(group: Sequence[Report]) -> Row:
    """One row from its reports, which come in order of time."""
    kind = group[0].row["kind"]
    history = _history(group)
    best = max(group, key=lambda r: (len(r.counts) > 0, r.says_what, len(r.row["terms"] or ""), r.id))
    when = _date(group)
    return {
        "id": make_id("agreement", kind, min(r.id for r in group)),
        "kind": kind,
        "parties": list(
            dict.fromkeys(p for r in sorted(group, key=lambda r: (-len(r.parties), r.id)) for p in r.parties)
        ),
        "terms": {
            "text": best.row["terms"],
            "figures": list(dict.fromkeys(f for r in group for f in r.row["figures"])),
            "evidence": best.row["support"].get("terms", []),
        },
        "date": when.to_dict(),
        "place": next((r.row["place"] for r in group if r.row["place"]), None),
        "status": _status(history),
        "history": history,
        "meeting_id": None,
        "chain": [],
        "values": _values(group),
        "accounts": [r.id for r in group],
        "documents": sorted({r.row["document_id"] for r in group}),
        "evidence": [e for r in group for e in r.row["evidence"]],
    }


def _date(group: Sequence[Report]) -> Date:
    """When it was made, by the report that bounds it best; unknown where none does."""
    dated = [r for r in group if r.date.edtf]
    if not dated:
        return Date.unknown()

    def width(r: Report) -> tuple[int, str]:
        if not (r.date.earliest and r.date.latest):
            return 99999, r.id
        days = dt.date.fromisoformat(r.date.latest) - dt.date.fromisoformat(r.date.earliest)
        return days.days, r.id

    return min(dated, key=width).date


def _history(group: Sequence[Report]) -> list[Row]:
    """What became of it, in order of date; what is told without one by the date of its page.

    Tellings of one status at one time by one source are one stage with several evidences.
    """
    found: list[tuple[tuple[str, int, str, int], Mapping[str, Any]]] = []
    for r in group:
        for stage in r.history:
            told = Date.from_dict(stage["date"])
            day = told.latest or told.earliest or r.published.latest or "9999"
            rank = AGREEMENT_STATUSES.index(stage["status"])
            found.append(((day, rank, r.id, stage["evidence"]["start"]), stage))
    out: dict[tuple[str, str | None, str | None], Row] = {}
    for _, stage in sorted(found, key=lambda pair: pair[0]):
        source = stage["source"] or {}
        key = stage["status"], stage["date"]["edtf"], source.get("actor_id") or source.get("surface")
        names = ("status", "date", "document_id", "source")
        row = out.setdefault(key, {**{name: stage[name] for name in names}, "evidence": []})
        row["evidence"].append(stage["evidence"])
    return list(out.values())


def _status(history: Sequence[Row]) -> str:
    """The last status; a breach counts where a page states it, and what is only repeated takes nothing back."""
    stated = [s["status"] for s in history if s["source"] is None or s["status"] not in _CLAIMS]
    return max(stated, key=AGREEMENT_STATUSES.index, default="agreed")


def _values(group: Sequence[Report]) -> dict[str, list[Row]]:
    """What each page tells of each field, with its words."""
    out: dict[str, list[Row]] = {}
    for r in group:
        row = r.row
        told = {
            "parties": list(r.parties) or None,
            "terms": row["terms"],
            "date": r.date.edtf,
            "place": row["place"],
            "status": row["status"],
        }
        for field, value in told.items():
            if value is not None:
                entry = {
                    "value": value,
                    "document_id": row["document_id"],
                    "evidence": row["support"].get(field, []),
                }
                out.setdefault(field, []).append(entry)
    return out


# --- what it belongs to


def meeting_of(row: Row, meetings: Sequence[Row]) -> str | None:
    """The meeting at which it was made: the only one of its sides at its place and time."""
    when, place = Date.from_dict(row["date"]), (row["place"] or {}).get("name")
    fitting = []
    for meeting in meetings:
        if len(set(row["parties"]) & set(meeting.get("parties") or ())) < min(2, len(row["parties"]) or 2):
            continue
        there = place is not None and (meeting.get("place") or {}).get("name") == place
        then = any(_is_then(when, Date.from_dict(d)) for d in _dates(meeting))
        beside = bool({e["document_id"] for e in meeting["evidence"]} & set(row["documents"]))
        if beside and ((there and (then or not when.edtf)) or (then and place is None)):
            fitting.append(meeting["id"])
    return fitting[0] if len(fitting) == 1 else None


def _is_then(when: Date, day: Date) -> bool:
    """Whether an agreement was made at a meeting's time: on its days, or in a stretch that is told alike."""
    gap = _gap(when, day)
    if gap is None or gap > 1:
        return False
    return when.edtf == day.edtf or when.earliest == when.latest


def _dates(meeting: Row) -> list[Row]:
    found = meeting.get("dates") or meeting.get("date") or []
    return [d for d in (found if isinstance(found, list) else [found]) if isinstance(d, dict)]


def chain(row: Row, positions: Sequence[Row], made: Date, names: Sequence[str] = ()) -> list[Row]:
    """What led to an agreement and what became of it, in order.

    First the last demand, offer and consent of each side to what it says, of those that surely came before it and not
    long before; then its own stages. Of an agreement that pages only name, without what it says, only its stages.

    Args:
        row: The agreement.
        positions: Those of its sides.
        made: When it was made at the latest.
        names: Those of states, which tell nothing of what it is about.
    """
    issue, called = _issue(row["kind"])
    last: dict[tuple[str, str], Row] = {}
    topics = Topics(names, called)
    said_of = topics.of(row["terms"]["text"] or "")
    on_it = (p for p in positions if issue and p["issue"] == issue and p["stance"] in _LEADS)
    led = sorted((p for p in on_it if p["party"] in row["parties"]), key=_said) if said_of.stems else []
    for position in led:
        said = Date.from_dict(position["date"])
        near = order(said, made) == "before" and _days_before(said, made) <= _BEFORE
        if near and about_one(said_of, topics.of(position["content"])):
            last[position["party"], _LEADS[position["stance"]]] = position
    out = [_link(step, p) for (_, step), p in sorted(last.items(), key=lambda item: _said(item[1]))]
    seen = set[str]()
    for stage in row["history"]:
        if stage["status"] not in seen:
            seen.add(stage["status"])
            out.append(_link(stage["status"], {**stage, "id": row["id"]}))
    return out


@cache
def _issue(kind: str) -> tuple[str | None, str]:
    """The issue of positions that lead to agreements of a kind, and the words that all of these are called by."""
    known: Mapping[str, Any] = next(
        (k for k in table("agreements/kinds.toml")["kinds"] if k["kind"] == kind), {}
    )
    return known.get("issue"), " ".join(p.strip("*") for p in known.get("patterns", ()) if " " not in p)


def _days_before(said: Date, made: Date) -> int:
    """Days from one date to the other, of which only the end of the first need be known."""
    if not (said.latest and made.earliest):
        return 0
    return _day(made.earliest) - _day(said.latest)


def _link(step: str, row: Row) -> Row:
    return {"step": step, **{name: row[name] for name in ("id", "date", "document_id", "evidence")}}


def _said(position: Row) -> tuple[str, str]:
    return position["date"]["latest"] or "", position["id"]


def _made(group: Sequence[Report]) -> Date:
    """When it was made, else when the first page told of it."""
    made = _date(group)
    return made if made.edtf else min((r.published for r in group), key=lambda d: d.latest or "9999")
