import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import PageError
from parley.sources.encoding import decode

FRENCH = "Le négociateur a déclaré que « la trêve » d’Ishel durerait trente jours, près de Port-Élan. "
POLISH = (
    "Rzecznik ministerstwa powiedział, że strony podjęły rozmowy i „żadna decyzja” jeszcze się nie zmieniła. "
)
CZECH = "Mluvčí ministerstva řekl, že „žádné rozhodnutí“ zatím nepadlo a příští schůzka začne v úterý večer. "
TURKISH = "Bakanlık sözcüsü, görüşmelerin başkentte süreceğini ve şimdilik değişiklik olmadığını söyledi. "
RUSSIAN = (
    "Представитель министерства сообщил, что стороны продолжат переговоры в столице в следующем месяце. "
)
GREEK = "Ο εκπρόσωπος του υπουργείου δήλωσε ότι οι συνομιλίες θα συνεχιστούν στην πρωτεύουσα τη Δευτέρα. "
JAPANESE = (
    "外務省の報道官は、来月も首都で協議を続けることで双方が合意したと記者団に述べた。"
    "会談は六時間にわたって行われ、双方の代表は停戦の条件について意見を交わしたという。"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH.replace("„", "").replace("”", ""), "iso8859-2"),
        (CZECH, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "cp1253"),
        (JAPANESE, "cp932"),
        (JAPANESE, "utf-8"),
    ],
)
def test_text_in_an_encoding_that_nobody_declares(text, encoding):
    assert decode(text.encode(encoding), None, "text/plain") == (text, encoding)


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_settles_it_and_is_no_part_of_the_text(text, encoding):
    marks = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }
    assert decode(marks[encoding] + text.encode(encoding), "koi8-r", "text/plain") == (text, encoding)


def test_the_transport_comes_before_the_page_and_the_page_before_a_guess():
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'
    assert decode(page.encode("cp1251"), None, "text/html") == (page, "cp1251")
    assert decode(page.encode("koi8-r"), "koi8-r", "text/html") == (page, "koi8-r")


def test_a_meta_element_declares_in_html_only():
    text = "In its manual <meta charset='koi8-r'> stands for " + RUSSIAN
    assert decode(text.encode("cp1251"), None, "text/plain") == (text, "cp1251")


def test_a_meta_element_in_a_comment_declares_nothing():
    page = f"<html><!-- <meta charset=koi8-r> --><meta charset=windows-1251>{RUSSIAN}"
    assert decode(page.encode("cp1251"), None, "text/html")[1] == "cp1251"


def test_the_xml_declaration_is_read():
    page = (
        f'<?xml version="1.0" encoding="koi8-r"?><html xmlns="http://www.w3.org/1999/xhtml">{RUSSIAN}</html>'
    )
    assert decode(page.encode("koi8-r"), None, "text/html") == (page, "koi8-r")


@pytest.mark.parametrize("name", ["ISO-8859-1", "latin-1", "us-ascii", '"windows-1252"'])
def test_latin_1_means_windows_1252_as_browsers_take_it(name):
    assert decode("“Oui”, d’accord".encode("cp1252"), name, "text/plain") == ("“Oui”, d’accord", "cp1252")


def test_utf_8_wins_over_a_wrong_single_byte_declaration():
    assert decode(FRENCH.encode(), "iso-8859-1", "text/plain") == (FRENCH, "utf-8")


@pytest.mark.parametrize("name", ["utf-8", "no-such-charset", "rot13", "zlib", "utf-16", "a\0b", ""])
def test_a_declaration_that_does_not_fit_falls_to_the_next(name):
    assert decode(FRENCH.encode("cp1252"), name, "text/plain") == (FRENCH, "cp1252")


def test_declared_utf_16_without_a_mark():
    assert decode(FRENCH.encode("utf-16-le"), "utf-16", "text/plain") == (FRENCH, "utf-16-le")


@pytest.mark.parametrize(
    "broken", [FRENCH.encode()[:-2] + b"\xc3", FRENCH.encode().replace(b"\xc3\xaa", b"\xaa")]
)
def test_damaged_utf_8_is_an_error_and_never_mojibake(broken):
    with pytest.raises(PageError) as caught:
        decode(broken, None, "text/plain")
    assert caught.value.code == "encoding"
    assert "UTF-8" in caught.value.reason


def test_old_dos_text_is_declined_and_not_read_as_something_else():
    with pytest.raises(PageError, match="No encoding"):
        decode(FRENCH.replace("’", "'").encode("cp850"), None, "text/plain")


@pytest.mark.parametrize(("text", "encoding"), [(JAPANESE[:30], "cp932"), (RUSSIAN[:40], "cp1251")])
def test_too_little_text_of_another_script_is_declined(text, encoding):
    with pytest.raises(PageError, match="No encoding"):
        decode(text.encode(encoding), None, "text/plain")


def test_a_marked_page_that_does_not_keep_to_its_mark_is_an_error():
    with pytest.raises(PageError) as caught:
        decode(codecs.BOM_UTF16_LE + b"odd", None, "text/plain")
    assert caught.value.code == "encoding"


def test_line_ends_become_line_feeds():
    assert decode(b"a\r\nb\rc\n\r\nd", None, "text/plain")[0] == "a\nb\nc\n\nd"


@given(st.text())
def test_any_text_survives_utf_8(text):
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert decode(text.encode(), None, "text/plain") == (plain, "utf-8")


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gbk", "shift_jis", "latin-1"]))
def test_every_byte_is_decoded_as_it_stands_or_the_page_is_rejected(content, declared):
    try:
        text, encoding = decode(content, declared, "text/html")
    except PageError as error:
        assert error.code == "encoding"
        return
    assert text.count("\ufffd") <= content.decode(encoding).count("\ufffd")
    assert "\r" not in text
    assert text == decode(content, declared, "text/html")[0]
