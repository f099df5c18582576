"""What only the whole collection can tell. Links are added beside what pages say, never into it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from parley.laps import Laps
from parley.link.actors import link_actors
from parley.link.agreements import link_agreements
from parley.link.cast import Cast
from parley.link.changed import Changed, against
from parley.link.comparisons import link_comparisons
from parley.link.dated import Dated
from parley.link.dating import BY_HAND, by_hand, link_dates, link_entries
from parley.link.families import link_families
from parley.link.furniture import link_furniture
from parley.link.linked import Linked
from parley.link.meetings import link_meetings, with_outcomes
from parley.link.positions import link_positions
from parley.link.reading import Derived
from parley.link.revisions import link_revisions
from parley.link.states import unnamed_states
from parley.link.stories import link_stories
from parley.link.timeline import link_timeline
from parley.profiles import Profile
from parley.records import make_id
from parley.store.base import Row, Store, View
from parley.store.decisions import Decision

_UNNAMED = "unnamed"  # under which the ids of states are kept that are actors by their officials alone

Log = Callable[[View, Mapping[str, Sequence[Row]]], Iterable[Decision]]


def link(store: Store, profile: Profile, laps: Laps | None = None) -> dict[str, int]:
    """Make all links again from what the record holds now; returns the rows of each kind.

    The writer is held while reading, so that nobody's pages come between what is read and what is written.

    Args:
        store: The record.
        profile: The negotiation's data.
        laps: Is told how long each kind takes, and as ``store`` what is written.

    Raises:
        StoreBusy: If another process is writing and does not finish in time.
    """
    return _link(store, profile, list, laps=laps)


def settle_date(
    store: Store, profile: Profile, document_id: str, edtf: str | None, log: Log | None = None
) -> dict[str, int]:
    """Let a person settle the date of a page, or with None take that back, and make all links again.

    Args:
        store: The record.
        profile: The negotiation's data.
        document_id: The page.
        edtf: Its date.
        log: Gives the rows of the log that tell of it, from the record and the links that are put.

    Raises:
        ValueError: If `edtf` is no date.
        StoreBusy: If another process is writing and does not finish in time.
    """
    settled = [] if edtf is None else [by_hand(document_id, edtf)]

    def decide(before: Iterable[Row]) -> list[Row]:
        return [*(row for row in before if row["of"] != document_id), *settled]

    return _link(store, profile, decide, log=log)


def settle_actors(
    store: Store, profile: Profile, judge: Callable[[list[Row]], list[Row]], log: Log | None = None
) -> dict[str, int]:
    """Let a person say who is who, and make all links again.

    Args:
        store: The record.
        profile: The negotiation's data.
        judge: From the judgements of others than the rule to those that stand from now on
            (`parley.link.settled`).
        log: As of `settle_date`.

    Raises:
        StoreBusy: If another process is writing and does not finish in time.
    """
    return _link(store, profile, list, judge, log)


def _link(
    store: Store,
    profile: Profile,
    decide: Callable[[Iterable[Row]], list[Row]],
    judge: Callable[[list[Row]], list[Row]] = list,
    log: Log | None = None,
    laps: Laps | None = None,
) -> dict[str, int]:
    laps = laps or Laps()
    with store.writer() as writer, store.view() as view:
        # Read under the lock, so that what another settles meanwhile is not lost.
        decided = decide(view.links_by("dates", BY_HAND))
        derived = Derived(view)
        made, changed = _steps(view, profile, decided, judge, derived, laps)
        for decision in log(view, made) if log else ():
            writer.put_decision(decision)
        for kind, rows in made.items():
            if kind in changed:
                writer.change_links(kind, changed[kind].rows, changed[kind].gone)
            else:
                writer.put_links(kind, rows)
        if put := getattr(writer, "put_derived", None):
            put(derived.new())
            for step, (parts, whole) in derived.keeping.items():
                writer.put_kept(step, parts, whole=whole)  # type: ignore[attr-defined]
    laps("store")
    return {kind: changed[kind].total if kind in changed else len(rows) for kind, rows in made.items()}


def _steps(
    view: View,
    profile: Profile,
    decided: Sequence[Row],
    judge: Callable[[list[Row]], list[Row]],
    derived: Derived,
    laps: Laps,
) -> tuple[dict[str, list[Row]], dict[str, Changed]]:
    """The rows of each kind of link, each step reading what those before it made; and of some kinds what changed."""
    made: dict[str, list[Row]] = {}
    changed: dict[str, Changed] = {}
    linked = Linked(view, made, derived)
    before = {kind: {row["id"]: row for row in view.links(kind)} for kind in ("furniture", "families")}
    made["furniture"] = link_furniture(view, derived, before["furniture"])
    laps("furniture")
    made["families"] = link_families(view, made["furniture"], derived, before["families"])
    if not derived.is_first:
        changed |= {kind: against(rows, made[kind]) for kind, rows in before.items()}
    laps("families")
    pages = link_dates(linked, decided)
    found = link_entries(view, pages, derived)
    made["dates"] = found.rows
    if found.total is not None:
        gone = [make_id("date", of) for of in found.gone]
        changed["dates"] = Changed(found.rows, gone, found.total)
    linked.dated = Dated(found.rows, view if found.total is not None else None, found.gone)
    laps("dates")
    dates = {row["of"]: row["date"] for row in pages}
    made["stories"], some = link_stories(view, dates, made["families"], made["furniture"], derived)
    if some:
        changed["stories"] = some
    laps("stories")
    who = link_actors(view, profile, dates, made["furniture"], judge, derived)
    made["judgements"] = who.judgements
    linked.cast = Cast(who.cast)
    unnamed = unnamed_states(linked, profile)
    linked.cast = Cast(who.cast, unnamed)
    made["actors"] = sorted([*who.actors, *unnamed], key=lambda row: str(row["id"]))
    if who.total is not None:
        older = json.loads(derived.kept(_UNNAMED)["ids"])
        changed["actors"] = Changed(made["actors"], [*who.gone, *older], who.total + len(unnamed))
    derived.keep(_UNNAMED, [("ids", json.dumps([row["id"] for row in unnamed]).encode())])
    laps("actors")
    made["changes"] = link_positions(linked)
    laps("changes")
    made["meetings"] = link_meetings(linked)
    laps("meetings")
    made["agreements"] = link_agreements(linked)
    made["meetings"] = with_outcomes(made["meetings"], made["agreements"])
    laps("agreements")
    made["comparisons"] = link_comparisons(linked)
    laps("comparisons")
    made["timeline"] = link_timeline(linked, profile)
    laps("timeline")
    revisions = link_revisions(view, derived)
    if revisions or "revisions" in view.stamps():  # most records hold no wire's items
        made["revisions"] = revisions
    laps("revisions")
    return made, changed
