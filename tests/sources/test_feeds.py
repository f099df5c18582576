import pytest
from archive_samples import codes, pages, read

from parley.settings import Settings

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title><language>en-gb</language>
<item><title>Talks &amp; tea</title><link>https://harbour.example/1</link>
<guid isPermaLink="false">hp-1</guid>
<pubDate>Mon, 02 Jun 2031 23:30:00 +0200</pubDate><dc:creator>Ada Kray</dc:creator>
<description>Short é</description>
<content:encoded><![CDATA[<p>Velmara’s envoy: “no” é</p>]]></content:encoded></item>
<item><link>https://harbour.example/2</link><description>Plain words only, é.</description></item>
<item><title>Nothing in it</title><link>https://harbour.example/3</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kestren Courier</title>
<entry><id>urn:kc:1</id><title>Round two</title><link href="https://courier.example/1"/>
<published>2031-06-02T09:30:00Z</published><updated>2031-06-03T08:00:00Z</updated>
<author><name>Bo Lind</name></author><author><name>Ada Kray</name></author>
<content type="html">&lt;p onclick="x()"&gt;Oruvia agreed.&lt;/p&gt;</content></entry>
<entry><id>urn:kc:2</id><content type="text">It ended at 4 &lt; 5 o'clock.</content></entry></feed>"""


def rss(encoding="utf-8"):
    return RSS.format(encoding=encoding).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_rss(encoding):
    items = read(rss(encoding))
    assert codes(items) == [None, None, "empty"]
    first, second, _ = items
    assert (first.uri, first.locator) == ("https://harbour.example/1", "stdin#hp-1")
    assert first.content == "<p>Velmara’s envoy: “no” é</p>".encode()
    assert (first.media_type, first.charset) == ("text/html", "utf-8")
    assert dict(first.hints) == {
        "id": "hp-1",
        "url": "https://harbour.example/1",
        "title": "Talks & tea",
        "outlet": "Harbour Post",
        "published": "2031-06-02T23:30:00+02:00",
        "authors": "Ada Kray",
        "language": "en-gb",
    }
    assert second.content == "Plain words only, é.".encode()
    assert "published" not in second.hints


def test_atom():
    first, second = read(ATOM.encode())
    assert first.uri == "https://courier.example/1"
    assert first.content == b'<p onclick="x()">Oruvia agreed.</p>'
    assert first.hints["published"] == "2031-06-02T09:30:00+00:00"
    assert first.hints["modified"] == "2031-06-03T08:00:00+00:00"
    assert first.hints["authors"] == "Bo Lind; Ada Kray"
    assert (second.uri, second.locator) == ("urn:kc:2", "stdin#urn:kc:2")
    assert second.content == b"It ended at 4 < 5 o'clock."
    assert second.media_type == "text/plain"


def test_a_date_of_change_is_not_a_date_of_publication():
    [page] = read(ATOM.replace("published>", "x>").split("<entry><id>urn:kc:2")[0].encode() + b"</feed>")
    assert "published" not in page.hints


@pytest.mark.parametrize("said", ["2 June 2031", "Mon, 2 Jun 2031", "Mon, 02 June 2031 10:00:00 CEST"])
def test_days_of_feeds_that_are_written_otherwise(said):
    first, *_ = read(rss().replace(b"Mon, 02 Jun 2031 23:30:00 +0200", said.encode()))
    assert first.hints["published"][:10] == "2031-06-02"
    first, *_ = read(rss().replace(b"Mon, 02 Jun 2031 23:30:00 +0200", b"02/06/2031"))
    assert (first.hints["unread"], "published" in first.hints) == ("02/06/2031", False)


RELATIVE = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Gull &lt;b&gt;Coast&lt;/b&gt; Herald</title>{around}
<item><title>Talks &lt;em&gt;resume&lt;/em&gt;</title><link>/a/1</link><description>Words</description></item>
<item xml:base="https://ledger.example/x/"><title>A &amp;amp; B, 4 &lt; 5</title><link>a/2</link>
<description>Words</description></item>
<item><guid>hp-3</guid><description>Words</description></item>
<item><guid>hp-4</guid><link>javascript:x</link><description>Words</description></item>
<item><guid>hp-5</guid><link>http://[</link><description>Words</description></item></channel></rss>"""


@pytest.mark.parametrize(
    "around",
    [
        "<link>https://gull.example/news/</link>",
        "<atom:link rel='self' href='https://gull.example/rss.xml'/>",
    ],
)
def test_relative_links_count_from_their_base_or_the_feed_s_address(around):
    items = read(RELATIVE.format(around=around).encode())
    assert [i.hints.get("url") for i in items] == [
        "https://gull.example/a/1",
        "https://ledger.example/x/a/2",
        None,
        None,
        None,
    ]
    assert [i.uri for i in items][:3] == ["https://gull.example/a/1", "https://ledger.example/x/a/2", "hp-3"]
    assert {i.hints["outlet"] for i in items} == {"Gull Coast Herald"}
    assert [i.hints.get("title") for i in items][:2] == ["Talks resume", "A & B, 4 < 5"]
    first, *_ = read(RELATIVE.format(around="").encode())
    assert (first.uri, "url" in first.hints) == ("stdin#1", False)


MARKED = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">Gull <b>Coast</b> Herald</div></title>
<link href="https://gull.example/"/><link rel="self" href="https://gull.example/feeds/all.xml"/>
<author><name>Ben Ode</name></author>
<entry><id>urn:1</id><title type="html">Talks &lt;em&gt;re&lt;/em&gt;sume&lt;br/&gt;soon</title><link href="1.html"/>
<content>Words</content></entry>
<entry><id>urn:2</id><title>A &lt;b&gt; in plain words</title><author><name>Ana Ruiz</name></author>
<content>Words</content></entry>
<entry><id>urn:3</id><source><title type="html">&lt;b&gt;Kalmora&lt;/b&gt; Wire</title><author><name>Bo Lind</name>
</author></source><content>Words</content></entry></feed>"""


def test_titles_lose_their_markup_and_items_without_an_author_have_the_feed_s():
    first, second, third = read(MARKED.encode())
    assert (first.uri, first.hints["title"]) == ("https://gull.example/feeds/1.html", "Talks resume soon")
    assert (first.hints["outlet"], first.hints["authors"]) == ("Gull Coast Herald", "Ben Ode")
    assert (second.hints["title"], second.hints["authors"]) == ("A <b> in plain words", "Ana Ruiz")
    assert (third.hints["outlet"], third.hints["authors"]) == ("Kalmora Wire", "Bo Lind")


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("desk@harbour-post.example (Ben Ode)", "Ben Ode"),
        ("desk@harbour.online (Ben Ode)", "Ben Ode"),
        ("desk@harbour.com (Ben Ode)", "Ben Ode"),
        ("Ben Ode &lt;desk@harbour-post.example&gt;", "Ben Ode"),
        ("desk@harbour-post.example (Ben Ode), a@harbour-post.example (Ana Ruiz)", "Ben Ode; Ana Ruiz"),
        ("desk@harbour-post.example", None),
        ("Ben Ode (Harbour Post)", "Ben Ode (Harbour Post)"),
    ],
)
def test_an_author_who_is_given_by_an_address_of_mail(said, authors):
    data = rss().replace(b"dc:creator", b"author").replace(b"Ada Kray", said.encode())
    assert read(data)[0].hints.get("authors") == authors


def test_the_editor_of_a_channel_wrote_none_of_its_items():
    editor = b"<managingEditor>boss@harbour.example (Ana Ruiz)</managingEditor><language>"
    _, second, _ = read(rss().replace(b"<language>", editor))
    assert "authors" not in second.hints


def test_the_same_guid_twice():
    doubled = ATOM.replace("urn:kc:2", "urn:kc:1").encode()
    assert [p.locator for p in read(doubled)] == ["stdin#urn:kc:1", "stdin#urn:kc:1~2"]


def test_an_item_that_the_file_cuts_short_is_not_read():
    data = rss()
    items = read(data[: data.index(b"Plain words") + 5])
    assert codes(items) == [None, "malformed"]
    assert len({item.locator for item in items}) == 2


def test_a_feed_without_items_or_with_a_doctype_or_too_large():
    assert codes(read(b"<rss version='2.0'><channel></channel></rss>")) == ["empty"]
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
    assert codes(read(b'<?xml version="1.0"?>' + bomb)) == ["not_a_page"]
    assert codes(read(rss(), Settings(max_page_bytes=500))) == ["too_large"]


def test_an_entity_is_never_fetched_or_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    inner = f"<!ENTITY x SYSTEM '{secret.as_uri()}'>"
    item = "<item><description>&x; words</description></item>"
    hidden = f"<rss version='2.0'><!-- --><channel>{item}</channel></rss>"
    for data in (f"<!DOCTYPE rss [{inner}]>{hidden}", f"{hidden[:20]}<!DOCTYPE rss [{inner}]>{hidden[20:]}"):
        assert all(b"the secret" not in page.content for page in pages(read(data.encode())))


@pytest.mark.parametrize("name", ["links", "authors", "title_detail", "source", "content", "summary_detail"])
def test_elements_named_as_the_parser_names_its_own_do_no_harm(name):
    item = f"<item><{name} x='1'>Words</{name}><title>Talks</title><description>Delegates met.</description></item>"
    feed = f"<rss version='2.0'><channel><title>Post</title><{name}>Words</{name}>{item}</channel></rss>"
    [page] = read(feed.encode())
    assert page.hints["title"] == "Talks" and page.content
