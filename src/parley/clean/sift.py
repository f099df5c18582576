"""What holds no article for certain, told from the markup alone, before anything is built of it.

A crawl is full of shells that a script would have filled, of frames and of pages that only lead elsewhere. Building
their elements to find no line in them costs as much as an article does. Only what no reader would see a
sentence in is passed over; whatever is in doubt is read.
"""

from __future__ import annotations

import re

from parley.errors import PageError
from parley.records import REASONS

_UNSEEN = re.compile(r"<(script|style|noscript|template|head)(?=[\s>])|<!--", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LETTERS = re.compile(r"[^\W\d_]")
_REFRESH = re.compile(
    r"<meta\b[^>]{0,200}http-equiv\s*=\s*[\"']?refresh\b[^>]{0,400}\burl\s*=", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"<(?:p|article|h1|pre|blockquote)\b", re.IGNORECASE)
_OPENING = 4000  # characters that a page which only leads elsewhere has at most
_SHELL = 200_000  # characters above which a page is not searched for being empty
_DATA = 1000  # characters of a script from which it may hold the article as data
_FEW = 40  # letters on a page that leads elsewhere: "If you are not redirected, click here"


def sift(source: str) -> None:
    """Pass an HTML page on, or not.

    Raises:
        PageError: ``not_a_page`` for one that only leads elsewhere, ``no_text`` for one without a single word.
    """
    leads = len(source) < _OPENING and _REFRESH.search(source) is not None
    if not leads and (len(source) > _SHELL or _PARAGRAPH.search(source)):
        return
    seen = _seen(source)
    letters = None if seen is None else len(_LETTERS.findall(_TAG.sub(" ", seen)))
    if leads and letters is not None and letters <= _FEW:
        raise PageError("not_a_page", "The page only leads to another one.")
    if letters == 0:
        raise PageError("no_text", REASONS["no_text"])


def _seen(source: str) -> str | None:
    """A page without what is never shown.

    None where something does not end, which parsers mend each in their way, or may hold an article for a script
    to show.
    """
    lower, out, at = source.lower(), list[str](), 0
    while found := _UNSEEN.search(source, at):
        end = f"</{found[1].lower()}" if found[1] else "-->"
        stop = lower.find(end, found.end())
        if stop < 0 or (found[1] and stop - found.end() > _DATA):
            return None
        out.append(source[at : found.start()])
        at = stop + len(end)
    return "".join([*out, source[at:]])
