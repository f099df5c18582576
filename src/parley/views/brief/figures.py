"""Figures that somebody claims, the most told ones."""

from __future__ import annotations

from collections.abc import Sequence

from parley.store.base import Row
from parley.views.brief.pages import Pages
from parley.views.brief.sources import Sources
from parley.views.brief.text import Entry, Group, Left, Piece, Section, Words, quotation
from parley.views.brief.wording import lowered, omitted, teller, when

MOST = 20
_KINDS = ("count", "money", "share")


def section(rows: Sequence[Row], pages: Pages, sources: Sources, also: Sequence[Left] = ()) -> Section:
    """Of `parley.views.figures.listed` what somebody claims, by how many pages tell it, then in order of time."""
    claims: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row["source"] and row["source"]["settled"] and row["event"] and row["kind"] in _KINDS:
            claims.setdefault(_key(row), []).append(row)
    ranked = sorted(claims.values(), key=lambda same: (-_pages(same), same[0]["sort"], same[0]["id"]))
    kept = sorted(ranked[:MOST], key=lambda same: (same[0]["head"], same[0]["sort"], same[0]["id"]))
    entries = tuple(_entry(same, pages, sources) for same in kept)
    unsaid = sum(not row["source"] for row in rows)
    unsettled = sum(bool(row["source"]) and not row["source"]["settled"] for row in rows)
    return Section(
        "Figures claimed",
        (Group(None, entries),) if entries else (),
        "No figure of what was done is claimed by anybody.",
        omitted((len(kept), "figure claimed", "figures claimed")),
        omitted(
            (len(ranked) - len(kept), "other claim of a figure", "other claims of figures"),
            (unsettled, "figure whose claimant no page settles", "figures whose claimants no page settles"),
            (unsaid, "figure that an outlet states itself", "figures that outlets state themselves"),
            *also,
        ),
    )


def _key(row: Row) -> tuple[str, ...]:
    source = row["source"]
    return row["value"], row["unit"].casefold(), row["event"], source["key"], source["printed"] or ""


def _pages(rows: Sequence[Row]) -> int:
    return len({row["document_id"] for row in rows})


def _entry(same: Sequence[Row], pages: Pages, sources: Sources) -> Entry:
    row = same[0]
    first = row["evidence"][0]
    sentence: list[Piece] = [
        quotation(first),
        Words(f": {lowered(when(row['said'], row['page']))}, {teller(row['source'])}: "),
    ]
    sentence.append(quotation(pages.around(row["evidence"]), (first["start"], first["end"])))
    return Entry((*sentence, sources.cite(one["document_id"] for one in same)))
