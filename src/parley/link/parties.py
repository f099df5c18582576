"""Who is at the table, from the meetings that pages report, where the profile does not say.

A state is a side if nearly all pages that report meetings of two sides or more name it as one. It mediates or
hosts if pages say so. A collection about many negotiations has no sides that all its pages share, and so none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from parley.store.base import Row

SIDE = 2 / 3  # of the pages that report meetings of several sides
HELPS = 0.2  # of them, for a mediator or host
LEAST = 2  # pages that report meetings of several sides


def at_the_table(reports: Iterable[Row], into: Mapping[str, str]) -> frozenset[str]:
    """Actor ids of the sides, mediators and hosts.

    Args:
        reports: Rows of ``meeting_reports``.
        into: For actor ids that stand for another, that one's.
    """
    sides, helpers = dict[str, set[str]](), dict[str, set[str]]()
    pages = set[str]()
    for report in reports:
        page = report["document_id"]
        parties = {into.get(actor, actor) for actor in report["parties"]}
        if len(parties) < 2:
            continue
        pages.add(page)
        for actor in parties:
            sides.setdefault(actor, set()).add(page)
        for actor in (*report["mediators"], *report["hosts"]):
            helpers.setdefault(into.get(actor, actor), set()).add(page)
    if len(pages) < LEAST:
        return frozenset()
    chief = {actor for actor, named in sides.items() if len(named) >= SIDE * len(pages)}
    if len(chief) < 2:
        return frozenset()
    return frozenset(chief | {a for a, named in helpers.items() if len(named) >= HELPS * len(pages)})


def with_parties(actors: Sequence[Row], table: Set[str], at: Iterable[Row] | None = None) -> list[Row]:
    """Rows of ``actors`` with the party of each: its own state or body if that is one of `table`.

    Outlets and organisations belong to no state by being of a country.

    Args:
        actors: The rows.
        table: Actor ids of those at the table.
        at: Their rows, where they are not all among `actors`.
    """
    named = {row["id"]: row for row in (actors if at is None else at) if row["id"] in table}
    states = {
        row["country"]: row["name"] for row in named.values() if row["kind"] == "state" and row["country"]
    }
    out = []
    for row in actors:
        party = row["party"] or (row["name"] if row["id"] in named else None)
        if party is None and row["kind"] not in ("media", "organization"):
            party = states.get(row["country"])
        out.append({**row, "party": party})
    return out
