"""All clues of all pages put together, until nothing changes.

Each page begins with every day that is possible. Clues are applied from the firmest to the softest; one that
would leave no day at all contradicts firmer ones, is dropped, and is reported. What copies of a story know of
themselves is among the clues of the others. Then pages that speak of the same round of talks narrow each other,
and all is done again, as long as some page loses a day.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from parley.link.dating import shared
from parley.link.dating.bounds import bound, lasted, recent
from parley.link.dating.days import Days

Clue = Mapping[str, Any]
_PRINTED = "published line"
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
    outlet: str | None = None  # None or empty: unknown, and so perhaps another than every other page's
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
    open_ = [page for page in pages if page.known is None]
    steps = {page.id: list(_steps(page, known)) for page in open_}
    found = {page.id: Dating(page.known) for page in pages if page.known is not None}
    found |= {page.id: _put_together(steps[page.id]) for page in open_}
    for name, told_by_copies in _by_family(open_, steps, pages):
        steps[name].extend(told_by_copies)
        found[name] = _put_together(steps[name])
    for _ in range(_TURNS):
        before = [found[page.id].days.bits for page in open_]
        told = _told(pages, found)
        for page in open_:
            if extra := list(_from_others(page, told, found)):
                found[page.id] = _put_together([*steps[page.id], *extra])
        if before == [found[page.id].days.bits for page in open_]:
            break
    return found


_Round = tuple[int, str]


@dataclass(slots=True)
class _Telling:
    """Pages of the same sides that say of one round that it was held on the same days."""

    clue: Clue
    when: Days
    pages: set[str]


def _told(
    pages: Sequence[Page], found: Mapping[str, Dating]
) -> dict[_Round, dict[frozenset[str], dict[int, _Telling]]]:
    """When each round of talks at each place was held, by the sides of the pages that tell of it.

    Pages that leave it open by more than a year tell nothing.
    """
    out: dict[_Round, dict[frozenset[str], dict[int, _Telling]]] = {}
    for page in pages:
        for clue in page.clues:
            if "round" not in clue["says"]:
                continue
            when = shared.held(clue["says"], found[page.id].days)
            if shared.one_round(when):
                same = out.setdefault(_round(clue["says"]), {}).setdefault(page.sides, {})
                same.setdefault(when.bits, _Telling(clue, when, set())).pages.add(page.id)
    return out


def _round(says: Mapping[str, Any]) -> _Round:
    return says["round"], says["place"]


def _steps(page: Page, known: Mapping[tuple[str, ...], tuple[str, str]]) -> Iterator[Step]:
    own = [c["says"] for c in page.clues if "began" in c["says"]]
    printed = _printed(page)
    weekdays = [c["says"]["weekday"] for c in page.clues if c["rule"] == "opening weekday"]
    pictures = [c for c in page.clues if "recent" in c["says"]]
    for clue in page.clues:
        if (allowed := bound(clue["says"])) is not None:
            yield Step(clue, (printed or allowed) if clue["rule"] == _PRINTED else allowed)
        elif "lasted" in clue["says"]:
            of = clue["says"].get("of", ())
            told = [says for says in own if shared.of_one_war(of, says["of"])]
            began = shared.own_beginning(told) if told else shared.begun(known, page.sides, of)
            if began:
                yield Step(clue, lasted(clue["says"], began), f"it began {began[0][:7]}")
    if pictures and weekdays:
        allowed = recent([c["says"]["recent"] for c in pictures], weekdays)
        if allowed:
            yield Step(max(pictures, key=lambda c: str(c["says"]["recent"])), allowed)


def _printed(page: Page) -> Days | None:
    """What the lines that print a page's date allow together; where they disagree, each may be right."""
    days = [bound(clue["says"]) or Days(0) for clue in page.clues if clue["rule"] == _PRINTED]
    if not days or functools.reduce(Days.__and__, days):
        return None
    return functools.reduce(Days.__or__, days)


def _put_together(steps: Sequence[Step]) -> Dating:
    out = Dating(Days())
    for step in sorted(steps, key=lambda step: (step.clue["firm"], -len(step.allowed))):
        rest = out.days & step.allowed
        if not rest:
            out.dropped.append(step)
        elif len(rest) < len(out.days):
            out.days = rest
            out.used.append(step)
    return out


def _from_others(
    page: Page,
    told: Mapping[_Round, Mapping[frozenset[str], Mapping[int, _Telling]]],
    found: Mapping[str, Dating],
) -> Iterator[Step]:
    """What the rounds of talks say that other pages of the same sides date too."""
    for clue in page.clues:
        says = clue["says"]
        by_sides = told.get(_round(says), {}) if "round" in says else {}
        mine = shared.held(says, found[page.id].days) if by_sides else Days(0)
        when, first = Days(0), None
        for sides, tellings in by_sides.items():
            if len(page.sides & sides) < _SIDES:
                continue
            for telling in tellings.values():
                both = telling.when & mine
                if both and telling.pages != {page.id}:
                    when, first = when | both, first or telling
        if first and shared.one_round(when):
            told_by = {**clue, "firm": _SHARED_FIRMNESS}
            yield Step(told_by, shared.written(says, when), "another page dates the same talks", first.clue)


def _by_family(
    open_: Sequence[Page], steps: Mapping[str, Sequence[Step]], pages: Sequence[Page]
) -> list[tuple[str, list[Step]]]:
    """What its copies say of each page, by its id.

    A copy says only what it knows without any other page. So no date goes round from copy to copy, nothing is taken
    back, and the order of the pages leaves no trace. Where that puts copies apart they say only what clues firmer
    than those between pages tell, and nothing where even these do.
    """
    firm = {page.id: page.known for page in pages if page.known is not None}
    own = dict(firm)
    for page in open_:
        own[page.id] = _put_together(steps[page.id]).days
        firm[page.id] = _put_together([s for s in steps[page.id] if s.clue["firm"] < _SHARED_FIRMNESS]).days
    outlets = {page.id: page.outlet for page in pages}
    told = {
        family: next((days for days in (own, firm) if not _are_apart(family, days)), {})
        for family in {page.family for page in open_}
    }
    return [(page.id, list(_from_family(page, told[page.family], outlets))) for page in open_]


def _are_apart(family: Sequence[str], own: Mapping[str, Days]) -> bool:
    """Whether two copies of a story are certainly further apart than copies that date each other.

    One of them is a reprint, or dated wrongly, and which of them a copy without a date goes with nothing tells.
    """
    days = [own[document] for document in family if document in own]
    firsts = [some.first for some in days if some.first]
    lasts = [some.last for some in days if some.last]
    return bool(firsts and lasts) and (max(firsts) - min(lasts)).days > _APART[-1]


def _from_family(page: Page, own: Mapping[str, Days], outlets: Mapping[str, str | None]) -> Iterator[Step]:
    """Copies of one story at different outlets come out within two days of each other.

    So do 24 of 25 such pairs among 22,257 dated pages; of 27 at one outlet, which prints its background again, 18.
    """
    for other in page.family:
        if other in own and other != page.id and not (page.outlet and outlets[other] == page.outlet):
            clue = {"rule": "family", "firm": _SHARED_FIRMNESS, "says": {}, "evidence": []}
            yield Step(clue, own[other].later(_APART), other)
