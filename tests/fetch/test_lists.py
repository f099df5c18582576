"""Feeds and sitemaps: recognised by what they hold, and the pages that they list."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fetch.site_server import Site, article, feed, reply

from parley.errors import PageError
from parley.fetch.links import kind, links
from parley.records import Page

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def sitemap(*entries, sort="url", root="urlset"):
    items = "".join(f"<{sort}><loc>{url}</loc>{more}</{sort}>" for url, more in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?><!-- made by hand --><{root} {NS} {NEWS}>{items}</{root}>'


def news(date):
    return f"<news:news><news:publication_date>{date}</news:publication_date></news:news>"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>
<entry><title>Talks</title><link rel="edit" href="/edit"/><link href="/a"/>
<published>2031-06-01T08:00:00Z</published></entry>
<entry><title>More</title><link rel="alternate" href="/b"/><updated>2031-06-02T08:00:00Z</updated></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel><title>Herald</title></channel>
<item><title>A</title><link>/a</link></item><item><title>B</title><link>/b</link></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/a"}, {"url": "/b"}, {"id": "3"}, 4]}
)
LISTS = {
    "rss": (feed("/a", "/b"), "application/rss+xml"),
    "rss as text": (feed("/a", "/b"), "text/plain"),
    "rss as html": ("\n" + feed("/a", "/b")[21:], "text/html"),
    "rss after a mark": ("\ufeff" + feed("/a", "/b"), "text/xml"),
    "atom": (ATOM, "application/atom+xml"),
    "rdf": (RDF, "application/rdf+xml"),
    "json": (JSON_FEED, "application/feed+json"),
    "sitemap": (sitemap(("{site}/a", ""), ("{site}/b", news("2031-06-02"))), "application/xml"),
}  # fmt: skip


@pytest.fixture
def site():
    with Site() as site:
        for name in "abcd":
            site.paths[f"/{name}"] = article(f"Talks {name}")
        yield site


def pages(items):
    return sorted(url.rpartition("/")[2] for url, item in items.items() if isinstance(item, Page))


def serve(site, path, text, content_type="application/xml", **headers):
    data = text.replace("{site}", site.url).encode() if isinstance(text, str) else text
    site.paths[path] = lambda h: reply(h, 200, data, content_type, **headers)


@pytest.mark.parametrize("name", LISTS)
def test_the_pages_of_a_list_are_fetched(name, site, desk):
    serve(site, "/list", *LISTS[name])
    assert pages(desk.fetch(f"{site.url}/list")) == ["a", "b"]
    assert desk.counts == {"lists": 1, "new": 2}


def test_a_compressed_sitemap(site, desk):
    data = gzip.compress(sitemap((f"{site.url}/a", "")).encode())
    serve(site, "/map.xml.gz", data, "application/x-gzip")
    assert pages(desk.fetch(f"{site.url}/map.xml.gz")) == ["a"]


def test_a_bomb_of_a_sitemap(site, desk):
    serve(site, "/map.xml.gz", gzip.compress(b" " * 60_000_000), "application/gzip")
    (item,) = desk.fetch(f"{site.url}/map.xml.gz").values()
    assert item.code == "too_large"


def test_an_index_of_sitemaps(site, desk):
    index = sitemap(("{site}/1.xml", ""), ("{site}/2.xml", ""), sort="sitemap", root="sitemapindex")
    serve(site, "/index.xml", index)
    serve(site, "/1.xml", sitemap(("{site}/a", ""), ("{site}/b", "")))
    serve(site, "/2.xml", sitemap(("{site}/b", ""), ("{site}/c", "")))
    assert pages(desk.fetch(f"{site.url}/index.xml")) == ["a", "b", "c"]
    assert desk.counts == {"lists": 3, "new": 3}


def test_indexes_of_indexes_end(site, desk):
    for number in range(9):
        entry = (f"{{site}}/{number + 1}.xml", "")
        serve(site, f"/{number}.xml", sitemap(entry, sort="sitemap", root="sitemapindex"))
    items = desk.fetch(f"{site.url}/0.xml")
    assert pages(items) == [] and len(site.requests) == 4  # robots.txt, and three of them


def test_a_feed_in_a_feed_is_no_page(site, desk):
    serve(site, "/list", feed("/inner", "/a"))
    serve(site, "/inner", feed("/b"))
    items = desk.fetch(f"{site.url}/list")
    assert pages(items) == ["a"] and items[f"{site.url}/inner"].code == "not_a_page"


def test_a_page_that_is_there_is_not_asked_for_again(site, desk):
    serve(site, "/list", feed("/a", "/b"))
    desk.fetch(f"{site.url}/list")
    serve(site, "/list", feed("/c", "/a", "/b"))
    assert pages(desk.fetch(f"{site.url}/list")) == ["a", "b", "c"]
    assert desk.counts == {"lists": 1, "new": 1, "known": 2}
    assert len(site.asked("/a")) == 1


def test_a_list_that_is_not_modified_still_brings_what_failed_before(site, desk):
    def listed(handler):
        if handler.headers.get("If-None-Match") == "W/1":
            reply(handler, 304, Content_Length=None)
        else:
            reply(handler, 200, feed("/a", "/b"), "application/rss+xml", ETag="W/1")

    site.paths["/list"] = listed
    site.paths["/b"] = lambda h: reply(h, 503)
    assert pages(desk.fetch(f"{site.url}/list")) == ["a"]
    site.paths["/b"] = article("Talks b")
    assert pages(desk.fetch(f"{site.url}/list")) == ["a"]
    assert desk.counts == {"lists": 1, "known": 1, "waiting": 1}
    desk.clock.forward(900)
    assert pages(desk.fetch(f"{site.url}/list")) == ["a", "b"]
    assert [h.get("if-none-match") for h in site.asked("/list")] == [None, "W/1", "W/1"]
    assert len(site.asked("/a")) == 1


def test_what_a_list_names_in_vain_is_given_up(site, desk):
    serve(site, "/list", feed("/a", "/never", "/pdf"))
    serve(site, "/pdf", b"%PDF-1.7", "application/pdf")
    for _ in range(20):
        desk.fetch(f"{site.url}/list")
        desk.clock.forward(16 * 3600)
    assert len(site.asked("/pdf")) == 1 and len(site.asked("/never")) == 8
    assert desk.counts == {"lists": 1, "known": 1, "gave up": 2}
    desk.fetch(f"{site.url}/never")  # whoever asks for it by name is answered
    assert len(site.asked("/never")) == 9


def test_a_host_that_wants_long_pauses_gives_a_page_a_run_and_none_is_given_up(site, desk):
    site.paths["/robots.txt"] = lambda h: reply(h, 200, "User-agent: *\nCrawl-delay: 100\n", "text/plain")
    with Site() as other:
        serve(other, "/list", feed(*(f"{site.url}/{n}" for n in range(12))))
        for number in range(12):
            site.paths[f"/{number}"] = article(f"Talks {number}")
        for _ in range(12):
            desk.fetch(f"{other.url}/list")
            desk.clock.forward(1000)
    assert len(pages(desk.items())) == 12


def test_the_newest_come_first_and_the_rest_is_left_for_later(site, desk):
    listed = sitemap(
        ("{site}/a", news("2031-05-01")),
        ("{site}/b", "<lastmod>2031-05-03</lastmod>"),
        ("{site}/c", news("2031-05-02")),
    )
    serve(site, "/map", listed)
    assert pages(desk.fetch(f"{site.url}/map", most=2)) == ["b", "c"]
    assert desk.counts == {"lists": 1, "new": 2, "left": 1}
    assert pages(desk.fetch(f"{site.url}/map", most=2)) == ["a", "b", "c"]
    assert desk.counts == {"lists": 1, "new": 1, "known": 2}


def test_what_a_list_names_is_checked_as_any_address_is(site, desk):
    serve(
        site, "/list", feed("file:///etc/passwd", "javascript:alert(1)", "http://u:p@herald.example/x", "/a")
    )
    items = desk.fetch(f"{site.url}/list")
    assert pages(items) == ["a"]
    assert [item.code for item in items.values() if not isinstance(item, Page)] == ["address"] * 3


def test_a_list_where_only_a_list_will_do(site, desk):
    items = desk.fetch(f"{site.url}/a", lists=True)
    assert items == {} and desk.counts == {"rejected": 1}
    assert "neither a feed nor a sitemap" in desk.last.troubles[0]


def test_a_page_that_is_there_is_no_list_either(site, desk):
    site.paths["/a"] = lambda h: reply(
        h, 304 if h.headers.get("If-None-Match") else 200, article("A"), ETag="1"
    )
    first = desk.fetch(f"{site.url}/a")
    assert desk.fetch(f"{site.url}/a", lists=True) == first and desk.counts == {"kept": 1}


def test_a_list_that_failed_may_turn_out_a_page(site, desk):
    assert desk.fetch(f"{site.url}/late", lists=True) == {}
    assert desk.fetch(f"{site.url}/late")[f"{site.url}/late"].code == "not_a_page"
    site.paths["/late"] = article("Late")
    assert pages(desk.fetch(f"{site.url}/late")) == ["late"]


def test_a_page_that_names_its_feed(site, desk):
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    site.paths["/home"] = article("Herald").replace("<head>", f"<head>{link}")
    desk.fetch(f"{site.url}/home", lists=True)
    assert desk.last.troubles[0].endswith("The page names: /rss.")


def test_the_date_that_a_feed_states_is_kept_as_what_the_feed_states(site, desk):
    serve(site, "/list", feed(("/a", "Sun, 01 Jun 2031 10:00:00 GMT"), ("/b", "yesterday")))
    items = desk.fetch(f"{site.url}/list")
    assert items[f"{site.url}/a"].hints["listed"] == "2031-06-01T10:00:00+00:00"
    assert "listed" not in items[f"{site.url}/b"].hints
    assert "published" not in items[f"{site.url}/a"].hints


@given(st.binary(max_size=300) | st.sampled_from([t for t, _ in LISTS.values()]).flatmap(
    lambda text: st.tuples(st.integers(0, len(text)), st.text(max_size=5), st.integers(0, 40)).map(
        lambda cut: (text[: cut[0]] + cut[1] + text[cut[0] + cut[2] :]).encode("utf-8", "replace")
    )
))  # fmt: skip
def test_whatever_comes_is_a_list_or_is_refused(data):
    sort = kind(data)
    if sort:
        try:
            found = links(data, sort)
        except PageError:
            return
        assert all(link.url for link in found)


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'


@pytest.mark.parametrize("text", [BOMB, BOMB.replace("rss", "urlset"), "<!-- x -->" + BOMB])
def test_no_parser_sees_a_doctype(text):
    with pytest.raises(PageError, match="DOCTYPE"):
        links(text.encode(), kind(text.encode()))
    utf16 = text.encode("utf-16")
    with pytest.raises(PageError, match="DOCTYPE"):
        links(utf16, kind(utf16))


def test_html_is_no_list():
    assert kind(article("x").encode()) is None and kind(b"{}") is None and kind(b"") is None


def test_that_date_counts_where_the_page_has_none(site, desk):
    from parley.clean.page import read

    own = article("Talks c").replace(
        "<head>", '<head><meta property="article:published_time" content="2031-05-30T08:00:00Z">'
    )
    site.paths["/c"] = own
    date = "Sun, 01 Jun 2031 10:00:00 GMT"
    serve(site, "/list", feed(("/a", date), ("/c", date)))
    items = desk.fetch(f"{site.url}/list")
    listed, stated = (read(items[f"{site.url}/{name}"], desk.settings).published for name in "ac")
    assert (listed.edtf, listed.proof[0].rule) == ("2031-06-01", "feed: published")
    assert stated.edtf == "2031-05-30"
