"""A page's text as the units that get a label: its lines, or its paragraphs where lines are wrapped.

Units are trimmed ranges of the immutable text, in order; together they hold every non-blank character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from parley import spans
from parley.spans import Span

# A wrapped page breaks its paragraphs near one column. Wire copy is set at 60 to 80 columns, mail at 72.
_WRAP_MIN, _WRAP_MAX = 45, 100
# Also with a wire credit behind it: "... he said. (AFP)", "... he said. AFP ar/tv", "... he said. –Reuters"
_SENTENCE_END = re.compile(
    r"(?:[.!?…。！？؟।:;][\"'”’»«“」』)\]*_]*"
    r"|[.!?][\"”’]?\s?[(\[][^()\[\]]{2,60}[)\]]\.?"
    r"|[.!?][\"”’]?\s(?:[A-Z]{2,}(?:/[A-Z]{2,})*|[-–—/]{1,2}\s?[A-Z][\w/]{1,20})(?: [a-z]{1,4}(?:[-/][a-z]{1,4})+)?)$"
)
_LINK = re.compile(
    r"!?\[[^\[\]]{0,300}\]\([^()\s]{0,1000}\)?|<?https?://[^\s<>]{1,2000}>?|</[^\s<>]{1,2000}>\)?"
)
_CJK = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PROSE, _LONG = 7, 20  # words of a sentence of running text, and of what is nothing else however it ends
_HEAD = 4000  # code points of a unit that rules look at; no consent notice or menu entry is longer


@dataclass(frozen=True, slots=True)
class Unit:
    """A line or paragraph, and what rules ask about it."""

    start: int
    end: int
    text: str  # trimmed, at most the first `_HEAD` code points
    plain: str  # `text` without links and markdown bullets
    words: int  # of `plain`; in scripts without spaces, two characters count as one
    linked: bool  # held a link, in markdown or as a bare address
    closed: bool  # ends as a sentence does
    indent: int = 0  # columns of white space before it

    @property
    def prose(self) -> bool:
        """Reads like a sentence of running text."""
        return self.words >= _PROSE and self.closed

    @property
    def long(self) -> bool:
        """Too long for a heading, a menu entry or a teaser, whatever it ends with."""
        return self.words >= _LONG


def units(text: str) -> list[Unit]:
    """The units of a plain text: its lines, or its paragraphs where lines are wrapped."""
    rows = list(spans.lines(text))
    return [unit(text, span) for span in (_paragraphs(text, rows) if _wrapped(text, rows) else rows)]


def unit(text: str, span: Span) -> Unit:
    """One range of `text`, measured."""
    head, plain, words, links = _measured(text, span)
    closed = ends_sentence(plain[-64:])
    return Unit(span.start, span.end, head, plain, words, links > 0, closed, _indent(text, span.start))


def sentence(text: str, span: Span) -> tuple[str, int, bool]:
    """Of the `unit` of a range its text, its words, and whether it is prose or long: in half the time."""
    head, plain, words, _ = _measured(text, span)
    return head, words, words >= _LONG or (words >= _PROSE and ends_sentence(plain[-64:]))


def _measured(text: str, span: Span) -> tuple[str, str, int, int]:
    """A unit's text, the same without links, its words, and how many links it held."""
    head = text[span.start : min(span.end, span.start + _HEAD)]
    plain, links = _LINK.subn(" ", head) if "://" in head or "](" in head else (head, 0)
    plain = " ".join(plain.split()).lstrip("*•·-– ") if links else head
    dense = 0 if plain.isascii() else len(_CJK.findall(plain))
    return head, plain, len(plain.split()) + dense // 2, links


def ends_sentence(tail: str) -> bool:
    """Whether a text ends as a sentence does, by its last 64 code points."""
    return bool(_SENTENCE_END.search(tail))


def _indent(text: str, start: int) -> int:
    return len(text[text.rfind("\n", 0, start) + 1 : start].expandtabs())


def key(text: str) -> str:
    """A line for comparison: no white space, no case, no list bullet."""
    return "".join(text.split()).lstrip("*•·-–").casefold()


def _wrapped(text: str, rows: Sequence[Span]) -> bool:
    """Whether lines are broken at a column: most lines that another follows directly are nearly full."""
    pairs = [(a, b) for a, b in pairwise(rows) if _adjacent(text, a, b)]
    if len(pairs) < 4:
        return False
    full = sum(_WRAP_MIN <= a.end - a.start <= _WRAP_MAX for a, _ in pairs)
    lower = sum(text[b.start].islower() for _, b in pairs)
    return full >= 0.85 * len(pairs) and lower >= 0.4 * len(pairs)


def _paragraphs(text: str, rows: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for row in rows:
        if out and _adjacent(text, out[-1], row):
            out[-1] = Span(out[-1].start, row.end)
        else:
            out.append(row)
    return out


def _adjacent(text: str, a: Span, b: Span) -> bool:
    return text.count("\n", a.end, b.start) == 1
