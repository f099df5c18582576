"""Positions that are only thought or supposed, whose they are, and where their content ends."""

import pytest
from tests.find.test_positions import NAMES, positions


@pytest.mark.parametrize(
    "text",
    [
        "Tavria rejected the notion that the peace talks are doomed.",
        "Oruvian President Ana Weber said she believes Tavria wants a ceasefire.",
        "Will Tavria agree to a ceasefire?",
        "What we want to do is support the return of prisoners, Tavrian President Lena Ostrava said.",
        "Oruvia thought Tavria had agreed to a ceasefire.",
        "If Tavria decides it wants to rebuild its nuclear arsenal, it has to convince its allies.",
        "The blockade will stay in place until after Tavria agreed to a ceasefire.",
        "Tavria set out its demands that it believed impinged on the borders of Morvania.",
        "Tavria has long backed rebels fighting Vey in a war over the borders of Morvania.",
        "Tavria surprised them, backing this up with a promise to suspend missile tests.",
        'Tavrian minister Lena Ostrava said: "I can\'t give you a timeline of the withdrawal of troops."',
        "Tavrian officials have also suggested that the missiles should cause Morvania to hold elections.",
        "Tavrian minister Ivo Lund spoke. Vey sidelined talk of it when he publicly agreed to a ceasefire.",
        "They spoke of giving up control of its chemical weapons, which Tavria had demanded in May.",
    ],
)
def test_what_is_thought_supposed_or_of_somebody_else_is_none(text):
    assert positions(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Tavrian President Lena Ostrava said Morvania must return all prisoners, though if it did not, "
            "it might do so later.",
            "Morvania must return all prisoners",
        ),
        (
            "Tavria is ready to hold elections after lawmakers cleared the way for a vote.",
            "to hold elections",
        ),
        (
            "Tavrian President Lena Ostrava said she would meet the Morvanian president next month as the war "
            "between their allies widened, sending shivers through the region.",
            "she would meet the Morvanian president next month",
        ),
        (
            "Tavria had pushed to keep the peace talks on track as recently as Tuesday, when Ostrava met Weber.",
            "to keep the peace talks on track",
        ),
        (
            "The Tavrian demand that the arms embargo be lifted has irked Morvania.",
            "the arms embargo be lifted",
        ),
        (
            "Tavria urged Morvania to stick to the ceasefire, warning of a wider war.",
            "to stick to the ceasefire",
        ),
        (
            "Tavria agreed to join the ceasefire, part of a broad effort to court Morvania.",
            "to join the ceasefire",
        ),
        ("Tavria agreed to release prisoners last week.", "to release prisoners"),
        ("Tavria has agreed on multiple occasions to a ceasefire.", "a ceasefire"),
        ("Tavria has proposed a prisoner exchange in recent weeks.", "a prisoner exchange"),
        (
            "Tavria said a ceasefire must be agreed if at all possible, there was no doubt of that.",
            "a ceasefire must be agreed if at all possible",
        ),
        (
            "Tavria is ready to impose sanctions on Morvania if President Lund -- who has scorned it -- goes ahead.",
            "to impose sanctions on Morvania if President Lund -- who has scorned it -- goes ahead",
        ),
        (
            "Tavria demands compensation for those held after Morvania left the ceasefire.",
            "compensation for those held after Morvania left the ceasefire",
        ),
        (
            "Tavria rejected the notion that it should withdraw its troops from Morvania.",
            "the notion that it should withdraw its troops from Morvania",
        ),
    ],
)
def test_content_ends_before_what_was_when_it_was_said(text, content):
    assert [p.content for p in positions(text)] == [content]


def test_a_condition_goes_on_behind_an_aside():
    (found,) = positions(
        "Tavria is ready to impose sanctions on Morvania if President Lund -- who has scorned it -- goes ahead."
    )
    assert found.conditions == "President Lund -- who has scorned it -- goes ahead"


def test_what_a_side_promises_not_to_do_is_offered():
    text = "Tavrian President Lena Ostrava promised in Velm that Tavria would not torture prisoners."
    assert [(p.stance, NAMES[p.party]) for p in positions(text)] == [("offers", "Tavria")]


def test_what_a_side_does_to_its_own_arms_is_no_blow():
    (found,) = positions("Tavria is willing to destroy its missiles under a ceasefire.")
    assert found.stance == "open_to"
