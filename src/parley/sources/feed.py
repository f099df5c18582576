"""RSS and Atom files: one page an item, with the content that the feed carries."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import parley.sources.hints as hints
from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.encoding import decode
from parley.sources.keys import Keys
from parley.sources.sniff import of_text
from parley.sources.streams import Stream, whole

# feedparser knows no domain's ending of more than four letters, and leaves the rest of one in the name.
_CUT = re.compile(r"\.[A-Za-z]{4}$")
_REST = re.compile(r"^[a-z]+(?= \(|$)|<[a-z]*>")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
# The feed's own address, from which nothing relative can be counted. Without one feedparser goes on with an item's
# xml:base for those behind it.
_NOWHERE = "mailto:feed"
_ITEM_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.I)


def pages(name: str, stream: Stream, settings: Settings) -> Iterator[Page | Rejection]:
    """The items in the order of the feed. Items that a damaged feed cuts short are not read.

    Raises:
        PageError: If the feed as a whole cannot be read.
    """
    text, _ = decode(whole(stream, settings.max_page_bytes), None, "application/xml")
    feed = _parsed(text)
    complete = len(_ITEM_END.findall(text))
    around = _Around.of(feed)
    keys = Keys()
    for number, entry in enumerate(feed.entries[:complete], 1):
        key = hints.words(dict.get(entry, "id")) or str(number)
        yield _item(f"{name}#{keys.unused(key)}", entry, around)
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
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": _NOWHERE},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # on some damaged feeds feedparser fails itself, e.g. with KeyError('links')
        reason = f"The feed is damaged beyond what can be parsed ({type(error).__name__})."
        raise PageError("malformed", reason) from error


def _parse_errors() -> type[Exception]:
    from xml.sax import SAXException

    return SAXException


@dataclass(frozen=True, slots=True)
class _Around:
    """What a feed says of all its items."""

    title: str | None
    language: str | None
    authors: str | None  # Atom's hold for items that name none (RFC 4287, 4.2.1); RSS names an editor there
    base: str  # what relative addresses count from; empty if the feed names no address

    @staticmethod
    def of(feed: Any) -> _Around:
        said, is_atom = feed.feed, str(feed.get("version")).startswith("atom")
        own = [link.get("href") for link in _parts(said, "links") if link.get("rel") == "self"]
        addresses = [*own, dict.get(said, "link")] if is_atom else [dict.get(said, "link"), *own]
        return _Around(
            title=_title(said),
            language=hints.language(dict.get(said, "language")),
            authors=_authors(said) if is_atom else None,
            base=next((url for url in map(hints.words, addresses) if url and _is_web(url)), ""),
        )


def _item(locator: str, entry: dict[str, Any], around: _Around) -> Page | Rejection:
    # feedparser's own look-up answers for other keys too (updated for published); a dict's does not.
    url = _address(entry, around.base)
    uri = url or hints.words(dict.get(entry, "id")) or locator
    content, kind = _content(entry)
    if not content.strip():
        return Rejection(uri, locator, "empty", "The feed's item has no content.")
    data = content.encode("utf-8")
    source = _part(entry, "source")
    found = hints.given(
        id=hints.words(dict.get(entry, "id")),
        url=url,
        title=_title(entry),
        outlet=_title(source) or around.title,
        published=hints.stamp(dict.get(entry, "published")),
        modified=hints.stamp(dict.get(entry, "updated")),
        authors=_authors(entry) or _authors(source) or around.authors,
        language=around.language,
    )
    if "published" not in found:
        found |= hints.given(unread=hints.unread([dict.get(entry, "published")]))
    return Page(uri, locator, data, kind or of_text(content), "utf-8", found)


def _address(entry: dict[str, Any], base: str) -> str | None:
    """The address that an item links to, in full.

    feedparser has counted it from an ``xml:base``, and makes an address of an id too, which is one only as it stands.
    """
    link = hints.words(dict.get(entry, "link")) or ""
    linked = [hints.words(each.get("href")) for each in _parts(entry, "links")]
    try:
        url = urljoin(base, link) if link in linked else link
    except ValueError:  # no address: "http://["
        return None
    return url if _is_web(url) and (link in linked or link == hints.words(dict.get(entry, "id"))) else None


def _part(said: dict[str, Any], key: str) -> dict[str, Any]:
    """What feedparser made of an element; nothing where an element of that very name put a text in its place."""
    value = dict.get(said, key)
    return value if isinstance(value, dict) else {}


def _parts(said: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = dict.get(said, key)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _title(said: dict[str, Any]) -> str | None:
    """A title without its markup, where it is of a type that has any."""
    detail = _part(said, "title_detail")
    title = dict.get(said, "title")
    return hints.unmarked(title) if "html" in (dict.get(detail, "type") or "") else hints.words(title)


def _authors(said: dict[str, Any]) -> str | None:
    return hints.names([name for author in _parts(said, "authors") for name in _persons(author)])


def _persons(author: dict[str, Any]) -> list[str]:
    """The names in what RSS takes for an address of mail: ``desk@harbour-post.example (Ben Ode)``."""
    name = hints.words(dict.get(author, "name")) or ""
    mail = dict.get(author, "email")
    if mail and _CUT.search(mail):
        name = _REST.sub("", name)
    return [part.strip(" ()<>,") for part in _MAIL.split(name)] if mail else [name]


def _content(entry: dict[str, Any]) -> tuple[str, str | None]:
    """The item's fullest text: ``content:encoded`` or Atom's content, else its description."""
    for part in [*_parts(entry, "content"), _part(entry, "summary_detail")]:
        if value := dict.get(part, "value"):
            return value, "text/html" if "html" in dict.get(part, "type", "") else None
    return "", None
