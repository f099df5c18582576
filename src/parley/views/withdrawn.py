"""Items of wires that are not to be used: withdrawn by their agency in all versions, or replaced by a later one."""

from __future__ import annotations

from collections.abc import Mapping

from parley.store.base import View


def withdrawn(view: View) -> Mapping[str, str]:
    """The status of each page that its agency withdrew (``canceled``), by id, those of earlier versions too.

    A version that is sent after that, and is to be used, takes the withdrawal back.
    """
    rows = list(view.links("revisions"))
    again = {one for row in rows if not row.get("withdrawn") for one in row["supersedes"]}
    gone = [row for row in rows if row.get("withdrawn") and row["document_id"] not in again]
    return {one: row["withdrawn"] for row in gone for one in (row["document_id"], *row["supersedes"])}


def replaced(view: View) -> frozenset[str]:
    """The ids of pages of which the record holds a later version."""
    return frozenset(one for row in view.links("revisions") for one in row["supersedes"])
