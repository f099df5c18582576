"""Words, numbers and marks with exact offsets."""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """A word, number or mark; `text` is the document's text at `start:end`."""

    start: int
    end: int
    text: str


_TOKEN = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}                         # U.S., U.N., a.m.
  | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr)\.(?!\w)
  | [A-Z]\.(?=\s[A-Z])                         # an initial: J. Smith
  | \d+(?:[.,]\d+)*(?:[^\W\d_]+)?              # 1,000  3.5  30th  2bn
  | [^\W\d_][^\W_]*(?:['’][^\W\d_]+)*(?:-[^\W_]+)*   # words, Kyiv's, co-operation, G7
  | \.\.\.|--+
  | ''|``                                     # typewriter quotation marks
  | \S
    """,
    re.VERBOSE,
)


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The tokens of `text`, their offsets shifted by `offset`."""
    return [Token(m.start() + offset, m.end() + offset, m.group()) for m in _TOKEN.finditer(text)]
