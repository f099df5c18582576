"""Meetings held and planned: who, where, under whom, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.store.base import Row
from parley.views.brief.sources import Sources
from parley.views.brief.text import Cited, Entry, Group, Left, Piece, Section, Sentence, Words, quoted
from parley.views.brief.wording import lead, lowered, most, omitted, together

MOST = 30
MET = frozenset({"held", "under_way", "paused", "failed"})


def section(
    rows: Sequence[Row], outcomes: Mapping[str, Row], sources: Sources, also: Sequence[Left] = ()
) -> Section:
    """Of `parley.views.meetings.listed`; `outcomes`: agreements by id; `also`: what else is left out."""
    kept = most(rows, MOST)
    held = tuple(_entry(row, outcomes, sources) for row in kept if row["status"] in MET)
    ahead = tuple(_entry(row, outcomes, sources) for row in kept if row["status"] not in MET)
    groups = [
        Group(title, of)
        for title, of in (("Held or under way", held), ("Proposed, scheduled or called off", ahead))
        if of
    ]
    return Section(
        "Meetings",
        tuple(groups),
        "No meeting is told of.",
        omitted(
            (len(held), "meeting held", "meetings held"),
            (len(ahead), "proposed, scheduled or called off", "proposed, scheduled or called off"),
        ),
        omitted(
            (len(rows) - len(kept), "meeting that fewer pages tell of", "meetings that fewer pages tell of"),
            *also,
        ),
    )


def _entry(row: Row, outcomes: Mapping[str, Row], sources: Sources) -> Entry:
    cited = sources.told(row["told"])
    sentence: list[Piece] = [
        lead(row["day"]),
        Words(f"{row['title']}; {row['status_words']}"),
    ]
    heads = [_head(one) for one in row["heads"]]
    if heads:
        sentence.append(Words(f"; led by {together(heads)}"))
    for names, verb in ((row["mediators"], "mediated by"), (row["hosts"], "hosted by")):
        if names:
            sentence.append(Words(f"; {verb} {together([one['name'] for one in names])}"))
    if row["duration"]:
        sentence.append(Words(f"; it lasted {row['duration']}"))
    if row["agenda"]:
        sentence.append(Words(f"; about {together([lowered(title) for title in row['agenda']])}"))
    below = [*_words(row, sources), *_outcome(row, outcomes, sources), *differing(row, sources)]
    return Entry((*sentence, cited), tuple(below))


def _head(one: Row) -> str:
    return f"{one['name']} ({one['side']['name']})" if one["side"] else str(one["name"])


def _words(row: Row, sources: Sources) -> list[Sentence]:
    """How the first page puts it."""
    for one in row["told"]:
        if one["pieces"]:
            return [(*quoted(one["pieces"][:1]), sources.told([one]))]
    return []


def _outcome(row: Row, outcomes: Mapping[str, Row], sources: Sources) -> list[Sentence]:
    found = [outcomes[i] for i in row["outcome"] if i in outcomes]
    return [
        (Words(f"Came of it: {lowered(one['title'])}, {one['status_words']}"), sources.told(one["told"]))
        for one in found
    ]


def differing(row: Row, sources: Sources) -> list[Sentence]:
    """Fields of which pages give values that exclude each other, each value with who gives it."""
    out: list[Sentence] = []
    for field in row["fields"]:
        if not field["differs"]:
            continue
        sentence: list[Piece] = [Words(f"{field['title']}, told differently: ")]
        for i, value in enumerate(field["values"]):
            cited: Cited = sources.told(value["sources"])
            told = value["value"].replace("; ", " and ")
            sentence += [Words(f"{'; or ' if i else ''}{told}"), cited]
        out.append(tuple(sentence))
    return out
