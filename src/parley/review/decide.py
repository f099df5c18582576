"""From what a person asks to a row of the log; what cannot be decided is refused, with the reason."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from parley.errors import AmbiguousId, UnknownRecord, UsageError
from parley.review.kinds import machine
from parley.review.values import checked
from parley.store.base import Row, View
from parley.store.decisions import ACCEPT, CORRECT, KINDS, NOTE, REJECT, UNDO, Decision
from parley.views.filters import one_of

ASKED = (ACCEPT, REJECT, CORRECT, NOTE)  # to undo is asked for by `take_back`
LONGEST = 10_000  # code points of a note
_LONGEST_NAME = 100
_SHOWN = 5  # ids that a message about an ambiguous beginning lists
_ELSEWHERE = {
    "judgements": "parley join A B --take-back, or parley split A B --take-back",
    "documents": "parley date PAGE --take-back",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks: a verb, of a correction its field and value, and what they note."""

    verb: str
    field: str | None = None
    value: Any = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, and when (UTC, ISO)."""

    reviewer: str
    at: str

    @staticmethod
    def now(reviewer: str) -> Signed:
        """Somebody, at this moment; without a name who is logged in.

        Raises:
            UsageError: If it is no name, or there is none.
        """
        return Signed(_name(reviewer), dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))


def decision(
    view: View, entry_id: str, request: Request, signed: Signed, issues: Callable[[], Collection[str]]
) -> Decision:
    """The row of the log for what a person asks of an entry, by its id or the beginning of it.

    Raises:
        UnknownRecord: If there is no such entry, or several begin so.
        UsageError: If it cannot be decided so.
    """
    verb, note = one_of("verb", request.verb, ASKED), _note(request.note)
    if verb == NOTE and note is None:
        raise UsageError("a note needs its words")
    kind, entry = view.find(entry_id)
    _check(view, kind, entry)
    field, value = None, None
    if verb == CORRECT:
        field, value = checked(view, kind, request.field, request.value, issues)
    return Decision(
        at=signed.at,
        reviewer=signed.reviewer,
        kind=kind,
        entry_id=entry["id"],
        verb=verb,
        field=field,
        value=value,
        note=note,
        machine=machine(kind, entry),
        anchor=entry["evidence"],
    )


def take_back(view: View, named: str | int, signed: Signed) -> Decision:
    """The row that takes a decision back: one by its number, or the last that stands about an entry.

    Raises:
        UnknownRecord: If there is none, or several entries begin so.
        UsageError: If it was taken back already, or is taken back by another command.
    """
    log = list(view.decisions())
    last = _numbered(log, int(named)) if _is_number(named) else _last_about(log, str(named))
    if last.kind in _ELSEWHERE:
        raise UsageError(f"decision {last.number} is taken back with: {_ELSEWHERE[last.kind]}")
    return Decision(
        at=signed.at,
        reviewer=signed.reviewer,
        kind=last.kind,
        entry_id=last.entry_id,
        verb=UNDO,
        anchor=last.anchor,
        undoes=last.number,
    )


def open_ones(log: Iterable[Decision]) -> list[Decision]:
    """The decisions that nobody took back."""
    rows = list(log)
    gone = {row.undoes for row in rows}
    return [row for row in rows if row.verb != UNDO and row.number not in gone]


def _numbered(log: list[Decision], number: int) -> Decision:
    found = next((row for row in log if row.number == number), None)
    if found is None:
        raise UnknownRecord(f"no decision {number} (see: parley review --log)")
    if found.verb == UNDO:
        raise UsageError(f"decision {number} takes one back itself; decide anew")
    if any(row.undoes == number for row in log):
        raise UsageError(f"decision {number} was taken back already")
    return found


def _last_about(log: list[Decision], prefix: str) -> Decision:
    found = [row for row in open_ones(log) if row.entry_id.startswith(prefix)]
    ids = sorted({row.entry_id for row in found})
    if not found:
        raise UnknownRecord(f"nothing stands decided about {prefix!r} (see: parley review --log)")
    if len(ids) > 1:
        raise AmbiguousId(prefix, len(ids), ids[:_SHOWN])
    return found[-1]


def _check(view: View, kind: str, entry: Row) -> None:
    """That an entry is of a kind that is reviewed, and of a page that is current."""
    if kind not in KINDS:
        raise UsageError(
            f"{entry['id']}: {kind} are not reviewed one by one; {', '.join(KINDS)} are"
            + (" (see: parley join, parley split)" if kind == "actors" else "")
            + (" (see: parley date)" if kind == "documents" else "")
        )
    if "document_id" in entry and view.find(entry["document_id"])[1]["superseded"]:
        raise UsageError(
            f"{entry['id']}: a newer version of its page is in the record; decide about that one's"
        )


def _note(note: str | None) -> str | None:
    words = (note or "").strip()
    if len(words) > LONGEST:
        raise UsageError(f"a note has at most {LONGEST:,} characters")
    return words or None


def _name(reviewer: str) -> str:
    name = reviewer.strip()
    if not name:
        try:
            name = getpass.getuser()
        except (OSError, KeyError, ImportError) as error:
            raise UsageError("who decides? name yourself with --reviewer NAME") from error
    if not name.isprintable() or len(name) > _LONGEST_NAME:
        raise UsageError(f"a reviewer's name is one line of at most {_LONGEST_NAME} characters")
    return name


def _is_number(named: str | int) -> bool:
    return isinstance(named, int) or (named.isascii() and named.isdigit())
