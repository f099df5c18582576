"""Which actors are one and the same, from the judgements that say so.

A judgement is a row `{id, left, right, verdict, ...}`; verdict ``same`` says that `left` is another
name of `right`, ``different`` that they are two. Judgements are only ever added; nothing that was read
from a page changes by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from parley.records import name_key

SAME, DIFFERENT = "same", "different"
USER = "user"  # by whom a person's own judgements are


def merged(judgements: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """For each actor id that stands for another actor, that actor's id.

    All that judgements connect are one actor, but no two that are judged different: a person's judgements
    come first, then the surer ones. An actor goes by the id that is never on the left; of several, or of none,
    by the least, so that the order of the judgements leaves no trace.
    """
    rows = sorted(judgements, key=_weight)
    leader: dict[str, str] = {}

    def find(actor: str) -> str:
        while leader.setdefault(actor, actor) != actor:
            actor = leader[actor]
        return actor

    apart = [(row["left"], row["right"]) for row in rows if row["verdict"] == DIFFERENT]
    left = set[str]()
    for row in rows:
        if row["verdict"] != SAME:
            continue
        ends = {find(row["left"]), find(row["right"])}
        if any({find(a), find(b)} == ends for a, b in apart):
            continue
        left.add(row["left"])
        leader[find(row["left"])] = find(row["right"])
    groups: dict[str, list[str]] = {}
    for actor in leader:
        groups.setdefault(find(actor), []).append(actor)
    out = dict[str, str]()
    for group in groups.values():
        chosen = min(group, key=lambda actor: (actor in left, actor))
        out.update((actor, chosen) for actor in group if actor != chosen)
    return out


def parted(judgements: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """Whom a printed form (by its `name_key`) of an actor means that a person split off from it."""
    rows = sorted(judgements, key=_weight)
    return {(row["left"], name_key(row["surface"])): row["right"] for row in rows if row.get("surface")}


def _weight(judgement: Mapping[str, Any]) -> tuple[bool, float, str]:
    return judgement.get("by") != USER, -(judgement.get("score") or 0.0), judgement["id"]
