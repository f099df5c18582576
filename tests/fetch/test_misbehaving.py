"""Servers that misbehave: every address ends as a page or as a rejection, and the run goes on."""

import gzip
import threading
import zlib

import pytest
from tests.fetch.site_server import Site, article, feed, reply

from parley.records import REASONS, Page
from parley.settings import Settings

STORY = article("The talks")


def raw(data, then=None):
    """Sends bytes as they are and closes."""

    def behave(handler):
        handler.wfile.write(data)
        if then:
            then(handler)
        handler.close_connection = True

    return behave


def head(*headers, status="200 OK", content_type="text/html; charset=utf-8"):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def reset(handler):
    import socket
    import struct

    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def endless(handler):
    handler.wfile.write(head())
    while True:
        handler.wfile.write(b"<p>" + b"x" * 65_536)


def bomb(size=50_000_000):
    return gzip.compress(b"\0" * size, mtime=0)


BAD = {
    "endless": (endless, "too_large"),
    "announced": (raw(head("Content-Length: 999999999")), "too_large"),
    "gzip bomb": (raw(head("Content-Encoding: gzip", "Connection: close") + bomb()), "too_large"),
    "deflate bomb": (
        raw(head("Content-Encoding: deflate", "Connection: close") + zlib.compress(b"\0" * 50_000_000)),
        "too_large",
    ),
    "packed twice": (
        raw(head("Content-Encoding: gzip, gzip", "Connection: close") + gzip.compress(bomb(), mtime=0)),
        "too_large",
    ),
    "cut short": (raw(head("Content-Length: 100000") + b"<p>Velmara said"), "unreachable"),
    "chunk cut short": (raw(head("Transfer-Encoding: chunked") + b"ffff\r\n<p>Velmara said"), "unreachable"),
    "gzip cut short": (
        raw(head("Content-Encoding: gzip", "Connection: close") + gzip.compress(STORY.encode(), mtime=0)[:-40]),
        "malformed",
    ),
    "gzip damaged": (
        raw(head("Content-Encoding: gzip", "Connection: close") + b"\x1f\x8b\x08\0" + b"\xff" * 99),
        "malformed",
    ),
    "an encoding nobody knows": (raw(head("Content-Encoding: zipper", "Connection: close") + b"\0\1\2"), "binary"),
    "reset": (reset, "unreachable"),
    "nothing": (raw(b""), "unreachable"),
    "no HTTP": (raw(b"SSH-2.0-Open\r\n\r\n"), "unreachable"),
    "huge header": (raw(head("X-Big: " + "x" * 500_000) + b"<p>"), "unreachable"),
    "endless headers": (
        raw(b"HTTP/1.1 200 OK\r\n", lambda h: [h.wfile.write(b"X-More: 1\r\n" * 9000) for _ in range(99)]),
        "unreachable",
    ),
    "bad length": (raw(head("Content-Length: many") + b"<p>"), "unreachable"),
    "image": (lambda h: reply(h, 200, b"\x89PNG", "image/png"), "not_a_page"),
    "video without end": (raw(head(content_type="video/mp4"), endless), "not_a_page"),
    "pdf": (lambda h: reply(h, 200, b"%PDF-1.7", "application/pdf"), "binary"),
    "picture called a page": (lambda h: reply(h, 200, b"\x89PNG\r\n\x1a\n\0\0\0"), "binary"),
    "data": (lambda h: reply(h, 200, '{"a": 1}', "application/json"), "not_a_page"),
    "other XML": (lambda h: reply(h, 200, "<?xml version='1.0'?><svg/>", "application/xml"), "not_a_page"),
    "empty": (lambda h: reply(h, 200, ""), "empty"),
    "missing": (lambda h: reply(h, 404, "<p>No."), "not_a_page"),
    "gone": (lambda h: reply(h, 410, "<p>No."), "not_a_page"),
    "for subscribers": (lambda h: reply(h, 402, "<p>Pay."), "not_a_page"),
    "no content": (lambda h: reply(h, 204, "", Content_Length=None), "not_a_page"),
    "a part": (lambda h: reply(h, 206, STORY), "not_a_page"),
    "unasked 304": (lambda h: reply(h, 304, Content_Length=None), "not_a_page"),
    "broken": (lambda h: reply(h, 500, "<p>Oops."), "unreachable"),
    "redirect to nowhere": (lambda h: reply(h, 302), "not_a_page"),
    "redirect to itself": (lambda h: reply(h, 302, Location=h.path), "not_a_page"),
    "redirect to mail": (lambda h: reply(h, 302, Location="mailto:desk@herald.example"), "address"),
    "redirect to junk": (lambda h: reply(h, 302, Location="http://[::1/"), "address"),
    "feed of damage": (lambda h: reply(h, 200, "<rss><channel><item>&&&", "application/rss+xml"), "malformed"),
    "feed with a DOCTYPE": (
        lambda h: reply(h, 200, '<!DOCTYPE rss [<!ENTITY a "b">]>' + feed("/x")[21:], "text/xml"),
        "not_a_page",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def bad_site():
    with Site() as site:
        for name, (behave, _) in BAD.items():
            site.paths["/" + name.replace(" ", "-")] = behave
        site.paths["/good"] = STORY
        yield site


@pytest.mark.parametrize("name", BAD)
def test_it_becomes_a_rejection_and_the_next_page_is_read(name, bad_site, desk):
    url = f"{bad_site.url}/{name.replace(' ', '-')}"
    desk.settings = Settings(fetch_delay=0, max_page_bytes=1_000_000)
    items = desk.fetch(url, f"{bad_site.url}/good")
    assert isinstance(items[f"{bad_site.url}/good"], Page)
    assert items[url].code == BAD[name][1], items[url].reason
    assert items[url].code in REASONS and items[url].reason.endswith(".")
    assert desk.counts == {"new": 1, "rejected": 1}
    assert sum(f.stat().st_size for f in desk.folder.glob("*.warc.gz")) < 10_000


def test_all_of_them_in_one_run(bad_site, desk):
    desk.settings = Settings(fetch_delay=0, max_page_bytes=1_000_000)
    urls = [f"{bad_site.url}/{name.replace(' ', '-')}" for name in BAD]
    items = desk.fetch(*urls, f"{bad_site.url}/good")
    assert len(items) == len(BAD) + 1
    assert desk.counts == {"new": 1, "rejected": len(BAD)}


@pytest.mark.parametrize("where", ["before the headers", "within the headers", "within the body"])
def test_a_slow_server_has_its_time_and_no_more(desk, where):
    stop = threading.Event()

    def slow(handler):
        if where == "within the headers":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        elif where == "within the body":
            handler.wfile.write(head())
        while not stop.wait(0.05):
            if where == "within the headers":
                handler.wfile.write(b"X-A: 1\r\n")
            elif where == "within the body":
                handler.wfile.write(b"<p>")

    with Site() as site:
        site.paths.update({"/slow": slow, "/good": STORY})
        desk.settings = Settings(fetch_delay=0, fetch_timeout=1)
        items = desk.fetch(f"{site.url}/slow", f"{site.url}/good")
        stop.set()
    assert items[f"{site.url}/slow"].code == "unreachable"
    assert "within 1 second" in items[f"{site.url}/slow"].reason
    assert isinstance(items[f"{site.url}/good"], Page)


def test_five_redirects_are_followed_and_six_are_not(desk):
    with Site() as site:
        for number in range(6, 0, -1):
            site.paths[f"/{number}"] = lambda h, n=number: reply(h, 301 + n % 2, Location=f"/{n - 1}")
        site.paths["/0"] = STORY
        items = desk.fetch(f"{site.url}/5", f"{site.url}/6")
    assert items[f"{site.url}/5"].uri == f"{site.url}/0"
    assert items[f"{site.url}/6"].code == "not_a_page"


def test_errors_that_pass_are_tried_again_with_growing_pauses(desk):
    with Site() as site:
        answers = iter([lambda h: reply(h, 503), reset, lambda h: reply(h, 200, STORY)])
        site.paths["/talks"] = lambda h: next(answers)(h)
        items = desk.fetch(f"{site.url}/talks")
    assert isinstance(items[f"{site.url}/talks"], Page)
    assert desk.clock.slept == [1.0, 2.0]
    assert len(site.asked("/talks")) == 3


def test_three_tries_are_enough(desk):
    with Site() as site:
        site.paths["/talks"] = lambda h: reply(h, 500)
        items = desk.fetch(f"{site.url}/talks")
    assert "500" in items[f"{site.url}/talks"].reason and len(site.asked("/talks")) == 3


def test_an_error_that_stays_is_not_tried_again(desk):
    with Site() as site:
        desk.fetch(f"{site.url}/missing")
    assert len(site.asked("/missing")) == 1 and desk.clock.slept == []


def test_a_server_that_asks_to_wait_is_waited_for(desk):
    with Site() as site:
        answers = iter([lambda h: reply(h, 429, Retry_After="20"), lambda h: reply(h, 200, STORY)])
        site.paths["/talks"] = lambda h: next(answers)(h)
        items = desk.fetch(f"{site.url}/talks")
    assert isinstance(items[f"{site.url}/talks"], Page) and desk.clock.slept == [20.0]


def test_a_date_to_wait_for(desk):
    with Site() as site:
        when = "Mon, 02 Jun 2031 09:30:30 GMT"
        answers = iter([lambda h: reply(h, 503, Retry_After=when), lambda h: reply(h, 200, STORY)])
        site.paths["/talks"] = lambda h: next(answers)(h)
        desk.fetch(f"{site.url}/talks")
    assert desk.clock.slept == [30.0]


def test_a_server_that_asks_to_wait_for_long_is_left_alone_until_then(desk):
    with Site() as site:
        site.paths["/talks"] = lambda h: reply(h, 429, Retry_After="3600")
        site.paths["/more"] = STORY
        urls = f"{site.url}/talks", f"{site.url}/more"
        items = desk.fetch(*urls)
        assert {item.code for item in items.values()} == {"unreachable"}
        assert len(site.asked("/talks")) == 1 and site.asked("/more") == []
        desk.clock.forward(1800)
        desk.fetch(*urls)
        assert len(site.asked("/talks")) == 1
        site.paths["/talks"] = STORY
        desk.clock.forward(1801)
        assert all(isinstance(item, Page) for item in desk.fetch(*urls).values())
    assert desk.clock.slept == []


def test_a_host_that_gives_no_answer_is_given_up(desk):
    with Site() as site:
        port = site.port
    urls = [f"http://127.0.0.1:{port}/{n}" for n in range(20)]
    items = desk.fetch(*urls)
    assert [item.code for item in items.values()] == ["unreachable"] * 20


def test_wrong_and_missing_encodings_are_read(desk):
    words = "Le négociateur a déclaré à Kestren : « Nous attendons. »"
    page = article("À Kestren", words)
    with Site() as site:
        site.paths["/latin"] = lambda h: reply(h, 200, page.encode("cp1252"), "text/html")
        site.paths["/lying"] = lambda h: reply(h, 200, page.encode(), "text/html; charset=iso-8859-1")
        site.paths["/nonsense"] = lambda h: reply(h, 200, page.encode(), "text/html; charset=klingon")
        site.paths["/untyped"] = lambda h: reply(h, 200, page.encode(), None)
        site.paths["/plain"] = lambda h: reply(h, 200, words.encode(), "text/plain")
        site.paths["/unpacked"] = lambda h: reply(h, 200, page.encode(), Content_Encoding="gzip")
        site.paths["/deflated"] = lambda h: reply(
            h, 200, zlib.compress(page.encode()), Content_Encoding="deflate"
        )
        site.paths["/chunked"] = raw(
            head("Transfer-Encoding: chunked")
            + f"{len(page.encode()):x}\r\n".encode()
            + page.encode()
            + b"\r\n0\r\n\r\n"
        )
        items = desk.fetch(*(site.url + path for path in site.paths))
    from parley.clean.page import text_of

    assert all("déclaré à Kestren" in text_of(item) for item in items.values()) and len(items) == 8


def test_bytes_that_look_like_a_chunk_survive(desk):
    body = "5\r\nThe talks in Kestren went on, Velmara said.\n"
    with Site() as site:
        data = body.encode()
        site.paths["/odd"] = raw(
            head("Transfer-Encoding: chunked", content_type="text/plain")
            + b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data)
        )
        (item,) = desk.fetch(f"{site.url}/odd").values()
    assert item.content == data
