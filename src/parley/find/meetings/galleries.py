"""Captions of a gallery, printed one behind the other: each tells of its own picture."""

from __future__ import annotations

import re

from parley.passages import Passage

_COUNTED = re.compile(r"\b\d{1,3} of (\d{1,3})\b")  # ``Caption 3 of | 12``


def is_gallery(passage: Passage) -> bool:
    """Whether a paragraph counts its pictures: ``... in Velm. Caption 1 of 6 ... in Rill. Caption 2 of 6 ...``."""
    counted = _COUNTED.findall(passage.text) if passage.text.count(" of ") > 1 else []
    return len(counted) > 1 and len(counted) > len(set(counted))
