"""What is kept of single actors, in two parts: a large value is written seldom, and beside it what came since then.

Of ten pages onto 20,000, most name the same few states and presidents, of whom pages tell most: written whole each
time their mentions and offices were 14 of the 27 MB of a commit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from parley.link.reading import Derived
from parley.plain import load, packed

Piece = list[Any]  # plain data: one thing that came or went

# A value is written whole again when what came since then is more than one in so many of its things, for that must be
# put together with it each time. With a twentieth, fourteen builds of ten pages were no faster than without all this
# (3.77 s both ways, medians), with this eight were (3.63 against 3.73); the machine was noisy in both.
_PART = 64


class Since:
    """The values of one step, by actor."""

    def __init__(self, derived: Derived, step: str) -> None:
        """As they were kept in `derived`."""
        self._derived, self._step = derived, step
        self._since: dict[str, list[Piece]] = {}
        self._whole = set[str]()  # actors of whom a value is kept
        self._later = set[str]()  # actors of whom something is kept beside it

    def load(self, actors: Collection[str]) -> Iterator[tuple[str, Any, list[Piece]]]:
        """For each of some actors that are read for the first time the value, None where there is none, and what came.

        A value that was read beforehand is the same object each time.
        """
        whole = self._derived.kept(self._step, actors) if actors else {}
        since = self._derived.kept(f"{self._step} since", actors) if actors else {}
        self._whole.update(whole)
        self._later.update(since)
        for actor in actors:
            pieces = self._since[actor] = load(since[actor]) if actor in since else []
            yield actor, self._derived.loaded(whole[actor]) if actor in whole else None, pieces

    def add(self, actor: str, pieces: Iterable[Piece]) -> None:
        """Something came of an actor that was loaded."""
        self._since[actor].extend(pieces)

    def keep(self, changed: Iterable[tuple[str, int, Callable[[], bytes] | None]]) -> None:
        """Keep the values that changed: of how many things, and how each is packed; None: it is forgotten."""
        whole, since = list[tuple[str, bytes | None]](), list[tuple[str, bytes | None]]()
        for actor, size, pack in changed:
            pieces = self._since[actor]
            if pack and actor in self._whole and len(pieces) * _PART <= size:
                since.append((actor, packed(pieces)))
                continue
            whole.append((actor, pack and pack()))
            if actor in self._later:
                since.append((actor, None))
        self._derived.keep(self._step, whole, whole=False)
        self._derived.keep(f"{self._step} since", since, whole=False)


def keep_all(derived: Derived, step: str, values: Iterable[tuple[str, bytes]]) -> None:
    """Keep the values of all actors, whatever was kept before."""
    derived.keep(step, values)
    derived.keep(f"{step} since", ())
