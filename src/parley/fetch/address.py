"""Which addresses may be fetched: the form of a URL, and where its host leads.

A page decides what its links and redirects name, so it must not be able to make this machine ask its own
services or those of its network. What holds for each request, redirects included:

- the scheme is http or https, the port 80 or 443, and there is no user name in it;
- a host is a name, or an IP address in its usual form: no decimal, octal or hexadecimal spelling;
- *all* addresses that the name leads to are public ones, by the registries of IANA, not by the table of
  whichever Python runs (3.11 takes 64:ff9b::7f00:1, which is 127.0.0.1, for public);
- the name is looked up once, and the connection goes to an address that was checked (see `site`).

With `private` the user says that any port and address is meant.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_network

import httpx

from parley.fetch.failure import Unfetched

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]  # (host, port) to IP addresses

LOOK_UP_SECONDS = 20.0
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9._-]+")
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.I)  # a last label that makes a host an IPv4 address
# https://www.iana.org/assignments/iana-ipv4-special-registry: not globally reachable, and multicast.
_NOT_PUBLIC_4 = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    )
)  # fmt: skip
# https://www.iana.org/assignments/ipv6-address-space: global unicast is 2000::/3 alone, which leaves out
# ::/96, ::ffff:0:0/96 and 64:ff9b::/96, whose last 32 bits are an IPv4 address, and all that is local.
_GLOBAL_6 = ip_network("2000::/3")
# https://www.iana.org/assignments/iana-ipv6-special-registry: within it, not reachable or a tunnel's.
_NOT_PUBLIC_6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


@dataclass(frozen=True, slots=True)
class Address:
    """A URL that may be asked for. `host` is ASCII, an IPv6 address without brackets."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def netloc(self) -> str:
        """Host and port as the header ``Host`` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        return f"{self.scheme}://{self.netloc}"


def parse(text: str, *, base: str | None = None, private: bool = False) -> Address:
    """The address that a text names, without its fragment.

    Args:
        text: A URL; with `base` also a relative one.
        base: What it counts from.
        private: Whether any port may be asked.

    Raises:
        Unfetched: ``address``, if it may not be fetched.
    """
    shown = text.strip()
    try:
        url = httpx.URL(base).join(shown) if base else httpx.URL(shown)
        host = url.raw_host.decode("ascii").rstrip(".").lower()
        url = url.copy_with(host=host, fragment=None)
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        raise _refused(shown, "is not a web address") from error
    if url.scheme not in _PORTS:
        raise _refused(shown, "is neither http nor https")
    if not _is_ip(host) and not _HOST.fullmatch(host):
        raise _refused(shown, "names no host")
    if url.userinfo:
        raise _refused(shown, "holds a user name; pages that need a login are not fetched")
    port = _PORTS[url.scheme] if url.port is None else url.port
    if port not in _PORTS.values() and not private:
        raise _refused(
            shown, f"names the port {port}; only 80 and 443 are asked (a server of your own: --allow-private)"
        )
    if not _usual(host):
        raise _refused(shown, "spells an IP address in an unusual way")
    return Address(str(url), url.scheme, host, port)


async def addresses(address: Address, resolve: Resolve, *, private: bool = False) -> tuple[str, ...]:
    """The IP addresses of a host, in the order in which they are to be tried; the name is looked up once.

    Raises:
        Unfetched: ``address``, if one of them is not public; ``unreachable``, if there are none.
    """
    if _is_ip(address.host):
        found: Sequence[str] = [address.host]
    else:
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                found = await resolve(address.host, address.port)
        except (OSError, UnicodeError) as error:
            why = str(error) or type(error).__name__
            reason = f"The name {address.host} cannot be looked up ({why})."
            raise Unfetched("unreachable", reason, again=True, silent=True) from error
    if not found:
        raise Unfetched("unreachable", f"The name {address.host} has no address.", again=True, silent=True)
    for ip in found:
        if not private and not is_public(ip):
            reason = f"{address.host} leads to {ip}, which is not an address of the public internet."
            raise Unfetched("address", reason)
    return tuple(found)


def is_public(ip: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    try:
        four = IPv4Address(ip)
    except AddressValueError:
        try:
            six = IPv6Address(ip)
        except AddressValueError:
            return False
        return six.scope_id is None and six in _GLOBAL_6 and not any(six in net for net in _NOT_PUBLIC_6)
    return not any(four in net for net in _NOT_PUBLIC_4)


async def system(host: str, port: int) -> Sequence[str]:
    """What the system's resolver says."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _usual(host: str) -> bool:
    """Whether a host that is an IPv4 address for some reader is one in the usual form."""
    return _is_ip(host) or not _NUMBER.fullmatch(host.rpartition(".")[2])


def _is_ip(host: str) -> bool:
    for kind in (IPv4Address, IPv6Address):
        try:
            kind(host)
        except AddressValueError:
            continue
        return "%" not in host  # a zone, which only a machine's own network has
    return False


def _refused(shown: str, why: str) -> Unfetched:
    return Unfetched("address", f"The address {why}: {shown[:200]!r}.")
