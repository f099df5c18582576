"""How a side's positions on an issue change from page to page.

A position is held against the side's last one before it on the same issue and about the same thing that can be compared
with it: how far a side goes to meet the other (`parley.link.consent`), or what it wants against what it wanted. Where
the dates leave open which came first, or the words whether two are about one thing, nothing is told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parley import vocab
from parley.find.positions.stances import FAMILIES, listed
from parley.issues import before_asides
from parley.link.consent import consent, is_blow
from parley.link.linked import Linked
from parley.link.parts import from_parts, in_parts
from parley.link.topics import Topic, Topics, about_one, alike
from parley.plain import packed
from parley.records import make_id
from parley.store.base import Row

NEW, REPEATED, HARDENED, SOFTENED, WITHDRAWN = "new", "repeated", "hardened", "softened", "withdrawn"
_CEASEFIRE = re.compile(r"\bcease[ -]fire", re.IGNORECASE)  # one word, however it is printed
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LONG = 365  # days after which nobody knows what a side stood for in between
_STEP = "changes"  # under which those of each group are kept
_VERSION = "2"  # raise it when the same positions would give other changes
_TOLD = ("id", "document_id", "stance", "content", "towards", "rule")  # what of a position tells its changes
GIVEN_UP = "given up"  # what the rule of a position says that its side takes back


@dataclass(frozen=True, slots=True)
class _Dated:
    """A position with the first and last day on which it may have been taken, None: not known; and what it is about.

    `numbers` are those of its content: who wants a truce of ten days has not said that he wants one of thirty.
    """

    row: Row
    first: str | None
    last: str | None
    topic: Topic
    numbers: frozenset[str]

    @property
    def consent(self) -> int | None:
        """How far the side goes; None: not known."""
        return consent(self.row["stance"], self.row["content"])

    @property
    def is_blow(self) -> bool | None:
        """Whether its content is one, or ends what is none."""
        return is_blow(self.row["content"])

    def differs(self, other: _Dated) -> bool:
        """Whether two like contents are of more and of less: of all and of a part, or of so many."""
        words = [set(one.row["content"].casefold().split()) for one in (self, other)]
        wholes, parts = ([not listed(name).isdisjoint(w) for w in words] for name in ("whole", "in_part"))
        less = [part or bool(one.numbers) for part, one in zip(parts, (self, other), strict=True)]
        return any(wholes[k] and less[1 - k] and not wholes[1 - k] for k in (0, 1))

    def days_until(self, other: _Dated) -> int:
        """Days between the last on which it may have been taken and the first of a later one."""
        assert self.last is not None and other.first is not None
        return (dt.date.fromisoformat(other.first) - dt.date.fromisoformat(self.last)).days

    def is_before(self, other: _Dated) -> bool:
        """Whether it surely came first."""
        return self.last is not None and other.first is not None and self.last < other.first


def link_positions(linked: Linked) -> list[Row]:
    """Rows of ``changes``: `of` a position, its `change` and the position that it `follows`."""
    states = sorted({state["name"] for state in linked.cast.states})
    basis = packed([_VERSION, vocab.fingerprint(), states])
    kept = linked.derived.kept(_STEP)
    before = from_parts(_STEP, kept, linked.derived) if kept.get("basis") == basis else {}
    topics, now = Topics(states), dict[str, list[Row]]()
    for group in _groups(linked).values():
        mark = _mark(group)
        now[mark] = (
            before[mark] if mark in before else list(_changes([_dated(*one, topics) for one in group]))
        )
    if now.keys() != before.keys():
        linked.derived.keep(_STEP, [("basis", basis), *in_parts(_STEP, now)])
    return sorted((row for rows in now.values() for row in rows), key=lambda row: str(row["id"]))


_Days = tuple[str | None, str | None]


def _groups(linked: Linked) -> dict[tuple[str, str], list[tuple[Row, _Days]]]:
    """The positions of each side on each issue, each with the first and last day on which it may have been taken.

    Without those that only point back, unless they are given up.
    """
    out: dict[tuple[str, str], list[tuple[Row, _Days]]] = {}
    for row in linked.positions:
        if _points_back(row["content"]) and GIVEN_UP not in row["rule"]:
            continue
        days = _days(row["date"], linked.published(row["document_id"]))
        out.setdefault((row["party"], row["issue"]), []).append((row, days))
    return out


def _points_back(content: str) -> bool:
    """Whether words only point to what was said before, and do not tell what: ``such proposals``, ``it``."""
    *before, last = content.casefold().strip("\"“”'‘’").split() or [""]
    return (not before and last in listed("pronouns")) or (
        len(before) == 1 and before[0] in listed("pointing") and last in listed("pointed")
    )


def _mark(group: Iterable[tuple[Row, _Days]]) -> str:
    """What the changes within a group hang on, in brief."""
    told = [[days, *(row[name] for name in _TOLD)] for row, days in group]
    return hashlib.blake2b(packed(told), digest_size=16).hexdigest()


def _dated(row: Row, days: _Days, topics: Topics) -> _Dated:
    told = _CEASEFIRE.sub("ceasefire", before_asides(row["content"]))
    return _Dated(row, *days, topics.of(told), frozenset(_NUMBER.findall(told)))


def _days(date: Row, page: Row) -> _Days:
    """First and last day of a position; one that is only known to be over by its page's day counts as of that."""
    first, last = date["earliest"], date["latest"]
    if first is None and (last is None or (page["earliest"] and last >= page["earliest"])):
        return page["earliest"], page["latest"]
    return first, last


def _changes(group: Sequence[_Dated]) -> Iterator[Row]:
    for position in group:
        told = _change(position, group)
        if told:
            change, follows = told
            yield {
                "id": make_id("change", position.row["id"]),
                "of": position.row["id"],
                "change": change,
                "follows": follows["id"] if follows else None,
            }


def _change(position: _Dated, group: Sequence[_Dated]) -> tuple[str, Row | None] | None:
    """How a position differs from the side's last one; None where it is open which that was."""
    given_up = GIVEN_UP in position.row["rule"]
    others = [other for other in group if other.row["document_id"] != position.row["document_id"]]
    if position.first is None or position.last is None:
        return (WITHDRAWN, None) if given_up else None
    before_it = [other for other in others if other.is_before(position)]
    earlier = [other for other in before_it if _is_of_one(position, other)]
    like = [other for other in earlier if _is_like(position, other)]
    before = _last(like or (earlier if given_up else ()), position.row)
    if given_up:
        return WITHDRAWN, before.row if before else None
    if before is None:
        known = not before_it and all(other.first and other.last for other in others)
        return (NEW, None) if known else None
    near = before.days_until(position) <= _LONG
    now, then = position.consent, before.consent
    if now is not None and then is not None and now != then:
        one, other = position.topic, before.topic
        turned = alike(one, other) and one.talks == other.talks
        return ((HARDENED if now < then else SOFTENED), before.row) if turned and near else None
    is_same = position.is_blow == before.is_blow and alike(position.topic, before.topic)
    is_same = is_same and not position.differs(before)
    return (REPEATED, before.row) if is_same and near else None


def _is_of_one(one: _Dated, other: _Dated) -> bool:
    """Whether two positions are about one thing, and not towards two others."""
    towards, others = one.row["towards"], other.row["towards"]
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        return False
    return (towards == others or not (towards and others)) and about_one(one.topic, other.topic)


def _is_like(one: _Dated, other: _Dated) -> bool:
    """Whether two positions can be held against each other: both tell how far their side goes, or are of one kind."""
    if one.consent is not None and other.consent is not None:
        return True
    kinds = {FAMILIES[row["stance"]] if row["stance"] != "offers" else None for row in (one.row, other.row)}
    return len(kinds) == 1


def _last(earlier: Sequence[_Dated], row: Row) -> _Dated | None:
    """Of the positions of the last day before, the one whose words are most alike."""
    if not earlier:
        return None
    day = max(other.last or "" for other in earlier)
    near = [other for other in earlier if other.last == day]
    return max(near, key=lambda other: (_shared(other.row, row), other.row["id"]))


def _shared(a: Row, b: Row) -> float:
    left, right = set(a["content"].lower().split()), set(b["content"].lower().split())
    return len(left & right) / max(1, min(len(left), len(right)))
