import io
import json

import pytest
from archive_samples import codes, pages, read
from wire_samples import (
    ANPA,
    BODY,
    IPTC_7901,
    MESSAGE,
    MORE,
    NEWSML_1,
    NEWSML_G2,
    NINJS_1,
    NINJS_2,
    NINJS_3,
    NITF,
    newsml_g2,
)

from parley import clean
from parley.clean.page import text_of
from parley.errors import PageError
from parley.records import Page
from parley.settings import Settings
from parley.sources import wire
from parley.sources.wire import anpa, iptc7901
from parley.sources.wire.story import _AFTER, _AND

EACH = {
    "nitf": NITF,
    "newsml-g2": NEWSML_G2,
    "newsml-1": NEWSML_1,
    "iptc7901": IPTC_7901,
    "anpa": ANPA,
    "ninjs 1": json.dumps(NINJS_1, indent=1).encode(),
    "ninjs 2": json.dumps(NINJS_2, indent=1).encode(),
    "ninjs 3": json.dumps(NINJS_3, indent=1).encode(),
}


def document(data):
    [page] = read(data)
    assert isinstance(page, Page), page
    return clean.read(page, Settings())


def blocks(found):
    return [(b.role, found.text[b.start : b.end]) for b in found.blocks]


@pytest.mark.parametrize("kind", EACH)
def test_an_item_is_a_document_whose_text_is_made_again_from_its_own_bytes(kind):
    [page] = read(EACH[kind])
    assert page.content == EACH[kind]
    found = clean.read(page, Settings())
    stored = Page(found.uri, found.uri, page.content, found.media_type, found.charset)
    assert text_of(stored) == found.text
    assert found.title == "Talks resume Monday"
    assert ("headline", "Talks resume Monday") in blocks(found)
    assert found.published.edtf == "2031-06-02"
    body = [text for role, text in blocks(found) if role == "body"]
    assert body[0].endswith(("would resume on Monday.", "said talks resume."))
    assert "she told reporters." in body[-1]


@pytest.mark.parametrize("kind", ["nitf", "newsml-g2", "iptc7901", "anpa", "ninjs 1", "ninjs 3", "newsml-1"])
def test_whose_byline_it_is(kind):
    assert [name.title() for name in document(EACH[kind]).authors] == ["Ana Ruiz"]


def test_nitf():
    found = document(NITF)
    assert blocks(found) == [
        ("headline", "Talks resume Monday"),
        ("headline", "Envoy in Arvensk"),
        ("byline", "By Ana Ruiz, Tavria Wire"),
        ("dateline", "ARVENSK"),
        ("body", BODY),
        ("crosshead", "Next steps"),
        ("body", MORE),
        ("caption", "Mirel on Sunday"),
        ("credit", "B. Li"),
        ("credit", "Editing by C. Dorn"),
        ("other", "Corrects the day"),
    ]
    assert (found.dateline, found.language, found.urgency) == ("Arvensk", "en-GB", 3)
    assert (found.wire_id, found.version, found.slug, found.status) == ("urn:tav:1", "2", "talks", "usable")
    assert (found.rights, found.credit) == ("© 2031 Tavria Wire", "Tavria Wire")
    assert found.embargoed_until == "2031-06-02T12:00:00+02:00"


def test_newsml_g2():
    found = document(NEWSML_G2)
    assert ("crosshead", "Next steps") in blocks(found)
    assert ("dateline", "ARVENSK, June 2") in blocks(found)
    assert "Hidden" not in found.text
    assert found.hidden == 1
    assert (found.outlet, found.credit, found.dateline) == ("Tavria Wire", "Tavria Wire", "Arvensk")
    assert (found.wire_id, found.version) == ("urn:newsml:tav.example:1", "2")
    assert found.modified.edtf == "2031-06-02"
    assert found.rights == "© 2031 Tavria Wire; No archives"
    assert (found.embargoed_until, found.urgency, found.slug) == ("2031-06-02T12:00:00+02:00", 3, "TALKS")


def test_a_message_of_several_items():
    items = read(MESSAGE)
    assert codes(items) == [None, None, "not_a_page"]
    assert [i.locator for i in items] == [
        "stdin#urn:newsml:tav.example:1",
        "stdin#urn:newsml:tav.example:1~2",
        "stdin#p",
    ]
    assert [p.hints["version"] for p in pages(items)] == ["1", "2"]
    for page in pages(items):
        assert clean.read(page, Settings()).text == document(newsml_g2()).text


def test_newsml_1():
    found = document(NEWSML_1)
    assert ("caption", "Mirel on Sunday") in blocks(found)
    assert (found.wire_id, found.version) == ("urn:newsml:tav.example:20310602:T1", "2")
    assert found.supersedes == ("urn:newsml:tav.example:20310602:T1 version 1",)
    assert (found.status, found.embargoed_until) == ("embargoed", "2031-06-02T12:00:00+02:00")
    assert (found.dateline, found.outlet, found.urgency) == ("Arvensk", "Tavria Wire", 3)


def test_iptc_7901():
    found = document(IPTC_7901)
    assert blocks(found) == [
        ("headline", "Talks resume Monday"),
        ("byline", "By Ana Ruiz, tav"),
        ("other", "(Achtung)"),
        ("other", "1ST LEAD"),
        ("body", f"Arvensk (tav) - {BODY}"),
        ("body", MORE),
        ("other", "# Notebook"),
        ("other", "## Contacts - Ana Ruiz"),
    ]
    assert (found.version, found.slug, found.urgency, found.outlet) == ("1ST LEAD", "Talks/", 3, "tav")
    assert found.wire_id == "tav0124 2031-06-02T09:30:00+00:00"


def test_several_messages_in_one_file():
    assert [p.locator for p in read(IPTC_7901 + b"\r\n" + IPTC_7901)] == ["stdin#1", "stdin#2"]


def test_anpa():
    found = document(ANPA)
    assert ("body", "“We are ready,” she told reporters.") in blocks(found)
    assert ("other", "Eds: Corrects the day.") in blocks(found)
    assert (found.slug, found.version) == ("BC-TA--Talks", "1st Ld-Writethru")
    assert "(TAV) — Velmara" in found.text


def test_ninjs():
    found = document(EACH["ninjs 1"])
    assert ("crosshead", "Next steps") in blocks(found)
    assert (found.wire_id, found.version, found.supersedes) == ("urn:tav:1", "2", ("urn:tav:0",))
    assert (found.embargoed_until, found.urgency, found.outlet) == (
        "2031-06-02T12:00:00+02:00",
        3,
        "Tavria Wire",
    )
    assert found.rights == "© 2031 Tavria Wire; No archives"


def test_ninjs_in_lists_rows_and_answers_of_services():
    for data in ([NINJS_1, NINJS_2], {"data": {"items": [{"item": NINJS_1}, {"item": NINJS_2}]}}):
        items = read(json.dumps(data).encode())
        assert codes(items) == [None, None]
        assert [i.locator.rpartition("#")[2] for i in items] == ["urn:tav:1", "urn:tav:1~2"]
    rows = read(b"\n".join(json.dumps(item).encode() for item in (NINJS_1, NINJS_3)))
    assert [(i.locator, i.media_type) for i in rows] == [
        ("stdin#urn:tav:1", wire.NINJS),
        ("stdin#urn:tav:1~2", wire.NINJS),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (NITF.replace(b'.dtd">', b".dtd\" [<!ENTITY a 'b'>]>"), "not_a_page"),
        (NITF.replace(b"&nbsp;", b"&velmara;"), "malformed"),
        (NITF.replace(b"</p>", b""), "malformed"),
        (NEWSML_G2.replace(BODY.encode(), b"").replace(MORE.encode(), b""), None),  # a crosshead is kept
        (b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'/>", "no_text"),
        (b"<NewsML xmlns:x='x'/>", "not_a_page"),
        (json.dumps({**NINJS_1, "body_html": ""}).encode(), "no_text"),
        (json.dumps({**NINJS_1, "body_html": "\ud800 words"}).encode(), "malformed"),
    ],
)
def test_what_is_no_story_is_refused_with_a_reason(data, code):
    assert codes(read(data)) == [code if code else "no_text"]


def test_external_documents_and_entities_are_never_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Velmara's secret")
    outside = f'<!DOCTYPE nitf SYSTEM "{secret.as_uri()}">'.encode()
    [page] = read(NITF.replace(b'<!DOCTYPE nitf SYSTEM "http://wire.example/nitf-3-6.dtd">', outside))
    assert "secret" not in clean.read(page, Settings()).text
    bomb = b"<!DOCTYPE nitf [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><nitf>&b;</nitf>"
    assert codes(read(bomb)) == ["not_a_page"]
    late = b"<?xml version='1.0'?>" + b"<!-- x -->" * 9000 + bomb
    assert codes(read(late)) == ["not_a_page"]


@pytest.mark.parametrize(
    "data",
    [
        b"<nitf>" + b"<!DOCTYPE " * 30_000,
        IPTC_7901[:60] + b"a\r\n" * 30_000,
        b"\x16\x16" + b"\x01a\x02" * 30_000,
        ANPA[:120] + b"1 " * 30_000 + b"<\r\n",
        b"filedesc://a 0 1 a 9\n" + b"a:b 1 1 a 1 1 a 1\n" * 6_000,
        b"From a 2031\nA:\n" + b"From a 2031\n\n" * 6_000,
        b"From: a\nDate: b\nSubject: " + b"=?utf-8?q?a?= " * 100_000,
        b'{"uri": "a", "pubstatus": "b", "body_text":\n"' + b"a\\n b" * 30_000 + b'"}',
        b'[\n{"a": ' + b"[" * 100_000,
        IPTC_7901.partition(b"\x03")[0] + b"\x03011200" + b" " * 500_000 + b"!\x04",
        IPTC_7901[:40] + b"a" * 500 + b"-" * 50 + IPTC_7901[40:],
    ],
    ids=[
        "doctypes",
        "lines",
        "messages",
        "slug",
        "arc",
        "mbox",
        "words",
        "paragraphs",
        "json",
        "stamp",
        "source",
    ],
)
def test_no_input_makes_it_try_forever(data):
    assert read(data)


@pytest.mark.parametrize("read_one", [anpa.read, iptc7901.read])
def test_a_message_without_a_text_is_told_at_once(read_one):
    with pytest.raises(PageError, match="does not hold a header and a text"):
        read_one(b"\x01a" * 500_000)


def test_many_blanks_between_names_are_passed_once():
    blanks = " " * 500_000
    assert _AND.split(f"Ada{blanks}and{blanks}Ben{blanks}x") == ["Ada", f"Ben{blanks}x"]
    assert _AFTER.split(f"Ada{blanks}x{blanks}/ Ben")[0] == f"Ada{blanks}x"


def test_a_deep_tree_is_refused():
    deep = b"<nitf>" + b"<p>" * 5000 + b"x" + b"</p>" * 5000 + b"</nitf>"
    assert codes(read(deep)) == ["malformed"]


def test_standard_input_takes_a_stream_of_items():
    assert codes(read(io.BytesIO(MESSAGE).read())) == [None, None, "not_a_page"]


def test_where_a_ninjs_item_was_written():
    def said(**more):
        found = document(json.dumps({**NINJS_1, **more}).encode())
        assert ("dateline", "Arvensk") not in blocks(found)
        return found.dateline

    assert said() is None
    assert said(located="Arvensk") == "Arvensk"
    assert said(located="Arvensk", dateline="KALMORA, June 2 -") == "Kalmora"
    assert said(located="Arvensk", body_html=f"<p>KALMORA, June 2 (AFP) - {BODY}</p>") == "Kalmora"
    assert said(located=["Arvensk"]) is None
