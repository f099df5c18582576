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
