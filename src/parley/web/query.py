"""What an address asks for: parameters to a checked filter, an order and a page; and the words of a wrong one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from parley.errors import UsageError
from parley.store.base import Filter, View
from parley.store.decisions import ALL as EVERY
from parley.views.filters import checked, one_of, whole_id

ALL = "all"  # instead of a page's number: everything
REVIEWING = (
    "reviewing"  # a parameter: every row has its buttons, rejected rows too, so that one can take it back
)


@dataclass(frozen=True, slots=True)
class Query:
    """A listing's address: `asked` is what it says, empty values left out; `page` None is all of it."""

    asked: Mapping[str, str]
    where: Filter
    order: str
    page: int | None
    reviewing: bool = False


def parameters(request: Request) -> dict[str, str]:
    """The parameters of an address.

    Raises:
        UsageError: If one is there twice, of which only one would count.
    """
    out: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in out:
            raise UsageError(f"{name} is asked for twice; one value is looked for at a time")
        out[name] = value
    return out


def read(
    given: Mapping[str, str],
    known: Collection[str],
    orders: Collection[str],
    issues: Collection[str],
    view: View,
    *,
    may_review: bool = False,
) -> Query:
    """Take an address apart.

    Args:
        given: Its parameters; an empty one is as if it were not there, as forms send those that nobody filled in.
        known: The filters of the listing.
        orders: Names of its orders, the first the usual one.
        issues: The ids of the profile's issues.
        view: Where the beginning of a page's id is looked up.
        may_review: Whether its rows can be reviewed in it.

    Raises:
        UsageError: For a parameter, an order, a page or a word of a filter that there is not.
    """
    asked = {name: value.strip() for name, value in given.items() if value.strip()}
    for name in asked:
        one_of("parameter", name, (*known, *([REVIEWING] if may_review else ()), "order", "page"))
    order = one_of("order", asked.get("order", next(iter(orders))), orders)
    filters: dict[str, Any] = {
        name: asked[name] for name in known if name in asked and name in Filter.__slots__
    }
    where = checked(filters, issues)
    if where.document is not None and where.document.startswith("doc-"):
        where = replace(where, document=whole_id(view, where.document))
    reviewing = asked.get(REVIEWING) is not None
    if reviewing and where.review is None:
        where = replace(where, review=EVERY)
    return Query(asked, where, order, _page(asked.get("page", "1")), reviewing)


def _page(text: str) -> int | None:
    if text == ALL:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0):
        raise UsageError(f"page {text!r}: a number from 1, or {ALL!r}")
    return int(text)
