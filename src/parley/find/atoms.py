"""Atoms: tokens cut where a number rule needs it, "three-day" into three."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from parley.find.number_words import words
from parley.language.tokens import Token

_PARTS = re.compile(r"\d+(?:[.,]\d+)*|[½¼¾⅓⅔⅕⅛]|-|[^\d½¼¾⅓⅔⅕⅛-]+")
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")  # joiners and soft hyphens that pages strew in
DASHES = frozenset({"-", "–", "‑", "−"})


class Atom(NamedTuple):
    """A token, or the part of one that a number rule needs: "three-day" is three atoms.

    `low` is `text` in lower case; `glued`: nothing stands between it and the atom before.
    """

    start: int
    end: int
    text: str
    low: str
    glued: bool


def atoms(tokens: Iterable[Token]) -> list[Atom]:
    """The atoms of some tokens, in order."""
    out: list[Atom] = []
    new, at = tuple.__new__, -1  # what Atom itself calls, in half the time; where the last atom ends
    for token in tokens:
        start, end, text = token
        if text.isalpha() or not (text[0].isnumeric() or "-" in text or text in _UNSEEN):  # most stay whole
            out.append(new(Atom, (start, end, text, text.lower(), at == start)))
            at = end
            continue
        if token.text in _UNSEEN:
            continue
        for start, text in _pieces(token, out[-1] if out else None):
            glued = bool(out) and out[-1].end == start
            at = start + len(text)
            if glued and _goes_on(out, text):
                first = out[-2]
                joined = f"{first.text},{text}"
                out[-2:] = [Atom(first.start, start + len(text), joined, joined, first.glued)]
                continue
            out.append(Atom(start, start + len(text), text, text.lower(), glued))
    return out


def _goes_on(out: Sequence[Atom], text: str) -> bool:
    """Whether three digits go on a number that the tokens cut at its comma: "for-1", ",", "000"."""
    if len(out) < 2 or out[-1].text != "," or not out[-1].glued or len(text) != 3 or not text.isdecimal():
        return False
    return out[-2].text[0].isdigit() and out[-2].text[-1].isdigit()


def _pieces(token: Token, before: Atom | None) -> Iterator[tuple[int, str]]:
    text = token.text
    first = text[0]
    hyphened = "-" in text[1:] and first.isalpha()
    after_hyphen = before is not None and before.text in DASHES and before.end == token.start
    if first.isnumeric() or (hyphened and (after_hyphen or _holds_number(text))):
        for m in _PARTS.finditer(text):
            yield token.start + m.start(), m.group()
    else:
        yield token.start, text


def _holds_number(text: str) -> bool:
    known = words()
    head, _, rest = text.lower().partition("-")
    return known.begins(head) or (head in ("a", "mid") and known.begins(rest.partition("-")[0]))


def word(line: Sequence[Atom], at: int) -> str:
    """The atom's text in lower case; empty outside the line."""
    return line[at].low if 0 <= at < len(line) else ""
