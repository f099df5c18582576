"""The body of a story as its lines: NITF, XHTML and HTML elements, or plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.sources.sniff import of_text
from parley.sources.wire.story import Draft, paragraphs
from parley.sources.xmltree import name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DROPPED = frozenset(
    {"head", "title", "script", "style", "template", "noscript", "svg", "iframe", "object", "canvas", "select",
     "media-metadata", "media-reference", "media-object", "custom-table", "nitf-table-metadata", "col"}
)  # fmt: skip
_ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2"), "crosshead"),
    **dict.fromkeys(("figcaption", "caption", "media-caption"), "caption"),
    **dict.fromkeys(("media-producer", "credit", "tagline", "distributor"), "credit"),
    **dict.fromkeys(("tr", "note", "fn", "bibliography", "header", "nav", "footer", "time"), "other"),
    "byline": "byline",
    "dateline": "dateline",
}
_BLOCKS = frozenset(_ROLES) | frozenset(
    ("address", "article", "aside", "block", "blockquote", "body", "body.content", "body.end", "bq", "center",
     "dd", "div", "dl", "dt", "figure", "header", "hr", "li", "main", "media", "ol", "p", "pre", "section",
     "summary", "table", "tbody", "tfoot", "thead", "ul", "html", "abstract", "hedline")
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def markup(draft: Draft, element: Element, reason: str, role: str = "body") -> None:
    """The lines of an element: a block element to a line, with the role that its name gives."""
    from lxml import etree

    roles, words, skipped = [role], list[str](), 0

    def end(tag: str) -> None:
        draft.add(roles[-1], "".join(words), f"{reason}: {tag}" if tag else reason)
        words.clear()

    for event, part in etree.iterwalk(element, events=("start", "end")):
        tag = name(part)
        if event == "start":
            hidden = not skipped and part is not element and _is_hidden(part)
            draft.hidden += hidden
            if skipped or hidden or tag in _DROPPED:
                skipped += 1
                continue
            if tag in _BLOCKS:
                end(_said(part))
                roles.append(_ROLES.get(tag, roles[-1]))
            elif tag in _CELLS and words:
                words.append(" | ")
            words.append(_text(part.text))
            continue
        if skipped:
            skipped -= 1
        elif tag in _BLOCKS:
            end(tag)
            roles.pop()
        elif tag == "br":
            end("")
        if part is not element and not skipped:
            words.append(_text(part.tail))
    end("")


def string(draft: Draft, text: str, reason: str, role: str = "body") -> None:
    """The lines of a body that is given as a string: HTML where it looks like it, else paragraphs."""
    if of_text(text) == "text/html":
        html(draft, text, reason, role)
        return
    for paragraph in paragraphs(text):
        draft.add(role, paragraph, reason)


def html(draft: Draft, text: str, reason: str, role: str = "body") -> None:
    """The lines of a body in HTML."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    data = f"<div>{text}</div>".encode("utf-8", "replace").replace(b"\0", b" ")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(data, parser=parser)
    except etree.ParserError:
        return
    markup(draft, tree, reason, role)


def _text(value: str | None) -> str:
    return value or ""


def _said(part: Element) -> str:
    parent = part.getparent()
    return name(parent) if parent is not None else ""


def _is_hidden(part: Element) -> bool:
    return part.get("hidden") is not None or bool(_HIDING.search(part.get("style") or ""))
