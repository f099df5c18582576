"""Links to other stories that ran into a line when its page was made plain text.

Behind a name stand its full form, the headlines of what else was written of whoever bears it, and the word for more of
them: ``Otto Lund Otto (Ott) Karl LundPort closes again Who pays for the port MORE (Dunmere) said``. Of 24,000 news
pages 790 hold 4,176 such runs, nearly all of one outlet; each would give a name or two that nobody bears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parley.records import Block
from parley.spans import Span

_REASON = "links to other stories that ran into the line"
_MORE = "MORE"
_END = re.compile(rf" {_MORE}\b(?: (?:[JS]r\.|I{{2,3}}\b))?")  # with what belongs to the name
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z\d])")  # where a headline follows a name without a space
_LONGEST = 800  # code points of such a run; the longest of 4,176 has 702
_GIVEN = r"(?:[A-Z][\w.'’-]*|\([^()]{1,20}\))"
# Between a surname and the same again; in pages as they came no space stands before the full form.
_FULL = re.compile(rf"(?:{_GIVEN})?(?:\s+{_GIVEN})*\s+")
_NAME = 60  # code points of a full name
_SHORT = 3  # letters of a surname


def apart(blocks: Iterable[Block], text: str) -> Iterator[Block]:
    """The blocks of a text, such runs in its content as blocks of their own."""
    for block in blocks:
        at = block.start
        for run in inserted(text, Span(block.start, block.end)) if block.is_content else ():
            if at < run.start:
                yield replace(block, start=at, end=run.start)
            start = run.start + len(text[run.start : run.end]) - len(text[run.start : run.end].lstrip())
            yield replace(block, start=start, end=run.end, role="promo", reason=_REASON, kind=None)
            at = run.end + len(text[run.end : block.end]) - len(text[run.end : block.end].lstrip())
        if at < block.end:
            yield block if at == block.start else replace(block, start=at)


def inserted(text: str, line: Span) -> Iterator[Span]:
    """Where such runs stand in a line of a text."""
    if _MORE not in text[line.start : line.end]:
        return
    at = line.start
    for end in _END.finditer(text, line.start, line.end):
        start = _begin(text, max(at, end.start() - _LONGEST), end.start())
        if start is not None:
            yield Span(start, end.end())
            at = end.end()


def _begin(text: str, first: int, last: int) -> int | None:
    """Where the first of the names that a headline follows is printed again in full; None where none is."""
    for glue in _GLUED.finditer(text, first, last):
        word = max(text.rfind(mark, first, glue.start()) for mark in " (\n") + 1
        surname = text[max(word, first) : glue.start()]
        if len(surname) < _SHORT:
            continue
        before = text.rfind(surname, max(first, word - _NAME), word)
        if before >= 0 and _FULL.fullmatch(text, before + len(surname), word):
            return before + len(surname)
    return None
