"""Who may meet a side as another of whom an invented page tells no state, and whose a meeting is by a pronoun."""

import pytest
from tests.find.test_meetings import names, only, reports, told

AT_HOME = {
    "two of one parliament": "House Speaker Otto Kell met Tavrian Representative Ana Lorn in Ostrel on Tuesday.",
    "a court": "President Otto Kell met with the Grand Court in Ostrel on Tuesday.",
    "a leader of a majority": "Tavrian President Ana Lorn met Majority Leader Otto Kell in Ostrel on Tuesday.",
    "an attorney general": "Tavria's security adviser Ana Lorn met Attorney General Otto Kell in Ostrel on Tuesday.",
    "his own envoy": "Tavrian envoy Ana Vell met President Otto Kell at the Citadel in Ostrel on Tuesday.",
    "leaders of a church": "Tavrian President Ana Lorn met with Evangelical leaders in Ostrel on Tuesday.",
    "who is in no office": "Otto Kell met Morvanian President Ivo Restan in Rill on Tuesday.",
    "a volunteer and a spy": "Campaign volunteer Otto Kell had met with a Morvanian spy in Rill in 2030.",
    "who was": "Former Foreign Minister Otto Kell met Morvanian President Ivo Restan in Rill on Tuesday.",
}


@pytest.mark.parametrize("text", AT_HOME.values(), ids=AT_HOME)
def test_who_may_be_of_the_same_state_or_of_none_is_no_other_side(text):
    assert told(text) == []


ABROAD = (
    "President",
    "Defence Secretary",
    "Secretary of State",
    "National Security Adviser",
    "Foreign Minister",
)


@pytest.mark.parametrize("office", ABROAD)
def test_who_acts_for_a_state_abroad_is_another_side(office):
    row = only(f"{office} Otto Kell met Morvanian President Ivo Restan in Rill on Tuesday.")
    assert names(row.parties) == {"Morvania"}
    assert {d.name for d in row.delegates} == {"Otto Kell", "Ivo Restan"}


def test_who_holds_offices_at_home_is_no_delegate_of_a_side_unknown():
    row = only(
        "Tavria and Morvania held a meeting in Rill on Tuesday. Senator Otto Kell said so at the meeting with "
        "Tavrian President Ana Lorn."
    )
    assert "Otto Kell" not in {d.name for d in row.delegates}


def test_associates_of_somebody_are_not_that_person():
    row = only("President Otto Kell met two associates of Morvanian President Ivo Restan in Rill on Tuesday.")
    assert [d.name for d in row.delegates] == ["Otto Kell"]


@pytest.mark.parametrize(
    "text",
    [
        "Senator Otto Kell testified about Vice President Ivo Penn's preparations for his 1 September meeting with "
        "Morvanian President Ada Restan.",
        "Senator Otto Kell asked about President Ivo Penn's account of his meeting with Morvanian President Ada Restan "
        "in Rill.",
    ],
)
def test_a_meeting_is_of_whose_plans_or_account_of_it_are_told(text):
    assert {d.name for row in reports(text) for d in row.delegates} == {"Ivo Penn", "Ada Restan"}


STATUS = {
    "fell apart": ("Last week talks between Tavria and Morvania in Rill fell apart once again.", "failed"),
    "a visit for talks": (
        "President Ana Lorn formally cancelled a much-discussed visit to Velm next month for talks with Morvanian "
        "President Ivo Restan, citing the grain.",
        "cancelled",
    ),
}


@pytest.mark.parametrize(("text", "status"), STATUS.values(), ids=STATUS)
def test_status(text, status):
    assert only(text).status == status


def test_of_what_too_little_was_reached_for_is_no_meeting():
    text = (
        "There is not enough recent progress in our bilateral agenda with Tavria to hold a Tavria-Morvania summit in "
        "early September, Morvania said."
    )
    assert told(text) == []


def test_whose_counterpart_somebody_is_told_to_be_acts_for_another_state():
    rows = told(
        "Tavrian Foreign Minister Ana Lorn went to Rill on Monday for talks with her counterpart, Otto Kell.\n"
        "Ana Lorn is scheduled to meet with Otto Kell in Sarn on Friday."
    )
    assert [row[3:] for row in rows] == [("Rill", {"Tavria"}), ("Sarn", {"Tavria"})]


def test_a_day_is_no_agenda():
    row = only("Tavrian and Morvanian envoys held talks in Rill on Tuesday at a venue located near the port.")
    assert row.agenda == ()
    row = only("Tavrian and Morvanian envoys held talks in Rill on Tuesday on a ceasefire.")
    assert [e.quote for e in row.support["agenda"]] == ["a ceasefire"]


def test_a_side_by_which_talks_are_called_is_not_where_they_are():
    rows = reports(
        "Tavria and Morvania met in May. The Morvania talks went on for weeks, and Morvania is part of them."
    )
    assert [row.place for row in rows] == [None]
