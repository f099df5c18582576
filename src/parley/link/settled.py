"""Who is who, as a person says: judgements that every later link keeps and that come before those of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from parley.errors import UsageError
from parley.records import actor_id, make_id, name_key
from parley.store.base import Row, View
from parley.store.merges import DIFFERENT, SAME, USER, merged

Judge = Callable[[list[Row]], list[Row]]


@dataclass(frozen=True)
class Printed:
    """An actor as pages resolved it: its names there, and its printed forms, by their keys."""

    id: str
    kind: str
    names: Mapping[str, str]
    forms: Mapping[str, str]


def printed(view: View) -> dict[str, Printed]:
    """What pages call each actor that they name, by the ids that they gave."""
    names: dict[str, Counter[str]] = {}
    forms: dict[str, Counter[str]] = {}
    kinds: dict[str, str] = {}
    for mention in view.entries("mentions", linked=False):
        kinds[mention["actor_id"]] = mention["kind"]
        names.setdefault(mention["actor_id"], Counter())[mention["name"]] += 1
        forms.setdefault(mention["actor_id"], Counter())[mention["surface"]] += 1
    return {
        actor: Printed(actor, kind, _by_key(names[actor]), _by_key(forms[actor]))
        for actor, kind in kinds.items()
    }


def _by_key(names: Counter[str]) -> dict[str, str]:
    """The names by their keys, the most frequent spelling of each."""
    out: dict[str, str] = {}
    for name, _ in names.most_common():
        out.setdefault(name_key(name), name)
    return out


def join(left: Row, right: Row) -> Judge:
    """That two actors, rows of the links, are one: `right` is another name of `left`.

    Raises:
        UsageError: If they are one already, or no rule ever joins their kinds.
    """
    if left["id"] == right["id"]:
        raise UsageError(f"{left['name']!r} and {right['name']!r} are one actor already (see: parley who)")
    if left["kind"] != right["kind"]:
        raise UsageError(
            f"{left['name']!r} is a {left['kind']} and {right['name']!r} a {right['kind']}; "
            "an office or a body is not the person who holds it"
        )
    row = _row(right["id"], left["id"], SAME, f"joined by hand: {right['name']!r} is {left['name']!r}")

    def judge(given: list[Row]) -> list[Row]:
        ends = {frozenset((row["left"], row["right"]))}
        kept = [
            g for g in given if g["verdict"] != DIFFERENT or frozenset((g["left"], g["right"])) not in ends
        ]
        return [*(g for g in kept if g["id"] != row["id"]), row]

    return judge


def split(actor: Row, part: str, actors: Mapping[str, Printed], judgements: Iterable[Row]) -> Judge:
    """That one name, or one printed form, of an actor means somebody else.

    Args:
        actor: The row of the links.
        part: The name or form as a person types it.
        actors: Of `printed`.
        judgements: All that stand.

    Raises:
        UsageError: If pages never call the actor so, or never anything else.
    """
    into = merged(judgements)
    key = name_key(part)
    members = [p for i, p in sorted(actors.items()) if into.get(i, i) == actor["id"]]
    named = [p for p in members if key in p.names]
    rest = [p for p in members if p not in named]
    why = f"split by hand: {part!r} is not {actor['name']!r}"
    if named and rest:
        rows = [_row(one.id, other.id, DIFFERENT, why) for one in named for other in rest]
    else:
        formed = [p for p in members if key in p.forms and len(p.forms) > 1]
        if not formed:
            raise UsageError(f"{actor['name']!r} {_never(key, members, part)}")
        rows = [_row(p.id, _other(p, p.forms[key]), DIFFERENT, why, p.forms[key]) for p in formed]

    def judge(given: list[Row]) -> list[Row]:
        new = {row["id"] for row in rows}
        apart = {frozenset((row["left"], row["right"])) for row in rows}
        kept = (g for g in given if g["verdict"] != SAME or frozenset((g["left"], g["right"])) not in apart)
        return [*(g for g in kept if g["id"] not in new), *rows]

    return judge


def _other(actor: Printed, form: str) -> str:
    """The id of whom a form means that was split off; never the actor's own."""
    own = actor_id(actor.kind, form)
    return own if own != actor.id else make_id("actor", "apart", actor.id, name_key(form))


def _never(key: str, members: Iterable[Printed], part: str) -> str:
    forms = sorted({form for p in members for form in (*p.names.values(), *p.forms.values())})
    if any(key in p.forms for p in members):
        return f"is only ever called {part!r}; there is nothing to split off"
    return f"is never called {part!r}; its names are: {', '.join(forms)}"


def take_back(
    first: str, second: str, verdict: str, actors: Mapping[str, Printed], given: Iterable[Row]
) -> Judge:
    """That what a person said of two names no longer stands.

    Args:
        first: A name as a person types it.
        second: The other one, or the form that was split off.
        verdict: ``same`` or ``different``.
        actors: Of `printed`.
        given: The judgements that stand.

    Raises:
        UsageError: If nothing was said of them.
    """
    ends = [_ids(name, actors) for name in (first, second)]

    def meant(row: Row) -> bool:
        if row["verdict"] != verdict or row.get("by") != USER:
            return False
        left, right = row["left"], row["right"]
        if row.get("surface"):
            return left in ends[0] and name_key(row["surface"]) == name_key(second)
        return (left in ends[0] and right in ends[1]) or (left in ends[1] and right in ends[0])

    gone = {row["id"] for row in given if meant(row)}
    if not gone:
        done = "joined" if verdict == SAME else "split"
        raise UsageError(f"{first!r} and {second!r} were not {done} by hand")
    return lambda rows: [row for row in rows if row["id"] not in gone]


def _ids(name: str, actors: Mapping[str, Printed]) -> set[str]:
    typed = set(name_key(name).split())
    return {
        actor
        for actor, known in actors.items()
        if any(typed <= set(form.split()) for form in (*known.names, *known.forms))
    }


def _row(left: str, right: str, verdict: str, why: str, surface: str | None = None) -> dict[str, Any]:
    return {
        "id": make_id("judgement", USER, left, right, verdict, surface),
        "left": left,
        "right": right,
        "verdict": verdict,
        "surface": surface,
        "score": 1.0,
        "why": why,
        "by": USER,
    }
