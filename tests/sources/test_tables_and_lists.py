"""Rows of other names, Parquet, JSON Feed, sitemaps, ARC."""

import datetime as dt
import gzip
import io
import json

import pytest
from archive_samples import STORY, codes, read

from parley import clean
from parley.errors import PageError, SettingsError
from parley.settings import Settings, resolve
from parley.sources import sitemap

ROWS = [
    {"id": 1, "body": "Velmara said no.", "pubDate": "2031-06-02", "meta": {"name": "Talks"}},
    {"id": 2, "body": "", "pubDate": "last Monday"},
]


def test_a_user_names_the_fields_of_rows():
    data = b"\n".join(json.dumps({**row, "text": "not this"}).encode() for row in ROWS)
    settings = Settings(row_fields=("text=body", "published=pubDate", "title=meta.name"))
    first, second = read(data, settings)
    assert first.content == b"Velmara said no."
    assert first.hints == {"id": "1", "published": "2031-06-02", "title": "Talks"}
    assert second.content == b"not this"


@pytest.mark.parametrize("pair", ["body", "words=body", "text=", "text=doc..x", "text=.x"])
def test_a_mapping_that_says_nothing_is_refused(pair):
    with pytest.raises(SettingsError, match="row_fields"):
        resolve({"row_fields": (pair,)}, {})


def test_a_list_of_rows_in_one_document():
    assert codes(read(json.dumps(ROWS, indent=1).encode())) == [None, "empty"]
    assert codes(read(json.dumps({"title": "T", "text": "Words."}, indent=1).encode())) == [None]
    assert codes(read(b'{\n "a": 1\n}')) == ["not_a_page"]
    assert codes(read(b'{\n "a": 1,\n')) == ["malformed"]


ANSWER = {
    "status": "ok",
    "tags": ["talks"],
    "terms": [{"text": "talks"}],
    "articles": [
        {
            "source": {"id": None, "name": "Harbour Post"},
            "author": "Ben Ode",
            "title": "Talks",
            "url": "https://harbour.example/1",
            "publishedAt": "2031-06-02T09:30:00Z",
            "content": "Velmara said no.",
        },
        {"title": "Nothing in it"},
        "x",
        {"id": "L1.1", "content": "Oruvia said no."},
    ],
}


@pytest.mark.parametrize("wrap", [lambda a: a, lambda a: {"meta": {"n": [1]}, "response": {"data": a}}])
@pytest.mark.parametrize("indent", [None, 1])
def test_what_a_service_answers_wraps_its_rows(wrap, indent):
    items = read(json.dumps(wrap(ANSWER), indent=indent).encode())
    assert [(i.locator, getattr(i, "code", None)) for i in items] == [
        ("stdin#https://harbour.example/1", None),
        ("stdin#L1.2", "not_a_page"),
        ("stdin#L1.3", "malformed"),
        ("stdin#L1.1~", None),
    ]
    assert items[0].hints == {
        "url": "https://harbour.example/1",
        "outlet": "Harbour Post",
        "title": "Talks",
        "published": "2031-06-02T09:30:00+00:00",
        "authors": "Ben Ode",
    }


@pytest.mark.parametrize("indent", [None, 1])
def test_an_object_with_several_lists_of_texts_or_none_wraps_no_rows(indent):
    several = {"articles": ANSWER["articles"], "stories": [{"text": "a"}]}
    parts = {"id": 1, "comments": [{"text": "a", "author": "Ben Ode"}], "results": [{"text": "Veria"}]}
    for value in (several, parts, {"articles": []}, {"a": {"b": {"c": {"d": [{"text": "a"}]}}}}):
        [refused] = read(json.dumps(value, indent=indent).encode())
        assert refused.code == "not_a_page"
        assert next(iter(value)) in refused.reason


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    "wrap", [lambda a: {"articles": a}, lambda a: {"n": [1], "response": {"results": a}}]
)
def test_rows_that_are_wrapped_are_told_by_their_own_fields(wrap, indent):
    row = {"title": "Talks", "story": "Velmara said no. " * 3}
    [refused] = read(json.dumps(wrap([row, row]), indent=indent).encode())
    assert refused.code == "not_a_page"
    assert refused.reason.endswith(
        "Of the fields title, story none is known to hold a text. Name the one that does: "
        "parley config set row_fields text=story"
    )
    items = read(json.dumps(wrap([row, row]), indent=indent).encode(), Settings(row_fields=("text=story",)))
    assert codes(items) == [None, None]
    items = read(json.dumps(wrap([{**row, "content": None}] * 2), indent=indent).encode())
    assert codes(items) == ["empty", "empty"]
    titled = {"title": "Talks", "n": 1, "related": [row]}
    storied = {"story": "Velmara said no. " * 3, "n": 1, "related": [row]}
    for own in (titled, storied):
        [refused] = read(json.dumps(own, indent=indent).encode())
        assert f"Of the fields {', '.join(own)} none" in refused.reason


def test_a_row_without_a_text_names_its_own_fields_and_the_setting():
    row = {f"{n} very long name of a field that holds a number of no use": n for n in range(30)}
    [refused] = read(json.dumps({"Überschrift": "T", "Full story": "Velmara said no. " * 9, **row}).encode())
    assert "Überschrift, Full story, 0 very long name of a field that holds a…" in refused.reason
    assert "and 20 more" in refused.reason
    assert refused.reason.endswith("parley config set row_fields text='Full story'")
    assert len(refused.reason) < 800
    for odd in ({}, {"": 1}, {"\ud83d": "x"}, {"a\nb": "x" * 99}, {"n": 1}):
        [refused] = read(json.dumps(odd).encode())
        assert refused.reason.encode("utf-8")
        assert "\n" not in refused.reason


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("nothing", [None, "", " ", [], {}])
@pytest.mark.parametrize("name", ["content", "full_text", "fullText"])
def test_a_row_whose_text_is_not_there_is_empty_and_no_other_field_is_its_text(name, nothing, indent):
    row = {"title": "Talks", "publishedAt": "2031-06-02T09:30:00Z", "teaser": "Velmara said no. " * 9}
    [refused] = read(json.dumps({**row, name: nothing}, indent=indent).encode())
    assert (refused.code, "row_fields" in refused.reason) == ("empty", False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("summary_title", "Talks resume"),
        ("Headline", "Talks between Ostland and Veria resume, and Kalmora looks on"),
        ("seen", "Wednesday, 03 September 2031 09:30:00 +0200"),
        ("image", "https://harbour.example/2031/06/02/" + "talks" * 20),
        ("sum", "0123456789abcdef" * 8),
        ("count", 10**60),
    ],
)
def test_what_is_no_text_is_not_named_as_one(name, value):
    [refused] = read(json.dumps({name: value, "n": 1}).encode())
    assert name in refused.reason
    assert refused.reason.endswith("row_fields text=FIELD")
    [refused] = read(json.dumps({name: value, "story": "Velmara said no. " * 3}).encode())
    assert refused.reason.endswith("row_fields text=story")


@pytest.mark.parametrize("key", ["name", "full", "full_name", "displayName"])
def test_authors_who_are_objects(key):
    by = [{key: "Ben Ode"}, {key: "Ana Ruiz", "desk": "Veria"}, {"desk": "Ostland"}]
    row = {"text": "Velmara said no.", "by": by, "deep": {"by": [{"person": each} for each in by]}}
    for name in ("by", "deep.by.person"):
        [page] = read(json.dumps(row).encode(), Settings(row_fields=(f"authors={name}",)))
        assert page.hints == {"authors": "Ben Ode; Ana Ruiz"}
    [page] = read(json.dumps(row).encode(), Settings(row_fields=(f"authors=by.{key}",)))
    assert page.hints == {"authors": "Ben Ode; Ana Ruiz"}


def test_parquet():
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    day = [dt.date(2031, 6, 2), None]
    pq.write_table(
        pa.table({"url": ["https://a.example/1", None], "html": [STORY.decode(), None], "date": day}), out
    )
    first, second = read(out.getvalue())
    assert (first.media_type, first.content) == ("text/html", STORY)
    assert first.hints == {"url": "https://a.example/1", "published": "2031-06-02"}
    assert second.code == "empty"
    assert codes(read(gzip.compress(out.getvalue()))) == [None, "empty"]
    assert codes(read(out.getvalue()[:-9])) == ["malformed"]


def test_parquet_with_pages_as_they_were_fetched():
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    german = "<html><meta charset='windows-1252'><p>Velmara: „Gespräche“ über Öl</p></html>".encode("cp1252")
    marked = "\ufeffOruvia said no, and “perhaps”.".encode("utf-16")
    columns = {
        "url": [b"https://a.example/1", None, None, None, None],
        "html": [german, None, b"\x89PNG\r\n\x1a\n\x00", b"  ", None],
        "text": pa.array([None, marked, None, None, b"<p>Plain <b>words</b></p>"], pa.large_binary()),
    }
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    items = read(out.getvalue())
    assert codes(items) == [None, None, "binary", "empty", None]
    first, second, *_, last = items
    assert (first.content, first.media_type, first.charset) == (german, "text/html", None)
    assert first.hints == {"url": "https://a.example/1"}
    assert clean.read(first, Settings()).text.strip() == "Velmara: „Gespräche“ über Öl"
    assert (second.content, second.media_type, second.charset) == (marked, "text/plain", "utf-16-le")
    assert last.media_type == "text/html"


def test_a_parquet_bomb_stays_under_its_cap():
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    words = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), pa.array(["x" * 100_000]))
    pq.write_table(pa.table({"text": words}), out)
    assert len(out.getvalue()) < 300_000
    found = codes(read(out.getvalue()))
    assert found[-1] == "too_large"
    assert len(found) < 2_000


def test_json_feed():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Herald",
        "language": "en",
        "items": [
            {
                "id": "1",
                "url": "https://herald.example/1",
                "title": "Talks",
                "content_html": "<p>Velmara said no.</p>",
                "date_published": "2031-06-02T09:30:00+02:00",
                "authors": [{"name": "Ana Ruiz"}],
            },
            {"id": "1", "content_text": "Oruvia said no."},
            {"id": "3"},
            "x",
        ],
    }
    for data in (json.dumps(feed), json.dumps(feed, indent=1), json.dumps(feed).replace("/", "\\/")):
        items = read(data.encode())
        assert codes(items) == [None, None, "empty", "malformed"]
        assert items[0].hints == {
            "id": "1",
            "url": "https://herald.example/1",
            "title": "Talks",
            "outlet": "Herald",
            "published": "2031-06-02T09:30:00+02:00",
            "authors": "Ana Ruiz",
            "language": "en",
        }
        assert [i.locator for i in items] == ["stdin#1", "stdin#1~2", "stdin#3", "stdin#4"]


def test_items_of_a_json_feed_without_an_author_have_the_feed_s():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "authors": [{"name": "Ben Ode"}],
        "items": [
            {"id": "1", "content_text": "a"},
            {"id": "2", "content_text": "b", "author": {"name": "Ana Ruiz"}},
        ],
    }
    assert [i.hints["authors"] for i in read(json.dumps(feed).encode())] == ["Ben Ode", "Ana Ruiz"]


SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/1</loc>
 <lastmod>2031-06-03</lastmod><news:news><news:publication><news:name>Herald</news:name>
 <news:language>en</news:language></news:publication><news:publication_date>2031-06-02</news:publication_date>
 <news:title>Talks</news:title></news:news></url><url><loc>javascript:x</loc></url>
 <url><loc>https://a.example/1</loc></url></urlset>"""


def test_a_sitemap_lists_addresses_and_is_one_rejection_as_a_source():
    [entry] = sitemap.entries(SITEMAP)
    assert entry == sitemap.Entry(
        "https://a.example/1", False, "2031-06-03", "2031-06-02", "Talks", "Herald", "en"
    )
    for data in (SITEMAP, gzip.compress(SITEMAP)):
        [refused] = read(data)
        assert (refused.code, "it lists 1 address and" in refused.reason) == ("not_a_page", True)
        assert "parley watch ADDRESS" in refused.reason
    index = b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>"
    assert "it lists 1 sitemap and" in read(index)[0].reason
    [refused] = read(
        index.replace(
            b"</sitemapindex>", b"<sitemap><loc>https://a.example/t.xml</loc></sitemap></sitemapindex>"
        )
    )
    assert "it lists 2 sitemaps and" in refused.reason
    [refused] = read(b"<urlset></urlset>")
    assert "it lists 0 addresses and" in refused.reason
    assert [e.is_sitemap for e in sitemap.entries(index)] == [True]
    with pytest.raises(PageError, match="no sitemap"):
        sitemap.entries(b"<rss/>")


def arc_record(block, url="http://a.example/1", media="text/html", length=None):
    size = len(block) if length is None else length
    return f"{url} 192.0.2.1 20310602093000 {media} {size}\n".encode() + block + b"\n"


HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n" + STORY
VERSION = b"1 0 Parley\nURL IP-address Archive-date Content-type Archive-length\n"
ARC = arc_record(VERSION, "filedesc://x.arc", "text/plain")


def test_arc():
    good = (
        ARC
        + arc_record(HTTP)
        + arc_record(HTTP.replace(b"200 OK", b"404 No"))
        + arc_record(b"\x89PNG", media="image/png")
    )
    for data in (good, gzip.compress(good)):
        items = read(data)
        assert codes(items) == [None, "not_a_page", "malformed"]
        assert items[0].content == STORY
        assert items[0].hints == {"url": "http://a.example/1", "fetched": "2031-06-02T09:30:00+00:00"}
        assert items[0].locator == f"stdin#{len(ARC)}"


@pytest.mark.parametrize("length", ["-1", "abc", "99999999999"])
def test_a_broken_arc_record_costs_no_other(length):
    items = read(ARC + arc_record(HTTP, length=length) + arc_record(HTTP, "http://a.example/2"))
    assert codes(items)[-1] is None or length == "99999999999"
    assert codes(items)[0] in ("malformed", "too_large")
