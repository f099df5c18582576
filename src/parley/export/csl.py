"""The documents as CSL-JSON, which Zotero, pandoc and other processors of citations read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from parley.export import days
from parley.export.citations import Citation, of_documents, one_line
from parley.export.jsontext import write_list
from parley.export.selection import Counts, Selection


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One item a document."""
    counts = Counts()

    def items() -> Iterator[dict[str, Any]]:
        for citation in of_documents(chosen):
            counts.add("documents")
            yield item(citation)

    write_list(stream, items())
    return counts


def entries(citations: Iterable[Citation]) -> Iterator[str]:
    """Some citations."""
    from io import StringIO

    stream = StringIO()
    write_list(stream, map(item, citations))
    yield stream.getvalue()


def item(c: Citation) -> dict[str, Any]:
    """One item. Names stay whole: which word of them is a family's is not known."""
    fields = {
        "id": c.id,
        "type": "article-newspaper" if c.outlet else "webpage" if c.url else "document",
        "title": one_line(c.title or "Untitled"),
        "author": [{"literal": name} for name in c.names],
        "container-title": c.outlet,
        "issued": _issued(c.published),
        "accessed": {"date-parts": [_parts(c.fetched[:10])]} if c.fetched else None,
        "URL": c.url,
        "language": c.language,
        "note": c.place,
    }
    return {name: value for name, value in fields.items() if value}


def _issued(date: Mapping[str, Any]) -> dict[str, Any] | None:
    found = days.plain(date)
    if found:
        return {"date-parts": [_parts(found)]}
    if date["earliest"] and date["latest"]:
        return {"date-parts": [_parts(date["earliest"]), _parts(date["latest"])], "circa": True}
    return {"literal": days.told(date)} if date["earliest"] or date["latest"] else None


def _parts(iso: str) -> list[int]:
    return [int(part) for part in iso.split("-")]
