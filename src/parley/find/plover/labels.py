"""Sentences that tell nothing of themselves: questions, titles, labels of pictures and what calls a reader."""

from __future__ import annotations

from itertools import pairwise

from parley.find.plover.sides import DASHES
from parley.language.line import Line

_PICTURES = frozenset({"photo", "photos", "picture", "pictures", "image", "images"})
_SHORT = 3  # letters of an acronym


def tells(line: Line) -> bool:
    """Whether a sentence tells something: no question, no title without an end, no label of a picture."""
    told = line.words[-1] != "?" and (line.words[-1] == "." or not line.is_title)
    return told and not _is_label(line)


def behind_title(line: Line) -> int:
    """Where the text under a picture begins, behind the title of its row: ``Photos: Vey visits T Vey visits T –``."""
    label = not _PICTURES.isdisjoint(line.words) and any(
        word in _PICTURES and line.words[k + 1] == ":" for k, word in enumerate(line.words[:-1])
    )
    dash = next((k for k in range(len(line) - 1, 0, -1) if line.words[k] in DASHES), 0) if label else 0
    return dash + 1 if dash else 0


def _is_label(line: Line) -> bool:
    """Whether words in capitals call a reader to something, in a line of small letters: ``MUST READ T denies C``."""
    captioned = "caption" in line.words and DASHES.isdisjoint(line.words)
    if captioned and any(
        line.words[k] == "caption" and line.words[k + 2] == "of" for k in range(len(line) - 2)
    ):
        return True  # ``Hide Caption 4 of 50 Photos: The war in T Protesters gather``
    capitals = [len(text) > _SHORT and text.isupper() and text.isalpha() for text in line.texts]
    if True not in capitals or all(capitals) or not any(text.islower() for text in line.texts):
        return False
    return any(a and b and "NNP" not in line.tags[k : k + 1] for k, (a, b) in enumerate(pairwise(capitals)))
