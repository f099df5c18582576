"""How numbers, dates and hidden characters read."""

import pytest

from parley.views.words import amount, day, number, visible


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "reads"),
    [
        (400.0, 400.0, "exact", "400"),
        (1000.0, None, "at_least", "at least 1,000"),
        (None, 4.0, "nearly", "nearly 4"),
        (2.0, 3.0, "range", "2 to 3"),
        (10000.0, None, "vague", "10,000 or more"),
        (2.5, 2.5, "about", "about 2.5"),
        (None, None, "vague", "an open number"),
    ],
)
def test_amounts_keep_their_qualifier(low, high, qualifier, reads):
    assert amount({"low": low, "high": high, "qualifier": qualifier}) == reads


def test_hidden_characters_are_shown_by_their_code():
    assert visible("a\u202eb\x00c\ue000\n\td") == "a⟨U+202E⟩b⟨U+0000⟩c⟨U+E000⟩\n\td"
    assert visible("Здравствуйте שלום 😀") == "Здравствуйте שלום 😀"


def test_an_open_date_is_not_guessed():
    assert day(None) == day({"edtf": None}) == "undated"
    assert day({"edtf": "2031-05/2031-06"}) == "2031-05 to 2031-06"
    assert number(1234567.0) == "1,234,567"
