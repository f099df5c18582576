"""All clues of all pages put together, until nothing changes.

Each page begins with every day that is possible. Clues are applied from the firmest to the softest; one that
would leave no day at all contradicts firmer ones, is dropped, and is reported. Then pages that speak of the
same round of talks narrow each other, and all is done again, as long as some page loses a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from parley.link.dating import shared
from parley.link.dating.bounds import bound, lasted, recent
from parley.link.dating.days import Days

Clue = Mapping[str, Any]
_TURNS = 8  # sets only shrink; eight turns were never used up
_SHARED_FIRMNESS = 3
_APART = range(-2, 3)  # days by which the copies of a wire story come out before or after each other
_SIDES = 2  # states that two pages must name most, both, to speak of the same talks


@dataclass(slots=True)
class Page:
    """A page to be dated: its clues, what is known beside the text."""

    id: str
    clues: Sequence[Clue]
    sides: frozenset[str] = frozenset()  # the two or three states that it names most
    family: tuple[str, ...] = ()  # pages that carry the same story
    no_later: dt.date | None = None  # it was fetched then
    known: Days | None = None  # its metadata or a person dates it


@dataclass(slots=True)
class Dating:
    """What was found: the days, and the clues that spoke, in order of their firmness."""

    days: Days
    used: list[Step] = field(default_factory=list)
    dropped: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """A clue that spoke and what it allowed; `shared` and `other`: what it took from other pages."""

    clue: Clue
    allowed: Days
    shared: str | None = None
    other: Clue | None = None


def solve(pages: Sequence[Page]) -> dict[str, Dating]:
    """The dating of each page, by its id."""
    known = shared.beginnings([[c["says"] for c in p.clues if "began" in c["says"]] for p in pages])
    steps = {page.id: list(_steps(page, known)) for page in pages}
    found = {page.id: _put_together(page, steps[page.id]) for page in pages}
    tellers = _by_round(pages)
    for _ in range(_TURNS):
        before = {key: dating.days.bits for key, dating in found.items()}
        for page in pages:
            extra = [*_from_others(page, tellers, found), *_from_family(page, found)]
            if extra:
                found[page.id] = _put_together(page, [*steps[page.id], *extra])
        if before == {key: dating.days.bits for key, dating in found.items()}:
            break
    return found


def _by_round(pages: Sequence[Page]) -> dict[tuple[int, str], list[tuple[Page, Clue]]]:
    """The pages that speak of each round of talks at each place."""
    out: dict[tuple[int, str], list[tuple[Page, Clue]]] = {}
    for page in pages:
        for clue in page.clues:
            if "round" in clue["says"]:
                out.setdefault((clue["says"]["round"], clue["says"]["place"]), []).append((page, clue))
    return out


def _steps(page: Page, known: Mapping[tuple[str, ...], tuple[str, str]]) -> Iterator[Step]:
    own = {tuple(c["says"]["began"]) for c in page.clues if "began" in c["says"]}
    weekdays = [c["says"]["weekday"] for c in page.clues if c["rule"] == "opening weekday"]
    pictures = [c for c in page.clues if "recent" in c["says"]]
    for clue in page.clues:
        if (allowed := bound(clue["says"])) is not None:
            yield Step(clue, allowed)
        elif "lasted" in clue["says"]:
            began = next(iter(own)) if len(own) == 1 else None if own else shared.begun(known, page.sides)
            if began:
                yield Step(clue, lasted(clue["says"], began), f"it began {began[0][:7]}")
    if pictures and weekdays:
        allowed = recent([c["says"]["recent"] for c in pictures], weekdays)
        if allowed:
            yield Step(max(pictures, key=lambda c: str(c["says"]["recent"])), allowed)


def _put_together(page: Page, steps: Sequence[Step]) -> Dating:
    if page.known is not None:
        return Dating(page.known)
    out = Dating(Days.between(None, page.no_later))
    for step in sorted(steps, key=lambda step: (step.clue["firm"], -len(step.allowed))):
        rest = out.days & step.allowed
        if not rest:
            out.dropped.append(step)
        elif len(rest) < len(out.days):
            out.days = rest
            out.used.append(step)
    return out


def _from_others(
    page: Page, tellers: Mapping[tuple[int, str], Sequence[tuple[Page, Clue]]], found: Mapping[str, Dating]
) -> Iterator[Step]:
    """What the rounds of talks say that other pages of the same sides date too."""
    for clue in page.clues:
        says = clue["says"]
        for other, theirs in tellers[says["round"], says["place"]] if "round" in says else ():
            if other.id == page.id or len(page.sides & other.sides) < _SIDES:
                continue
            when = shared.held(theirs["says"], found[other.id].days) & shared.held(says, found[page.id].days)
            if when:
                allowed = shared.written(says, when)
                yield Step(
                    {**clue, "firm": _SHARED_FIRMNESS}, allowed, "another page dates the same talks", theirs
                )


def _from_family(page: Page, found: Mapping[str, Dating]) -> Iterator[Step]:
    """Copies of one story come out within two days of each other."""
    for other in page.family:
        if other in found and other != page.id:
            clue = {"rule": "family", "firm": _SHARED_FIRMNESS, "says": {}, "evidence": []}
            yield Step(clue, found[other].days.later(_APART), other)
