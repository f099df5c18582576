"""How far the review of a record is."""

from __future__ import annotations

from collections import Counter

from parley.review.orphans import orphans
from parley.store.base import Filter, Row, View
from parley.store.decisions import ALL, KINDS, REJECTED, STATES


def summary(view: View) -> Row:
    """`{total, decided, hidden, states, orphans, decisions}`.

    `total` counts the entries that can be decided about, `decided` those with a verdict, `hidden` those that were
    rejected, `states` each of `parley.store.decisions.STATES`, `decisions` the rows of the log.
    """
    held = [kind for kind in KINDS if kind in view.kinds()]
    states = Counter(standing.state for standing in view.standing().values())
    return {
        "total": sum(view.count(kind, Filter(review=ALL)) for kind in held),
        "decided": sum(states[state] for state in STATES if state != "noted"),
        "hidden": states[REJECTED],
        "states": {state: states[state] for state in STATES},
        "orphans": len(orphans(view)),
        "decisions": sum(1 for _ in view.decisions()),
    }
