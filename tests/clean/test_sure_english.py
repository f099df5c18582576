"""Paragraphs that are surely English are not asked about; nothing else is taken for it."""

import pytest

from parley.clean import languages

OTHERS = {
    "hu": "A külügyminiszter is a tárgyalások folytatását kérte a fegyverszünet után a két ország határán.",
    "nl": "Het was in het verleden ook zo dat we over vrede met de buren spraken, zei hij, en will is daar ook.",
    "de": "Der Minister will in der kommenden Woche an den Gesprächen teilnehmen, so ein Sprecher am Montag.",
    "da": "Ministeren siger at forhandlingerne fortsætter i næste uge, og at parterne taler om en våbenhvile.",
    "pt": "A delegação chegou a capital do país para as conversas de paz com o governo, as quais seguem hoje.",
    "pl": "To by było dobre dla obu stron, ale do porozumienia jeszcze daleko, mówi w stolicy rzecznik rządu.",
    "cs": "Ministr řekl, že jednání budou pokračovat příští týden a že by to bylo dobré pro obě strany.",
    "tr": "Sözcü, o gün her şeyin yolunda olduğunu ve on kişinin sınırda serbest bırakıldığını açıkladı.",
    "fi": "He on sanonut, että me emme hyväksy tätä, vaan on neuvoteltava uudelleen rajalla ensi viikolla.",
    "fr": "On a dit en conférence que le ministre or on ne sait pas, les négociations se poursuivent ici.",
    "es": "He dicho que no me voy; la delegación has visto ya llega a la capital para las conversaciones.",
}
ENGLISH = (
    "The delegation left for the capital on Monday, and its members said that they would return in a week.",
    "UN envoy Lena de Vries met some of La Mar in the town of Los Altos by the sea, as both had said they would.",
    "THE TALKS ARE OFF AND THEY WILL NOT BE HELD. " * 3,
    "Copyright of this image: Harbour Letter Caption: Lena Orvath, Maro Tannen, Ilse Brandow, Ovara Harbour Pictures",
)


@pytest.mark.parametrize("code", OTHERS)
def test_another_language_is_never_surely_english(code):
    assert not languages._surely_english(OTHERS[code]) and languages.detect(OTHERS[code]) != "en"


@pytest.mark.parametrize("text", ENGLISH)
def test_names_of_other_languages_leave_english_sure(text):
    assert languages._surely_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ovara 3, Tirra 4. " * 9,
        "The and of.",
        "Bild: Lena Orvath, Maro Tannen, Ilse Brandow in Ovara bei den letzten talks over peace am Montag.",
        "Ministrul Lena Orvath, Maro Tannen, Ilse Brandow, Ovara în image caption, Harbour Letter Pictures",
    ],
)
def test_lists_and_a_few_words_are_not_sure(text):
    assert not languages._surely_english(text)


def test_rows_of_names_are_no_paragraphs_of_another_language():
    names = [
        "Ilse Brandow, Maro Tannen, Lena Orvath, Jorn Hasek, Berta Klimm, Uwe Sandvoss, Dieter Ahlmann, Edda Brix"
    ]
    names += [
        "El Ministro Lena Orvath De La Mar Habla En La Capital Con Los Representantes De Las Dos Partes Del Conflicto"
    ]
    text = "The delegation left for the capital on Monday, and its members said that they would return in a week."
    assert languages.detect(names[0]) != "en"
    assert languages.others([text, *names], "en") == [None, None, "es"]


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        (
            "Tirran President Ilse Brandow, Ovaran Chancellor Maro Tannen, Lena Orvath and Jorn Hasek of Ovara",
            True,
        ),
        (
            "Tirranischer Präsident Ilse Brandow, Kanzler Maro Tannen, Lena Orvath und Jorn Hasek am Rande von",
            False,
        ),
        (
            "El Presidente Ilse Brandow, la Canciller Maro Tannen, Lena Orvath y Jorn Hasek en la Capital Vieja",
            False,
        ),
    ],
)
def test_names_that_english_words_join_are_english_on_an_english_page(text, settled):
    assert languages._is_enough(text) and not languages._surely_english(text)
    assert languages._is_settled(text, "en") is settled
    assert not languages._is_settled(text, "fr")
