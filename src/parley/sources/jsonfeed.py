"""JSON Feed 1.x: one page an item, with the content that the feed carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import parley.sources.hints as hints
from parley.records import Page, Rejection
from parley.sources import authors
from parley.sources.keys import Keys

_VERSION = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


def is_feed(value: object) -> bool:
    """Whether a JSON value is a feed; its version says so."""
    if not isinstance(value, Mapping) or not isinstance(value.get("items"), list):
        return False
    return isinstance(value.get("version"), str) and value["version"].startswith(_VERSION)


def pages(name: str, feed: Mapping[str, Any]) -> Iterator[Page | Rejection]:
    """The items in the order of the feed."""
    keys = Keys()
    for number, item in enumerate(feed["items"], 1):
        own = _identifier(item.get("id")) if isinstance(item, Mapping) else None
        locator = f"{name}#{keys.unused(own or str(number))}"
        if isinstance(item, Mapping):
            yield _item(locator, item, feed)
        else:
            yield Rejection(locator, locator, "malformed", "The feed's item is no JSON object.")
    if not feed["items"]:
        yield Rejection(name, name, "empty", "The feed has no items.")


def _item(locator: str, item: Mapping[str, Any], feed: Mapping[str, Any]) -> Page | Rejection:
    found = hints.given(
        id=_identifier(item.get("id")),
        url=_address(item.get("url")) or _address(item.get("id")),
        title=hints.words(item.get("title")),
        outlet=hints.words(feed.get("title")),
        published=hints.stamp(item.get("date_published")),
        modified=hints.stamp(item.get("date_modified")),
        authors=authors.listed(item.get("authors"))
        or authors.listed(item.get("author"))
        or authors.listed(feed.get("authors"))  # they hold for items that name none
        or authors.listed(feed.get("author")),
        language=hints.language(item.get("language")) or hints.language(feed.get("language")),
    )
    if "published" not in found:
        found |= hints.given(unread=hints.unread([item.get("date_published")]))
    uri = found.get("url") or locator
    content, kind = _content(item)
    if not content.strip():
        return Rejection(uri, locator, "empty", "The feed's item has no content.")
    if not all(map(hints.printable, (content, *found.values()))):
        reason = "The feed's item holds half of a surrogate pair, which is no character."
        return Rejection(uri, locator, "malformed", reason)
    return Page(uri, locator, content.encode("utf-8"), kind, "utf-8", found)


def _content(item: Mapping[str, Any]) -> tuple[str, str]:
    """The item's fullest text: its HTML, its text, or else its summary."""
    for key, kind in (
        ("content_html", "text/html"),
        ("content_text", "text/plain"),
        ("summary", "text/plain"),
    ):
        if isinstance(item.get(key), str) and item[key].strip():
            return item[key], kind
    return "", "text/plain"


def _identifier(value: object) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else hints.words(value)


def _address(value: object) -> str | None:
    text = hints.words(value)
    return text if text and text.lower().startswith(("http://", "https://")) else None
