"""What bare talks, questions, plans that were, and names beside a meeting of an invented page tell of it."""

import pytest
from tests.find.test_meetings import names, only, reports, told

FAR = "The grain is sold in many towns of the coast, and the price of it rose again. " * 6 + "\n"
LORN, RESTAN = "Tavrian President Ana Lorn", "Morvanian President Ivo Restan"
PAIR = "Talks between Tavria and Morvania went on. The talks of Tavria and Morvania are due.\n"


def sentences(text):
    """How many sentences each meeting rests on."""
    return [len(row.evidence) for row in reports(text)]


NOTHING = {
    "a question": f"Did envoy Otto Kell go to Rill to meet with Morvanian officials and {LORN} on Tuesday?",
    "meetings every week": "Tavria vowed to hold weekly meetings in Rill with Morvanian officials.",
    "meetings twice a year": "Twice-yearly meetings between Tavrian and Morvanian officials in Rill are dull.",
    "planned long ago": f"When {LORN} planned to meet with {RESTAN} in late 2029, the grain was cheap.",
    "at home": "Ana Lorn's Tavria will hold a meeting in Rill with people of the Department of Grain.",
    "of people of one state": "President Otto Kell met with the heads of the big Oruvia grain companies on Tuesday.",
    "leaders of no office": "President Otto Kell met with Tavrian civic leaders in Ostrel on Tuesday.",
    "a conference of guests": "Otto Kell spoke at a conference of 14,000 Tavrian Morvanians in Rill.",
    "as strains grew": "General Otto Kell cancelled a trip to Velm scheduled for Saturday as strains with Tavria grew.",
    "a summit of many": f"{LORN} said she would host next year's Group of Twelve summit of the countries in Ostrel.",
    "his own people": "Ana Lorn's advisers came to her in a meeting in Rill. She went on with her talks with her team.",
    "a firm's officials": "GR7 officials met with Tavrian adviser Ana Vell in Rill on Tuesday.",
    "no people": "Responses to hunger in Tavria and Morvania were at the heart of talks of a meeting in Rill.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_tells_of_no_meeting_of_two_sides_is_none(text):
    assert told(text) == []


STATUS = {
    "en route": (
        f"The reversal came while {LORN} was en route to Rill for a meeting with {RESTAN}.",
        "scheduled",
    ),
    "headed": ("Tavrian and Morvanian teams headed to Rill on Thursday for preliminary talks.", "scheduled"),
    "heading into": (f"Heading into her summit in Rill with {RESTAN}, {LORN} has one goal.", "scheduled"),
    "discussed as upcoming": (
        f"Otto Kell discussed the upcoming summit of {LORN} and {RESTAN} in Rill.",
        "scheduled",
    ),
    "its spirit": (f"Tavria broke the spirit of last month's summit of {LORN} and {RESTAN} in Rill.", "held"),
    "resumption": (
        "A quick resumption of talks between Tavria and Morvania in Rill seems unlikely.",
        "proposed",
    ),
    "taken criticism": (
        f"Foreign Minister Otto Kell has taken criticism for his meeting with {RESTAN} in Rill.",
        "held",
    ),
    "when she met": (
        f"{LORN} said she would raise it when she met {RESTAN} in Rill next month.",
        "scheduled",
    ),
    "back on": (f"The summit of {LORN} and {RESTAN} in Rill is back on for July.", "scheduled"),
    "began last year": ("Talks between Tavrian and Morvanian officials began in Rill last year.", "held"),
    "more often ahead": (
        f"{LORN} and {RESTAN} have arrived in Rill for their summit. Ahead of the summit, both slept. The path to the "
        "summit has been rocky.",
        "scheduled",
    ),
    "for the third": (f"{LORN} and {RESTAN} met in Rill for the third summit of the coast.", "held"),
    "to be signed": (
        f"A deal between {LORN} and {RESTAN} to be signed at their summit in Rill is a win.",
        "scheduled",
    ),
    "for their second": (
        f"{LORN} and {RESTAN} are set to meet in Rill for their second summit.",
        "scheduled",
    ),
}


@pytest.mark.parametrize(("text", "status"), STATUS.values(), ids=STATUS)
def test_status(text, status):
    assert only(text).status == status


def test_each_of_meetings_that_are_counted_was_held():
    rows = told(
        "Otto Kell coordinated the Tavrian president's two meetings with Morvanian envoys in April and May."
    )
    assert {row[1] for row in rows} == {"held"}


def test_negotiations_are_not_a_meeting_of_leaders_told_of_far_before():
    text = f"{LORN} met {RESTAN} in Rill on Tuesday.\n" + FAR
    assert sentences(text + "Oruvia hopes that the negotiations will resume.") == [1]
    assert sentences(text + "The negotiations are under way, a spokesman said.") == [1]


def test_talks_for_something_else_are_not_those_of_the_page():
    text = "Talks between Tavria and Morvania in Rill opened on Tuesday.\n"
    assert sentences(text + "News that two brokers were in talks on a merger broke on Monday.") == [1]


def test_a_meeting_with_somebody_is_none_of_which_nobody_was_told():
    text = "Oruvian President Eda Sol went to a meeting in Rill on Tuesday.\n" + FAR
    rows = reports(text + f"{LORN} said that her meeting with {RESTAN} was tense.")
    assert all(names(row.parties) != {"Tavria", "Morvania"} for row in rows)


def test_a_meeting_of_two_others_is_another():
    rows = told(
        f"In 2030, the Tavrian leader crossed the border to meet {RESTAN}.\n"
        "Oruvian President Eda Sol said goodbye to Velmaran President Ivo Vell after their meeting in the Sand Hotel."
    )
    assert ("Sand Hotel", {"Oruvia", "Velmara"}) in [row[3:] for row in rows]


def test_who_met_two_at_a_gathering_did_not_make_it_theirs():
    text = f"The Group of Twelve summit in Rill ended on Tuesday.\n{LORN} spoke of her meeting with {RESTAN}."
    assert all(row[3] != "Rill" for row in told(text))


def test_discussions_agreed_to_for_a_day_are_not_those_told_of():
    rows = told(
        "During a day of talks in Rill, Tavria and Morvania had sought a truce.\n"
        "Ana Lorn said the two sides agreed to hold discussions on 12 July."
    )
    assert all(row[2] != "2031-07-12" or row[3] is None for row in rows)


def test_leaders_who_met_have_no_mediator_told_of_elsewhere():
    row = only(
        f"{LORN} held talks in Rill with {RESTAN} on Tuesday.\nOruvia, which is mediating, hopes for a truce."
    )
    assert row.mediators == ()


def test_who_met_whom_is_not_the_page_s_pair():
    rows = told(
        PAIR
        + "President Otto Kell took notes in Rill on 2 June after his meetings with Oruvian leaders there."
    )
    assert all(row[4] == {"Oruvia"} for row in rows if row[3] == "Rill")


def test_a_capital_behind_a_preposition_is_no_side():
    row = only(
        f"President Otto Kell and {RESTAN} met on Tuesday. Before it opened in Ostrel, Kell and Restan met again."
    )
    assert names(row.parties) == {"Morvania"}


def test_compounds_of_two_words_are_sides():
    row = only("Otto Sol says the upcoming Tavria-Morvania-Oruvia summit in Sarn opens doors.")
    assert names(row.parties) == {"Tavria", "Morvania", "Oruvia"}


def test_a_house_before_its_team_is_no_place():
    rows = told(
        "Talks between Tavria and Morvania, a Winter Palace team's discussions with envoys, went on on Tuesday."
    )
    assert all(row[3] is None for row in rows)


def test_who_attended_a_meeting_alone_is_no_side_of_it():
    text = "President Otto Kell told envoys so in a meeting in Rill on Tuesday.\n"
    assert told(text + "Tavria's adviser Ana Vell, who attended the meeting, called it false.") == []


def test_two_bodies_that_no_list_has_may_be_of_one_state():
    assert (
        reports("The Grain Action Network will meet with the Coastal Urban League in Rill on Thursday.") == []
    )


def test_talks_that_collapsed_elsewhere_are_not_those_to_come():
    rows = told(
        "On Monday, Tavria and Morvania are to hold talks. But the talks in Rill collapsed amid doubts."
    )
    assert all(row[2] is None for row in rows if row[1] == "failed")


def test_whom_somebody_means_to_host_comes_to_no_round_of_talks():
    rows = reports(
        "Tavria and Morvania had plans for a new round of talks in Ostrel on Friday.\n"
        f"President Otto Kell intends to host {RESTAN} at the Citadel soon."
    )
    assert all(not row.delegates for row in rows if row.form == "talks")


def test_a_day_by_which_something_seemed_is_not_that_of_talks():
    text = "By Monday, Tavrian and Morvanian envoys appeared open to resuming talks in Rill on grain."
    assert all(row[2] is None for row in told(text))


def test_who_leads_the_delegation_of_another_is_no_delegate():
    row = only(
        "Talks between Tavria and Morvania in Rill opened on Tuesday.\n"
        "Velmaran President Ivo Vell led a delegation of elders to Oruvia that month."
    )
    assert row.delegates == ()


def test_an_apposition_is_no_row_of_sides():
    row = only(
        "Talks between Tavria and Morvania, a key ally and neighbour of Oruvia, opened in Rill on Tuesday."
    )
    assert names(row.parties) == {"Tavria", "Morvania"}


def test_whom_somebody_visits_first_does_not_go_on_to_the_talks():
    row = only(f"President Otto Kell will visit Oruvia and then go to Sarn for a summit with {RESTAN}.")
    assert names(row.parties) == {"Morvania"}


def test_what_an_ambassador_is_to_is_no_side():
    row = only(f"The Tavrian ambassador to Oruvia, Ana Vell, met {RESTAN} in Rill on Tuesday.")
    assert names(row.parties) == {"Tavria", "Morvania"}


def test_meetings_about_the_page_s_sides_are_not_theirs():
    rows = told(PAIR + "Otto Kell was in Sarn this past week for Palace meetings on grain.")
    assert all(row[3] != "Sarn" for row in rows)


def test_a_day_of_a_proposal_is_not_that_of_the_talks_about_it():
    row = only(
        "The talks between Tavria and Morvania in Rill were about Oruvia's proposal Monday for a truce."
    )
    assert row.date.edtf is None


def test_what_was_agreed_for_a_month_gone_by_is_none_to_come():
    assert (
        told(
            f"It was because {LORN} agreed to meet {RESTAN} for a summit last month.", published="2031-06-08"
        )
        == []
    )


def test_where_a_summit_is_discussed_is_not_where_it_will_be():
    rows = told(f"Otto Kell went to Rill to discuss the upcoming summit of {LORN} and {RESTAN} on Friday.")
    assert [row[3] for row in rows] == [None]
