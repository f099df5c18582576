"""How rows and pages are named towards the world."""

from __future__ import annotations

from parley.records import Document

_WEB = ("http://", "https://")


def iri(row_id: str) -> str:
    """The name of a row or page, the same in every export of it."""
    return f"urn:parley:{row_id}"


def web(document: Document) -> str | None:
    """Where a page is on the web; None where it is not known, or is anything but a web address."""
    for address in (document.url, document.uri):
        if address and address.lower().startswith(_WEB):
            return address
    return None
