"""The names that a record's filters can match, for suggestions."""

from __future__ import annotations

from parley.store.base import View


def names(view: View, name: str) -> list[str]:
    """All names that the filter ``speaker``, ``party`` or ``outlet`` can match."""
    if name == "outlet":
        return sorted({row["outlet"] for row in view.documents() if row["outlet"]})
    actors = list(view.entries("actors"))
    if name == "party":
        return sorted({row["party"] for row in actors if row["party"]})
    return sorted({word for row in actors for word in (row["name"], *row["aliases"])})
