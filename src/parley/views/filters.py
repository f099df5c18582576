"""What a person asks for, checked and made into a `Filter`."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from typing import Any, TypedDict

from parley.edtf import bounds
from parley.errors import AmbiguousId, UnknownRecord, UsageError
from parley.records import ACTS, MODES
from parley.store.base import Filter, View
from parley.store.decisions import REVIEWS


class Filters(TypedDict, total=False):
    """The filters of a listing. Names are matched through aliases; dates are days, months or years."""

    speaker: str | None
    party: str | None
    since: str | None
    until: str | None
    outlet: str | None
    issue: str | None
    act: str | None
    mode: str | None
    document: str | None
    review: str | None
    once: bool  # of pages that carry one text, the first alone
    limit: int | None
    offset: int


def checked(filters: Mapping[str, Any], issues: Collection[str]) -> Filter:
    """A filter whose words exist; `since` and `until` become the first and last day they name.

    `once` asks of the whole record, and is left to who has it open.

    Raises:
        UsageError: For an act, mode or issue that there is not, with the nearest one; or for no date.
    """
    for name, known in (("act", ACTS), ("mode", MODES), ("issue", issues), ("review", REVIEWS)):
        if filters.get(name) is not None:
            one_of(name, filters[name], known)
    since, until = filters.get("since"), filters.get("until")
    days = {
        "since": _day("since", since)[0] if since else None,
        "until": _day("until", until)[1] if until else None,
    }
    if days["since"] and days["until"] and days["since"] > days["until"]:
        raise UsageError(f"since {since} is after until {until}")
    return Filter(**{**{name: value for name, value in filters.items() if name != "once"}, **days})


def whole_id(view: View, document: str) -> str:
    """The id of the page whose id begins so; what begins none stays as it is.

    Raises:
        AmbiguousId: If several begin so.
    """
    try:
        kind, row = view.find(document)
    except AmbiguousId:
        raise
    except UnknownRecord:
        return document
    return str(row["id"]) if kind == "documents" else document


def one_of(name: str, value: str, known: Collection[str]) -> str:
    """`value`, when it is a known word.

    Raises:
        UsageError: If it is not; the message names the nearest one.
    """
    if value in known:
        return value
    raise UsageError(f"no {name} {value!r}{nearest(value, known)}")


def nearest(value: str, known: Collection[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, else all."""
    near = closest(value, known)
    if near is not None:
        return f"; did you mean {near!r}?"
    return f"; there are: {', '.join(sorted(known))}" if known else ""


def closest(value: str, known: Collection[str]) -> str | None:
    """The known word that is spelt most like `value`, letter case apart."""
    by_key = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(value.casefold(), by_key, 1)
    return by_key[near[0]] if near else None


def _day(name: str, value: str) -> tuple[str | None, str | None]:
    try:
        return bounds(value)
    except ValueError as error:
        raise UsageError(
            f"{name}: {error}" if value in str(error) else f"{name}: {value!r}: {error}"
        ) from error
