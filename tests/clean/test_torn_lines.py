"""Sentences that a link tore into lines."""

from itertools import pairwise

import pytest
from clean_samples import BODY, clean_text, text_page
from hypothesis import given
from hypothesis import strategies as st

from parley.clean.lines import units
from parley.clean.torn import mended
from parley.pipeline import Reader
from parley.settings import Settings

WARNED = "Veria has rejected the plan and warned that any foreign ships would be"


def lines(*rows):
    text = "\n".join(rows)
    return [text[u.start : u.end] for u in mended(text, units(text))]


@pytest.mark.parametrize(
    "rows",
    [
        (WARNED, "considered legitimate targets"),
        (WARNED, "considered legitimate targets", ". Ostland denies it."),
        (
            "According to the harbour council of Kalmora, more than",
            "four hundred families",
            "have left the bay.",
        ),
        (
            "Ostland is one of the founding members of the",
            "Assembly of Coastal States",
            ", which met on Monday.",
        ),
        (
            "The envoy accused the paper of “",
            "rewriting the story of",
            "Veria’s",
            "war in the bay,",
            "”",
            "he said.",
        ),
    ],
)
def test_a_torn_sentence_is_one_line(rows):
    assert lines(BODY[0], *rows, BODY[1]) == [BODY[0], "\n".join(rows), BODY[1]]


@pytest.mark.parametrize(
    "rows",
    [
        (BODY[0], "and a boat"),  # what it follows is finished
        ("Talks Resume in Kalmora After a Week of Silence", "toggle caption"),
        ("The council's report shows that the budget of the port", "deficit", "reached", "slashed"),
        ("Both sides agreed on the following steps to end the siege:", "a truce", "an exchange of prisoners"),
        ("cash to help families cover their basic needs", "health care", "food and water"),
        ("We will not win this war in the bay. But the —", "ana weber"),
        ("The minister wrote of all this on her own page at", "https://veria.example/page"),
        ("The minister answers all letters that are sent to", "office@veria.example"),
        ("What the truce in the bay means for fishermen", "By Ana Weber"),
        (WARNED, "", "considered legitimate targets"),
        ("Menu", "home", "world", "sport"),
    ],
)
def test_lines_that_are_none_of_one_sentence_stay_apart(rows):
    assert lines(*rows) == [row for row in rows if row]


def test_the_text_stays_as_it_is_and_what_a_link_held_is_body():
    rows = [*BODY[:3], WARNED, "considered legitimate targets", *BODY[3:]]
    document = clean_text(*rows)
    held = next(b for b in document.blocks if "legitimate" in document.text[b.start : b.end])
    assert (held.role, document.text[held.start : held.end]) == (
        "body",
        f"{WARNED}\nconsidered legitimate targets",
    )
    assert all(row in document.text for row in rows)


def test_a_line_longer_than_rules_look_at_is_read_at_its_end():
    long = (
        "the envoys waited in the harbour of Kalmora and " * 82 + " " * 80 + "were told that ships would be"
    )
    assert lines(f"There {long}", "legitimate targets") == [f"There {long}\nlegitimate targets"]


def test_what_was_said_is_read_across_the_lines():
    found = Reader(Settings()).read(
        text_page("\n".join([*BODY[:2], WARNED, "considered legitimate targets", *BODY[2:]]))
    )
    (said,) = (s for s in found.records["statements"] if s.cue == "warned")
    assert " ".join(said.content.split()) == "any foreign ships would be considered legitimate targets"


@given(
    st.lists(
        st.sampled_from([WARNED, "considered targets", "Assembly", ", which", ".", "”", "", *BODY]),
        max_size=12,
    )
)
def test_units_stay_in_order_and_hold_every_word(rows):
    text = "\n".join(rows)
    found = mended(text, units(text))
    assert "".join("".join(text[u.start : u.end].split()) for u in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "before",
    [
        "The envoys of both sides are to meet again in the bay on Thursday,\naccording",
        "Another ship with grain has left the northern bay, as reported by the online media",
        "The envoys will not leave before the truce is signed, an official told",
    ],
)
def test_an_agency_that_an_unfinished_sentence_cites_is_no_credit(before):
    document = clean_text(*BODY, before, "Reuters", BODY[0])
    assert document.agencies == ()
    assert [b.role for b in document.blocks if document.text[b.start : b.end].endswith("Reuters")] == ["body"]


def test_an_agency_behind_another_line_is_a_credit():
    for before in (BODY[0], "By", "Ana Ruiz"):
        assert clean_text(*BODY, before, "Reuters", BODY[1]).agencies == ("Reuters",)
