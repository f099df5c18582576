"""Actors as views show them: what pages call them and when, what they hold, where they met, what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol

from parley.store.base import Row, View
from parley.views import days, words
from parley.views.index import Index
from parley.views.positions import latest
from parley.views.statements import NO_SIDE

CALLED = 2  # roles that the listing shows, those on most pages
STRIP, BAR = 150, 4  # width of a strip of time in units of its drawing, and the least of a bar on it
QUOTED = 20  # statements that an actor's page shows; all of them stand in the listing


class Acts:
    """What every actor did, by actor id: rows of the other listings."""

    def __init__(
        self,
        statements: Sequence[Row],
        positions: Sequence[Row],
        meetings: Sequence[Row],
        agreements: Sequence[Row],
    ) -> None:
        self.statements = _by(statements, lambda row: [row["speaker"]["actor_id"]])
        self.positions = _by(positions, lambda row: [row["party"], (row["holder"] or {}).get("actor_id")])
        self.meetings = _by(meetings, _attended)
        self.agreements = _by(agreements, lambda row: [who["id"] for who in row["parties"]])

    def count(self, kind: str, actor: str) -> int:
        """How many rows of a kind an actor has part in."""
        of_kind: Mapping[str, Sequence[Row]] = getattr(self, kind)
        return len(of_kind.get(actor, ()))


def _by(rows: Sequence[Row], actors: Any) -> Mapping[str, list[Row]]:
    out: dict[str, list[Row]] = {}
    for row in rows:
        for actor in dict.fromkeys(actors(row)):
            if actor:
                out.setdefault(actor, []).append(row)
    return out


def _attended(row: Row) -> list[str]:
    return [who["id"] for name in ("parties", "mediators", "hosts", "delegates") for who in row[name]]


def listed(view: View, index: Index, acts: Acts) -> list[Row]:
    """All actors: those of sides first, in them those of whom most is told."""
    rows = [actor(row, index, acts) for row in view.links("actors")]
    sides = Counter(row["party"] for row in rows)

    def place(row: Row) -> tuple[Any, ...]:
        side = row["party"]
        return (not side, -sides[side] if side else 0, side or "", -row["weight"], row["name"], row["id"])

    return sorted(rows, key=place)


class Counts(Protocol):
    """How much is told of actors."""

    def count(self, kind: str, actor: str) -> int:
        """How many rows of a kind an actor has part in."""
        ...


def actor(row: Row, index: Index, acts: Counts) -> Row:
    """One actor, as the listing shows it."""
    counts = {
        kind: acts.count(kind, row["id"]) for kind in ("statements", "positions", "meetings", "agreements")
    }
    pages = {piece["document_id"] for piece in row["evidence"] if piece["document_id"] in index.pages}
    roles = _drawn([_role(role, index) for role in row["roles"]])
    return {
        "id": row["id"],
        "name": row["name"],
        "aliases": [alias for alias in row["aliases"] if alias != row["name"]],
        "kind": row["kind"],
        "kind_words": words.say("actor_kinds", row["kind"]),
        "country": row["country"],
        "party": row["party"],
        "tone": index.tone(row["party"]),
        "roles": sorted(roles, key=lambda role: (role["sort"], role["title"])),
        "called": sorted(roles, key=lambda role: (-role["pages"], role["title"]))[:CALLED],
        "pages": len(pages),
        "weight": len(pages) + sum(counts.values()),
        **counts,
    }


def _role(role: Row, index: Index) -> Row:
    first, last = words.of_edtf(role["from"]), words.of_edtf(role["to"])
    names = list(dict.fromkeys(filter(None, (words.day(first), words.day(last)))))
    told = index.quoted(role["evidence"])
    return {
        "title": role["title"],
        "of": role["of"],
        "day": " to ".join(names) or None,
        "first": first["earliest"] or last["earliest"],
        "last": last["latest"] or first["latest"],
        "told": told,
        "pages": len(told),
        "sort": (first["earliest"] or last["earliest"] or days.LAST),
    }


def _drawn(roles: list[Row]) -> list[Row]:
    """Roles with their bars on a strip of time that all of one actor's share; None where a role is not dated."""
    dated = [role for role in roles if role["first"] and role["last"]]
    if not dated:
        return [{**role, "bar": None} for role in roles]
    start = min(days.ordinal(role["first"]) for role in dated)
    reach = max(1, max(days.ordinal(role["last"]) for role in dated) - start)

    def bar(role: Row) -> Row:
        x = (STRIP - BAR) * (days.ordinal(role["first"]) - start) / reach
        end = BAR + (STRIP - BAR) * (days.ordinal(role["last"]) - start) / reach
        return {"x": round(x, 1), "width": round(end - x, 1)}

    return [{**role, "bar": bar(role) if role["first"] and role["last"] else None} for role in roles]


def groups(rows: Sequence[Row], before: Row | None = None) -> list[Row]:
    """Sides of one sheet of `listed`; `before` is the last row of the sheet before."""
    return [
        {
            "side": side or NO_SIDE,
            "tone": tone,
            "rows": list(of_side),
            "continued": before is not None and before["party"] == side,
        }
        for (side, tone), of_side in groupby(rows, key=lambda row: (row["party"], row["tone"]))
    ]


def detail(row: Row, found: Row, index: Index, acts: Acts) -> Row:
    """What an actor's own page shows beside the row of the listing; `found` is the link's row."""
    said = sorted(acts.statements.get(row["id"], ()), key=_when, reverse=True)
    return {
        "actor": row,
        "statements": said[:QUOTED],
        "first_statement": acts.statements[row["id"]][0]["speaker"]["key"] if said else None,
        "issues": issues(acts.positions.get(row["id"], ())),
        "meetings": [
            {"meeting": meeting, "parts": _parts(row["id"], meeting)}
            for meeting in acts.meetings.get(row["id"], ())
        ],
        "agreements": acts.agreements.get(row["id"], []),
        "named": index.quoted(found["evidence"]),
    }


def _when(statement: Row) -> str:
    """What nothing dates comes before what is dated."""
    return "" if statement["sort"] == days.LAST else str(statement["sort"])


def issues(positions: Sequence[Row]) -> list[Row]:
    """A side's issues, or those on which somebody spoke for a side: how many positions, and the latest."""
    cells: dict[str, list[Row]] = {}
    for row in positions:
        cells.setdefault(row["cell"], []).append(row)
    return [
        {"title": rows[0]["issue_title"], "cell": cell, "count": len(rows), "latest": latest(rows)}
        for cell, rows in cells.items()
    ]


def _parts(actor_id: str, meeting: Row) -> list[str]:
    """What an actor was at a meeting."""
    head = any(one["id"] == actor_id for one in meeting["heads"])
    named = (("parties", "side"), ("mediators", "mediator"), ("hosts", "host"))
    parts = [word for name, word in named if any(one["id"] == actor_id for one in meeting[name])]
    if any(one["id"] == actor_id for one in meeting["delegates"]):
        parts.append("head of delegation" if head else "took part")
    return parts
