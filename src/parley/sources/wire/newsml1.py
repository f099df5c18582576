"""NewsML 1.x, as AFP, ANA and Business Wire send it: news items with nested components."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import parley.sources.hints as hints
from parley.sources import xmltree
from parley.sources.wire import body as bodies
from parley.sources.wire import nitf
from parley.sources.wire.story import Draft, Head, Story, compose, joined, stamp, urgency
from parley.sources.xmltree import attribute, below, first, name, text, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FORM = "NewsML 1"
_TEXTS = (None, "text", "complextext", "html", "nitf")


def read(content: bytes) -> Story:
    """The story of a document that holds one news item.

    Raises:
        PageError: If it is no XML that is read.
    """
    root = xmltree.parse(content)
    return story(next(items(root), root))


def items(root: Element) -> Iterator[Element]:
    """The news items of a document."""
    if name(root) == "newsitem":
        yield root
    yield from below(root, "newsitem")


def story(item: Element) -> Story:
    """The story of a ``NewsItem`` element."""
    draft, inner = Draft(), first(item, "*", "datacontent", "nitf")
    for component in below(item, "newscomponent"):
        _component(draft, component)
    given = nitf.head(inner) if inner is not None else Head()
    head = Head(
        headline=_line(item, "headline") or given.headline,
        subhead=_line(item, "subheadline") or given.subhead,
        byline=_line(item, "byline") or given.byline,
        dateline=_line(item, "dateline") or given.dateline,
        summary=given.summary,
        note=given.note,
    )
    return compose(_FORM, head, draft, _said(item, inner))


def _component(draft: Draft, component: Element) -> None:
    """Adds the texts of a component and of those in it."""
    role = "caption" if (attribute(component, "formalname", "role") or "").lower() == "caption" else "body"
    for item in below(component, "contentitem"):
        medium = attribute(item, "formalname", "mediatype")
        if (medium.lower() if medium else None) in _TEXTS:
            for content in below(item, "datacontent"):
                _content(draft, content, role)
    for part in below(component, "newscomponent"):
        _component(draft, part)


def _content(draft: Draft, content: Element, role: str) -> None:
    inner = first(content, "nitf")
    if inner is not None:
        found = nitf.body(inner)
        draft.lines += found.lines
        draft.hidden += found.hidden
    elif len(content):
        bodies.markup(draft, content, _FORM, role)
    else:
        bodies.string(draft, content.text or "", _FORM, role)


def _said(item: Element, inner: Element | None) -> dict[str, str]:
    identifier = first(item, "identification", "newsidentifier")
    management = first(item, "newsmanagement")
    version = text(identifier, "revisionid")
    wire_id = _identity(identifier, version)
    previous = attribute(identifier, "previousrevision", "revisionid")
    made, again = (stamp(text(management, key)) for key in ("firstcreated", "thisrevisioncreated"))
    status = attribute(management, "formalname", "status")
    credit = _line(item, "creditline")
    provider = _formal(item, "provider")
    own = hints.given(
        wire_id=wire_id,
        version=version,
        supersedes=f"{wire_id} version {previous}" if wire_id and previous and previous != "0" else None,
        published=made or again,
        modified=again if again != made else None,
        embargoed_until=_release(management) if status and status.lower() == "embargoed" else None,
        status=status.lower() if status else None,
        urgency=urgency(attribute(management, "formalname", "urgency")),
        language=hints.language(
            attribute(item, "formalname", "*", "descriptivemetadata", "language") or xmltree.language(item)
        ),
        rights=joined(*_rights(item)),
        credit=credit,
        slug=_line(item, "slugline") or text(item, "identification", "namelabel"),
        agency=joined(credit, provider, _formal(item, "source"), by=", "),
        outlet=provider or credit,
    )
    return {**(nitf.said(inner) if inner is not None else {}), **own}


def _identity(identifier: Element | None, version: str | None) -> str | None:
    """The public identifier without its version, which it ends with."""
    public = text(identifier, "publicidentifier")
    if public and version:
        stem, _, last = public.rpartition(":")
        return stem if last.rstrip("NUA") == version and stem else public
    return public or text(identifier, "newsitemid")


def _release(management: Element | None) -> str | None:
    return stamp(text(management, "statuswillchange", "dateandtime"))


def _rights(item: Element) -> Iterator[str | None]:
    yield _line(item, "copyrightline")
    yield _line(item, "rightsline")
    for usage in below(item, "*", "usageterms"):
        yield words(usage)
    for usage in below(item, "*", "usagerights", "usagetype"):
        yield words(usage)


def _line(item: Element, key: str) -> str | None:
    return text(item, "*", "newslines", key)


def _formal(item: Element, key: str) -> str | None:
    return attribute(item, "formalname", "*", "administrativemetadata", key, "party")
