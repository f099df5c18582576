"""Which actors are one and the same, from the judgements that say so.

A judgement is a row `{id, left, right, verdict, ...}`; verdict ``same`` says that `left` is another
name of `right`. Judgements are only ever added; nothing that was read from a page changes by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

SAME = "same"


def merged(judgements: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """For each actor id that stands for another actor, that actor's id.

    All that judgements connect are one actor. It goes by the id that is never on the left; of
    several, or of none, by the least, so that the order of the judgements leaves no trace.
    """
    leader: dict[str, str] = {}

    def find(actor: str) -> str:
        while leader.setdefault(actor, actor) != actor:
            actor = leader[actor]
        return actor

    left = set[str]()
    for judgement in judgements:
        if judgement["verdict"] == SAME:
            left.add(judgement["left"])
            leader[find(judgement["left"])] = find(judgement["right"])
    groups: dict[str, list[str]] = {}
    for actor in leader:
        groups.setdefault(find(actor), []).append(actor)
    out = dict[str, str]()
    for group in groups.values():
        chosen = min(group, key=lambda actor: (actor in left, actor))
        out.update((actor, chosen) for actor in group if actor != chosen)
    return out
