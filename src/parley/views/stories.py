"""Stories as views show them: which pages tell of one event, and how each of them opens."""

from __future__ import annotations

from collections.abc import Mapping

from parley.store.base import Row, View
from parley.views import days, words
from parley.views.index import Index


def listed(view: View, index: Index, families: Mapping[str, Row]) -> list[Row]:
    """All stories that more than one page here tells, in order of time. `families`: rows of families by id."""
    rows = [story(row, index, families) for row in view.links("stories")]
    return sorted((row for row in rows if row["pages"] > 1), key=lambda row: (row["sort"], row["id"]))


def story(row: Row, index: Index, families: Mapping[str, Row]) -> Row:
    """One story: the words with which each of its pages opens, and the texts that several of them carry."""
    told = index.quoted(row["evidence"])
    return {
        "id": row["id"],
        "title": row["title"] or "Without a headline",
        "day": words.day(row["date"]),
        "sort": days.key(row["date"]),
        "sources": row["sources"],
        "outlets": len({one["page"]["outlet"] for one in told if one["page"]["has_outlet"]}),
        "families": [families[i] for i in row["families"] if i in families],
        "told": told,
        "pages": len(told),
    }
