"""A family name that is a month: where a text speaks of a person named May, a bare "May" is she."""

from __future__ import annotations

import re
from functools import lru_cache

from parley.times.symbols import Point, Symbol
from parley.times.words import contexts

_AROUND = re.compile(r"(\S+) May(['’]s|\s[a-z]+)?\b")
_DATING = frozenset({"in", "since", "until", "till"})


def is_family_name(text: str, words: str, symbol: Symbol | None, signal: str | None) -> bool:
    """Whether a bare "May" in this text is a person; after "in", "since", "until" it stays a month."""
    if words != "May" or symbol != Point(month=5):
        return False
    return signal not in _DATING and _has_person(text)


@lru_cache(maxsize=8)
def _has_person(text: str) -> bool:
    for match in _AROUND.finditer(text):
        if match[1].lower() in contexts("before_may"):
            return True
        if match[2] and match[2].strip() in contexts("after_may") and match[1].lower() not in _DATING:
            return True
    return False
