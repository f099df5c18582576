"""What every request passes before any page sees it, and every response on its way out.

A server on the loopback address can be reached by every page that is open in the same browser. So: only known
names of this machine (no DNS rebinding), no unsafe request that another site began, no answer that another site
can embed or read, and a token wherever the address is not loopback.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LARGEST = 64 * 1024  # bytes of a request's body; a note on an entry is far smaller
BROUGHT = 2000  # letters of an address that is come back to once the token is given
COOKIE = "parley"
ENTER = "/enter"  # where a person gives the token; open to all, as is the style that the page needs
_OPEN = (ENTER, "/static/")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_UNKEPT = (b"cache-control", b"no-store")  # unless an answer says otherwise


class _TooMuch(Exception):
    """A body goes beyond the limit."""


class Guard:
    """ASGI middleware. `token` None: none is asked for."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = LOOPBACK, token: str | None = None) -> None:
        self._app = app
        self._hosts = frozenset(host.casefold() for host in hosts)
        self._token = None if token is None else token.encode()
        self._pass = None if token is None else ticket(token).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, bodiless = False, scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": _with_headers(message["headers"])}
            await send(_bodiless(message) if bodiless else message)

        refused = self._refused(scope)
        if refused is not None:
            await _answer(guarded, *refused)
            return
        try:
            if bodiless:
                scope["method"] = (
                    "GET"  # what is asked for by its head alone is made like what is asked for whole
                )
            await self._app(scope, _limited(receive), guarded)
        except _TooMuch:
            await _answer(guarded, 413, f"More than {LARGEST} bytes.")
        except Exception:
            if not begun:
                await _answer(
                    guarded, 500, "Something failed here; the terminal that runs the server tells more."
                )
            raise  # for who runs the server to see

    def _refused(self, scope: Scope) -> tuple[int, str] | tuple[int, str, str] | None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return (
                421,
                f"This server does not go by the name {_name(host)!r}; start it with --allow-host to allow it.",
            )
        if scope["method"] not in SAFE and not _own(headers, host):
            return 403, "Another site began this request; it was not carried out."
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return 400, "The length of the request is not a number."
        if len(length) > 9 or int(length) > LARGEST:
            return 413, f"More than {LARGEST} bytes."
        path = scope["path"]
        if self._token is None or path == ENTER or path.startswith(_OPEN[1]) or self._known(headers):
            return None
        if "text/html" in headers.get("accept", "") and scope["method"] in SAFE:
            return 303, "The token first.", f"{ENTER}?{urlencode({'back': _address(scope)})}"
        return 401, "A token is needed: send it as 'Authorization: Bearer TOKEN'."

    def _known(self, headers: dict[str, str]) -> bool:
        """Whether a request brings the token, or the ticket for it; it takes as long for any wrong one."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        bearer = given.strip().encode("latin-1") if scheme.casefold() == "bearer" else b""
        held = _cookie(headers.get("cookie", "")).encode()
        by_token = hmac.compare_digest(bearer, self._token or b"")
        return hmac.compare_digest(held, self._pass or b"") or by_token


def ticket(token: str) -> str:
    """What a browser keeps for a token: letters and digits whatever the token is, from which nobody learns it."""
    return hmac.new(token.encode(), b"parley", hashlib.sha256).hexdigest()


def _address(scope: Scope) -> str:
    """What was asked for, as an address of this server; the first page where that is too long to be brought along."""
    asked = scope["query_string"].decode("latin-1")
    address = quote(scope["path"]) + (f"?{asked}" if asked else "")
    return address if len(address) <= BROUGHT else "/"


def _name(host: str) -> str:
    """A Host header without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).casefold()


def _own(headers: dict[str, str], host: str) -> bool:
    """Whether a request was begun by this site's pages, or by no browser."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.casefold() == host.casefold()
    except ValueError:
        return False


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _with_headers(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    own = {name for name, _ in HEADERS}
    kept = [(name, value) for name, value in headers if name.lower() not in own]
    said = any(name.lower() == _UNKEPT[0] for name, _ in kept)
    return [*kept, *HEADERS, *(() if said else (_UNKEPT,))]


def _bodiless(message: Message) -> Message:
    return {**message, "body": b""} if message["type"] == "http.response.body" else message


def _limited(receive: Receive) -> Receive:
    """A body is read to its limit, whatever its header said."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST:
            raise _TooMuch
        return message

    return limited


async def _answer(send: Send, status: int, text: str, location: str | None = None) -> None:
    body = (text + "\n").encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if location:
        headers.append((b"location", location.encode()))
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
