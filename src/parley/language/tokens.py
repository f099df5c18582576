"""Words, numbers and marks with exact offsets.

Tokens are in order, do not overlap, and hold every character of a text that is to be seen; white space
and characters without width stand between them, or inside a word. Every alternative of the expression
takes each character at most twice, so that reading is linear in the length of any text.

Groups are atomic where they could be possessive: Python before 3.11.5 takes more with ``(?:...)*+`` than it matches.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Soft hyphens, zero-width spaces and joiners, marks of direction, variation selectors, the byte order mark.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"


class Token(NamedTuple):
    """A word, number or mark; `text` is the document's text at `start:end`."""

    start: int
    end: int
    text: str


_LETTER = r"[^\W\d_]"
_COMBINING = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u1ab0-\u1aff\u20d0-\u20f0"
)
# The rest of a word: letters, digits, accents, and what has no width if the word goes on after it.
_SEEN = rf"[^\W_{_COMBINING}]*+"
_REST = rf"{_SEEN}(?>(?:(?:[{_COMBINING}]|[{INVISIBLE}]++(?=[^\W_])){_SEEN})*)"
_TITLES = "Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Brig|Col|Lt|Maj|Cmdr|Capt|Sgt|Adm|Amb|Sens?|Reps?|Govs?|Pres|Rev|Hon|St|Jr|Sr"
_BEFORE_NUMBERS = "No|Nos"
_WORD = rf"""
    [A-Za-z][a-z]*+(?=[\s,;:!?)"”])             # two words of three; what is below says the same of them, slower
  | (?:{_LETTER}\.){{2,}}(?:['’]s(?!\w)|-[^\W_]{_REST})?    # U.S., U.N.'s, U.S.-led, a.m.
  | [A-Z](?:\.[A-Z])+(?!\w)                   # U.S, its last full stop left out
  | (?:{_TITLES})\.(?!\w)
  | (?:{_BEFORE_NUMBERS})\.(?=\s?\d)          # No. 10
  | [A-Z]\.(?=\s[A-Z])                        # an initial: J. Smith
  | \d{{1,2}}:\d\d(?![\d:])                   # 10:30
  | \d+(?:[.,]\d+)*(?:{_LETTER}{_REST})?      # 1,000  3.5  30th  2bn
  | {_LETTER}{_REST}(?>(?:['’]{_LETTER}{_REST}|[-‐‑][^\W_]{_REST})*)PLURAL    # Kyiv's, co-operation, G7
  | \.\.+|--+
  | ''|``                                     # typewriter quotation marks
  | _+
  | [^\s{INVISIBLE}]
"""
_ADDRESS = r"""
    (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]
  | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+
  | [@\#]\w+
  | [^\W_][\w-]*(?:\.[\w-]+)?\.(?:com|org|net|gov|info|co\.uk)(?![\w])
"""
_DOTTED = ("www.", ".com", ".org", ".net", ".gov", ".info", ".co.uk")
# A plural's possessive ("the envoys' plan"), where no single quotation mark can have closed there.
_PLURAL = r"(?:(?<=s)['’](?=\s+[^\W_]))?"
_OPEN_SINGLE = re.compile(r"(?:^|[\s(\[—–])['‘](?=\w)")


def _compiled(addresses: bool, plural: bool) -> re.Pattern[str]:
    source = _WORD.replace("PLURAL", _PLURAL if plural else "")
    either = _ADDRESS + "|" + source if addresses else source
    # At white space one look, not one by each alternative.
    return re.compile(rf"(?=\S)(?:{either})", re.VERBOSE)


_PATTERNS = {(a, p): _compiled(a, p) for a in (False, True) for p in (False, True)}


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The tokens of `text`, their offsets shifted by `offset`."""
    addresses = "@" in text or "#" in text or "://" in text
    if not addresses and "." in text[:-1]:  # most sentences have none but at their end
        addresses = any(sign in text for sign in _DOTTED)
    plural = ("s'" in text or "s’" in text) and not _OPEN_SINGLE.search(text)
    pattern = _PATTERNS[addresses, plural]
    new = tuple.__new__  # what Token itself calls, in half the time
    return [new(Token, (m.start() + offset, m.end() + offset, m[0])) for m in pattern.finditer(text)]


def is_ordinal(word: str) -> bool:
    """Whether a word is a number in an order, in digits: ``14th``."""
    return word[:-2].isdecimal() and word[-2:].lower() in ("st", "nd", "rd", "th")
