"""Words that only hint at an issue, friends of a state, verbs of talk, and what is likely or still to come."""

import pytest
from tests.find.test_positions import positions, told


@pytest.mark.parametrize(
    "text",
    [
        # arms that nobody gives, an alliance that nobody joins
        "Tavrian President Lena Ostrava said that horrific weapons must not become a norm.",
        "Tavrian President Lena Ostrava said the Northern Alliance and Morvania should stay out of it.",
        # friends of a state
        "The commander of Oruvian-backed Tavrian forces called for a ceasefire.",
        "The Northern Alliance member's reluctance to accept a ceasefire hurt.",
        # one's own people, and what is deplored
        "Tavria said that Tavrian citizens should stay away from the front line.",
        "“The use of force on the border is unacceptable,” Tavrian President Lena Ostrava said.",
        # what is only told, and how one looks
        "Tavria declined to criticise the annexation of the valley.",
        "Tavria is declining to acknowledge this as a breach of the ceasefire.",
        "Tavria did not want to be seen as ceding territory.",
        # what is likely, or will come
        "Tavrian President Lena Ostrava said that another breach of the ceasefire by rebels would be very possible.",
        "The heart of the deal will be the promise from Tavria to accept a ceasefire.",
    ],
)
def test_what_is_hinted_told_or_likely_is_no_position(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Tavria demands an end to the flow of weapons into the valley.",
            ("Tavria", "demands", "military_support", "an end to the flow of weapons into the valley"),
        ),
        (
            "Tavrian President Lena Ostrava said that a visit by inspectors would still be possible.",
            ("Tavria", "open_to", "verification", "a visit by inspectors would still be possible"),
        ),
        (
            "Tavria urged Morvania to acknowledge the front line.",
            ("Tavria", "urges", "territory", "to acknowledge the front line"),
        ),
        (
            "The commander of Tavrian forces called for a ceasefire.",
            ("Tavria", "urges", "ceasefire", "a ceasefire"),
        ),
        (
            "Tavria's promise to accept a ceasefire was welcomed.",
            ("Tavria", "offers", "ceasefire", "to accept a ceasefire"),
        ),
    ],
)
def test_what_is_like_it_stays(text, position):
    assert told(text) == [position]


def test_a_plant_that_is_started_again_is_a_threat():
    (p,) = positions("Tavria vowed to restart a nuclear reactor.")
    assert p.stance == "threatens"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Tavrian President Lena Ostrava vowed she would not allow an annexation of the valley "
            "and urged powers to quit the accord.",
            ["she would not allow an annexation of the valley", "to quit the accord"],
        ),
        (
            "Tavria spoke of a threat by Morvania to seize the islands after Oruvian troops earlier this month "
            "crossed the border.",
            ["to seize the islands"],
        ),
        (
            "Tavria proposed that the council should lift the sanctions, documents seen by the Ledger showed.",
            ["the council should lift the sanctions"],
        ),
        ("Tavria objects to the ceasefire as a prelude to war.", ["the ceasefire"]),
    ],
)
def test_content_ends_before_what_else_was_done_or_shown(text, contents):
    assert [p.content for p in positions(text)] == contents


def test_who_would_never_allow_it_refuses_it():
    assert [p.stance for p in positions("Tavria vowed it would not allow an annexation of the valley.")] == [
        "rejects"
    ]


def test_a_condition_that_stands_first_ends_before_its_main_clause():
    text = (
        "Tavria hopes they understand that if they breach the ceasefire, the wrath of the world will follow."
    )
    assert [p.conditions for p in positions(text)] == ["they breach the ceasefire"]


def test_news_organisations_hold_no_position():
    (p,) = positions("Several news organisations reported that Tavria wants an immediate ceasefire.")
    assert p.holder is None
