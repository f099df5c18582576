"""No phrase of a list is lost because the words of a line are looked at first."""

import pytest

from parley.clean.beginnings import beginnings, sign
from parley.clean.calls import call
from parley.clean.lexicon import consent_topics
from parley.clean.lines import unit
from parley.spans import Span
from parley.vocab import table


def line(text):
    return unit(text, Span(0, len(text)))


def test_words_are_cut_and_letters_beyond_ascii_part_them():
    assert beginnings("the harbour’s café, 2nd-hand") == {"the", "harbou", "s", "caf", "nd", "hand"}


@pytest.mark.parametrize(
    ("phrase", "begin"), [("log in", "log"), ("subscribe", "subscr"), ("ad block", "ad"), ("inbox", None)]
)
def test_the_sign_of_a_phrase(phrase, begin):
    assert sign(phrase) == begin


@pytest.mark.parametrize("name", ["asked", "deeds"])
def test_every_deed_is_found_however_its_last_word_ends(name):
    assert [p for p in table("clean/asks.toml")[name] if not call(line(f"{p.upper()}xyz newsletter"))] == []


def test_every_notice_is_found_however_its_last_word_ends():
    assert [p for p in table("clean/asks.toml")["notices"] if not call(line(f"So {p}xyz"))] == []


def test_every_phrase_of_a_consent_notice_is_found_however_its_last_word_ends():
    rows = table("clean/consent.toml")
    phrases = [(name, p) for name, row in rows.items() for ps in row.values() for p in ps]
    assert [(n, p) for n, p in phrases if n not in consent_topics(line(f"So {p}xyz"))] == []
