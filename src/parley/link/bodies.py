"""Which bodies, organisations and outlets of several pages are one: the same name but for spelling and articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from parley.link.mentioned import Mentioned, most
from parley.link.persons import BY, SPELLED
from parley.link.roll import Roll, Sort
from parley.records import make_id, name_key
from parley.store.base import Row
from parley.store.merges import SAME
from parley.vocab import table

KINDS = frozenset({"government_body", "organization", "armed_group", "media"})
# British and American spellings of words in names of bodies.
_SPELT = {
    "defense": "defence",
    "organization": "organisation",
    "center": "centre",
    "labor": "labour",
    "program": "programme",
}
_LEFT_OUT = frozenset({"the", "of"})


class Body(NamedTuple):
    """A body as the pages name it. `key`: what it shares with others that are called the same."""

    name: str
    key: str
    mentions: int
    countries: Sequence[str]


BODIES = Sort[Body]("bodies", lambda found: (found.key,), list, lambda row: Body(*row))


def judged_bodies(groups: Mapping[str, Mentioned]) -> Iterator[Row]:
    """Judgements on bodies that are called the same but for spelling, articles and what kind pages take them for.

    A name that many states have a body of (``Foreign Ministry``) is nobody's alone, and countries may not differ.
    """
    roll = Roll(BODIES)
    roll.put({actor: body(group) for actor, group in groups.items()})
    yield from judge_bodies(roll, {found.key for actor in roll.ids() if (found := roll.get(actor))}).values()


def body(group: Mentioned) -> Body | None:
    """What of a body's mentions counts; None where they are of none, or of one that goes by no name of its own."""
    if group.kind not in KINDS:
        return None
    name = most(group.names)
    key = _key(name)
    own = key and not set(key.split()) <= _common()
    return Body(name, key, group.count, sorted(group.countries)) if own else None


def judge_bodies(bodies: Roll[Body], keys: Collection[str]) -> dict[str, Row]:
    """The judgements on the bodies that go by some keys, by the actor that is another's name."""
    out = {}
    bodies.find(keys)
    for key in keys:
        same = bodies.by(key)
        leader = min(same, key=lambda actor: (-same[actor].mentions, actor), default="")
        for actor, found in same.items():
            if actor != leader and not _apart(found, same[leader]):
                out[actor] = _same(actor, found.name, leader, same[leader].name)
    return out


def _key(name: str) -> str:
    words = (_SPELT.get(word, word) for word in name_key(name).split())
    return " ".join(word for word in words if word not in _LEFT_OUT)


@cache
def _common() -> frozenset[str]:
    names = table("names.toml")
    lists = (
        names["organizations"]["heads"],
        names["organizations"]["government"],
        names["titles"]["modifiers"],
    )
    return frozenset(word for words in lists for word in name_key(words).split()) | {"affairs"}


def _apart(group: Body, other: Body) -> bool:
    ours, theirs = set(group.countries), set(other.countries)
    return bool(ours and theirs and not ours & theirs)


def _same(actor: str, name: str, leader: str, other: str) -> Row:
    return {
        "id": make_id("judgement", BY, actor, leader, SAME),
        "left": actor,
        "right": leader,
        "verdict": SAME,
        "surface": None,
        "score": SPELLED,
        "why": f"{name!r} is {other!r}: the same but for spelling, articles and kind",
        "by": BY,
    }
