"""One actor's page: its names, offices over time, what it said last, and where it took part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from parley.errors import UnknownRecord, UsageError
from parley.records import name_key
from parley.store.base import Row, View
from parley.store.merges import SAME, merged
from parley.store.names import says
from parley.views import days
from parley.views.names import unknown

LATEST = 5  # statements shown
LISTED = 8  # actors that an error names
CLEARLY = 10  # times as many pages as the second, and a name means the first
# Kinds of row that say where somebody took part: the kind, and the fields that hold actor ids or rows with one.
TOOK_PART: Mapping[str, tuple[str, ...]] = {
    "meetings": ("delegates", "parties", "mediators", "hosts"),
    "agreements": ("parties",),
}


def find(view: View, name: str, *, clearly: bool = False) -> Row:
    """The actor who goes by a name as a person types it, or by the beginning of an id.

    An exact name comes before an alias, and both before a part of a name. With `clearly`, of several the one
    on by far the most pages is meant.

    Raises:
        UnknownRecord: If there is none; the message gives near names, or who has the office that it is.
        UsageError: If there are several; the message lists them.
    """
    if name.startswith("actor-"):
        kind, row = view.find(name)
        if kind == "actors":
            return row
    typed = name_key(name)
    ranks: dict[int, list[Row]] = {}
    for row in view.links("actors"):
        rank = _rank(row, typed)
        if rank is not None:
            ranks.setdefault(rank, []).append(row)
    if not ranks:
        raise UnknownRecord(unknown(view, "speaker", name, "actor") or f"no name {name!r} on record")
    found = sorted(ranks[min(ranks)], key=lambda row: (-_pages(row), row["name"], row["id"]))
    first = found[0]
    if len(found) == 1 or (clearly and _pages(first) >= CLEARLY * _pages(found[1])):
        return first
    raise UsageError(f"{len(found)} are called {name!r}: {'; '.join(map(_told, found[:LISTED]))}")


def _rank(row: Row, typed: str) -> int | None:
    if not typed:
        return None
    if name_key(row["name"]) == typed:
        return 0
    keys = [name_key(form) for form in row["aliases"]]
    if typed in keys:
        return 1
    words = typed.split()
    return 2 if any(says(key, words) for key in (name_key(row["name"]), *keys)) else None


def _pages(row: Row) -> int:
    return len(row["evidence"])


def _told(row: Row) -> str:
    country = f", {row['country']}" if row["country"] else ""
    pages = _pages(row)
    return (
        f"{row['name']} ({row['kind']}{country}, {pages:,} page{'s' if pages != 1 else ''}, {row['id'][:14]})"
    )


def who(view: View, name: str) -> Row:
    """Everything on one actor's page.

    `actor` is its row; `joined` other names that were judged the same, each with its reasons; `statements`
    how many, and the latest; `took_part` rows of each kind of `TOOK_PART` that the record holds.

    Raises:
        UnknownRecord: If nobody goes by the name.
        UsageError: If several do.
    """
    actor = find(view, name, clearly=True)
    said = [row for row in view.entries("statements") if _is_by(row, actor["id"])]
    said.sort(key=_when)
    return {
        "actor": actor,
        "joined": _joined(view, actor["id"]),
        "statements": {"count": len(said), "latest": said[-LATEST:][::-1]},
        "took_part": {
            kind: sorted(
                (row for row in view.entries(kind) if _takes_part(row, fields, actor["id"])), key=_day
            )
            for kind, fields in TOOK_PART.items()
            if kind in view.kinds()
        },
    }


def _is_by(row: Row, actor: str) -> bool:
    return bool(row["speaker"]) and row["speaker"]["actor_id"] == actor


def _when(row: Row) -> tuple[str, str, str]:
    """The day a statement was made, else that of its page; those without any come first."""
    return row["date"]["latest"] or row["page_date"] or "", row["uri"] or "", row["id"]


def _day(row: Row) -> tuple[str, str]:
    """In order of time; what nothing dates comes first, as what is shown are the latest."""
    date = days.best(row["dates"]) if "dates" in row else row["date"]
    return ("" if not days.is_known(date) else days.key(date)[0]), row["id"]


def _takes_part(row: Row, fields: tuple[str, ...], actor: str) -> bool:
    for field in fields:
        for item in row.get(field) or ():
            if (item.get("actor_id") if isinstance(item, dict) else item) == actor:
                return True
    return False


def _joined(view: View, actor: str) -> list[dict[str, Any]]:
    """The judgements that made one actor of several names, the weakest first."""
    judgements = list(view.links("judgements"))
    into = merged(judgements)
    names: dict[str, Counter[str]] = {}
    for mention in view.entries("mentions", linked=False):
        if into.get(mention["actor_id"], mention["actor_id"]) == actor:
            names.setdefault(mention["actor_id"], Counter())[mention["name"]] += 1
    mine = [row for row in judgements if row["verdict"] == SAME and into.get(row["left"]) == actor]
    told = [
        {
            "name": _most(names.get(row["left"])),
            "score": row["score"],
            "why": row["why"],
            "by": row["by"],
            "id": row["id"],
        }
        for row in mine
    ]
    return sorted(told, key=lambda row: (row["score"], row["id"]))


def _most(names: Counter[str] | None) -> str | None:
    return min(names, key=lambda name: (-names[name], name)) if names else None
