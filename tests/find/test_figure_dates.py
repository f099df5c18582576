"""When what is counted was: by the time of the clause that its number stands in."""

import pytest
from tests.find.pages import PROFILE, analysis

from parley.find.base import Analysis
from parley.find.figures import Figures
from parley.find.statements import Statements


def dates(text, published="2031-06-05"):
    page = analysis(text, published=published)
    said = tuple(Statements().find(page))
    found = Figures().find(
        Analysis(page.document, page.passages, PROFILE, {**page.found, "statements": said})
    )
    return [(f.evidence[0].quote, f.date.edtf) for f in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forces fired 126 drones on Wednesday.", [("126 drones", "2031-06-04")]),
        ("On Wednesday, forces fired 126 drones.", [("126 drones", "2031-06-04")]),
        ("Since March, forces have fired 126 drones.", [("126 drones", "2031-03-01/..")]),
        ("Forces killed 12 soldiers in 2029.", [("12 soldiers", "2029")]),
        ("From 2028 to 2030, forces fired 126 drones.", [("126 drones", "2028/2030")]),
        ("Forces fired 126 drones from May 2029 to June 2030.", [("126 drones", "2029-05/2030-06")]),
        ("The army will send 40 tanks on Monday.", [("40 tanks", "2031-06-09")]),
        (
            "Forces fired 126 drones on Monday and killed 12 soldiers on Tuesday.",
            [("126 drones", "2031-06-02"), ("12 soldiers", "2031-06-03")],
        ),
        (
            "On Tuesday, forces fired 126 drones and killed 12 soldiers.",
            [("126 drones", "2031-06-03"), ("12 soldiers", "2031-06-03")],
        ),
        ("The army said on Tuesday that forces fired 126 drones on Monday.", [("126 drones", "2031-06-02")]),
        # a time that tells of something else
        ("The army said on Tuesday that forces fired 126 drones.", [("126 drones", None)]),
        ("Tavria agreed on Monday to send 40 tanks.", [("40 tanks", None)]),
        ("The 2029 treaty killed 12 projects.", [("12 projects", None)]),
        ("Tuesday's attack killed 12 soldiers.", [("12 soldiers", None)]),
        ("More forces fired 126 drones than in 2029.", [("126 drones", None)]),
        ("Forces fired 126 drones, the most since March.", [("126 drones", None)]),
        ("Forces fired 126 drones.", [("126 drones", None)]),
        ("Tavria has 40 tanks on Monday.", [("40 tanks", None)]),  # of no event
    ],
)
def test_when_it_was(text, found):
    assert dates(text) == found


def test_a_page_without_a_date_leaves_it_open_with_its_words():
    page = analysis("Forces fired 126 drones on Wednesday.")
    (figure,) = Figures().find(page)
    assert figure.date.edtf is None
    assert figure.date.proof[0].evidence.quote == "Wednesday"
