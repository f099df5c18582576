"""The pages that a brief cites, numbered in the order in which it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.store.base import Row
from parley.views.brief.text import Cited, Source
from parley.views.index import Index

MOST = 4  # pages that one sentence cites; how many others tell the same is counted


class Sources:
    """Numbers pages as they are cited."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._numbers: dict[str, int] = {}

    def cite(self, documents: Iterable[str]) -> Cited:
        """The numbers of some pages, those already cited before others."""
        held = [page for page in dict.fromkeys(documents) if page in self._index.pages]
        held.sort(key=lambda page: page not in self._numbers)
        numbers = [self._numbers.setdefault(page, len(self._numbers) + 1) for page in held[:MOST]]
        return Cited(tuple(sorted(numbers)), max(0, len(held) - MOST))

    def told(self, told: Sequence[Row]) -> Cited:
        """The numbers of pages as rows of listings have them: `{page, pieces}`."""
        return self.cite(one["page"]["id"] for one in told)

    def listed(self) -> tuple[Source, ...]:
        """All pages cited, in order of their numbers."""
        return tuple(self._source(page, number) for page, number in self._numbers.items())

    def _source(self, document_id: str, number: int) -> Source:
        page = self._index.pages[document_id]
        return Source(
            number,
            document_id,
            page["outlet"] if page["has_outlet"] else None,
            page["title"],
            page["day"],
            page["basis"],
            page["address"],
            page["uri"],
            page["withdrawn"],
        )
