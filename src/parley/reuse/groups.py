"""Grouping by the mean likeness of members: average linkage."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping


def grouped(members: Iterable[int], like: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """The groups that remain when those most alike are merged, one pair after the other.

    Args:
        members: By their numbers.
        like: How alike two are; pairs that are not named are not alike at all.
        least: Groups whose members are less alike than this, in the mean of all pairs, stay apart.
    """
    groups = {member: [member] for member in members}
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), value in like.items():
        near[one][other] = near[other][one] = value
    waiting = [(-value, min(pair), max(pair)) for pair, value in like.items() if value >= least]
    heapq.heapify(waiting)
    number = max(groups, default=0) + 1
    while waiting:
        _, one, other = heapq.heappop(waiting)
        if one not in groups or other not in groups:
            continue
        ours, theirs = len(groups[one]), len(groups[other])
        groups[number] = groups.pop(one) + groups.pop(other)
        for third in (near[one].keys() | near[other].keys()) & groups.keys():
            value = (near[one].get(third, 0.0) * ours + near[other].get(third, 0.0) * theirs) / (
                ours + theirs
            )
            near[number][third] = near[third][number] = value
            if value >= least:
                heapq.heappush(waiting, (-value, third, number))
        del near[one], near[other]
        number += 1
    return list(groups.values())
