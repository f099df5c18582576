import gzip
import tracemalloc
import zlib

import pytest
from archive_samples import STORY, codes, http, pages, read, record, squeeze

from parley.settings import Settings


def targets(items):
    return [item.uri.rpartition("/")[2] for item in items]


def numbered(*names):
    return [record(uri=f"https://herald.example/{name}") for name in names]


def test_a_captured_page():
    info = record(b"software: x", kind="warcinfo", uri=None, content_type="application/warc-fields")
    [page] = read(
        info + record(http(STORY, "Content-Language: en", content_type="text/html; charset=ISO-8859-1"))
    )
    assert page.uri == "https://herald.example/talks"
    assert page.locator == f"stdin#{len(info)}"
    assert page.content == STORY
    assert (page.media_type, page.charset) == ("text/html", "iso-8859-1")
    assert dict(page.hints) == {
        "url": "https://herald.example/talks",
        "fetched": "2031-06-02T09:30:00+00:00",
        "language": "en",
    }


def test_what_is_a_page_what_is_rejected_and_what_is_passed_over():
    def answer(name, *args, **kwargs):
        return record(http(*args, **kwargs), uri=f"https://herald.example/{name}")

    archive = [
        answer("page"),
        answer("note.txt", b"Plain words.", content_type="text/plain"),
        answer("unsaid", content_type=None),
        answer("unsaid-data", b"\x00\x01", content_type=None),
        answer("style.css", b"a {}", content_type="text/css"),
        answer("photo.png", b"\x89PNG", content_type="image/png"),
        answer("data.json", b"{}", content_type="application/json"),
        answer("moved", b"moved", status="301 Moved Permanently"),
        answer("robots.txt", b"User-agent: *", content_type="text/plain"),
        answer("gone", status="404 Not Found"),
        answer("gone.png", status="404 Not Found", content_type="image/png"),
        answer("report.pdf", b"%PDF-1.7", content_type="application/pdf"),
        answer("liar", b"\x89PNG\r\n\x1a\n\0\0", content_type="text/html"),
        answer("blank", b" \n"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", content_type="application/http; msgtype=request"),
        record(b"", kind="revisit"),
        record(b"fetch: 1", kind="metadata", content_type="application/warc-fields"),
        record(STORY, kind="resource", uri="file:///talks.html", content_type="text/html"),
        record(b"log", kind="resource", uri="metadata://x/log", content_type="text/plain"),
        record(
            b"Extracted words.",
            kind="conversion",
            uri="https://herald.example/wet",
            content_type="text/plain",
        ),
        record(uri="<https://herald.example/angled>"),
    ]
    items = read(b"".join(archive))
    assert targets(pages(items)) == ["page", "note.txt", "unsaid", "talks.html", "wet", "angled"]
    assert [(i.uri.rpartition("/")[2], i.code) for i in items if i not in pages(items)] == [
        ("gone", "not_a_page"),
        ("report.pdf", "binary"),
        ("liar", "binary"),
        ("blank", "empty"),
    ]


def chunked(data, size=7):
    parts = [data[i : i + size] for i in range(0, len(data), size)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


def raw_deflate(data):
    z = zlib.compressobj(wbits=-15)
    return z.compress(data) + z.flush()


def brotli(data):
    from io import BytesIO

    from fastwarc.stream_io import BrotliWriter

    out = BytesIO()
    writer = BrotliWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("payload", "headers"),
    [
        (chunked(STORY), ["Transfer-Encoding: chunked"]),
        (STORY, ["Transfer-Encoding: chunked"]),
        (gzip.compress(STORY, mtime=0), ["Content-Encoding: gzip"]),
        (STORY, ["Content-Encoding: gzip"]),
        (chunked(gzip.compress(STORY, mtime=0)), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        (zlib.compress(STORY), ["Content-Encoding: deflate"]),
        (raw_deflate(STORY), ["Content-Encoding: deflate"]),
        (STORY, ["Content-Encoding: deflate"]),
        (brotli(STORY), ["Content-Encoding: br"]),
        (STORY, ["Content-Encoding: br"]),
        (STORY, ["Content-Encoding: zstd"]),
        (gzip.compress(zlib.compress(STORY), mtime=0), ["Content-Encoding: deflate, gzip"]),
        (STORY, ["Content-Encoding: identity"]),
    ],
)
def test_encodings_of_the_body(payload, headers):
    items = read(record(http(payload, *headers)) + record())
    assert [page.content for page in items] == [STORY, STORY]


@pytest.mark.parametrize(
    ("payload", "headers", "code"),
    [
        (gzip.compress(STORY, mtime=0)[:-20], ["Content-Encoding: gzip"], "malformed"),
        (brotli(STORY)[:-5], ["Content-Encoding: br"], "malformed"),
        (zlib.compress(STORY)[:-9], ["Content-Encoding: deflate"], "malformed"),
        (chunked(STORY)[:-12], ["Transfer-Encoding: chunked"], "malformed"),
        (b"5\r\nabc", ["Transfer-Encoding: chunked"], "malformed"),
        (b"\x00\x01\x02", ["Content-Encoding: exotic"], "binary"),
    ],
)
def test_a_body_that_cannot_be_decoded_is_rejected_and_the_next_is_read(payload, headers, code):
    for pack in (bytes, squeeze):
        assert codes(read(pack(record(http(payload, *headers))) + pack(record()))) == [code, None]


@pytest.mark.parametrize("pack", [bytes, squeeze], ids=["plain", "gzip"])
def test_archives_of_many_records(pack):
    parts = [pack(part) for part in numbered("a", "b", "c")]
    items = read(b"".join(parts))
    assert targets(items) == ["a", "b", "c"]
    offsets = [0, len(parts[0]), len(parts[0]) + len(parts[1])]
    assert [item.locator for item in items] == [f"stdin#{n}" for n in offsets]


def test_an_archive_in_one_gzip_member_or_in_blocks_of_any_size():
    whole = b"".join(numbered("a", "b", "c"))
    for block in (len(whole), 100, 37):
        data = b"".join(squeeze(whole[i : i + block]) for i in range(0, len(whole), block))
        items = read(data)
        assert targets(items) == ["a", "b", "c"]
        assert len({item.locator for item in items}) == 3


def test_garbage_between_plain_records():
    a, b, c = numbered("a", "b", "c")
    items = read(a + b"garbage\r\n" + b + c)
    assert codes(items) == [None, "malformed", None, None]
    assert targets(pages(items)) == ["a", "b", "c"]


def test_a_record_that_swallows_its_successor_is_never_a_page():
    a, b, c = numbered("a", "b", "c")
    long = record(uri="https://herald.example/long", length=len(http()) + 60)
    items = read(a + long + b + c)
    assert codes(items) == [None, "malformed", None, None]
    assert targets(items) == ["a", "long", "b", "c"]
    assert all(page.content == STORY for page in pages(items))


def test_nor_in_an_archive_packed_in_one_piece():
    a, b, c = numbered("a", "b", "c")
    long = record(uri="https://herald.example/long", length=len(http()) + 60)
    items = read(squeeze(a + long + b + c) + squeeze(record()))
    assert codes(items) == [None, "malformed", "malformed", None]
    assert all(page.content == STORY for page in pages(items))


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "1e3", "٣", ""])
def test_a_length_that_is_none(length):
    items = read(record(length=length) + record())
    assert items[0].code == "malformed"
    assert codes(items)[-1] is None


def test_a_record_that_claims_more_than_the_file_holds():
    a, b = numbered("a", "b")
    vast = record(kind="request", length=10**12)
    items = read(a + vast + b)
    assert targets(pages(items)) == ["a", "b"]
    assert codes(items) == [None, "malformed", None]
    assert codes(read(b + a[:-30])) == [None, "malformed"]


@pytest.mark.parametrize(
    "damage", [lambda m: m[:-40], lambda m: m[:-4], lambda m: m[:60] + b"\xff\xff" + m[62:]]
)
def test_a_damaged_gzip_member_costs_its_own_record_only(damage):
    a, b, c = map(squeeze, numbered("a", "b", "c"))
    items = read(a + damage(b) + c)
    assert codes(items) == [None, "malformed", None]
    assert targets(pages(items)) == ["a", "c"]
    items = read(a + b + damage(c))
    assert codes(items) == [None, None, "malformed"]


def test_padding_after_the_last_member_is_no_damage():
    assert codes(read(squeeze(record()) + bytes(600))) == [None]


def test_an_archive_that_is_broken_everywhere_is_given_up():
    items = read(record() + b"\nWARC/1.0\r\nnonsense" * 5000)
    assert codes(items)[0] is None
    assert 50 < len(items) < 200
    assert "not read further" in items[-1].reason
    assert len({item.locator for item in items}) == len(items)


def test_a_page_larger_than_the_limit():
    big = record(http(b"<p>" + b"words " * 1000))
    assert codes(read(big + record(), Settings(max_page_bytes=1000))) == ["too_large", None]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_in_a_body_is_stopped_at_the_limit(encoding):
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli}[encoding]
    bomb = squeeze(record(http(pack(bytes(40_000_000)), f"Content-Encoding: {encoding}")))
    tracemalloc.start()
    items = read(bomb + squeeze(record()), Settings(max_page_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(items) == ["too_large", None]
    assert peak < 8_000_000


def test_an_archive_of_other_records_says_so():
    assert codes(read(record(kind="request"))) == ["not_a_page"]
    assert codes(read(squeeze(record(http(b"x", content_type="image/png"))))) == ["not_a_page"]


def test_a_header_that_the_file_cuts_short():
    for cut in range(12, record().index(b"\r\n\r\n")):
        items = read(record() + record(uri="https://herald.example/next")[:cut])
        assert codes(items) == [None, "malformed"]


def test_a_record_without_a_type_or_a_status():
    nameless = record().replace(b"WARC-Type: response\r\n", b"")
    assert codes(read(nameless + record(b"no header at all") + record())) == ["malformed", "malformed", None]
