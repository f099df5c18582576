"""The paragraphs of a DOCX file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.errors import PageError
from parley.sources import xmltree
from parley.sources.office.blocks import (
    CONTENTS,
    DEEPEST,
    LISTED,
    Block,
    Read,
    heading,
    optional,
    own,
    parsed,
    resolved,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_USUAL = "word/document.xml"
_TEXT = ".wordprocessingml.document.main+xml", ".wordprocessingml.template.main+xml"
_CORE = "docProps/core.xml"
_OUR_OWN = "parley"  # whose briefs name it as their author
_SPACE = re.compile(r"\s+")
_SPACES = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "nobreakhyphen": "-"}
_BOXES = ("txbxcontent", "txbody")
_CELLS = {"tbl": "table", "tr": "tr", "tc": "td"}
# Properties; what was deleted or moved away; how to read the characters above which it stands.
_SKIPPED = frozenset(["ppr", "rpr", "sectpr", "tblpr", "trpr", "tcpr", "sdtpr", "del", "movefrom", "rt"])
_FIELDS = 100  # fields inside fields; each word is asked whether it stands in the code of one
_NO = frozenset({"0", "false", "off"})
_HIDDEN = ("vanish", "specvanish")


def main(names: Mapping[str, object], read: Read) -> str | None:
    """The file that holds the text; None for spreadsheets and presentations."""
    if _USUAL in names:
        return _USUAL
    for part in xmltree.below(parsed(read("[Content_Types].xml")), "override"):
        name = (own(part, "PartName") or "").lstrip("/")
        if (own(part, "ContentType") or "").endswith(_TEXT) and name in names:
            return name
    return None


def blocks(name: str, names: Mapping[str, object], read: Read) -> list[Block]:
    """The paragraphs of the text that stands in a file of the archive.

    Raises:
        PageError: If they cannot be read, or if parley wrote them.
    """
    core = optional(_CORE, names, read)
    if xmltree.text(core, "creator") == _OUR_OWN:
        raise PageError("not_a_page", "This is a brief that parley wrote, which is no news.")
    styles = _styles(optional(posixpath.join(posixpath.dirname(name), "styles.xml"), names, read))
    document = _Document(styles)
    body = xmltree.first(parsed(read(name)), "body")
    document.add(body)
    document.end()
    if not document.out and xmltree.first(body, "*", "altchunk") is not None:
        raise PageError(
            "not_a_page", "The document's text is a file inside it (altChunk); save it anew, or its text."
        )
    return document.out


@dataclass(frozen=True, slots=True)
class _Styles:
    """What styles come to, by their ids, and which of them number paragraphs or hide words."""

    names: Mapping[str, str]
    numbered: frozenset[str]
    hidden: frozenset[str]


def _styles(root: Element | None) -> _Styles:
    named: dict[str, str] = {}
    based: dict[str, str] = {}
    numbered, hidden = set(), set()
    for style in xmltree.below(root, "style"):
        key = own(style, "styleId")
        if key:
            named[key] = (xmltree.attribute(style, "val", "name") or "").lower()
            based[key] = xmltree.attribute(style, "val", "basedon") or ""
            if _is_numbered(xmltree.first(style, "ppr")):
                numbered.add(key)
            if _hides(xmltree.first(style, "rpr")):
                hidden.add(key)
    names = {key: resolved(key, named, based) for key in named}
    for _ in range(DEEPEST):
        hidden |= {key for key, below in based.items() if below in hidden}
    return _Styles(names, frozenset(numbered), frozenset(hidden))


def _is_numbered(properties: Element | None) -> bool:
    """Whether paragraphs stand in a list; the list 0 is none."""
    found = xmltree.first(properties, "numpr")
    return found is not None and xmltree.attribute(found, "val", "numid") != "0"


def _hides(properties: Element | None) -> bool:
    return any(
        own(found, "val") not in _NO
        for name in _HIDDEN
        if (found := xmltree.first(properties, name)) is not None
    )


class _Document:
    """The paragraphs so far."""

    def __init__(self, styles: _Styles) -> None:
        self.out: list[Block] = []
        self._styles = styles
        self._begun: list[str] = []  # the paragraph that has begun: marks of its parts' ends may be deleted
        self._boxes: list[Element] = []  # that stand in it
        self._fields: list[str] = []  # of each field that is open, whether its code or its result is read

    def add(self, element: Element | None) -> None:
        """The paragraphs below an element, in the order of the text."""
        for child in element if element is not None else ():
            name = xmltree.name(child)
            if name == "p":
                self._paragraph(child)
            elif name == "sdt":
                self._control(child)
            elif name == "alternatecontent":
                self.add(_chosen(child))
            elif name in _CELLS:
                self.end()
                self.out.append(Block("", f"<{_CELLS[name]}>"))
                self.add(child)
                self.end()
                self.out.append(Block("", f"</{_CELLS[name]}>"))
            elif name not in _SKIPPED:
                self.add(child)

    def end(self, element: str = "p") -> None:
        """Ends the paragraph that has begun."""
        if self._begun:
            self.out.append(Block(element, "".join(self._begun)))
        self._begun, boxes, self._boxes = [], self._boxes, []
        for box in boxes:
            self.add(box)
            self.end()

    def _control(self, element: Element) -> None:
        """What a control holds, unless that is a list of contents or what asks to be filled in."""
        properties = xmltree.first(element, "sdtpr")
        gallery = xmltree.attribute(properties, "val", "docpartobj", "docpartgallery")
        if gallery != "Table of Contents" and not _asks(element):
            self.add(element)

    def _paragraph(self, element: Element) -> None:
        properties = xmltree.first(element, "ppr")
        key = xmltree.attribute(properties, "val", "pstyle") or ""
        style = self._styles.names.get(key, "")
        text = self._text(element, self._boxes)
        self._fields = [of for of in self._fields if of == "result"]
        if not CONTENTS.match(style) and key not in self._styles.hidden:
            self._begun.append(text)
        if xmltree.first(properties, "rpr", "del") is not None:
            return  # what follows goes on in it, and says what it is
        given = xmltree.first(properties, "numpr") is not None
        listed = _is_numbered(properties) if given else key in self._styles.numbered
        self.end(heading(style) or ("li" if listed or style.startswith(LISTED) else "p"))

    def _text(self, element: Element, boxes: list[Element]) -> str:
        """The words below an element; boxes of text inside it are put into `boxes`."""
        parts: list[str] = []
        for child in element:
            name = xmltree.name(child)
            if name == "t":
                parts.append(_SPACE.sub(" ", child.text or "") if "code" not in self._fields else "")
            elif name == "fldchar":
                self._field(own(child, "fldCharType"))
            elif name in _BOXES:
                boxes.append(child)
            elif name == "alternatecontent":
                chosen = _chosen(child)
                parts.append(self._text(chosen, boxes) if chosen is not None else "")
            elif name in _SPACES:
                parts.append(_SPACES[name])
            elif name not in _SKIPPED and not self._is_hidden(child, name):
                parts.append(self._text(child, boxes))
        return "".join(parts)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append("code")
            if len(self._fields) > _FIELDS:
                raise PageError(
                    "too_complex", f"More than {_FIELDS} fields of the document are open at once."
                )
        elif self._fields and kind == "separate":
            self._fields[-1] = "result"
        elif self._fields and kind == "end":
            self._fields.pop()

    def _is_hidden(self, element: Element, name: str) -> bool:
        """Whether a run is hidden, or a control still asks to be filled in."""
        if name == "sdt":
            return _asks(element)
        if name != "r":
            return False
        properties = xmltree.first(element, "rpr")
        return _hides(properties) or (
            xmltree.attribute(properties, "val", "rstyle") in self._styles.hidden
            and not any(xmltree.first(properties, name) is not None for name in _HIDDEN)
        )


def _asks(control: Element) -> bool:
    """Whether a control shows what stands there until it is filled in: "Click here to enter text"."""
    found = xmltree.first(control, "sdtpr", "showingplchdr")
    return found is not None and own(found, "val") not in _NO


def _chosen(element: Element) -> Element | None:
    """Of several forms of one thing the first; the others are for older programs."""
    return next((e for e in element if xmltree.name(e) in ("choice", "fallback")), None)
