"""Mentions of all pages -> actors of the collection.

1. Mentions are grouped by the actor that their page resolved them to.
2. Names of one person are judged the same (`parley.link.persons`). Judgements are rows of their own, so that
   a wrong one can be taken back without reading a page again.
3. What is judged the same becomes one actor.

Everything is sorted, so the order in which pages came leaves no trace.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from parley import vocab
from parley.link import who
from parley.link.cast import brief
from parley.link.mentioned import Mentioned, majority, most, together
from parley.link.offices import STEP as OFFICES
from parley.link.offices import Offices, Packed, offices
from parley.link.parties import at_the_table, with_parties
from parley.link.person import SELDOM, established
from parley.link.persons import BY, Judged
from parley.link.prose import Furniture
from parley.link.reading import Derived, columns
from parley.link.roles import roles_of
from parley.link.roll import Roll
from parley.link.since import keep_all
from parley.profiles import Profile
from parley.records import name_key
from parley.store.base import Row, View
from parley.store.merges import merged, parted

_VERSION = "8"  # raise it when the same pages would give other actors
_MOST = 0.3  # of the pages, new or changed; of more, all actors are made again


@dataclass
class Actors:
    """The judgements and the actors of a record.

    `actors` are all rows, in order of ids; with a `total` those that are new or may not be as they were, and `gone`
    the ids of those that are no longer. `cast`: what other steps read of all of them.
    """

    judgements: list[Row]
    actors: Iterable[Row]
    cast: Roll[Row]
    gone: Sequence[str] = ()
    total: int | None = None


def link_actors(
    view: View,
    profile: Profile,
    dates: Mapping[str, Row],
    furniture: Furniture,
    judge: Callable[[list[Row]], list[Row]] = list,
    derived: Derived | None = None,
) -> Actors:
    """Rows of ``judgements`` and ``actors``; what is mentioned in `furniture` only is none.

    Args:
        view: The record.
        profile: The negotiation's data.
        dates: Those that links give to documents, by their ids.
        furniture: What of documents is left out.
        judge: Gives the judgements of others than the rule, a person's above all, that stand from now on.
        derived: Where what is known of all pages is kept.
    """
    return Casting(view, profile, furniture, judge, derived or Derived(view)).linked(dates)


class Casting:
    """One run: what it reads, and the two ways to make the rows. The arguments are those of `link_actors`."""

    def __init__(
        self,
        view: View,
        profile: Profile,
        furniture: Furniture,
        judge: Callable[[list[Row]], list[Row]],
        derived: Derived,
    ) -> None:
        self._view, self._profile, self._furniture = view, profile, furniture
        self._given = given = judge([row for row in view.links("judgements") if row.get("by") != BY])
        self._derived = derived
        self._split = parted(given)
        self._published: Mapping[str, Row] = {}
        self._days: Mapping[str, who.Days] = {}
        self._made_of = {head.id: str(furniture.get(head.id, "")) for head in derived.heads}
        self._fresh = derived.fresh
        rules = (_VERSION, vocab.fingerprint(), profile.fingerprint, json.dumps(given))
        self._basis = " ".join(rules)

    def linked(self, dates: Mapping[str, Row]) -> Actors:
        """The rows."""
        self._published = {head.id: dates.get(head.id, head.published) for head in self._derived.heads}
        self._days = {document: (date["earliest"], date["latest"]) for document, date in dates.items()}
        return self.again() or self.all()

    def count(self) -> None:
        """What needs no dates where all actors are made."""
        _ = self._counted, self._roles

    @cached_property
    def _counted(self) -> Mapping[str, Mentioned]:
        """All mentions, by actor."""
        return who.counted(self._view, self._made_of, self._furniture, self._split, self._derived)

    @cached_property
    def _roles(self) -> Packed:
        return Packed(offices(self._view, self._furniture, self._split))

    def all(self) -> Actors:
        """All actors, from all mentions."""
        groups, roles = self._counted, self._roles
        rolls = who.Rolls()
        judged = who.judged_again({}, rolls, _Held(groups), _OfAll(groups, roles))
        judgements = self._judgements(judged)
        made = _Made(groups, merged(judgements), self._published, self._profile, roles)
        table = self._table(judgements)
        found = with_parties(list(made.rows()), table)
        rolls.cast.put({row["id"]: brief(row) for row in found})
        if not self._split:  # a printed form that a person split off is counted with another's
            self._keep(judged, rolls, table, len(found))
            keep_all(self._derived, who.GROUPS, ((actor, group.packed()) for actor, group in groups.items()))
            keep_all(self._derived, OFFICES, roles.values_kept.items())
        return Actors(judgements, made.whole(found), rolls.cast)

    def again(self) -> Actors | None:
        """Only what new pages touch; None where all must be made."""
        kept = self._derived.kept(who.STEP)
        if kept.get("basis") != self._basis.encode():
            return None
        state = who.State.kept(self._derived)
        before, made_of = state.documents, self._made_of
        fresh = self._fresh
        new = [d for d, of in made_of.items() if before.get(d) != of or d in fresh]
        gone = [d for d, of in before.items() if made_of.get(d) != of or d in fresh]
        if len(new) > _MOST * len(made_of):
            return None
        older = who.told(self._derived.kept(who.TOLD, gone))
        if len(older) < len(gone):
            return None
        rolls, groups, held = who.Rolls(self._derived), who.Groups(self._derived), Offices(self._derived)
        less = [row for rows, _ in older.values() for row in rows]
        more = who.mentions(self._view, new, self._furniture)
        touched = {row[2] for row in (*less, *more)}
        groups.load(touched)
        groups.count(less, less=True)
        groups.count(more)
        groups.settle()
        dated = [d for d in self._days.keys() | state.days.keys() if self._days.get(d) != state.days.get(d)]
        leaving = {actor for _, told in older.values() for actor in told}
        touched |= self._holders(new) | leaving
        groups.load(touched)
        held.load(touched)
        held.leave(leaving, set(gone))
        held.add(offices(self._view, self._furniture, {}, new) if new else {})
        judged = who.judged_again(state.judged, rolls, groups, {actor: held.of(actor) for actor in touched})
        judgements = self._judgements(judged)
        was, into = merged([*self._given, *(row for _, row in state.judged.values())]), merged(judgements)
        table = self._table(judgements)
        whose = self._holders(dated) | touched
        dirty = {into.get(a, a) for a in whose} | {was.get(a, a) for a in whose} | who.turned(was, into)
        rows = self._rows(dirty, into, groups, held)
        rolls.cast.load(dirty)
        total = state.count + len(rows) - sum(rolls.cast.get(actor) is not None for actor in dirty)
        rolls.cast.put({actor: brief(rows[actor]) if actor in rows else None for actor in dirty})
        at = _at(table, rolls)
        if [_without_party(row) for row in at] != [_without_party(row) for row in state.table]:
            return None  # sides of all actors may be other ones
        changed = with_parties(list(rows.values()), table, at)
        rolls.cast.put({row["id"]: brief(row) for row in changed})
        if new or gone or dated:
            self._keep(judged, rolls, table, total)
            groups.keep()
            held.keep()
            here = set(made_of)
            parts = [*who.untold(d for d in gone if d not in here), *self._told(new, more)]
            self._derived.keep(who.TOLD, parts, whole=False)
        return Actors(judgements, changed, rolls.cast, sorted(dirty - rows.keys()), total)

    def _keep(self, judged: Judged, rolls: who.Rolls, table: Collection[str], total: int) -> None:
        state = who.State(self._made_of, self._days, judged, _at(table, rolls), total)
        self._derived.keep(who.STEP, state.packed(self._basis))
        rolls.keep(self._derived)

    def _told(
        self, documents: Collection[str], mentions: Iterable[tuple[Any, ...]]
    ) -> Iterator[tuple[str, bytes]]:
        held: dict[str, list[str]] = {document: [] for document in documents}
        for document, _, _, actor in columns(self._view, "roles", ("actor_id",), documents):
            held[document].append(actor)
        yield from who.telling(held, mentions)

    def _judgements(self, judged: Judged) -> list[Row]:
        return sorted([*self._given, *(row for _, row in judged.values())], key=lambda row: row["id"])

    def _table(self, judgements: Sequence[Row]) -> frozenset[str]:
        if any(state.side or state.role for state in self._profile.states):
            return frozenset()
        return at_the_table(self._derived.entries("meeting_reports"), merged(judgements))

    def _holders(self, documents: Collection[str]) -> set[str]:
        """The actors whose offices some documents tell."""
        read = columns(self._view, "roles", ("actor_id",), documents, older=True) if documents else ()
        return {actor for *_, actor in read}

    def _rows(
        self,
        dirty: Collection[str],
        into: Mapping[str, str],
        groups: who.Groups,
        held: Offices,
    ) -> dict[str, Row]:
        """The rows of some actors, without their parties; none of those that nobody mentions."""
        members: dict[str, list[str]] = {actor: [actor] for actor in dirty}
        for actor, leader in into.items():
            if leader in members:
                members[leader].append(actor)
        wanted = {a for actor, some in members.items() if actor not in into for a in some}
        groups.load(wanted)
        held.load(wanted)
        roles = {a: held.of(a) for a in sorted(wanted)}
        found = {a: group for a in sorted(wanted) if (group := groups.get(a))}
        leading = {a: into.get(a, a) for a in wanted}
        made = _Made(found, leading, self._published, self._profile, roles)
        return {row["id"]: row for row in made.whole(made.rows())}


class _Held:
    """All mentions, as `who.Groups` gives them."""

    def __init__(self, groups: Mapping[str, Mentioned]) -> None:
        self._groups = groups

    def load(self, actors: Collection[str]) -> None:
        """See `who.Mentions`."""

    def get(self, actor: str) -> Mentioned | None:
        """See `who.Mentions`."""
        return self._groups.get(actor)

    @property
    def changed(self) -> Collection[str]:
        """All of them."""
        return self._groups.keys()


class _OfAll(Mapping[str, Sequence[Row]]):
    """The offices of all who are mentioned, of many none."""

    def __init__(self, groups: Collection[str], roles: Mapping[str, Sequence[Row]]) -> None:
        self._groups, self._roles = groups, roles

    def __getitem__(self, actor: str) -> Sequence[Row]:
        return self._roles.get(actor, ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)


def _at(table: Collection[str], rolls: who.Rolls) -> list[Row]:
    """What is read of those at the table, in order of their ids."""
    return [row for actor in sorted(table) if (row := rolls.cast.get(actor))]


def _without_party(row: Row) -> Row:
    return {**row, "party": None}


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
    made = _Made(groups, merged(judgements), published, profile, roles)
    return list(made.whole(made.rows()))


class _Made:
    """The rows of actors, what is judged the same taken together; their evidence, most of them, is added at the end."""

    def __init__(
        self,
        groups: Mapping[str, Mentioned],
        into: Mapping[str, str],
        published: Mapping[str, Row],
        profile: Profile,
        roles: Mapping[str, Sequence[Row]],
    ) -> None:
        self._published, self._profile = published, profile
        self._same, self._holders = dict[str, list[Mentioned]](), dict[str, list[str]]()
        self._roles = roles
        for actor, group in groups.items():
            self._same.setdefault(into.get(actor, actor), []).append(group)
        for actor in roles:
            self._holders.setdefault(into.get(actor, actor), []).append(actor)

    def rows(self) -> Iterator[Row]:
        """All rows without evidence, in order of ids."""
        for actor, found in sorted(self._same.items()):
            held = [row for one in self._holders.get(actor, ()) for row in self._roles[one]]
            yield _actor(actor, together(found), held, self._published, self._profile)

    def whole(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Rows with their evidence, each made when it is asked for."""
        for row in rows:
            yield {**row, "evidence": together(self._same[row["id"]]).evidence}


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
