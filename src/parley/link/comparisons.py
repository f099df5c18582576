"""What pages and speakers tell differently, or alike, of one thing: numbers and dates side by side, no verdict.

Values are held against each other only where they answer one question:
- the toll of a war, of the same people, on pages about the same two states: magnitudes since it began, numbers on
  pages of the same days;
- what was done by the same verb to the same things on one day, in sentences that name the same states and place;
- what two sides claim of one deed, one right after the other on a page, and name no two places for it;
- the numbers and dates of one agreement, the rounds and dates of one meeting, as several pages give them.
Where it is open whether they do, there is no comparison.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import Any

from parley import vocab
from parley.dates import Date, order
from parley.link.linked import Linked
from parley.link.reading import columns, entries, texts
from parley.records import make_id
from parley.store.base import Row
from parley.vocab import table

SAME, COMPATIBLE, DIFFERENT = "same", "compatible", "different"
_ABOUT = 0.1  # of a number that is only about right
_NEARLY = 0.15  # by which one that is nearly reached may be missed
_MAGNITUDE = 10  # "tens of thousands" is less than so many times its least
_DAYS = 1  # between pages whose tolls are of the same days
_MONTH = 31
_TWO = 2  # states that a war is between
_WAR = r"(?:war|invasion|invaded|conflict|uprising|hostilities)"
_SINCE = re.compile(
    rf"\bsince\b[^.;]{{0,80}}?\b{_WAR}\b|\b(?:in|during|over|throughout) the (?:[\w-]+ ){{0,3}}{_WAR}\b", re.I
)
_OF_WAR = re.compile(rf"\b{_WAR}\b|\b(?:fighting|offensive|violence)\b", re.I)
_SO_FAR = re.compile(
    rf"{_SINCE.pattern}|\bsince\b|\bso far\b|\bto date\b|\b(?:death )?toll\b|\b(?:have|has) (?:been )?(?:\w+ )?"
    r"(?:killed|died|wounded|injured|displaced|fled)\b"
    r"|\b(?:days|weeks|months|years) of (?:\w+ )?(?:war|fighting|conflict)\b",
    re.I,
)
_PLACE = re.compile(r"\b(?:in|on|at|near|over|across) ((?:[A-Z][\w’'-]+ ?)+)")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[A-Z\"“‘])|\n+")
_RISING = frozenset({"killed", "wounded", "displaced"})
_SWAPPED = (
    "exchanged"  # told by each side of its own people, and of both together: no deed to hold by its day
)
_VERSION = "2"  # raise it when the same page would have other figures or sentences
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


def bounds_of(figure: Row) -> tuple[float, float] | None:
    """Between what a number lies as it is told; None where it says nothing."""
    low, high, how = figure["low"], figure["high"], figure["qualifier"]
    known = low if low is not None else high
    if known is None:
        return None
    if how == "vague":
        return (known, known * _MAGNITUDE * (1 - 1e-9)) if high is None else (low or 0.0, high)
    if how == "about":
        return known * (1 - _ABOUT), (high or known) * (1 + _ABOUT)
    if how == "nearly":
        return known * (1 - _NEARLY), known
    return (low if low is not None else 0.0), (high if high is not None else float("inf"))


# --- figures


@dataclass(frozen=True)
class _Fact:
    """A figure with the sentence around it."""

    row: Row
    event: str
    unit: str
    sentence: str
    states: frozenset[str]
    places: frozenset[str]
    pair: frozenset[str]  # the two states of which its page tells most
    published: Date


def _figures(linked: Linked) -> Iterator[Row]:
    facts = list(_facts(linked))
    yield from _tolls(linked, facts)
    yield from _deeds(linked, facts)
    yield from _claims(linked, facts)


def _facts(linked: Linked) -> Iterator[_Fact]:
    kept = _told(linked)
    corrected = linked.view.standing().keys()  # what a person corrected may be another
    counts = [row for told in kept.values() for row, (*_, is_open) in told if not is_open]
    others = corrected - {row["id"] for row in counts}
    read = [*linked.read(counts), *(linked.entries("figures", others) if others else ())]
    rows = [(row, event) for row in read if (event := event_of(row))]
    if not rows:
        return
    sentences = {row["id"]: sentence for told in kept.values() for row, sentence in told}
    countries = linked.countries({row["document_id"] for row, _ in rows})

    @lru_cache(1)  # figures come page by page
    def named(document_id: str) -> tuple[Sequence[tuple[int, str]], list[str]]:
        told = linked.outside(document_id, countries.get(document_id, ()))
        counted = Counter(country for _, country in told)
        return told, sorted(counted, key=lambda country: (-counted[country], country))[:_TWO]

    for row, event in rows:
        known = sentences.get(row["id"])
        found = known or _sentence_of(row, linked.view.document(row["document_id"], linked=False).text)
        if found is None or found[3]:
            continue
        start, end, sentence, _ = found
        told, top = named(row["document_id"])
        yield _Fact(
            row,
            event,
            unit_of(row["unit"]),
            sentence,
            frozenset(country for place, country in told if start <= place < end),
            frozenset(m[1].strip() for m in _PLACE.finditer(sentence)),
            frozenset(top),
            Date.from_dict(linked.published(row["document_id"])),
        )


_Sentence = tuple[int, int, str, bool]  # from, to, its words, and whether it tells what may be so


def _told(linked: Linked) -> Mapping[str, Sequence[tuple[Row, _Sentence]]]:
    """For each current document those of its figures that may tell a fact, with their sentences."""

    def make(missing: Collection[str]) -> Iterator[tuple[str, list[tuple[Row, _Sentence]]]]:
        read = columns(linked.view, "figures", ("kind", "event"), missing)
        counts = {entry for _, _, entry, kind, event in read if kind == "count" and event in _verbs()}
        facts: dict[str, list[Row]] = {}
        for row in entries(linked.view, "figures", counts) if counts else ():
            facts.setdefault(row["document_id"], []).append(row)
        for document, text, _ in texts(linked.view, facts):
            sentences = list(_sentences(text))
            found = ((row, _sentence_of(row, text, sentences)) for row in facts[document])
            yield document, [(row, sentence) for row, sentence in found if sentence]
        yield from ((document, []) for document in missing if document not in facts)

    return linked.derived.rows_of_some("facts", f"{_VERSION} {vocab.fingerprint('comparisons')}", make)


def _sentence_of(
    figure: Row, text: str, sentences: Iterable[tuple[int, int, str]] | None = None
) -> _Sentence | None:
    """The sentence in which a figure begins; None where it begins between two."""
    at = figure["evidence"][0]["start"]
    known = _sentences(text) if sentences is None else sentences
    return next(((a, b, words, is_open(words)) for a, b, words in known if a <= at < b), None)


def _sentences(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    for cut in _SENTENCE.finditer(text):
        yield at, cut.start(), text[at : cut.start()]
        at = cut.end()
    yield at, len(text), text[at:]


def event_of(row: Row) -> str | None:
    """The class of fact that a count tells; None where it tells none that is known."""
    if row["kind"] != "count" or row["event"] is None or bounds_of(row) is None:
        return None
    if _head(row["unit"]) == "life" and row["event"] in _words("lives", "verbs"):
        return "killed"
    return next(
        (
            name
            for name in table("comparisons/classes.toml")["events"]
            if row["event"] in _words("events", name)
        ),
        None,
    )


@cache
def _verbs() -> frozenset[str]:
    """The verbs that tell a class of fact."""
    names = table("comparisons/classes.toml")["events"]
    return frozenset().union(_words("lives", "verbs"), *(_words("events", name) for name in names))


def unit_of(unit: str) -> str:
    """What is counted, with its modifiers, under one name for nouns that count the same."""
    *modifiers, head = unit.casefold().split() or ["person"]
    known = table("comparisons/classes.toml")["units"]
    name = next((n for n in known if head in _words("units", n)), head)
    return " ".join([*sorted(modifiers), name])


def is_open(sentence: str) -> bool:
    """Whether a sentence tells what may be so."""
    return not _words("open", "words").isdisjoint(re.findall(r"[a-z]+", sentence.casefold()))


def _head(unit: str) -> str:
    return unit.casefold().split()[-1] if unit else ""


@cache
def _words(section: str, name: str) -> frozenset[str]:
    listed = table("comparisons/classes.toml")[section][name].split()
    return frozenset(word.replace("_", " ") for word in listed)


def _tolls(linked: Linked, facts: Sequence[_Fact]) -> Iterator[Row]:
    """Tolls of one war.

    A number that goes up can be held only against one of the same days; a magnitude against any other.
    """
    slots: dict[tuple[str, str, frozenset[str]], list[_Fact]] = {}
    for fact in facts:
        of_war = _OF_WAR.search(fact.sentence) and _SO_FAR.search(fact.sentence)
        if fact.event in _RISING and len(fact.pair) == _TWO and of_war and not _is_part(fact.sentence):
            slots.setdefault((fact.event, fact.unit, fact.pair), []).append(fact)
    for (event, unit, pair), group in slots.items():
        slot = {"kind": "figure", "event": event, "unit": unit, "states": sorted(pair)}
        since = [f for f in group if f.row["qualifier"] == "vague" and _SINCE.search(f.sentence)]
        found = [_row({**slot, "scope": "war"}, _ids(linked, pair), [_value(linked, f.row) for f in since])]
        for day, same in _of_days([f for f in group if f.row["qualifier"] != "vague"]):
            values = [_value(linked, f.row) for f in same]
            found.append(_row({**slot, "scope": f"up to {day}"}, _ids(linked, pair), values))
        yield from (row for row in found if row)


def _is_part(sentence: str) -> bool:
    """Whether a sentence tells of single deeds, so that its number may be no toll of a whole war."""
    return not _words("parts", "words").isdisjoint(re.findall(r"[a-z]+", sentence.casefold()))


def _of_days(group: Sequence[_Fact]) -> Iterator[tuple[str, list[_Fact]]]:
    """Facts of pages of the same days, by the last of these; each in one group."""
    dated = [f for f in group if f.published.earliest and f.published.earliest == f.published.latest]
    dated.sort(key=lambda f: (f.published.earliest or "", f.row["id"]))
    while dated:
        first = dt.date.fromisoformat(dated[0].published.earliest or "")
        last = (first + dt.timedelta(_DAYS)).isoformat()
        same = [f for f in dated if (f.published.earliest or "") <= last]
        yield same[-1].published.earliest or "", same
        dated = dated[len(same) :]


def _deeds(linked: Linked, facts: Sequence[_Fact]) -> Iterator[Row]:
    """What was done on one day, by the same verb, with the same things."""
    slots: dict[tuple[Any, ...], list[_Fact]] = {}
    for fact in facts:
        date = fact.row["date"]
        if not (date["earliest"] and date["earliest"] == date["latest"]) or _SO_FAR.search(fact.sentence):
            continue
        if not fact.states or fact.event == _SWAPPED or (fact.event in _RISING and not fact.places):
            continue
        where = fact.places if fact.event in _RISING else frozenset[str]()
        slots.setdefault((fact.event, fact.unit, date["earliest"], fact.states, where), []).append(fact)
    for (event, unit, day, states, places), group in slots.items():
        slot = {"kind": "figure", "event": event, "unit": unit, "scope": day, "states": sorted(states)}
        if places:
            slot["places"] = sorted(places)
        row = _row(slot, _ids(linked, states), [_value(linked, fact.row) for fact in group])
        if row:
            yield row


def _claims(linked: Linked, facts: Sequence[_Fact]) -> Iterator[Row]:
    """``T says that 31 people were killed. M insists that 12 soldiers died.``: two sides of one deed."""
    claimed = [(fact, side) for fact in facts if (side := _home(linked, fact.row["source"]))]
    claimed.sort(key=lambda pair: (pair[0].row["document_id"], _start(pair[0]), pair[0].row["id"]))
    slots: dict[tuple[Any, ...], list[_Fact]] = {}
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


def _start(fact: _Fact) -> int:
    return int(fact.row["evidence"][0]["start"])


def _is_answer(one: _Fact, other: _Fact) -> bool:
    """Whether a claim counts what the one right before it counts."""
    if one.event != other.event or one.event not in _RISING | {_SWAPPED}:
        return False
    if _start(other) - _start(one) > _BESIDE or (other.places and not other.places <= one.places):
        return False
    people = _words("people", "units")
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
