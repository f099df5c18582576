"""One request and its answer, within bounds.

What holds, whatever the server does:
- the connection goes to an address that was checked; name and certificate are those of the host (see `site`);
- nothing is sent but the request: no cookie, no login, no referrer; no proxy of the environment is used
  (so a transport of httpx is used, and no client of it, which keeps cookies and follows redirects);
- no more bytes are read than a page may have, neither as they come nor once they are unpacked;
- headers and body together take no longer than they may, however slowly they come;
- a body is read only of an answer that can be a page, a feed or a sitemap.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx

from parley.errors import PageError
from parley.fetch.address import Address
from parley.fetch.clock import Clock
from parley.fetch.failure import Unfetched
from parley.sources.payload import body as decoded

CONNECT_SECONDS = 10.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
PAGE = frozenset({200, 203})
_READ = frozenset(
    {
        "", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream",
        "text/xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
        "application/feed+json", "application/json",
        "application/gzip", "application/x-gzip",  # sitemaps
    }
)  # fmt: skip
ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,application/rss+xml,application/atom+xml,*/*;q=0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent. `raw` and `content` are empty where the body was not read."""

    url: str
    status: int
    phrase: str
    headers: Sequence[tuple[bytes, bytes]]
    raw: bytes  # as it came, packed as the headers say
    content: bytes
    ip: str
    when: dt.datetime

    def header(self, name: str) -> str:
        """The first header of that name; empty if there is none."""
        key = name.lower().encode()
        value = next((v for n, v in self.headers if n.lower() == key), b"").strip()
        try:
            return value.decode("utf-8")  # as browsers read a Location
        except UnicodeDecodeError:
            return value.decode("latin-1")


class Allowance:
    """The seconds that one address may take, with all its tries and redirects; waiting for a turn is free."""

    def __init__(self, seconds: float) -> None:
        self._left = self._seconds = seconds

    @property
    def over(self) -> bool:
        """Whether no time is left."""
        return self._left <= 0

    async def spend(
        self, transport: httpx.AsyncHTTPTransport, request: httpx.Request, limit: int
    ) -> tuple[httpx.Response, bytes]:
        """Send a request; the response with the raw body of one that can be read.

        Raises:
            Unfetched: If the time is over, or the answer is none.
            httpx.ConnectError: If nobody answers at this address; `httpx.ConnectTimeout` too.
        """
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._left):
                return await _sent(transport, request, limit)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise
        except (TimeoutError, httpx.TimeoutException) as error:
            reason = f"No whole answer came within {self._seconds:g} seconds (setting fetch_timeout)."
            raise Unfetched("unreachable", reason, again=True, silent=True) from error
        except httpx.HTTPError as error:
            reason = f"The answer broke off or is none of HTTP ({type(error).__name__})."
            raise Unfetched("unreachable", reason, again=True) from error
        finally:
            self._left -= time.monotonic() - started


async def exchange(
    transport: httpx.AsyncHTTPTransport,
    address: Address,
    ips: Sequence[str],
    allowance: Allowance,
    limit: int,
    clock: Clock,
    headers: Mapping[str, str],
) -> Answer:
    """Ask for an address at the first of its IP addresses that answers.

    Raises:
        Unfetched: If no whole answer comes, or one that is too large or of a kind that is not read.
    """
    failure: Exception | None = None
    for ip in ips:
        request = _request(address, ip, headers)
        try:
            response, raw = await allowance.spend(transport, request, limit)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failure = error
            continue
        sent, phrase = response.headers.raw, response.reason_phrase
        answer = Answer(address.url, response.status_code, phrase, sent, raw, b"", ip, clock.now())
        return _unpacked(answer, limit) if raw else answer
    why = " ".join(str(failure).split()) or type(failure).__name__
    raise Unfetched("unreachable", f"{address.host} cannot be reached ({why}).", again=True, silent=True)


def _request(address: Address, ip: str, headers: Mapping[str, str]) -> httpx.Request:
    """A request to an IP address for a host: in the TLS handshake and in the header it has its own name."""
    return httpx.Request(
        "GET",
        httpx.URL(address.url).copy_with(host=ip, port=address.port),
        headers={"Host": address.netloc, **headers},
        extensions={"sni_hostname": address.host, "timeout": {"connect": CONNECT_SECONDS}},
    )


async def _sent(
    transport: httpx.AsyncHTTPTransport, request: httpx.Request, limit: int
) -> tuple[httpx.Response, bytes]:
    response = await transport.handle_async_request(request)
    try:
        if response.status_code not in PAGE:
            return response, b""
        _check(response, limit)
        data = bytearray()
        async for piece in response.aiter_raw():
            data += piece
            if len(data) > limit:
                raise _too_large(limit)
        return response, bytes(data)
    finally:
        await response.aclose()


def _check(response: httpx.Response, limit: int) -> None:
    """Refuse by the headers alone what would not be read."""
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == "application/pdf":
        raise Unfetched("binary", "This is a PDF file; save its text.")
    if media not in _READ:
        raise Unfetched("not_a_page", f"The server sends {media[:80]!r}, which is no page.")
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:18]) > limit:
        raise _too_large(limit)


def _unpacked(answer: Answer, limit: int) -> Answer:
    try:
        content = decoded(answer.raw, "", answer.header("content-encoding"), limit)
    except PageError as error:
        raise Unfetched(error.code, error.reason, again=error.code == "malformed") from error
    return Answer(
        answer.url, answer.status, answer.phrase, answer.headers, answer.raw, content, answer.ip, answer.when
    )


def _too_large(limit: int) -> Unfetched:
    return Unfetched("too_large", f"The page is larger than {limit:,} bytes (setting max_page_bytes).")
