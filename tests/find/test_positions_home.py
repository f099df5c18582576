"""Who is no side, what is between a state's own people, and words that are too far away to tell an issue."""

import pytest
from tests.find.test_positions import NAMES, positions, told

HOME = "\n".join(f"The town council of the coast met for the {n}th time." for n in range(20, 34))
ABROAD = "Morvania and Oruvia sent no word."


@pytest.mark.parametrize(
    "text",
    [
        "Tavrian President Lena Ostrava urged lawmakers to reach a deal on the talks.",
        "Tavrian President Lena Ostrava is ready to testify in the trial of her minister.",
        "The Citadel refused to cooperate with the impeachment inquiry.",
        "Tavrian President Lena Ostrava promised to resign if Parliament accepted her deal.",
        "Tavria urged residents to respect the ceasefire.",
        "Tavria urged Tavrian officials to resume talks.",
        "The Harbour Foundation demanded the release of all prisoners.",
        "The Supreme Court refused to hear the case on the ceasefire.",
        "The head of the police union in Tavria called for a ceasefire.",
        "The truce showed the Tavrian people's desire for peace.",
        "Oruvia approved a resolution condemning the sanctions.",
        "Tavria supports the country's president, Piet Vance, as the guarantor of the truce.",
        "Tavria can agree to a meeting and offer a few concessions.",
        "Weber has courted Tavrian allies to support her plans, offering a ceasefire.",
        "In what Ostrava called a talk, she said Vance “made clear his aims,” and expressed a readiness for talks.",
        "Oruvia is glad of a Tavrian threat that hits the ceasefire.",
        "Weber said that Tavria has honoured its commitments to stop its nuclear work.",
        "Tavria rejected assertions that it was forced into the talks.",
        "Tavria is no longer ruling out the possibility the prisoners were let go.",
        "“We wouldn't hesitate to ask the tribunal for justice,” Tavrian President Lena Ostrava said.",
        "Tavrian President Lena Ostrava said she wanted Piet Vance to win the election.",
    ],
)
def test_who_is_no_side_or_asks_none_takes_no_position(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("wish", "kept"),
    [
        ("Tavria rejected any discussion of a new course.", False),
        ("Tavria insists that any deal include money for a wall along the border with Morvania.", False),
        ("Tavria rejected any discussion of a new course with Morvania.", True),
        ("Tavria has rejected a ceasefire.", True),
        ("Tavria will ask parliament for new sanctions.", True),
        ("Tavria rejected any discussion with the rebels.", True),
    ],
)
def test_on_a_page_about_a_state_itself_only_what_names_another_is_a_position(wish, kept):
    assert bool(told(f"{wish}\n{HOME}\n{ABROAD}")) is kept


def test_a_movement_that_no_list_knows_may_be_a_side():
    (found,) = positions("The Coastal Liberation Front demanded a ceasefire.")
    assert found.issue == "ceasefire"


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Tavria must live in calm on both banks of the old river in peace, Oruvia said.", None),
        ("Oruvia demanded respect even as it works out new rules with Tavria for trade.", None),
        ("Oruvia urged Tavria and Morvania to show restraint.", "ceasefire"),
        ("Oruvian President Ana Weber said Tavria must end its nuclear work.", "nuclear_program"),
    ],
)
def test_a_hint_tells_an_issue_only_near_the_verb(text, issue):
    assert [p.issue for p in positions(text)] == ([issue] if issue else [])


def test_an_office_is_not_of_a_president_whom_another_person_followed():
    met = "Tavrian President Lena Ostrava met Piet Vance on Monday."
    since = "Vance walked home on Tuesday."
    wish = "The president wants a ceasefire."
    assert [row[:2] for row in told(f"{met} {wish}")] == [("Tavria", "demands")]
    assert told(f"{met} {since} {wish}") == []


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Citadel is irked at the Oruvian government as it seeks a ceasefire.", "Oruvia"),
        ("Oruvia imposed sanctions on Tavria over its refusal to release the prisoners.", "Tavria"),
        ("Oruvia thanked Morvania for its willingness to release the prisoners.", "Morvania"),
        ("Oruvia was silent about its willingness to release the prisoners.", "Oruvia"),
    ],
)
def test_whose_it_is_for_which_somebody_is_treated(text, side):
    assert [NAMES[p.party] for p in positions(text)] == [side]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Tavria vowed to end the truce while also pressing Morvania's banks to pay.",
            "to end the truce",
        ),
        (
            "Weber said that Tavria had agreed to a ceasefire, that she would help the schools and that it rained.",
            "a ceasefire",
        ),
        (
            "Velm took a hard line against Tavrian proposals for a ceasefire, and then in Ostrel with the ministers.",
            "a ceasefire",
        ),
        (
            "Weber - irked by Tavria's demand that the prisoners be released - said there was no room.",
            "the prisoners be released",
        ),
        (
            "Tavria threatened to end the truce, although it later signed.",
            "to end the truce",
        ),
        (
            "Tavria accepted the truce in all ports, rather than because of the raid.",
            "the truce in all ports",
        ),
    ],
)
def test_where_content_ends(text, content):
    assert [p.content for p in positions(text)] == [content]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Tavria is willing to scuttle the ceasefire.", "threatens"),
        ("Tavria is ready to target Morvanian shipping.", "threatens"),
        ("Oruvia is wary of Tavria's promise to develop nuclear missiles.", "threatens"),
        ("Tavria vowed to pursue nuclear weapons.", "threatens"),
        ("Tavria said it would cut off its humanitarian aid to Morvania.", "threatens"),
    ],
)
def test_what_breaks_what_was_agreed_is_a_threat(text, stance):
    assert [p.stance for p in positions(text)] == [stance]
