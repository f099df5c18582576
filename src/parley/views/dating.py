"""How the date of a page is known."""

from __future__ import annotations

from parley.errors import UnknownRecord
from parley.store.base import Row, View


def page(view: View, id_or_prefix: str) -> Row:
    """The document whose id begins so.

    Raises:
        UnknownRecord: If there is none, or what is called so is no document.
    """
    kind, row = view.find(id_or_prefix)
    if kind != "documents":
        raise UnknownRecord(f"{id_or_prefix} is one of the {kind}; name a page, such as: parley documents")
    return row


def dating(view: View, id_or_prefix: str) -> Row:
    """A page's date with its proof, how many days it may be, and the clues that were dropped.

    Raises:
        UnknownRecord: If there is no such page.
    """
    row = page(view, id_or_prefix)
    found = next((link for link in view.links("dates") if link["of"] == row["id"]), None)
    published = found["date"] if found else row["published"]
    return {
        "id": row["id"],
        "uri": row["uri"],
        "title": row["title"],
        "published": published,
        "days": found["days"] if found else None,
        "dropped": found["dropped"] if found else [],
    }
