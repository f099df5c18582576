"""Where a request may go: the form of the address, where its host leads, redirects, names that change."""

import asyncio
import ssl
import sys
from pathlib import Path

import pytest
from tests.fetch.site_server import Names, Site, article, reply, ways

from parley.errors import PageError
from parley.fetch import site as sites
from parley.fetch.address import addresses, is_public, parse
from parley.fetch.exchange import Answer

words = str.split
several = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="127.0.0.2 is this machine on Linux"
)
PEM = Path(__file__).parent / "herald.example.pem"


@pytest.mark.parametrize(
    "ip",
    words("""0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.254 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.9.9
    192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.9 224.0.0.1
    239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1
    2001::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd12::1 fe80::1 fe80::1%1
    fec0::1 ff02::1 2606:4700::1%1 herald.example"""),
)
def test_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip", words("1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 172.32.0.1 198.17.0.1 2606:4700::1111 2a00::1")
)
def test_public(ip):
    assert is_public(ip)


@pytest.mark.parametrize(
    "url",
    words("""ftp://herald.example/ file:///etc/passwd gopher://herald.example/ javascript:alert(1) data:text/html,x
    //herald.example/ herald.example http:// http:/// https://user@herald.example/ http://u:p@herald.example/
    http://herald.example:8080/ http://herald.example:22/ https://herald.example:0/ http://herald.example:99999/
    http://2130706433/ http://017700000001/ http://0x7f000001/ http://0x7f.0.0.1/ http://127.1/ http://127.0.1/
    http://0177.0.0.1/ http://127.0.0.0x1/ http://256.1.1.1/ http://1.2.3.4.5/ http://127.0.0.01/ http://127.1./
    http://[::1 http://[fe80::1%25eth0]/ http://exa\u0000mple/ http://a\ud800b/"""),
)
def test_addresses_that_are_not_asked(url):
    with pytest.raises(PageError) as error:
        parse(url)
    assert error.value.code == "address" and error.value.reason.endswith(".")


@pytest.mark.parametrize(
    "text, url",
    [
        ("HTTP://Herald.Example/a b?q=1#top", "http://herald.example/a%20b?q=1"),
        ("http://herald.example:80/x", "http://herald.example/x"),
        ("https://herald.example.:443/", "https://herald.example/"),
        ("http://herald.example:443/", "http://herald.example:443/"),
        ("https://ünder.example/", "https://xn--nder-zra.example/"),
        ("http://1.2.3.4/", "http://1.2.3.4/"),
        ("http://[2606:4700::1]/", "http://[2606:4700::1]/"),
        ("http://3com.example/", "http://3com.example/"),
    ],
)
def test_addresses_in_one_form(text, url):
    assert parse(text).url == url


def test_wide_figures_are_an_ip_address_or_none(desk):
    names = Names()
    (item,) = desk.fetch("http://１２７.０.０.１/", names=names, private=False).values()
    assert item.code == "address" and names.looked_up == []


def test_the_host_of_ports_and_six():
    assert parse("https://[2606:4700::1]:444/", private=True).netloc == "[2606:4700::1]:444"
    assert parse("http://herald.example:443/").origin == "http://herald.example:443"


@pytest.mark.parametrize(
    "found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:8.8.8.8"], ["2606:4700::1", "::1"]]
)
def test_one_private_address_among_those_of_a_name_is_enough(found):
    names = Names(herald_example=[found])
    with pytest.raises(PageError) as error:
        asyncio.run(addresses(parse("https://herald.example/"), names))
    assert error.value.code == "address"


def test_a_private_site_is_refused_without_a_connection(desk):
    with Site() as site:
        names = Names(herald_example=[["127.0.0.1"]])
        items = desk.fetch(
            "http://herald.example/", f"{site.url}/", "http://127.0.0.1/", names=names, private=False
        )
    assert {item.code for item in items.values()} == {"address"} and len(items) == 3
    assert site.requests == []


@several
def test_the_connection_goes_to_the_address_that_was_looked_up(desk):
    with Site(host="127.0.0.2") as site:
        site.paths["/talks"] = article("The talks")
        names = Names(herald_example=[["127.0.0.2"]])
        (item,) = desk.fetch(f"http://herald.example:{site.port}/talks", names=names).values()
    assert b"The talks" in item.content
    assert site.asked("/talks")[0]["host"] == f"herald.example:{site.port}"


@several
def test_a_name_that_leads_elsewhere_a_moment_later_leads_nowhere(desk):
    """DNS rebinding, on real sockets: the second look-up would lead to another server."""
    with Site() as site, Site(host="127.0.0.2", port=site.port) as inner:
        for path in ("/a", "/b"):
            site.paths[path], inner.paths[path] = article("The talks"), article("The safe")
        site.paths["/moved"] = lambda h: reply(h, 302, Location="/a", Connection="close")
        names = Names(herald_example=[["127.0.0.1"], ["127.0.0.2"]])
        base = f"http://herald.example:{site.port}"
        items = desk.fetch(f"{base}/moved", f"{base}/b", names=names)
    assert names.looked_up == ["herald.example"]
    assert inner.requests == [] and len(site.requests) == 4
    assert all(b"The talks" in item.content for item in items.values())


def test_public_then_private_is_asked_at_the_public_one_only(desk, monkeypatch):
    asked = []

    async def exchange(client, address, ips, allowance, limit, clock, extra):
        asked.append(tuple(ips))
        return Answer(address.url, 404, "", [], b"", b"", ips[0], clock.now())

    monkeypatch.setattr(sites, "exchange", exchange)
    names = Names(herald_example=[["93.184.216.34"], ["127.0.0.1"]])
    desk.fetch("https://herald.example/a", "https://herald.example/b", names=names, private=False)
    assert names.looked_up == ["herald.example"]
    assert set(asked) == {("93.184.216.34",)} and len(asked) == 3


@pytest.mark.parametrize(
    "inner",
    [
        "http://10.0.0.1/x",
        "//169.254.169.254/latest",
        "http://inner.example/",
        "http://herald.example:22/",
        "file:///x",
    ],
)
def test_a_redirect_is_checked_as_the_first_address_is(desk, monkeypatch, inner):
    real = sites.exchange

    async def exchange(client, address, ips, *rest):
        return await real(client, address, ["127.0.0.1"], *rest)  # as if the public address were here

    monkeypatch.setattr(sites, "exchange", exchange)
    monkeypatch.setattr("parley.fetch.address._PORTS", {"http": (port := Site()).port, "https": 443})
    with port as site:
        site.paths["/"] = lambda h: reply(h, 302, Location=inner)
        names = Names(herald_example=[["93.184.216.34"]], inner_example=[["127.0.0.1"]])
        (item,) = desk.fetch("http://herald.example/", names=names, private=False).values()
    assert item.code == "address"
    assert [path for path, _ in site.requests] == ["/robots.txt", "/"]


def test_the_certificate_and_the_header_are_the_hosts(desk):
    tls = ssl.create_default_context(cafile=str(PEM))
    with Site(tls=PEM) as site:
        site.paths["/talks"] = article("The talks")
        names = Names(herald_example=[["127.0.0.1"]], other_example=[["127.0.0.1"]])
        good = f"https://herald.example:{site.port}/talks"
        wrong = f"https://other.example:{site.port}/talks"
        items = desk.fetch(good, wrong, names=names, tls=tls)
    assert b"The talks" in items[good].content
    assert items[wrong].code == "unreachable" and "certificate" in items[wrong].reason
    assert set(site.names) == {"herald.example", "other.example"}
    assert {h["host"] for h in site.asked("/talks")} == {f"herald.example:{site.port}"}


@several
def test_the_next_address_of_a_host_is_tried_where_nobody_answers(desk):
    with Site() as site:
        site.paths["/talks"] = article("The talks")
        names = Names(herald_example=[["127.0.0.9", "127.0.0.1"]])
        (item,) = desk.fetch(f"http://herald.example:{site.port}/talks", names=names).values()
    assert b"The talks" in item.content


def test_no_proxy_of_the_environment_is_used(desk, monkeypatch):
    with Site() as proxy, Site() as site:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        site.paths["/talks"] = article("The talks")
        desk.fetch(f"{site.url}/talks")
    assert proxy.requests == [] and len(site.asked("/talks")) == 1


def test_a_name_that_nobody_knows(desk):
    (item,) = desk.fetch("https://nowhere.example/", names=Names()).values()
    assert item.code == "unreachable" and "nowhere.example" in item.reason


def test_ways_are_not_real_ones():
    assert isinstance(ways().resolve, Names)
