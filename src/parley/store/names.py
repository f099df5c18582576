"""From a name as a person types it to the actors meant; from actors on pages to those of the links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
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
UNCHANGED: Row = {"change": None, "follows": None}  # of a position that no link speaks of


class Actors:
    """The actors of the links, what was merged into each, and how positions changed."""

    def __init__(
        self,
        rows: Iterable[Row] | Mapping[str, Row],
        judgements: Iterable[Mapping[str, Any]],
        changes: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        """From rows of the links; of actors a mapping of their ids to `_KEPT` of each will do."""
        self._rows: Mapping[str, Row] = (
            rows
            if isinstance(rows, Mapping)
            else {row["id"]: {name: row[name] for name in _KEPT} for row in rows}
        )
        self._changes = {row["of"]: {name: row[name] for name in UNCHANGED} for row in changes}
        judged = list(judgements)
        self._into = merged(judged)
        self._parted = parted(judged)

    def rows(self) -> Iterable[Row]:
        """Each actor's name, aliases, party and kind."""
        return self._rows.values()

    def canonical(self, actor_id: str) -> str:
        """The id that an actor read from a page goes by."""
        return self._into.get(actor_id, actor_id)

    def called(self, name: str) -> set[str]:
        """Ids, those of merged actors included, of the actors that go by a name as a person types it; or by an id."""
        if name in self._rows:
            return self._with_merged([name])
        return self._with_merged(self._going_by(name_key(name).split()))

    def of_party(self, name: str) -> set[str]:
        """Ids of all actors of the party that is called, or is represented by an actor called, `name`.

        An actor's id stands for its party.
        """
        if name in self._rows:
            party = self._rows[name]["party"]
            return self._with_merged([name, *self._by_party.get(party, ())])
        typed = name_key(name).split()
        parties = {party for party in self._by_party if says(name_key(party), typed)}
        called = (self._rows[actor] for actor in self._going_by(typed))
        parties |= {row["party"] for row in called if row["party"] and row["kind"] in _NAMED_PARTIES}
        return self._with_merged(actor for party in parties for actor in self._by_party[party])

    def named(self, actor_id: str, name: str) -> Row:
        """The id and name that an actor goes by; the given name where it is not on record."""
        canonical = self.canonical(actor_id)
        known = self._rows.get(canonical)
        return {"actor_id": canonical, "name": known["name"] if known else name}

    def of_ids(self, ids: Iterable[str]) -> set[str]:
        """Ids, with those of the actors that were merged into them."""
        return self._with_merged(ids)

    def apply(self, entry: Row) -> Row:
        """An entry with the actors that the links know instead of those its page gave, and its change."""
        if "stance" in entry:
            entry |= self._changes.get(entry["id"], UNCHANGED)
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

    @cached_property
    def _by_party(self) -> Mapping[str, Sequence[str]]:
        out: dict[str, list[str]] = {}
        for actor, row in self._rows.items():
            if row["party"]:
                out.setdefault(row["party"], []).append(actor)
        return out

    @cached_property
    def _forms(self) -> Mapping[str, Sequence[tuple[str, frozenset[str]]]]:
        """For each word of a name the actors that have such a form, with all words of the form."""
        out: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for actor, row in self._rows.items():
            for form in dict.fromkeys((row["name"], *row["aliases"])):
                words = frozenset(name_key(form).split())
                for word in words:
                    out.setdefault(word, []).append((actor, words))
        return out

    def _going_by(self, typed: Sequence[str]) -> set[str]:
        """Ids of the actors one of whose forms holds all of the typed words."""
        if not typed:
            return set()
        wanted = frozenset(typed)
        rarest = min((self._forms.get(word, ()) for word in wanted), key=len)
        return {actor for actor, words in rarest if wanted <= words}

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
