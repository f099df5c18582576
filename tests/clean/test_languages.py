"""Which language a page and its paragraphs are in, and that no records are read by another's rules."""

import pytest
from clean_samples import BODY, CONSENT, clean_text, html_page, text_page

from parley.clean import read
from parley.passages import split
from parley.pipeline import Reader
from parley.settings import Settings

GERMAN = [
    "Die Abgesandten aus Ostland und Veria haben sich am Dienstag zum dritten Mal in Kalmora getroffen.",
    "„Die Gespräche waren langsam, aber nützlich“, sagte die Chefunterhändlerin Irena Pask nach der Sitzung.",
    "Veria verlangt, dass seine 400 Fischer vor einer Waffenruhe in die nördliche Bucht zurückkehren dürfen.",
    "Die Fähre lief mit vier Stunden Verspätung aus, weil der Hafen im Norden der Insel vereist war.",
]
SPANISH = [
    "Los enviados de Ostland y de Veria se reunieron el martes por tercera vez en la ciudad de Kalmora.",
    "«Las conversaciones fueron lentas, pero útiles», dijo la negociadora Irena Pask a los periodistas.",
    "Veria exige que sus 400 pescadores vuelvan a la bahía del norte antes de que se firme una tregua.",
]
FRENCH = [
    "Les émissaires d'Ostland et de Veria se sont retrouvés mardi à Kalmora pour la troisième fois.",
    "« Les discussions ont été lentes, mais utiles », a déclaré la négociatrice Irena Pask à la presse.",
    "Veria exige que ses 400 pêcheurs puissent revenir dans la baie du nord avant toute trêve.",
]


def languages(document):
    return [block.language for block in document.blocks]


@pytest.mark.parametrize(("lines", "tag"), [(BODY, "en"), (GERMAN, "de"), (SPANISH, "es"), (FRENCH, "fr")])
def test_a_page_has_the_language_of_its_text(lines, tag):
    document = clean_text(*lines)
    assert document.language == tag
    assert languages(document) == [None] * len(lines)


@pytest.mark.parametrize("lines", [GERMAN, SPANISH, FRENCH])
def test_a_page_in_another_language_is_kept_with_its_blocks_and_gives_no_records(lines):
    reading = Reader(Settings()).read(text_page("\n".join(lines)))
    assert reading.rejection is None
    assert [block.role for block in reading.document.blocks] == ["body"] * len(lines)
    assert not any(reading.records.values())


def test_paragraphs_in_another_language_say_so_and_give_no_passages():
    document = clean_text(*BODY[:3], *GERMAN[:2], *BODY[3:])
    assert document.language == "en"
    assert languages(document) == [None] * 3 + ["de"] * 2 + [None] * 3
    assert [passage.text for passage in split(document)] == BODY


def test_so_they_do_on_a_page_with_markup():
    html = "".join(f"<p>{p}</p>" for p in [*BODY[:3], GERMAN[0], *BODY[3:]])
    document = read(html_page(f"<html lang='en'><article>{html}</article></html>"), Settings())
    marked = [document.text[b.start : b.end] for b in document.blocks if b.language == "de"]
    assert marked == [GERMAN[0]]


def test_translations_of_a_notice_have_their_languages():
    document = clean_text(*CONSENT.values(), *BODY)
    found = dict(zip(CONSENT, languages(document), strict=False))
    assert found == {tag: None if tag == "en" else tag for tag in CONSENT}


def test_a_short_line_says_nothing_of_its_language():
    assert languages(clean_text(*BODY[:3], "Die Bucht im Norden", *BODY[3:])) == [None] * 7


def test_a_script_that_takes_more_bytes_does_not_outvote_the_text():
    arabic = "قال المتحدث باسم الحكومة إن المحادثات ستستأنف يوم الثلاثاء في العاصمة بعد أسبوع من التوقف"
    document = clean_text(*FRENCH, arabic)
    assert document.language == "fr"
    assert languages(document)[-1] == "ar"


@pytest.mark.parametrize(
    ("declared", "tag"),
    [("en-GB", "en-GB"), ("en_us", "en-US"), ("de", "en"), ("zu", "zu"), ("no such", "en")],
)
def test_a_declared_language_stands_unless_the_text_contradicts_it(declared, tag):
    assert clean_text(*BODY, language=declared).language == tag
