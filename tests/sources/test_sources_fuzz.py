"""Whatever a file holds, reading it gives pages and rejections, and never raises."""

import gzip
import io
import json

import pytest
from archive_samples import STORY, codes, http, read, record, squeeze
from hypothesis import given, settings
from hypothesis import strategies as st
from office_samples import TEXTS, part, with_part
from test_archives_inside import tarred, wacz, zipped
from test_earlier_messages import sent_on
from test_mail import message
from test_saved_pages import saved
from test_tables_and_lists import ARC, HTTP, SITEMAP, arc_record
from wire_samples import ANPA, IPTC_7901, MESSAGE, NEWSML_1, NEWSML_G2, NINJS_1, NINJS_2, NINJS_3, NITF

from parley.records import REASONS, Page
from parley.settings import Settings
from parley.sources.wire import is_wire
from parley.sources.wire import read as wired

SEEDS = {
    "jsonl": json.dumps(
        {"id": 1, "url": "https://a.example", "date": "2031-06-02", "text": "Words é"}
    ).encode()
    + b"\n"
    + json.dumps({"html": "<p>Words</p>", "authors": ["A"], "lang": "en"}).encode(),
    "feed": (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>T</title><item>"
        "<guid>1</guid><link>https://a.example</link><pubDate>Mon, 02 Jun 2031 23:30:00 +0200</pubDate>"
        "<description>é &lt;p&gt;</description></item><item><title>x</title></item></channel></rss>"
    ).encode(),
    "atom": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><link href='https://a.example'/>"
    b"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Words</div></content></entry></feed>",
    "warc": record()
    + record(http(gzip.compress(STORY, mtime=0), "Content-Encoding: gzip"))
    + record(http(b"3\r\nabc\r\n0\r\n\r\n", "Transfer-Encoding: chunked"))
    + record(STORY, kind="resource", content_type="text/html"),
    "warc.gz": squeeze(record()) + squeeze(record(http(b"x", "Content-Encoding: br"))) + squeeze(record()),
    "html": b"<?xml version='1.0'?><!DOCTYPE html><html><meta charset='koi8-r'><p>Words \xc4</p></html>",
    "utf-16": "\ufeffÜber".encode("utf-16-le"),
    "nitf": NITF,
    "newsml-g2": NEWSML_G2,
    "message": MESSAGE,
    "newsml-1": NEWSML_1,
    "iptc7901": IPTC_7901,
    "anpa": ANPA,
    "ninjs": json.dumps([NINJS_1, NINJS_2, NINJS_3], indent=1).encode(),
    "json feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "1", "content_html": "<p>Words</p>", "authors": [{"name": "A"}]}],
        }
    ).encode(),
    "rows": json.dumps(
        [{"id": 1, "text": "Words"}, {"html": "<p>Words</p>", "date": "2031-06-02"}], indent=1
    ).encode(),
    "answer": json.dumps(
        {"ok": 1, "articles": [{"source": {"name": "A"}, "content": "Words"}, {"text": "é"}]}
    ).encode(),
    "table": b'id,date,title,text\r\n1,2031-06-02,Talks,"Velmara said ""no"",\r\nand left."\r\n2,2031-06-03,,Words\r\n',
    "table of html": "date;url;html\n2031-06-02;https://a.example;<p>é</p>\n;;<p>Words</p>\n".encode(
        "utf-16"
    ),
    "mail": message(html="<p>Words</p>", attached=[("application/zip", "c.zip", zipped(a=b"More words."))]),
    "mail sent on": sent_on(),
    "saved page": saved(),
    "mbox": (b"From a@b.example Mon Jun  2 23:30:00 2031\n" + message() + b"\n") * 2,
    "zip": zipped(a=b"Words.", b=NITF),
    "wacz": wacz(),
    "tar": tarred(a=b"Words.", b=record()),
    "arc": ARC + arc_record(HTTP) * 2,
    # The text inside: an archive whose bytes are edited is refused by its checksums.
    **{kind: part(data, name) for kind, (name, data) in TEXTS.items()},
}
REFUSED = {"sitemap": SITEMAP}
BITS = [
    b"\0",
    b"\xff",
    b"\n",
    b"\r\n\r\n",
    b"WARC/1.0\r\n",
    b"HTTP/1.1 ",
    b"999999999999",
    b"-1",
    b"<",
    b"&#0;",
    b"]]>",
]
BITS += [
    b"<!DOCTYPE x [",
    b"{",
    b'"',
    b"\\ud800",
    b"\x1f\x8b\x08",
    b"<item>",
    b"\xef\xbb\xbf",
    b":",
    b"</item>",
    b"e9",
]
EDITS = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 60), st.sampled_from(BITS)), max_size=8)


def file_of(kind, seed):
    """The file whose seed, or what became of it, these bytes are."""
    if kind not in TEXTS:
        return seed
    name, whole = TEXTS[kind]
    return with_part(whole, name, seed)


def holds(items):
    locators = [item.locator for item in items]
    assert items
    assert len(set(locators)) == len(locators)
    for item in items:
        if isinstance(item, Page):
            assert item.content.strip()
            assert item.media_type in ("text/html", "text/plain") or is_wire(item.media_type)
            if is_wire(item.media_type):
                assert wired(item.content, item.media_type).has_text
            assert all(isinstance(v, str) and v for v in item.hints.values())
            assert item.fingerprint
        else:
            assert item.code in REASONS
            assert item.reason
        (item.uri + item.locator).encode("utf-8", "surrogatepass")


@given(st.binary(max_size=400))
def test_random_bytes(data):
    holds(read(data))


@pytest.mark.parametrize(
    "start",
    [
        b"WARC/1.0\r\n",
        b"<rss>",
        b"<?xml ",
        b"\x1f\x8b\x08\0",
        b"PK\x03\x04",
        b"PAR1",
        b"filedesc://",
        b"\x01a0001 3 i\x02",
        b"<nitf>",
        b"<newsMessage><itemSet><newsItem>",
        b"<NewsML><NewsItem>",
        b"<urlset><url><loc>https://a.example/1</loc>",
        b"From: a@b.example\nDate: x\nSubject: y\n",
        b'{"text":',
        b"id,text\n",
        b'date;html\n"',
        b"<html>",
        b"\xff\xfe",
        b"HTTP/1.1 200\r\n",
    ],
)
@given(data=st.binary(max_size=200))
def test_random_bytes_after_a_promising_start(start, data):
    holds(read(start + data))
    holds(read(gzip.compress(start + data, mtime=0)))


@pytest.mark.parametrize("kind", SEEDS | REFUSED)
@settings(max_examples=100)
@given(edits=EDITS, cut=st.integers(0, 3000))
def test_edited_and_cut_files(kind, edits, cut):
    data = bytearray((SEEDS | REFUSED)[kind])
    for at, length, bit in edits:
        at %= len(data) + 1
        data[at : at + length] = bit
    if cut % 3 == 0:
        del data[cut % (len(data) + 1) :]
    holds(read(file_of(kind, bytes(data)), Settings(max_page_bytes=5000)))


@pytest.mark.parametrize("kind", SEEDS)
def test_the_seeds_are_sound(kind):
    found = codes(read(file_of(kind, SEEDS[kind])))
    assert None in found
    assert "malformed" not in found or kind == "warc.gz"


def test_the_parquet_seed():
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    pq.write_table(pa.table({"id": [1, 2], "text": ["Words é", None]}), out)
    sound = out.getvalue()
    holds(read(sound))

    @settings(max_examples=100)
    @given(edits=EDITS, cut=st.integers(0, 3000))
    def edited(edits, cut):
        data = bytearray(sound)
        for at, length, bit in edits:
            at %= len(data) + 1
            data[at : at + length] = bit
        if cut % 3 == 0:
            del data[cut % (len(data) + 1) :]
        holds(read(bytes(data)))

    edited()
