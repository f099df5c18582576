"""What nobody said although a verb of saying stands there, and where pointing words and gerunds end what was said."""

from __future__ import annotations

import pytest
from tests.find.pages import statements


@pytest.mark.parametrize(
    "text",
    [
        "The Velm Clinic offers treatment to patients arriving from Tavria.",
        "Comparing the ports as Ana Weber did is not going to offer much comfort.",
        "Tavria, like Morvania before it, is defending the state and the Tavrian people.",
        "Ana Weber was defending her homeland.",
        "Tavria denies that, pointing to its record.",
        "That’s according to a poll of Velm Radio.",
        "This may explain why Ana Weber favours the port.",
        "Otto Lund sits on the committee that confirmed Ana Weber.",
        "Tavria leads in the 11 harbour states that will decide it.",
        "It is known what a requirement Ana Weber has said is.",
        "Even the number of companies offering plans in the city is small.",
        "It was shown in a programme called “The Quay”.",
        "Hearings could show how sound that inquiry is and underscore why it was needed.",
        "A judge in March dismissed a case brought by the port.",
        "It was when Ana Weber questioned him about the port.",
        "As the council met, estimates swirled that it would close.",
        "Do not praise one side, or blame every fall on the bridge.",
    ],
)
def test_what_is_done_and_not_said_is_no_statement(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Tavria offered a lasting truce.", "a lasting truce"),
        ("Tavria offered Morvania an unconditional ceasefire.", "Morvania an unconditional ceasefire"),
        ("Ana Weber offered advice to the council.", "advice to the council"),
        ("Ana Weber defended her record.", "her record"),
        ("While Tavria disputes that assertion, it has left.", "that assertion"),
        (
            "Ana Weber said that, for all its flaws, the bridge stands.",
            "for all its flaws, the bridge stands",
        ),
        ("Ana Weber said she did not want to lose that.", "she did not want to lose that"),
        (
            "Traders have signaled their commitment to the port: Lund Bank bought a ship.",
            "their commitment to the port",
        ),
        (
            "Near Velm (AFP) -- Hours after the truce, all was calm, Ana Weber said.",
            "Hours after the truce, all was calm",
        ),
        ("Ana Weber defended the company by saying its auditors left.", "the company"),
        (
            "But, Ana Weber said, when she saw the plan, all changed.",
            "But when she saw the plan, all changed",
        ),
        (
            "Adding that during the winter, according to Velm Radio, nearly 7,000 people had left.",
            "during the winter nearly 7,000 people had left",
        ),
        (
            "Ana Weber said in an interview with Velm News Digital that the port shows little haste.",
            "the port shows little haste",
        ),
        (
            "Ana Weber said any strike on the port – or any shot at a ship there – or near it is a crime.",
            "any strike on the port – or any shot at a ship there – or near it is a crime",
        ),
        (
            "Ana Weber said any strike on the port – or a shot at a ship is a crime.",
            "any strike on the port – or a shot at a ship is a crime",
        ),
        (
            "The account is private, but according to Velm Radio, the mayor has used it.",
            "the mayor has used it",
        ),
        ("Ana Weber has promised to loosen rent rules to help.", "to loosen rent rules to help"),
        (
            "Tavria vowed to end rules that allow people requesting asylum to be freed.",
            "to end rules that allow people requesting asylum to be freed",
        ),
        (
            "The proposal by Ana Weber to end import duties and trade barriers will be on the table.",
            "to end import duties and trade barriers",
        ),
        (
            "Ana Weber criticised the press, with Otto Lund even having left the room.",
            "the press",
        ),
        (
            "Ana Weber warned that “the port is late,” helping to lay the ground for new rules.",
            "“the port is late,”",
        ),
        (
            "Ana Weber is looking into it but said no rules were broken by the port.",
            "no rules were broken by the port",
        ),
        (
            "Ana Weber recommended more widespread use of sensors.",
            "more widespread use of sensors",
        ),
        (
            "But asked Thursday night about funding the port, she dodged.",
            "funding the port",
        ),
        (
            'Saying the port will deal with "a world on fire," Ana Weber said it was "not ready."',
            'it was "not ready."',
        ),
        (
            "She said she feels bad — like she's asking Tavria for money.",
            "she feels bad — like she's asking Tavria for money",
        ),
        (
            "Ana Weber proposed a bill enforcing the ban on the use of testimony of prisoners.",
            "a bill enforcing the ban on the use of testimony of prisoners",
        ),
        (
            "The port has seen, according to Ana Weber, at least 90 ships lost.",
            "The port has seen at least 90 ships lost",
        ),
        ("Ana Weber wrote that the port is closed — echoing a report of May.", "the port is closed"),
        (
            "Talk on the “Quay” page emphasizes whether the port should be named.",
            "whether the port should be named",
        ),
    ],
)
def test_where_what_was_said_begins_and_ends(text: str, content: str) -> None:
    assert statements(text)[0].content == content


def test_what_somebody_did_by_saying_something_is_said_as_a_whole() -> None:
    found = statements("Ana Weber said Monday that Otto Lund responded by saying this would mean war.")
    assert [s.content for s in found] == ["Otto Lund responded by saying this would mean war"]


def test_who_did_something_by_vowing_is_who_vowed() -> None:
    found = statements("Ana Weber spoke Tuesday, as Tavria marked the day by vowing to fight on.")
    assert [s.speaker.name for s in found if s.cue == "vowing"] == ["Tavria"]


@pytest.mark.parametrize(
    ("text", "negated", "hypothetical"),
    [
        ("Ana Weber would not go as far as to say that the bridge is unsafe.", True, False),
        ("Ana Weber went as far as to say that the bridge is unsafe.", False, False),
        ("Ana Weber has already had to explain that the bridge is unsafe.", False, False),
        ("Ana Weber would have had to explain that the bridge is unsafe.", False, True),
    ],
)
def test_whether_it_was_said(text: str, negated: bool, hypothetical: bool) -> None:
    (found,) = statements(text)
    assert (found.negated, found.hypothetical) == (negated, hypothetical)


def test_who_denied_suggesting_something_did_not_suggest_it() -> None:
    found = statements(
        "Velm Radio reported that the Tavrian Tanker Company had denied suggesting it was hit."
    )
    assert all(s.negated for s in found if s.cue == "suggesting")


def test_who_balks_at_criticising_somebody_does_not() -> None:
    assert all(s.negated for s in statements("Ana Weber has balked at criticising the mayor."))


def test_a_contraction_of_being_is_being() -> None:
    found = statements("Ana Weber noted that the council weren’t dismissing the plan.")
    assert [s.cue for s in found] == ["noted"]
