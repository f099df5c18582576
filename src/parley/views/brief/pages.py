"""The sentence of a page that a record's words stand in, for records whose own words are too few to be quoted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from parley.language.sentences import sentences
from parley.records import Document
from parley.store.base import Row, View

_HELD = 64  # pages kept at hand


class Pages:
    """The texts of a record's pages."""

    def __init__(self, view: View) -> None:
        self._page = lru_cache(_HELD)(self._read)
        self._view = view

    def around(self, evidence: Sequence[Row]) -> Row:
        """The sentence that holds the first words of some evidence, cut out of its page: `{document_id, ...}`."""
        first = min((e for e in evidence if e["document_id"] == evidence[0]["document_id"]), key=_start)
        page = self._page(first["document_id"])
        start, end = self._sentence(page, first["start"], first["end"])
        return {"document_id": page.id, "start": start, "end": end, "quote": page.text[start:end]}

    def _sentence(self, page: Document, start: int, end: int) -> tuple[int, int]:
        block = next((b for b in page.blocks if b.start <= start and end <= b.end), None)
        if block is None:
            return start, end
        found = sentences(page.text[block.start : block.end], block.start)
        return next(((s.start, s.end) for s in found if s.start <= start and end <= s.end), (start, end))

    def _read(self, document_id: str) -> Document:
        return self._view.document(document_id)


def _start(piece: Row) -> int:
    return int(piece["start"])
