"""The proof: every span reproduces its words, every text its page's bytes.

`verify` reads what is stored and trusts nothing in it; `doctor` looks at the file itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from parley.clean.page import text_of
from parley.errors import PageError, StoreDamaged, UnknownRecord
from parley.records import DAMAGED, Document, Page
from parley.store.base import Filter, Row, Store, View

_ALL = Filter(older=True)
_TEXTS = 64  # documents kept at hand; entries come in order of documents


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something stored that does not reproduce: which row, what of it, what it says and what stands there."""

    kind: str
    id: str
    what: str  # "evidence 0", "speaker", "content", "cue", "bytes", "text"
    document_id: str
    expected: str
    found: str | None


@dataclass(slots=True)
class Verification:
    """What was checked, and what differs; nothing differs in a sound record."""

    documents: int = 0
    spans: int = 0
    mismatches: list[Mismatch] = field(default_factory=list)


def verify(store: Store) -> Verification:
    """Check every document, superseded ones too, and every entry and link that rests on words."""
    out = Verification()
    with store.view() as view:
        for row in view.documents(_ALL, linked=False):
            out.documents += 1
            try:
                document = Document.from_dict(row)
            except StoreDamaged as error:
                out.mismatches.append(_damaged("documents", row, error))
                continue
            out.mismatches += _document(view, document, current=bool(row["found_at"]))
        texts = _Texts(view)
        for kind in ("documents", *view.kinds()):
            rows = (
                view.documents(_ALL, linked=False)
                if kind == "documents"
                else view.entries(kind, _ALL, linked=False)
            )
            for row in rows:
                try:
                    claims = list(_claims(row))
                except DAMAGED as error:
                    out.mismatches.append(_damaged(kind, row, error))
                    continue
                for what, document_id, start, end, quote in claims:
                    out.spans += 1
                    found = texts.at(document_id, start, end)
                    if found != quote:
                        out.mismatches.append(Mismatch(kind, row["id"], what, document_id, quote, found))
    return out


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a record, and what to do about it."""

    what: str
    todo: str


_TODO: Mapping[str, str] = {
    "file": "Keep a copy of the file, then build again from the sources into a new folder.",
    "tables": "Run parley build: it brings the tables up to date.",
    "references": "Build again from the sources into a new folder; please report how this came about.",
    "orphans": "Nothing is lost, but a text without its bytes cannot be proved: run parley verify.",
    "search index": "Search may miss passages; build again from the sources into a new folder.",
}


def doctor(store: Store) -> list[Finding]:
    """What is wrong with the file, its indexes or its references, each with what to do."""
    return [Finding(line, _TODO[line.partition(":")[0]]) for line in store.integrity()]


class _Texts:
    """The texts of documents, those used last kept at hand."""

    def __init__(self, view: View) -> None:
        self._text = lru_cache(_TEXTS)(lambda document_id: view.document(document_id).text)

    def at(self, document_id: str, start: int, end: int) -> str | None:
        """What stands at a place; None where there is no such place."""
        try:
            text = self._text(document_id)
        except (UnknownRecord, StoreDamaged):
            return None
        return text[start:end] if 0 <= start < end <= len(text) else None


def _damaged(kind: str, row: Row, error: Exception) -> Mismatch:
    id_ = str(row.get("id", ""))
    return Mismatch(kind, id_, "row", str(row.get("document_id") or id_), "a whole row", str(error))


def _document(view: View, document: Document, *, current: bool) -> Iterator[Mismatch]:
    """The bytes against their sum, and the text against the bytes.

    A superseded text is not made again: a later version of the reader need not give what it was.
    """
    try:
        content = view.raw(document.sha256)
    except UnknownRecord:
        yield Mismatch("documents", document.id, "bytes", document.id, document.sha256, None)
        return
    digest = hashlib.sha256(content).hexdigest()
    if digest != document.sha256:
        yield Mismatch("documents", document.id, "bytes", document.id, document.sha256, digest)
        return
    if not current:
        return
    page = Page(document.uri, document.uri, content, document.media_type, document.charset)
    try:
        text = text_of(page)
    except PageError as error:
        yield Mismatch("documents", document.id, "text", document.id, _near(document.text, 0), error.reason)
        return
    if text != document.text:
        at = next(
            (i for i, (a, b) in enumerate(zip(text, document.text, strict=False)) if a != b),
            min(len(text), len(document.text)),
        )
        yield Mismatch(
            "documents", document.id, f"text at {at}", document.id, _near(document.text, at), _near(text, at)
        )


def _claims(row: Row) -> Iterator[tuple[str, str, int, int, str]]:
    """(what, document, start, end, words) of everything in a row that says where its words stand."""
    for number, item in enumerate(_evidence(row)):
        yield f"evidence {number}", item["document_id"], item["start"], item["end"], item["quote"]
    home = row.get("document_id")
    if home is None:
        return
    for name in ("speaker", "source"):
        if row.get(name):
            yield name, home, *row[name]["span"], row[name]["surface"]
    if row.get("cue_span"):
        yield "cue", home, *row["cue_span"], row["cue"]
    yield from _content(home, row)


def _content(home: str, row: Row) -> Iterator[tuple[str, str, int, int, str]]:
    """A statement's content, span by span: the spans' words, with white space between, are the content."""
    left = row.get("content") or ""
    spans = row.get("content_spans") or ()
    for number, (start, end) in enumerate(spans, 1):
        length = len(left) if number == len(spans) else end - start
        yield f"content {number}", home, start, end, left[:length]
        left = left[length:].lstrip()


def _evidence(value: Any) -> Iterator[Row]:
    """Every evidence in a row, however deep: of roles, of a date's proof."""
    if isinstance(value, dict):
        if {"document_id", "start", "end", "quote"} <= value.keys():
            yield value
        else:
            for inner in value.values():
                yield from _evidence(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _evidence(inner)


def _near(text: str, at: int) -> str:
    return text[at : at + 40]
