"""What pages and speakers tell differently, or alike, of one thing: numbers and dates side by side, no verdict.

Values are held against each other only where they answer one question:
- the toll of a war, of the same people, on pages about the same two states: magnitudes since it began, numbers on
  pages of the same days;
- what was done by the same verb to the same things on one day, in sentences that name the same states;
- how many came to harm by one deed, as pages of the same days tell it (`parley.link.deeds`);
- what two sides claim of one deed, one right after the other on a page, and name no two places for it;
- the numbers and dates of one agreement, the rounds and dates of one meeting, as several pages give them.
Where it is open whether they do, there is no comparison.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from operator import itemgetter
from typing import Any

from parley.dates import Date, order
from parley.link.deeds import Deeds
from parley.link.facts import STATES, Fact, bounds_of, facts_of, unit_of, words_of
from parley.link.linked import Linked
from parley.records import make_id
from parley.store.base import Row

SAME, COMPATIBLE, DIFFERENT = "same", "compatible", "different"
_DAYS = 1  # between pages whose tolls are of the same days
_PEOPLE = 5  # letters of a state's name that its people's name shares: Tavria, Tavrian
_MONTH = 31
_TWO = 2  # tellers that a comparison needs
_RISING = frozenset({"killed", "wounded", "displaced"})
_SWAPPED = (
    "exchanged"  # told by each side of its own people, and of both together: no deed to hold by its day
)
_BESIDE = 300  # code points between a side's claim and the other's answer to it


@dataclass(frozen=True)
class Value:
    """One value of a slot: `bounds` of a number, or a date, with who tells it and where."""

    shown: Any
    bounds: tuple[float, float] | None
    date: Date | None
    vague: bool
    source: Row | None
    document_id: str
    family: str
    evidence: tuple[Row, ...]
    record_id: str | None

    @property
    def teller(self) -> tuple[str, str | None]:
        """Who stands behind it: the family of pages, and the speaker."""
        return self.family, (self.source or {}).get("actor_id") or (self.source or {}).get("surface")

    def to_row(self) -> Row:
        """As rows of ``comparisons`` carry it."""
        return {
            "value": self.shown,
            "source": self.source,
            "document_id": self.document_id,
            "family_id": self.family,
            "record_id": self.record_id,
            "evidence": list(self.evidence),
        }


def link_comparisons(linked: Linked) -> list[Row]:
    """Rows of ``comparisons``, in order of ids; `linked` holds agreements and meetings already."""
    found = [*_figures(linked), *_agreements(linked), *_meetings(linked)]
    return sorted(found, key=lambda row: str(row["id"]))


# --- rows


def _row(
    slot: Row, parties: Iterable[str], values: Sequence[Value], relation: str | None = None
) -> Row | None:
    """A comparison; None where all values come from one family and speaker."""
    kept: dict[tuple[Any, ...], Value] = {}
    for value in sorted(values, key=lambda v: (v.document_id, v.evidence[0]["start"], str(v.record_id))):
        kept.setdefault((*value.teller, str(value.shown)), value)
    held = list(kept.values())
    if len({value.teller for value in held}) < _TWO:
        return None
    return {
        "id": make_id("comparison", *(str(part) for pair in sorted(slot.items()) for part in pair)),
        "slot": slot,
        "values": [value.to_row() for value in held],
        "relation": relation or relation_of(held),
        "independent_sources": len({value.family for value in held}),
        "parties": sorted(set(parties)),
        "documents": sorted({value.document_id for value in held}),
        "evidence": [item for value in held for item in value.evidence],
    }


def relation_of(values: Sequence[Value]) -> str:
    """How values lie to each other, the worst pair of them."""
    found = {pair_relation(a, b) for a, b in combinations(values, 2)}
    return DIFFERENT if DIFFERENT in found else COMPATIBLE if COMPATIBLE in found else SAME


def pair_relation(a: Value, b: Value) -> str:
    """``same``, ``compatible`` (both may be true), or ``different``."""
    if a.date and b.date:
        told = order(a.date, b.date)
        same = a.date.edtf == b.date.edtf
        return SAME if same or told == "same" else COMPATIBLE if told == "open" else DIFFERENT
    if a.bounds and b.bounds:
        if a.shown == b.shown or (a.bounds == b.bounds and a.vague == b.vague):
            return SAME
        return COMPATIBLE if a.bounds[0] <= b.bounds[1] and b.bounds[0] <= a.bounds[1] else DIFFERENT
    return SAME if a.shown == b.shown else DIFFERENT


# --- figures


def _figures(linked: Linked) -> Iterator[Row]:
    facts = list(facts_of(linked))
    yield from _tolls(linked, facts)
    yield from _deeds(linked, facts)
    yield from _harm(linked, facts)
    yield from _claims(linked, facts)


def _tolls(linked: Linked, facts: Sequence[Fact]) -> Iterator[Row]:
    """Tolls of one war.

    A number that goes up can be held only against one of the same days; a magnitude against any other. Of the people of
    one state, as ``Tavrians``, pages that share one of their two states tell of one war.
    """
    peoples = tuple(sorted({row["name"].casefold()[:_PEOPLE] for row in linked.cast.states}))
    wars: dict[tuple[str, str, frozenset[str]], list[Fact]] = {}
    rising: dict[tuple[str, str, frozenset[str]], list[Fact]] = {}
    for fact in facts:
        if fact.event not in _RISING or not fact.pair or not fact.sentence.is_toll:
            continue
        is_of_state = bool(peoples) and any(word.startswith(peoples) for word in fact.unit.split())
        if fact.row["qualifier"] != "vague" and (is_of_state or len(fact.pair) == STATES):
            pair = frozenset[str]() if is_of_state else fact.pair
            rising.setdefault((fact.event, fact.unit, pair), []).append(fact)
        elif fact.row["qualifier"] == "vague" and fact.sentence.is_since and len(fact.pair) == STATES:
            wars.setdefault((fact.event, fact.unit, fact.pair), []).append(fact)
    told = [(key, "war", group) for key, group in wars.items()]
    for key, group in rising.items():
        told += [(key, f"up to {day}", some) for day, same in _of_days(group) for some in _overlapping(same)]
    for (event, unit, _), scope, group in told:
        states = frozenset.intersection(*(fact.pair for fact in group))
        slot = {"kind": "figure", "event": event, "unit": unit, "states": sorted(states), "scope": scope}
        row = _row(slot, _ids(linked, states), [_value(linked, fact.row) for fact in group])
        if row:
            yield row


def _overlapping(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts of pages whose two states are the same, or of which all share one."""
    found: list[tuple[frozenset[str], list[Fact]]] = []
    for fact in facts:
        for number, (states, group) in enumerate(found):
            if shared := states & fact.pair:
                found[number] = shared, [*group, fact]
                break
        else:
            found.append((fact.pair, [fact]))
    return [group for _, group in found]


def _of_days(group: Sequence[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    """Facts of pages of the same days, by the last of these; each in one group."""
    dated = sorted(((fact.day, fact.row["id"], fact) for fact in group if fact.day), key=itemgetter(0, 1))
    while dated:
        last = dated[0][0] + dt.timedelta(_DAYS)
        same = [(day, fact) for day, _, fact in dated if day <= last]
        yield same[-1][0].isoformat(), [fact for _, fact in same]
        dated = dated[len(same) :]


def _deeds(linked: Linked, facts: Sequence[Fact]) -> Iterator[Row]:
    """What was done on one day, by the same verb, with the same things."""
    slots: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in facts:
        date = fact.row["date"]
        if not (date["earliest"] and date["earliest"] == date["latest"]) or fact.sentence.is_so_far:
            continue
        if fact.states and fact.event != _SWAPPED and fact.event not in _RISING:
            slots.setdefault((fact.event, fact.unit, date["earliest"], fact.states), []).append(fact)
    for (event, unit, day, states), group in slots.items():
        slot = {"kind": "figure", "event": event, "unit": unit, "scope": day, "states": sorted(states)}
        row = _row(slot, _ids(linked, states), [_value(linked, fact.row) for fact in group])
        if row:
            yield row


def _harm(linked: Linked, facts: Sequence[Fact]) -> Iterator[Row]:
    """How many came to harm by one deed."""
    kinds: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.event in _RISING and not fact.sentence.is_so_far:
            kinds.setdefault((fact.event, fact.unit), []).append(fact)
    deeds = Deeds(row["name"] for row in linked.cast.states)
    told = Counter[str]()  # of deeds that are told alike
    for (event, unit), some in kinds.items():
        for group in deeds.groups(some):
            states = frozenset[str]().union(*(fact.states for fact in group))
            slot: Row = {"kind": "figure", "event": event, "unit": unit, "scope": _when(group)}
            slot |= {"states": sorted(states), "names": deeds.names(group)}
            told[str(slot)] += 1
            if told[str(slot)] > 1:
                slot["number"] = told[str(slot)]
            row = _row(slot, _ids(linked, states), [_value(linked, fact.row) for fact in group])
            if row:
                yield row


def _when(group: Sequence[Fact]) -> str:
    """The day of a deed; where no page tells it, the last on which pages told of it."""
    days = {date["earliest"] for fact in group if (date := fact.row["date"])["earliest"] == date["latest"]}
    told = sorted(days - {None})
    return told[0] if told else f"told by {max(str(fact.day) for fact in group)}"


def _claims(linked: Linked, facts: Sequence[Fact]) -> Iterator[Row]:
    """``T says that 31 people were killed. M insists that 12 soldiers died.``: two sides of one deed."""
    claimed = [(fact, side) for fact in facts if (side := _home(linked, fact.row["source"]))]
    claimed.sort(key=lambda pair: (pair[0].row["document_id"], _start(pair[0]), pair[0].row["id"]))
    slots: dict[tuple[Any, ...], list[Fact]] = {}
    for (one, first), (other, second) in pairwise(claimed):
        page = one.row["document_id"]
        if page != other.row["document_id"] or first == second or not _is_answer(one, other):
            continue
        family = linked.families.get(page, page)
        slots.setdefault((family, one.event, *sorted((first, second))), []).extend((one, other))
    for (family, event, *states), group in slots.items():
        slot = {"kind": "figure", "event": event, "unit": group[0].unit, "scope": family, "states": states}
        row = _row(slot, _ids(linked, states), [_value(linked, fact.row) for fact in group])
        if row and row["relation"] != SAME:
            yield row


def _home(linked: Linked, source: Row | None) -> str | None:
    """The country of a source."""
    actor = linked.cast.get(source["actor_id"]) if source and source.get("actor_id") else None
    return str(actor["country"]) if actor and actor["country"] else None


def _start(fact: Fact) -> int:
    return int(fact.row["evidence"][0]["start"])


def _is_answer(one: Fact, other: Fact) -> bool:
    """Whether a claim counts what the one right before it counts."""
    if one.event != other.event or one.event not in _RISING | {_SWAPPED}:
        return False
    if _start(other) - _start(one) > _BESIDE or (other.places and not other.places <= one.places):
        return False
    people = words_of("people", "units")
    return one.unit == other.unit or {one.unit.split()[-1], other.unit.split()[-1]} <= people


def _value(linked: Linked, figure: Row) -> Value:
    shown = {name: figure[name] for name in ("low", "high", "qualifier", "unit")}
    page = figure["document_id"]
    return Value(
        shown,
        bounds_of(figure),
        None,
        figure["qualifier"] == "vague",
        figure["source"],
        page,
        linked.families.get(page, page),
        tuple(figure["evidence"]),
        figure["id"],
    )


def _ids(linked: Linked, countries: Iterable[str]) -> list[str]:
    """The actor ids of states by their codes."""
    wanted = set(countries)
    return [actor for actor, country in linked.states if country in wanted]


# --- agreements and meetings


def _agreements(linked: Linked) -> Iterator[Row]:
    rows = [row for row in linked.links("agreements") if len(row["documents"]) > 1]
    wanted = {i for row in rows for i in row["terms"]["figures"]}
    figures = {f["id"]: f for f in linked.entries("figures", wanted)} if wanted else {}
    for row in rows:
        counts: dict[str, list[Row]] = {}
        for i in row["terms"]["figures"]:
            figure = figures.get(i)
            if figure and figure["kind"] == "count" and bounds_of(figure) and figure["unit"] != "point":
                counts.setdefault(_counted(row["kind"], figure), []).append(figure)
        for unit, group in counts.items():
            values = [_value(linked, figure) for figure in group]
            slot = {"kind": "agreement", "record_id": row["id"], "field": "terms", "unit": unit}
            found = _row(slot, row["parties"], values, _of_terms(values))
            if found:
                yield found
        yield from _fields(linked, "agreement", row, ("date",))


def _counted(kind: str, figure: Row) -> str:
    """What a figure of an agreement's terms counts: of an exchange, those exchanged."""
    return "prisoner" if kind == "prisoner_exchange" else unit_of(figure["unit"])


def _of_terms(values: Sequence[Value]) -> str:
    """The relation of numbers of one exchange: so many each may be told as twice so many in all."""
    pages: dict[str, list[Value]] = {}
    for value in values:
        pages.setdefault(value.document_id, []).append(value)
    found = set()
    for ours, theirs in combinations(pages.values(), 2):
        pairs = [(a, b) for a in ours for b in theirs]
        if all(pair_relation(a, b) == SAME for a, b in pairs):
            found.add(SAME)
        elif any(pair_relation(a, b) != DIFFERENT or _is_twice(a, b) for a, b in pairs):
            found.add(COMPATIBLE)
        else:
            found.add(DIFFERENT)
    return DIFFERENT if DIFFERENT in found else COMPATIBLE if COMPATIBLE in found else SAME


def _is_twice(a: Value, b: Value) -> bool:
    if not (a.bounds and b.bounds):
        return False
    return any(x[0] <= 2 * y[1] and 2 * y[0] <= x[1] for x, y in ((a.bounds, b.bounds), (b.bounds, a.bounds)))


def _meetings(linked: Linked) -> Iterator[Row]:
    for row in linked.links("meetings"):
        yield from _fields(linked, "meeting", row, ("round",))


def _fields(linked: Linked, kind: str, row: Row, names: Sequence[str]) -> Iterator[Row]:
    """Fields of a record that several pages give."""
    told: Mapping[str, Any] = row.get("values") or {}
    for name in names:
        values = [
            _plain(linked, entry)
            for entry in told.get(name) or ()
            if isinstance(entry, dict) and entry.get("evidence") and _is_told(entry.get("value"))
        ]
        slot = {"kind": kind, "record_id": row["id"], "field": name}
        found = _row(slot, row.get("parties") or (), values) if values else None
        if found:
            yield found


def _is_told(value: Any) -> bool:
    """Whether a value says enough to be held against another: of a date, the month at least."""
    if not isinstance(value, str):
        return value is not None
    date = Date.of(value, "text")
    if not (date.earliest and date.latest):
        return False
    return (dt.date.fromisoformat(date.latest) - dt.date.fromisoformat(date.earliest)).days <= _MONTH


def _plain(linked: Linked, entry: Row) -> Value:
    page = entry.get("document_id") or entry["evidence"][0]["document_id"]
    shown = entry["value"]
    date = Date.of(shown, "text") if isinstance(shown, str) else None  # an EDTF date
    return Value(
        shown, None, date, False, None, page, linked.families.get(page, page), tuple(entry["evidence"]), None
    )
