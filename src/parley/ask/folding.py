"""Rows that say the same, taken together; copies of one wire story count as one source."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from parley.ask.dated import when
from parley.ask.matching import Fit
from parley.ask.question import Question
from parley.store.base import Row, View
from parley.store.link_rows import documents_of
from parley.views import days
from parley.views.same import same_content, same_value
from parley.views.words import is_its_own, unsaid

FOLDED = 300  # of the best rows are held against each other; more would cost more than they tell
_MODES = {"direct": 1.0, "mixed": 0.7, "indirect": 0.0}
_OWN_DAY = 0.5
_SOURCE = 0.6  # each doubling of the independent sources
_UNSAID = -1.0
_SHORT, _LEAST = -0.7, 4  # a content of so few words tells little
_TOOK_PLACE = ("held", "under_way", "paused")
_WORD, _ENOUGH = 0.02, 25  # the longer of two contents that say the same stands for both
_CHAINED = 0.8  # by the actor that was named, not by somebody who speaks for it


@dataclass(slots=True)
class Group:
    """A row, others that say the same, the pages of all and how many independent texts these are."""

    row: Row
    fit: Fit
    same: list[Row] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    sources: int = 1
    score: float = 0.0


def families(view: View) -> dict[str, str]:
    """For each page that shares its text with others, the family."""
    if "families" not in view.kinds():
        return {}
    return {
        document: row["id"]
        for row in view.links("families")
        if row["kind"] != "passages"
        for document in row["documents"]
    }


def folded(
    kind: str, rows: Sequence[tuple[Fit, Row]], asked: Question, family: Mapping[str, str]
) -> list[Group]:
    """The rows of a kind as groups, those that answer best first."""
    ranked = sorted(
        rows, key=lambda item: _place(kind, item[0].score + quality(kind, item[1], asked), item[1], asked)
    )
    groups: list[Group] = []
    keyed: dict[Hashable, list[Group]] = {}
    for number, (how, row) in enumerate(ranked):
        key = _KEYS[kind](row) if kind in _KEYS and number < FOLDED else None
        same = (
            next((g for g in keyed.get(key, ()) if _SAME[kind](g.row, row)), None)
            if key is not None
            else None
        )
        if same is not None:
            same.same.append(row)
            continue
        made = Group(row, how)
        groups.append(made)
        if key is not None:
            keyed.setdefault(key, []).append(made)
    for group in groups:
        documents = [
            d for row in (group.row, *group.same) for d in (row.get("document_id"), *documents_of(row)) if d
        ]
        group.pages = list(dict.fromkeys(documents))
        group.sources = len({family.get(page, page) for page in group.pages})
        base = group.fit.score + quality(kind, group.row, asked)
        group.score = base + _SOURCE * math.log2(max(1, group.sources))
    return sorted(groups, key=lambda g: _place(kind, g.score, g.row, asked))


def quality(kind: str, row: Row, asked: Question) -> float:
    """What a row weighs beside its words: own words, a day of its own, the fact that is asked for."""
    if kind == "statements":
        speaker = (row["speaker"] or {}).get("actor_id")
        return (
            _MODES.get(row["mode"], 0.0)
            + (_OWN_DAY if is_its_own(row["date"]) else 0.0)
            + (_UNSAID if unsaid(row) else 0.0)
            + (_SHORT if len(row["content"].split()) < _LEAST else 0.0)
            + _WORD * min(_ENOUGH, len(row["content"].split()))
            + (_CHAINED if any(speaker in one.ids for one in asked.by) else 0.0)
        )
    if kind in ("positions", "figures", "incidents"):
        told = row.get("source") or row.get("holder")
        return (_OWN_DAY if is_its_own(row["date"]) else 0.0) + (0.3 if told else 0.0)
    if kind == "meetings" and asked.field:
        told = row["values"].get(FIELD.get(asked.field, asked.field), ())
        past = asked.status is None and row["status"] in _TOOK_PLACE
        return (4.0 if any(value["value"] for value in told) else 0.0) + (0.5 if past else 0.0)
    if kind in ("meetings", "agreements"):
        return 0.5 * min(2, len(row["parties"])) + (_OWN_DAY if when(kind, row)[0] != days.LAST else 0.0)
    return 3 * float(row.get("importance") or 0.0)


FIELD = {"heads": "delegates"}  # where another field holds what is asked for


def _place(kind: str, score: float, row: Row, asked: Question) -> tuple[object, ...]:
    first = when(kind, row)[0]
    newest = [-ord(c) for c in first] if first != days.LAST else [0]
    if asked.order == "first":
        return (first, -score, row["id"])
    if asked.order == "latest":
        return (newest, -score, row["id"])
    return (-round(score, 3), newest, row["id"])


def _words(row: Row) -> str:
    return " ".join(e["quote"] for e in row["evidence"])


def _speaker(row: Row) -> Hashable:
    who = row["speaker"] or {}
    return who.get("actor_id") or who.get("name") or who.get("surface")


_KEYS: Mapping[str, Callable[[Row], Hashable]] = {
    "statements": lambda row: (_speaker(row), row["negated"], row["hypothetical"]),
    "positions": lambda row: (row["party"], row["issue"], row["stance"]),
    "figures": lambda row: (row["kind"], row["low"], row["high"], row["event"]),
    "incidents": lambda row: (row["event_type"], tuple(row["agents"])),
}
_SAME: Mapping[str, Callable[[Row, Row], bool]] = {
    "statements": same_content,
    "positions": same_content,
    "figures": same_value,
    "incidents": lambda one, other: same_content({"content": _words(one)}, {"content": _words(other)}),
}
