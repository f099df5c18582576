"""What changed: positions that hardened, softened, were withdrawn or are new, with their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from parley.store.base import Row
from parley.views.brief.sources import Sources
from parley.views.brief.text import Entry, Group, Left, Piece, Section, Words, quoted
from parley.views.brief.wording import lowered, omitted, teller, when

MOST = 40
ORDER = ("withdrawn", "hardened", "softened", "new")
_TITLES = {"withdrawn": "Withdrawn", "hardened": "Hardened", "softened": "Softened", "new": "New"}


def section(
    rows: Sequence[Row], known: Mapping[str, Row], sources: Sources, also: Sequence[Left] = ()
) -> Section:
    """Of `parley.views.positions.listed` what changed; `known`: positions of all times, by id."""
    changed = [row for row in rows if row["change"] in ORDER]
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in sorted(changed, key=lambda row: (row["sort"], row["id"])):
        alike.setdefault(_key(row), []).append(row)
    ranked = sorted(alike.values(), key=lambda same: ORDER.index(same[0]["change"]))
    kept = sorted(ranked[:MOST], key=lambda same: (_side(same[0]), ORDER.index(same[0]["change"])))
    groups = [
        Group(side[1], tuple(_entry(same, known, sources) for same in of_side))
        for side, of_side in groupby(kept, key=lambda same: _side(same[0]))
    ]
    others = {change: sum(row["change"] == change for row in rows) for change in ("repeated", "")}
    return Section(
        "What changed",
        tuple(groups),
        "No position is told to have changed.",
        _short(kept),
        omitted(
            (len(ranked) - MOST, "new position", "new positions"),
            (
                others["repeated"],
                "position that repeats an earlier one",
                "positions that repeat earlier ones",
            ),
            (others[""], "position whose order in time is open", "positions whose order in time is open"),
            *also,
        ),
    )


def _short(kept: Sequence[Sequence[Row]]) -> tuple[str, ...]:
    """``2 positions hardened``, change by change."""
    counts = {change: sum(same[0]["change"] == change for same in kept) for change in ORDER}
    verbs = {"withdrawn": "withdrawn", "hardened": "hardened", "softened": "softened", "new": "new"}
    return tuple(
        f"{count:,} {'position' if count == 1 else 'positions'} {verbs[change]}"
        for change, count in counts.items()
        if count
    )


def _key(row: Row) -> tuple[str, ...]:
    """What two positions share that say the same."""
    words = " ".join(" ".join(row["parts"]).casefold().split())
    return row["party"], row["issue"], row["stance"], row["change"], words


def _side(row: Row) -> tuple[bool, str]:
    return not row["who"]["tone"], row["who"]["name"]


def _entry(same: Sequence[Row], known: Mapping[str, Row], sources: Sources) -> Entry:
    row = same[0]
    sentence: list[Piece] = [Words(f"{_TITLES[row['change']]}, {lowered(row['issue_title'])}: ", strong=True)]
    sentence += _position(row)
    sentence.append(sources.cite(one["document_id"] for one in same))
    before = known.get(row["follows"]) if row["follows"] else None
    if before is None:
        return Entry(tuple(sentence))
    return Entry(
        tuple(sentence), ((Words("Before: "), *_position(before), sources.cite([before["document_id"]])),)
    )


def _position(row: Row) -> list[Piece]:
    """``3 June 2031, Brantia demands “the port of Sele”, according to Orla Venn``."""
    out: list[Piece] = [
        Words(f"{when(row['day'], row['page'])}, {row['who']['name']} {row['stance_words']} ")
    ]
    out += quoted(row["pieces"])
    conditions = row["conditions"]
    holds = next((p for p in row["pieces"] if conditions and conditions in p["quote"]), None)
    if conditions and not holds:
        out.append(Words(", on a condition"))
    holder = teller(row["holder"], row["who"]["name"])
    return [*out, Words(f", {holder}")] if holder else out
