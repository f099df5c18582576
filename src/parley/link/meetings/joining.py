"""Reports from all pages -> those of one meeting together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from parley.find.meetings.sites import inside
from parley.link.meetings.account import NARROW, Account
from parley.link.meetings.weighing import ENOUGH, LEADERS, TWO, weight


def joined(accounts: Sequence[Account]) -> list[list[Account]]:
    """Reports by the meeting that they tell of."""
    ordered = sorted(accounts, key=lambda a: a.id)
    weights: dict[tuple[int, int], int | None] = {}
    for i, j in _near(ordered):
        weights[i, j] = weight(ordered[i], ordered[j])

    def against(a: Iterable[int], b: Iterable[int]) -> bool:
        return any(_weight(ordered, weights, i, j) is None for i in a for j in b)

    groups: dict[int, frozenset[int]] = {i: frozenset([i]) for i in range(len(ordered))}
    for level in sorted({w for w in weights.values() if w is not None and w >= ENOUGH}, reverse=True):
        edges = {
            frozenset((groups[i], groups[j]))
            for (i, j), w in list(weights.items())  # looking at others adds to them
            if w == level and groups[i] != groups[j] and not against(groups[i], groups[j])
        }
        for group in _unions(edges, against):
            for i in group:
                groups[i] = group
    return [[ordered[i] for i in sorted(group)] for group in sorted(set(groups.values()), key=min)]


def _unions(edges: Iterable[frozenset[frozenset[int]]], against: Any) -> Iterator[frozenset[int]]:
    """The groups that edges of one weight join; one that could go to two which are not one goes to none."""
    beside: dict[frozenset[int], set[frozenset[int]]] = {}
    for edge in edges:
        a, b = tuple(edge)
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    torn = {
        a
        for a, others in beside.items()
        if any(against(b, c) for b, c in combinations(sorted(others, key=min), 2))
    }
    done = set[frozenset[int]]()
    for a in sorted(beside, key=min):
        if a in done or a in torn:
            continue
        reached, waiting = {a}, [a]
        while waiting:
            for b in beside[waiting.pop()] - reached - torn:
                reached.add(b)
                waiting.append(b)
        done |= reached
        if len(reached) > 1 and not any(against(b, c) for b, c in combinations(sorted(reached, key=min), 2)):
            yield frozenset().union(*reached)


def _weight(
    accounts: Sequence[Account], weights: dict[tuple[int, int], int | None], i: int, j: int
) -> int | None:
    key = (min(i, j), max(i, j))
    if key not in weights:
        weights[key] = weight(accounts[key[0]], accounts[key[1]])
    return weights[key]


def _near(accounts: Sequence[Account]) -> set[tuple[int, int]]:
    """Pairs that share a place, a day, the number of a round or a family of pages, or are of the same two leaders."""
    shelves: dict[tuple[str, str], list[int]] = {}
    for i, a in enumerate(accounts):
        for key in _keys(a):
            shelves.setdefault(key, []).append(i)
    return {pair for shelf in shelves.values() for pair in combinations(sorted(set(shelf)), 2)}


def _keys(a: Account) -> Iterator[tuple[str, str]]:
    if a.family:
        yield "family", a.family
    if a.row["round"]:
        yield "round", str(a.row["round"])
    if a.place:
        yield "place", inside(a.place.name)
        if a.place.country:
            yield "country", a.place.country
    if a.row["form"] in LEADERS and len(a.row["parties"]) == len(a.row["delegates"]) == TWO:
        yield "leaders", " ".join(sorted(str(d["actor_id"]) for d in a.row["delegates"]))
    for first, last in a.days:
        if (last - first).days < NARROW:
            for n in range(-1, (last - first).days + 2):
                yield "day", (first + dt.timedelta(n)).isoformat()
