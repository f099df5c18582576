"""Who is who, kept from one run of linking to the next: only actors that new pages name are looked at again.

What is kept: for each actor that pages name the mentions of all pages together (`Mentioned`), its offices (`offices`),
and the person or body as which it is judged, to be found by its names (`Roll`); the judgements; of the actors' rows
what other steps read (`cast`). When pages come, go or get other furniture, the actors that they name are counted again;
those whose names may be one with a changed one's are judged again; and the rows of all whose mentions, offices,
judgements or pages' dates changed are made again.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from parley.link.bodies import BODIES, body, judge_bodies
from parley.link.cast import CAST
from parley.link.mentioned import FIELDS, Counting, Mentioned
from parley.link.parts import from_parts, in_parts
from parley.link.person import PEOPLE, Person, person_of
from parley.link.persons import Judged, judge
from parley.link.prose import Range
from parley.link.reading import Derived, columns
from parley.link.roll import Roll
from parley.link.since import Since
from parley.plain import load, packed
from parley.records import name_key
from parley.store.base import Row, View

STEP, GROUPS, TOLD = (
    "actors",
    "mentioned",
    "told",
)  # under which all this is kept: the state, mentions by actor, by page
_LARGE = ("documents", "days", "judged")  # of the state, what is kept in parts
_BODY = "body"  # the rule of a judgement on bodies, beside those of `persons`

Days = tuple[str | None, str | None]  # the first and the last day on which a page may have been written


@dataclass
class State:
    """What is known of all pages together, beside what is known of single actors."""

    documents: Mapping[str, str]  # what their mentions rest on: the furniture
    days: Mapping[str, Days]
    judged: Judged
    table: Sequence[Row]  # the actors at the table
    count: int  # of actors

    def packed(self, basis: str) -> Iterator[tuple[str, bytes]]:
        """As it is kept."""
        yield "basis", basis.encode()
        for name in _LARGE:
            yield from in_parts(name, getattr(self, name))
        for name in ("table", "count"):
            yield name, packed(getattr(self, name))

    @staticmethod
    def kept(derived: Derived) -> State:
        """The inverse of `packed`."""
        kept = derived.kept(STEP)
        documents, days, judged = (from_parts(name, kept, derived) for name in _LARGE)
        return State(
            documents,
            {document: (first, last) for document, (first, last) in days.items()},
            {actor: (rule, row) for actor, (rule, row) in judged.items()},
            derived.loaded(kept["table"]),
            derived.loaded(kept["count"]),
        )


class Rolls:
    """All persons and bodies as they are judged, and of all actors what other steps read."""

    def __init__(self, derived: Derived | None = None) -> None:
        """As they were kept in `derived`; without it, none."""
        self.people, self.bodies, self.cast = (
            Roll(PEOPLE, derived),
            Roll(BODIES, derived),
            Roll(CAST, derived),
        )

    def keep(self, derived: Derived) -> None:
        """Keep what changed for the next run."""
        for roll in (self.people, self.bodies, self.cast):
            roll.keep(derived)


class Mentions(Protocol):
    """The mentions of all pages, by actor; `changed`: of whom they are others than before."""

    def load(self, actors: Collection[str]) -> None:
        """Have those of some actors at hand."""
        ...

    def get(self, actor: str) -> Mentioned | None:
        """The mentions of an actor; None where there are none."""
        ...

    @property
    def changed(self) -> Collection[str]:
        """Actors whose mentions are others."""
        ...


class Groups:
    """The mentions of actors, as they were kept and as they are now."""

    def __init__(self, derived: Derived) -> None:
        self._since = Since(derived, GROUPS)
        self._known: dict[str, Mentioned | None] = {}
        self._changed = set[str]()

    @property
    def changed(self) -> Collection[str]:
        """Actors whose mentions are others than before."""
        return self._changed

    def load(self, actors: Collection[str]) -> None:
        """Read those of some actors, all at once."""
        wanted = [actor for actor in actors if actor not in self._known]
        for actor, value, pieces in self._since.load(wanted):
            group = Mentioned(*value) if value else None
            for less, *mention in pieces:
                group = group or Mentioned()
                _count(group, mention, less=less)
            self._known[actor] = group

    def get(self, actor: str) -> Mentioned | None:
        """The mentions of an actor; None where there are none."""
        if actor not in self._known:
            self.load([actor])
        return self._known[actor]

    def count(self, rows: Iterable[tuple[Any, ...]], *, less: bool = False) -> None:
        """More mentions, or less, of whole documents: rows as `counted` takes them; their actors are loaded."""
        for document, start, actor, *more in rows:
            group = self._known[actor] = self._known[actor] or Mentioned()
            self._changed.add(actor)
            _count(group, (document, start, *more), less=less)
            self._since.add(actor, [[less, document, start, *more]])

    def settle(self) -> None:
        """Forget actors that nobody mentions any more."""
        for actor in self._changed:
            group = self._known[actor]
            if group is not None and not group.count:
                self._known[actor] = None

    def keep(self) -> None:
        """Keep those that changed for the next run."""
        self._since.keep(
            (actor, group.count if group else 0, group.packed if group else None)
            for actor in sorted(self._changed)
            for group in [self._known[actor]]
        )


def _count(group: Mentioned, mention: Sequence[Any], *, less: bool) -> None:
    document, start, name, kind, country, surface = mention
    if less:
        group.leave(document, name, kind, country, surface)
    else:
        group.add(document, start, name, kind, country, surface)


def mentions(
    view: View, documents: Collection[str], gone: Mapping[str, Sequence[Range]]
) -> list[tuple[Any, ...]]:
    """The mentions of some documents, superseded ones too, outside of furniture."""
    return [
        (document, start, *more)
        for document, start, _, *more in columns(view, "mentions", FIELDS, documents, older=True)
        if not any(first <= start < last for first, last in gone.get(document, ()))
    ]


def counted(
    view: View,
    documents: Iterable[str],
    gone: Mapping[str, Sequence[Range]],
    split: Mapping[tuple[str, str], str],
    derived: Derived,
) -> dict[str, Mentioned]:
    """The mentions of all current documents outside of furniture, by actor, in order of ids.

    What each document mentions, and whose offices it tells, is kept on the way: to read all mentions twice takes a
    twelfth of linking. Not where somebody split names off, which would be kept as another's.

    Args:
        view: The record.
        documents: The current ones.
        gone: Furniture.
        split: Whom a printed form (by its `name_key`) of an actor means, as a person says.
        derived: Where it is kept.
    """
    counting = Counting()
    pages = _pages(view, gone, counting, split)
    if split:
        for _ in pages:
            pass
    else:
        derived.keep(TOLD, _telling_all(view, documents, pages), now=True)
    return counting.groups()


def _pages(
    view: View,
    gone: Mapping[str, Sequence[Range]],
    counting: Counting,
    split: Mapping[tuple[str, str], str],
) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """The mentions of one document after the other, counted."""
    for document, found in groupby(columns(view, "mentions", FIELDS), itemgetter(0)):
        out = gone.get(document, ())
        rows = [
            (document, start, *more)
            for _, start, _, *more in found
            if not any(first <= start < last for first, last in out)
        ]
        counting.add([_split_off(row, split) for row in rows] if split else rows)
        yield document, rows


def _split_off(row: tuple[Any, ...], split: Mapping[tuple[str, str], str]) -> tuple[Any, ...]:
    document, start, actor, name, *more, surface = row
    other = split.get((actor, name_key(surface)))
    return (document, start, other or actor, surface if other else name, *more, surface)


def _telling_all(
    view: View, documents: Iterable[str], pages: Iterable[tuple[str, list[tuple[Any, ...]]]]
) -> Iterator[tuple[str, bytes]]:
    """Of all documents what `told` reads."""
    held: dict[str, list[str]] = {document: [] for document in documents}
    for document, _, _, actor in columns(view, "roles", ("actor_id",)):
        held[document].append(actor)
    for document, rows in pages:
        yield from telling({document: held.pop(document)}, rows)
    yield from telling(held, ())


def telling(
    held: Mapping[str, Sequence[str]], mentions: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[str, bytes]]:
    """What each of some documents mentions, and whose offices it tells, as it is kept."""
    of: dict[str, list[Sequence[Any]]] = {document: [] for document in held}
    for document, *more in mentions:
        of[document].append(more)
    for document, rows in of.items():
        yield document, zlib.compress(packed([rows, sorted(set(held[document]))]), 1)


def untold(documents: Iterable[str]) -> Iterator[tuple[str, None]]:
    """That nothing is kept of some documents any more."""
    yield from ((document, None) for document in documents)


def told(kept: Mapping[str, bytes]) -> dict[str, tuple[list[tuple[Any, ...]], list[str]]]:
    """The inverse of `telling`."""
    out = {}
    for document, value in kept.items():
        rows, held = load(zlib.decompress(value))
        out[document] = [(document, *row) for row in rows], held
    return out


def judged_again(judged: Judged, rolls: Rolls, groups: Mentions, held: Mapping[str, Sequence[Row]]) -> Judged:
    """The judgements once the mentions of some actors, or their offices, changed.

    Args:
        judged: Those of the run before.
        rolls: Persons and bodies as they were then; they are brought up to date.
        groups: The mentions.
        held: The offices of each actor whose mentions or offices changed.
    """
    people, bodies = dict[str, Person | None](), {}
    rolls.people.load(held)
    rolls.bodies.load(held)
    for actor, roles in held.items():
        group = groups.get(actor)
        if (group and group.kind == "person") or rolls.people.get(actor):
            people[actor] = person_of(actor, group, roles) if group and group.kind == "person" else None
        bodies[actor] = body(group) if group else None
    changed = {a: p for a, p in people.items() if p != rolls.people.get(a) or a in groups.changed}
    persons = judge(rolls.people, changed, judged, lambda actors: _documents(groups, actors))
    touched = [one for a, now in bodies.items() for one in (rolls.bodies.get(a), now) if one]
    rolls.bodies.put(bodies)
    keys = {one.key for one in touched}
    again = {actor: (_BODY, row) for actor, row in judge_bodies(rolls.bodies, keys).items()}
    left = bodies.keys() | {actor for key in keys for actor in rolls.bodies.by(key)}
    kept = {a: told for a, told in judged.items() if told[0] == _BODY and a not in left}
    return dict(sorted({**persons, **kept, **again}.items()))


def _documents(groups: Mentions, actors: Collection[str]) -> dict[str, Collection[str]]:
    """The pages that name each of some actors."""
    groups.load(actors)
    return {actor: group.first for actor in actors if (group := groups.get(actor))}


def turned(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The actors that go by another's id, or no longer do: they, and whose they were and are."""
    moved = {actor for actor in before.keys() | now.keys() if before.get(actor) != now.get(actor)}
    return {other for actor in moved for other in (actor, before.get(actor, actor), now.get(actor, actor))}
