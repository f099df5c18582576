"""Decisions of another record's log, taken over: a record that was built anew goes on where the old one was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from parley.store.base import View, Writer
from parley.store.decisions import KINDS, UNDO, Decision


def carry(writer: Writer, view: View, log: Iterable[Decision]) -> int:
    """Add the rows of a log that this record does not have yet, as they were made; how many.

    Each keeps its reviewer, its time and its words, and applies where this record has the entry with these words.
    What was settled of actors and pages is not taken: that stands in the links of the other record.
    """
    mine = list(view.decisions())
    held: dict[str, list[int]] = {}
    for row in mine:
        held.setdefault(_mark(row), []).append(row.number)
    undone = {row.undoes for row in mine}
    numbers: dict[int | None, int | None] = {None: None}
    added = 0
    for row in (row for row in log if row.kind in KINDS):
        here = replace(row, number=0, undoes=numbers.get(row.undoes))
        if held.get(_mark(here)):
            numbers[row.number] = held[_mark(here)].pop(0)
        elif row.verb != UNDO or here.undoes not in undone:
            numbers[row.number] = writer.put_decision(here)
            undone.add(here.undoes)
            added += 1
    return added


def _mark(row: Decision) -> str:
    """The same for a decision wherever it is kept: all of it but its number."""
    return json.dumps({**row.to_dict(), "number": None}, sort_keys=True)
