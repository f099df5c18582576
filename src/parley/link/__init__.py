"""What only the whole collection can tell. Links are added beside what pages say, never into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from heapq import merge
from operator import itemgetter

from parley.laps import Laps
from parley.link.actors import Actors, Casting
from parley.link.agreements import link_agreements
from parley.link.apart import Apart
from parley.link.beforehand import Beforehand
from parley.link.cast import Cast
from parley.link.changed import Changed, against
from parley.link.comparisons import link_comparisons
from parley.link.dated import Dated
from parley.link.dating import BY_HAND, Redated, by_hand, link_dates, link_entries
from parley.link.families import link_families
from parley.link.furniture import link_furniture
from parley.link.linked import Linked
from parley.link.mark import current as current
from parley.link.mark import leave
from parley.link.meetings import link_meetings, with_outcomes
from parley.link.positions import link_positions
from parley.link.prose import left_out
from parley.link.putting import Putting
from parley.link.reading import Derived
from parley.link.revisions import link_revisions
from parley.link.states import unnamed_states
from parley.link.stories import link_stories
from parley.link.timeline import link_timeline
from parley.plain import load, packed
from parley.profiles import Profile
from parley.records import make_id
from parley.store.base import Row, Store, View
from parley.store.decisions import Decision

_OF_FAMILY = ("id", "documents", "kind", "ties")  # what later steps read of a row
_UNNAMED = "unnamed"  # under which the ids of states are kept that are actors by their officials alone

Log = Callable[[View, Mapping[str, Sequence[Row]]], Iterable[Decision]]


def link(
    store: Store,
    profile: Profile,
    laps: Laps | None = None,
    apart: Apart | None = None,
    beforehand: Beforehand | None = None,
) -> dict[str, int]:
    """Make all links again from what the record holds now; returns the rows of each kind.

    The writer is held while reading, so that nobody's pages come between what is read and what is written.

    Args:
        store: The record.
        profile: The negotiation's data.
        laps: Is told how long each kind takes, and as ``store`` what is written.
        apart: Does what no other step waits for.
        beforehand: What was read of the record already.

    Raises:
        StoreBusy: If another process is writing and does not finish in time.
    """
    return _link(store, profile, list, laps=laps, apart=apart, beforehand=beforehand)


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
    apart: Apart | None = None,
    beforehand: Beforehand | None = None,
) -> dict[str, int]:
    with store.writer() as writer, store.view() as view:
        # Read under the lock, so that what another settles meanwhile is not lost.
        decided = decide(view.links_by("dates", BY_HAND))
        derived = Derived(view, beforehand.known(writer) if beforehand else None)
        putting = Putting(writer, derived, laps or Laps())
        made = _steps(view, profile, decided, judge, derived, putting, apart)
        leave(view, writer, profile, putting.totals)
        for decision in log(view, made) if log else ():
            writer.put_decision(decision)
    return putting.totals


def _steps(
    view: View,
    profile: Profile,
    decided: Sequence[Row],
    judge: Callable[[list[Row]], list[Row]],
    derived: Derived,
    putting: Putting,
    apart: Apart | None,
) -> dict[str, list[Row]]:
    """The rows of each kind of link that later steps read, each step reading what those before it made."""
    made: dict[str, list[Row]] = {}
    linked = Linked(view, made, derived)
    before = {kind: derived.links(kind) for kind in ("furniture", "families")}
    made["furniture"] = link_furniture(view, derived, before["furniture"])
    putting.put("furniture", _changed(derived, before["furniture"], made["furniture"]))
    gone = left_out(made["furniture"])
    actors = Casting(view, profile, gone, judge, derived)
    beside = apart if apart and apart.is_for_all(derived) else None
    if beside:
        families = beside.families(view, gone, derived)
        actors.count()
        putting.lap("actors")
    else:
        families = link_families(view, gone, derived, before["families"])
    if derived.is_first:
        made["families"] = putting.put("families", families, _OF_FAMILY)
    else:
        made["families"] = list(families)
        putting.put("families", against(before["families"], made["families"]))
    pages = link_dates(linked, decided)
    putting.lap("dates")
    dates = {row["of"]: row["date"] for row in pages}
    entries: Callable[[], Redated] = partial(link_entries, view, pages, derived)
    told = None
    if beside:
        entries, told = beside.entries_and_stories(view, pages, dates, made["families"], gone, derived)
    elif apart and apart.is_for_stories(derived):
        told = apart.stories(view, dates, made["families"], gone, derived)
    else:
        stories, some = link_stories(view, dates, made["families"], gone, derived)
        putting.put("stories", some or stories)
    made["judgements"] = _put_actors(linked, profile, actors.linked(dates), putting)
    found = entries()
    made["dates"] = found.rows
    linked.dated = Dated(found.rows, derived.dated() if found.total is not None else None, found.gone)
    undated = [make_id("date", of) for of in found.gone]
    putting.put("dates", found.rows if found.total is None else Changed(found.rows, undated, found.total))
    made["changes"] = link_positions(linked)
    putting.put("changes", made["changes"])
    meetings = made["meetings"] = link_meetings(linked)
    putting.lap("meetings")
    made["agreements"] = link_agreements(linked)
    putting.lap("agreements")
    made["meetings"] = with_outcomes(meetings, made["agreements"])
    putting.put("meetings", made["meetings"])
    putting.put("agreements", made["agreements"])
    putting.put("comparisons", link_comparisons(linked))
    putting.put("timeline", link_timeline(linked, profile))
    if told:
        putting.put("stories", told())
    revisions = link_revisions(view, derived)
    if revisions or "revisions" in view.stamps():  # most records hold no wire's items
        putting.put("revisions", revisions)
    return made


def _put_actors(linked: Linked, profile: Profile, who: Actors, putting: Putting) -> list[Row]:
    """Put actors and the judgements on them, which are returned, and let later steps see who is who."""
    linked.cast = Cast(who.cast)
    unnamed = unnamed_states(linked, profile)
    linked.cast = Cast(who.cast, unnamed)
    derived = linked.derived
    older = load(derived.kept(_UNNAMED)["ids"]) if who.total is not None else []
    derived.keep(_UNNAMED, [("ids", packed([row["id"] for row in unnamed]))])
    putting.lap("actors")
    putting.put("judgements", who.judgements)
    rows = merge(who.actors, unnamed, key=itemgetter("id"))
    if who.total is None:
        putting.put("actors", rows)
    else:
        putting.put("actors", Changed(list(rows), [*who.gone, *older], who.total + len(unnamed)))
    return who.judgements


def _changed(derived: Derived, before: Mapping[str, Row], rows: list[Row]) -> list[Row] | Changed:
    """Rows that are all put in a first run; else what of them changed."""
    return rows if derived.is_first else against(before, rows)
