"""Decisions whose entry is not what it was. They are kept with their words, and never given to a look-alike."""

from __future__ import annotations

from collections.abc import Iterable

from parley.errors import UnknownRecord
from parley.store.base import Row, View
from parley.store.decisions import Decision, Standing, fold

REASONS = {
    "superseded": "its page was changed; the version that was reviewed is no longer current",
    "gone": "the page no longer gives this entry",
    "changed": "the entry rests on other words now",
}


def orphans(view: View, log: Iterable[Decision] | None = None) -> list[Row]:
    """What stands decided and belongs to no entry as it is now, in order of the log.

    Each is `{entry_id, kind, state, reason, by, at, note, corrections, machine, words, anchor, numbers, uri, outlet}`:
    `reason` is `{code, text}`, `words` the quotations that were decided about, `numbers` those of its decisions.
    An entry that was decided about again since is none. `log`: the view's, where the caller has read it.
    """
    held = view.standing()
    folded = fold(view.decisions() if log is None else log)
    found = [one for entry_id, standings in folded.items() if entry_id not in held for one in standings]
    return [_row(view, one) for one in sorted(found, key=lambda one: one.decisions[0].number)]


def _row(view: View, standing: Standing) -> Row:
    last = standing.verdict or standing.decisions[-1]
    code = _reason(view, standing)
    return {
        "entry_id": standing.entry_id,
        "kind": standing.kind,
        "state": standing.state,
        "reason": {"code": code, "text": REASONS[code]},
        "by": last.reviewer,
        "at": last.at,
        "note": standing.note,
        "corrections": {name: one.value for name, one in standing.corrections.items()},
        "machine": dict(last.machine),
        "words": [piece["quote"] for piece in standing.anchor],
        "anchor": [dict(piece) for piece in standing.anchor],
        "numbers": [one.number for one in standing.decisions],
        **_page(view, standing),
    }


def _reason(view: View, standing: Standing) -> str:
    for piece in standing.anchor:
        if _is_superseded(view, piece["document_id"]):
            return "superseded"
    try:
        _, entry = view.find(standing.entry_id)
    except UnknownRecord:
        return "gone"
    return "changed" if entry["id"] == standing.entry_id else "gone"


def _is_superseded(view: View, document_id: str) -> bool:
    try:
        return bool(view.find(document_id)[1]["superseded"])
    except UnknownRecord:
        return False


def _page(view: View, standing: Standing) -> Row:
    try:
        _, page = view.find(standing.anchor[0]["document_id"])
    except (UnknownRecord, IndexError):
        return {"uri": None, "outlet": None}
    return {"uri": page["uri"], "outlet": page["outlet"]}
