"""E-mail: a message (``.eml``) or a folder of them (mbox). The page is the message's body.

Of a body in two forms the plain text is read, unless the HTML says more. What a body quotes or sends on are pages
of their own, as messages are that it has attached; other attachments are read as files are, and images, calendar
entries and signatures passed over. A page that a browser saved in the form of a message is read as that page.
"""

from __future__ import annotations

import binascii
import email
import email.errors
import email.header
import email.utils
import io
import re
from collections.abc import Callable, Iterator
from email.message import Message
from typing import BinaryIO

import parley.sources.hints as hints
from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources import earlier, mhtml, printed
from parley.sources.encoding import decode
from parley.sources.sender import sender
from parley.sources.streams import Stream, lines, whole

Opener = Callable[[str, BinaryIO], Iterator[Page | Rejection]]

_PASSED_OVER = (
    "image/",
    "text/calendar",
    "application/pgp-",
    "application/pkcs7-",
    "application/x-pkcs7-",
    "text/vcard",
)
_MESSAGES = ("message/rfc822", "message/global", "message/news")
_MOST_PARTS = 500
_DEEPEST = 3  # messages attached to messages
_TAG = re.compile(r"<[^<>]{0,2000}>")
_UNPARSED = (RecursionError, ValueError, LookupError, AttributeError, TypeError)
_POSTMARK = re.compile(rb"From \S.* (?:19|20)\d\d\s*$")
_QUOTED_FROM = re.compile(rb"^>(>*From )")


def pages(name: str, stream: Stream, settings: Settings, opener: Opener) -> Iterator[Page | Rejection]:
    """The page of a message, and those of its attachments.

    Args:
        name: Of the file.
        stream: The message.
        settings: The limit on its size.
        opener: Reads an attachment as a file of its own.

    Raises:
        PageError: If the message is no page and has no attachments.
    """
    yield from _message(name, whole(stream, settings.max_page_bytes), opener)


def mbox(name: str, stream: Stream, settings: Settings, opener: Opener) -> Iterator[Page | Rejection]:
    """The messages of a folder in its order; one that is no page is a rejection.

    Raises:
        PageError: ``malformed``, if there is none.
    """
    number = 0
    for number, content in enumerate(_split(stream, settings.max_page_bytes), 1):
        locator = f"{name}#{number}"
        try:
            if content is None:
                limit = f"{settings.max_page_bytes:,}"
                raise PageError(
                    "too_large", f"The message is larger than {limit} bytes (setting max_page_bytes)."
                )
            yield from _message(locator, content, opener)
        except PageError as error:
            yield Rejection(locator, locator, error.code, error.reason)
    if number == 0:
        raise PageError("malformed", "The file begins like a folder of messages but holds none.")


def _split(stream: Stream, limit: int) -> Iterator[bytes | None]:
    """The messages of an mbox; None in place of one larger than `limit`."""
    message: bytearray | None = bytearray()
    begun = blank = False
    for line in lines(stream, limit):
        if line is None:
            message = None
            continue
        if _POSTMARK.match(line) and (blank or not begun):
            if begun:
                yield None if message is None else bytes(message)
            message, begun, blank = bytearray(), True, False
            continue
        blank = not line.strip()
        if message is not None:
            message += _QUOTED_FROM.sub(rb"\1", line) + b"\n"
            if len(message) > limit:
                message = None
    if begun:
        yield None if message is None else bytes(message)


def _message(name: str, content: bytes, opener: Opener) -> Iterator[Page | Rejection]:
    try:
        message = email.message_from_bytes(content.lstrip(b" \t\r\n"))
    except _UNPARSED as error:
        raise _malformed(error) from error
    yield from _items(name, message, opener, 0)


def _items(name: str, message: Message, opener: Opener, depth: int) -> Iterator[Page | Rejection]:
    """The pages of a message's body, and what its attachments give."""
    try:
        parts = _leaves(message)
        saved = mhtml.root(message, parts)
    except _UNPARSED as error:
        raise _malformed(error) from error
    if saved is not None:
        yield _saved(name, message, saved)
        return
    plain = [part for part in parts if _kind(part) == "text/plain" and not _is_attached(part)]
    rich = [part for part in parts if _kind(part) == "text/html" and not _is_attached(part)]
    body = _body(plain, rich)
    attached = [p for p in parts if _is_attached(p) and not _kind(p).startswith(_PASSED_OVER)]
    if body is not None:
        yield from _pages(name, message, *body, alone=not any(map(_is_message, attached)))
    elif not attached:
        raise PageError("empty", _nothing(message))
    for number, part in enumerate(attached, 1):
        inner = f"{name}#{_attachment(part) or number}~{number}"
        if _is_message(part):
            yield from _forwarded(inner, part, opener, depth + 1)
        else:
            yield from opener(inner, io.BytesIO(_bytes(part)))


def _nothing(message: Message) -> str:
    """Why a message without text and attachments is no page."""
    return "The saved page holds no HTML." if mhtml.is_saved(message) else "The message has no text."


def _saved(name: str, message: Message, part: Message) -> Page:
    content = _bytes(part)
    if not content.strip():
        raise PageError("empty", "The saved page has no content.")
    found = mhtml.said(message, part)
    return Page(found.get("url") or name, name, content, "text/html", _charset(part), found)


def _forwarded(name: str, part: Message, opener: Opener, depth: int) -> Iterator[Page | Rejection]:
    """What a message gives that is attached to one."""
    try:
        if depth > _DEEPEST:
            raise PageError("binary", f"This is a message more than {_DEEPEST} messages deep.")
        yield from _items(name, _inner(part), opener, depth)
    except PageError as error:
        yield Rejection(name, name, error.code, error.reason)


def _inner(part: Message) -> Message:
    """The message that a part holds; some programs send it in base64, which the standard forbids."""
    payload = part.get_payload()
    message = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(message, Message):
        raise PageError("malformed", "The attached message cannot be parsed.")
    encoding = str(part.get("Content-Transfer-Encoding") or "").strip().lower()
    if encoding != "base64" or message.keys():
        return message
    try:
        return email.message_from_bytes(binascii.a2b_base64(str(message.get_payload())))
    except (*_UNPARSED, binascii.Error) as error:
        raise _malformed(error) from error


def _malformed(error: Exception) -> PageError:
    return PageError("malformed", f"The message cannot be parsed ({type(error).__name__}).")


def _is_message(part: Message) -> bool:
    return _kind(part) in _MESSAGES and part.is_multipart()


def _leaves(message: Message) -> list[Message]:
    """The parts that hold no others, and the messages that are attached, whole."""
    out: list[Message] = []
    waiting, number = [message], 0
    while waiting:
        part = waiting.pop()
        number += 1
        if number > _MOST_PARTS:
            raise PageError("malformed", f"The message has more than {_MOST_PARTS} parts.")
        if part.is_multipart() and not _is_message(part):
            waiting += [inner for inner in reversed(_held(part)) if isinstance(inner, Message)]
        else:
            out.append(part)
    return out


def _held(part: Message) -> list[object]:
    payload = part.get_payload()
    return list(payload) if isinstance(payload, list) else []


def _body(plain: list[Message], rich: list[Message]) -> tuple[bytes, str, str | None] | None:
    """The bytes, media type and charset of the body: the plain text, unless the HTML says twice as much."""
    text, html = _longest(plain), _longest(rich)
    shown = len(_TAG.sub(" ", _bytes(html).decode("latin-1")).strip()) if html is not None else 0
    if text is not None and _bytes(text).strip() and 2 * len(_bytes(text).strip()) >= min(shown, 2000):
        return _bytes(text), "text/plain", _charset(text)
    if html is not None and _bytes(html).strip():
        return _bytes(html), "text/html", _charset(html)
    if text is not None and _bytes(text).strip():
        return _bytes(text), "text/plain", _charset(text)
    return None


def _longest(parts: list[Message]) -> Message | None:
    return max(parts, key=lambda part: len(_bytes(part)), default=None)


def _pages(
    name: str, message: Message, content: bytes, kind: str, charset: str | None, *, alone: bool
) -> Iterator[Page | Rejection]:
    """The page of what the sender wrote, and one for each earlier message that the body quotes or sends on."""
    said = _said(message)
    about = hints.given(title=printed.bare(said.get("title")))  # all that it tells of the earlier ones
    try:
        text, _ = decode(content, charset, kind)
    except PageError:  # said when the page is read
        text = ""
    within = earlier.in_html(text) if kind == "text/html" else None
    own, others = earlier.apart(text) if kind == "text/plain" else ("", [])
    if not others:
        if within is None and alone and printed.is_sent_on(said.get("title")):
            within = {}  # no line in it tells whose it is
        yield Page(name, name, content, kind, charset, said if within is None else {**about, **within})
        return
    if own:
        yield Page(name, name, own.encode("utf-8"), kind, "utf-8", said)
    for number, one in enumerate(others, 1):
        locator = f"{name}#earlier-{number}" if own or number > 1 else name
        yield Page(locator, locator, one.text.encode("utf-8"), kind, "utf-8", {**about, **one.said})


def _said(message: Message) -> dict[str, str]:
    """What a message's header says of its text."""
    who = sender(_header(message, "From"), listed=_is_listed(message))
    identity = _header(message, "Message-ID")
    return hints.given(
        title=_header(message, "Subject"),
        authors=who.author,
        outlet=who.outlet,
        published=hints.moment(re.sub(r"\s*\([^()]*\)\s*$", "", _header(message, "Date") or "")),
        language=hints.language(_header(message, "Content-Language")),
        wire_id=identity.strip("<>") if identity else None,
        supersedes=(_header(message, "Supersedes") or "").strip("<>"),
    )


def _is_listed(message: Message) -> bool:
    """Whether a list sent the message to its subscribers."""
    named = any(_header(message, name) for name in ("List-Id", "List-Unsubscribe", "List-Post"))
    return named or (_header(message, "Precedence") or "").lower() in ("bulk", "list")


def _header(message: Message, key: str) -> str | None:
    """A header's words, decoded; those that cannot be decoded say nothing."""
    raw = next((value for name, value in message.raw_items() if name.lower() == key.lower()), None)
    if raw is None:
        return None
    try:
        data = str(raw).encode("ascii", "surrogateescape")
        text = (
            decode(data, _charset(message), "text/plain")[0] if not data.isascii() else data.decode("ascii")
        )
        text = str(email.header.make_header(email.header.decode_header(text)))
    except (LookupError, ValueError, email.errors.HeaderParseError, PageError):
        return None
    return hints.words(text.encode("utf-8", "replace").decode("utf-8"))


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except (ValueError, AttributeError, TypeError):
        return "text/plain"


def _is_attached(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    if disposition.startswith("attachment"):
        return True
    return not _kind(part).startswith("text/") or (
        disposition.startswith("inline") and bool(_attachment(part))
    )


def _attachment(part: Message) -> str | None:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, AttributeError, TypeError):
        return None
    return hints.words(name.encode("utf-8", "replace").decode("utf-8")) if isinstance(name, str) else None


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, AttributeError, TypeError):
        return None


def _bytes(part: Message) -> bytes:
    """A part's bytes with its transfer encoding undone."""
    try:
        payload = part.get_payload(decode=True)
    except (LookupError, ValueError, AttributeError, TypeError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""
