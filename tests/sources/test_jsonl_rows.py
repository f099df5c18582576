import gzip
import json

import pytest
from archive_samples import codes, pages, read, read_of
from hypothesis import given
from hypothesis import strategies as st

from parley.settings import Settings
from parley.sources import open_source


def rows(*items):
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in items)


def test_a_row_is_a_page_with_what_it_says_of_itself():
    [page] = read(
        rows(
            {
                "id": "a-1",
                "url": "https://herald.example/1",
                "outlet": "The Gull Herald",
                "date": "2031-06-02",
                "updated": "2031-06-03T10:00:00Z",
                "retrieved": "2031-07-01",
                "title": "Talks\n resume",
                "authors": ["Ada Kray", "Bo Lind"],
                "lang": "en",
                "agency": "Seaward Press",
                "hits": 12,
                "text": "Velmara’s envoy said so.",
            }
        )
    )
    assert (page.uri, page.locator) == ("https://herald.example/1", "stdin#a-1")
    assert page.content == "Velmara’s envoy said so.".encode()
    assert (page.media_type, page.charset) == ("text/plain", "utf-8")
    assert dict(page.hints) == {
        "id": "a-1",
        "url": "https://herald.example/1",
        "outlet": "The Gull Herald",
        "title": "Talks resume",
        "published": "2031-06-02",
        "modified": "2031-06-03T10:00:00+00:00",
        "fetched": "2031-07-01",
        "authors": "Ada Kray; Bo Lind",
        "language": "en",
        "agency": "Seaward Press",
    }


def test_addresses_without_url_and_without_id():
    first, second = read(rows({"id": 7, "text": "a"}, {"text": "b"}))
    assert (first.uri, second.uri) == ("stdin#7", "stdin#L2")


def test_html_wins_over_text_and_its_name_says_what_it_is():
    [page] = read(rows({"text": "Talks", "html": "Talks <br> resume"}))
    assert (page.content, page.media_type) == (b"Talks <br> resume", "text/html")
    [page] = read(rows({"content": "<p>Talks</p>"}))
    assert page.media_type == "text/html"


def test_a_date_that_is_not_plain_is_not_passed_on():
    [page] = read(rows({"text": "a", "date": "last Monday", "published_at": None}))
    assert page.hints == {"unread": "last Monday"}
    [page] = read(rows({"text": "a", "date": "  ", "modified": "02/06/2031"}))
    assert not page.hints


@pytest.mark.parametrize(
    "name",
    [
        "datePublished",
        "publishedAt",
        "published_time",
        "Publication Date",
        "PUBDATE",
        "article:published_time",
    ],
)
@pytest.mark.parametrize("said", ["June 2, 2031", 1938124800, {"$date": 1938124800000}, "2031/06/02"])
def test_dates_under_other_names_and_in_other_forms(name, said):
    [page] = read(rows({"text": "a", name: said, "dateModified": "3 June 2031", "updatedAt": "x"}))
    assert page.hints["published"][:10] == "2031-06-02"
    assert page.hints["modified"] == "2031-06-03"
    assert "unread" not in page.hints


def test_a_month_is_the_date_of_a_page_and_never_of_a_crawl():
    [page] = read(rows({"text": "a", "date": "2031-06", "fetched": "2031-06"}))
    assert page.hints == {"published": "2031-06"}


def test_a_name_as_it_is_spelt_goes_before_one_that_is_spelt_otherwise():
    [page] = read(rows({"TEXT": "b", "text": "a", "Title": "T", "meta": {"Author": "Ana Ruiz"}}))
    assert (page.content, page.hints) == (b"a", {"title": "T"})
    [page] = read(
        rows({"Text": "b", "meta": {"Author": "Ana Ruiz"}}), Settings(row_fields=("authors=meta.author",))
    )
    assert (page.content, page.hints) == (b"b", {"authors": "Ana Ruiz"})


def test_bad_rows_are_rejected_in_their_place_and_the_next_is_read():
    data = (
        rows({"text": "first"})
        + b'{"text": "cut\n'
        + b"[1, 2]\n"
        + b'{"text": "\xff"}\n'
        + b'{"text": "\\ud83d"}\n'
        + b'{"text": "a", "title": "\\udc00"}\n'
        + rows({"title": "no text"}, {"text": "  "}, {"text": None}, {"text": ["a"]})
        + b"\n"
        + b'{"a":' * 20_000
        + b"\n"
        + b'{"text": '
        + b"9" * 5000
        + b"}\n"
        + rows({"text": "last"})
    )
    items = read(data)
    assert codes(items) == [
        None, "malformed", "malformed", "malformed", "malformed", "malformed", "not_a_page", "empty",
        "empty", "malformed", "malformed", "malformed", None,
    ]  # fmt: skip
    assert [p.content for p in pages(items)] == [b"first", b"last"]
    assert items[1].locator == "stdin#L2"
    assert items[-1].locator == "stdin#L14"


def test_a_row_larger_than_the_limit_is_rejected_and_the_next_is_read():
    items = read(rows({"text": "a"}, {"text": "x" * 200_000}, {"text": "b"}), Settings(max_page_bytes=1000))
    assert codes(items) == [None, "too_large", None]


def test_line_ends_and_a_byte_order_mark():
    items = read(b'\xef\xbb\xbf{"text": "a"}\r\n\r\n{"text": "b"}')
    assert [(p.content, p.locator) for p in items] == [(b"a", "stdin#L1"), (b"b", "stdin#L3")]


def test_rows_come_one_by_one():
    data = rows(*({"text": f"{n} " * 500} for n in range(2000)))
    assert read_of(data) < 300_000 < len(data)


def test_compressed_rows_up_to_where_the_file_is_cut():
    whole = rows(*({"text": f"row {n} {n * n} {n * n * n}"} for n in range(5000)))
    squeezed = gzip.compress(whole)
    assert len(pages(read(squeezed))) == 5000
    items = read(squeezed[:-1000])
    assert 1000 < len(pages(items)) < 5000
    assert codes(items[-1:]) == ["malformed"]
    assert items[-1].locator == f"stdin#L{len(items)}"
    assert codes(items[:-1]) == [None] * (len(items) - 1)


def test_rows_in_several_gzip_members_and_padding():
    data = gzip.compress(rows({"text": "a"})) + gzip.compress(rows({"text": "b"})) + bytes(512)
    assert [p.content for p in read(data)] == [b"a", b"b"]
    assert codes(read(data + b"garbage")) == [None, None, "malformed"]


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=5))
def test_any_text_survives_a_row(texts):
    for ascii_only in (True, False):
        try:
            data = "\n".join(json.dumps({"text": t}, ensure_ascii=ascii_only) for t in texts).encode()
        except UnicodeEncodeError:
            continue
        found = read(data) if texts else []
        assert [p.content.decode() for p in pages(found)] == texts


@pytest.mark.parametrize("field", ["text", "content", "body", "article"])
def test_field_names(field):
    assert [p.content for p in read(rows({field: "a"}))] == [b"a"]


@pytest.mark.parametrize(("field", "one", "two"), [
    ("id", "a", "b"),
    ("url", "https://herald.example/1", "https://herald.example/2"),
])  # fmt: skip
def test_a_row_added_above_leaves_the_places_of_the_others(tmp_path, field, one, two):
    rows = [json.dumps({field: key, "text": text}) for key, text in ((one, "a"), (two, "b"), (two, "c"))]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(rows), encoding="utf-8")
    before = [p.locator for p in open_source(file, Settings()).pages()]
    assert before == [f"rows.jsonl#{one}", f"rows.jsonl#{two}", f"rows.jsonl#{two}~2"]
    file.write_text("\n".join(['{"text": "Zero."}', *rows]), encoding="utf-8")
    assert [p.locator for p in open_source(file, Settings()).pages()][1:] == before


def test_a_row_that_is_no_page_is_rejected_at_its_own_place():
    (found,) = read(b'{"url": "https://herald.example/1", "text": " "}')
    assert found.uri == found.locator == "stdin#https://herald.example/1"
    assert found.code == "empty"


def test_a_row_with_an_id_and_an_address_goes_by_its_id():
    (found,) = read(b'{"url": "https://herald.example/1", "id": "a-1", "text": "a"}')
    assert (found.uri, found.locator) == ("https://herald.example/1", "stdin#a-1")


@pytest.mark.parametrize(("field", "value", "named"), [
    ("date_printed", "2031-06-02", "date_printed"),
    ("pubDay", "2 June 2031", "pubDay"),
    ("created_at", 1938160200, "created_at"),
    ("date_printed", "some time", None),
    ("number", "2031-06-02", None),
    ("updated", "2031-06-02", None),  # is read, as what it is
    ("date\x07", "2031-06-02", None),
])  # fmt: skip
def test_a_date_under_a_name_that_is_not_known_is_told_and_not_taken(field, value, named):
    (page,) = read(rows({"text": "Velmara said no.", field: value}))
    assert (page.hints.get("unnamed"), page.hints.get("published")) == (named, None)
    (page,) = read(rows({"text": "Velmara said no.", field: value, "date": "2031-06-01"}))
    assert "unnamed" not in page.hints
