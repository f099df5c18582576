"""Sitemaps and news sitemaps: the addresses they list, each with what is said of it.

A sitemap holds no page's text, so as a source it is one rejection that says how many it lists. `entries` is
for what fetches pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import parley.sources.hints as hints
from parley.errors import PageError
from parley.settings import Settings
from parley.sources import xmltree
from parley.sources.streams import Stream, whole
from parley.sources.xmltree import below, first, name, text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST = 50_000  # addresses that the protocol allows in one file


@dataclass(frozen=True, slots=True)
class Entry:
    """One address of a sitemap. `is_sitemap`: it leads to another sitemap, not to a page."""

    url: str
    is_sitemap: bool
    modified: str | None = None  # ISO day or datetime
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    language: str | None = None


def entries(content: bytes) -> tuple[Entry, ...]:
    """The addresses that a sitemap or an index of sitemaps lists, in order, each once.

    Args:
        content: The file's bytes, decompressed.

    Raises:
        PageError: ``not_a_page`` for XML that is no sitemap, ``malformed`` for no XML.
    """
    root = xmltree.parse(content)
    if name(root) not in ("urlset", "sitemapindex"):
        raise PageError("not_a_page", f"An XML document <{name(root)}>, which is no sitemap.")
    found: dict[str, Entry] = {}
    for entry in _entries(root):
        found.setdefault(entry.url, entry)
        if len(found) == _MOST:
            break
    return tuple(found.values())


def refuse(stream: Stream, settings: Settings) -> NoReturn:
    """Says what a sitemap lists; it holds no page.

    Raises:
        PageError: Always.
    """
    listed = entries(whole(stream, settings.max_page_bytes))
    one, more = ("sitemap", "sitemaps") if any(e.is_sitemap for e in listed) else ("address", "addresses")
    raise PageError(
        "not_a_page",
        f"A sitemap: it lists {len(listed):,} {one if len(listed) == 1 else more} and holds none of the pages; "
        "to fetch what it lists, name the sitemap's own address: parley watch ADDRESS",
    )


def _entries(root: Element) -> Iterator[Entry]:
    index = name(root) == "sitemapindex"
    for element in below(root, "sitemap" if index else "url"):
        url = text(element, "loc")
        if url is None or not url.lower().startswith(("http://", "https://")):
            continue
        news = first(element, "news")
        yield Entry(
            url,
            index,
            hints.moment(text(element, "lastmod")),
            hints.moment(text(news, "publication_date")),
            text(news, "title"),
            text(news, "publication", "name"),
            hints.language(text(news, "publication", "language")),
        )
