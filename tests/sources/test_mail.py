from email.message import EmailMessage

import pytest
from archive_samples import codes, read
from test_archives_inside import zipped

from parley import clean
from parley.settings import Settings

TEXT = "Velmara's envoy Sanya Mirel said talks with Oruvia would resume on Monday.\n"


def message(text=TEXT, html=None, subject="Talks resume", attached=()):
    mail = EmailMessage()
    mail["From"] = "Ana Ruiz <ana@herald.example>"
    mail["To"] = "desk@parley.example"
    mail["Subject"] = subject
    mail["Date"] = "Mon, 02 Jun 2031 23:30:00 +0200"
    mail["Message-ID"] = "<1@herald.example>"
    if text is not None:
        mail.set_content(text)
    if html is not None:
        mail.add_alternative(html, subtype="html") if text is not None else mail.set_content(
            html, subtype="html"
        )
    for kind, name, data in attached:
        mail.add_attachment(data, maintype=kind.split("/")[0], subtype=kind.split("/")[1], filename=name)
    return mail.as_bytes()


def test_a_message_is_its_body_and_what_its_header_says():
    [page] = read(message())
    assert page.content == TEXT.encode()
    found = clean.read(page, Settings())
    assert (found.title, found.authors, found.published.edtf) == ("Talks resume", ("Ana Ruiz",), "2031-06-02")
    assert found.wire_id == "1@herald.example"


def test_headers_in_other_alphabets():
    [page] = read(message(subject="Переговоры – на связи"))
    assert page.hints["title"] == "Переговоры – на связи"
    [page] = read(message().replace(b"Subject: Talks resume", "Subject: Gespräche".encode()))
    assert page.hints["title"] == "Gespräche"


def test_the_text_is_read_unless_the_html_says_more():
    html = f"<html><body><p>{TEXT}</p></body></html>"
    [page] = read(message(html=html))
    assert page.media_type == "text/plain"
    [page] = read(message(text="See the web version.", html=html))
    assert page.media_type == "text/html"
    [page] = read(message(text=None, html=html))
    assert page.media_type == "text/html"


def test_attachments_are_read_as_files():
    items = read(
        message(
            attached=[
                ("image/png", "a.png", b"\x89PNG\r\n\x1a\n"),
                ("application/pdf", "b.pdf", b"%PDF-1.7"),
                ("application/zip", "c.zip", zipped(a=b"More words.")),
            ]
        )
    )
    assert codes(items) == [None, "binary", None]
    assert items[2].locator == "stdin#c.zip~2/a"


def test_a_folder_of_messages():
    mark = b"From ana@herald.example Mon Jun  2 23:30:00 2031\n"
    body = TEXT + "\n>From the start Oruvia said no.\n"
    items = read(mark + message() + b"\n" + mark + message(text=body) + b"\n" + mark + message(text=" "))
    assert codes(items) == [None, None, "empty"]
    assert [i.locator for i in items] == ["stdin#1", "stdin#2", "stdin#3"]
    assert b"\nFrom the start" in items[1].content


def test_a_folder_that_only_begins_like_one():
    assert codes(read(b"From a2031\nFrom: x\n")) == ["malformed"]
    assert codes(read(b"From a@b.example 2031\nSubject: x\n")) == ["empty"]


def test_a_message_larger_than_the_limit_costs_no_other():
    mark = b"From ana@herald.example Mon Jun  2 23:30:00 2031\n"
    data = mark + message(text="x " * 4000) + b"\n" + mark + message()
    assert codes(read(data, Settings(max_page_bytes=2000))) == ["too_large", None]


@pytest.mark.parametrize("depth", [2, 3000])
def test_parts_within_parts(depth):
    head = b"From: a@b.example\nDate: x\nSubject: y\nMIME-Version: 1.0\n"
    for i in range(depth):
        head += f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n'.encode()
    found = codes(read(head + b"Content-Type: text/plain\n\nWords."))
    assert found in ([None], ["malformed"], ["empty"])


def test_a_message_with_no_more_than_a_sender_and_a_subject():
    [page] = read(b"From: Ana Ruiz <ana@herald.example>\nSubject: Talks resume\n\n" + TEXT.encode())
    assert page.hints == {"title": "Talks resume", "authors": "Ana Ruiz"}
    assert page.content == TEXT.encode()


def test_nothing_that_a_message_says_is_said_of_its_attachments():
    story = (
        b"<html><head><title>Ferries</title></head><body><p>Ostland's ferries sail again.</p></body></html>"
    )
    [_, page, text] = read(
        message(attached=[("text/html", "story.html", story), ("text/plain", "b.txt", TEXT.encode())])
    )
    assert (page.media_type, page.hints) == ("text/html", {})
    assert (text.media_type, text.hints) == ("text/plain", {})
