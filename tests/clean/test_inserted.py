"""Links to other stories inside a line: chrome of its own, and no part of a sentence."""

import pytest
from clean_samples import BODY, clean_text, roles
from tests.find.pages import PROFILE

from parley.find.base import Analysis
from parley.find.mentions import Mentions
from parley.find.statements import Statements
from parley.passages import split

RUN = " Thomas (Tom) Karl LundPort closes again 3 ways to pay for the port MORE"
LINE = f"Minister Tom Lund{RUN} (Bay) said on Monday that the talks in the capital would go on."


def found_in(document, kind, words):
    found = {}
    for finder in (Mentions(), Statements()):
        found[finder.kind] = list(finder.find(Analysis(document, tuple(split(document)), PROFILE, found)))
    return [one for one in found[kind] if words in (one.content if kind == "statements" else one.name)]


def test_a_run_is_a_block_of_its_own_and_says_why():
    document = clean_text(*BODY[:3], LINE, *BODY[3:])
    (block,) = [b for b in document.blocks if b.role == "promo"]
    assert document.text[block.start : block.end] == RUN.strip()
    assert block.reason == "links to other stories that ran into the line"
    assert [text for text, _ in roles(document)][3:6:2] == [
        "Minister Tom Lund",
        "(Bay) said on Monday that the talks in the capital would go on.",
    ]


def test_the_sentence_goes_on_behind_it():
    document = clean_text(*BODY[:3], LINE, *BODY[3:])
    passages = tuple(split(document))
    (passage,) = [p for p in passages if "Tom Lund" in p.text]
    assert len(passage.text) == passage.end - passage.start == len(LINE)
    assert found_in(document, "mentions", "Tom Lund")
    (said,) = found_in(document, "statements", "go on")
    assert said.speaker.name == "Tom Lund"
    assert said.content == "the talks in the capital would go on"


def test_what_belongs_to_the_name_goes_with_it():
    document = clean_text(*BODY[:3], LINE.replace("MORE", "MORE Jr."), *BODY[3:])
    (block,) = [b for b in document.blocks if b.role == "promo"]
    assert document.text[block.start : block.end].endswith("MORE Jr.")


def test_what_is_said_has_no_part_in_it():
    line = f"The minister said that Tom Lund{RUN} would close the port of the bay on Monday."
    document = clean_text(*BODY[:3], line, *BODY[3:])
    (said,) = found_in(document, "statements", "close the port")
    assert said.content == "Tom Lund would close the port of the bay on Monday"
    assert len(said.content_spans) == 2


def test_in_pages_as_they_came_no_space_stands_before_it():
    document = clean_text(*BODY[:3], LINE.replace(RUN, RUN.strip()), *BODY[3:])
    (block,) = [b for b in document.blocks if b.role == "promo"]
    assert document.text[block.start : block.end] == RUN.strip()


@pytest.mark.parametrize(
    "line",
    [
        "Tom Lundborg Lund and the LundPort want MORE money for the boats, the union told the council on Monday.",
        "Tom Lund asked for MORE ships, and YouTubePlus showed him as he said on Monday that he would go.",
        "Tom Lund met the crew of the LundShip, and they wanted MORE, as he told the council of the bay.",
        "Lund AB and Karl LundPort want MORE money for the boats, the union told the council on Monday.",
    ],
)
def test_a_word_in_capitals_makes_no_run(line):
    assert "promo" not in {b.role for b in clean_text(*BODY[:3], line, *BODY[3:]).blocks}
