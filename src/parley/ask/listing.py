"""The command that lists what a question was read as, with the filters that say so."""

from __future__ import annotations

import shlex

from parley.ask.candidates import queries_of
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
    "meetings": ("party", "since", "until", "outlet", "issue"),
    "agreements": ("party", "since", "until", "outlet"),
    "timeline": ("party", "since", "until", "outlet"),
    "search": ("speaker", "party", "since", "until", "outlet"),
    "compare": (),
}


def command(asked: Question) -> str:
    """The listing that is nearest to a question: it may hold more, for a listing has no filter for words."""
    kind = asked.kinds[0]
    if kind == "who":
        told = asked.by[0].name if asked.by and not asked.title else " ".join(asked.title)
        return f"parley who {shlex.quote(told)}"
    name = _LISTED.get(kind, kind)
    words: list[str] = []
    if name == "search":
        words = [queries_of(topic)[0] for topic in asked.needed if queries_of(topic)]
        if not words:
            name = "timeline"
    parts = ["parley", name, *([shlex.quote(" ".join(words))] if words else [])]
    for option, value in _values(asked).items():
        if option in _TAKES.get(name, ()) and value:
            parts += [f"--{option}", shlex.quote(value)]
    return " ".join(parts)


def _values(asked: Question) -> dict[str, str | None]:
    named = (*asked.by, *asked.parties)
    first = named[0] if named else None
    issues = [topic.issues[0] for topic in asked.needed if len(topic.issues) == 1]
    values: dict[str, str | None] = {
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
