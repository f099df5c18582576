"""What only the whole collection can tell. Links are added beside what pages say, never into it."""

from __future__ import annotations

from parley.link.actors import link_actors
from parley.link.dating import BY_HAND, by_hand, link_dates, link_entries
from parley.link.furniture import link_furniture
from parley.profiles import Profile
from parley.store.base import Row, Store


def link(store: Store, profile: Profile) -> dict[str, int]:
    """Make all links again from what the record holds now; returns the rows of each kind.

    The writer is held while reading, so that nobody's pages come between what is read and what is written.

    Raises:
        StoreBusy: If another process is writing and does not finish in time.
    """
    with store.view() as view:
        decided = [row for row in view.links("dates") if row["by"] == BY_HAND]
    return _link(store, profile, decided)


def settle_date(store: Store, profile: Profile, document_id: str, edtf: str | None) -> dict[str, int]:
    """Let a person settle the date of a page, or with None take that back, and make all links again.

    Raises:
        ValueError: If `edtf` is no date.
        UnknownRecord: If there is no such document.
        StoreBusy: If another process is writing and does not finish in time.
    """
    with store.view() as view:
        view.document(document_id)
        kept = [row for row in view.links("dates") if row["by"] == BY_HAND and row["of"] != document_id]
    return _link(store, profile, kept if edtf is None else [*kept, by_hand(document_id, edtf)])


def _link(store: Store, profile: Profile, decided: list[Row]) -> dict[str, int]:
    with store.writer() as writer, store.view() as view:
        furniture = link_furniture(view)
        pages = link_dates(view, decided)
        linked = {"furniture": furniture, "dates": [*pages, *link_entries(view, pages)]}
        dates = {row["of"]: row["date"] for row in pages}
        linked |= link_actors(view, profile, dates, furniture)
        for kind, rows in linked.items():
            writer.put_links(kind, rows)
    return {kind: len(rows) for kind, rows in linked.items()}
