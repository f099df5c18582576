"""Documents -> passages: the paragraphs that records may be read from.

A passage is one content block of a document (a paragraph, a headline, a crosshead), or several of one line; chrome
never becomes one, so no finder can see a consent notice, and no paragraph in another language than its document
does, so that no finder reads a language by another's rules. All offsets are offsets into the document's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parley.language.line import Line
from parley.language.opinion import NONE, Opinion, Pipeline
from parley.language.quotes import Quotation, quotations
from parley.language.sentences import Sentence, sentences
from parley.language.tags import tag_all
from parley.records import Block, Document
from parley.spans import Span

# "VELGORAD, Feb. 18 (Oruvian News) - " at the head of a story: no part of its first sentence.
_CAPITALS = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_DATELINE = re.compile(
    rf"{_CAPITALS}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?){{0,2}}(?:,? {_DAY})?(?:,? \([^()]{{2,40}}\))? ?[-–—]{{1,2}} (?=\S)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A content block, analysed. `role` is the block's role; `index` its position among the passages.

    `text` is as long as what is printed; chrome that ran into the line is blank in it.
    """

    document_id: str
    index: int
    start: int
    end: int
    role: str
    text: str
    quotes: tuple[Quotation, ...]
    sentences: tuple[Line, ...]


def split(document: Document, second: Pipeline | None = None) -> Iterator[Passage]:
    """The passages of a document in order of the text; `second` is asked for its opinion on each."""
    lines = ((line, line[0]) for line in _lines(document))
    paragraphs = [_read(_content(document.text, line), b.start, b.role, second) for line, b in lines]
    yield from _analysed(paragraphs, document.id)


def gaps(document: Document) -> list[Span]:
    """Where chrome has run into the lines of a document, the space around it too."""
    pairs = (pair for line in _lines(document) for pair in pairwise(line))
    return [Span(before.end, after.start) for before, after in pairs]


def _lines(document: Document) -> Iterator[list[Block]]:
    """The content blocks of each line: one, or those between which chrome has run into the line."""
    line = list[Block]()
    chrome = False  # whether it came since
    for block in document.blocks:
        if not block.is_content or block.language is not None:
            chrome = True
        elif line and chrome and "\n" not in document.text[line[-1].end : block.start]:
            line.append(block)
            chrome = False
        else:
            if line:
                yield line
            line, chrome = [block], False
    if line:
        yield line


def _content(text: str, line: Sequence[Block]) -> str:
    """What a line tells, as long as it is printed: spaces stand for the chrome in it."""
    start, out = line[0].start, ""
    for block in line:
        out += " " * (block.start - start - len(out)) + text[block.start : block.end]
    return out


def analyse(text: str, start: int = 0, second: Pipeline | None = None) -> Passage:
    """A paragraph of a body that begins at offset `start`, with its quotations and its sentences, tagged."""
    (passage,) = _analysed([_read(text, start, "body", second)], "")
    return passage


class _Paragraph(NamedTuple):
    text: str
    start: int
    role: str
    quotes: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]
    opinions: Sequence[Opinion]


def _read(text: str, start: int, role: str, second: Pipeline | None) -> _Paragraph:
    head = _DATELINE.match(text)
    told = head.end() if head else 0
    found = tuple(sentences(text[told:], start + told))
    opinions = tuple(second.opinions(text, start, found)) if second else (NONE,) * len(found)
    return _Paragraph(text, start, role, tuple(quotations(text, start)), found, opinions)


def _analysed(paragraphs: Sequence[_Paragraph], document_id: str) -> Iterator[Passage]:
    """Passages of paragraphs, the sentences of all tagged together.

    The one place where text is analysed: every finder reads what it gives.
    """
    words = [[token.text for token in sentence.tokens] for p in paragraphs for sentence in p.sentences]
    tags = iter(tag_all(words, [opinion.tags for p in paragraphs for opinion in p.opinions]))
    for index, (text, start, role, quotes, found, opinions) in enumerate(paragraphs):
        lines = tuple(
            Line(s, quotes, next(tags), opinion) for s, opinion in zip(found, opinions, strict=True)
        )
        yield Passage(document_id, index, start, start + len(text), role, text, quotes, lines)
