"""A page that a browser saved as a single file (MHTML): in the form of a mail, which it is not.

Its envelope tells when it was saved and where it was, and nothing of who wrote it or when; that stands in the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.message import Message

import parley.sources.hints as hints

_SNAPSHOT = "Snapshot-Content-Location"
_SENT = ("Received", "To", "Message-ID", "Delivered-To")  # what a mail has that a saved page lacks
_HTML = ("text/html", "application/xhtml+xml")


def root(message: Message, parts: Sequence[Message]) -> Message | None:
    """The part that is the saved page, beside its pictures, styles and frames; None if the message is a mail.

    Args:
        message: The whole.
        parts: Those that hold no others.
    """
    if message.get_content_type() in _HTML:  # a page without pictures and styles
        return message if is_saved(message) else None
    if message.get_content_type() != "multipart/related":
        return None
    start = str(message.get_param("start") or "").strip("<> ")
    pages = [part for part in parts if part.get_content_type() in _HTML]
    named = [part for part in pages if start and str(part.get("Content-ID") or "").strip("<> ") == start]
    page = next(iter(named or pages), None)
    return page if _is_snapshot(message) or (page is not None and _is_located(message, page)) else None


def is_saved(message: Message) -> bool:
    """Whether a message is something that a browser saved, be it a page or not."""
    return _is_snapshot(message) or _is_located(message, message)


def _is_snapshot(message: Message) -> bool:
    return bool(message.get(_SNAPSHOT))


def _is_located(message: Message, page: Message) -> bool:
    """Whether a page says where it was, and the message has nothing that a mail has."""
    return bool(page.get("Content-Location")) and not any(message.get(name) for name in _SENT)


def said(message: Message, page: Message) -> dict[str, str]:
    """Where the page was and when it was saved, as hints."""
    place = "".join(str(message.get(_SNAPSHOT) or page.get("Content-Location") or "").split())
    date = hints.moment(" ".join(str(message.get("Date") or "").split()))
    return hints.given(
        url=place if place.isascii() and place.startswith(("http://", "https://")) else None, fetched=date
    )
