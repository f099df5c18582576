"""Frames of two parts: ``accused A | of C``, ``called on A | to C``."""

from __future__ import annotations

from parley.find.beginnings import circumstance, skip_adverbs
from parley.find.follow import Follow
from parley.language.line import REACH, Line
from parley.language.tags import FINITE


def pair(line: Line, i: int, first: str, second: str) -> Follow | None:
    """Two-part frames: ``accused A of C``, ``called on A to C``."""
    if first == "hearer":
        return None if second != "to" else _to_clause(line, i)
    start = i
    if first != "np":
        if line.words[i] != first:
            return None
        start = i + 1
    if second == "to":
        return _to_clause(line, start)
    hearer = (start, line.quote_end(start)) if line.is_open_quote(start) else line.np_after(start)
    if line.words[start : start + 2] in (["each", "other"], ["one", "another"]):
        hearer = (start, start + 2)
    j = until(line, start, second)
    if j is not None and _inside_name(line, j):
        j = until(line, j, second) or j
    if hearer and j is not None and line.words[hearer[1] : j][:1] == [","]:
        j = _behind_aside(line, j, second)
    if second == "for" and j is not None and line.words[j + 1 : j + 2] in (["instance"], ["example"]):
        return None
    if second == "with" and j is not None and line.words[j - 1] == ",":
        return None  # ``threatening T, | with grave consequences``
    if hearer and j is not None and j + 1 < len(line):
        behind = line.np_after(j + 1)
        told = behind and line.words[behind[1] : behind[1] + 1] == ["that"]
        hearer = (hearer[0], min(hearer[1], j))  # ``accused | T | of sending arms``
        return None if told and second == "of" else Follow(j + 1, "np-" + second, hearer)
    return None


def _behind_aside(line: Line, j: int, word: str) -> int:
    """The preposition behind an aside that holds the one at `j`: ``accused T, most of them late, | of C``."""
    behind = range(j + 1, min(len(line), j + REACH // 3))
    return next((k for k in behind if line.words[k - 1] == "," and line.words[k] == word), j)


def _inside_name(line: Line, j: int) -> bool:
    """Whether the preposition at `j` stands inside a name: ``the Ministry of Defence``."""
    return j + 1 < len(line) and all(line.tokens[k].text[0].isupper() for k in (j - 1, j + 1))


def _to_clause(line: Line, start: int) -> Follow | None:
    """``A to C``; the content begins with A, who is to do it."""
    hearer = line.np_after(start)
    if hearer is None:
        return None
    j = skip_adverbs(line, hearer[1])
    if line.words[j : j + 1] in (["on"], ["in"], ["at"]):  # ``urged A on Monday | to C``
        aside = circumstance(line, j)
        if (
            aside
            and line.words[aside : aside + 1] == ["to"]
            and line.tags[aside + 1 : aside + 2] in (["VB"], ['"'])
        ):
            return Follow(start, "to", hearer)
    if line.words[j : j + 2] == ["not", "to"] or line.words[j : j + 1] == ["to"]:
        return Follow(start, "to", hearer)
    return None


def until(line: Line, start: int, word: str) -> int | None:
    """The position of a preposition that follows a noun phrase without leaving its clause."""
    for j in range(start + 1, min(len(line), start + 15)):
        if line.words[j] == word and line.quoted[j] < 0:
            return j
        if line.tags[j] in FINITE or line.words[j] in (".", ";", "that"):
            return None
    return None
