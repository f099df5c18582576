"""Whose a meeting of an invented page is, when it was, and which words tell of none."""

import pytest
from tests.find.test_meetings import only, reports, told

NOTHING = {
    "no plans": "Talks between Tavria and Morvania have lasted months. There are no immediate plans for "
    "the Tavrian delegation to head to Velm for further talks.",
    "held back": "Tavria was holding back a coveted meeting with Morvanian President Ivo Restan in Velm as leverage.",
    "only its potential": "Tavria and Morvania met Oruvian envoys about the potential for a new Velm conference.",
    "a committee of one state": "The National Audit Committee met with Tavrian President Ana Lorn in Velm on Monday.",
    "an office alone": "Party members met with Citadel chief of staff Ivo Marr in Velm on Monday.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_was_never_held_or_is_of_no_two_sides_is_none(text):
    assert [row for row in told(text) if row[3] == "Velm"] == []


def test_one_side_and_a_person_told_apart_from_it_are_a_meeting():
    assert told("Foreign Minister Ivo Marr met Tavrian officials in Rill on Monday.") == [
        ("meeting", "held", "2031-06-02", "Rill", {"Tavria"})
    ]


def test_who_has_a_report_ahead_of_talks_takes_no_part_in_them():
    rows = reports(
        "Post's Otto Marr has another scoop ahead of President Ana Lorn's peace talks with "
        "Morvania's Ivo Restan in Rill."
    )
    assert all("Otto Marr" not in {d.name for d in row.delegates} for row in rows)


def test_two_meetings_named_together_are_two():
    rows = told(
        "Confusion could lead to trouble in this week's summit as well as the planned meeting between "
        "Tavrian President Ana Lorn and Morvanian President Ivo Restan."
    )
    assert rows == []


def test_a_summit_that_raises_hopes_of_talks_is_not_between_their_sides():
    rows = told(
        "The summit in Rill last month raised the possibility of direct talks between Tavrian President Ana Lorn "
        "and Morvanian President Ivo Restan."
    )
    assert [row for row in rows if row[0] == "summit"] == []


def test_sides_told_of_one_meeting_are_not_given_to_another_elsewhere():
    rows = told(
        "Oruvia warned Velmara. Oruvia told Velmara of it. Oruvia watched as Velmara left.\n"
        "Tavrian diplomats held talks with Morvanian officials in Rill on Tuesday.\n"
        "Talks in Ostrel stretched on into the evening, as those of the bloc often do."
    )
    assert [row[3] for row in rows] == ["Rill"]


def test_sides_of_which_a_page_tells_most_are_given_to_its_other_talks():
    rows = told(
        "Tavria warned Morvania. Tavria told Morvania of it. Tavria watched as Morvania left.\n"
        "Tavrian diplomats held talks with Morvanian officials in Rill on Tuesday.\n"
        "It came after talks in Velm on Monday."
    )
    assert [(row[3], row[4]) for row in rows] == [
        ("Rill", {"Tavria", "Morvania"}),
        ("Velm", {"Tavria", "Morvania"}),
    ]


def test_talks_of_more_sides_than_the_pages_pair_are_not_the_pairs_alone():
    text = "Talks between Tavria and Morvania go on. The second round of {} will open in Rill on Friday."
    assert [row[4] for row in told(text.format("talks"))] == [{"Tavria", "Morvania"}]
    assert told(text.format("talks among the three countries")) == []


def test_who_meets_others_than_the_pages_sides_brings_not_both_of_them():
    rows = told(
        "The talks between Tavria and Morvania went on. Another round of talks of Tavria and Morvania is due.\n"
        "Foreign Minister Ivo Marr visited Ostrel on Tuesday to meet with Tavrian officials."
    )
    assert [row[4] for row in rows if row[2] == "2031-06-03"] == [{"Tavria"}]


def test_a_body_is_a_side_without_the_one_that_owns_it():
    row = only(
        "An official from the Harbour Union's Grain Watch Agency will meet Tavrian officials in Rill on Friday."
    )
    assert len(row.parties) == 2


def test_a_house_of_long_ago_is_not_in_the_town_from_which_the_page_reports():
    text = "OSTREL (Reuters) - {} the leaders of Tavria and Morvania held a summit at the Bellmar Hotel."
    assert only(text.format("On May 12, 2031,")).place.name == "Bellmar Hotel"


def test_the_day_before_which_something_is_done_lies_ahead():
    row = only(
        "President Ana Lorn of Tavria, who is spending the weekend in Ostrel ahead of her meeting with "
        "Morvanian President Ivo Restan on Monday, fired off a series of posts on Tuesday morning."
    )
    assert (row.date.edtf, row.status) == ("2031-06-09", "scheduled")


def test_talks_about_another_state_are_not_of_the_pages_sides():
    rows = told(
        "Tavria and Morvania agreed to resume peace talks in April. The languishing Tavria-Morvania talks will go on.\n"
        "Diplomatic talks in Sarn on Oruvia ended on Tuesday without agreement."
    )
    assert [row for row in rows if row[3] == "Sarn"] == []


def test_the_days_of_talks_that_were_are_not_those_of_more_to_come():
    rows = told(
        "Tavria and Morvania agreed to hold more talks in Velm. The issue dominated the talks between Tavrian "
        "envoy Ana Lorn and Morvanian envoy Ivo Restan on Monday and Tuesday."
    )
    assert rows[0] == ("talks", "scheduled", None, "Velm", {"Tavria", "Morvania"})


def test_a_group_of_states_is_no_place():
    row = only(
        "Tavrian President Ana Lorn met Morvanian President Ivo Restan at the G-20 Summit in Rill on Tuesday."
    )
    assert row.place.name == "Rill"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lorn and Ivo Restan are headed to the meeting of Tavria and Morvania in Rill on Sunday.",
        "Oruvia said there would be a meeting between Tavria and Morvania in Rill on Sunday.",
    ],
)
def test_what_somebody_is_headed_to_or_there_would_be_is_to_come(text):
    assert only(text).status == "scheduled"


def test_meetings_of_any_kind_tell_nothing_of_the_one_before():
    row = only(
        "Tavria and Morvania held a summit in Rill on Tuesday. Despite multiple meetings that continue, shells fall."
    )
    assert (row.status, len(row.evidence)) == ("held", 1)


def test_talks_of_sides_unknown_are_not_those_told_of():
    row = only(
        "Talks between Tavria and Morvania will take place by August in Rill. "
        "The envoys landed for a debriefing Tuesday on the North-South talks."
    )
    assert (row.status, row.date.edtf) == ("scheduled", "../2031-08-31")


def test_talks_of_years_ago_are_not_of_the_pages_sides():
    rows = told(
        "Tavria and Morvania held talks in Velm on Tuesday. The talks of Tavria and Morvania in Velm ended.\n"
        "In 2021, the Rill climate talks collapsed when many left."
    )
    assert [row[3] for row in rows] == ["Velm"]


def test_the_latest_round_is_not_the_meeting_to_come():
    rows = told(
        "Ana Lorn of Tavria counts on a future meeting with Oruvia to take place in Velm in July after Tavrian and "
        "Morvanian teams wrapped up the latest round of talks in Rill."
    )
    assert [row for row in rows if row[3] == "Rill" and "Oruvia" in row[4]] == []


def test_a_conference_is_not_of_those_who_meet_beside_it():
    rows = told(
        "Ana Lorn will speak on the sidelines of an economic conference in Rill this week.\n"
        "Morvanian President Ivo Restan is coming into his meetings with Ana Lorn this week in a strong position."
    )
    assert [row for row in rows if row[0] == "conference"] == []


def test_who_meets_people_of_no_side_meets_not_the_pages_other_side():
    rows = told(
        "Talks between Tavria and Morvania went on. The talks of Tavria and Morvania are due.\n"
        "On Tuesday, Otto Lund and Tavrian officials met with chief executives of ship companies in Velm."
    )
    assert [row for row in rows if row[3] == "Velm"] == []
