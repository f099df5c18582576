"""Full-text search: from what a person types to terms and FTS5, and from its marks to offsets.

Any text is a valid query. Words must all occur, in any order; words in quotation marks together;
``negotiat*`` finds every ending. Everything is quoted, so no word is ever read as an operator.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_TERM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")
# A search marks words by inserting two private-use characters; SQLite's text functions stop at NUL.
# Spaces stand for these in the index, so that offsets stay the document's own.
MARKS = "\ue000\ue001"
_UNFIT = "\0" + MARKS
_PLAIN = str.maketrans(dict.fromkeys(_UNFIT, " "))
INSIDE = 'e.start >= p.start AND e.start < p."end"'  # that entry e begins in passage p
TOKENIZER = "unicode61 remove_diacritics 2"


def plain(text: str) -> str:
    """A text as the index takes it, as long as before."""
    return text.translate(_PLAIN) if any(character in text for character in _UNFIT) else text


class Term(NamedTuple):
    """A part of a query: a word, or words that stand together; with `prefix` the last may go on."""

    text: str
    prefix: bool


def terms(query: str) -> list[Term]:
    """The parts of a query that hold a word, each once."""
    found_terms = []
    for found in _TERM.finditer(_NOT_TEXT.sub(" ", query)):
        phrase, star, word = found.groups()
        text = phrase if word is None else word
        if any(_is_word(c) for c in text):
            prefix = bool(star) or (
                word is not None and word.endswith("*") and _is_word(word.rstrip("*")[-1])
            )
            found_terms.append(Term(text, prefix))
    return list(dict.fromkeys(found_terms))


def match(query: str) -> str | None:
    """The FTS5 expression for a query; None when it holds no word at all."""
    return " ".join(f'"{text}"' + (" *" if prefix else "") for text, prefix in terms(query)) or None


def marks(marked: str, start: int) -> tuple[tuple[int, int], ...]:
    """Spans, in a text that begins at `start`, of what stands between marks in `marked`."""
    out, opened, at = list[tuple[int, int]](), start, start
    for char in marked:
        if char == MARKS[0]:
            opened = at
        elif char == MARKS[1]:
            out.append((opened, at))
        else:
            at += 1
    return tuple(out)


def _is_word(char: str) -> bool:
    """Whether the tokenizer takes a character into words: letters, numbers, private use."""
    return unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co"
