"""NITF: the News Industry Text Format, versions 3.x, alone or inside NewsML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import parley.sources.hints as hints
from parley.sources import xmltree
from parley.sources.wire import body as bodies
from parley.sources.wire.story import Draft, Head, Story, compose, joined, stamp, urgency
from parley.sources.xmltree import attribute, below, first, text, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FORM = "NITF"


def read(content: bytes) -> Story:
    """The story of a document.

    Raises:
        PageError: If it is no XML that is read.
    """
    return story(xmltree.parse(content))


def story(root: Element) -> Story:
    """The story of an ``nitf`` element."""
    return compose(_FORM, head(root), body(root), said(root))


def head(root: Element) -> Head:
    """What ``body.head`` prints."""
    top = first(root, "body", "body.head")
    return Head(
        headline=text(top, "hedline", "hl1") or text(root, "head", "title"),
        subhead=text(top, "hedline", "hl2"),
        byline=_byline(first(top, "byline")),
        dateline=joined(*_dateline(top), by=", "),
        summary=text(top, "abstract"),
        note=attribute(root, "info", "head", "docdata", "ed-msg") or text(top, "note"),
    )


def body(root: Element) -> Draft:
    """The lines of ``body.content`` and ``body.end``."""
    out = Draft()
    for part in below(root, "body", "body.content"):
        bodies.markup(out, part, _FORM)
    for part in below(root, "body", "body.end"):
        bodies.markup(out, part, _FORM, "credit")
    return out


def said(root: Element) -> dict[str, str]:
    """What the document's head says of it."""
    data, top = first(root, "head", "docdata"), first(root, "body", "body.head")
    issued = attribute(data, "norm", "date.issue")
    published = stamp(issued) or stamp(attribute(root, "date.publication", "head", "pubdata"))
    release = stamp(attribute(data, "norm", "date.release"))
    distributor = text(top, "distributor")
    return hints.given(
        published=published,
        embargoed_until=release if release and published and release > published else None,
        wire_id=attribute(data, "id-string", "doc-id") or attribute(root, "uno"),
        version=attribute(data, "version", "du-key"),
        urgency=urgency(attribute(data, "ed-urg", "urgency")),
        status=_status(attribute(data, "management-status")),
        language=hints.language(attribute(root, "baselang") or xmltree.language(root)),
        rights=joined(_copyright(data), attribute(data, "type", "doc.rights"), text(top, "rights")),
        agency=joined(
            distributor,
            attribute(data, "regsrc", "doc-id"),
            attribute(data, "holder", "doc.copyright"),
            by=", ",
        ),
        credit=distributor,
        slug=attribute(data, "key", "du-key"),
    )


def _byline(element: Element | None) -> str | None:
    """The byline with the title of who wrote it behind a comma: ``By Ana Ruiz, Staff Writer``."""
    if element is None:
        return None
    title = text(element, "byttl")
    whole = " ".join(" ".join(str(part) for part in element.itertext()).split())
    if title and whole.endswith(title):
        return f"{whole.removesuffix(title).rstrip(' ,')}, {title}"
    return whole or None


def _dateline(top: Element | None) -> tuple[str | None, ...]:
    line = first(top, "dateline")
    location = first(line, "location")
    if location is None:
        return (line.text if line is not None else None,)
    return (text(location, "city") or words(location),)


def _copyright(data: Element | None) -> str | None:
    holder, year = attribute(data, "holder", "doc.copyright"), attribute(data, "year", "doc.copyright")
    return " ".join(filter(None, ("©", year, holder))) if holder else None


def _status(value: str | None) -> str | None:
    return value.lower() if value else None
