"""From a name as a person types it to the actors meant; from actors on pages to those of the links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parley.records import name_key
from parley.store.merges import merged, parted

Row = dict[str, Any]
_WHO = ("speaker", "source", "holder")  # fields that hold {actor_id, name, ...}
_IDS = (
    "agent",
    "target",
    "relayed_by",
    "party",
    "towards",
)  # those that hold an actor id, or a name that is none
_LISTS = ("parties", "mediators", "hosts", "agents", "recipients")  # those that hold several of these
_NAMED_PARTIES = frozenset({"state", "government_body", "organization"})


def says(key: str, typed: Sequence[str]) -> bool:
    """Whether a name's key holds all of the typed words."""
    return bool(typed) and set(typed) <= set(key.split())


_KEPT = ("name", "aliases", "party", "kind")  # of an actor's row; its evidence would fill the memory
_UNCHANGED: Row = {"change": None, "follows": None}  # of a position that no link speaks of


class Actors:
    """The actors of the links, what was merged into each, and how positions changed."""

    def __init__(
        self,
        rows: Iterable[Row],
        judgements: Iterable[Mapping[str, Any]],
        changes: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        self._rows = {row["id"]: {name: row[name] for name in _KEPT} for row in rows}
        self._changes = {row["of"]: {name: row[name] for name in _UNCHANGED} for row in changes}
        judged = list(judgements)
        self._into = merged(judged)
        self._parted = parted(judged)

    def canonical(self, actor_id: str) -> str:
        """The id that an actor read from a page goes by."""
        return self._into.get(actor_id, actor_id)

    def called(self, name: str) -> set[str]:
        """Ids, those of merged actors included, of the actors that go by a name as a person types it."""
        typed = name_key(name).split()
        return self._with_merged(i for i, row in self._rows.items() if _goes_by(row, typed))

    def of_party(self, name: str) -> set[str]:
        """Ids of all actors of the party that is called, or is represented by an actor called, `name`."""
        typed = name_key(name).split()
        parties = {
            row["party"]
            for row in self._rows.values()
            if row["party"]
            and (
                says(name_key(row["party"]), typed)
                or (row["kind"] in _NAMED_PARTIES and _goes_by(row, typed))
            )
        }
        return self._with_merged(i for i, row in self._rows.items() if row["party"] in parties)

    def apply(self, entry: Row) -> Row:
        """An entry with the actors that the links know instead of those its page gave, and its change."""
        if "stance" in entry:
            entry |= self._changes.get(entry["id"], _UNCHANGED)
        for field in _WHO:
            if entry.get(field):
                entry[field] = self._named(entry[field])
        for field in _IDS:
            if entry.get(field):
                entry[field] = self.canonical(entry[field])
        for field in _LISTS:
            if entry.get(field):
                entry[field] = list(dict.fromkeys(self.canonical(actor) for actor in entry[field]))
        if entry.get("delegates"):
            entry["delegates"] = [self._named(delegate) for delegate in entry["delegates"]]
        return self._named(entry) if "actor_id" in entry else entry

    def _named(self, who: Row) -> Row:
        if who["actor_id"] is None:
            return who
        actor_id = who["actor_id"]
        if self._parted and "surface" in who:
            actor_id = self._parted.get((actor_id, name_key(who["surface"])), actor_id)
        actor_id = self.canonical(actor_id)
        known = self._rows.get(actor_id)
        return {**who, "actor_id": actor_id, "name": known["name"] if known else who["name"]}

    def _with_merged(self, ids: Iterable[str]) -> set[str]:
        found = set(ids)
        return found | {actor for actor, into in self._into.items() if into in found}


def _goes_by(row: Row, typed: Sequence[str]) -> bool:
    return any(says(name_key(form), typed) for form in (row["name"], *row["aliases"]))
