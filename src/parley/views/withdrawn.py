"""Items of wires that are not to be used: withdrawn by their agency in all versions, or replaced by a later one."""

from __future__ import annotations

from collections.abc import Container, Mapping

from parley.store.base import Row, View


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


def rests_on(row: Row, gone: Container[str]) -> bool:
    """Whether a row rests on pages alone that are `gone`; what is compared needs two that are not."""
    held = {piece["document_id"] for piece in row.get("evidence") or ()}
    left = sum(page not in gone for page in held)
    return bool(held) and left < (2 if "relation" in row and "slot" in row else 1)
