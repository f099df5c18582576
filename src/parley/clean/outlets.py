"""The name of the outlet that a page is of, without the section's beside it, and rather as printed than as its host's.

A name and a host are of one outlet where they have the same letters: Harbour Post, www.harbour-post.example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

_BETWEEN = re.compile(r"\s+[-–—·:»/]\s+|\s*\|\s*")  # an outlet's name and its section's, or a headline
_LETTERS = re.compile(r"[^\W_]+")
_LEAST = 3  # letters of a host's label that can tell a name: not "co", "uk"


def name(
    stated: str | None, titles: Iterable[str | None], url: str | None, default: str | None
) -> str | None:
    """The outlet's name.

    Args:
        stated: As the source or the page states it: "Harbour Post - World".
        titles: What the page is called, where the outlet's name may stand behind the headline.
        url: The page's address.
        default: The outlet of pages that state none.
    """
    if stated:
        return _of_host(parts(stated), url) or stated
    split = (parts(title) for title in titles if title)
    printed = (part for named in split if len(named) > 1 for part in reversed(named))
    return default or _of_host(printed, url) or host(url)


def parts(words: str) -> list[str]:
    """What stands between the marks that part names: "Harbour Post - World" is two."""
    return [part.strip() for part in _BETWEEN.split(words) if part.strip()]


def host(url: str | None) -> str | None:
    """The host of an address, without "www"."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _of_host(names: Iterable[str], url: str | None) -> str | None:
    known = set(_labels(url))
    return next((one for one in names if known and _letters(one) & known), None)


def _labels(url: str | None) -> Iterator[str]:
    """The letters of each part of a host but the last, the top-level domain."""
    for label in (host(url) or "").split(".")[:-1]:
        told = "".join(_LETTERS.findall(label.casefold()))
        if len(told) >= _LEAST:
            yield told


def _letters(printed: str) -> set[str]:
    """The letters of a name, with and without its article."""
    words = _LETTERS.findall(printed.casefold())
    return {"".join(words), "".join(words[words[:1] == ["the"] :])} - {""}
