"""The value that a field is corrected to: what a person types, checked, as the log keeps it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from parley.edtf import bounds
from parley.errors import UsageError
from parley.review.kinds import CORRECTED, DATE, ISSUE, ISSUES, SIDE, SPEAKER, field_of
from parley.store.base import View
from parley.views.filters import one_of
from parley.views.who import find

YEARS = (1000, 2199)  # of the dates that a person may settle; others are slips of the hand
_NOTHING = ("", "null", "none")  # as typed: that the field is open


def checked(
    view: View, kind: str, name: str | None, value: Any, issues: Callable[[], Collection[str]]
) -> tuple[str, Any]:
    """The field that is meant, and its value as the log keeps it.

    Args:
        view: The record.
        kind: The entry's.
        name: The field as a person calls it.
        value: A name or an id, an EDTF date, a word, a list of issues; None, or a word for it, where it is open.
        issues: Gives the issues of the record's profile.

    Raises:
        UsageError: If there is no such field, or the value is none of it.
        UnknownRecord: If nobody goes by the name.
    """
    fields = CORRECTED[kind]
    if not fields:
        raise UsageError(
            f"{kind} are made of what several pages say; accept, reject or note them, or correct their pages' entries"
        )
    field = one_of("field to correct", field_of(kind, name or ""), fields)
    takes = fields[field]
    if isinstance(value, str) and value.strip().casefold() in _NOTHING:
        value = None
    if takes == ISSUES:
        return field, _issues(value, issues)
    if value is None:
        if takes in (SPEAKER, DATE, ISSUE):
            return field, None
        raise UsageError(f"{field} cannot be open; name its value")
    return field, _value(view, takes, field, str(value).strip(), issues)


def _value(
    view: View,
    takes: str | tuple[str, ...],
    field: str,
    value: str,
    issues: Callable[[], Collection[str]],
) -> Any:
    if isinstance(takes, tuple):
        return one_of(field, value, takes)
    if takes == DATE:
        check_date(value)
        return value
    if takes in (SPEAKER, SIDE):
        actor = find(view, value)
        return {"actor_id": actor["id"], "name": actor["name"]} if takes == SPEAKER else actor["id"]
    return one_of("issue", value, issues())


def _issues(value: Any, issues: Callable[[], Collection[str]]) -> list[str]:
    named = value.split(",") if isinstance(value, str) else value or ()
    known = issues()
    return list(dict.fromkeys(one_of("issue", str(name).strip(), known) for name in named))


def check_date(edtf: str) -> None:
    """That a date is one that a person can mean.

    Raises:
        UsageError: If not.
    """
    try:
        ends = bounds(edtf)
    except ValueError as error:
        raise UsageError(f"{edtf}: {error}") from error
    if any(day and not YEARS[0] <= int(day[:4]) <= YEARS[1] for day in ends):
        raise UsageError(f"{edtf}: no page is of that time; name a date from {YEARS[0]} to {YEARS[1]}")
