"""Dates for pages that bear none, from the clues that the record holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from parley.dates import Date
from parley.link.dating.days import Days
from parley.link.dating.proof import dated, sentence
from parley.link.dating.solve import Dating, Page, solve
from parley.link.linked import Linked
from parley.link.reading import Head, columns
from parley.records import make_id
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
    settled = {row["of"]: Date.from_dict(row["date"]) for row in decided}
    if all(_exact(settled.get(head.id) or Date.from_dict(head.published)) for head in linked.derived.heads):
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


def pages_of(linked: Linked, settled: Mapping[str, Date]) -> Iterator[Page]:
    """The current documents of a record as pages to be dated; `settled`: by persons, by document."""
    clues = _clues(linked)
    of_one_day = [row["documents"] for row in linked.links("families") if row["kind"] in _OF_ONE_DAY]
    family = {document: documents for documents in of_one_day for document in documents}
    for head in linked.derived.heads:
        date = settled.get(head.id) or Date.from_dict(head.published)
        yield Page(
            head.id,
            [*clues.get(head.id, ()), *_stated(date), *_fetched(head)],
            frozenset(linked.sides[head.id]),
            tuple(family.get(head.id, ())),
            _exact(date),
        )


def _clues(linked: Linked) -> Mapping[str, Sequence[Row]]:
    """What of each current document's clues counts, by document."""

    def make(missing: Collection[str]) -> Iterator[tuple[str, list[Row]]]:
        out: dict[str, list[Row]] = {document: [] for document in missing}
        for document, _, _, rule, firm, says, evidence in columns(linked.view, "clues", _FIELDS, missing):
            known = {"rule": rule, "firm": firm, "says": json.loads(says), "evidence": json.loads(evidence)}
            out[document].append(known)
        yield from out.items()

    return linked.derived.rows("clues", dict.fromkeys(linked.printed, _VERSION), make)


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
