"""Sentences of a paragraph with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.language.tokens import Token, tokens
from parley.spans import strip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage with its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]


_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9ÀÖÄÜÉ])")
_LONGEST = 12  # characters that an abbreviation may have; bounds the look back, so that reading stays linear
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Sgt|Sen|Rep|Gov|St|Jr|Sr|vs|No|etc|approx|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_STARTER = re.compile(
    r"\s+(?:[\"“]|(?:He|She|It|They|We|The|A|An|In|On|At|But|And|This|That|These|As|After|When|While|If)\b)"
)


def sentences(text: str, offset: int = 0) -> Iterator[Sentence]:
    """The sentences of one paragraph in order, their offsets shifted by `offset`."""
    at = 0
    for m in _END.finditer(text):
        if m.group() == "." and _abbreviates(text, at, m.start()):
            continue
        yield from _one(text, at, m.end(), offset)
        at = m.end()
    yield from _one(text, at, len(text), offset)


def _abbreviates(text: str, at: int, dot: int) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation and ends no sentence."""
    found = _ABBREVIATION.search(text, max(at, dot - _LONGEST), dot + 1)
    if found is None:
        return False
    return "." not in found.group()[:-1] or _STARTER.match(text, dot + 1) is None


def _one(text: str, start: int, end: int, offset: int) -> Iterator[Sentence]:
    span = strip(text, start, end)
    if span.end > span.start:
        inner = tuple(tokens(text[span.start : span.end], offset + span.start))
        yield Sentence(span.start + offset, span.end + offset, inner)
