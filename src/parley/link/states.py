"""States that records speak of by their people and officials alone: ``the Velmaran delegation``, and no Velmara.

No page mentions them by name, so no mention makes an actor of them; their records' own words are the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from parley.link.linked import Linked
from parley.link.reading import columns, entries
from parley.profiles import Profile
from parley.records import actor_id
from parley.store.base import Row
from parley.vocab import table

KINDS = (
    "figures",
    "positions",
    "meeting_reports",
    "agreement_reports",
    "incidents",
)  # entries that name sides by their ids
_ONE = ("agent", "target", "party", "towards")
_SEVERAL = ("parties", "mediators", "hosts", "agents", "recipients")


def unnamed_states(linked: Linked, profile: Profile) -> list[Row]:
    """Rows of ``actors`` for states that entries hold by id and no actor is, in order of ids."""
    held = {row["id"] for row in linked.links("actors")}
    states = _states(profile)
    evidence: dict[str, dict[str, Any]] = {}
    missing = states.keys() - held
    for kind in KINDS:
        found = {
            entry
            for _, _, entry, *sides in columns(linked.view, kind, (*_ONE, *_SEVERAL, "delegates"))
            if any(side and (side in missing or side[0] == "[") for side in sides)
        }
        for entry in entries(linked.view, kind, found) if found else ():
            for actor in missing.intersection(_sides(entry)):
                first = evidence.setdefault(actor, {})
                for item in entry["evidence"][:1]:
                    first.setdefault(item["document_id"], item)
    return [
        {
            "id": actor,
            "name": states[actor]["name"],
            "aliases": [],
            "kind": "state",
            "country": states[actor]["code"],
            "roles": [],
            "party": states[actor]["side"],
            "evidence": list(evidence[actor].values()),
        }
        for actor in sorted(evidence)
    ]


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
