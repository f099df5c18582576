"""Which pages share prose: found once, and from then on only for what came, went or changed.

What two pages share hangs on their own prose and on which fingerprints are furniture, because too many pages hold
them. So when pages come, those that hold a fingerprint which became furniture, or ceased to be, are compared again
like the new ones, each with the pages that it shares fingerprints with; all other pairs stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from parley.link.parts import from_parts, in_parts
from parley.link.reading import Derived
from parley.link.ties import Page, may_tie
from parley.plain import packed
from parley.reuse import Index, Passage, Related
from parley.reuse.arrays import distinct
from parley.reuse.compare import Comparer
from parley.reuse.holders import Holders, Numbers, among, held_in, most
from parley.reuse.index import SHARED
from parley.reuse.shingles import prints

_STEP = "families"  # under which the pairs are kept
_PRINTS = "prints"  # under which the fingerprints of each page are kept
_VERSION = "2"  # raise it when the same pages would give other pairs
_MOST = 0.3  # of the pages, new or changed; of more, all pairs are found again
_TEXTS = 1024  # pages whose hashes are at hand

Read = Callable[[Collection[str]], Mapping[str, bytes]]  # the hashes of some documents' prose


class SharedProse:
    """The related pairs of pages that may be tied, by the pages' numbers, and who holds what they share."""

    def __init__(
        self, derived: Derived, made_of: Mapping[str, str], pages: Sequence[Page], read: Read
    ) -> None:
        """From all pages.

        Args:
            derived: Where fingerprints and pairs are kept.
            made_of: For each document what its prose rests on.
            pages: The same documents, in order.
            read: Gives the hashes of their prose.
        """
        self._derived, self._pages, self._read = derived, pages, read
        self._made_of = made_of
        self.changed: set[int] = set()  # pages that are new, or whose pairs were found again
        self._index: Index | None = None
        self._is_new = True  # whether anything came, went or changed
        self._last: tuple[Numbers, Holders] | None = (
            None  # fingerprints that were asked for, and who holds them
        )
        self._at_hand: dict[int, Numbers] = {}
        self._number = {page.id: number for number, page in enumerate(pages)}
        self._fresh = derived.fresh
        pairs = self._again() if len(pages) > 1 else None
        self.pairs = self._all() if pairs is None else pairs
        if self._is_new:
            self._keep()

    def holders(self, number: int, passage: tuple[int, int]) -> Iterator[Sequence[int]]:
        """See `Index.holders`."""
        if self._index is not None:
            return self._index.holders(number, passage)
        return held_in(self._hashes(number), passage, self._held)

    def _hashes(self, number: int) -> Numbers:
        """The hashes of a page's prose."""
        if number not in self._at_hand:
            self._load([number])
        return self._at_hand[number]

    def _load(self, numbers: Iterable[int]) -> None:
        """Have those of some pages at hand: of as many as may be."""
        wanted = [number for number in dict.fromkeys(numbers) if number not in self._at_hand][:_TEXTS]
        if len(self._at_hand) + len(wanted) > 2 * _TEXTS:
            self._at_hand.clear()
        found = self._read([self._pages[number].id for number in wanted])
        for number in wanted:
            self._at_hand[number] = np.frombuffer(found[self._pages[number].id], np.uint32)

    # --- all pages

    def _all(self) -> list[Related]:
        documents = [page.id for page in self._pages]
        found = self._read(documents)
        index = self._index = Index()
        for document in documents:
            index.add_hashes(found[document])
        self._kept_prints = {document: prints(found[document]).tobytes() for document in documents}
        self._gone: Sequence[str] | None = None
        self.changed = set(range(len(documents)))
        return [
            pair for pair in index.related() if may_tie(pair, self._pages[pair.left], self._pages[pair.right])
        ]

    # --- what changed

    def _again(self) -> list[Related] | None:
        """The pairs, from those that were kept; None where they must all be found."""
        kept = self._derived.kept(_STEP)
        if kept.get("basis") != self._basis:
            return None
        before: dict[str, str] = from_parts("documents", kept, self._derived)
        fresh = self._fresh
        new = [d for d, of in self._made_of.items() if before.get(d) != of or d in fresh]
        gone = [d for d, of in before.items() if self._made_of.get(d) != of or d in fresh]
        if len(new) > _MOST * len(self._pages):
            return None
        self._is_new = bool(new or gone)
        marks = dict(self._derived.kept(_PRINTS))
        if not before.keys() <= marks.keys():
            return None
        was = [np.frombuffer(marks[document], np.uint32) for document in gone]
        self._kept_prints = {d: prints(value).tobytes() for d, value in self._read(new).items()}
        self._gone = [document for document in gone if document not in self._made_of]
        marks |= self._kept_prints
        kept_prints = _Prints([marks[page.id] for page in self._pages])
        self._owners, self._values = kept_prints.owners, kept_prints.values
        dirty = self._dirty([self._number[d] for d in new], kept_prints, was)
        self.changed = dirty
        old = [
            pair
            for row in self._derived.loaded(kept["pairs"])
            if (pair := self._pair(row)) and dirty.isdisjoint((pair.left, pair.right))
        ]
        pairs = [*old, *self._compared(dirty, kept_prints)]
        pairs.sort(key=lambda pair: (pair.right, pair.left))
        self._load(p.left for p in pairs)
        wanted = [
            self._hashes(p.left)[a:b] for p in pairs for a, b in (passage.left for passage in p.passages)
        ]
        self._held = self._holders(wanted)
        return pairs

    def _dirty(self, new: Collection[int], kept: _Prints, was: Sequence[Numbers]) -> set[int]:
        """The pages that are new, or hold a fingerprint that became furniture or ceased to be."""
        came = [kept[number] for number in new]
        held = self._holders([*came, *was])
        now = dict(zip(held.values.tolist(), held.counts.tolist(), strict=True))
        less = _times(came)
        more = _times(was)
        turned = [
            value
            for value in less.keys() | more.keys()
            if (now.get(value, 0) > self._most)
            != (now.get(value, 0) - less.get(value, 0) + more.get(value, 0) > self._most)
        ]
        return {*new, *(page for value in turned for page in held.of(value))}

    def _compared(self, dirty: Iterable[int], kept: _Prints) -> Iterator[Related]:
        """The pairs of some pages."""
        held = self._holders([kept[number] for number in dirty])
        pairs = {
            (min(number, other), max(number, other))
            for number in dirty
            for other in held.like(kept[number], SHARED).tolist()
            if other != number
        }
        frequent = self._holders([kept[number] for number in {n for pair in pairs for n in pair}]).frequent
        self._load(number for pair in sorted(pairs) for number in pair)
        comparer = Comparer(self._hashes, frequent)
        for left, right in sorted(pairs, key=lambda pair: (pair[1], pair[0])):
            pair = comparer.related(left, right)
            if pair and may_tie(pair, self._pages[left], self._pages[right]):
                yield pair

    def _holders(self, wanted: Sequence[Numbers]) -> Holders:
        """Who holds some fingerprints; those of the new pages, most often, are asked for twice in turn."""
        values = distinct(np.concatenate(wanted)) if wanted else np.empty(0, np.uint32)
        if self._last is None or not np.array_equal(values, self._last[0]):
            at = among(self._values, values)
            self._last = values, Holders(self._values[at], self._owners[at], self._most)
        return self._last[1]

    # --- as they are kept

    @property
    def _most(self) -> int:
        return most(len(self._pages))

    @property
    def _basis(self) -> bytes:
        return f"{_VERSION} {self._most}".encode()

    def _keep(self) -> None:
        rows = [
            [
                self._pages[p.left].id,
                self._pages[p.right].id,
                p.containment_left,
                p.containment_right,
                [[*q.left, *q.right, q.runs] for q in p.passages],
            ]
            for p in self.pairs
        ]
        parts = {"basis": self._basis, "pairs": packed(rows), **dict(in_parts("documents", self._made_of))}
        self._derived.keep(_STEP, parts.items())
        values: dict[str, bytes | None] = {**self._kept_prints, **dict.fromkeys(self._gone or ())}
        self._derived.keep(_PRINTS, values.items(), whole=self._gone is None)

    def _pair(self, row: Sequence[Any]) -> Related | None:
        left, right, one, other, passages = row
        if left not in self._number or right not in self._number:
            return None
        found = tuple(Passage((a, b), (c, d), runs) for a, b, c, d, runs in passages)
        return Related(self._number[left], self._number[right], one, other, found)


class _Prints:
    """The fingerprints of all pages, one page after the other."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        sizes = np.array([len(one) // 4 for one in packed], np.int64)
        self._after = np.cumsum(sizes)
        self._first = self._after - sizes
        self.values = np.frombuffer(b"".join(packed), np.uint32)
        self.owners = np.repeat(np.arange(len(packed), dtype=np.uint32), sizes)

    def __getitem__(self, number: int) -> Numbers:
        """Those of a page."""
        found: Numbers = self.values[self._first[number] : self._after[number]]
        return found


def _times(found: Sequence[Numbers]) -> dict[int, int]:
    """How many of some pages hold each fingerprint."""
    if not found:
        return {}
    values, counts = np.unique(np.concatenate(found), return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))
