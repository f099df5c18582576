"""Hosts: where each leads, what its robots.txt allows, and whose turn it is.

A host's name is looked up once in a run, and every request to it goes to the addresses that were checked
then; so a name that leads elsewhere a moment later leads us nowhere. A host has one request at a time,
with a pause between two.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx

from parley._version import __version__
from parley.fetch.address import Address, Resolve, addresses, parse, system
from parley.fetch.clock import Clock
from parley.fetch.exchange import ACCEPT, AGAIN, REDIRECTS, Allowance, Answer, exchange
from parley.fetch.failure import Unfetched
from parley.fetch.robots import AGENT, MOST_BYTES, Rules, rules
from parley.settings import Settings
from parley.sources.visits import Visits

TRIES = 3
WAIT_SECONDS = 1.0  # before the second try, doubled before the third
MOST_WAIT = 60.0  # seconds for one turn; who asks for more is asked again by a later run
MOST_SILENT = 3  # addresses of a host without any answer before the rest are not tried
MOST_REDIRECTS = 5
PARALLEL = 8  # requests at the same time, each to another host; bounds what is in memory
ROBOTS_HOURS = 24  # RFC 9309 asks not to use a copy for longer


@dataclass(frozen=True, slots=True)
class Ways:
    """How the network is reached; a test puts its own in place."""

    resolve: Resolve = system
    clock: Clock = field(default_factory=Clock)
    tls: ssl.SSLContext | None = None  # None: the certificates that come with httpx


def agent(settings: Settings) -> str:
    """How we name ourselves."""
    return f"{AGENT}/{__version__}" + (f" (+{settings.fetch_contact})" if settings.fetch_contact else "")


class Web:
    """All hosts of one run. Use it in an `async with` block.

    Args:
        settings: The limits on bytes and time, and the pause between two requests.
        visits: Where robots.txt files are kept for a day.
        private: Whether addresses that are not public, and any port, may be asked.
        ways: How the network is reached.
    """

    def __init__(self, settings: Settings, visits: Visits, *, private: bool, ways: Ways) -> None:
        self.settings = settings
        self.visits = visits
        self.private = private
        self.ways = ways
        self.clock = ways.clock
        self.gate = asyncio.Semaphore(PARALLEL)
        self.tls = ways.tls or httpx.create_ssl_context(trust_env=False)
        self._sites: dict[str, Site] = {}

    def site(self, address: Address) -> Site:
        """The host of an address."""
        if address.host not in self._sites:
            self._sites[address.host] = Site(self)
        return self._sites[address.host]

    async def get(self, address: Address, extra: Mapping[str, str], *, robots: bool = True) -> Answer:
        """The answer to a request, after as many tries as it takes and may; `robots` alone is read without.

        Raises:
            Unfetched: If there is none.
        """
        site, allowance = self.site(address), Allowance(self.settings.fetch_timeout)
        if site.silent >= MOST_SILENT:
            reason = f"{address.host} gave no answer to {site.silent} addresses before this one."
            raise Unfetched("unreachable", reason, again=True)
        for number in range(1, TRIES + 1):
            failure = None
            try:
                answer = await self._follow(address, allowance, extra, robots)
                failure = self._failure(answer)
            except Unfetched as error:
                failure = error
            if failure is None:
                site.silent = 0
                return answer
            lasts = not failure.again or failure.code == "robots" or failure.after > MOST_WAIT
            if lasts or allowance.over or number == TRIES:
                site.silent += failure.silent
                raise failure
            site.hold(max(failure.after, WAIT_SECONDS * 2 ** (number - 1)), "it failed just now")
        raise AssertionError("the last try returns or raises")

    async def _follow(
        self, address: Address, allowance: Allowance, extra: Mapping[str, str], robots: bool
    ) -> Answer:
        """The answer at the end of the redirects, each of which is checked as the first address is."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self.site(address).ask(address, allowance, extra, robots=robots)
            target = answer.header("location")
            if answer.status not in REDIRECTS or not target:
                return answer
            address = parse(target, base=address.url, private=self.private)
        raise Unfetched(
            "not_a_page", f"There are more than {MOST_REDIRECTS} redirects, the last to {address.url}."
        )

    def _failure(self, answer: Answer) -> Unfetched | None:
        """What is wrong with an answer that another try may better."""
        if answer.status not in AGAIN:
            return None
        after = seconds(answer.header("retry-after"), self.clock)
        if after:
            site = self.site(parse(answer.url, private=self.private))
            site.hold(after, "it asks to wait (Retry-After)")
        reason = f"The server answers with the error {answer.status}" + (
            f" and asks to wait {after:,.0f} seconds." if after else "."
        )
        return Unfetched("unreachable", reason, again=True, after=after)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for site in self._sites.values():
            await site.close()


class Site:
    """One host."""

    def __init__(self, web: Web) -> None:
        self.silent = 0  # addresses in a row that got no answer
        self._web = web
        self._turn = asyncio.Lock()
        self._looking = asyncio.Lock()
        self._reading: dict[str, asyncio.Lock] = {}  # by origin
        self._ips: Sequence[str] = ()
        self._rules: dict[str, Rules | Unfetched] = {}
        self._next = 0.0  # when, on the clock that only goes forward, the next request may be sent
        self._why = ""
        self._transport = httpx.AsyncHTTPTransport(verify=web.tls, trust_env=False)
        self._headers = {
            "User-Agent": agent(web.settings),
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }

    async def ask(
        self, address: Address, allowance: Allowance, extra: Mapping[str, str], *, robots: bool
    ) -> Answer:
        """One request in its turn, if the site's robots.txt allows it.

        Raises:
            Unfetched: If it may not be sent, or there is no answer.
        """
        ips = await self._addresses(address)
        pause = 0.0
        if robots:
            found = await self._robots(address)
            if not found.allow(address.url):
                raise Unfetched("robots", f"The robots.txt of {address.host} asks not to read {address.url}.")
            pause = max(float(self._web.settings.fetch_delay), found.delay)
        limit = self._web.settings.max_page_bytes
        async with self._taking_turn(address.host, pause):
            headers = {**self._headers, **extra}
            return await exchange(self._transport, address, ips, allowance, limit, self._web.clock, headers)

    def hold(self, seconds: float, why: str) -> None:
        """Send nothing to this host for a while."""
        until = self._web.clock.elapsed() + seconds
        if until > self._next:
            self._next, self._why = until, why

    async def close(self) -> None:
        """Release the connections."""
        await self._transport.aclose()

    async def _addresses(self, address: Address) -> Sequence[str]:
        """The host's checked addresses, looked up once."""
        async with self._looking:
            if not self._ips:
                web = self._web
                self._ips = await addresses(address, web.ways.resolve, private=web.private)
            return self._ips

    @asynccontextmanager
    async def _taking_turn(self, host: str, pause: float) -> AsyncIterator[None]:
        async with self._turn:
            wait = self._next - self._web.clock.elapsed()
            if wait > MOST_WAIT:
                reason = f"{host} is not to be asked for another {wait:,.0f} seconds: {self._why}."
                raise Unfetched("unreachable", reason, again=True, after=wait)
            if wait > 0:
                await self._web.clock.sleep(wait)
            async with self._web.gate:
                try:
                    yield
                finally:
                    self.hold(pause, "that is the pause between two requests to it")

    async def _robots(self, address: Address) -> Rules:
        """The rules of an origin, read once in a run."""
        async with self._reading.setdefault(address.origin, asyncio.Lock()):
            found = self._rules.get(address.origin)
            if found is None:
                try:
                    found = await self._read_robots(address)
                except Unfetched as error:
                    found = error
                self._rules[address.origin] = found
        if isinstance(found, Unfetched):
            raise found
        return found

    async def _read_robots(self, address: Address) -> Rules:
        """The rules of an origin, from the copy that is kept or from the site."""
        web = self._web
        oldest = web.clock.now() - dt.timedelta(hours=ROBOTS_HOURS)
        kept = web.visits.robots(address.origin, oldest.isoformat())
        if kept is not None:
            return rules(*kept)
        try:
            answer = await web.get(
                parse(f"{address.origin}/robots.txt", private=web.private), {}, robots=False
            )
        except Unfetched as error:
            if error.code in ("not_a_page", "binary", "too_large"):
                return Rules()  # whatever lies there is no robots.txt
            if error.silent or error.code == "address":
                raise
            reason = (
                f"What {address.host} allows is not known, for its robots.txt cannot be read: {error.reason}"
            )
            raise Unfetched("robots", reason, again=True, after=error.after) from error
        found = rules(answer.status, answer.content)
        body = answer.content[:MOST_BYTES]
        web.visits.put_robots(address.origin, web.clock.now().isoformat(), answer.status, body)
        return found


def seconds(header: str, clock: Clock) -> float:
    """A Retry-After header, seconds or a date, as seconds from now; 0 where it says nothing."""
    if header.isdecimal():
        return float(header[:9])
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - clock.now().timestamp())
    except (ValueError, TypeError, OverflowError):
        return 0.0
