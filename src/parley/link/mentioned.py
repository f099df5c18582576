"""What all pages together say of one actor: how they call it, as what, of which country, and where first.

A record has millions of mentions; what actors are made from is counted as they are read, and they are let go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from parley.plain import packed
from parley.store.base import Row

Place = tuple[int, str, str]  # where a mention begins, how it is printed, and what it takes its actor for
FIELDS = ("actor_id", "name", "kind", "country", "surface")


@dataclass(slots=True)
class Mentioned:
    """The mentions of one actor."""

    count: int = 0
    names: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    surfaces: dict[str, int] = field(default_factory=dict)
    first: dict[str, Place] = field(default_factory=dict)  # in each document

    def add(self, document: str, start: int, name: str, kind: str, country: str | None, surface: str) -> None:
        """One more mention; those of one document come in order of the text."""
        self.count += 1
        self.names[name] = self.names.get(name, 0) + 1
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if country:
            self.countries[country] = self.countries.get(country, 0) + 1
        self.surfaces[surface] = self.surfaces.get(surface, 0) + 1
        if document not in self.first:
            self.first[document] = start, surface, kind

    def leave(self, document: str, name: str, kind: str, country: str | None, surface: str) -> None:
        """One mention of a document less; all of the document's are to leave."""
        self.count -= 1
        told = [(self.names, name), (self.kinds, kind), (self.surfaces, surface)]
        for counts, key in [*told, (self.countries, country)] if country else told:
            assert key is not None
            counts[key] -= 1
            if not counts[key]:
                del counts[key]
        self.first.pop(document, None)

    @property
    def kind(self) -> str:
        """What its first mention takes it for."""
        return self.first[min(self.first)][2]

    def packed(self) -> bytes:
        """As it is kept: the fields in order."""
        return packed([self.count, self.names, self.kinds, self.countries, self.surfaces, self.first])

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """The first mention in each document, in order of documents."""
        return [
            {"document_id": document, "start": start, "end": start + len(surface), "quote": surface}
            for document, (start, surface, _) in sorted(self.first.items())
        ]


def together(groups: Iterable[Mentioned]) -> Mentioned:
    """The mentions of several actors that are one."""
    first, *others = groups
    if not others:
        return first
    out = Mentioned()
    for group in (first, *others):
        out.count += group.count
        for theirs, ours in (
            (group.names, out.names),
            (group.kinds, out.kinds),
            (group.countries, out.countries),
            (group.surfaces, out.surfaces),
        ):
            for key, count in theirs.items():
                ours[key] = ours.get(key, 0) + count
        for document, place in group.first.items():
            known = out.first.get(document)
            # One may have been read as a list, the other come since.
            out.first[document] = place if known is None or (*place[:2],) <= (*known[:2],) else known
    return out


class Counting:
    """Counts mentions by actor."""

    def __init__(self) -> None:
        """None is counted yet."""
        self._groups: dict[str, Mentioned] = {}
        self._known: dict[str, str] = {}  # one copy of what is printed again and again

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """More of them; each is (document, offset, actor, name, kind, country, surface)."""
        groups, same = self._groups, self._known.setdefault
        for document, start, actor, name, kind, country, surface in rows:
            group = groups.get(actor)
            if group is None:
                group = groups[actor] = Mentioned()
            group.add(
                same(document, document),
                start,
                same(name, name),
                same(kind, kind),
                country and same(country, country),
                same(surface, surface),
            )

    def groups(self) -> dict[str, Mentioned]:
        """Those of each actor, in order of ids."""
        return dict(sorted(self._groups.items()))


def of_rows(rows: Iterable[Row]) -> dict[str, Mentioned]:
    """The same from whole rows of mentions."""
    places = sorted(rows, key=lambda m: (m["document_id"], m["evidence"][0]["start"], m["id"]))
    counting = Counting()
    counting.add((m["document_id"], m["evidence"][0]["start"], *(m[name] for name in FIELDS)) for m in places)
    return counting.groups()


def most(counts: Mapping[str, int]) -> str:
    """The most frequent; of several the least."""
    return min(counts, key=lambda key: (-counts[key], key))


def majority(counts: Mapping[str, int]) -> str | None:
    """The most frequent value; None when none is, or several are equally frequent."""
    top = Counter(counts).most_common(2)
    return top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None
