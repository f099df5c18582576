"""What only the whole collection can tell. Links are added beside what pages say, never into it."""

from __future__ import annotations

from parley.link.actors import link_actors
from parley.link.revisions import link_revisions
from parley.profiles import Profile
from parley.store.base import Store


def link(store: Store, profile: Profile) -> dict[str, int]:
    """Make all links again from what the record holds now; returns the rows of each kind.

    The writer is held while reading, so that nobody's pages come between what is read and what is written.

    Raises:
        StoreBusy: If another process is writing and does not finish in time.
    """
    with store.writer() as writer, store.view() as view:
        linked = dict(link_actors(view, profile))
        revisions = link_revisions(view)
        if revisions or "revisions" in view.kinds():  # most records hold no wire's items
            linked["revisions"] = revisions
        for kind, rows in linked.items():
            writer.put_links(kind, rows)
    return {kind: len(rows) for kind, rows in linked.items()}
