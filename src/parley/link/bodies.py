"""Which bodies, organisations and outlets of several pages are one: the same name but for spelling and articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

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


def judged_bodies(groups: Mapping[str, Mentioned]) -> Iterator[Row]:
    """Judgements on bodies that are called the same but for spelling, articles and what kind pages take them for.

    A name that many states have a body of (``Foreign Ministry``) is nobody's alone, and countries may not differ.
    """
    by_key: dict[str, list[str]] = {}
    for actor, group in groups.items():
        if group.kind in KINDS:
            key = _key(most(group.names))
            if key and not set(key.split()) <= _common():
                by_key.setdefault(key, []).append(actor)
    for actors in by_key.values():
        leader = min(actors, key=lambda actor: (-groups[actor].count, actor))
        for actor in actors:
            if actor != leader and not _apart(groups[actor], groups[leader]):
                yield _same(actor, groups[actor], leader, groups[leader])


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


def _apart(group: Mentioned, other: Mentioned) -> bool:
    ours, theirs = set(group.countries), set(other.countries)
    return bool(ours and theirs and not ours & theirs)


def _same(actor: str, group: Mentioned, leader: str, others: Mentioned) -> Row:
    return {
        "id": make_id("judgement", BY, actor, leader, SAME),
        "left": actor,
        "right": leader,
        "verdict": SAME,
        "surface": None,
        "score": SPELLED,
        "why": f"{most(group.names)!r} is {most(others.names)!r}: the same but for spelling, articles and kind",
        "by": BY,
    }
