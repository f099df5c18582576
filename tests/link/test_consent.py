"""How far a side goes to meet the other over what a position is about."""

import pytest

from parley.link.consent import CONDITION, CONSENT, REFUSAL, THREAT, consent, is_blow


@pytest.mark.parametrize(
    ("content", "blow"),
    [
        ("a ceasefire in the valley", False),
        ("new sanctions on Tavrian ships", True),
        ("to lift its sanctions on Tavrian ships", False),
        ("to give up its weapons", False),
        ("to give security guarantees", False),
        ("to end the ceasefire", True),
        ("to withdraw from the treaty", True),
        ("to cut the budget", None),
        ("", False),
    ],
)
def test_what_is_a_blow(content, blow):
    assert is_blow(content) is blow


@pytest.mark.parametrize(
    ("stance", "content", "level"),
    [
        ("accepts", "a ceasefire", CONSENT),
        ("proposes", "a ceasefire", CONSENT),
        ("conditions", "a ceasefire", CONDITION),
        ("rejects", "a ceasefire", REFUSAL),
        ("threatens", "to end the ceasefire", THREAT),
        ("threatens", "to cut the budget", THREAT),
        ("conditions", "further sanctions", CONDITION),
        ("accepts", "further sanctions", None),  # whose, is not told
        ("rejects", "further sanctions", None),
        ("accepts", "to cut the budget", None),
        ("demands", "a ceasefire", None),
        ("expects", "a ceasefire", None),
        ("denies", "an attack", None),
    ],
)
def test_how_far_a_side_goes(stance, content, level):
    assert consent(stance, content) == level


def test_it_goes_further_from_a_threat_to_consent():
    assert THREAT < REFUSAL < CONDITION < CONSENT
