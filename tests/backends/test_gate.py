"""The verbatim gate: spans of the passage, attributed by one of its sentences, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.backends.answers import Claim
from parley.backends.gate import FOUND, MISATTRIBUTED, NOT_FOUND, Gate
from parley.passages import analyse

PAGE = (
    "Tavrian President Ana Weber said on Monday the ferry would sail. “We will  not\u00a0wait,” "
    "she told reporters. "
    'Morvania\'s envoy Piet Zandel denied that the port was closed. "It is open," he said. '
    "The bridge was repaired in May."
)
START = 100  # the passage does not begin the document


def check(content, speaker=None, cue=None, text=PAGE):
    pieces = (content,) if isinstance(content, str) else tuple(content)
    outcome, placed = Gate(analyse(text, START)).check(Claim(pieces, speaker, cue))
    assert (placed is not None) == (outcome == FOUND)
    if placed is None:
        return outcome

    def words(span):
        return None if span is None else text[span.start - START : span.end - START]

    return [words(s) for s in placed.content], words(placed.speaker), words(placed.cue)


def test_what_the_page_prints_is_found_at_its_place():
    assert check("the ferry would sail", "Ana Weber", "said") == (
        ["the ferry would sail"],
        "Ana Weber",
        "said",
    )


@pytest.mark.parametrize(
    "content",
    [
        "“We will  not\u00a0wait,”",
        '"We will not wait,"',
        "We will not wait",
        "''We will\nnot wait,''",
        " We will not wait, ",
    ],
)
def test_marks_and_spaces_may_differ_and_come_out_as_printed_marks_included(content):
    assert check(content, "she", "told") == (["“We will  not\u00a0wait,”"], "she", "told")


@pytest.mark.parametrize(
    "content",
    [
        "the ferry will sail",  # rewritten
        "The ferry would sail",  # another case
        "the ferry would sail…",
        "he ferry would sai",  # parts of words
        "the ferry would sail to Velm",  # completed
        "",
        " ,. ",
        "\ud800",
        ["the ferry would sail", "never"],
        ["the port was closed", "the ferry would sail"],  # in another order
    ],
)
def test_what_the_page_does_not_print_is_not_found(content):
    assert check(content, "Ana Weber", "said") == NOT_FOUND


@pytest.mark.parametrize(
    ("content", "speaker", "cue"),
    [
        ("the ferry would sail", "Orla Venn", "said"),  # nobody of that name
        ("the ferry would sail", "Ana Weber", "promised"),  # no such word
        ("the ferry would sail", "Piet Zandel", "denied"),  # of another sentence
        ("the ferry would sail", "Piet Zandel", "said"),
        ("the port was closed", "Ana Weber", "said"),
        ("the port was closed", "Ana Weber", "denied"),
        ("The bridge was repaired in May", "he", "said"),  # the outlet's own words
        ("The bridge was repaired in May", None, None),
        ("the ferry would sail", "Ana Weber", None),  # words that no quotation and no cue mark as said
        ("the ferry would sail", None, None),
        ("Ana Weber said on Monday the ferry would sail", "Ana Weber", "said"),  # its own attribution inside
        ("the ferry would sail", "Ana Weber said", "said"),  # the cue as a part of the speaker
        ("the ferry would sail", "na Weber", "said"),
        ("“We will not wait,”", None, None),
    ],
)
def test_what_no_sentence_of_the_page_ascribes_so_is_misattributed(content, speaker, cue):
    assert check(content, speaker, cue) == MISATTRIBUTED


def test_a_quotation_may_stand_beside_its_attribution_and_in_pieces():
    text = '"It is a trap." President Ana Weber was angry and said so. "We will not sign," she said. "Never."'
    assert check(["It is a trap."], "Ana Weber", "said", text)[0] == ['"It is a trap."']
    assert check(['"We will not sign,"', "Never"], "she", "said", text)[0] == [
        '"We will not sign,"',
        '"Never."',
    ]
    assert check("Ana Weber", "she", "said", text) == MISATTRIBUTED


def test_an_interview_line_needs_no_cue():
    text = 'Ana Weber: "The ferry sails at dawn."'
    assert check("The ferry sails at dawn", "Ana Weber", None, text) == (
        ['"The ferry sails at dawn."'], "Ana Weber", None,
    )  # fmt: skip


def test_unnamed_sources_stay_open():
    text = "It was reported that the ferry had sunk."
    assert check("the ferry had sunk", None, "reported", text) == (["the ferry had sunk"], None, "reported")


def test_of_several_places_the_nearest_are_meant():
    text = "He said yes on Monday. Ana Weber said: “No, no.” Then Piet Zandel said yes on Friday; he said no."
    outcome, placed = Gate(analyse(text)).check(Claim(("yes",), "Piet Zandel", "said"))
    assert outcome == FOUND
    assert placed.content[0].start == text.rindex("yes")
    assert placed.cue.start == text.index("said yes on Friday")


def test_words_that_stand_everywhere_are_weighed_at_a_few_places_only():
    text = "he said no " * 700
    assert check(["no"] * 20, "he", "said", text)[0] == ["no"] * 20
    assert check("no he", "he", "said", text)[0] == ["no he"]


PIECES = st.sampled_from(
    ["“", "”", '"', "''", "’", " ", "\n", "\u00a0", "Weber", "said", "no", ".", ",", "é", "😀", "\u200b"]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.data())
def test_whatever_is_found_reproduces_what_was_claimed(text, data):
    """Any part of any passage, as a claim: where it passes, its span holds the claimed words."""
    start = data.draw(st.integers(0, len(text)))
    content = text[start : data.draw(st.integers(start, len(text)))]
    passage = analyse(text, START)
    outcome, placed = Gate(passage).check(Claim((content,), "Weber", "said"))
    if outcome == FOUND:
        (span,) = placed.content
        assert passage.start <= span.start < span.end <= passage.end
        letters = [c for c in text[span.start - START : span.end - START] if c.isalnum()]
        assert letters == [c for c in content if c.isalnum()]
        assert text[placed.speaker.start - START : placed.speaker.end - START] == "Weber"


def test_a_quotation_of_many_sentences_is_reached_whole_and_plain_words_after_it_are_not():
    text = (
        "“We will not wait,” she said. “The port is ours. The ferry is ours. The bridge is ours.” It rained."
    )
    pieces = ["We will not wait", "The ferry is ours.", "The bridge is ours."]
    assert check(pieces, "she", "said", text)[0][1:] == ["The ferry is ours.", "The bridge is ours."]
    assert check([*pieces, "It rained"], "she", "said", text) == MISATTRIBUTED
    text = "She said the port was “ours. The ferry is ours.” It rained."
    assert check("the port was “ours. The ferry is ours.”", "She", "said", text)[1:] == ("She", "said")
    assert check("the port was “ours. The ferry is ours.” It rained", "She", "said", text) == MISATTRIBUTED


def test_a_quotation_with_an_attribution_of_its_own_is_not_given_to_the_sentence_beside_it():
    text = '"We will wait," Ana Weber said. "We will not," Piet Zandel said. "Never. Not once."'
    assert check("We will wait", "Piet Zandel", "said", text) == MISATTRIBUTED
    assert check("We will not", "Ana Weber", "said", text) == MISATTRIBUTED
    assert check("Never. Not once.", "Piet Zandel", "said", text)[1] == "Piet Zandel"
