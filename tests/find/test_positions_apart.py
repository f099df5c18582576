"""What is no position of a side though its words are near, and what its content does not hold."""

import pytest
from tests.find.test_positions import NAMES, positions


@pytest.mark.parametrize(
    "text",
    [
        "Tavrian officials rejected the council's assessment that Morvania interfered in the elections.",
        "Morvania accused Tavria of breaking the truce, which Tavria has denied.",
        "Tavrian President Lena Ostrava has recently stressed the deal's offer of sanctions relief.",
        "The paper noted his abandonment of Tavria's commitment to withdraw its troops.",
        "Tavrian President Lena Ostrava used the speech to outline her demands for a future peace settlement.",
        'Tavria\'s demands for Morvania "remain unchanged" and to reject security guarantees for Morvania.',
        "The Citadel seeks to inflict maximum harm on Morvania's civilians by denying them heating and gas.",
        "The Tavrian council approved the agreement.",
        "The Tavrian Public Affairs Committee said Morvania must lift the sanctions.",
        "Tavria still shows zero willingness to withdraw its troops.",
        "The Tavrian ministry was required to assess the final, proposed part of the gas pipeline.",
        "It was a target NATO allies agreed to meet at a summit by 2034.",
        "The Tavrian minister Lena Ostrava said the sanctions would be out of the running.",
        "Tavrian troops would leave the country after Morvania agrees to a ceasefire.",
        "Tavrian President Lena Ostrava's proposal is the latest in a string of pronouncements on elections.",
    ],
)
def test_what_is_refused_of_others_or_only_near_is_none(text):
    assert positions(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Tavrian President Lena Ostrava said that Morvania must withdraw its troops after Morvanian President "
            "Piet Vance reaffirmed his war aims.",
            "Morvania must withdraw its troops",
        ),
        (
            "One of Tavria's central demands is that Morvania return all prisoners by 2032, even though "
            "economists say otherwise.",
            "Morvania return all prisoners by 2032",
        ),
        (
            "Tavria opposed a ceasefire so much that it sent an envoy to stop the talks.",
            "a ceasefire",
        ),
        ("Tavria agreed to a humanitarian truce three times, Vey said.", "a humanitarian truce"),
        (
            "Tavria proposed the withdrawal of its troops from the valley and opened nearly all waters to drilling.",
            "the withdrawal of its troops from the valley",
        ),
        (
            "Tavria proposed a withdrawal of its troops in January and the vote was originally set for April.",
            "a withdrawal of its troops",
        ),
        (
            "Tavria is ready to withdraw its troops as high-ranking Morvanian officials continue to arm rebels.",
            "to withdraw its troops",
        ),
        (
            "The Oruvian ministry urged Tavria “to pardon the prisoners and to release them on humanitarian "
            "grounds,” Weber said.",
            "Tavria “to pardon the prisoners and to release them on humanitarian grounds,”",
        ),
        (
            "Oruvia is pushing Morvania to agree to a ceasefire while Tavria is actively delaying the negotiations.",
            "to agree to a ceasefire",
        ),
        ("Three times, Tavrian ministers have offered land for peace and been rebuffed.", "land for peace"),
        (
            "Tavria recommended a limited no-fly zone along the border to protect its troops and refugees in Velm.",
            "a limited no-fly zone along the border to protect its troops and refugees in Velm",
        ),
        (
            "Oruvian minister Ana Weber said the ceasefire is necessary to save lives and the army knows that.",
            None,
        ),
    ],
)
def test_where_content_ends(text, content):
    found = [p.content for p in positions(text)]
    assert found == [content] if content else all("knows" not in c for c in found)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Tavria announced it would begin enriching uranium.", "threatens"),
        ("Tavria offered to stop enriching uranium.", "offers"),
        (
            "Tavrian President Lena Ostrava vowed that Tavria will never give up its nuclear rights.",
            "rejects",
        ),
        ("Tavrian President Lena Ostrava vowed that Tavria will never test nuclear weapons.", "offers"),
    ],
)
def test_what_is_vowed_may_be_a_blow_or_a_refusal(text, stance):
    assert [p.stance for p in positions(text)] == [stance]


def test_even_if_is_no_condition():
    (found,) = positions(
        "Tavrian President Lena Ostrava said there must be a ceasefire, even if a short one."
    )
    assert found.conditions is None


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Oruvian minister Ana Weber said both Tavria and Morvania must withdraw their troops.", None),
        (
            "Oruvian minister Ana Weber said it is essential that Tavria work with Morvania to end sanctions.",
            None,
        ),
        ("Tavria is ready to hold elections as a step toward ending Morvania's war.", None),
        ("Tavria demanded that Morvania withdraw from the valley.", "Morvania"),
    ],
)
def test_whom_it_is_towards(text, side):
    (found,) = positions(text)
    assert NAMES.get(found.towards) == side
