"""Dates for pages that bear none, from the clues that the record holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from parley.dates import Date
from parley.link.dating.days import Days
from parley.link.dating.proof import dated, sentence
from parley.link.dating.solve import Dating, Page, solve
from parley.link.heads import Head
from parley.link.linked import Linked
from parley.link.reading import columns
from parley.plain import load, packed
from parley.records import make_id, name_key
from parley.store.base import Row

BY, BY_HAND = "clues", "user"  # who dated a page; a person's word stays until that person takes it back
_FIELDS = ("rule", "firm", "says", "evidence")
_KNOWN = frozenset({"metadata", "fetched"})  # rules of clues that lie beside the text
_OF_ONE_DAY = frozenset({"copy", "rewrite"})  # kinds of family; pages that share some passages are of any day
_VERSION = "1"  # raise it when the same clues would be kept otherwise


def link_dates(linked: Linked, decided: Sequence[Row] = ()) -> list[Row]:
    """A row for each current document whose day of writing its own metadata do not tell.

    Args:
        linked: The record with its families.
        decided: The rows by which persons settled dates; they hold against everything else.
    """
    settled = {row["of"]: row["date"] for row in decided}
    if all(_is_day(settled.get(head.id, head.published)) for head in linked.derived.heads):
        return list(decided)
    pages = list(pages_of(linked, settled))
    found = solve(pages)
    rows = []
    for page in pages:
        dating = found[page.id]
        if page.known is None and page.id not in settled and _tells_more(dating, page):
            rows.append(
                {
                    "id": make_id("date", page.id),
                    "of": page.id,
                    "date": dated(dating).to_dict(),
                    "days": len(dating.days) if dating.days.first and dating.days.last else None,
                    "dropped": [sentence(step) for step in dating.dropped],
                    "by": BY,
                }
            )
    return sorted([*decided, *rows], key=lambda row: str(row["id"]))


def by_hand(document_id: str, edtf: str) -> Row:
    """The row by which a person settles the date of a page.

    Raises:
        ValueError: If `edtf` is no date.
    """
    return {
        "id": make_id("date", document_id),
        "of": document_id,
        "date": Date.of(edtf, "user").to_dict(),
        "days": None,
        "dropped": [],
        "by": BY_HAND,
    }


def pages_of(linked: Linked, settled: Mapping[str, Row]) -> Iterator[Page]:
    """The current documents of a record as pages to be dated; `settled`: by persons, by document.

    Without those whose day is known and that tell others nothing: of no war's beginning, of no round of talks, of
    no family.
    """
    clues = _clues(linked)
    of_one_day = [row["documents"] for row in linked.links("families") if row["kind"] in _OF_ONE_DAY]
    family = {document: documents for documents in of_one_day for document in documents}
    heads = [
        (head, plain)
        for head in linked.derived.heads
        if not _is_day(plain := settled.get(head.id, head.published))
        or head.id in family
        or _tells_others(clues.get(head.id, b""))
    ]
    sides = linked.sides([head.id for head, _ in heads])
    for head, plain in heads:
        date = Date.from_dict(plain)
        yield Page(
            head.id,
            [*load(clues.get(head.id, b"[]")), *_stated(date), *_fetched(head)],
            frozenset(sides[head.id]),
            tuple(family.get(head.id, ())),
            head.outlet and name_key(head.outlet),
            _exact(date),
        )


def _clues(linked: Linked) -> Mapping[str, bytes]:
    """What of the clues of each current document with such counts, as JSON, by document."""

    def make(missing: Collection[str]) -> Iterator[tuple[str, bytes]]:
        out: dict[str, list[Row]] = {document: [] for document in missing}
        for document, _, _, rule, firm, says, evidence in columns(linked.view, "clues", _FIELDS, missing):
            known = {"rule": rule, "firm": firm, "says": load(says), "evidence": load(evidence)}
            out[document].append(known)
        yield from ((document, packed(told)) for document, told in out.items())

    return linked.derived.some("clues", _VERSION, make)


def _tells_others(clues: bytes) -> bool:
    """Whether clues count for other pages, too."""
    return b'"began"' in clues or b'"round"' in clues


def _is_day(date: Row) -> bool:
    return bool(date["earliest"]) and date["earliest"] == date["latest"]


def _exact(date: Date) -> Days | None:
    if date.earliest and date.earliest == date.latest:
        day = dt.date.fromisoformat(date.earliest)
        return Days.between(day, day)
    return None


def _stated(date: Date) -> list[dict[str, Any]]:
    """A month or a year that the metadata or a person give, as clues."""
    bounds = {"not_before": date.earliest, "not_after": date.latest}
    words = [dataclasses.asdict(proof.evidence) for proof in date.proof if proof.evidence]
    return [
        {"rule": "metadata", "firm": 0, "says": {name: day}, "evidence": words}
        for name, day in bounds.items()
        if day and date.earliest != date.latest
    ]


def _fetched(head: Head) -> list[dict[str, Any]]:
    """The day of fetching, as a clue; where the page was written it may have been the next day already."""
    if not head.fetched:
        return []
    day = dt.date.fromisoformat(head.fetched[:10]) + dt.timedelta(1)
    return [{"rule": "fetched", "firm": 0, "says": {"not_after": day.isoformat()}, "evidence": []}]


def _tells_more(dating: Dating, page: Page) -> bool:
    """Whether anything was found that the page's own date does not tell."""
    stated = {clue["rule"] for clue in page.clues} & {"metadata"}
    rules = {step.clue["rule"] for step in dating.used}
    return bool(rules - _KNOWN if stated else rules)
