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

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from parley.errors import PageError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = frozenset(
    (
        "title", "script", "style", "template", "noscript", "svg", "iframe", "object", "canvas",
        "select", "audio", "video", "datalist",
    )
)  # fmt: skip
_UNSEEN = frozenset({"template", "noscript"})  # of these, what a reader could have been shown
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "listing", "main", "menu", "nav", "ol",
        "p", "pre", "search", "section", "summary", "table", "tbody", "td", "textarea", "tfoot", "th",
        "thead", "tr", "ul", "xmp",
    )
)  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "blockquote", "table", "ul", "ol"})
_VERBATIM = frozenset({"pre", "xmp", "listing", "textarea"})
_STRONG = frozenset({"strong", "b"})
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_MODAL = re.compile(r"\b(?:modal|dialog|popup|overlay|lightbox)", re.I)
_STREAMED = re.compile(r"S:[0-9a-f]+$")  # React's name for a part that a script moves to its place
_STRING = re.compile(r'"(?>(?:[^"\\]++|\\.)*)"', re.S)
_LONG = 400  # code points of a string that can be an article
_PARAGRAPH = re.compile(r"<p[\s>]|<br", re.I)
_SCRIPT = 4_000_000  # code points of a script that are looked at
_DEEP = 250  # elements around one that is still given an address; real pages nest 60
_NAMES = ("class", "id", "itemprop", "rel", "role", "data-testid")
_TITLED = tuple(name for name in _NAMES if name != "id")  # a heading's id is made of its own words
_ASKED = (*_NAMES, "style", "hidden", "aria-hidden")
_MANY = 100
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_SPACE, _LINE, _BLANK = " ", "\n", "\n\n"


@dataclass(slots=True)
class Line:
    """A printed line: a range of the flat text and what it was made of, in code points."""

    start: int
    end: int
    node: int  # the innermost element that holds all of it
    linked: int = 0  # inside links
    strong: int = 0  # inside bold


@dataclass(frozen=True, slots=True)
class Mark:
    """The range, with the gap before it, of an inline element that has names and stands in one line."""

    start: int
    end: int
    node: int


@dataclass(slots=True)
class Sheet:
    """A page as flat text. Elements are numbered in document order; `parents[0]` is -1."""

    text: str = ""
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # number among its siblings of that name, from 1
    depths: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)  # what attributes call an element
    paths: dict[int, str] = field(default_factory=dict)  # what `xpath` has said
    hidden: int = 0  # elements that a reader is not shown
    hidden_chars: int = 0  # code points of their text
    scripted: bool = False  # the text was found in a script: its elements stand nowhere in the page

    def hint(self, node: int) -> str:
        """An element's class, id, itemprop, rel and role."""
        return self.names.get(node, "")

    def xpath(self, node: int) -> str | None:
        """Where an element stands in its document; None if it is not in it or absurdly deep."""
        if self.scripted or self.depths[node] > _DEEP:
            return None
        path = self.paths.get(node)
        if path is None:
            parent = self.parents[node]
            above = (self.xpath(parent) or "") if parent >= 0 else ""
            path = self.paths[node] = f"{above}/{self.tags[node]}[{self.places[node]}]"
        return path


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
        raise PageError("too_complex", "The markup is nested too deeply to be read whole.")
    return tree


def read(tree: HtmlElement) -> Sheet:
    """What a page says: its flat text, or, where it prints none, the article that it keeps for a script to print."""
    printed = sheet(tree)
    if printed.lines:
        return printed
    kept = max(_kept(tree), key=len, default="")
    inner = parse(kept) if kept else None
    if inner is None:
        return printed
    found = sheet(inner)
    found.scripted = True
    return found


def _kept(tree: HtmlElement) -> Iterator[str]:
    """The JSON strings in a page's scripts that are markup with paragraphs, also inside other such strings."""
    for script in tree.iter("script"):
        waiting = [(script.text or "")[:_SCRIPT]]
        for _ in range(2):
            found = [value for text in waiting for raw in _strings(text) if (value := _decoded(raw))]
            yield from (value for value in found if len(_PARAGRAPH.findall(value)) >= 3)
            waiting = found


def _strings(text: str) -> Iterator[str]:
    """The long quoted strings of a script. Where quotes are out of step, the next one begins a string."""
    at = text.find('"')
    while at >= 0 and (m := _STRING.match(text, at)):
        if len(m[0]) >= _LONG:
            yield m[0]
            at = text.find('"', m.end())
        else:
            at = m.end() - 1


def _decoded(literal: str) -> str | None:
    try:
        value = json.loads(literal, strict=False)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def sheet(tree: HtmlElement) -> Sheet:
    """The flat text of a tree, and its elements. What a reader is not shown is passed over and counted."""
    from lxml import etree

    out = Sheet()
    pen = _Pen(out)
    walk = etree.iterwalk(tree, events=("start", "end"))
    opened: list[int] = []
    seen: list[dict[str, int]] = [{}]
    verbatim = 0
    skipped = False
    for event, element in walk:
        if event == "start":
            tag = str(element.tag)
            counts = seen[-1]
            counts[tag] = place = counts.get(tag, 0) + 1
            dropped = tag in _DROPPED
            given = _NO_ATTRIBUTES if dropped else _attributes(element)
            if dropped or (given and tag != "body" and _is_hidden(given)):
                if not dropped or tag in _UNSEEN:
                    out.hidden_chars += len(" ".join("".join(element.itertext()).split()))
                    out.hidden += not dropped
                skipped = True
                walk.skip_subtree()
                continue
            node = len(out.parents)
            out.parents.append(opened[-1] if opened else -1)
            out.tags.append(tag)
            out.places.append(place)
            out.depths.append(len(opened))
            asked = _TITLED if tag in HEADINGS else _NAMES
            if given and (named := [v for n in asked if (v := given.get(n))]):
                out.names[node] = " ".join(named)
            pen.gap(_edge(tag))
            out.starts.append(pen.at)
            out.ends.append(pen.at)
            opened.append(node)
            seen.append({})
            pen.open(node, tag, len(opened))
            verbatim += tag in _VERBATIM
            if tag == "q":
                pen.write("“")
            if element.text:
                pen.print(element.text, verbatim > 0)
            continue
        if skipped:
            skipped = False
        else:
            node = opened.pop()
            seen.pop()
            tag = out.tags[node]
            if tag == "q":
                pen.write("”")
            if tag == "br":
                pen.gap(_BLANK if pen.wanted in (_LINE, _BLANK) else _LINE)
            verbatim -= tag in _VERBATIM
            pen.close(node, tag, len(opened))
            pen.gap(_edge(tag))
        if element.tail:
            pen.print(element.tail, verbatim > 0)
    pen.flush()
    out.text = "".join(pen.out)
    return out


class _Pen:
    """Writes words, and between them the widest gap that was asked for since the last word."""

    def __init__(self, sheet: Sheet) -> None:
        self.out: list[str] = []
        self.at = 0
        self.wanted = ""
        self._sheet = sheet
        self._node, self._depth = -1, 0  # the innermost open element
        self._line: Line | None = None
        self._line_depth = self._lowest = 0  # of its element; of what was open since its last word
        self._links = self._strongs = 0

    def open(self, node: int, tag: str, depth: int) -> None:
        self._node, self._depth = node, depth
        self._links += tag == "a"
        self._strongs += tag in _STRONG

    def close(self, node: int, tag: str, depth: int) -> None:
        sheet = self._sheet
        sheet.ends[node] = self.at
        start, line = sheet.starts[node], self._line
        within = line is not None and line.start <= start + len(_BLANK) and self.at > start
        if within and node in sheet.names and tag not in BLOCKS:
            sheet.marks.append(Mark(start, self.at, node))
        self._node, self._depth = sheet.parents[node], depth
        self._lowest = min(self._lowest, depth)
        self._links -= tag == "a"
        self._strongs -= tag in _STRONG

    def gap(self, width: str) -> None:
        if len(width) > len(self.wanted) or (width == _LINE and self.wanted == _SPACE):
            self.wanted = width

    def write(self, words: str) -> None:
        if self.wanted and self.at:
            self.out.append(self.wanted)
            self.at += len(self.wanted)
            if self.wanted != _SPACE:
                self.flush()
        self.wanted = ""
        line = self._line
        if line is None:
            line = self._line = Line(self.at, self.at, self._node)
            self._line_depth = self._lowest = self._depth
        elif self._lowest < self._line_depth:
            while self._line_depth > self._lowest:
                line.node = self._sheet.parents[line.node]
                self._line_depth -= 1
        self.out.append(words)
        self.at += len(words)
        line.end = self.at
        if self._links:
            line.linked += len(words)
        if self._strongs:
            line.strong += len(words)

    def flush(self) -> None:
        """End the line."""
        if self._line is not None:
            self._sheet.lines.append(self._line)
            self._line = None

    def print(self, text: str, verbatim: bool) -> None:
        if verbatim:
            self._print_lines(text)
            return
        words = " ".join(text.split())
        if not words:
            if not self.wanted:
                self.wanted = _SPACE
            return
        if not self.wanted and text[0].isspace():
            self.wanted = _SPACE
        self.write(words)
        if text[-1].isspace():
            self.wanted = _SPACE

    def _print_lines(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
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


def _attributes(element: HtmlElement) -> Mapping[str, str]:
    """An element's attributes; of a great many, which take time in the square of their number, those asked for."""
    if len(element.attrib) <= _MANY:
        return dict(element.items())
    return {name: value for name in _ASKED if (value := element.get(name)) is not None}


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    if style and _HIDING.search(style):
        return True
    # Also told of icons and of text that is read aloud otherwise: only of dialogs is it a sign.
    if attributes.get("aria-hidden") == "true" and (
        attributes.get("role") in ("dialog", "alertdialog") or _MODAL.search(attributes.get("class") or "")
    ):
        return True
    if attributes.get("hidden") is None:
        return False
    # schema.org's own class for text that a script uncovers for subscribers; it is the article.
    paywalled = "paywall" in (attributes.get("class") or "").split()
    return not paywalled and not _STREAMED.match(attributes.get("id") or "")
