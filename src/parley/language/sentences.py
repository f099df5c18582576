"""Sentences of a paragraph with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.language.tokens import INVISIBLE, Token, tokens
from parley.spans import strip
from parley.vocab import words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage with its tokens, of which it has at least one."""

    start: int
    end: int
    tokens: tuple[Token, ...]


# Behind a mark: a footnote, ``[4]``, ``[[iv]](https://...)``, ``.18``; and the end of what markdown emphasises.
_NOTE = r"(?:\[\[?[^\W_]{1,6}\]\]?(?:\([^)\s]{0,300}\))?|\*{1,3}|(?:(?<=[a-z][a-z]\.)|(?<=[a-z]\.[\"”]))\d{1,3}(?=\s))"
_MARK = re.compile(rf"[.!?…]+[\"”’')\]]*{_NOTE}*")
_GAP = rf"[\s{INVISIBLE}]"
_NEXT = re.compile(rf"{_GAP}+[\"“„«‘'(\[*]*(\w+)")
_GLUED = re.compile(r"[\"“‘']?[A-Z][a-z]+(?![.\w])")  # ``talks.The``, a space lost; not ``Booking.Com.``
_BEFORE_GLUED = re.compile(r"[a-z]{2}[.!?]+[\"”’')\]]*$")
_LONGEST = 12  # characters that an abbreviation may have; bounds the look back, so that reading stays linear
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Brig|Col|Lt|Maj|Cmdr|Capt|Sgt|Adm|Amb|Sens?|Reps?|Govs?|Pres|Rev|Hon|St|vs|approx|pop|cf|[cv]|e\.g|i\.e)\.$"
)
# May end a sentence: only where a word follows that begins sentences.
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Jr|Sr|No|Nos|Inc|Corp|Ltd|Co|Bros|Dept|etc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_CLOCK = re.compile(r"\b[ap]\.m\.$")
_ZONE = re.compile(r"[A-Z]{2,5}$|(?:Eastern|Pacific|Central|Mountain|Moscow|Local|Kyiv)$")


def sentences(text: str, offset: int = 0) -> Iterator[Sentence]:
    """The sentences of one paragraph in order, their offsets shifted by `offset`."""
    for first, last in spans(text):
        start, end = strip(text, first, last)
        if inner := tokens(text[start:end], offset + start):
            yield Sentence(start + offset, end + offset, tuple(inner))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends, with the spaces around it."""
    at = 0
    for m in _MARK.finditer(text):
        if _ends(text, at, m):
            yield at, m.end()
            at = m.end()
    yield at, len(text)


def _ends(text: str, at: int, mark: re.Match[str]) -> bool:
    """Whether a sentence that began at `at` ends with the marks found."""
    following = _NEXT.match(text, mark.end())
    if following is None:
        glued = _GLUED.match(text, mark.end())
        return glued is not None and bool(_BEFORE_GLUED.search(text, max(at, mark.start() - 2), mark.end()))
    word = following.group(1)
    if not (word[0].isupper() or word[0].isdigit()):
        return False
    return mark.group() != "." or not _abbreviates(text, at, mark.start(), word)


def _abbreviates(text: str, at: int, dot: int, word: str) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation and ends no sentence before `word`."""
    begin = max(at, dot - _LONGEST)
    if _TITLE.search(text, begin, dot + 1) or (dot - at < 5 and text[at:dot].strip().isdigit()):
        return True  # a title; or the number of a list's item
    if _CLOCK.search(text, begin, dot + 1):
        return word.lower() in words("days") | words("times") or _ZONE.match(word) is not None
    if _ABBREVIATION.search(text, begin, dot + 1) is None:
        return False
    return word[0].isdigit() or word not in _starters()


def _starters() -> frozenset[str]:
    return words("sentence_starters")
