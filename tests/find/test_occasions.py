"""When a statement was made, by its own clause, the occasion that goes on, or the page's publication."""

import pytest
from tests.find.pages import dated_statements

from parley.times.dating import BY_PUBLICATION

DAY = "2031-06-05"  # a Thursday
WEDNESDAY, BY = "2031-06-04", "../2031-06-05"


def dates(text, published=DAY):
    return [s.date.edtf for s in dated_statements(text, published)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Ana Weber said on Wednesday that the port was open.", "2031-06-04"),
        ("Ana Weber said Wednesday the port was open.", "2031-06-04"),
        ("Ana Weber on Wednesday said the port was open.", "2031-06-04"),
        ('"The port is open," Ana Weber told reporters late on Tuesday.', "2031-06-03"),
        ("On Wednesday, Ana Weber said that the port was open.", "2031-06-04"),
        ("Speaking in Velm on Wednesday, Ana Weber said that the port was open.", "2031-06-04"),
        ("In early 2029, Ana Weber said that the port was open.", "2029"),
        ("Ana Weber said in March that the port was open.", "2031-03"),
        ("Ana Weber said last week that the port was open.", "2031-05-26/2031-06-01"),
        ("Ana Weber said on Tuesday, 3 June 2031, that the port was open.", "2031-06-03"),
        ("Ana Weber said this week that the port was open.", "2031-06-02/2031-06-05"),
        ("Ana Weber said on Friday that the port was open.", "[2031-05-30,2031-06-06]"),
        ("In a Tuesday speech in Velm, Ana Weber said that the port was open.", "2031-06-03"),
        ("In an interview Tuesday, Ana Weber said that the port was open.", "2031-06-03"),
        ("In a 3 March letter, Ana Weber said that the port was open.", "2031-03-03"),
        ("In remarks on Tuesday's attack, Ana Weber said that the port was open.", BY),
        ("After a meeting Tuesday, Ana Weber said that the port was open.", BY),
        # a time inside what is said dates nothing
        ("Ana Weber said that the port had opened on Wednesday.", BY),
        ('Ana Weber said: "The port opened on Wednesday."', BY),
        ("Ana Weber said talks would resume on Monday.", BY),
        # nor does one of another event
        ("Ana Weber, who was elected in 2029, said that the port was open.", BY),
        ("The author of the 2029 treaty, Ana Weber, said that the port was open.", BY),
        ("Ana Weber said that the port was open.", BY),
        ("Ana Weber said recently that the port was open.", BY),
    ],
)
def test_when_it_was_said(text, edtf):
    assert dates(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtfs"),
    [
        # one occasion
        ('"It is open," Ana Weber said on Wednesday. "Ships may come," she added.', [WEDNESDAY] * 2),
        ("On Wednesday Ana Weber said it was open. She said ships may come.", [WEDNESDAY] * 2),
        ("On Wednesday Ana Weber said it was open.\nShe added that ships may come.", [WEDNESDAY] * 2),
        ("Ana Weber accused Tavria of piracy on Wednesday and warned of a war.", [WEDNESDAY] * 2),
        # another
        (
            "Ana Weber said on Wednesday it was open. She said on Monday it was shut.",
            [WEDNESDAY, "2031-06-02"],
        ),
        ("Ana Weber said on Wednesday it was open. She had said it was shut.", [WEDNESDAY, BY]),
        ("Ana Weber said on Wednesday it was open. She previously said it was shut.", [WEDNESDAY, BY]),
        ("Ana Weber said on Wednesday it was open. She told Harbour TV that it was safe.", [WEDNESDAY, BY]),
        ("Ana Weber said on Wednesday it was open. Jon Brandt said it was shut.", [WEDNESDAY, BY]),
        ("Ana Weber said on Wednesday it was open. Rain fell. She said ships may come.", [WEDNESDAY, BY]),
    ],
)
def test_an_occasion_goes_on_only_where_that_is_clear(text, edtfs):
    assert dates(text) == edtfs


def test_what_may_yet_be_said_is_not_over():
    assert dates("Ana Weber will say on Monday that the port is open.") == ["2031-06-09"]
    assert dates("Ana Weber may say that the port is open.") == [None]


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("Ana Weber said on Wednesday that the port was open.", None, None),
        ("Ana Weber said on 4 June 2031 that the port was open.", None, "2031-06-04"),
        ("Ana Weber said on Wednesday that the port was open.", "2031-06-04/2031-06-06", "2031-06-04"),
        ("Ana Weber said that the port was open.", "2031-06", "../2031-06-30"),
        ("Ana Weber said that the port was open.", None, None),
    ],
)
def test_a_page_whose_day_is_open(text, published, edtf):
    assert dates(text, published) == [edtf]


def test_the_proof_names_the_words_and_what_was_concluded():
    first, second = dated_statements(
        "Ana Weber said on Wednesday the port was open. She said ships may come.", DAY
    )
    assert first.date.proof[0].evidence.quote == "Wednesday"
    assert [p.rule for p in first.date.proof[1:]] == [BY_PUBLICATION]
    assert second.date.proof[0].evidence.quote == "Wednesday"
    assert second.date.proof[-1].rule == "the same speaker goes on, on the same occasion"
    (open_,) = dated_statements("Ana Weber said the port was open.", DAY)
    assert [(p.rule, p.value, p.evidence) for p in open_.date.proof] == [(BY_PUBLICATION, DAY, None)]
