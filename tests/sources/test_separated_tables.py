"""Tables of separated values. States, outlets and people are invented."""

import csv
import gzip
import io

import pytest
from archive_samples import codes, pages, read, read_of
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import PageError
from parley.settings import Settings
from parley.sources.sniff import identify

ROWS = [
    {"id": "a-1", "Date": "2031-06-02", "Title": "Talks", "text": 'Velmara said "no";\nit left, tired.'},
    {"id": "", "Date": "2031-06-03", "Title": "", "text": "Oruvia’s envoy\tsaid | yes."},
    {"id": "a-3", "Date": "", "Title": "Nothing", "text": ""},
]


def table(rows, separator=",", ends="\r\n", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0], delimiter=separator, lineterminator=ends, quoting=quoting)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_row_is_a_page_with_what_it_says_of_itself(separator, ends, quoting):
    data = table(ROWS, separator, ends, quoting).encode()
    for given_ in (data, b"\xef\xbb\xbf" + data, gzip.compress(data)):
        items = read(given_)
        assert [(i.locator, getattr(i, "code", None)) for i in items] == [
            ("stdin#a-1", None),
            ("stdin#L4", None),
            ("stdin#a-3", "empty"),
        ]
        assert items[0].content == b'Velmara said "no";\nit left, tired.'
        assert items[0].hints == {"id": "a-1", "published": "2031-06-02", "title": "Talks"}
        assert (items[1].uri, items[1].media_type) == ("stdin#L4", "text/plain")
        assert items[1].content == "Oruvia’s envoy\tsaid | yes.".encode()


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252"])
def test_what_spreadsheets_write(encoding):
    rows = [{"date": "2031-06-02", "html": "<p>Velmara’s café said no, and Oruvia “perhaps”.</p>"}]
    [page] = read(table(rows, "\t").encode(encoding))
    assert page.content.decode() == rows[0]["html"]
    assert (page.media_type, page.hints) == ("text/html", {"published": "2031-06-02"})


LONG = "Посол Остландии сказал, что переговоры с Верией начнутся в понедельник в порту Кальморы."
SHORT = ["Да", "Нет, не будет", "Ёлка — «нет»", "№ 5"]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8"])
@pytest.mark.parametrize("first", [True, False])
def test_short_rows_are_in_the_encoding_of_the_table(encoding, first):
    short = [text for text in SHORT if text.encode(encoding, "ignore").decode(encoding) == text]
    texts = [LONG, *short] if first else [*short, LONG]
    data = table([{"date": "2031-06-02", "text": text} for text in texts]).encode(encoding)
    assert [page.content.decode() for page in read(data)] == texts
    many = table([{"date": "2031-06-02", "text": text} for text in texts * 1000]).encode(encoding)
    assert [page.content.decode() for page in read(many)] == texts * 1000


def test_a_row_that_the_encoding_of_the_table_does_not_fit_is_decoded_as_a_page_is():
    rows = [{"date": "2031-06-02", "text": f"Velmara’s café said no, {n} times."} for n in range(3000)]
    data = table(rows).encode() + "2031-06-03,Velmara’s café said “perhaps”.\r\n".encode("cp1252")
    assert read(data)[-1].content.decode() == "Velmara’s café said “perhaps”."
    damaged = data + "2031-06-04,é é é ".encode() + b"\xff\r\n2031-06-05,last\r\n"
    assert codes(read(damaged)[-2:]) == ["encoding", None]


def test_bad_rows_are_rejected_in_their_place_and_the_next_is_read():
    data = (
        b"date,text\n2031-06-02,first\n2031-06-02,one, too many\n\n,,,\n"
        b'2031-06-03,"he said "no" twice"\nalone\n2031-06-04,"x\n' + b"y" * 900 + b'\nz"\n'
        b'2031-06-05,last\n2031-06-06,"never closed\n2031-06-07,lost\n'
    )
    items = read(data, Settings(max_page_bytes=800))
    assert [(i.locator, getattr(i, "code", None)) for i in items][:5] == [
        ("stdin#L2", None),
        ("stdin#L3", "malformed"),
        ("stdin#L6", "malformed"),
        ("stdin#L7", "empty"),
        ("stdin#L8", "too_large"),
    ]
    assert [p.content for p in pages(items)] == [b"first", b"last"]
    assert (items[-1].locator, items[-1].code) == ("stdin#L12", "malformed")
    assert "3 fields where the table has 2 columns" in items[1].reason


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line():
    data = b'date,text\n2031-06-02,first\n2031-06-03,"two\nlines","open\n' + b"2031-06-04,lost\n" * 90
    for limit in (1_000_000, 500):
        first, refused = read(data, Settings(max_page_bytes=limit))
        assert (first.content, refused.locator, refused.code) == (b"first", "stdin#L3", "malformed")
        assert "on line 4 is never closed" in refused.reason
        assert "up to line 94, is not read" in refused.reason
    [refused] = read(b'date,text,"title\n2031-06-02,first\n')
    assert "on line 1 is never closed" in refused.reason


def test_a_carriage_return_inside_a_field_is_told_as_what_it_is():
    refused, last = read(b"date,text\n2031-06-02,Velmara\rsaid no.\n2031-06-03,last\n")
    assert (refused.code, last.content) == ("malformed", b"last")
    assert "carriage return" in refused.reason
    assert "quotation marks do not pair" not in refused.reason


def test_names_that_are_too_large_are_told_so():
    [refused] = read(b"date,text," + b"x" * 900 + b"\n2031-06-02,first\n", Settings(max_page_bytes=500))
    assert refused.code == "too_large"


def test_a_row_of_many_lines_that_is_too_large_costs_no_other():
    rows = [{"date": "2031-06-02", "text": text} for text in ("a\n" * 90_000, "b", "c" * 140_000)]
    data = table(rows).encode()
    assert codes(read(data, Settings(max_page_bytes=150_000))) == ["too_large", None, None]
    assert codes(read(data)) == [None, None, None]


def test_a_table_without_texts_names_its_columns_and_the_setting():
    rows = [{"Datum": f"2031-06-0{n}", "Volltext": f"Velmara said no, {n} times."} for n in range(1, 4)]
    data = table(rows, ";").encode()
    [refused] = read(data)
    assert refused.code == "not_a_page"
    assert "Datum, Volltext" in refused.reason
    assert "parley config set row_fields text=COLUMN" in refused.reason
    for some in (
        data,
        data[: data.index(b"2031-06-02")],
    ):  # one row is enough where the user names the column
        items = read(some, Settings(row_fields=("text=Volltext", "published=Datum")))
        assert items[0].content == b"Velmara said no, 1 times."
        assert items[0].hints == {"published": "2031-06-01"}
    assert codes(read(b"url,title,text\n")) == ["empty"]


def test_rows_come_one_by_one():
    data = table([{"date": "2031-06-02", "text": f"{n} \n" * 500} for n in range(2000)]).encode()
    assert read_of(data) < 300_000 < len(data)


def test_a_compressed_table_up_to_where_it_is_cut():
    data = table([{"date": "2031-06-02", "text": f"row {n} {n * n}"} for n in range(5000)]).encode()
    items = read(gzip.compress(data)[:-1000])
    assert 1000 < len(pages(items)) < 5000
    assert codes(items[-1:]) == ["malformed"]
    assert len({item.locator for item in items}) == len(items)


WRITTEN = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\t\n")).filter(str.strip)


@given(st.lists(WRITTEN, min_size=1))
def test_any_text_survives_a_table(texts):
    data = table([{"date": "2031-06-02", "text": text} for text in texts], quoting=csv.QUOTE_ALL)
    assert [page.content.decode() for page in read(data.encode())] == texts


@pytest.mark.parametrize(
    "head",
    [
        "url,title,text\n",
        "id, date, text\n1, 2031-06-02, Velmara said no.\n",
        ',date,text\n0,2031-06-02,"Velmara said no, and left."\n',
        "Nr|Body\n1|Velmara said no.\n2|Oruvia too.\n",
        "date,html\n2031-06-02,<p>Velmara</p><p>said no.</p>\n",
        'date,text\n2031-06-02,"' + "Velmara said no. " * 5000,
        "Name\tAge\nBen Ode\t52\nAna Ruiz\t47\n",
    ],
)
def test_what_is_a_table(head):
    assert identify(head.encode()[:65_536]) == "table"


ODD = {
    "the separator is said above": "sep=;\nDate;text\n2031-06-02;Velmara said no.\n",
    "it is said in quotation marks": '"sep=;"\nDate;text\n2031-06-02;Velmara said no.\n',
    "a name twice": "title,text,title,Date\nTalks,Velmara said no.,Trade,2031-06-02\n",
    "a question": "Date,text,Relevant?\n2031-06-02,Velmara said no.,yes\n",
    "a question and one text": "Relevant?,text\n1,Velmara said no.\n0,Velmara said no.\n",
    "an ordinal": "Date,text,1st code\n2031-06-02,Velmara said no.,4\n",
    "a number": "Date,text,2\n2031-06-02,Velmara said no.,4\n",
    "a name like a sentence": "Date,text,Does the envoy of Ostland refuse the offer that Veria made in May\n"
    "2031-06-02,Velmara said no.,4\n",
}


@pytest.mark.parametrize("data", [pytest.param(text, id=name) for name, text in ODD.items()])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_odd_line_of_names_makes_no_article_of_a_table(data, ends, encoding):
    items = read(data.replace("\n", ends).encode(encoding))
    assert {page.content for page in items} == {b"Velmara said no."}
    assert items[0].hints.get("title") == ("Talks" if "Talks" in data else None)
    assert items[-1].locator == f"stdin#L{data.count(chr(10))}"


def test_the_separator_that_a_table_says_is_taken_at_its_word():
    [refused] = read(b"sep=|\r\nTag|Volltext\r\n2. Juni|Velmara, so heisst es, sagt nein.\r\n")
    assert (refused.code, "Tag, Volltext" in refused.reason) == ("not_a_page", True)
    assert identify(b"sep=;\nVelmara said no, and left.\n") == "text"


PROSE = {
    "a story": "Talks resume, Velmara says\n\nThe envoy, a tall man, said no.\nHe left, she stayed, they spoke.\n",
    "a story that begins with the names of fields": "Title, date, text\n\nOur editor, Ana Ruiz, says what they are.\n",
    "two such lines": "Body, mind\nGo on, they said, and went.\n",
    "a poem": "I came,\nI saw,\nI wrote,\nI went.\n",
    "a poem of even lines": "The sea, the sand\nThe wind, the land\nThe oar, the hand\n",
    "a poem without spaces behind its commas": "The sea,the sand\nThe wind,the land\nThe oar,the hand\n",
    "semicolons at the ends of lines": "The text;\nThe author;\nThe date;\n",
    "a list of names": "Ruiz, Ana\nOde, Ben\nLind, Bo\n",
    "a list with numbers": "Eggs,12\nBread,2\nMilk,1\n",
    "thousands": "Some 1,000 people\nsaw 2,000 boats\nand 3,000 birds\n",
    "a menu": "Home | News | Sport\nTalks | Trade | Text\n",
    "results": "Ostland,Veria,2:1\nKalmora,Tavria,0:0\nVelmara,Oruvia,3:1\n",
    "a byline above": "By Ana Ruiz, Harbour Post\n2 June 2031, 10:00\nTalks resume, she writes\n",
    "one line": "Text, author and date stand in this sentence",
    "one word": "text\nVelmara said no.\n",
    "a transcript": "Text: Ruiz, Ode\nAuthor: Lind, Kray\nDate: June 2, 2031\n",
    "verse in another script": "床前明月光,疑是地上霜\n举头望明月,低头思故乡\n床前明月光,疑是地上霜\n",
    "quotations": '"text","author"?\nAn odd question, she said.\n',
    "lines with tabs": "Harbour Post\tMonday\nTalks resume\nVelmara said no.\tOruvia said yes.\n",
    "a question of names": "The title, the text, the date: who wants them?\nVelmara, it says, and left, it said.\n",
    "a page on one line": "{f(a,text,title,date)}\nVelmara said no, and left, it said.\n",
    "a heading of two words": "Text,Body\nVelmara said no, and left, it said.\nOruvia did not.\n",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in PROSE.items()])
def test_prose_is_no_table(text):
    for data in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r"), text.strip(), text * 30):
        assert identify(data.encode()) == "text"


@given(st.text(st.sampled_from('text,date;|\t\n" '), max_size=80))
def test_no_text_makes_the_look_for_a_table_fail(text):
    try:
        assert identify(text.encode())
    except PageError as error:
        assert error.code


def test_a_line_of_names_that_is_damaged_costs_the_table_and_no_other():
    assert codes(read(b"\rid,date,text\n1,2031-06-02,Velmara said no.\n")) == [None]
    assert codes(read(b'id,"da"te,text\n1,2031-06-02,Velmara said no.\n')) == ["malformed"]
