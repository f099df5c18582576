"""Whose a position is where verbs share their subject, and what only looks like one."""

import pytest
from tests.find.test_positions import NAMES, positions, told


@pytest.mark.parametrize(
    "text",
    [
        "The deal keeps an office that Tavria wanted to close and offers Morvania sanctions relief.",
        "Weber met Tavrian President Lena Ostrava, who has had doubts about the port, and accepted a peace plan.",
        "Hundreds of Tavrian diplomats rejected the ceasefire.",
        "Nearly 1,000 Tavrian officials voiced their opposition to the arms embargo.",
        "Tavrian minister Lena Ostrava urged Democrats not to block the withdrawal of troops.",
        "The envoy came to the coast seeking commitments from Tavria to withdraw its troops.",
        "The fund was made contingent upon Tavria's acceptance of the peace plan.",
        "Weber said the silence could be a sign that Tavria was ready to resume the peace talks.",
        "Tavrian President Lena Ostrava said the rebels must be behind any breach of the ceasefire.",
        "Tavrian President Lena Ostrava said it is shocking that prisoners should be held by the rebels.",
        "Tavrian President Lena Ostrava said Morvania should win the race for the ceasefire.",
        "Tavrian President Lena Ostrava said the new port should boost exports in spring.",
        "An economist said: “A deal in which Tavria will promise to lift the sanctions is near.”",
    ],
)
def test_nobody_takes_a_stance(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Morvania was praised because of Tavria's threats to the truce and its refusal to withdraw troops.",
            ("Tavria", "rejects", "territory", "to withdraw troops"),
        ),
        (
            "Ostrel accused Morvania of being unreliable while threatening to resume nuclear tests.",
            ("Tavria", "threatens", "nuclear_program", "to resume nuclear tests"),
        ),
        (
            "Tavria said it will suspend several commitments under the nuclear deal.",
            (
                "Tavria",
                "threatens",
                "nuclear_program",
                "it will suspend several commitments under the nuclear deal",
            ),
        ),
        (
            "Tavria is prepared to increase its capacity for uranium enrichment.",
            ("Tavria", "threatens", "nuclear_program", "to increase its capacity for uranium enrichment"),
        ),
        (
            "Tavria remains committed to developing nuclear missiles.",
            ("Tavria", "threatens", "nuclear_program", "developing nuclear missiles"),
        ),
        (
            "Tavria pledged to annex the disputed province.",
            ("Tavria", "threatens", "territory", "to annex the disputed province"),
        ),
        (
            "Tavria asked for a suspension of the military exercises and Morvania's nuclear program.",
            (
                "Tavria",
                "urges",
                "military_limits",
                "a suspension of the military exercises and Morvania's nuclear program",
            ),
        ),
        (
            "“We will not allow the blockade to go on and, one way or another, we must hold an election,” "
            "Tavrian President Lena Ostrava said.",
            ("Tavria", "rejects", "embargo", "We will not allow the blockade to go on"),
        ),
        (
            "Tavrian President Lena Ostrava said she was ready for many things but would not accept a ceasefire.",
            ("Tavria", "rejects", "ceasefire", "would not accept a ceasefire"),
        ),
        (
            "Tavria rejected any withdrawal of its troops, instead calling for a summit.",
            ("Tavria", "rejects", "territory", "any withdrawal of its troops"),
        ),
    ],
)
def test_whose_it_is_and_what_it_is(text, position):
    assert position in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tavria and its allies were threatened with nuclear attacks.",
        "Tavrian President Lena Ostrava rejected the Intelligence Bureau's (IB) assessment that Morvania meddled "
        "in the elections.",
        "Tavrian minister Lena Ostrava pressed Morvania on how it could justify the sanctions.",
        "Tavria is not interested in such weapons.",
    ],
)
def test_what_is_done_to_a_side_asked_of_it_or_only_pointed_to_is_no_stance(text):
    assert told(text) == []


def test_who_answers_an_offer_has_not_made_it():
    rows = told("Morvania urged Tavria to accept its offer of a ceasefire.")
    assert ("Tavria", "offers", "ceasefire", "a ceasefire") not in rows


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Tavria announced it would stop abiding by limits on uranium enrichment.",
            (
                "Tavria",
                "threatens",
                "nuclear_program",
                "it would stop abiding by limits on uranium enrichment",
            ),
        ),
        (
            "Tavria vowed to press ahead with more missile tests.",
            ("Tavria", "threatens", "nuclear_program", "to press ahead with more missile tests"),
        ),
        (
            'Tavria said it would provide a "harsh response" to new sanctions.',
            ("Tavria", "threatens", "sanctions", 'it would provide a "harsh response" to new sanctions'),
        ),
        (
            "Tavria has threatened to end the truce several times in years of tension, and in 2026 it sent a fleet.",
            ("Tavria", "threatens", "ceasefire", "to end the truce"),
        ),
        (
            "Tavria urged Morvania to put off the elections in an apparent attempt to win time.",
            ("Tavria", "urges", "elections", "to put off the elections"),
        ),
    ],
)
def test_blows_are_threats_and_what_the_writer_adds_is_no_content(text, position):
    assert position in told(text)


def test_what_a_government_wants_at_home_is_no_position():
    home = "\n".join(f"The town council of the coast met for the {n}th time." for n in range(20, 34))
    wish = "Tavrian President Lena Ostrava is ready to negotiate."
    assert told(f"{wish}\n{home}") == []
    assert told(f"{wish}\n{home}\nMorvania and Oruvia sent no word.") == []
    assert told(f"{wish}\n{home}{home.replace('the coast', 'Morvania')}") != []


def test_a_force_that_leaves_a_place_is_not_asked_of_the_place():
    (found,) = positions("Oruvia demanded the withdrawal of Tavrian troops from Morvania.")
    assert NAMES[found.towards] == "Tavria"


def test_a_national_council_is_not_the_council_of_that_name():
    text = (
        "National Security Council spokesman Ivo Lund spoke. “Tavria must stop its missile tests,” Lund said."
    )
    assert told(text) == []


def test_such_a_thing_is_told_where_its_words_name_it():
    assert told("Tavria rejected such security guarantees.") == [
        ("Tavria", "rejects", "security_guarantees", "such security guarantees")
    ]


def test_what_is_wanted_and_what_is_refused_are_two():
    assert told(
        "Tavria said it wants security guarantees and will not trade its nuclear arsenal for benefits."
    ) == [
        ("Tavria", "demands", "security_guarantees", "security guarantees"),
        ("Tavria", "rejects", "nuclear_program", "will not trade its nuclear arsenal for benefits"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tavria said the Morvanian president wrote a letter, seeking talks and offering cooperation in fighting fires.",
        "Weber asked: “What would Morvania do if a nation threatened a nuclear attack on its territory?”",
        "The Tavrian parliament did not offer a single day of ceasefire.",
        "Tavrian President Lena Ostrava said the end of the peace talks should not be interpreted as a retreat.",
        "A Tavrian senator said Tavria shouldn't rule out a ceasefire.",
        "Tavrian President Lena Ostrava said Democrats must negotiate on the border.",
    ],
)
def test_what_was_not_offered_only_asked_or_said_to_others_at_home_is_none(text):
    assert [row for row in told(text) if row[0] == "Tavria"] == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Neither Oruvia nor Tavria wants new sanctions.",
            ("Tavria", "rejects", "sanctions", "new sanctions"),
        ),
        (
            "Tavria has threatened to impose more tariffs on salt and the bank could act soon.",
            ("Tavria", "threatens", "tariffs", "to impose more tariffs on salt"),
        ),
        (
            "Tavria vowed to press ahead with its offensive in the disputed province.",
            (
                "Tavria",
                "threatens",
                "territory",
                "to press ahead with its offensive in the disputed province",
            ),
        ),
        (
            "Tavria voiced its opposition to the ceasefire and accusing Morvania of bad faith left the hall.",
            ("Tavria", "rejects", "ceasefire", "the ceasefire"),
        ),
    ],
)
def test_what_neither_wants_and_where_content_ends(text, position):
    assert position in told(text)


def test_a_circumstance_goes_on_behind_an_abbreviation():
    text = "Tavria vowed to press ahead with its offensive in the disputed province despite U.S. sanctions."
    assert [row[1:3] for row in told(text)] == [("threatens", "territory")]


def test_such_a_meeting_is_the_one_that_the_sentence_before_tells_of():
    rows = told("The two presidents may hold a summit in Rill. Tavria has refused such a meeting.")
    assert rows == [("Tavria", "rejects", "leaders_summit", "such a meeting")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Tavria urges an early ceasefire to let the ships pass.",
            "an early ceasefire to let the ships pass",
        ),
        ("Tavria continues to seek “regime change” in Morvania.", "“regime change” in Morvania"),
        (
            "The **Tavrian government is ready to lift the sanctions on Morvania** , it hopes.",
            "to lift the sanctions on Morvania",
        ),
    ],
)
def test_content_is_whole(text, content):
    assert [row[3] for row in told(text)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The bank is committed to assisting Tavria and supporting the peace talks with Morvania.",
        "Lena Ostrava, the Tavrian president, says the resolution “condemns the raids, and demands a ceasefire”.",
        "Morvania pushes to end the war. Its rebels fight for the port. Tavria has rejected the demand.",
    ],
)
def test_what_another_does_is_not_a_sides(text):
    assert [row for row in told(text) if row[0] == "Tavria"] == []
