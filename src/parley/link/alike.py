"""Which pages are alike by the words of their stories: found once, and from then on only for what came or changed.

Most pairs are written once, and beside them only those of pages that came or changed since: 20,000 pages have 0.6
million pairs, which are 10 MB, while ten more touch those of a hundred or two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from parley.link.reading import Derived
from parley.plain import load, packed
from parley.reuse.telling import Array, Pairs, Telling, joined

_STEP = "stories"  # under which is kept what is written anew
_MOSTLY = "alike"  # under which the other pairs are
_KEPT = "3"  # raise it when the same pages would be alike otherwise
_MOST = 0.3  # of the pages, new or changed; of more, all pairs are found again
_LATER = 0.05  # of the pages, new or changed since all pairs were written; of more, all are written again


class Alike:
    """Pairs of pages, by the pages' numbers; `changed`: the pages that came or changed; None: all are found anew."""

    def __init__(
        self,
        derived: Derived,
        telling: Telling,
        documents: Sequence[str],
        made_of: Mapping[str, str],
        rules: str,
    ) -> None:
        """From all pages; those found before stay where neither page, its days or its words' weights changed.

        Args:
            derived: Where the pairs are kept.
            telling: The pages.
            documents: Their ids.
            made_of: For each document what its words rest on.
            rules: By which pages are told.
        """
        self._telling, self._documents, self._made_of = telling, documents, made_of
        self.changed: list[int] | None = None
        self._is_new = True
        self._basis = f"{_KEPT} {rules} {telling.size}".encode()
        kept = derived.kept(_STEP)
        before = _Before(kept) if kept.get("basis") == self._basis else None
        pairs = before and self._again(before, derived)
        self.pairs = pairs or telling.alike()
        if self._is_new:
            self._keep(derived, before if pairs else None)

    def _again(self, before: _Before, derived: Derived) -> Pairs | None:
        """The pairs, from those that were kept; None where they must all be found."""
        telling, documents = self._telling, self._documents
        now = zip(documents, *telling.days.tolist(), strict=True)
        same = [before.known.get(document) == (self._made_of[document], *days) for document, *days in now]
        others = telling.changed(before.words, before.levels)
        again = (number for number, document in enumerate(documents) if document in derived.fresh)
        other = (number for number, is_same in enumerate(same) if not is_same)
        dirty = sorted({*others.tolist(), *other, *again})
        if len(dirty) >= _MOST * len(documents):
            return None
        self._is_new = bool(dirty) or len(before.known) > len(documents)
        self.changed = dirty
        clean = {documents[number]: number for number in set(range(len(documents))).difference(dirty)}
        stay = before.pairs(clean, derived.kept(_MOSTLY))
        return joined(stay, telling.alike(np.array(dirty, np.int64))) if dirty else stay

    def _keep(self, derived: Derived, before: _Before | None) -> None:
        """Keep all pairs, or those of the pages that came or changed since all were kept."""
        documents, pairs = self._documents, self.pairs
        later = {*before.later, *(documents[n] for n in self.changed or ())} if before else set[str]()
        if before is None or len(later) > _LATER * len(documents):
            before, later = None, set()
            derived.keep(_MOSTLY, _parts(pairs).items())
        order = list(dict.fromkeys([*before.order, *documents] if before else documents))
        place = {document: number for number, document in enumerate(order)}
        days = np.zeros((2, len(order)), np.int64)
        number = np.array([place[document] for document in documents], np.int64)
        days[:, number] = self._telling.days
        is_later = np.array([document in later for document in documents], bool)
        since = is_later[pairs.left] | is_later[pairs.right]
        state = {
            "basis": self._basis,
            "documents": packed({document: self._made_of.get(document) for document in order}),
            "days": days.tobytes(),
            "words": self._telling.words.tobytes(),
            "levels": self._telling.levels.tobytes(),
            "later": packed(sorted(later)),
            **_parts(Pairs(number[pairs.left[since]], number[pairs.right[since]], pairs.value[since])),
        }
        derived.keep(_STEP, state.items())


class _Before:
    """What was kept of the run before; a page keeps its place in `order` even when it went."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        made_of: dict[str, str | None] = load(kept["documents"])
        self.order = list(made_of)
        days = np.frombuffer(kept["days"], np.int64).reshape(2, len(made_of)).tolist()
        told = zip(made_of.items(), *days, strict=True)
        self.known = {document: (of, *between) for (document, of), *between in told if of is not None}
        self.words = np.frombuffer(kept["words"], np.uint32)
        self.levels = np.frombuffer(kept["levels"], np.int8)
        self.later: Collection[str] = load(kept["later"])  # whose pairs are all among `kept`
        self._kept = kept

    def pairs(self, clean: Mapping[str, int], mostly: Mapping[str, bytes]) -> Pairs:
        """The pairs of clean pages, by their numbers now."""
        number = np.array([clean.get(document, -1) for document in self.order], np.int64)
        place = {document: at for at, document in enumerate(self.order)}
        first = number.copy()
        first[[place[document] for document in self.later]] = -1
        return joined(_numbered(mostly, first), _numbered(self._kept, number))


def _parts(pairs: Pairs) -> dict[str, bytes]:
    return {
        "left": pairs.left.astype(np.uint32).tobytes(),
        "right": pairs.right.astype(np.uint32).tobytes(),
        "value": pairs.value.tobytes(),
    }


def _numbered(kept: Mapping[str, bytes], number: Array) -> Pairs:
    """The pairs that were kept, by the pages' numbers now; without those of pages that have none: -1."""
    left, right = (number[np.frombuffer(kept[name], np.uint32)] for name in ("left", "right"))
    there = (left >= 0) & (right >= 0)
    low, high = np.minimum(left, right), np.maximum(left, right)
    return Pairs(low[there], high[there], np.frombuffer(kept["value"], np.float64)[there])
