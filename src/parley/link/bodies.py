"""Which bodies, organisations and outlets of several pages are one: the same name but for spelling and articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from parley.link.mentioned import Mentioned, most
from parley.link.persons import BY, SPELLED
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


def judged_bodies(groups: Mapping[str, Mentioned]) -> Iterator[Row]:
    """Judgements on bodies that are called the same but for spelling, articles and what kind pages take them for.

    A name that many states have a body of (``Foreign Ministry``) is nobody's alone, and countries may not differ.
    """
    bodies = {actor: found for actor, group in groups.items() if (found := body(group))}
    yield from judge_bodies(bodies, {found.key for found in bodies.values()}).values()


def body(group: Mentioned) -> Body | None:
    """What of a body's mentions counts; None where they are of none, or of one that goes by no name of its own."""
    if group.kind not in KINDS:
        return None
    name = most(group.names)
    key = _key(name)
    own = key and not set(key.split()) <= _common()
    return Body(name, key, group.count, sorted(group.countries)) if own else None


def judge_bodies(bodies: Mapping[str, Body], keys: Collection[str]) -> dict[str, Row]:
    """The judgements on the bodies that go by some keys, by the actor that is another's name."""
    by_key: dict[str, list[str]] = {}
    for actor, found in bodies.items():
        if found.key in keys:
            by_key.setdefault(found.key, []).append(actor)
    out = {}
    for actors in by_key.values():
        leader = min(actors, key=lambda actor: (-bodies[actor].mentions, actor))
        for actor in actors:
            if actor != leader and not _apart(bodies[actor], bodies[leader]):
                out[actor] = _same(actor, bodies[actor].name, leader, bodies[leader].name)
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
