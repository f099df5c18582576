"""What a document of a word processor comes to: its paragraphs in order, and these as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from parley.errors import PageError
from parley.sources import xmltree

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVEL = re.compile(r"heading ([1-9][0-9]?)")
_MOST = (
    600_000  # tags in a part; a document of 300 pages has a third of them, and so many take 1 to 7 seconds
)
DEEPEST = 9  # styles that a style stands on
_ABOVE = 8  # lines of a letterhead above the title
_LINE = 100  # characters of such a line
_TITLES = 2  # lines of a title; a style that is on more paragraphs stands only on the title's
CONTENTS = re.compile(r"(?:toc|contents) (?:[0-9]{1,2}|heading)|table of (?:figures|authorities|contents)\b")
LISTED = ("list bullet", "list number", "list continue")

Read = Callable[[str], bytes]  # the bytes of a part, by its name


class Block(NamedTuple):
    """A paragraph: the element that it becomes, and its text; without an element, the markup of a row or cell."""

    element: str  # h1 ... h6, p, li
    text: str


def parsed(content: bytes) -> Element:
    """The root of a part.

    Raises:
        PageError: ``too_complex``, and as `parley.sources.xmltree.parse`.
    """
    if content.count(b"<") > _MOST:
        raise PageError("too_complex", f"The document has more than {_MOST:,} tags.")
    return xmltree.parse(content)


def optional(name: str, names: Mapping[str, object], read: Read) -> Element | None:
    """The root of a part without which the text can be read; None where it is missing or broken."""
    try:
        return parsed(read(name)) if name in names else None
    except PageError:
        return None


def own(element: Element | None, key: str) -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == key), None)


def heading(style: str) -> str | None:
    """The element for a style's name, which is English in the file whatever the language of the program."""
    if style == "title":
        return "h1"
    level = _LEVEL.fullmatch(style)
    return f"h{min(int(level[1]) + 1, 6)}" if level else None


def resolved(key: str, named: Mapping[str, str], based: Mapping[str, str]) -> str:
    """The name of a style, or of the first of those it stands on that says what a paragraph is."""
    at = key
    for _ in range(DEEPEST):
        name = named.get(at, "")
        if heading(name) or CONTENTS.match(name) or name.startswith(LISTED) or not based.get(at):
            break
        at = based[at]
    return named.get(at, "")


def written(blocks: list[Block]) -> bytes:
    """The page, with the title's heading as `h1`."""
    filled = [block for block in blocks if block.text.strip()]
    if sum(block.element == "h1" for block in filled) > _TITLES:
        filled = [Block("p", block.text) if block.element == "h1" else block for block in filled]
    title = _title([block for block in filled if block.element])
    out, listed = ["<!DOCTYPE html>\n<html><body><article>"], False
    for block in [*filled, Block("", "</article></body></html>")]:
        element = "h1" if block is title else block.element
        if (element == "li") != listed:
            listed = not listed
            out.append("<ul>" if listed else "</ul>")
        lines = [html.escape(line.strip(), quote=False) for line in block.text.split("\n")]
        out.append(f"<{element}>{'<br>'.join(lines)}</{element}>" if element else block.text)
    return "\n".join([*out, ""]).encode("utf-8")


def _title(blocks: list[Block]) -> Block | None:
    """The one heading of the highest rank, where no paragraph has the title's style and only a letterhead is above."""
    ranks = [block.element for block in blocks if block.element.startswith("h")]
    if not ranks or "h1" in ranks or ranks[0] != min(ranks) or ranks.count(ranks[0]) > 1:
        return None
    at = next(i for i, block in enumerate(blocks) if block.element.startswith("h"))
    above = blocks[:at]
    return blocks[at] if at <= _ABOVE and all(len(block.text) < _LINE for block in above) else None
