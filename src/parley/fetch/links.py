"""Feeds and sitemaps: what they are told by, and the pages that they list.

Read are RSS, Atom, JSON Feed, sitemaps with their news extension, and indexes of sitemaps, each of them
also gzip-compressed. A DOCTYPE in XML is refused before any parser sees it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import parley.sources.hints as hints
from parley.errors import PageError
from parley.fetch.failure import Unfetched
from parley.sources.encoding import mark
from parley.sources.streams import GZIP, Gunzip, whole

FEED, SITEMAP, INDEX, JSON_FEED = "feed", "sitemap", "index", "json feed"
_ROOTS = {"rss": FEED, "rdf": FEED, "feed": FEED, "urlset": SITEMAP, "sitemapindex": INDEX}
_LOOK = 4096  # bytes; a prolog of stylesheets and comments is shorter
_PROLOG = re.compile(r"(?>(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^>\[]*(?:\[.*?\]\s*)?>)*)", re.S | re.I)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s>/]")
_FEED_TYPE = re.compile(r"\s*application/(?:rss|atom|feed)\+", re.I)
_JSON_FEED = re.compile(r'\s*\{(?=.*"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/)', re.S)


@dataclass(frozen=True, slots=True)
class Link:
    """A page, or in an index a sitemap; `published` and `changed` as the list states them."""

    url: str
    published: str | None = None
    changed: str | None = None


def kind(content: bytes) -> str | None:
    """What sort of list some bytes are; None for anything else."""
    text = _start(content)
    prolog = _PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    if root:
        return _ROOTS.get(root[1].lower())
    return JSON_FEED if _JSON_FEED.match(text) else None


def unpacked(content: bytes, limit: int) -> bytes:
    """The content of a compressed list; anything else as it is.

    Raises:
        Unfetched: If the compressed data are damaged, or larger than `limit` once unpacked.
    """
    if not content.startswith(GZIP):
        return content
    try:
        return whole(Gunzip(io.BytesIO(content)), limit)
    except PageError as error:
        raise Unfetched(error.code, error.reason) from error


def links(content: bytes, sort: str) -> Sequence[Link]:
    """What a list names, the newest first as far as it says when; each address once.

    Raises:
        Unfetched: If the list cannot be read.
    """
    if sort == JSON_FEED:
        found = _of_json(content)
    elif "<!doctype" in _start(content).lower():
        raise Unfetched("not_a_page", "The list declares a DOCTYPE, which parley does not read in XML.")
    else:
        found = _of_feed(content) if sort == FEED else _of_sitemap(content)
    each = list({link.url: link for link in found}.values())
    return sorted(each, key=lambda link: link.published or link.changed or "", reverse=True)


def feeds_of(content: bytes) -> Sequence[str]:
    """The first feeds that the head of a page names, as it names them."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(content)
    except (etree.ParserError, ValueError):
        return ()
    named = (link for link in root.iter("link") if "alternate" in link.get("rel", "").lower().split())
    found = (link.get("href", "") for link in named if _FEED_TYPE.match(link.get("type", "")))
    return [" ".join(url.split())[:200] for url in found if url][:3]


def _start(content: bytes) -> str:
    """The first characters, good enough to tell formats apart."""
    head = content[:_LOOK]
    found = mark(head)
    return head[found[1] :].decode(found[0], "replace") if found else head.decode("latin-1")


def _of_feed(content: bytes) -> Iterator[Link]:
    import feedparser

    try:
        parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    except Exception as error:  # on some damaged feeds feedparser fails itself
        reason = f"The feed is damaged beyond what can be parsed ({type(error).__name__})."
        raise Unfetched("malformed", reason, again=True) from error
    # A dict's own look-up: feedparser's answers for other keys too.
    linked = [entry for entry in parsed.entries if _text(dict.get(entry, "link"))]
    if not linked and parsed.get("bozo"):
        raise Unfetched("malformed", "The feed is not well-formed XML.", again=True)
    for entry in linked:
        url = str(dict.get(entry, "link")).strip()
        yield _link(url, dict.get(entry, "published"), dict.get(entry, "updated"))


def _of_sitemap(content: bytes) -> Iterator[Link]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unfetched("malformed", "The sitemap is not well-formed XML.", again=True) from error
    if root is None:
        raise Unfetched("malformed", "The sitemap is not well-formed XML.", again=True)
    for item in root.iterchildren("{*}url", "{*}sitemap"):
        if url := _text(item.findtext("{*}loc")):
            published = item.findtext("{*}news/{*}publication_date")
            yield _link(url, published, item.findtext("{*}lastmod"))


def _of_json(content: bytes) -> Iterator[Link]:
    try:
        data = json.loads(content)
        items = data["items"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise Unfetched("malformed", "The JSON feed has no list of items.", again=True) from error
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and (url := _text(item.get("url"))):
            yield _link(url, item.get("date_published"), item.get("date_modified"))


def _link(url: str, published: Any, changed: Any) -> Link:
    return Link(url, hints.moment(published), hints.moment(changed))


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
