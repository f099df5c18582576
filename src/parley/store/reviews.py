"""Decisions, applied to rows when they are read: what is hidden, what a person says instead of the program.

Nothing that was read from a page changes by them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from parley.dates import Date
from parley.edtf import bounds
from parley.records import name_key
from parley.store.base import Filter, Row
from parley.store.decisions import ALL, KINDS, NOTED, REJECTED, Folded, Standing, chooses, held_by, holding
from parley.store.filed import facets
from parley.store.names import Actors, says

BY_HAND = "settled by hand"
WHO = ("speaker", "source", "holder")  # fields that hold {actor_id, name, ...}
SIDES = ("party", "towards")  # that hold an actor id


class Reviews:
    """The decisions that hold in one view.

    Args:
        folded: What stands of the log.
        evidence: From ids to the evidence of the entries and links that have them.
        read: From ids of entries to their rows, corrected.
        stood: What an earlier view held to the entries; of that, what nobody decided about since is not held anew.
    """

    def __init__(
        self,
        folded: Folded,
        evidence: Callable[[Iterable[str]], Mapping[str, Sequence[Row]]],
        read: Callable[[Iterable[str]], Iterable[Row]],
        stood: Mapping[str, Standing],
    ) -> None:
        self._folded = folded
        self._evidence = evidence
        self._read = read
        # What of `_folded` was held to the entries so far.
        self._held: dict[str, Standing | None] = {
            i: one for i, one in stood.items() if any(one is held for held in folded.get(i, ()))
        }

    def of(self, ids: Iterable[str]) -> dict[str, Standing]:
        """What holds of the decisions about some entries."""
        asked = {i for i in ids if i in self._folded}
        return self.holding(lambda one: one.entry_id in asked)

    def holding(self, wanted: Callable[[Standing], bool] = bool) -> dict[str, Standing]:
        """What holds of the decisions, by the ids of entries, where `wanted` is true of it."""
        asked = {i for i, held in self._folded.items() if any(map(wanted, held))}
        if fresh := asked - self._held.keys():
            self._held |= dict.fromkeys(fresh)
            self._held |= holding(self._folded, self._evidence(fresh))
        found = ((i, self._held[i]) for i in asked)
        return {i: one for i, one in found if one is not None and wanted(one)}

    def listed(self, review: str | None) -> Collection[str]:
        """Ids of the decided entries that a filter's `review` chooses."""
        return self._listed(review, True)

    def left_out(self, review: str | None) -> Collection[str]:
        """Ids of the decided entries that it does not choose."""
        return self._listed(review, False)

    def has(self, record_id: str, review: str | None) -> bool:
        """Whether a filter's `review` chooses an entry."""
        if chooses(review, None):
            return record_id not in self.left_out(review)
        return record_id in self.listed(review)

    def is_hidden(self, record_id: str | None) -> bool:
        """Whether a person rejected an entry."""
        return record_id is not None and record_id in self.left_out(None)

    def _listed(self, review: str | None, chosen: bool) -> Collection[str]:
        key = (review, chosen)
        if key not in self._lists:
            self._lists[key] = frozenset(self.holding(lambda one: one.is_chosen(review) is chosen))
        return self._lists[key]

    @cached_property
    def _lists(self) -> dict[tuple[str | None, bool], frozenset[str]]:
        return {}

    @cached_property
    def corrected(self) -> Collection[str]:
        """Ids of entries of which something was corrected."""
        return frozenset(self.holding(lambda one: bool(one.corrections)))

    def fitting(self, where: Filter, actors: Actors, *, dated: bool = True) -> list[str]:
        """Of these, those that fit a filter by what they say, and with `dated` by when."""
        return [str(row["id"]) for row in self.corrected_rows if fits(row, where, actors, dated=dated)]

    @cached_property
    def corrected_rows(self) -> Sequence[Row]:
        """The rows of `corrected`."""
        return list(self._read(self.corrected)) if self.corrected else ()

    def apply(self, kind: str, row: Row, actors: Actors) -> Row:
        """A row as a person corrected it, with its `review`; a row of another kind as it is."""
        if kind not in KINDS:
            return row
        row = self._without_rejected(row)
        standing = held_by(self._folded.get(str(row["id"]), ()), row.get("evidence") or ())
        return {**row, "review": None} if standing is None else applied(row, standing, actors)

    def _without_rejected(self, row: Row) -> Row:
        """A row without what it says of records that a person rejected; the next link makes it anew."""
        hidden = self.left_out(None)
        if not hidden:
            return row
        if row.get("follows") in hidden:
            return {**row, "change": None, "follows": None}
        kept: Row = {
            name: [record for record in row[name] if record not in hidden]
            for name in ("outcome", "characterisations")
            if row.get(name)
        }
        if row.get("chain"):
            kept["chain"] = [step for step in row["chain"] if step["id"] not in hidden]
        return {**row, **kept}

    def facets(self, kind: str, row: Row) -> list[tuple[str, str]]:
        """What a card tells of the decisions about a row: its state, and whether something is noted."""
        if not self._folded:
            return []
        record_id = str(row["id"])
        standing = self.holding().get(record_id) if record_id in self._folded else None
        if standing is not None:
            states = (standing.state, *([NOTED] if standing.note else []))
            return [("review", state) for state in dict.fromkeys(states)]
        return [] if self.shows(kind, row, None) else [("review", REJECTED)]

    def shows(self, kind: str, row: Row, review: str | None) -> bool:
        """Whether a filter's `review` chooses a row of links.

        A meeting or agreement is chosen by itself. An entry of the timeline stands for several records and is
        chosen by any of them; a comparison stands on each of its values. What stands for none is chosen where
        nothing is asked.
        """
        if review == ALL or (review is None and not self._folded):
            return True
        if kind in KINDS:
            return self.has(str(row["id"]), review)
        records = list(records_of(row))
        if not records:
            return review is None
        every = all if kind == "comparisons" else any
        return every(self.has(record, review) for record in records)


def records_of(row: Row) -> Iterator[str]:
    """Ids of the records that a row of links stands for."""
    yield from row.get("record_ids") or ()
    if isinstance(row.get("of"), str):
        yield row["of"]
    if isinstance(row.get("slot"), dict):
        named = (row["slot"].get("record_id"), *(value["record_id"] for value in row["values"]))
        yield from (record for record in named if record)


def applied(row: Row, standing: Standing, actors: Actors) -> Row:
    """A row with what a person corrected, and its `review`: `{state, by, at, note, machine}`.

    `machine` holds what the program says of each corrected field.
    """
    last = standing.verdict or standing.decisions[-1]
    corrections = {
        name: corrected(row, name, one.value, actors)
        for name, one in standing.corrections.items()
        if name in row
    }
    review = {
        "state": standing.state,
        "by": last.reviewer,
        "at": last.at,
        "note": standing.note,
        "machine": {name: row[name] for name in corrections} or None,
    }
    return {**row, **corrections, "review": review}


def corrected(row: Row, name: str, value: object, actors: Actors) -> object:
    """What a field of a row holds once it is corrected to a value of the log."""
    if name == "date":
        return Date.unknown().to_dict() if value is None else Date.of(str(value), "user").to_dict()
    if name in WHO:
        return _speaker(row, row[name], value, actors)
    if name in SIDES and value is not None:
        return actors.canonical(str(value))
    return value


def _speaker(row: Row, machine: Row | None, value: object, actors: Actors) -> Row | None:
    """Who speaks, as a person says; the words that the page prints for somebody stay as they are."""
    if machine is None and value is None:
        return None
    start = row["evidence"][0]["start"]
    printed = machine or {"surface": "", "span": [start, start]}  # the page prints no words for them
    who: Row = {"actor_id": None, "name": None}
    if isinstance(value, dict):
        who = actors.named(value["actor_id"], value["name"])
    return {
        **who,
        "surface": printed["surface"],
        "span": printed["span"],
        "anonymous": False,
        "score": None if value is None else 1.0,
        "basis": BY_HAND,
    }


def fits(row: Row, where: Filter, actors: Actors, *, dated: bool = True) -> bool:
    """Whether a row fits a filter by what it says, and with `dated` by when; as SQL has it for those of pages."""
    held = set(facets(row))
    asked = ((name, getattr(where, name)) for name in ("issue", "act", "mode"))
    if any(value is not None and (name, value) not in held for name, value in asked):
        return False
    if where.speaker is not None:
        typed, called = name_key(where.speaker).split(), actors.called(where.speaker)
        if not any(
            value in called if name == "actor" else name == "name" and says(value, typed)
            for name, value in held
        ):
            return False
    if where.party is not None:
        party = actors.of_party(where.party)
        if not any(name == "actor" and value in party for name, value in held):
            return False
    if where.actors is not None:
        chosen = actors.of_ids(where.actors)
        if not any(name == "actor" and value in chosen for name, value in held):
            return False
    return not dated or _in_time(row, where)


def _in_time(row: Row, where: Filter) -> bool:
    if where.since is None and where.until is None:
        return True
    first, last = bounds_of(row)
    return bool(
        (first or last)
        and (where.since is None or last is None or last >= where.since)
        and (where.until is None or first is None or first <= where.until)
    )


def bounds_of(row: Row) -> tuple[str | None, str | None]:
    """The days that count for a filter: the entry's own date, or where that is open, or over by its page's, that."""
    first, last = row["date"]["earliest"], row["date"]["latest"]
    page = bounds(row["page_date"]) if row["page_date"] else (None, None)
    if first is None and (last is None or (page[0] is not None and last >= page[0])):
        return page[0], page[1] if last is None else last
    return first, last


def is_hidden(standing: Standing | None) -> bool:
    """Whether a person rejected an entry."""
    return standing is not None and standing.state == REJECTED
