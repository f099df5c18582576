"""The paragraphs of an ODT file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.errors import PageError
from parley.sources import xmltree
from parley.sources.office.blocks import CONTENTS, Block, Read, heading, optional, own, parsed, resolved

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KIND = b"application/vnd.oasis.opendocument.text"
_KINDS = (_KIND, _KIND + b"-template")
_MANIFEST = "META-INF/manifest.xml"
_CONTENT, _STYLES = "content.xml", "styles.xml"
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"[1-9]")
_SPACES = {"tab": " ", "line-break": "\n", "s": " "}
_CELLS = {"table": "table", "table-row": "tr", "table-cell": "td"}
_FAMILIES = {"p": "paragraph", "h": "paragraph", "span": "text"}  # of styles that may hide
_PARAGRAPHS = frozenset({"p", "h", "list"})
_PICTURE = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"  # names and descriptions of pictures
_SKIPPED = frozenset(
    (
        *("tracked-changes", "note", "annotation", "annotation-end"),
        *("table-of-content", "table-index", "illustration-index", "alphabetical-index", "object-index"),
        *("user-index", "bibliography", "forms", "sequence-decls", "variable-decls"),
        *("hidden-text", "hidden-paragraph", "covered-table-cell", "script", "placeholder"),
        "ruby-text",  # how the characters below it are read
    )
)


def is_text(names: Mapping[str, object], read: Read) -> bool:
    """Whether an archive is a text of OpenDocument."""
    return "mimetype" in names and _CONTENT in names and read("mimetype").strip() in _KINDS


def blocks(names: Mapping[str, object], read: Read) -> list[Block]:
    """The paragraphs of a text.

    Raises:
        PageError: If they cannot be read.
    """
    if _MANIFEST in names and b"encryption-data" in read(_MANIFEST):
        raise PageError("unreadable", "The document is encrypted.")
    content = parsed(read(_CONTENT))
    document = _Document(_styles(optional(_STYLES, names, read), content))
    document.add(xmltree.first(content, "body", "text"))
    return document.out


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the styles of paragraphs come to, by their names in the file, and the styles that hide what has them."""

    paragraphs: Mapping[str, str]
    hidden: frozenset[tuple[str, str]]  # whether of a ``paragraph`` or of ``text``, and the name


def _styles(*roots: Element | None) -> _Styles:
    """The styles of both files; of one name, those of the later count."""
    based: dict[str, str] = {}
    hidden: dict[tuple[str, str], bool] = {}
    for root in roots:
        for style in xmltree.below(root, "*", "style"):
            family, key = own(style, "family") or "", own(style, "name") or ""
            hidden[family, key] = xmltree.attribute(style, "display", "text-properties") == "none"
            if family == "paragraph":
                based[key] = own(style, "parent-style-name") or ""
    named = {key: key.lower().replace("_20_", " ") for key in {*based, *based.values()}}
    paragraphs = {key: resolved(key, named, based) for key in named}
    return _Styles(paragraphs, frozenset(key for key, hides in hidden.items() if hides))


class _Document:
    """The paragraphs so far."""

    def __init__(self, styles: _Styles) -> None:
        self.out: list[Block] = []
        self._styles = styles

    def add(self, element: Element | None, listed: bool = False) -> None:
        """The paragraphs below an element, in the order of the text."""
        for child in element if element is not None else ():
            name = xmltree.name(child)
            if self._is_skipped(child, name):
                continue
            if name in ("p", "h"):
                self._paragraph(child, name, listed)
            else:
                cell = _CELLS.get(name)
                self.out += [Block("", f"<{cell}>")] if cell else []
                self.add(child, listed or name == "list")
                self.out += [Block("", f"</{cell}>")] if cell else []

    def _paragraph(self, element: Element, name: str, listed: bool) -> None:
        style = self._styles.paragraphs.get(own(element, "style-name") or "", "")
        if CONTENTS.match(style):
            return
        if name == "h":
            style = f"heading {own(element, 'outline-level') or 1}"
        boxes: list[Element] = []
        text = self._text(element, boxes)
        self.out.append(Block(heading(style) or ("li" if listed else "p"), text))
        for box in boxes:
            self.add(box)

    def _text(self, element: Element, boxes: list[Element]) -> str:
        """The words below an element; what holds paragraphs of its own inside it is put into `boxes`."""
        parts = [_SPACE.sub(" ", element.text or "")]
        for child in element:
            name = xmltree.name(child)
            if name in _SPACES:
                parts.append(_SPACES[name] * _times(child))
            elif not self._is_skipped(child, name):
                if any(xmltree.name(below) in _PARAGRAPHS for below in child):
                    boxes.append(child)
                else:
                    parts.append(self._text(child, boxes))
            parts.append(_SPACE.sub(" ", child.tail or ""))
        return "".join(parts)

    def _is_skipped(self, element: Element, name: str) -> bool:
        return (
            name in _SKIPPED
            or str(element.tag).startswith(_PICTURE)
            or own(element, "display") == "none"
            or (_FAMILIES.get(name, ""), own(element, "style-name")) in self._styles.hidden
        )


def _times(element: Element) -> int:
    """How many spaces a mark stands for."""
    count = own(element, "c") or "1"
    return int(count) if _DIGIT.fullmatch(count) else 1
