"""Mentions of all pages -> actors of the collection.

1. Mentions are grouped by the actor that their page resolved them to.
2. Names of one person are judged the same (`parley.link.persons`). Judgements are rows of their own, so that
   a wrong one can be taken back without reading a page again.
3. What is judged the same becomes one actor.

Everything is sorted, so the order in which pages came leaves no trace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from parley.link.bodies import judged_bodies
from parley.link.furniture import Covered
from parley.link.parties import at_the_table, with_parties
from parley.link.persons import BY, SELDOM, established, judged
from parley.link.roles import roles_of
from parley.profiles import Profile
from parley.records import name_key
from parley.store.base import Row, View
from parley.store.merges import merged, parted


def link_actors(
    view: View,
    profile: Profile,
    dates: Mapping[str, Row],
    furniture: Iterable[Row] = (),
    judge: Callable[[list[Row]], list[Row]] = list,
) -> dict[str, list[Row]]:
    """Rows of ``judgements`` and ``actors``; what is mentioned in `furniture` only is none.

    `dates` are those that links give to documents, by their ids. `judge` gives the judgements of others than
    the rule, a person's above all, that stand from now on.
    """
    covered = Covered(furniture)
    given = judge([row for row in view.links("judgements") if row.get("by") != BY])
    split = parted(given)
    roles = grouped(_parted(r, split) for r in view.entries("roles", linked=False) if not covered.holds(r))
    groups = grouped(
        _parted(m, split) for m in view.entries("mentions", linked=False) if not covered.holds(m)
    )
    judgements = sorted([*given, *judged(groups, roles), *judged_bodies(groups)], key=lambda row: row["id"])
    published = {row["id"]: dates.get(row["id"], row["published"]) for row in view.documents(linked=False)}
    found = actors(groups, judgements, published, profile, roles)
    if not any(state.side or state.role for state in profile.states):
        table = at_the_table(view.entries("meeting_reports", linked=False), merged(judgements))
        found = with_parties(found, table)
    return {"judgements": judgements, "actors": found}


def _parted(row: Row, split: Mapping[tuple[str, str], str]) -> Row:
    """A mention or role, of whom a person says that its printed form means."""
    actor = split.get((row["actor_id"], name_key(row["surface"]))) if split else None
    return row if actor is None else {**row, "actor_id": actor, "name": row["surface"]}


def grouped(mentions: Iterable[Row]) -> dict[str, list[Row]]:
    """Mentions or roles by actor id, each group in order of document and place."""
    out: dict[str, list[Row]] = {}
    for mention in mentions:
        out.setdefault(mention["actor_id"], []).append(mention)
    for group in out.values():
        group.sort(key=_place)
    return dict(sorted(out.items()))


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
        _actor(actor, sorted(group, key=_place), held.get(actor, ()), published, profile)
        for actor, group in sorted(together.items())
    ]


def _actor(
    actor: str, group: Sequence[Row], held: Sequence[Row], published: Mapping[str, Row], profile: Profile
) -> Row:
    name = established(group)
    kind = _kind(group)
    country = _majority(role["country"] for role in held) or _beside(group)
    return {
        "id": actor,
        "name": name,
        "aliases": _aliases(group, kind),
        "kind": kind,
        "country": country,
        "roles": roles_of(held, published),
        "party": _party(name, kind, country, profile),
        "evidence": _first_of_each(group),
    }


def _kind(group: Sequence[Row]) -> str:
    """What pages most often take an actor for."""
    kinds = Counter[str](mention["kind"] for mention in group)
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


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
        side = state.side or (state.name if state.role else None)
        if side and ((country and state.code == country) or (kind == "state" and state.name == name)):
            return side
    at_the_table = {organization.name for organization in profile.organizations if organization.role}
    return name if name in at_the_table else None


def _beside(group: Sequence[Row]) -> str | None:
    """The country most often printed beside a name; None if hardly any of its mentions have one."""
    printed = [m["country"] for m in group if m["country"]]
    return _majority(printed) if len(printed) >= SELDOM * len(group) else None


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
