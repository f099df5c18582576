"""Sentences that a link tore into lines when their page was made plain text.

``Tavria has warned that foreign troops would be``, ``legitimate targets``, ``. Oruvia denies it.`` are three lines of
one paragraph. Of 388 crawled pages on one war 144 hold such sentences, 369 of them; of 900 pages that others had
cleaned 13 do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.clean.credits import cited
from parley.clean.lines import Unit, ends_sentence, unit
from parley.clean.plain import by_words
from parley.spans import Span

_ENDS_PART = re.compile(r"[,;)]|[.”](?=\s|$)")  # at the beginning of a line: it ends what stands before it
_ADDRESS = re.compile(r"\w+://|[\w.]+@|\w+\.\w")
_OPEN = ",(\"'“”‘’«»)"  # what else than a word may stand before a link
_RUNNING = 6  # words
_SMALL = 0.4  # share of the words that begin with a small letter: a title has fewer
_BARE = 4  # words of the links of a list
_LINK = 60  # code points of a link in a sentence that may begin with a capital


def mended(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The units of a text, those that are one sentence as one."""
    out: list[Unit] = []
    for i, row in enumerate(units):
        if out and _goes_on(text, out[-1], units[i : i + 2]):
            out[-1] = unit(text, Span(out[-1].start, row.end))
        else:
            out.append(row)
    return out


def _goes_on(text: str, before: Unit, rows: Sequence[Unit]) -> bool:
    """Whether a line goes on what stands before it; a short one with a capital by the line behind it."""
    row = rows[0]
    if not _is_next(text, before, row) or _is_list(rows):
        return False
    if not _continues(row) and not cited(before.text, row.text):
        short = row.end - row.start <= _LINK and not row.closed and by_words(row) is None
        if not (short and len(rows) > 1 and _is_next(text, row, rows[1]) and _continues(rows[1])):
            return False
    return _breaks_off(text, before) and by_words(before) is None


def _is_list(rows: Sequence[Unit]) -> bool:
    """Whether a line and the one behind it are links alone, whose sentences are lost: ``deficit``, ``reached``."""
    return (
        len(rows) > 1
        and all(row.words <= _BARE and row.text[-1].isalnum() for row in rows)
        and _continues(rows[1])
    )


def _is_next(text: str, before: Unit, after: Unit) -> bool:
    return text.count("\n", before.end, after.start) == 1


def _continues(row: Unit) -> bool:
    """Whether a line begins as none of its own does: with a small letter, or with what ends a part."""
    if not row.text[0].islower():
        return bool(_ENDS_PART.match(row.text))
    return not _ADDRESS.match(row.text) and by_words(row) is None


def _breaks_off(text: str, row: Unit) -> bool:
    """Whether a line is running text, no title and no item of a list, and ends in the midst of a sentence."""
    if row.words < _RUNNING or row.text[0].islower():
        return False
    tail = text[max(row.start, row.end - 64) : row.end]
    open_ = tail[-1].isalnum() or tail[-1] in _OPEN
    if not open_ or "/" in tail.split()[-1] or ends_sentence(tail):
        return False
    words = row.text.split()
    return sum(word[0].islower() for word in words) >= _SMALL * len(words)
