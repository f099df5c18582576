"""A file of wire items to its pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from parley.errors import PageError
from parley.records import Page, Rejection
from parley.sources import wire, xmltree
from parley.sources.keys import Keys
from parley.sources.wire import iptc7901, newsml1, newsml_g2, ninjs
from parley.sources.wire.story import Story
from parley.sources.xmltree import name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Item = Page | Rejection


def xml(file: str, content: bytes, kind: str) -> Iterator[Item]:
    """The items of a NITF or NewsML file; one that is the whole file keeps the file's bytes.

    Raises:
        PageError: If the file is no XML that is read, or holds no items.
    """
    root = xmltree.parse(content)
    if kind == wire.NITF:
        yield page(file, file, content, wire.NITF)
        return
    found = list(newsml1.items(root) if kind == wire.NEWSML_1 else newsml_g2.items(root))
    if not found:
        raise PageError("not_a_page", "The NewsML document holds no news item.")
    keys = Keys()
    for number, item in enumerate(found, 1):
        alone = len(found) == 1 and (item is root or kind == wire.NEWSML_1)
        locator = file if len(found) == 1 else f"{file}#{keys.unused(_own_name(item) or str(number))}"
        if name(item) in newsml_g2.OTHER_ITEMS or name(item) != "newsitem":
            yield Rejection(locator, locator, "not_a_page", _no_story(item))
        else:
            yield page(locator, locator, content if alone else xmltree.written(item), kind)


def messages(file: str, content: bytes, kind: str) -> Iterator[Item]:
    """The messages of an IPTC 7901 or ANPA file.

    Raises:
        PageError: ``malformed``, if there is none.
    """
    found = list(iptc7901.MESSAGE.finditer(content))
    if not found:
        raise PageError("malformed", "The file begins like a wire message but holds none.")
    for number, message in enumerate(found, 1):
        locator = file if len(found) == 1 else f"{file}#{number}"
        yield page(locator, locator, content if len(found) == 1 else message[0], kind)


def json_item(locator: str, item: Mapping[str, Any], content: bytes | None = None) -> Item:
    """An item in JSON; without `content`, its bytes are written from the value."""
    data = content
    if data is None:
        data = json.dumps(item, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return page(locator, locator, data, wire.NINJS)


def json_items(file: str, items: Iterable[Mapping[str, Any]]) -> Iterator[Item]:
    """Several items in JSON."""
    keys = Keys()
    for number, item in enumerate(items, 1):
        yield json_item(f"{file}#{keys.unused(ninjs.identity(item) or str(number))}", item)


def page(uri: str, locator: str, content: bytes, kind: str) -> Item:
    """One item as a page, or why it is none."""
    try:
        story = wire.read(content, kind)
    except PageError as error:
        return Rejection(uri, locator, error.code, error.reason)
    if not story.has_text:
        return Rejection(uri, locator, "withdrawal" if story.is_withdrawn else "no_text", _empty(story))
    charset = "iso-8859-1" if kind in (wire.IPTC_7901, wire.ANPA) else None
    return Page(story.said.get("url") or uri, locator, content, kind, charset, story.said)


def _empty(story: Story) -> str:
    if story.is_withdrawn:
        named = story.said.get("wire_id", "that has no name")[:200]
        status = story.said["status"]
        return f"The wire withdraws the item {named} ({status}) without a word; its earlier versions go unmarked."
    title = f" ({story.said['title'][:80]})" if "title" in story.said else ""
    status = story.said.get("status", "usable")
    notice = f"; its status is {status}" if status != "usable" else ""
    return f"The wire item{title} carries no text of its own: a picture, a recording, a notice{notice}."


def _own_name(item: Element) -> str | None:
    return xmltree.attribute(item, "guid") or xmltree.text(item, "*", "publicidentifier")


def _no_story(item: Element) -> str:
    tag = str(item.tag).rpartition("}")[2]
    return f"A NewsML <{tag}>: it lists or describes other items and holds no story."
