"""HTML -> one canonical flat text, and which element each of its ranges came from.

The text is a pure function of the markup: what a reader is not shown leaves the tree, everything
else is printed in document order, a block element to a line, white space collapsed as a browser
does. Offsets of elements are recorded while the text is written, so a line's headings, links and
containers are known exactly.

Why not a rendering library: inscriptis, measured on the same pages, resolves character references
twice (a printed ``&lt;`` becomes ``<``), obeys inline margins of up to 100,000 columns, sets table
cells side by side, recurses once an element and gives element offsets that drift; its lines agree
with these on pages without tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley import spans
from parley.errors import PageError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = (
    "head", "title", "script", "style", "template", "noscript", "svg", "iframe", "object", "canvas", "select",
    "audio", "video", "datalist",
)  # fmt: skip
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "listing", "main", "menu", "nav", "ol",
        "p", "pre", "search", "section", "summary", "table", "tbody", "td", "textarea", "tfoot", "th",
        "thead", "tr", "ul", "xmp",
    )
)  # fmt: skip
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "blockquote", "table", "ul", "ol"})
_VERBATIM = frozenset({"pre", "xmp", "listing", "textarea"})
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_SPACE, _LINE, _BLANK = " ", "\n", "\n\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """An element's range of the flat text."""

    start: int
    end: int
    tag: str
    hint: str  # its class, id, itemprop, rel and role, lower case


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as flat text. `marks` are in order of their ends; `hidden` counts the elements not shown."""

    text: str
    marks: tuple[Mark, ...]
    hidden: int


def parse(source: str) -> HtmlElement | None:
    """The tree of a page; None if there is no element in it.

    Raises:
        PageError: If it nests so deeply (over 2,000 elements) that the parser drops the rest.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Surrogates cannot be encoded, and NUL would end the document.
    data = source.encode("utf-8", "replace").replace(b"\0", b"\xef\xbf\xbd")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(data, parser=parser)
    except etree.ParserError:  # an empty document
        return None
    if any("depth" in entry.message for entry in parser.error_log.filter_from_fatals()):
        raise PageError("malformed", "The markup is nested too deeply to be read whole.")
    return tree


def hide(tree: HtmlElement) -> int:
    """Take out of the tree what a reader is not shown; how many elements, scripts and the like aside."""
    from lxml import etree

    etree.strip_elements(tree, *_DROPPED, with_tail=False)
    gone = [e for e in tree.iter("*") if e.tag not in ("html", "body") and _is_hidden(e)]
    for element in gone:
        element.drop_tree()
    return len(gone)


def sheet(tree: HtmlElement, hidden: int = 0) -> Sheet:
    """The flat text of a tree that `hide` has been through."""
    from lxml import etree

    pen = _Pen()
    opened: list[int] = []
    ranges: list[tuple[int, int, str, str]] = []
    verbatim = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = str(element.tag)
        if event == "start":
            pen.gap(_edge(tag))
            opened.append(pen.at)
            verbatim += tag in _VERBATIM
            if tag == "q":
                pen.write("“")
            pen.print(element.text, verbatim > 0)
            continue
        if tag == "q":
            pen.write("”")
        if tag == "br":
            pen.gap(_BLANK if pen.wanted in (_LINE, _BLANK) else _LINE)
        start = opened.pop()
        if pen.at > start:
            ranges.append((start, pen.at, tag, _hint(element)))
        verbatim -= tag in _VERBATIM
        pen.gap(_edge(tag))
        pen.print(element.tail, verbatim > 0)
    text = "".join(pen.out)
    return Sheet(text, tuple(Mark(*spans.strip(text, a, b), tag, hint) for a, b, tag, hint in ranges), hidden)


class _Pen:
    """Writes words, and between them the widest gap that was asked for since the last word."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.at = 0
        self.wanted = ""

    def gap(self, width: str) -> None:
        if len(width) > len(self.wanted) or (width == _LINE and self.wanted == _SPACE):
            self.wanted = width

    def write(self, words: str) -> None:
        if self.wanted and self.at:
            self.out.append(self.wanted)
            self.at += len(self.wanted)
        self.wanted = ""
        self.out.append(words)
        self.at += len(words)

    def print(self, text: str | None, verbatim: bool) -> None:
        if not text:
            return
        for number, line in enumerate(text.split("\n") if verbatim else (text,)):
            if number:
                self.gap(_BLANK if self.wanted in (_LINE, _BLANK) else _LINE)
            if line[:1].isspace():
                self.gap(_SPACE)
            words = " ".join(line.split())
            if words:
                self.write(words)
                if line[-1].isspace():
                    self.gap(_SPACE)


def _edge(tag: str) -> str:
    return _BLANK if tag in _SPACED else _LINE if tag in BLOCKS else ""


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    if style and _HIDING.search(style):
        return True
    # schema.org's own class for text that a script uncovers for subscribers; it is the article.
    return element.get("hidden") is not None and "paywall" not in (element.get("class") or "").split()


def _hint(element: HtmlElement) -> str:
    names = (element.get(name) for name in ("class", "id", "itemprop", "rel", "role", "data-testid"))
    return " ".join(n for n in names if n).lower()
