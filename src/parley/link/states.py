"""States that records speak of by their people and officials alone: ``the Velmaran delegation``, and no Velmara.

No page mentions them by name, so no mention makes an actor of them; their records' own words are the evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from operator import itemgetter
from typing import Any

from parley.link.linked import Linked
from parley.link.reading import columns, entries
from parley.profiles import Profile
from parley.records import actor_id, make_id
from parley.store.base import Row
from parley.vocab import table

KINDS = (
    "figures",
    "positions",
    "meeting_reports",
    "agreement_reports",
    "incidents",
)  # entries that name sides by their ids
_VERSION = "1"  # raise it when the same entries would tell of other states
_ONE = ("agent", "target", "party", "towards")
_SEVERAL = ("parties", "mediators", "hosts", "agents", "recipients")


def unnamed_states(linked: Linked, profile: Profile) -> list[Row]:
    """Rows of ``actors`` for states that entries hold by id and no actor is, in order of ids."""
    states = _states(profile)
    linked.cast.load(states)
    missing = states.keys() - {actor for actor in states if actor in linked.cast}
    kept = _spoken_of(linked, states.keys())
    first: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for head in linked.derived.heads:
        for actor, told in kept.get(head.id, {}).items():
            if actor in missing:
                first.setdefault(actor, []).append(told)
    evidence = {actor: [item for _, item in sorted(told, key=itemgetter(0))] for actor, told in first.items()}
    return [
        {
            "id": actor,
            "name": states[actor]["name"],
            "aliases": [],
            "kind": "state",
            "country": states[actor]["code"],
            "roles": [],
            "party": states[actor]["side"],
            "evidence": evidence[actor],
        }
        for actor in sorted(evidence)
    ]


def _spoken_of(
    linked: Linked, states: Collection[str]
) -> Mapping[str, Mapping[str, tuple[int, dict[str, Any]]]]:
    """For each document with such the states that its entries hold by id: in which kind first, with what words."""

    def make(missing: Collection[str]) -> Iterator[tuple[str, dict[str, tuple[int, dict[str, Any]]]]]:
        out: dict[str, dict[str, tuple[int, dict[str, Any]]]] = {document: {} for document in missing}
        for number, kind in enumerate(KINDS):
            read = columns(linked.view, kind, (*_ONE, *_SEVERAL, "delegates"), missing)
            found = {
                entry
                for _, _, entry, *sides in read
                if any(side and (side in states or side[0] == "[") for side in sides)
            }
            for entry in entries(linked.view, kind, found) if found else ():
                for item in entry["evidence"][:1]:
                    told = out[item["document_id"]]
                    for actor in sorted(set(states).intersection(_sides(entry))):
                        told.setdefault(actor, (number, item))
        yield from out.items()

    made_of = f"{_VERSION} {make_id('states', *sorted(states))}"
    return linked.derived.rows_of_some("states", made_of, make)


def _sides(entry: Row) -> Iterator[str]:
    for name in _ONE:
        if entry.get(name):
            yield entry[name]
    for name in _SEVERAL:
        yield from entry.get(name) or ()
    for delegate in entry.get("delegates") or ():
        if delegate["party"]:
            yield delegate["party"]


def _states(profile: Profile) -> Mapping[str, Row]:
    """The states of the world and those of the profile by actor id."""
    rows = [
        {"name": row["name"], "code": row.get("code"), "side": None}
        for row in table("countries.toml")["states"]
    ]
    rows += [{"name": s.name, "code": s.code, "side": s.side} for s in profile.states]
    return {actor_id("state", row["name"]): row for row in rows}
