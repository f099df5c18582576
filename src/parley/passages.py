"""Documents -> passages: the paragraphs that records may be read from.

A passage is one content block of a document (a paragraph, a headline, a crosshead); chrome never
becomes one, so no finder can see a consent notice. All offsets are offsets into the document's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.language.sentences import Sentence, sentences
from parley.records import Document


@dataclass(frozen=True, slots=True)
class Passage:
    """A content block, analysed. `role` is the block's role; `index` its position among the passages."""

    document_id: str
    index: int
    start: int
    end: int
    role: str
    text: str
    sentences: tuple[Sentence, ...]


def split(document: Document) -> Iterator[Passage]:
    """The passages of a document in order of the text."""
    index = 0
    for block in document.blocks:
        if not block.is_content:
            continue
        text = document.text[block.start : block.end]
        yield Passage(
            document.id, index, block.start, block.end, block.role, text, tuple(sentences(text, block.start))
        )
        index += 1
