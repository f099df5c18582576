"""What the dossier's templates show, as plain data from a view; nothing here knows of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from parley.records import CONTENT_ROLES
from parley.store.base import Filter, Row, View
from parley.views import charts
from parley.views.marks import Segment, segments
from parley.views.status import status
from parley.views.words import amount, day

NEWEST = 6  # statements and figures that the overview shows: what one screen holds beside the charts
TOP = 12  # speakers in the overview's chart
_SAFE = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Card:
    """An entry as a list shows it: who, what, where; `href` leads to its words in the page."""

    id: str
    kind: str
    who: str | None
    printed: str | None  # as the page prints it, where that differs from `who`
    anonymous: bool
    what: str
    note: str
    page: PageRef
    href: str


@dataclass(frozen=True, slots=True)
class PageRef:
    """A document as lists name it."""

    id: str
    title: str
    outlet: str
    date: str
    file: str
    key: tuple[str, str]
    language: str
    basis: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of a page with its text cut at the borders of the entries on it."""

    role: str
    reason: str
    is_content: bool
    segments: tuple[Segment, ...]


def slug(entry_id: str) -> str:
    """An id as a file name: letters, digits, ``-`` and ``_`` alone."""
    return _SAFE.sub("_", entry_id)[:80]


def safe_url(url: str | None) -> str | None:
    """The URL if it is http or https and can be parsed; any other scheme is text, never a link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


class Content:
    """Everything that the pages of a dossier show, read from one view in order of the pages' dates."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.status: dict[str, Any] = status(view, top=TOP)
        self.pages = sorted(map(page_ref, view.documents()), key=lambda p: p.key)
        self._by_id = {page.id: page for page in self.pages}

    def documents(self) -> Iterator[tuple[PageRef, Row, tuple[BlockView, ...], list[Card]]]:
        """Each page: its reference, its row, its blocks cut at the entries' borders, and its entries."""
        for page in self.pages:
            found = [row for kind in ("statements", "figures") for row in self._entries(kind, page)]
            document = next(iter(self.view.documents(Filter(document=page.id))))
            yield page, document, tuple(blocks(document, found)), [self._card(row) for row in in_order(found)]

    def cards(self, kind: str) -> Iterator[Card]:
        """All entries of a kind, in order of the pages' dates and of the text."""
        for page in self.pages:
            for row in self._entries(kind, page):
                yield self._card(row)

    def newest(self, kind: str) -> list[Card]:
        """The latest dated entries whose speaker or claimant is known, at most two a page."""
        out: list[Card] = []
        for page in reversed([p for p in self.pages if p.date != "undated"]):
            named = [c for c in map(self._card, self._entries(kind, page)) if c.who and not c.anonymous]
            out += named[:2] if kind == "statements" else named[:1]
            if len(out) >= NEWEST:
                break
        return out[:NEWEST]

    def speakers(self) -> charts.Chart:
        """Who speaks most."""
        rows = self.status["statements"]["speakers"]
        return charts.rows([(row["name"], row["count"], None) for row in rows])

    def months(self) -> charts.Chart:
        """Statements by month of their page."""
        return charts.columns([(row["period"], row["count"]) for row in self.status["statements"]["periods"]])

    def rejections(self) -> list[Row]:
        """Inputs that did not become pages."""
        return list(self.view.rejections())

    def _entries(self, kind: str, page: PageRef) -> Iterator[Row]:
        for row in self.view.entries(kind, Filter(document=page.id)):
            yield row | {"kind_of_entry": kind}

    def _card(self, row: Row) -> Card:
        page = self._by_id[row["document_id"]]
        speaking = row["kind_of_entry"] == "statements"
        who = row["speaker"] if speaking else row["source"]
        name = who["name"] if who else None
        surface = who["surface"] if who else None
        what = row["content"] if speaking else row["evidence"][0]["quote"]
        note = row["act"] if speaking else f"{amount(row)} {row['unit'] or ''}".strip()
        return Card(
            id=row["id"],
            kind=row["kind_of_entry"],
            who=name,
            printed=surface if surface and surface != name else None,
            anonymous=bool(who and who["anonymous"]),
            what=what,
            note=note,
            page=page,
            href=f"{page.file}#{row['id']}",
        )


def page_ref(document: Row) -> PageRef:
    """How lists name a document; pages without a date come last, in order of their uri."""
    published = document["published"]
    return PageRef(
        id=document["id"],
        title=title_of(document),
        outlet=document["outlet"] or "outlet not stated",
        date=day(published),
        file=f"pages/{slug(document['id'])}.html",
        key=(published["earliest"] or published["latest"] or "9999", document["uri"]),
        language=document["language"] or "und",
        basis=published["basis"],
    )


def title_of(document: Row) -> str:
    """The page's title without the outlet's name behind it; its first words where it has none."""
    title, outlet = document["title"], document["outlet"]
    if title and outlet:
        title = re.sub(rf"\s+[-–—|]\s+{re.escape(outlet)}\s*$", "", title) or title
    return title or first_line(document)


def first_line(document: Row) -> str:
    """The first content words of a page without a title, cut at a word."""
    for block in document["blocks"]:
        if block["role"] in ("headline", "body"):
            text = str(document["text"][block["start"] : block["end"]]).strip()
            return text if len(text) <= 90 else text[:90].rsplit(" ", 1)[0] + " …"
    return str(document["uri"])


def in_order(rows: list[Row]) -> list[Row]:
    """Entries in order of the text."""
    return sorted(rows, key=lambda r: (r["evidence"][0]["start"], r["kind_of_entry"] == "figures", r["id"]))


def spans_of(row: Row) -> list[tuple[int, int]]:
    """What an entry marks in its page: all its evidence."""
    return [(e["start"], e["end"]) for e in row["evidence"] if e["document_id"] == row["document_id"]]


def blocks(document: Row, entries: list[Row]) -> Iterator[BlockView]:
    """The blocks of a document with their text cut at the borders of the entries on them."""
    spans = {row["id"]: spans_of(row) for row in entries}
    for start, end, role, reason in runs(document["blocks"]):
        here = {k: own for k, own in spans.items() if any(s < end and start < e for s, e in own)}
        pieces = tuple(segments(document["text"], start, end, here))
        yield BlockView(role, reason, role in CONTENT_ROLES, pieces)


def runs(labelled: list[Row]) -> Iterator[tuple[int, int, str, str]]:
    """Blocks as (start, end, role, reason); neighbouring chrome of one role and reason is one run."""
    for (role, reason), group in groupby(labelled, key=lambda b: (b["role"], b["reason"])):
        if role in CONTENT_ROLES:
            yield from ((b["start"], b["end"], role, reason) for b in group)
        else:
            run = list(group)
            yield run[0]["start"], run[-1]["end"], role, reason
