"""Pages that a browser saved as a single file. Outlets, states and people are invented."""

import quopri

import pytest
from archive_samples import codes, read

from parley import clean
from parley.settings import Settings

URL = "https://harbour-post.example/2031/06/02/talks"
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>Talks resume</title>'
    '<meta property="article:published_time" content="2031-06-02T08:00:00Z"><meta name="author" content="Ana Ruiz">'
    "</head><body><article><h1>Talks resume</h1><p>Veria’s envoy said talks with Ostland would resume on Monday.</p>"
    "</article></body></html>"
)
BLINK = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Talks resume | Harbour Post\r\n"
    "Date: Wed, 4 Jun 2031 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
)
SAVED = BLINK.format(url=URL)


def saved(
    head=SAVED,
    location=f"Content-Location: {URL}\r\n",
    page=PAGE,
    related='type="text/html";',
):
    """A page, its style, a picture and an advertisement's frame."""
    out = f'{head}Content-Type: multipart/related; {related} boundary="b"\r\n\r\n'
    out += f"--b\r\nContent-Type: text/html\r\nContent-ID: <page>\r\n{location}"
    out += "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    rest = "\r\n--b\r\nContent-Type: text/css\r\nContent-Location: cid:1\r\n\r\np {color: red}"
    rest += "\r\n--b\r\nContent-Type: image/png\r\nContent-Location: https://a.example/1.png\r\n\r\nPNG"
    rest += "\r\n--b\r\nContent-Type: text/html\r\nContent-ID: <ad>\r\n\r\n<p>Buy a boat</p>\r\n--b--\r\n"
    return out.encode() + quopri.encodestring(page.encode()) + rest.encode()


def test_a_saved_page_is_the_page_and_no_mail():
    [page] = read(saved())
    assert (page.uri, page.locator, page.media_type) == (URL, "stdin", "text/html")
    assert page.hints == {"url": URL, "fetched": "2031-06-04T10:00:00+02:00"}
    found = clean.read(page, Settings())
    assert (found.title, found.authors, found.published.edtf) == ("Talks resume", ("Ana Ruiz",), "2031-06-02")
    assert found.fetched == "2031-06-04T10:00:00+02:00"


def test_a_day_is_not_that_of_saving():
    [page] = read(
        saved(page=PAGE.replace("article:published_time", "x"), head=BLINK.format(url="https://a.example/1"))
    )
    assert clean.read(page, Settings()).published.edtf is None


@pytest.mark.parametrize(
    "head", ["MIME-Version: 1.0\r\n", "From: Saved by Kalmora Browser\r\nSubject: x\r\nMIME-Version: 1.0\r\n"]
)
def test_one_without_the_mark_of_a_snapshot(head):
    [page] = read(saved(head))
    assert page.hints == {"url": URL}
    [page] = read(saved(head, location="Content-Location: file:///C:/talks.htm\r\n"))
    assert (page.uri, page.hints) == ("stdin", {})


def test_the_part_that_is_named_as_the_page():
    [page] = read(saved(related='start="<ad>";'))
    assert page.content == b"<p>Buy a boat</p>"


def test_one_that_holds_no_page():
    assert codes(read(saved(page=" "))) == ["empty"]


def test_a_mail_with_pictures_stays_a_mail():
    mail = "From: Ana Ruiz <ana@post.example>\r\nTo: desk@post.example\r\nDate: Mon, 2 Jun 2031 10:00:00 +0000\r\n"
    mail += "Subject: Talks\r\nMIME-Version: 1.0\r\n"
    [page] = read(saved(mail))
    assert page.hints["authors"] == "Ana Ruiz"
    [page] = read(saved(mail.replace("To: desk@post.example\r\n", ""), location=""))
    assert page.hints["authors"] == "Ana Ruiz"


SINGLE = 'From: "Saved by Kalmora Browser"\r\nDate: Wed, 4 Jun 2031 10:00:00 +0200\r\nMIME-Version: 1.0\r\n'


def single(head=SINGLE, kind="text/html; charset=utf-8", page=PAGE):
    return f"{head}Content-Type: {kind}\r\n\r\n{page}".encode()


@pytest.mark.parametrize("place", ["Content-Location", "Snapshot-Content-Location"])
def test_a_page_without_pictures_is_of_its_own_day(place):
    [page] = read(single(f"{SINGLE}{place}: {URL}\r\n"))
    assert (page.uri, page.charset) == (URL, "utf-8")
    assert page.hints == {"url": URL, "fetched": "2031-06-04T10:00:00+02:00"}
    found = clean.read(page, Settings())
    assert (found.authors, found.published.edtf) == (("Ana Ruiz",), "2031-06-02")


@pytest.mark.parametrize("more", ["", f"Content-Location: {URL}\r\nTo: desk@post.example\r\n"])
def test_a_mail_in_html_stays_a_mail(more):
    [page] = read(single(SINGLE.replace('"Saved by Kalmora Browser"', "Ana Ruiz <ana@post.example>") + more))
    assert page.hints["authors"] == "Ana Ruiz"
    assert page.hints["published"] == "2031-06-04T10:00:00+02:00"


@pytest.mark.parametrize("kind", ["image/png", 'multipart/related; boundary="b"'])
def test_a_saved_page_without_html_says_so(kind):
    part = "--b\r\nContent-Type: image/png\r\n\r\nPNG\r\n--b--\r\n"
    [found] = read(single(SAVED, kind, part))
    assert (found.code, found.reason) == ("empty", "The saved page holds no HTML.")
