"""Open disagreements: one question, and each value with who gives it. No verdict."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from parley.store.base import Row
from parley.views.brief.sources import Sources
from parley.views.brief.text import Entry, Group, Piece, Section, Sentence, Words, quoted
from parley.views.brief.wording import lowered, omitted, raised

MOST = 25
TELLERS = 3  # of a value that are named


def section(rows: Sequence[Row], pages: Collection[str], sources: Sources) -> Section:
    """Of `parley.views.comparisons.listed` what differs and stands in one of the pages of the brief, by their ids."""
    found = [row for row in rows if row["relation"] == "different" and _touches(row, pages)]
    kept = found[:MOST]
    compatible = sum(row["relation"] == "compatible" and _touches(row, pages) for row in rows)
    return Section(
        "Open disagreements",
        (Group(None, tuple(_entry(row, sources) for row in kept)),) if kept else (),
        "No two accounts are found to differ.",
        omitted((len(kept), "question told differently", "questions told differently")),
        omitted(
            (len(found) - len(kept), "other disagreement", "other disagreements"),
            (
                compatible,
                "question with values that can all be true",
                "questions with values that can all be true",
            ),
        ),
    )


def _touches(row: Row, pages: Collection[str]) -> bool:
    return any(teller["page"]["id"] in pages for value in row["values"] for teller in value["tellers"])


def _entry(row: Row, sources: Sources) -> Entry:
    asked = f"{row['record']['title']}: {lowered(row['question'])}" if row["record"] else row["question"]
    below = tuple(_value(value, sources) for value in row["values"])
    return Entry((Words(f"{raised(asked)}:", strong=True),), below)


def _value(value: Row, sources: Sources) -> Sentence:
    out: list[Piece] = [Words(f"{value['value']}: ")]
    for i, teller in enumerate(value["tellers"][:TELLERS]):
        source = teller["source"]
        name = (
            (source["name"] if source["settled"] else source["printed"])
            if source
            else teller["page"]["outlet"]
        )
        out.append(Words(f"{'; ' if i else ''}{name}"))
        if teller["pieces"]:
            out += [Words(", "), *quoted(teller["pieces"][:1])]
        out.append(sources.cite([teller["page"]["id"]]))
    more = len(value["tellers"]) - TELLERS
    return (*out, Words(f"; and {more} more")) if more > 0 else tuple(out)
