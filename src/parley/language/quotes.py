"""Quotations of a paragraph with exact offsets: curly, straight, nested, and left open at the end."""

from __future__ import annotations

import re
from typing import NamedTuple


class Quotation(NamedTuple):
    """A quotation, its marks included; `closed` False where it runs on into the next paragraph."""

    start: int
    end: int
    closed: bool


_DOUBLE = re.compile("''|``|’’|‘‘|[\"“”„«»]")
_SINGLE = re.compile("[‘’']")
_OPEN = frozenset("“„«") | {"``", "‘‘"}
_CLOSE = frozenset("”»") | {"’’"}
_STRAIGHT = frozenset({'"', "''"})  # two apostrophes are a typewriter's quotation mark
_WORD = re.compile(r"[^\W\d_]+")
_SHORTENED = frozenset({"tis", "twas", "til", "cause", "em", "bout", "round", "neath"})  # by their beginning
_BEFORE = frozenset(' \t\n\u00a0([{—–-:/“"')


def quotations(text: str, offset: int = 0) -> list[Quotation]:
    """The outermost quotations in order, their offsets shifted by `offset`.

    Curly marks pair by shape, straight ones by turns. A paragraph without double marks may use
    single ones. One pass, whatever the text.
    """
    found = _double(text)
    if not found and ("‘" in text or "'" in text):
        found = _single(text)
    return [Quotation(q.start + offset, q.end + offset, q.closed) for q in found]


def _double(text: str) -> list[Quotation]:
    out: list[Quotation] = []
    start: int | None = None
    for m in _DOUBLE.finditer(text):
        i, mark = m.start(), m.group()
        if start is None:
            if mark in _OPEN or _begins(text, m):
                start = i
        elif (
            mark in _CLOSE
            or (mark in _STRAIGHT and not _opens_inside(text, start, i))
            or (mark == "“" and (text[start] == "„" or _ends(text, i)))
        ):
            out.append(Quotation(start, m.end(), True))
            start = None
    if start is not None:
        out.append(Quotation(start, len(text), False))
    return out


def _begins(text: str, m: re.Match[str]) -> bool:
    """Whether a mark without direction, or a closing one where an opening one belongs, opens a quotation."""
    i, after = m.start(), text[m.end() : m.end() + 1]
    if m.group() in _STRAIGHT:
        return bool(after) and not after.isspace()
    return m.group() == "”" and after.isalnum() and (i == 0 or text[i - 1].isspace())


def _opens_inside(text: str, start: int, i: int) -> bool:
    """Whether a straight mark opens a quotation inside one begun by a curly mark."""
    return text[start] in "“„«" and i + 1 < len(text) and text[i + 1].isalnum() and text[i - 1] in _BEFORE


def _ends(text: str, i: int) -> bool:
    """Whether an opening mark stands where only a closing one can: after a word, before a space."""
    return i > 0 and text[i - 1] not in _BEFORE and (i + 1 == len(text) or text[i + 1].isspace())


def _single(text: str) -> list[Quotation]:
    out: list[Quotation] = []
    start: int | None = None
    for m in _SINGLE.finditer(text):
        i, c = m.start(), m[0]
        after = text[i + 1 : i + 2]
        before = text[i - 1 : i]
        if start is None:
            if c in "‘'" and after.isalnum() and (not before or before in _BEFORE):
                start = i
        elif (
            c in "’'"
            and not after.isalnum()
            and not before.isspace()
            and (before in ",.!?…" or _outer(text, i))
        ):
            out.append(Quotation(start, i + 1, True))
            start = None
    if start is not None and _runs_on(text, start):
        out.append(Quotation(start, len(text), False))
    return out


def _runs_on(text: str, start: int) -> bool:
    """Whether an unclosed single mark opens a quotation that goes on in the next paragraph, and is no apostrophe."""
    begins = text[:start].rstrip().endswith(":") or not text[:start].strip()
    word = _WORD.match(text, start + 1)
    return (
        begins
        and word is not None
        and word[0].casefold() not in _SHORTENED
        and text[start + 1].isupper()
        and text.rstrip().endswith((".", "!", "?", "…"))
    )


def _outer(text: str, i: int) -> bool:
    """Whether an apostrophe after a word closes a quotation rather than marking a plural's possession."""
    return text[i - 1] != "s" or text[i + 1 : i + 2] in ("", ",", ".", ";", ":", "!", "?", ")")
