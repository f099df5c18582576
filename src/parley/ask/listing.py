"""The listing that shows what a question was read as, with the filters that say so."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parley.ask.choosing import queries_of
from parley.ask.question import Question

_LISTED = {
    "changes": "positions",
    "disagreement": "positions",
    "comparisons": "compare",
    "about": "search",
    "passages": "search",
}
# Filters that each command has.
_TAKES = {
    "statements": ("speaker", "party", "since", "until", "outlet", "issue", "act"),
    "positions": ("party", "since", "until", "outlet", "issue", "stance"),
    "figures": ("speaker", "party", "since", "until", "outlet", "issue"),
    "incidents": ("party", "since", "until", "outlet"),
    "meetings": ("party", "place", "since", "until", "outlet", "issue"),
    "agreements": ("party", "since", "until", "outlet"),
    "timeline": ("party", "since", "until", "outlet"),
    "search": ("speaker", "party", "since", "until", "outlet"),
    "compare": (),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing by its command's name, with what is typed behind it, and its filters."""

    name: str
    words: str | None
    filters: Mapping[str, str]

    def command(self) -> str:
        """As it is typed on a command line."""
        parts = ["parley", self.name, *([shlex.quote(self.words)] if self.words else [])]
        for option, value in self.filters.items():
            parts += [f"--{option}", shlex.quote(value)]
        return " ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {"name": self.name, "words": self.words, "filters": dict(self.filters)}


def nearest(asked: Question) -> Listing:
    """The listing that is nearest to a question: it may hold more, for a listing has no filter for words."""
    kind = asked.kinds[0]
    if kind == "who":
        if asked.title:  # `who` takes a name
            return Listing("search", " ".join(asked.title), {})
        return Listing("who", asked.by[0].name if asked.by else None, {})
    name = _LISTED.get(kind, kind)
    words: list[str] = []
    if name == "search":
        words = [queries_of(topic)[0] for topic in asked.needed if queries_of(topic)]
        if not words:
            name = "timeline"
    values = {
        option: value for option, value in _values(asked).items() if option in _TAKES.get(name, ()) and value
    }
    return Listing(name, " ".join(words) or None, values)


def _values(asked: Question) -> dict[str, str | None]:
    named = (*asked.by, *asked.parties)
    first = named[0] if named else None
    issues = [topic.issues[0] for topic in asked.needed if len(topic.issues) == 1]
    values: dict[str, str | None] = {
        "place": next((topic.typed for topic in asked.needed if topic.place), None),
        "party": first.name if first else None,
        "since": asked.period.since,
        "until": asked.period.until,
        "outlet": asked.outlet,
        "issue": issues[0] if issues else None,
        "act": asked.acts[0] if len(asked.acts) == 1 else None,
        "stance": asked.stances[0] if len(asked.stances) == 1 else None,
    }
    if first and not first.state:
        values["speaker"] = first.name if len(first.ids) == 1 else None
        if asked.kinds[0] not in ("positions", "meetings", "agreements", "timeline"):
            values["party"] = None
    return values
