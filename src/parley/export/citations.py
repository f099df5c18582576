"""A page as what one cites, with the words that an entry rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parley.errors import UsageError
from parley.export import days
from parley.export.links import path, web
from parley.export.selection import Selection
from parley.export.titles import WHOLE, hull
from parley.records import Document, row


@dataclass(frozen=True, slots=True)
class Citation:
    """A page, and the words of it that are cited: `(quote, start, end)` each, offsets in code points of its text.

    `names` are its authors, or where none is known the agencies that are credited; `url` is an address of the web, if
    one is known; `file` the path of a page that has no address.
    """

    id: str
    title: str | None
    names: tuple[str, ...]
    outlet: str | None
    url: str | None
    file: str | None
    language: str | None
    published: Mapping[str, Any]
    fetched: str | None
    entry: str | None = None
    words: tuple[tuple[str, int, int], ...] = ()

    @property
    def place(self) -> str | None:
        """Where the words stand, in a sentence; None where none are cited."""
        if not self.words:
            return None
        told = "; ".join(f"“{one_line(quote)}” (characters {a}–{b})" for quote, a, b in self.words)
        return f"{told} of the text of {self.id}; {self.entry}"


def cited(document: Document, entry: Mapping[str, Any] | None = None) -> Citation:
    """The citation of a page, or of an entry on it."""
    return Citation(
        document.id,
        document.title,
        document.authors or document.agencies,
        document.outlet,
        web(document),
        path(document),
        document.language,
        row(document.published),
        document.fetched,
        entry["id"] if entry else None,
        tuple(_words(document, entry)) if entry else (),
    )


def _words(document: Document, entry: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    """What an entry rests on in a page: from the first word to the last, or piece by piece where that is long."""
    start, end = hull(entry, document)
    if end - start <= WHOLE:
        yield document.text[start:end], start, end
        return
    for item in entry["evidence"]:
        if item["document_id"] == document.id:
            yield item["quote"], item["start"], item["end"]


def of_documents(chosen: Selection) -> Iterator[Citation]:
    """The citations of all pages that are chosen."""
    for found in chosen.rows("documents"):
        yield cited(Document.from_dict(found))


def of_entry(chosen: Selection, entry_id: str) -> list[Citation]:
    """What an id, or the beginning of one, names: a page, or each page that an entry rests on.

    Raises:
        UnknownRecord: If there is none, or several begin so.
        UsageError: If it rests on no words.
    """
    kind, entry = chosen.view.find(entry_id)
    if kind == "documents":
        return [cited(chosen.document(entry["id"]))]
    pages = chosen.pages(entry)
    if not pages:
        raise UsageError(
            f"{entry['id']}: of the kind {kind}, which rests on no words; cite a page or an entry"
        )
    return [cited(page, entry) for page in pages]


def text(citations: Iterable[Citation]) -> Iterator[str]:
    """Citations as prose, one a line."""
    for c in citations:
        names = f"{', '.join(c.names)}: " if c.names else ""
        parts = [
            f"{names}“{one_line(c.title or 'Untitled')}”",
            c.outlet,
            days.told(c.published),
            c.url or c.file,
        ]
        place = f" {c.place}." if c.place else ""
        yield f"{', '.join(one_line(part) for part in parts if part)}.{place}\n"


def one_line(words: str) -> str:
    """Without line breaks and control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
