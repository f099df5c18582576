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

from parley.link.bodies import judged_bodies
from parley.link.furniture import Covered
from parley.link.mentioned import Mentioned, majority, mentioned, most, together
from parley.link.parties import at_the_table, with_parties
from parley.link.persons import BY, SELDOM, established, judged
from parley.link.reading import Derived
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
    derived: Derived | None = None,
) -> dict[str, list[Row]]:
    """Rows of ``judgements`` and ``actors``; what is mentioned in `furniture` only is none.

    `dates` are those that links give to documents, by their ids. `judge` gives the judgements of others than
    the rule, a person's above all, that stand from now on.
    """
    covered = Covered(furniture)
    given = judge([row for row in view.links("judgements") if row.get("by") != BY])
    split = parted(given)
    roles = grouped(_parted(r, split) for r in view.entries("roles", linked=False) if not covered.holds(r))
    groups = mentioned(view, covered, split)
    judgements = sorted([*given, *judged(groups, roles), *judged_bodies(groups)], key=lambda row: row["id"])
    published = {head.id: dates.get(head.id, head.published) for head in (derived or Derived(view)).heads}
    found = actors(groups, judgements, published, profile, roles)
    if not any(state.side or state.role for state in profile.states):
        table = at_the_table(view.entries("meeting_reports", linked=False), merged(judgements))
        found = with_parties(found, table)
    return {"judgements": judgements, "actors": found}


def _parted(row: Row, split: Mapping[tuple[str, str], str]) -> Row:
    """A role, of whom a person says that its printed form means."""
    actor = split.get((row["actor_id"], name_key(row["surface"]))) if split else None
    return row if actor is None else {**row, "actor_id": actor, "name": row["surface"]}


def grouped(roles: Iterable[Row]) -> dict[str, list[Row]]:
    """Roles by actor id, each group in order of document and place."""
    out: dict[str, list[Row]] = {}
    for role in roles:
        out.setdefault(role["actor_id"], []).append(role)
    for group in out.values():
        group.sort(key=_place)
    return dict(sorted(out.items()))


def actors(
    groups: Mapping[str, Mentioned],
    judgements: Iterable[Row],
    published: Mapping[str, Row],
    profile: Profile,
    roles: Mapping[str, Sequence[Row]],
) -> list[Row]:
    """One row an actor, what is judged the same taken together, in order of ids."""
    into = merged(judgements)
    same, held = dict[str, list[Mentioned]](), dict[str, list[Row]]()
    for actor, group in groups.items():
        same.setdefault(into.get(actor, actor), []).append(group)
    for actor, rows in roles.items():
        held.setdefault(into.get(actor, actor), []).extend(rows)
    return [
        _actor(actor, together(found), held.get(actor, ()), published, profile)
        for actor, found in sorted(same.items())
    ]


def _actor(
    actor: str, group: Mentioned, held: Sequence[Row], published: Mapping[str, Row], profile: Profile
) -> Row:
    name = established(group.names)
    kind = most(group.kinds)
    country = majority(Counter(role["country"] for role in held if role["country"])) or _beside(group)
    return {
        "id": actor,
        "name": name,
        "aliases": _aliases(group, kind),
        "kind": kind,
        "country": country,
        "roles": roles_of(held, published),
        "party": _party(name, kind, country, profile),
        "evidence": group.evidence,
    }


def _aliases(group: Mentioned, kind: str) -> list[str]:
    """Forms as printed; of a person only those that hold a part of the name, for the others are roles."""
    forms = {" ".join(surface.split()) for surface in group.surfaces}
    if kind == "person":
        own = {word for name in group.names for word in name_key(name).split()}
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


def _beside(group: Mentioned) -> str | None:
    """The country most often printed beside a name; None if hardly any of its mentions have one."""
    enough = sum(group.countries.values()) >= SELDOM * group.count
    return majority(group.countries) if enough else None


def _place(role: Row) -> tuple[str, int, str]:
    return role["document_id"], role["evidence"][0]["start"], role["id"]
