"""Mentions of all pages -> actors of the collection.

1. Mentions are grouped by the actor that their page resolved them to.
2. A person known by a surname ("Ostrava") is judged the same as the only person whose full name ends so
   ("Lena Ostrava"), unless their countries differ. Judgements are rows of their own, so that a
   wrong one can be taken back without reading a page again.
3. What is judged the same becomes one actor.

Everything is sorted, so the order in which pages came leaves no trace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parley.link.furniture import Covered
from parley.link.roles import roles_of
from parley.profiles import Profile
from parley.records import make_id, name_key
from parley.store.base import Row, View
from parley.store.merges import SAME, merged

BY = "names"  # the rule whose judgements are made again by every link; those of others stay
# Confidence, not probability: told apart so that a reviewer can begin with the weaker ones.
SHARED = 0.95  # the same country or the same office is printed beside both
UNOPPOSED = 0.7  # nothing speaks against it


def link_actors(
    view: View, profile: Profile, dates: Mapping[str, Row], furniture: Iterable[Row] = ()
) -> dict[str, list[Row]]:
    """Rows of ``judgements`` and ``actors``; what is mentioned in `furniture` only is none.

    `dates` are those that links give to documents, by their ids.
    """
    covered = Covered(furniture)
    roles = grouped(row for row in view.entries("roles", linked=False) if not covered.holds(row))
    groups = grouped(m for m in view.entries("mentions", linked=False) if not covered.holds(m))
    kept = [row for row in view.links("judgements") if row.get("by") != BY]
    judgements = sorted([*kept, *judged(groups)], key=lambda row: row["id"])
    published = {row["id"]: dates.get(row["id"], row["published"]) for row in view.documents(linked=False)}
    return {"judgements": judgements, "actors": actors(groups, judgements, published, profile, roles)}


def grouped(mentions: Iterable[Row]) -> dict[str, list[Row]]:
    """Mentions or roles by actor id, each group in order of document and place."""
    out: dict[str, list[Row]] = {}
    for mention in mentions:
        out.setdefault(mention["actor_id"], []).append(mention)
    for group in out.values():
        group.sort(key=_place)
    return dict(sorted(out.items()))


def judged(groups: Mapping[str, Sequence[Row]]) -> list[Row]:
    """A judgement for each person whose name is the end of only one person's longer name.

    A surname needs nothing else. More than that ("Z. Vey" for "D. Z. Vey") can be another's whole name, so
    something must be shared: the 146 such pairs of a crawl of 388 pages shared nothing, and nearly all were
    initials of other people or no names.
    """
    words = {
        actor: tuple(name_key(fullest(group)).split())
        for actor, group in groups.items()
        if group[0]["kind"] == "person"
    }
    ending: dict[tuple[str, ...], list[str]] = {}
    for actor, name in words.items():
        for start in range(1, len(name)):
            ending.setdefault(name[start:], []).append(actor)
    out, into = list[Row](), dict[str, str]()
    for actor, name in sorted(words.items(), key=lambda item: (-len(item[1]), item)):
        persons = {into.get(other, other) for other in ending.get(name, ())}
        if len(persons) != 1:
            continue
        (other,) = persons
        score, why = _agree(groups[actor], groups[other])
        if score == SHARED or (score == UNOPPOSED and len(name) == 1):
            into[actor] = other
            out.append(_same(actor, groups[actor], other, groups[other], score, why))
    return out


def actors(
    groups: Mapping[str, Sequence[Row]],
    judgements: Iterable[Row],
    published: Mapping[str, Row],
    profile: Profile,
    roles: Mapping[str, Sequence[Row]],
) -> list[Row]:
    """One row an actor, what is judged the same taken together, in order of ids."""
    into = merged(judgements)
    together, held = dict[str, list[Row]](), dict[str, list[Row]]()
    for rows, out in ((groups, together), (roles, held)):
        for actor, group in rows.items():
            out.setdefault(into.get(actor, actor), []).extend(group)
    return [
        _actor(actor, sorted(group, key=_place), roles_of(held.get(actor, ()), published), profile)
        for actor, group in sorted(together.items())
    ]


def fullest(group: Iterable[Row]) -> str:
    """The name with the most words; of several such the most frequent."""
    names = Counter[str](mention["name"] for mention in group)
    return min(names, key=lambda name: (-len(name.split()), -names[name], name))


def _actor(actor: str, group: Sequence[Row], roles: Sequence[Row], profile: Profile) -> Row:
    name = fullest(group)
    kind = group[0]["kind"]
    country = _majority(m["country"] for m in group)
    return {
        "id": actor,
        "name": name,
        "aliases": _aliases(group, kind),
        "kind": kind,
        "country": country,
        "roles": list(roles),
        "party": _party(name, kind, country, profile),
        "evidence": _first_of_each(group),
    }


def _same(actor: str, ours: Sequence[Row], other: str, theirs: Sequence[Row], score: float, why: str) -> Row:
    return {
        "id": make_id("judgement", BY, actor, other, SAME),
        "left": actor,
        "right": other,
        "verdict": SAME,
        "score": score,
        "why": f"{fullest(ours)!r} is the end of one full name only, {fullest(theirs)!r}; {why}",
        "by": BY,
    }


def _agree(left: Sequence[Row], right: Sequence[Row]) -> tuple[float, str]:
    """How well two groups of mentions fit one person, and why; 0 when their countries differ."""
    ours, theirs = ({m["country"] for m in group if m["country"]} for group in (left, right))
    if ours and theirs and not ours & theirs:
        return 0.0, "their countries differ"
    if ours & theirs:
        return SHARED, f"both of {', '.join(sorted(ours & theirs))}"
    titles = {m["title"].casefold() for m in left if m["title"]} & {
        m["title"].casefold() for m in right if m["title"]
    }
    if titles:
        return SHARED, f"both called {min(titles)}"
    return UNOPPOSED, "nothing speaks against it"


def _aliases(group: Sequence[Row], kind: str) -> list[str]:
    """Forms as printed; of a person only those that hold a part of the name, for the others are roles."""
    forms = {" ".join(m["surface"].split()) for m in group}
    if kind == "person":
        own = {word for m in group for word in name_key(m["name"]).split()}
        forms = {form for form in forms if own & set(name_key(form).split())}
    return sorted(forms)


def _party(name: str, kind: str, country: str | None, profile: Profile) -> str | None:
    """The side of the negotiation that an actor belongs to.

    Outlets and organisations belong to none by being of a country; an organisation may be a mediator itself.
    """
    by_country = kind not in ("media", "organization")
    for state in profile.states if by_country else ():
        if state.side and ((country and state.code == country) or (kind == "state" and state.name == name)):
            return state.side
    at_the_table = {organization.name for organization in profile.organizations if organization.role}
    return name if name in at_the_table else None


def _majority(values: Iterable[str | None]) -> str | None:
    """The most frequent value; None when none is, or several are equally frequent."""
    top = Counter(v for v in values if v is not None).most_common(2)
    return top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None


def _first_of_each(mentions: Sequence[Row]) -> list[Any]:
    """The evidence of the first mention in each document."""
    first: dict[str, Any] = {}
    for mention in mentions:
        first.setdefault(mention["document_id"], mention["evidence"][0])
    return list(first.values())


def _place(mention: Row) -> tuple[str, int, str]:
    return mention["document_id"], mention["evidence"][0]["start"], mention["id"]
