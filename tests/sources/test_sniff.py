import pytest

from parley.errors import PageError
from parley.sources.sniff import identify


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"Talks resume.\n\nThe delegation left.", "text"),
        (b"[Herald] Talks resume", "text"),
        (b"{Correction: talks resume on Monday}", "text"),
        (b"<Reporter's note: talks resume on Monday>", "text"),
        (b"PARLEY at the strait", "text"),
        ("\ufeffÜber Gespräche".encode("utf-16-le"), "text"),
        (b"\n <!DOCTYPE html>\n<title>Talks</title>", "html"),
        (b"<!-- cached --><!-- again -->\n<HTML><body>", "html"),
        (b"Lead in. </p><p>More</p>", "html"),
        (
            b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="http://www.w3.org/1999/xhtml">',
            "html",
        ),
        ("\ufeff<html><p>Über</p></html>".encode("utf-16-le"), "html"),
        (b'{"id": 1, "text": "Talks"}\n', "jsonl"),
        (b'{}\n{"text": "Talks"}\n', "jsonl"),
        (b'\xef\xbb\xbf{"text": "Talks"}', "jsonl"),
        (b'not a row\n{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        (b'{"text": "' + b"x" * 70_000, "jsonl"),
        (b"<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"<rdf:RDF xmlns:rdf='x'>", "feed"),
        (b"WARC/1.0\r\n", "warc"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"PAR1\x15\x04", "parquet"),
        (b"filedesc://x.arc 127.0.0.1", "arc"),
        (b"x" * 257 + b"ustar\x00", "tar"),
        (b'{\n  "uri": "urn:1",\n  "body_text": "x"\n}', "json"),
        (b'{"uri": "urn:1",\n "body_text": "x"\n}', "json"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "json"),
        (b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1","items":[]}', "json"),
        (b'[{"text": "x"},\n{"text": "y"}]', "json"),
        (b"<?xml version='1.0'?><NewsML><NewsItem/></NewsML>", "newsml-1"),
        (b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>", "newsml-g2"),
        (b"<ns0:newsMessage xmlns:ns0='http://iptc.org/std/nar/2006-10-01/'>", "newsml-g2"),
        (b"<?xml version='1.0'?><!-- x --><!DOCTYPE nitf SYSTEM '../nitf-3-2.dtd'><nitf>", "nitf"),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", "sitemap"),
        (b"\x01abc0123 3 i 93  tav 1888\r\n\r\nTalks/\r\n\x02Talks resume =\r\n", "iptc7901"),
        (b"\x16\x16\x01A1234\x1fworld\nr i\x13\x11 BC-Talks\r\n\x02^BC-Talks<\r\n", "anpa"),
        (b"From: desk@a.example\nDate: Mon, 2 Jun 2031 09:30:00 +0200\nSubject: Talks\n\nWords", "mail"),
        (b"From desk@a.example Mon Jun  2 09:30:00 2031\nFrom: desk@a.example\n", "mbox"),
        (b"From: the desk\nTalks resume on Monday.", "text"),
        (b"From Arvensk, our correspondent writes in 2031\nTalks resume.", "text"),
    ],
)
def test_what_a_file_is(head, kind):
    assert identify(head[:65_536]) == kind


@pytest.mark.parametrize(
    ("head", "code", "word"),
    [
        (b"", "empty", "empty"),
        (b"%PDF-1.7\n", "binary", "PDF"),
        (b"\x28\xb5\x2f\xfd\x04", "binary", "Zstandard"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary", "PNG"),
        (bytes(range(256)), "binary", "not text"),
        (b"<?xml version='1.0'?><RBNews><NewsID/></RBNews>", "not_a_page", "<RBNews>"),
        (b"<results><result>1</result></results>", "not_a_page", "<results>"),
        (b"<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf>", "not_a_page", "DOCTYPE"),
        (b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "not_a_page", "DOCTYPE"),
        (b"<?xml version='1.0'?><!doctype rss><rss>", "not_a_page", "DOCTYPE"),
        (b"<?xml version='1.0'?><!DOCTYPE a [" + b"<!ENTITY x 'y'>" * 9, "not_a_page", "root"),
    ],
)
def test_what_is_not_read_is_refused_by_name(head, code, word):
    with pytest.raises(PageError) as caught:
        identify(head)
    assert caught.value.code == code
    assert word in caught.value.reason


@pytest.mark.parametrize(
    "unit", [b"<!--a-->", b"<!--", b"<?a", b"<!DOCTYPE [", b"</p ", b'{"\\', b"\n{", b" \n", b"]>"]
)
def test_no_input_makes_it_try_forever(unit):
    head = (b"<?xml " + unit * 20_000)[:65_536]
    for data in (head, head[6:]):
        try:
            identify(data)
        except PageError as error:
            assert error.code


SENT = "From: Ana Ruiz <ana@harbour-post.example>\nSubject: Talks resume\n"
WORDS = "\nVeria's envoy said talks with Ostland would resume on Monday.\n"


def test_a_message_with_no_more_than_a_sender_and_a_subject():
    for head in (
        SENT,
        SENT.replace("\n", "\r\n"),
        f"X-Desk: 1\n{SENT}",
        SENT.replace("Talks", "Talks\n  will"),
    ):
        assert identify((head + WORDS).encode()) == "mail"


@pytest.mark.parametrize(
    "text",
    [
        SENT + WORDS.lstrip(),
        SENT.replace("ana@harbour-post.example", "Harbour Post") + WORDS,
        "From: ana@harbour-post.example\n" + WORDS,
        "From: ana@harbour-post.example\nSubject:\n" + WORDS,
        SENT + "Place: Kalmora\n" + WORDS,
        "Talks resume\n" + SENT + WORDS,
    ],
)
def test_a_text_that_begins_a_little_like_a_message(text):
    assert identify(text.encode()) == "text"
