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
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Sgt|Sen|Rep|Gov|St|Jr|Sr|vs|No|etc|approx|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)


def sentences(text: str, offset: int = 0) -> Iterator[Sentence]:
    """The sentences of one paragraph in order, their offsets shifted by `offset`."""
    at = 0
    for m in _END.finditer(text):
        if _ABBREVIATION.search(text, at, m.start() + 1) and m.group() == ".":
            continue
        yield from _one(text, at, m.end(), offset)
        at = m.end()
    yield from _one(text, at, len(text), offset)


def _one(text: str, start: int, end: int, offset: int) -> Iterator[Sentence]:
    span = strip(text, start, end)
    if span.end > span.start:
        inner = tuple(tokens(text[span.start : span.end], offset + span.start))
        yield Sentence(span.start + offset, span.end + offset, inner)
