"""Which mentions of an invented page are of one meeting and which of another, and what is a gathering of many."""

import pytest
from tests.find.test_meetings import names, only, reports, told

LEADERS = "Tavrian President Ana Lorn met Morvanian President Ivo Restan in Rill on Tuesday.\n"


def evidence(text):
    """How many sentences each meeting rests on."""
    return [len(row.evidence) for row in reports(text)]


APART = {
    "a new meeting of others": "Eda Sol held a meeting in her office in Ostrel on Monday with the chairs.\n"
    "The critics accuse Ana Lorn of holding a Velm meeting with Morvanian President Ivo Restan.",
    "a summit with another": "The reviews of Ana Lorn's summit with Ivo Restan in Rill were mild.\n"
    "She made the claim after her summit with Otto Vey.",
    "a met leader and a place of a plan": "The two leaders discussed holding a summit at Rill Palace.\n"
    "Ana Lorn met Morvanian Foreign Minister Otto Marr at Rill Palace last May.",
    "talks of which the matter is another": "Ana Lorn told Ivo Restan so during a meeting in Rill on Monday.\n"
    "She said nothing of the peace talks.",
    "talks that are not Monday's meeting": "She did not back down during Monday's meeting in Ostrel.\n"
    "Critics blame Oruvia for the collapse of talks that were to be held.",
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_what_has_nothing_in_common_with_a_meeting_is_not_told_of_it(text):
    assert all(number == 1 for number in evidence(text))


def test_the_negotiations_of_a_year_are_others_than_those_told_of():
    text = (
        "Much came of talks between Tavria and Morvania in Rill. In the negotiations over the Grain Pact in 2027, "
        "Oruvia asked for more."
    )
    assert evidence(text) == [1] and only(text).date.edtf != "2027"
    goes_on = "Tavria and Morvania held talks in Rill in May 2031. The talks in 2031 were their first."
    assert evidence(goes_on) == [2]


def test_several_meetings_tell_nothing_of_one():
    assert evidence(LEADERS + "Those who sat in on the meetings said they hurt her.") == [1]
    assert evidence(LEADERS + "The meeting hurt her.") == [2]


def test_the_summit_is_one_that_the_page_calls_so():
    rows = reports(
        "A summit with Tavrian President Ana Lorn next month may not happen.\n"
        "Morvanian President Ivo Restan was speaking as he received Oruvian President Eda Sol in Velm on Tuesday.\n"
        "Ivo Restan may cancel the summit."
    )
    assert [len(row.evidence) for row in rows if "Oruvia" in names(row.parties)] == [1]


def test_two_who_meet_beside_a_gathering_are_not_the_sides_of_it():
    rows = told(
        "At a Group of Twelve summit in Rill in May, Ana Lorn refused to sign.\n"
        "A summit between Tavrian President Ana Lorn and Morvanian President Ivo Restan in Sarn in May was dull."
    )
    assert [row[3] for row in rows] == ["Sarn"]


GATHERINGS = {
    "a body's emergency meeting": "Tavrian President Ana Lorn and Morvanian President Ivo Restan attended a Harbour "
    "Union emergency meeting in Rill on Monday.",
    "of a body": "Tavria's Ana Lorn and Morvania's Ivo Restan attended a meeting of the Harbour Union in Rill.",
    "of a group": "Tavria's Ana Lorn and Morvania's Ivo Restan will attend a meeting of the Group of Twelve in Rill.",
    "a regional conference": "Tavrian President Ana Lorn and Morvanian President Ivo Restan attended a regional "
    "conference in Rill on Monday.",
    "a Summit of the": "Tavria's Ana Lorn and Morvania's Ivo Restan attended the Summit of the Isles in Rill.",
    "something said at one": "The accord that Ana Lorn of Tavria and Ivo Restan of Morvania reached during the Group "
    "of Twelve Summit in Rill earlier this month holds.",
}


@pytest.mark.parametrize("text", GATHERINGS.values(), ids=GATHERINGS)
def test_a_gathering_has_no_two_sides(text):
    assert told(text) == []


def test_who_met_at_a_gathering_met_in_its_town():
    beside = (
        "Tavrian President Ana Lorn met Morvanian President Ivo Restan on the sidelines of a summit in Rill."
    )
    assert only(beside).place.name == "Rill"
    row = only(
        "Tavrian President Ana Lorn will meet Morvanian President Ivo Restan in July at the G-12 summit in Rill."
    )
    assert (row.form, row.place.name) == ("meeting", "Rill")


def test_a_new_meeting_of_which_no_sides_are_told_is_not_of_the_pages_sides():
    page = "Talks between Tavria and Morvania went on. The talks of Tavria and Morvania are due.\n"
    assert told(page + "Her team came to Ana Lorn during a meeting last week in Ostrel.") == []


def test_who_met_an_official_met_him_and_not_the_pages_other_side_too():
    page = "Talks between Tavria and Morvania went on. The talks of Tavria and Morvania are due.\n"
    rows = told(page + "Foreign Minister Otto Lund met Tavrian President Ana Lorn in Ostrel on Tuesday.")
    assert [row[4] for row in rows] == [{"Tavria"}]


def test_those_whom_somebody_unknown_met_are_not_two_sides():
    assert (
        told("Watchers of the grain met Tavrian officials and Morvanian officials in Rill on Monday.") == []
    )


def test_people_in_no_office_are_no_side():
    assert told("Otto Lund met a Tavrian lawyer in Rill on Monday.") == []
    rows = reports("Otto Lund and Morvanian officials met Tavrian lawyer Ana Vell in Rill on Monday.")
    assert all("Tavria" not in names(row.parties) for row in rows)


def test_what_a_visit_coincided_with_is_not_whom_it_was_with():
    assert (
        told("Ana Lorn's visit to Rill on Monday coincided with strains between Tavria and Morvania.") == []
    )


def test_who_attends_a_meeting_of_others_brings_no_other_meeting():
    text = LEADERS + "Morvanian Foreign Minister Otto Marr, who attended the meeting in Rill, called it good."
    assert evidence(text) == [2]


STATUS = {
    "far clause": (
        "It came ahead of a planned summit between Tavrian President Ana Lorn and Morvanian President Ivo "
        "Restan in Rill on 12 June, which has now been called off.",
        "cancelled",
    ),
    "began and over": (
        "The vow came after Tuesday's summit of Ana Lorn of Tavria and Ivo Restan of Morvania in Rill. The summit "
        "began with a handshake.",
        "held",
    ),
    "as he prepared": (
        "As he prepared to meet Tavrian President Ana Lorn in Rill, Morvanian President Ivo Restan praised her.",
        "scheduled",
    ),
    "secured": (
        "Morvania was intent on securing a meeting between Ana Lorn of Tavria and Ivo Restan of Morvania in Rill.",
        "proposed",
    ),
    "another": (
        "He said no when asked about another round of talks of Tavria and Morvania in Rill.",
        "proposed",
    ),
}


@pytest.mark.parametrize(("text", "status"), STATUS.values(), ids=STATUS)
def test_status(text, status):
    assert only(text).status == status


def test_a_day_of_something_else_is_not_the_day_of_talks():
    break_ = "Tavria and Morvania began a break in the talks in Rill on Saturday."
    assert [row[2] for row in told(break_)] in ([], [None])
    rows = told(
        LEADERS + "Otto Marr was vague on Wednesday on the outcome of the meeting of Tavria and Morvania."
    )
    assert [row[2] for row in rows] == ["2031-06-03"]


def test_those_who_parted_after_their_meeting_are_its_sides():
    rows = told(
        "In 2030, Ana Lorn of Tavria met Morvanian President Ivo Restan.\n"
        "Oruvian President Eda Sol said goodbye to Velmaran President Ivo Vell after their meeting in the Sand Hotel."
    )
    assert [row[3:] for row in rows] == [
        (None, {"Tavria", "Morvania"}),
        ("Sand Hotel", {"Oruvia", "Velmara"}),
    ]


def test_sides_whose_negotiators_are_named_far_apart_are_not_those_of_talks():
    far = "The grain is sold in many towns of the coast, and the price of it rose again. " * 6
    page = f"Tavrian negotiators were praised.\n{far}\nOthers feared for Morvanian negotiators.\n"
    assert told(page + "Talks in Velm were extended on Monday.") == []


def test_who_has_met_others_of_the_same_side_has_had_another_meeting():
    rows = told(
        "Oruvia's Eda Sol will head to Rill on Friday for a meeting with Tavrian President Ana Lorn.\n"
        "Morvania's Ivo Restan said the same in Ivo Restan's talks with Ana Lorn."
    )
    assert [row[4] for row in rows] == [{"Oruvia", "Tavria"}]


NONE_OR_OTHER = {
    "may have had": "Reports say that Tavria's Ana Lorn may have had a meeting with Ivo Restan of Morvania in Rill.",
    "not on the agenda": "A meeting between Tavria and Morvania in Rill is not on the agenda.",
    "games": "The harvest came a year after Ostrel hosted the Summer Olympics in Ostrel.",
    "administered": "It focused on the Oruvia-administered peace talks in Velm.",
    "leaders of no state": "Otto Lund met Tavrian business leaders in Ostrel on Monday.",
    "of a conference": "Tavria's Ana Lorn and Morvania's Ivo Restan may not attend an investment conference in Rill.",
}


@pytest.mark.parametrize("text", NONE_OR_OTHER.values(), ids=NONE_OR_OTHER)
def test_what_is_no_meeting_of_two_sides_is_none(text):
    assert told(text) == []


def test_his_counterparts_met_him():
    row = only(
        "Oruvian Foreign Minister Otto Sol said so after a meeting Tuesday in Rill with his Tavrian and Morvanian "
        "counterparts."
    )
    assert names(row.parties) == {"Oruvia", "Tavria", "Morvania"}


def test_a_day_is_held_against_the_day_told_and_not_against_the_year():
    rows = told(
        "Tavria's Ana Lorn met the Morvanian ambassador twice in 2030.\n"
        "The July 20 meeting with Ana Lorn of Tavria in Rill was short. The September meeting in Velm was not."
    )
    assert all(row[2] != "2030-09" or row[3] != "Rill" for row in rows)


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        (
            "Eda Sol left days before the famous December 25 phone call between Ana Lorn of Tavria and Ivo Restan of "
            "Morvania.",
            "2030-12-25",
            "held",
        ),
        (
            "Before the first meeting between Ana Lorn of Tavria and Ivo Restan of Morvania last year, both slept.",
            "2030",
            "held",
        ),
        ("Oruvia made efforts to arrange a meeting of Tavria and Morvania in Rill.", None, "proposed"),
        ("Oruvia was forced to call off talks with Tavria in Rill.", None, "cancelled"),
        (
            "The note came after six days of talks between Tavria and Morvania in Rill. He called the talks good.",
            None,
            "held",
        ),
    ],
)
def test_day_and_status(text, day, status):
    assert [(row[2], row[1]) for row in told(text)] == [(day, status)]


def test_states_joined_by_hyphens_are_no_place():
    assert only("At a Tavria-Morvania-Oruvia summit in Velm, leaders warned of hunger.").place.name == "Velm"


def test_one_who_met_two_had_two_meetings():
    rows = told(
        "In 2030, Tavrian President Ana Lorn met Morvanian President Ivo Restan.\n"
        "Ana Lorn said goodbye to Velmaran President Ivo Vell after their meeting in the Sand Hotel."
    )
    assert [row[3] for row in rows] == [None, "Sand Hotel"]


NEVER = {
    "opted not": "Tavria's Ana Lorn was under fire for opting not to meet in Rill with Morvanian President Ivo Restan.",
    "not enough": "There is not enough progress with Tavria to hold a Tavria-Morvania summit in Rill, Morvania said.",
    "who met two": "Eda wrote to many leaders -- including meeting next week with Tavrian President Ana Lorn and "
    "Morvanian President Ivo Restan.",
    "an address at a conference": "Ana Lorn of Tavria will address the Grain Street conference in Rill. Ivo Restan of "
    "Morvania will not.",
    "hosts of a radio": "Otto Lund held a phone conversation on Monday with Tavrian radio hosts.",
}


@pytest.mark.parametrize("text", NEVER.values(), ids=NEVER)
def test_what_did_not_come_about_or_was_of_others_is_none(text):
    assert told(text) == []


def test_who_speaks_of_a_meeting_elsewhere_tells_not_where_it_is():
    rows = told(
        '"It sets a high bar for the meeting of Ana Lorn of Tavria and Ivo Restan of Morvania," Otto Lund, director at '
        "a school in Rill, said."
    )
    assert [row[3] for row in rows if row[3]] == []


def test_meetings_of_two_days_are_two_and_talks_may_go_on():
    assert evidence(LEADERS + "Grain sellers were at Wednesday's meeting with Ana Lorn.") == [1]
    assert evidence("Tavria and Morvania held talks in Rill on Tuesday.\nWednesday's talks were short.") == [
        2
    ]


def test_what_was_likely_to_have_been_called_off_was_not_held():
    row = only(
        "There were hopes of a meeting between Tavria and Morvania in Rill. The meeting of Tavria and Morvania was "
        "likely to have been called off in Rill."
    )
    assert row.status != "held"


def test_a_day_is_no_place():
    rows = told(
        "Ana Lorn of Tavria met Morvanian President Ivo Restan on the sidelines of a Sept. 1 gathering in Rill."
    )
    assert "Sept" not in {row[3] for row in rows}


def test_somebody_called_sessions_is_no_meeting():
    row = only(
        "Tavria and Morvania held a meeting in Rill on Tuesday. Attorney General Otto Sessions saw it, and Mr. "
        "Sessions was glad."
    )
    assert len(row.evidence) == 1


def test_a_meeting_that_was_is_not_the_round_that_is_proposed_for_later_in_the_month():
    rows = reports(
        "OSTREL, June 3, 2031 - Delegations of Tavria and Morvania agreed on a swap in their meeting in Ostrel.\n"
        "Oruvian President Eda Sol proposed that Tavria and Morvania come together for a third round later this "
        "month in Rill.\n"
        "In Monday's meeting, Tavria said that Morvania had rejected a truce.\n"
    )
    held = [row for row in rows if row.status != "proposed"]
    assert [(len(row.evidence), row.place and row.place.name) for row in held] == [(2, "Ostrel")]
