"""Things by their ids and by the keys under which they are looked for, kept from one run of linking to the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from parley.link.reading import Derived
from parley.plain import load, packed

T = TypeVar("T")


class Sort(NamedTuple, Generic[T]):
    """A sort of things: the step under which they are kept, their keys, and how they are plain data."""

    step: str
    keys: Callable[[T], Iterable[str]]
    plain: Callable[[T], Any]
    made: Callable[[Any], T]


class Roll(Generic[T]):
    """Things of one sort; only those that are asked for are read from what the run before kept."""

    def __init__(self, sort: Sort[T], derived: Derived | None = None) -> None:
        """All that was kept in `derived`; without it, none."""
        self._sort, self._derived = sort, derived
        self._known: dict[str, T | None] = {}
        self._ids: dict[str, list[str]] = {}
        self._changed, self._turned = set[str](), set[str]()

    def load(self, ids: Iterable[str]) -> None:
        """Read some, all at once."""
        wanted = [one for one in ids if one not in self._known]
        kept = self._kept(self._sort.step, wanted)
        self._known.update((one, self._sort.made(kept[one]) if one in kept else None) for one in wanted)

    def find(self, keys: Iterable[str]) -> None:
        """Read those that go by some keys, all at once."""
        wanted = [key for key in keys if key not in self._ids]
        kept = self._kept(self._by_key, wanted)
        self._ids.update((key, kept.get(key, [])) for key in wanted)
        self.load(dict.fromkeys(one for key in wanted for one in self._ids[key]))

    def _kept(self, step: str, parts: Collection[str]) -> Mapping[str, Any]:
        found = self._derived.kept(step, parts) if self._derived and parts else {}
        return {part: load(value) for part, value in found.items()}

    def get(self, one: str) -> T | None:
        """The thing with an id; None where there is none."""
        if one not in self._known:
            self.load([one])
        return self._known[one]

    def by(self, key: str) -> dict[str, T]:
        """Those that go by a key, in order of their ids."""
        if key not in self._ids:
            self.find([key])
        return {one: thing for one in sorted(self._ids[key]) if (thing := self.get(one)) is not None}

    def put(self, things: Mapping[str, T | None]) -> None:
        """Some are others now, or, None, are there no more."""
        self.load(things)
        keys = {one: self._keys(self._known[one]) for one in things}
        now = {one: self._keys(thing) for one, thing in things.items()}
        self.find({key for one in things for key in keys[one] ^ now[one]})
        for one, thing in things.items():
            if thing == self._known[one]:
                continue
            for key in keys[one] - now[one]:
                self._ids[key].remove(one)
            for key in now[one] - keys[one]:
                self._ids[key].append(one)
            self._turned |= keys[one] ^ now[one]
            self._known[one] = thing
            self._changed.add(one)

    def _keys(self, thing: T | None) -> frozenset[str]:
        return frozenset(() if thing is None else self._sort.keys(thing))

    def ids(self) -> set[str]:
        """The ids of all."""
        if self._derived:
            self.load(self._derived.kept(self._sort.step))
        return {one for one, thing in self._known.items() if thing is not None}

    def keep(self, derived: Derived) -> None:
        """Keep what changed for the next run; all of it where nothing was kept before."""
        whole = self._derived is None
        derived.keep(self._sort.step, self._things(), whole=whole)
        derived.keep(self._by_key, self._found(), whole=whole)

    def _things(self) -> Iterator[tuple[str, bytes | None]]:
        for one in sorted(self._changed):
            thing = self._known[one]
            yield one, None if thing is None else packed(self._sort.plain(thing))

    def _found(self) -> Iterator[tuple[str, bytes | None]]:
        for key in sorted(self._turned):
            yield key, packed(sorted(self._ids[key])) if self._ids[key] else None

    @property
    def _by_key(self) -> str:
        return f"{self._sort.step} by key"
