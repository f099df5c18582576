"""What every request passes before any page sees it, and every response on its way out.

A server on the loopback address can be reached by every page that is open in the same browser. So: only known
names of this machine (no DNS rebinding), no unsafe request that another site began, no answer that another site
can embed or read, and a token wherever the address is not loopback.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LARGEST = 64 * 1024  # bytes of a request's body; a note on an entry is far smaller
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


class Guard:
    """ASGI middleware. `token` None: none is asked for."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = LOOPBACK, token: str | None = None) -> None:
        self._app = app
        self._hosts = frozenset(host.casefold() for host in hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_headers(message["headers"])}
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await _answer(guarded, *refused)
            return
        await self._app(scope, _limited(receive), guarded)

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
        if int(headers.get("content-length") or 0) > LARGEST:
            return 413, f"More than {LARGEST} bytes."
        path = scope["path"]
        if self._token is None or path == ENTER or path.startswith(_OPEN[1]) or self._known(headers):
            return None
        if "text/html" in headers.get("accept", "") and scope["method"] in SAFE:
            return 303, "The token first.", ENTER
        return 401, "A token is needed: send it as 'Authorization: Bearer TOKEN'."

    def _known(self, headers: dict[str, str]) -> bool:
        bearer = headers.get("authorization", "").removeprefix("Bearer ").strip()
        return any(self.admits(given) for given in (bearer, _cookie(headers.get("cookie", ""))))

    def admits(self, given: str) -> bool:
        """Whether a token is the right one; it takes as long for any wrong one."""
        return self._token is not None and hmac.compare_digest(given.encode(), self._token.encode())


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
    return urlsplit(origin).netloc.casefold() == host.casefold() if origin != "null" else False


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _with_headers(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    own = {name for name, _ in HEADERS}
    return [*((name, value) for name, value in headers if name.lower() not in own), *HEADERS]


def _limited(receive: Receive) -> Receive:
    """A body is read to its limit, whatever its header said."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > LARGEST else message

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
