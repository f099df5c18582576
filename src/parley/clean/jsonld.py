"""What a page's head says of it as JSON-LD, and which of the articles told of there is the page's own."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any

from parley.clean.lines import key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = Mapping[str, Any]
ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review)$")  # types of articles
_ELSEWHERE = frozenset(
    {"itemListElement", "hasPart", "citation", "relatedLink", "mentions", "isBasedOn", "comment"}
)
_DEEPEST = 12  # levels of JSON-LD that are looked into; real pages nest 4
_ADDRESSES = ("url", "mainEntityOfPage", "@id")
_LOCATION = re.compile(
    r"^(?:https?:)?//(?:www\.)?|[#?].*$|/+$"
)  # what two addresses of one page may differ in
_OUTLET = re.compile(r"(?<!\s)\s++[|–—·•:-]\s")  # a title, and behind it who printed it


def nodes(tree: HtmlElement) -> Iterator[Node]:
    """All nodes of a page, each before those in it; none of what it lists as being elsewhere."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            try:
                data = json.loads(script.text.strip().removeprefix("<![CDATA[").rstrip(";"), strict=False)
            except (json.JSONDecodeError, RecursionError):
                continue  # the page's own mistake; its other metadata still stands
            yield from _nodes(data, 0)


def is_a(node: Node, kind: str | re.Pattern[str]) -> bool:
    """Whether one of a node's types is this one, or one of these."""
    types = node.get("@type")
    for name in types if isinstance(types, list) else [types]:
        if isinstance(name, str) and (name == kind if isinstance(kind, str) else kind.search(name)):
            return True
    return False


def article(some: Sequence[Node], addresses: Collection[str], titles: Collection[str]) -> Node:
    """The node of the page's article; empty if it has none.

    Of several the first that bears the page's address or its title; if none does, the first with a headline and
    a date. 7 of 316 pages have several: of one article each, told twice.

    Args:
        some: The nodes of the page.
        addresses: The page's own, as it states them.
        titles: What else the page says that it is called.
    """
    found = [n for n in some if is_a(n, ARTICLE) and (n.get("headline") or n.get("datePublished"))]
    if len(found) > 1:
        places = {_location(address) for address in addresses}
        names = {key(part) for title in titles for part in (title, _OUTLET.split(title)[0])} - {""}
        own = [n for n in found if _key(n.get("headline")) in names or not places.isdisjoint(_locations(n))]
        found = own or found
    whole = [n for n in found if n.get("datePublished") and n.get("headline")]
    return (whole or found or [{}])[0]


def _nodes(data: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name, value in data.items():
            if name not in _ELSEWHERE and isinstance(value, dict | list):
                yield from _nodes(value, depth + 1)


def _key(headline: Any) -> str | None:
    return key(unescape(headline)) if isinstance(headline, str) else None


def _locations(node: Node) -> Iterator[str]:
    """Where a node says that its article stands."""
    for name in _ADDRESSES:
        value = node.get(name)
        stated = value.get("@id") if isinstance(value, Mapping) else value
        if isinstance(stated, str):
            yield _location(stated)


def _location(address: str) -> str:
    return _LOCATION.sub("", address.strip())
