"""NewsML-G2: news items, alone or several in a message. Packages, concepts and planning hold no story."""

from __future__ import annotations

import re
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

_FORM = "NewsML-G2"
OTHER_ITEMS = frozenset({"packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem"})
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_PREVIOUS = frozenset({"previousversion", "isreplacementof", "replaces", "corrects"})


def read(content: bytes) -> Story:
    """The story of a news item that is a document of its own.

    Raises:
        PageError: If it is no XML that is read.
    """
    return story(xmltree.parse(content))


def items(root: Element) -> Iterator[Element]:
    """The items of a document: itself, or those of a message."""
    if name(root) == "newsmessage":
        for item_set in below(root, "itemset"):
            yield from item_set
    else:
        yield root


def story(item: Element) -> Story:
    """The story of a ``newsItem`` element."""
    meta = first(item, "contentmeta")
    inner = first(item, "contentset", "inlinexml", "nitf")
    draft = _body(item)
    given = nitf.head(inner) if inner is not None else Head()
    captions = [words(e) for e in below(meta, "description") if _role(e) == "caption"]
    if _class(item) in ("picture", "graphic", "video", "audio"):
        for caption in captions:
            draft.add("caption", caption, f"{_FORM}: caption")
    head = Head(
        headline=_headline(meta, main=True) or given.headline or text(item, "itemmeta", "title"),
        subhead=_headline(meta, main=False) or given.subhead,
        byline=text(meta, "by") or given.byline,
        dateline=text(meta, "dateline") or given.dateline,
        summary=next((words(e) for e in below(meta, "description") if _role(e) != "caption"), None)
        or given.summary,
        note=next((words(e) for e in below(item, "itemmeta", "ednote") if _for_all(e)), None) or given.note,
    )
    return compose(_FORM, head, draft, _said(item, meta, inner))


def _body(item: Element) -> Draft:
    out = Draft()
    for content in below(item, "contentset", "inlinexml"):
        for part in content:
            if name(part) == "nitf":
                inner = nitf.body(part)
                out.lines += inner.lines
                out.hidden += inner.hidden
            elif name(part) in ("html", "body", "div", "section", "article", "p"):
                bodies.markup(out, part, _FORM)
    for content in below(item, "contentset", "inlinedata"):
        if not content.get("encoding") and "xml" not in (content.get("contenttype") or ""):
            bodies.string(out, "".join(map(str, content.itertext())), _FORM)
    return out


def _said(item: Element, meta: Element | None, inner: Element | None) -> dict[str, str]:
    top, rights = first(item, "itemmeta"), first(item, "rightsinfo")
    made = stamp(text(top, "versioncreated"))
    published = stamp(text(top, "firstcreated")) or stamp(text(meta, "contentcreated")) or made
    credit = text(meta, "creditline")
    wire_id, version = attribute(item, "guid"), attribute(item, "version")
    own = hints.given(
        wire_id=wire_id,
        version=version,
        supersedes="; ".join(dict.fromkeys(_previous(top, wire_id))),
        published=published,
        modified=made if made != published else None,
        embargoed_until=stamp(text(top, "embargoed")),
        status=_code(first(top, "pubstatus")),
        urgency=urgency(text(meta, "urgency")),
        language=hints.language(attribute(meta, "tag", "language") or xmltree.language(item)),
        rights=joined(*_rights(rights)),
        credit=credit,
        slug=text(meta, "slugline"),
        agency=joined(
            credit, *map(_named, below(meta, "infosource")), _named(first(top, "provider")), by=", "
        ),
        outlet=_outlet(_named(first(top, "provider")), credit),
    )
    return {**(nitf.said(inner) if inner is not None else {}), **own}


def _headline(meta: Element | None, *, main: bool) -> str | None:
    for element in below(meta, "headline"):
        if (_role(element) not in ("subheadline", "sub")) == main and (found := words(element)):
            return found
    return None


def _rights(rights: Element | None) -> Iterator[str | None]:
    yield text(rights, "copyrightnotice") or _copyright(_named(first(rights, "copyrightholder")))
    for terms in below(rights, "usageterms"):
        yield words(terms)


def _copyright(holder: str | None) -> str | None:
    return f"© {holder}" if holder else None


def _previous(top: Element | None, wire_id: str | None) -> Iterator[str]:
    """What the item says it takes the place of: a link to it, with its version."""
    for link in below(top, "link"):
        target = attribute(link, "guidref") or attribute(link, "residref") or attribute(link, "href")
        relation = (attribute(link, "rel") or "").rpartition(":")[2].lower()
        version = attribute(link, "version")
        if target and (relation in _PREVIOUS or (not relation and version and target == wire_id)):
            yield f"{target} version {version}" if version else target


def _named(element: Element | None) -> str | None:
    """A party's name, or the text that stands for it."""
    if element is None:
        return None
    said = text(element, "name") or attribute(element, "literal") or words(element)
    return said or (attribute(element, "qcode") or "").rpartition(":")[2] or None


def _outlet(provider: str | None, credit: str | None) -> str | None:
    """Who published it: the provider, unless that is given as a host and the credit line has a name."""
    return credit if provider and credit and _HOST.fullmatch(provider) else provider or credit


def _role(element: Element) -> str:
    return (attribute(element, "role") or "").rpartition(":")[2].lower()


def _code(element: Element | None) -> str | None:
    return (attribute(element, "qcode") or "").rpartition(":")[2].lower() or None


def _class(item: Element) -> str | None:
    return _code(first(item, "itemmeta", "itemclass"))


def _for_all(note: Element) -> bool:
    """Whether an editorial note may be printed, and is one rather than a page of its own."""
    return attribute(note, "pubconstraint") is None and not len(note)
