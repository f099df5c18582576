"""Whatever a server sends and whatever an address looks like: a page or a rejection, and nothing else."""

import socket
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fetch.site_server import article, feed, ways

from parley.errors import PageError
from parley.fetch import fetch
from parley.fetch.address import is_public, parse
from parley.fetch.robots import rules
from parley.records import REASONS, Page
from parley.settings import Settings
from parley.sources.fetched import FetchedSource

GOOD = [
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + article("Talks").encode(),
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>a \r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, deflate, br\r\nContent-Length: 5\r\n\r\n\x1f\x8b\x08\0\0",
    b"HTTP/1.1 302 Found\r\nLocation: //127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n',
    b"HTTP/1.1 429 Slow Down\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n" + feed("/", "http://[::1/", "x").encode(),
    b"HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nETag: \xff\xfe\r\nContent-Type: ;\r\n\r\n<p>a",
]
EXAMPLES = 60  # a run of 3,000 found nothing more
PIECES = [
    b"",
    b"\r\n",
    b"\0",
    b"\xff",
    b"0",
    b"-1",
    b"chunked",
    b"gzip",
    b": ",
    b"<p>",
    b"HTTP/1.1 100\r\n\r\n",
]


@st.composite
def answers(draw):
    data = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(0, 3))):
        at, cut = draw(st.integers(0, len(data))), draw(st.integers(0, 12))
        data = data[:at] + draw(st.sampled_from(PIECES) | st.binary(max_size=6)) + data[at + cut :]
    return data


class Raw:
    """Answers every request with `data` and closes."""

    def __init__(self):
        self.data = b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client:
                try:
                    asked = client.recv(65_536)
                    missing = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"
                    client.sendall(missing if asked.startswith(b"GET /robots.txt") else self.data)
                except OSError:
                    pass

    def close(self):
        self._socket.close()


@pytest.fixture(scope="module")
def server():
    server = Raw()
    yield server
    server.close()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(answers(), min_size=1, max_size=2))
def test_whatever_a_server_sends(server, found):
    limits = Settings(fetch_delay=0, fetch_timeout=20, max_page_bytes=100_000)
    with tempfile.TemporaryDirectory() as name:
        for data in found:
            server.data = data
            run = fetch(Path(name), [server.url], limits, private=True, ways=ways())
            assert not any("Error:" in trouble for trouble in run.troubles)
        items = list(FetchedSource(Path(name), limits).pages())
    for item in items:
        assert isinstance(item, Page) or (item.code in REASONS and item.code != "failed"), item
    assert len({item.locator for item in items}) == len(items)


@given(
    st.text(max_size=60) | st.from_regex(r"https?://[\w.:@%\[\]\-/\\?#]{0,40}", fullmatch=True), st.booleans()
)
def test_whatever_an_address_looks_like(text, relative):
    try:
        found = parse(text, base="https://herald.example/news/" if relative else None)
    except PageError as error:
        assert error.code == "address"
        return
    assert found.scheme in ("http", "https") and found.port in (80, 443)
    assert parse(found.url) == found and found.url.isascii()


@given(st.ip_addresses())
def test_every_address_that_python_takes_for_private_is_not_public(ip):
    assert not (is_public(str(ip)) and (ip.is_private or ip.is_loopback or ip.is_multicast or ip.is_reserved))


@given(st.binary(max_size=200), st.integers(200, 499).filter(lambda status: status != 429))
def test_whatever_lies_at_robots_txt(body, status):
    found = rules(status, b"User-agent: *\n" + body)
    assert found.allow("https://herald.example/a?b=%zz") in (True, False)
    assert found.delay >= 0
