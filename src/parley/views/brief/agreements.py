"""Agreements and what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from parley.store.base import Row
from parley.views.brief.meetings import differing
from parley.views.brief.sources import Sources
from parley.views.brief.text import Entry, Group, Left, Piece, Section, Sentence, Words, quoted
from parley.views.brief.wording import lead, most, omitted, teller

MOST = 25


def section(rows: Sequence[Row], sources: Sources, also: Sequence[Left] = ()) -> Section:
    """Of `parley.views.agreements.listed`; `also`: what else is left out."""
    kept = most(rows, MOST)
    entries = tuple(_entry(row, sources) for row in kept)
    return Section(
        "Agreements, and what became of them",
        (Group(None, entries),) if entries else (),
        "No agreement is told of.",
        omitted((len(kept), "agreement", "agreements")),
        omitted(
            (
                len(rows) - len(kept),
                "agreement that fewer pages tell of",
                "agreements that fewer pages tell of",
            ),
            *also,
        ),
    )


def _entry(row: Row, sources: Sources) -> Entry:
    sentence: list[Piece] = [lead(row["day"]), Words(row["title"])]
    if row["place"]:
        sentence.append(Words(f", {row['place']}"))
    below: list[Sentence] = []
    for one in row["terms_at"][:1]:
        if one["pieces"]:
            below.append((Words("Terms: "), *quoted(one["pieces"]), sources.told([one])))
    below += [_stage(stage, sources) for stage in row["history"]]
    below += differing(row, sources)
    return Entry((*sentence, sources.told(row["told"])), tuple(below))


def _stage(stage: Row, sources: Sources) -> Sentence:
    """``Violated, 9 June 2031, according to Venn: “...” [2]``."""
    said = ", ".join(filter(None, (stage["words"].capitalize(), stage["day"], teller(stage["source"]))))
    out: list[Piece] = [Words(said)]
    for one in stage["told"][:1]:
        if one["pieces"]:
            out += [Words(": "), *quoted(one["pieces"][:1])]
    return (*out, sources.told(stage["told"]))
