from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.language.line import Line
from parley.language.quotes import quotations
from parley.language.sentences import sentences
from parley.language.tags import tag
from parley.language.tokens import tokens


def line(text: str) -> Line:
    sentence = next(iter(sentences(text)))
    return Line(sentence, quotations(text), tag([token.text for token in sentence.tokens]))


def phrase(of: Line, found: tuple[int, int] | None) -> str:
    assert found is not None
    return " ".join(t.text for t in of.tokens[slice(*found)])


def test_noun_phrase_before_a_verb_is_taken_whole_at_a_clause_edge() -> None:
    of = line("A source close to the Tavrian delegation said so.")
    assert phrase(of, of.np_before(of.words.index("said"))) == "A source close to the Tavrian delegation"


def test_noun_phrase_stops_at_a_verb_on_its_left() -> None:
    of = line("They left when the talks in Velm ended and Weber said so.")
    assert phrase(of, of.np_before(of.words.index("said"))).endswith("Weber")


def test_a_phrase_behind_between_goes_on_before_a_verb_as_no_other_does() -> None:
    of = line("The truce between Tavria and Morvania has held.")
    assert phrase(of, of.np_after(of.words.index("between") + 1)) == "Tavria and Morvania"
    of = line("They told Tavria and Morvania has answered.")
    assert phrase(of, of.np_after(of.words.index("told") + 1)) == "Tavria"


def test_tags_of_a_plain_sentence() -> None:
    words = [t.text for t in tokens("The envoy has said that Tavria's army would not leave.")]
    assert list(tag(words)) == ["DT", "NN", "VBZ", "VBN", "IN", "POS", "NN", "MD", "RB", "VB", "."]


def test_negated_verb_group() -> None:
    of = line("The envoy has not said so.")
    assert of.verb_group(of.words.index("said")) == (2, True)


def test_sentence_ends_after_an_abbreviation_when_a_pronoun_follows() -> None:
    texts = [
        "She left the U.S. He stayed.",
        "Mr. Lund met Gen. Weber. It rained.",
    ]
    assert [len(list(sentences(t))) for t in texts] == [2, 2]


@given(st.text(alphabet="aB .,'\"“”!?\n-1"))
def test_sentences_hold_every_token_once(text: str) -> None:
    inside = [t for s in sentences(text, 3) for t in s.tokens]
    assert all(text[t.start - 3 : t.end - 3] == t.text for t in inside)
    assert "".join(t.text for t in inside) == "".join(text.split())


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=12))
def test_every_word_gets_a_tag(words: list[str]) -> None:
    assert len(tag(words)) == len(words)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Tavrian troops attacked positions near Velm.", "attacked"),
        ("Another executive order closed schools in Velm.", "closed"),
        ("The polls released Thursday by Ledger News.", None),
        ("The predictions gone wrong in 2031.", None),
        ("Smoke near Velm attacked by drones.", None),
    ],
)
def test_the_only_verb_of_a_sentence_is_no_participle(text: str, verb: str | None) -> None:
    of = line(text)
    assert [w for w, t in zip(of.words, of.tags, strict=True) if t == "VBD"] == ([verb] if verb else [])


def test_an_ordinal_before_a_name_describes_it() -> None:
    of = line("The Lornian 14th Brigade attacked Velm.")
    assert phrase(of, of.np_before(of.words.index("attacked"))) == "The Lornian 14th Brigade"


@pytest.mark.parametrize(
    ("text", "behind", "is_clause"),
    [
        (
            "Tavria accused Morvania of a raid that killed four and cut the lines to the port.",
            "accused",
            False,
        ),
        ("He wrote posts and took a long trip.", "wrote", False),
        ("He wrote the posts that she had praised and shared were gone.", "wrote", True),
        ("He said the raid that killed four had ended.", "said", True),
    ],
)
def test_a_verb_joined_to_that_of_a_relative_clause_makes_no_clause_of_an_object(
    text: str, behind: str, is_clause: bool
) -> None:
    of = line(text)
    assert of.subject_and_verb_at(of.words.index(behind) + 1) is is_clause
