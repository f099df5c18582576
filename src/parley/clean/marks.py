"""The marks of Markdown in text that a crawler rendered: emphasis, bullets, the addresses of links, footnotes.

They are part of a page's text, and so of its evidence; a title that is made of a sentence goes without them.
"""

from __future__ import annotations

import re

_FOOTNOTE = re.compile(r"\[(?:\\?\[)?\d{1,3}\\?\]{1,2}(?:\([^()\s]{0,1000}\))?")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,1000}\)")
_EMPHASIS = re.compile(r"\*{2,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")
_BULLET = re.compile(r"^(?:[*•·▪◦–-]|#{1,6})\s+")


def unmarked(text: str) -> str:
    """A sentence without them, white space collapsed; of a link its words stay."""
    plain = " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", _FOOTNOTE.sub("", text))).split())
    return _BULLET.sub("", plain)
