"""How much room a text takes, without a font: widths of Helvetica, which Arial and Liberation Sans share.

Faces of other systems run wider by a few per cent, which `SLACK` allows for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from parley.views import safety

SLACK = 1.06  # share by which a reader's face may run wider
BOLD = 1.07
_WIDE, _OTHER, _CAPITAL = 1000, 600, 722
_WIDTHS = {
    **dict.fromkeys(" !,./:;I[]\\ft", 278),
    **dict.fromkeys("()-r`", 333),
    **dict.fromkeys("{}", 334),
    **dict.fromkeys("ijl", 222),
    **dict.fromkeys("0123456789#$?_abdeghnopquL–", 556),
    **dict.fromkeys("ckJsvxyz", 500),
    **dict.fromkeys("+<=>~", 584),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("Mm", 833),
    "W": 944, "@": 1015, "%": 889, '"': 355, "'": 191, "*": 389, "|": 260, "^": 469, "·": 278,
    "’": 222, "‘": 222, "“": 333, "”": 333, "…": 1000, "—": 1000,
}  # fmt: skip
ELLIPSIS = "…"


def width(text: str, size: float, bold: bool = False) -> float:
    """The most room that a text takes, in the unit of `size`, its letters' height."""
    units = sum(map(_units, unicodedata.normalize("NFD", safety.visible(text))))
    return units / 1000 * size * SLACK * (BOLD if bold else 1.0)


def fit(text: str, size: float, room: float, bold: bool = False) -> str:
    """A text, or as much of its beginning as has room, with an ellipsis; nothing where not even that has room."""
    text = " ".join(text.split())
    if width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    cut = text[:low]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut and not text[low : low + 1].isspace() else cut
    kept = at_word if len(at_word) >= low * 0.6 else cut
    return kept.rstrip(" ,;:–-") + ELLIPSIS if kept.strip() else ""


def wrapped(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """A text in lines that have room each; a word that has none alone is cut."""
    lines: list[str] = []
    for word in _words(text, size, room, bold):
        if lines and width(f"{lines[-1]} {word}", size, bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _words(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    for word in text.split():
        yield fit(word, size, room, bold)


def _units(char: str) -> int:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    return _CAPITAL if char.isupper() else _OTHER
