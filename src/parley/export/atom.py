"""What was found as an Atom feed, the newest first. With ``--since`` it holds what is new."""

from __future__ import annotations

import re
from typing import IO, Any

from lxml import etree

from parley._version import __version__
from parley.export import days
from parley.export.links import iri, web
from parley.export.selection import Counts, Selection
from parley.export.titles import hull, quoted, title, who
from parley.records import Document
from parley.records import row as as_row
from parley.store.base import Row

KINDS = ("statements", "figures", "positions", "incidents", "meetings", "agreements")
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = "0001-01-01"


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One entry a row. What has no date, and stands on pages without one, is left out: an entry must bear one."""
    counts, entries = Counts(), list[tuple[str, str, Any]]()
    for kind in KINDS:
        for row in chosen.rows(kind):
            pages = chosen.pages(row)
            when = _updated(row, pages)
            counts.add(kind, when is not None)
            if when:
                entries.append((when, row["id"], _entry(kind, row, when, pages, chosen)))
    entries.sort(key=lambda entry: entry[:2], reverse=True)
    feed = etree.Element(f"{{{_NAMESPACE}}}feed", nsmap={None: _NAMESPACE})
    _add(feed, "id", iri("feed"))
    _add(feed, "title", "A sourced record made by parley")
    _add(feed, "updated", f"{entries[0][0] if entries else _NEVER}T00:00:00Z")
    _add(_add(feed, "author"), "name", "parley")
    _add(feed, "generator", "parley", version=__version__)
    feed.extend(entry for _, _, entry in entries)
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n')
    stream.write(etree.tostring(feed, encoding="unicode", pretty_print=True))
    return counts


def _updated(row: Row, pages: list[Document]) -> str | None:
    """When it came into print: the last day that its newest page can be of; else its own."""
    printed = [page.published.latest or page.published.earliest for page in pages]
    dates = [row["date"]] if row.get("date") else row.get("dates") or []
    own = [date["latest"] or date["earliest"] for date in dates]
    return max(filter(None, printed), default=None) or max(filter(None, own), default=None)


def _entry(kind: str, row: Row, when: str, pages: list[Document], chosen: Selection) -> Any:
    entry = etree.Element(f"{{{_NAMESPACE}}}entry")
    _add(entry, "id", iri(row["id"]))
    _add(entry, "title", title(kind, row, chosen))
    _add(entry, "updated", f"{when}T00:00:00Z")
    outlet = next((page.outlet for page in pages if page.outlet), "parley")
    name = who(row.get("speaker") or row.get("source") or row.get("holder"))
    _add(_add(entry, "author"), "name", name or outlet)
    _add(entry, "category", term=kind)
    for issue in (*(row.get("about") or ()), *(row.get("agenda") or ()), *filter(None, [row.get("issue")])):
        _add(entry, "category", term=issue)
    address = next(filter(None, map(web, pages)), None)
    if address:
        _add(entry, "link", rel="alternate", href=address)
    _add(entry, "content", _words(row, pages), type="text")
    return entry


def _words(row: Row, pages: list[Document]) -> str:
    lines = []
    for page in pages:
        start, end = hull(row, page)
        told = days.told(as_row(page.published))
        lines.append(f"“{quoted(row, page)}” ({page.outlet or page.uri}, {told}, characters {start}–{end})")
    return "\n".join(lines)


def _add(parent: Any, name: str, words: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    for key, value in attributes.items():
        element.set(key, _xml(value))
    if words is not None:
        element.text = _xml(words)
    return element


def _xml(words: str) -> str:
    """Without the characters that XML has no place for."""
    return _NOT_XML.sub(" ", words)
