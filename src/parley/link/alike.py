"""Which pages are alike by the words of their stories: found once, and from then on only for what came or changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from parley.link.reading import Derived
from parley.plain import load, packed
from parley.reuse.telling import Array, Pairs, Telling, joined

_STEP = "stories"  # under which the pairs are kept
_KEPT = "2"  # raise it when the same pages would be alike otherwise
_MOST = 0.3  # of the pages, new or changed; of more, all pairs are found again


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
        pairs = self._again(kept, derived.fresh) if kept.get("basis") == self._basis else None
        self.pairs = telling.alike() if pairs is None else pairs
        if self._is_new:
            derived.keep(_STEP, self._parts().items())

    def _again(self, kept: Mapping[str, bytes], fresh: frozenset[str]) -> Pairs | None:
        """The pairs, from those that were kept; None where they must all be found."""
        telling, documents = self._telling, self._documents
        before: dict[str, str] = load(kept["documents"])
        first, last = np.frombuffer(kept["days"], np.int64).reshape(2, len(before)).tolist()
        known = {d: (of, a, b) for (d, of), a, b in zip(before.items(), first, last, strict=True)}
        now = zip(documents, *telling.days.tolist(), strict=True)
        same = [known.get(document) == (self._made_of[document], *days) for document, *days in now]
        others = telling.changed(
            np.frombuffer(kept["words"], np.uint32), np.frombuffer(kept["levels"], np.int8)
        )
        again = (number for number, document in enumerate(documents) if document in fresh)
        other = (number for number, is_same in enumerate(same) if not is_same)
        dirty = sorted({*others.tolist(), *other, *again})
        if len(dirty) >= _MOST * len(documents):
            return None
        self._is_new = bool(dirty) or len(before) > len(documents)
        clean = {documents[number]: number for number in set(range(len(documents))).difference(dirty)}
        number = np.array([clean.get(document, -1) for document in before], np.int64)
        self.changed = dirty
        stay = _numbered(kept, number)
        return joined(stay, telling.alike(np.array(dirty, np.int64))) if dirty else stay

    def _parts(self) -> dict[str, bytes]:
        telling, pairs = self._telling, self.pairs
        return {
            "basis": self._basis,
            "documents": packed({document: self._made_of[document] for document in self._documents}),
            "days": telling.days.tobytes(),
            "words": telling.words.tobytes(),
            "levels": telling.levels.tobytes(),
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
