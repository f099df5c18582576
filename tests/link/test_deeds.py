"""Figures of one deed, told by several pages, and of deeds that only look alike."""

import pytest

from parley.dates import Date
from parley.link.deeds import Deeds
from parley.link.facts import Fact, Sentence

STATES = ("Velmara", "Tavria")


def fact(words, low=31, page="a", day="2031-06-03", told=None, qualifier="exact", start=0, unit="person"):
    date = Date.of(told, "text").to_dict() if told else {"earliest": None, "latest": None}
    quote = {"document_id": page, "start": start, "end": start + 2, "quote": f"{low} people"}
    high = low if qualifier == "exact" else None
    row = {
        "id": f"{page}{start}{low}", "document_id": page, "low": low, "high": high, "qualifier": qualifier,
        "source": None, "date": date, "evidence": [quote],
    }  # fmt: skip
    sentence = Sentence.of(start, start + len(words), words)
    places = frozenset(sentence.places)
    return Fact(row, "killed", unit, sentence, frozenset(), places, frozenset(), Date.of(day, "metadata"))


def together(*facts):
    return [[f.row["document_id"] for f in group] for group in Deeds(STATES).groups(facts)]


BLAST = "Officials said a blast at the fish market of Ostrel killed 31 people."
FIRE = "The blast tore through the market before dawn, and Ostrel mourned 31 people."


def test_names_and_words_that_two_sentences_share_tell_one_deed():
    assert together(fact(BLAST), fact(FIRE, page="b", day="2031-06-04")) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        fact(FIRE, page="b", day="2031-06-09"),  # a week later
        fact(FIRE.replace("Ostrel", "Velm"), page="b"),
        fact("A bridge fell near Ostrel and killed 31 people.", page="b"),
        fact(FIRE, page="b", told="2031-06-04"),  # after the first page was out
        fact("The market blast of 2019 in Ostrel killed 31 people.", page="b"),
        fact(FIRE, 12, page="b"),  # another number needs more
    ],
    ids=["later", "another name", "another deed", "another day", "another year", "another number"],
)
def test_what_is_told_otherwise_is_another_deed(other):
    assert together(fact(BLAST), other) == []


def test_the_names_of_states_tell_no_deed():
    words = "Velmara said that Tavria's shells struck the quay and killed 31 people."
    assert together(fact(words), fact(words, page="b")) == []
    assert together(fact(words), fact(words.replace("quay", "quay of Ostrel"), page="b")) == []
    named = words.replace("quay", "quay of Ostrel")
    assert together(fact(named), fact(named, page="b")) == [["a", "b"]]


def test_other_numbers_share_more():
    one = fact("A blast tore through the fish market of Ostrel and killed 31 people.")
    other = fact("The blast at the fish market in Ostrel killed 40 people.", 40, page="b")
    assert together(one, other) == [["a", "b"]]
    assert together(fact(BLAST), fact(FIRE, 33, page="b")) == [["a", "b"]]
    assert together(fact(BLAST), fact(FIRE, 31, page="b", qualifier="at_least")) == [["a", "b"]]
    assert together(fact(BLAST), fact(FIRE, 20, page="b", qualifier="at_least")) == []


def test_a_page_tells_of_no_deed_twice():
    assert together(fact(BLAST), fact(FIRE, start=400)) == []


def test_a_sentence_of_two_deeds_tells_of_neither():
    both = "A blast at the market of Ostrel killed 31 people, and a raid on the quay killed nine people."
    assert together(fact(BLAST), fact(both, page="b"), fact(both, 9, page="b")) == []


def test_one_deed_does_not_lead_to_another():
    bridge = "The blast near the market of Ostrel and the bridge at Velm Harbour killed 31 people."
    third = fact("A bridge at Velm Harbour gave way near a ferry and killed 31 people.", page="c")
    assert together(fact(BLAST), fact(bridge, page="b"), third) == [["a", "b"]]


def test_the_names_that_most_sentences_hold_are_told_or_else_their_words():
    assert Deeds(STATES).names([fact(BLAST), fact(FIRE, page="b")]) == ["Ostrel"]
    other = fact(FIRE.replace("Ostrel", "Ostrel Harbour"), page="b")
    assert Deeds(STATES).names([fact(BLAST), other]) == ["Ostrel"]
