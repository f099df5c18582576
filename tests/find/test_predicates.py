"""Who does what to whom, read from the tags of a sentence."""

import pytest

from parley.find.predicates import INFINITIVE, predicates
from parley.language.lemmas import lemma
from parley.language.line import Line
from parley.language.quotes import quotations
from parley.language.sentences import sentences
from parley.language.tags import tag


def line(text):
    sentence = next(iter(sentences(text)))
    return Line(sentence, quotations(text), tag([token.text for token in sentence.tokens]))


def subjects(text):
    """The subject of each verb, by its lemma."""
    of = line(text)
    return {p.lemma: p.subject and " ".join(of.words[slice(*p.subject)]) for p in predicates(of)}


def test_who_is_hurt_does_not_do_what_goes_with_it():
    found = subjects("Otto Lank used a gun to injure Ana Weber and kill six people.")
    assert found["kill"] == found["injure"] != "ana weber"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("They asked Otto Lank to leave Velm and close the port.", "otto lank"),
        ("She told the crew to stop and quietly unload the ships.", "the crew"),
    ],
)
def test_a_base_form_beside_an_infinitive_is_one(text, subject):
    (*_, last) = predicates(line(text))
    assert last.form == INFINITIVE
    assert subjects(text)[last.lemma] == subject


def test_a_past_form_may_be_a_verb_of_its_own():
    assert lemma("wound", "VB") == "wound"
    assert lemma("wound", "VBD") == "wind"
    assert lemma("lay", "VB") == "lay"
