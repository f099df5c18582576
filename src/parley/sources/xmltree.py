"""XML to a tree, defused: no entity is expanded, nothing is fetched, depth and sizes stay within the parser's limits.

A DOCTYPE that only names a document type (as NITF and NewsML 1 carry) is passed over unread; one with
declarations of its own inside is refused before the parser sees it. HTML's named characters (``&nbsp;``),
which those unread document types declare, are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import TYPE_CHECKING

from parley.errors import PageError
from parley.sources.encoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPE = re.compile("<!DOCTYPE", re.I)
_TYPE_ENDS = re.compile(r"[>\[]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse(content: bytes) -> Element:
    """The root of a document.

    Raises:
        PageError: ``malformed`` for what is no well-formed XML, ``not_a_page`` for a DOCTYPE that declares
            something, ``encoding``.
    """
    from lxml import etree

    text, _ = decode(content, None, "application/xml")
    if _declares(text):
        reason = "The XML declares entities or elements of its own, which parley does not read."
        raise PageError("not_a_page", reason)
    text = _NAMED.sub(_character, text.lstrip())
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PageError("malformed", f"The XML is not well-formed: {_short(error)}.") from error
    if next(root.iter(etree.Entity), None) is not None:
        raise PageError("malformed", "The XML names an entity that it does not declare.")
    return root


def written(element: Element) -> bytes:
    """An element as a document of its own, in UTF-8."""
    from lxml import etree

    return etree.tostring(element, encoding="utf-8", with_tail=False)


def name(element: Element) -> str:
    """An element's name without its namespace, lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def below(element: Element | None, *path: str) -> Iterator[Element]:
    """The elements at a path of names below one, whatever their namespaces; ``*`` is any depth."""
    if element is None:
        return
    if not path:
        yield element
        return
    first, rest = path[0], path[1:]
    if first == "*":
        for child in element.iterdescendants():
            if rest and name(child) == rest[0]:
                yield from below(child, *rest[1:])
        return
    for child in element:
        if name(child) == first:
            yield from below(child, *rest)


def first(element: Element | None, *path: str) -> Element | None:
    """The first of `below`."""
    return next(below(element, *path), None)


def words(element: Element | None) -> str | None:
    """All text in an element, as one line."""
    if element is None:
        return None
    return " ".join("".join(str(part) for part in element.itertext()).split()) or None


def text(element: Element | None, *path: str) -> str | None:
    """The words of the first element at a path that has any."""
    return next((found for e in below(element, *path) if (found := words(e))), None)


def attribute(element: Element | None, key: str, *path: str) -> str | None:
    """An attribute of the first element at a path that has it; names are compared without namespace and case."""
    for found in below(element, *path):
        for given, value in found.attrib.items():
            if str(given).rpartition("}")[2].lower() == key and str(value).strip():
                return " ".join(str(value).split())
    return None


def language(element: Element | None) -> str | None:
    """The language that an element states."""
    return None if element is None else element.get(_LANG)


def _declares(text: str) -> bool:
    """Whether the document type has declarations inside; XML allows one, before the root."""
    begun = _TYPE.search(text)
    end = _TYPE_ENDS.search(text, begun.end()) if begun else None
    return "<!ENTITY" in text or (end is not None and end[0] == "[")


def _character(found: re.Match[str]) -> str:
    key = found[1]
    return found[0] if key in _OWN or key not in html5 else html5[key]


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160]
