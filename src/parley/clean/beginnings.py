"""How the words of a line begin: a line that has none of a list's beginnings has none of its phrases.

To look for phrases takes a pattern the length of the line times their number; to cut out the beginnings, one pass.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_lowercase

_MOST = 6  # letters
_WORD = re.compile(rf"([a-z]{{1,{_MOST}}})[a-z]*")
_SPACED = bytes(code if chr(code) in ascii_lowercase else ord(" ") for code in range(256))


@lru_cache(256)  # lines of a page: several lists are asked about each
def beginnings(words: str) -> frozenset[str]:
    """How the words of a text in lower case begin, in letters of ASCII."""
    spaced = words.encode("ascii", "replace").translate(_SPACED).decode("ascii")  # a pattern takes longer
    return frozenset([word[:_MOST] for word in spaced.split()])


def sign(phrase: str) -> str | None:
    """How a word begins that no text with the phrase goes without: its longest that is whole or long enough.

    None if it has none: ``inbox``, which ``inboxes`` holds too.
    """
    found = (m[1] for m in _WORD.finditer(phrase) if len(m[1]) == _MOST or m.end() < len(phrase))
    return max(found, key=len, default=None)


def letters(phrase: str) -> frozenset[str]:
    """The letters of a phrase beyond ASCII."""
    return frozenset(c for c in phrase if c.isalpha() and not c.isascii())
