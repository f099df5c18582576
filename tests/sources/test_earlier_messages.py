"""What a mail sends on or quotes is of whoever wrote it, and of that day. Outlets, states and people are invented."""

import base64
from email.message import EmailMessage

import pytest
from archive_samples import codes, read

from parley import clean
from parley.clean.page import text_of
from parley.records import Page
from parley.settings import Settings
from parley.sources import earlier, printed
from parley.vocab import table

STORY = (
    "Veria's envoy Sanya Mirel said talks with Ostland would resume on Monday.\n\nOstland did not answer.\n"
)


def mail(text, subject="Fwd: Talks resume", sender="Kai Berg <kai@desk.example>", subtype="plain"):
    out = EmailMessage()
    out["From"] = sender
    out["Subject"] = subject
    out["Date"] = "Fri, 13 Jun 2031 07:00:00 +0000"
    out["Message-ID"] = "<2@desk.example>"
    if text is not None:
        out.set_content(text, subtype=subtype)
    return out


def inner(subject="Talks resume"):
    out = EmailMessage()
    out["From"] = "Ana Ruiz <ana@post.example>"
    out["Subject"] = subject
    out["Date"] = "Sun, 1 Jun 2031 07:00:00 +0000"
    out["Message-ID"] = "<1@post.example>"
    out.set_content(STORY)
    return out


def sent_on():
    """A message that is sent on, attached and in the text, and quotes another."""
    text = f"No.\n\n---------- Forwarded message ---------\nFrom: Ana Ruiz <a@b.example>\nDate: 1 June 2031\n\n{STORY}"
    whole = mail(
        f"{text}\nOn 1 June 2031 Ida Holm wrote:\n> -----Original Message-----\n> From: Ana\n>\n> Yes.\n"
    )
    whole.add_attachment(inner())
    return whole.as_bytes()


def told(page):
    return tuple(page.hints.get(key) for key in ("title", "authors", "published"))


def test_an_attached_message_is_a_page_of_its_own():
    whole = mail("See below.")
    whole.add_attachment(inner())
    note, story = read(whole.as_bytes())
    assert told(note) == ("Fwd: Talks resume", "Kai Berg", "2031-06-13T07:00:00+00:00")
    assert told(story) == ("Talks resume", "Ana Ruiz", "2031-06-01T07:00:00+00:00")
    assert story.hints["wire_id"] == "1@post.example"
    assert (note.content, story.content) == (b"See below.\n", STORY.encode())
    assert note.locator == "stdin"
    assert story.locator == "stdin#1~1"


def test_an_attached_message_in_base64():
    data = base64.encodebytes(inner().as_bytes())
    head = b"From: Kai Berg <kai@desk.example>\nSubject: x\nDate: y\nMIME-Version: 1.0\n"
    part = b'Content-Type: multipart/mixed; boundary="b"\n\n--b'
    part += b"\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    [story] = read(head + part + data + b"\n--b--\n")
    assert told(story) == ("Talks resume", "Ana Ruiz", "2031-06-01T07:00:00+00:00")


def test_messages_in_messages_in_messages():
    whole = inner()
    for _ in range(5):
        outer = mail("See below.")
        outer.add_attachment(whole)
        whole = outer
    items = read(whole.as_bytes())
    assert codes(items) == [None, None, None, None, "binary"]
    assert len({item.locator for item in items}) == 5


SENT_ON = {
    "gmail": "---------- Forwarded message ---------\nFrom: Ana Ruiz <ana@post.example>\n"
    "Date: Sun, 1 Jun 2031 at 07:00\nSubject: Talks resume\nTo: <desk@parley.example>\n\n\n",
    "apple": "Begin forwarded message:\n\nFrom: Ana Ruiz <ana@post.example>\nSubject: Talks resume\n"
    "Date: 1 June 2031 at 07:00:00 CEST\nTo: desk@parley.example\n\n",
    "outlook": "________________________________\nFrom: Ana Ruiz [mailto:ana@post.example]\n"
    "Sent: Sunday, June 1, 2031 7:00 AM\nTo: Desk\nSubject: Talks resume\n\n",
    "old outlook": "-----Original Message-----\nFrom: Ruiz, Ana\nSent: Sunday, June 01, 2031 7:00 AM\nTo: Desk; Kai\n"
    "Subject: Talks resume\n\n",
    "bold": "---------- Forwarded message ---------\n*From:* Ana Ruiz <ana@post.example>\n"
    "*Date:* 2031-06-01 07:00\n*Subject:* Talks resume\n\n",
    "wrapped": "-------- Forwarded Message --------\nSubject: Talks\n  resume\nDate: Sun, 1 Jun 2031 07:00:00 +0200\n"
    "From: Ana Ruiz <ana@post.example>\nTo: one@parley.example,\n two@parley.example\n\n",
    "de": "-----Ursprüngliche Nachricht-----\nVon: Ana Ruiz <ana@post.example>\nGesendet: Sonntag, 1. Juni 2031 07:00\n"
    "An: Redaktion\nBetreff: Talks resume\n\n",
    "fr": "---------- Message transféré ---------\nDe : Ana Ruiz <ana@post.example>\n"
    "Date : dim. 1 juin 2031 à 07:00\nObjet : Talks resume\nÀ : desk@parley.example\n\n",
    "es": "---------- Mensaje reenviado ----------\nDe: Ana Ruiz <ana@post.example>\n"
    "Fecha: domingo, 1 de junio de 2031 7:00\nAsunto: Talks resume\n\n",
    "it": "---------- Messaggio inoltrato ----------\nDa: Ana Ruiz <ana@post.example>\nData: 1 giugno 2031 07:00\n"
    "Oggetto: Talks resume\n\n",
    "pt": "---------- Mensagem encaminhada ---------\nDe: Ana Ruiz <ana@post.example>\n"
    "Data: dom., 1 de jun. de 2031 às 07:00\nAssunto: Talks resume\n\n",
    "nl": "Van: Ana Ruiz <ana@post.example>\nVerzonden: zondag 1 juni 2031 07:00\nAan: Redactie\n"
    "Onderwerp: Talks resume\n\n",
    "sv": "-------- Vidarebefordrat meddelande --------\nÄmne: Talks resume\nDatum: Sun, 1 Jun 2031 07:00:00 +0200\n"
    "Från: Ana Ruiz <ana@post.example>\n\n",
    "pl": "---------- Forwarded message ---------\nOd: Ana Ruiz <ana@post.example>\n"
    "Wysłano: niedziela, 1 czerwca 2031 07:00\nTemat: Talks resume\n\n",
    "ru": "-------- Пересылаемое сообщение --------\nОт: Ana Ruiz <ana@post.example>\nДата: 1 июня 2031 г.\n"
    "Тема: Talks resume\n\n",
    "tr": "---------- Forwarded message ---------\nGönderen: Ana Ruiz <ana@post.example>\nDate: 1 Haz 2031 Paz, 07:00\n"
    "Subject: Talks resume\n\n",
    "ja": "---------- Forwarded message ---------\n差出人: Ana Ruiz <ana@post.example>\nDate: 2031年6月1日(日) 7:00\n"
    "件名: Talks resume\n\n",
}


@pytest.mark.parametrize("program", SENT_ON)
@pytest.mark.parametrize("note", ["", "As promised.\n\n"])
def test_a_message_that_is_sent_on_is_of_its_writer_and_its_day(program, note):
    items = read(mail(note + SENT_ON[program] + STORY).as_bytes())
    title, author, published = told(items[-1])
    assert (title, author, published[:10]) == ("Talks resume", "Ana Ruiz", "2031-06-01")
    assert items[-1].content == STORY.encode()
    assert "wire_id" not in items[-1].hints
    assert [item.content for item in items[:-1]] == ([b"As promised.\n"] if note else [])
    assert [told(item)[1] for item in items[:-1]] == (["Kai Berg"] if note else [])
    assert items[-1].locator == ("stdin#earlier-1" if note else "stdin")


@pytest.mark.parametrize("program", SENT_ON)
def test_one_that_is_quoted_as_well(program):
    quoted = "".join(f"> {row}\n".replace("> \n", ">\n") for row in (SENT_ON[program] + STORY).splitlines())
    [_, story] = read(mail("As promised.\n\n" + quoted).as_bytes())
    assert (told(story)[0], told(story)[1]) == ("Talks resume", "Ana Ruiz")
    assert story.content == STORY.encode()


def test_what_cannot_be_read_is_left_open():
    mark = "---------- Forwarded message ---------\n"
    [story] = read(mail(mark + "Avsender: Ana\n\n" + STORY).as_bytes())
    assert told(story) == ("Talks resume", None, None)
    [story] = read(mail(mark + "From: Ana\nDate: 01/06/2031\nSubject: Talks\n\n" + STORY).as_bytes())
    assert told(story) == ("Talks", None, None)
    [story] = read(mail(STORY).as_bytes())  # sent on, as its subject says, and nothing tells by whom
    assert told(story) == ("Talks resume", None, None)
    assert clean.read(story, Settings()).authors == ()


def test_one_sent_on_twice():
    text = SENT_ON["gmail"] + "Look at this.\n\n" + SENT_ON["outlook"].replace("Ana Ruiz", "Ida Holm") + STORY
    first, second = read(mail(text).as_bytes())
    assert (first.content, told(first)[1]) == (b"Look at this.\n", "Ana Ruiz")
    assert (second.content, told(second)[1]) == (STORY.encode(), "Ida Holm")


ATTRIBUTED = {
    "On Sun, 1 Jun 2031 at 07:00, Ana Ruiz <ana@post.example> wrote:": "Ana Ruiz",
    "On Sun, Jun 1, 2031 at 7:00 AM Ana Ruiz <ana@post.example>\nwrote:": "Ana Ruiz",
    "On June 1, 2031, at 7:00 AM, Ana Ruiz wrote:": "Ana Ruiz",
    "On Sun, 1 Jun 2031 Ana wrote:": None,
    "As Mirel wrote on 1 June 2031:": None,
    "Am So., 1. Juni 2031 um 07:00 Uhr schrieb Ana Ruiz <\nana@post.example>:": "Ana Ruiz",
    "Am 1. Juni 2031 um 07:00 schrieb Ana Ruiz:": "Ana Ruiz",
    "Le dim. 1 juin 2031 à 07:00, Ana Ruiz <ana@post.example> a écrit :": "Ana Ruiz",
    "El dom, 1 jun 2031 a las 7:00, Ana Ruiz (<ana@post.example>) escribió:": "Ana Ruiz",
    "Il giorno dom 1 giu 2031 alle ore 07:00 Ana Ruiz <ana@post.example> ha\nscritto:": "Ana Ruiz",
    "Op zo 1 jun 2031 om 07:00 schreef Ana Ruiz <ana@post.example>:": "Ana Ruiz",
    "Den sön 1 juni 2031 kl 07:00 skrev Ana Ruiz <ana@post.example>:": "Ana Ruiz",
    "niedz., 1 cze 2031 o 07:00 Ana Ruiz <ana@post.example> napisał(a):": "Ana Ruiz",
    "вс, 1 июн. 2031 г. в 07:00, Ana Ruiz <ana@post.example>:": "Ana Ruiz",
    "Ana Ruiz <ana@post.example>, 1 Haz 2031 Paz, 07:00 tarihinde şunu\nyazdı:": "Ana Ruiz",
}


@pytest.mark.parametrize("line", ATTRIBUTED)
def test_what_a_reply_quotes_is_a_page_without_the_marks(line):
    quoted = "".join(f"> {row}\n" for row in STORY.splitlines())
    reply, story = read(mail(f"I doubt it.\n\n{line}\n{quoted}", "Re: Talks resume").as_bytes())
    assert told(reply) == ("Re: Talks resume", "Kai Berg", "2031-06-13T07:00:00+00:00")
    assert reply.content == b"I doubt it.\n"
    assert told(story) == ("Talks resume", ATTRIBUTED[line], "2031-06-01")
    assert story.content == STORY.encode()


def test_answers_between_what_they_quote():
    text = "Ana Ruiz wrote:\n> One.\n\nNo.\n\n> Two.\n>> Three.\n\nYes.\n\nIda Holm wrote:\n> Four.\n"
    reply, first, before, second = read(mail(text, "Re: Talks").as_bytes())
    assert reply.content == b"No.\n\n\nYes.\n"
    assert (first.content, first.hints["authors"]) == (b"One.\n\nTwo.\n", "Ana Ruiz")
    assert (before.content, dict(before.hints)) == (b"Three.\n", {"title": "Talks"})
    assert (second.content, second.hints["authors"]) == (b"Four.\n", "Ida Holm")


def test_a_body_that_is_all_quoted():
    [story] = read(mail("".join(f"> {row}\n" for row in STORY.splitlines()), "Talks").as_bytes())
    assert told(story) == ("Talks", None, None)
    found = clean.read(story, Settings())
    assert found.text == STORY
    assert text_of(Page(found.uri, found.uri, story.content, found.media_type, found.charset)) == found.text


@pytest.mark.parametrize(
    "text",
    [
        STORY + "\n> Read more at the Harbour Post\n\nOstland's envoy wrote:\n\nWe will come.\n",
        "From: where it stood in 2030, the fleet has moved.\n\n" + STORY,
        "Date: Monday\nFrom: the harbour\nTo: the coast\n\n" + STORY,
        "Ostland said the original message was lost:\n\n" + STORY,
        "-----\n\n" + STORY,
        "-- Original message of the envoys, on the wall of the hall\n\n" + STORY,
    ],
)
def test_what_only_looks_like_it(text):
    [page] = read(mail(text, "Talks resume").as_bytes())
    assert told(page) == ("Talks resume", "Kai Berg", "2031-06-13T07:00:00+00:00")
    assert page.content == text.encode()


HTML = "<p>Veria's envoy Sanya Mirel said talks with Ostland would resume on Monday.</p>" * 4


def test_one_in_html_stays_whole_and_is_of_its_writer():
    head = "---------- Forwarded message ---------<br>From: <b>Ana Ruiz</b> &lt;ana@post.example&gt;<br>"
    head += "Date: Sun, 1 Jun 2031 at 07:00<br>Subject: Talks resume<br>To: Desk<br><br>"
    [page] = read(mail(f"<div>As promised.<div>{head}{HTML}</div></div>", subtype="html").as_bytes())
    assert told(page) == ("Talks resume", "Ana Ruiz", "2031-06-01T07:00:00")
    assert b"As promised." in page.content
    [page] = read(mail(f"<div>{HTML}<div>{head}{HTML}</div></div>", subtype="html").as_bytes())
    assert told(page) == ("Talks resume", None, None)


def test_a_quotation_in_html_leaves_open_whose_it_is():
    text = f"<p>No.</p><div>On Sun, 1 Jun 2031 Ana Ruiz wrote:</div><blockquote>{HTML}</blockquote>"
    [page] = read(mail(text, "Re: Talks", subtype="html").as_bytes())
    assert told(page) == ("Talks", None, None)
    [page] = read(mail(f"{HTML}<blockquote>No.</blockquote>", "Talks", subtype="html").as_bytes())
    assert told(page)[1] == "Kai Berg"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sunday, June 1st, 2031 7:00 AM", "2031-06-01"),
        ("1er juin 2031", "2031-06-01"),
        ("2031. 6. 1. 오전 7:00", "2031-06-01"),
        ("31 June 2031", None),
        ("01.06.2031 07:00", None),
        ("1 Smarch 2031", None),
        ("", None),
    ],
)
def test_days(text, day):
    assert printed.day(text) == day


def test_no_word_names_two_fields_or_months():
    for group in ("fields", "months"):
        rows = table("sources/mail.toml")[group].values()
        words = [word for row in rows for word in row]
        assert len(words) == len(set(words))
        assert words == [word.casefold() for word in words]


def test_quotations_within_quotations_have_an_end():
    own, others = earlier.apart("\n".join(f"{'>' * depth} Words." for depth in range(1, 40)))
    assert own == ""
    assert [one.text for one in others[:2]] == ["Words.\n", "Words.\n"]
    assert len(others) < 10


def test_long_texts_are_read_in_time():
    for text in (
        "From: a\n" * 50_000,
        "> a\nb wrote:\n" * 30_000,
        "a:" * 100_000,
        "-----Original Message-----\n" * 20_000,
        "\n" * 300_000 + "On 1 June 2031 Ana wrote:\n> Words.\n",
    ):
        earlier.apart(text)
        earlier.in_html(text)


@pytest.mark.parametrize(
    "text", ["From: a\n", ">\n", "a\n> \n", "a wrote:\n> b\n", "<blockquote>From: x<br>"]
)
def test_lines_are_looked_at_once_and_not_without_end(text, monkeypatch):
    """Counted, and not timed: twice the text costs no more looks, and a failed header is not read again."""
    looks = []
    for name in ("header", "is_mark", "attribution"):
        real = getattr(printed, name)
        monkeypatch.setattr(printed, name, lambda *given, real=real: looks.append(1) or real(*given))

    def cost(times):
        looks.clear()
        earlier.apart(text * times)
        earlier.in_html(text * times)
        return len(looks)

    assert cost(20_000) == cost(40_000)
    monkeypatch.setattr(earlier, "_MOST", 100)
    assert cost(40_000) < 1_500
    fields = []
    real = printed.header
    monkeypatch.setattr(printed, "header", lambda rows: fields.append(len(rows)) or real(rows))
    earlier.apart("From: a\n" * 100)
    assert sum(fields) <= 125


def test_what_is_below_the_lines_that_are_looked_at_stays_with_what_is_above_it(monkeypatch):
    monkeypatch.setattr(earlier, "_MOST", 6)
    quoted = "Ana Ruiz wrote:\n> One.\n> Two.\n> Three.\n> Four.\n> Five.\n> Six.\n> Seven.\n\nI doubt it.\n> Well.\n"
    own, [story] = earlier.apart(quoted)
    assert story.text == "One.\nTwo.\nThree.\nFour.\nFive.\nSix.\nSeven.\n"
    assert own.strip() == "I doubt it.\n> Well."
    text = "See below.\n\n-----Original Message-----\nFrom: Ana Ruiz\n\n" + "Words.\n" * 9
    own, [story] = earlier.apart(text)
    assert (own, story.text) == ("See below.\n", "Words.\n" * 9)
    assert earlier.apart("Words.\n" * 9 + "Ana Ruiz wrote:\n> One.\n")[1] == []
    head = "From: Ana Ruiz<br>Date: 1 June 2031<br>Subject: Talks<br>To: Desk<br>"
    assert earlier.in_html(f"See.<br>{head}{'Words of hers. <br>' * 9}")["authors"] == "Ana Ruiz"
    assert earlier.in_html(f"{'Words of his. <br>' * 9}{head}") is None
