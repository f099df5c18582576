"""RSS and Atom files: one page an item, with the content that the feed carries."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import parley.sources.hints as hints
from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.encoding import decode
from parley.sources.keys import Keys
from parley.sources.sniff import of_text
from parley.sources.streams import Stream, whole

_ITEM_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.I)


def pages(name: str, stream: Stream, settings: Settings) -> Iterator[Page | Rejection]:
    """The items in the order of the feed. Items that a damaged feed cuts short are not read.

    Raises:
        PageError: If the feed as a whole cannot be read.
    """
    text, _ = decode(whole(stream, settings.max_page_bytes), None, "application/xml")
    feed = _parsed(text)
    complete = len(_ITEM_END.findall(text))
    keys = Keys()
    for number, entry in enumerate(feed.entries[:complete], 1):
        key = hints.words(dict.get(entry, "id")) or str(number)
        yield _item(f"{name}#{keys.unused(key)}", entry, feed.feed)
    if isinstance(feed.get("bozo_exception"), _parse_errors()) or len(feed.entries) > complete:
        reason = f"The feed is not well-formed XML after item {min(complete, len(feed.entries))}."
        yield Rejection(name, name, "malformed", reason)
    elif not feed.entries:
        raise PageError("empty", "The feed has no items.")


def _parsed(text: str) -> Any:
    import feedparser

    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # on some damaged feeds feedparser fails itself, e.g. with KeyError('links')
        reason = f"The feed is damaged beyond what can be parsed ({type(error).__name__})."
        raise PageError("malformed", reason) from error


def _parse_errors() -> type[Exception]:
    from xml.sax import SAXException

    return SAXException


def _item(locator: str, entry: dict[str, Any], feed: dict[str, Any]) -> Page | Rejection:
    # feedparser's own look-up answers for other keys too (updated for published); a dict's does not.
    link = hints.words(dict.get(entry, "link")) or ""
    url = link if link.lower().startswith(("http://", "https://")) else None
    uri = url or hints.words(dict.get(entry, "id")) or locator
    content, kind = _content(entry)
    if not content.strip():
        return Rejection(uri, locator, "empty", "The feed's item has no content.")
    data = content.encode("utf-8")
    source = dict.get(entry, "source") or {}
    found = hints.given(
        id=hints.words(dict.get(entry, "id")),
        url=url,
        title=hints.words(dict.get(entry, "title")),
        outlet=hints.words(dict.get(source, "title")) or hints.words(dict.get(feed, "title")),
        published=hints.stamp(dict.get(entry, "published")),
        modified=hints.stamp(dict.get(entry, "updated")),
        authors=hints.names(dict.get(entry, "authors")),
        language=hints.language(dict.get(feed, "language")),
    )
    if "published" not in found:
        found |= hints.given(unread=hints.unread([dict.get(entry, "published")]))
    return Page(uri, locator, data, kind or of_text(content), "utf-8", found)


def _content(entry: dict[str, Any]) -> tuple[str, str | None]:
    """The item's fullest text: ``content:encoded`` or Atom's content, else its description."""
    parts = [*(dict.get(entry, "content") or []), dict.get(entry, "summary_detail") or {}]
    for part in parts:
        if value := dict.get(part, "value"):
            return value, "text/html" if "html" in dict.get(part, "type", "") else None
    return "", None
