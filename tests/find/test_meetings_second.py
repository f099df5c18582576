"""What stands beside a meeting of an invented page and is not of it: other days, other pictures, other members."""

import pytest
from tests.find.test_meetings import heads, names, only, reports, told

LORN, RESTAN = "Tavrian President Ana Lorn", "Morvanian President Ivo Restan"


def test_since_before_a_clause_is_no_time_after_the_summit():
    row = only(
        f"{LORN} is in Velmara ahead of her summit with {RESTAN} in Rill.\n"
        "She saw no use in the visit, since her summit with Ivo Restan is just days away."
    )
    assert row.status == "scheduled"
    row = only(f"{LORN} has said little of it since her summit with {RESTAN} in Rill last month.")
    assert row.status == "held"


EITHER = {
    "two months": (f"{LORN} is expected to meet {RESTAN} in late July or early August.", "2031-07/2031-08"),
    "two days": (
        "Tavria and Morvania will hold talks in Rill on Friday or Saturday.",
        "2031-06-06/2031-06-07",
    ),
    "one month": (f"{LORN} is expected to meet {RESTAN} in late July.", "2031-07"),
}


@pytest.mark.parametrize(("text", "date"), EITHER.values(), ids=EITHER)
def test_of_two_days_of_which_it_will_be_one_both_bound_it(text, date):
    assert only(text).date.edtf == date


def test_a_month_more_than_half_a_year_off_may_be_the_last_one():
    page = (
        "She told of the time left when Tavrians and Morvanians agreed to resume peace talks in %s in Rill."
    )
    assert only(page % "July", published="2031-11-10").date.edtf is None
    assert only(page % "January", published="2031-11-10").date.edtf == "2032-01"


def test_of_a_page_without_its_day_two_days_leave_both_open():
    row = only("Tavria and Morvania will hold talks in Rill on Friday or Saturday.", published=None)
    assert row.date.edtf is None


def test_a_month_cut_short_is_no_place():
    assert not told(
        "Foreign Minister Otto Kell met with a Morvanian aide on the sidelines of a Sept. 1 gathering in Rill, "
        "and Vell, who was watching from across the room, said so."
    )
    (row,) = told("Foreign Minister Otto Kell met with a Morvanian aide in Rill on Sept. 1, 2030.")
    assert row[2:4] == ("2030-09-01", "Rill")


def test_who_negotiates_one_matter_heads_no_delegation():
    page = "Tavrian and Morvanian negotiators met in Rill on Tuesday.\nThe Tavrian delegation %s."
    assert (
        heads(only(page % "included Tavrian Trade Representative Chief Grain Negotiator Ana Vell")) == set()
    )
    assert heads(only(page % "included Tavria's chief negotiator, Ana Vell")) == {"Ana Vell"}
    assert heads(only(page % "was led by chief negotiator Ana Vell")) == {"Ana Vell"}


MEMBERS = {
    "counterparts of a body": "Tavrian Minister Ana Lorn came to Rill for talks with her Harbour Union counterparts.",
    "the others of a group": "Ana Lorn and the six other leaders of the Harbour Union will meet in Rill on Friday.",
    "members of a body": f"{LORN} is set to meet with Harbour Union members during a summit in Rill on Friday.",
}


@pytest.mark.parametrize("text", MEMBERS.values(), ids=MEMBERS)
def test_the_members_of_a_body_are_no_second_side(text):
    assert told(text) == []


def test_those_who_act_for_a_body_are_a_side():
    assert len(reports(f"{LORN} met Harbour Union leaders in Rill on Tuesday.")) == 1
    assert names(
        only("Tavrian Foreign Minister Ana Lorn met her Morvanian counterpart in Rill.").parties
    ) == {
        "Tavria",
        "Morvania",
    }


PEOPLE = {
    "a politician": "Ivo Sol was the first Tavrian politician to meet the Morvanian president in 2030 in Rill.",
    "people of a kind": "Morvanian officials held talks in Rill on Tuesday with other prominent Tavrians.",
}


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE)
def test_people_of_a_land_are_not_its_side(text):
    assert told(text) == []


def test_the_people_of_two_lands_by_themselves_are_their_sides():
    row = only("Talks are set to resume on Friday in Rill between Tavrians and Morvanians.")
    assert names(row.parties) == {"Tavria", "Morvania"}


def test_a_second_thing_with_its_own_sides_gives_no_place():
    rows = told(
        "She meant talks over the weekend between Tavrian and Morvanian officials in the zone dividing the two lands "
        "and a Citadel team's discussions with Morvanian counterparts in Rill."
    )
    assert [row[2:4] for row in rows] == [("2031-05-31/2031-06-01", None), (None, "Rill")]
    both = told(
        "Tavrian and Morvanian officials held talks over the weekend in Rill and a press conference there."
    )
    assert [row[2:4] for row in both] == [("2031-05-31/2031-06-01", "Rill")]


def test_a_meeting_called_by_its_day_gives_none_to_talks_hoped_for():
    page = "Traders hoped for talks between Tavria and Morvania in Rill.\n%s"
    other = page % "It is likely that the bank will cut its rate at the July meeting."
    assert [row.date.edtf for row in reports(other)] == [None]
    same = page % "The talks in July will be of grain."
    assert [row.date.edtf for row in reports(same)] == ["2031-07"]


def test_a_meeting_of_persons_is_not_that_of_talks_of_which_nobody_is_told():
    rows = told(
        "Both agreed to a plan for Friday in working-level talks on Monday.\n"
        "Ana Lorn is Tavria's defence minister. Ana Lorn spoke before the start of her meeting with her "
        "counterpart from Velmara."
    )
    assert all(row[2] is None for row in rows)


def test_days_of_another_meeting_are_not_taken_for_those_of_two_who_may_meet():
    rows = told(
        "The Harbour Union's ministers meet next week. The meeting was originally set for July 5-6.\n"
        f"{LORN} may meet {RESTAN} in Rill in early July."
    )
    assert [row[2] for row in rows if row[4] == {"Tavria", "Morvania"}] == ["2031-07"]


def test_who_was_on_the_way_on_a_day_did_not_meet_on_it():
    row = only(f"Tavrian Defence Minister Ana Lorn was headed to Rill on Tuesday for talks with {RESTAN}.")
    assert (row.status, row.date.edtf, row.place.name) == ("scheduled", None, "Rill")
    row = only(f"{LORN} will travel to Rill on Friday for talks with {RESTAN}.")
    assert (row.status, row.date.edtf) == ("scheduled", "2031-06-06")


def test_who_attended_by_a_name_not_known_is_not_the_other_side():
    page = "President Otto Kell held a meeting in Rill last week.\n%s, who attended the meeting, said so."
    assert told(page % "Tavria's National Security Adviser H.V. Solmar") == []


GALLERY = (
    "Caption 1 of 4 Photos: Visit Visit - Ana Lorn and Ivo Restan listen to children sing before meeting on May 20. "
    "Caption 2 of 4 Photos: Visit Visit - In 2020 Otto Kell poses for a photograph. The Rill Summit was an effort to "
    "settle the price of grain. Caption 3 of 4"
)


def test_captions_that_run_on_tell_each_of_its_own_picture():
    page = "Tavria's President Ana Lorn is out. Morvania's President Ivo Restan is out.\n"
    assert [row.place for row in reports(page + GALLERY)] == [None]
    rows = reports(page + "Ana Lorn and Ivo Restan met on May 20. The meeting in Rill was of grain.")
    assert [row.place.name for row in rows] == ["Rill"]


def test_talks_of_leaders_whose_side_is_open_are_not_filled_with_the_pair_of_the_page():
    page = (
        "Tavrian and Morvanian negotiators held talks in Velm in 2029. Talks of Tavria and Morvania are slow.\n"
        "President Otto Kell did not speak of it with Tavria's Ana Lorn in %s in Rill in May."
    )
    assert all((row.place and row.place.name) != "Rill" for row in reports(page % "face-to-face talks"))


def test_talks_that_go_on_are_none_that_are_yet_to_come():
    row = only(
        f"Tavrian Foreign Minister Ana Lorn will meet {RESTAN} in Rill later this week.\n"
        "This week's talks are aimed at the price of grain.\n"
        'She thinks "ongoing discussions are going very well".'
    )
    assert row.status == "scheduled"


PAIR = (
    "Tavrian and Morvanian negotiators held talks in Velm in 2029.\n"
    "Tavria and Morvania held talks again in Ostrel in 2030.\n"
)
OF_MANY = {
    "international": "Little came of international negotiations in Rill last month.",
    "of a body": "Last month's round of Harbour Union climate talks in Rill closed with a text.",
}


@pytest.mark.parametrize("text", OF_MANY.values(), ids=OF_MANY)
def test_talks_of_many_states_are_not_filled_with_the_pair_of_the_page(text):
    assert "Rill" not in [row[3] for row in told(PAIR + text)]


def test_talks_of_which_no_side_is_told_are_those_of_the_pair_of_the_page():
    rows = told(PAIR + "Little came of last month's peace talks in Rill.")
    assert [row[4] for row in rows if row[3] == "Rill"] == [{"Tavria", "Morvania"}]


def test_with_whom_a_second_meeting_is_takes_no_part_in_the_first():
    rows = told(
        "It bodes well for leader Ivo Restan's summit on Friday with Tavrian President Ana Lorn, and subsequent "
        "meeting in July with Oruvian President Eda Sol."
    )
    assert all("Oruvia" not in row[4] for row in rows if row[2] == "2031-06-06")


def test_whose_summit_it_is_comes_to_it():
    row = only(
        f"{LORN} spoke. {RESTAN} spoke. Tavria prepares for President Lorn's expected summit with Restan in Rill."
    )
    assert {d.name for d in row.delegates} == {"Ana Lorn", "Ivo Restan"}


def test_a_month_says_more_than_its_year():
    row = only(
        f"It was the first Lorn-Restan summit last year. {LORN} and {RESTAN} first met in Rill last June."
    )
    assert row.date.edtf == "2030-06"
