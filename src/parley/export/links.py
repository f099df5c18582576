"""How rows and pages are named towards the world."""

from __future__ import annotations

import re

from parley.records import Document

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
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


def path(document: Document) -> str | None:
    """Where a page without an address lies, within its source; None where it has one, whatever it leads to."""
    return None if document.url or _SCHEME.match(document.uri) else document.uri
