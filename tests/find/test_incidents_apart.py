"""What only looks like an incident: mishaps, words in another sense, clauses of another subject, and other places."""

import pytest
from tests.find.test_incidents import MORVANIA, TAVRIA, incidents, one

from parley.records import actor_id


@pytest.mark.parametrize(
    "text",
    [
        "Ten men were killed when a tornado hit Velm.",
        "The worst mine disaster to date was a gas explosion that killed 270 workers in Oster province.",
        "A storm hit Velm on Monday. Rain fell as the hurricane passed. In Oster county three people were killed.",
    ],
)
def test_nobody_attacks_in_a_storm_or_a_mine(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A storm hit Velm on Monday. The hurricane passed. In Oster county a gunman killed three people.",
        "Ten men were killed when a rocket hit the square as a storm passed.",
        "Ten men were killed in Velm in March.",
    ],
)
def test_who_is_shot_beside_a_storm_was_attacked(text):
    assert [found.event_type for found in incidents(text)] == ["ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "A former general who clashed with the Tavrian government was named.",
        "Ana Vey launched another assault on Ivo Lund's record on taxes.",
        "The rally in Velm was later “hijacked” by Tavrian radicals.",
        "Leaders of Tavria have pulled back from their focus on the virus.",
        "Tavria blocked access to the internet in Velm.",
        "The network cut the tape and released it in May.",
        "The victim pointed a gun at the officer.",
        "The Tavrian embassy in Velm was closed on Monday.",
    ],
)
def test_words_of_war_in_another_sense_are_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Tavrian rebels clashed with the government.", "ASSAULT"),
        ("Tavria pulled back from the border.", "RETREAT"),
        ("Tavria pulled back from Velm.", "RETREAT"),
        ("Tavria closed the Morvanian embassy in Lune.", "SANCTION"),
        ("The rebels tested a missile.", "MOBILIZE"),
        ("Guards were waging a hunger strike at Velm.", "PROTEST"),
    ],
)
def test_words_of_war_in_their_own_sense_are(text, deed):
    assert one(text).event_type == deed


@pytest.mark.parametrize(
    "text",
    [
        "On average, 33,000 Morvanians are killed with guns each year.",
        "More men are killed by Tavrian police than women each year.",
        "Tavrian officers are trained to use force with care.",
        "The rule covers children who are held in Tavrian prisons.",
    ],
)
def test_what_happens_year_by_year_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "In the event of a Tavrian attack on Morvania, ships will leave.",
        "The union had no intention of Jan Oster being arrested by Tavrian guards.",
        "Sending ground troops to Morvania is out of the question, said Tavrian minister Ivo Lund.",
        "Tavrian guards must fully and openly investigate the killing of Jan Oster.",
        "The Tavrian government says claims it used chemical weapons are baseless.",
        "President Ana Vey's decision to kill Jan Oster sent a message to Morvania.",
        "Tavria will keep its arms unless Morvania ended its threats and agreed to remove its troops from Velm.",
    ],
)
def test_what_is_feared_owed_or_decided_long_ago_is_none(text):
    assert incidents(text) == []


def test_a_state_of_war_in_a_decade_past_is_history():
    assert (
        one("In the 1980s, while Tavria was fighting a war with Morvania, envoys met.").status == "historical"
    )
    text = "Lawmakers recalled when Tavrian guards stormed City Hall in Velm and stopped traffic in 2012."
    assert one(text).status == "historical"


def test_a_day_that_is_still_to_come_is_not_that_of_a_deed_done():
    found = one("The row came after Tavria announced Morvania sanctions on December 29.", "2031-12-05")
    assert (found.status, found.date.edtf) == ("reported", None)


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        (
            "The Velm Watch, a Tavria-based group, said in a note that ten guards, some of them old, were killed.",
            "ten guards",
        ),
        (
            "Doctors in Velm said at least 19 people, including five children, had been killed.",
            "at least 19 people",
        ),
        ("Gunmen struck Velm, with local officials saying four civilians were killed.", "four civilians"),
        ("Velm mourns its victims – Twelve people were killed in a shooting.", "Twelve people"),
    ],
)
def test_those_who_are_told_of_are_killed_not_those_who_tell(text, victims):
    assert one(text).recipients == (victims,)


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        (
            "One guard died after a gunman wielding a machine gun leapt out of a car and opened fire on Velm.",
            ("a gunman",),
        ),
        (
            "Guards survey the hall after a gunman fired through a door and sprayed the room, killing five people.",
            ("a gunman",),
        ),
        ("President Ana Vey triggered a Tavrian investigation of Morvania.", (TAVRIA,)),
    ],
)
def test_who_acts_is_the_subject_of_the_nearest_clause(text, agents):
    assert incidents(text)[-1].agents == agents


def test_a_man_behind_his_own_name_in_marks_did_it_not_the_fire():
    assert incidents('A man who said he was "The Lamb" opened fire on a hall in Velm.') == []


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Vey touted a poll that says she holds a large national lead.",
        "The Tavrian army would not confirm or deny the Morvanian claim that Tavria fired rockets at Velm.",
        "Ten Morvanian men were taken in for questioning.",
        "Some 29 people were treated in hospitals in Velm.",
        "Three days of killing by Tavrian forces have left hundreds of residents dead.",
        "Tavria released its 2031 National Security Strategy.",
        "A man fired into the air outside a gate in Velm.",
        "In Tavria 600 people died in raids annually.",
        "The Tavrian government has transferred many detainees to prisons in Velm.",
        "He was known for the Tavrian cabinet's fight with Morvanian lawmakers.",
        "Tavria also offers billions of dollars to guard Morvania's diplomats.",
    ],
)
def test_what_only_looks_like_a_deed_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (
            "Ana Vey, the mother of Jan Oster, who was killed in a fight, wept.",
            (actor_id("person", "Jan Oster"),),
        ),
        ("Tavria transferred ten prisoners to Morvania.", ("ten prisoners", MORVANIA)),
        ("Some 40 people were evacuated.", ("Some 40 people",)),
    ],
)
def test_who_suffers_it_is_whom_the_clause_is_about(text, recipients):
    assert recipients in [found.recipients for found in incidents(text)]


def test_the_body_of_who_was_shot_was_not_shot():
    (found,) = incidents("He praised a veteran of the Velm Police Department who was gunned down.")
    assert found.recipients == ("a veteran of the Velm Police Department",)


def test_whose_arrest_it_is_suffers_it():
    assert all(not found.agents for found in incidents("The paper reported Ivo Lund's arrest in Velm."))


def test_the_agency_acts_not_its_head():
    found = one("Lund is chief of the agency that is conducting an investigation of Tavria.")
    assert found.agents == ("the agency",)


def test_who_said_something_before_he_was_executed_was_executed():
    text = "“I am not afraid,” Jan Oster said before he was executed."
    assert one(text).recipients == (actor_id("person", "Jan Oster"),)


def test_a_year_in_an_aside_is_not_that_of_the_deed():
    text = "Tavrian minister Ivo Lund, whom Ana Vey appointed as minister in April 2022, resigned."
    assert [found.status for found in incidents(text)] in ([], ["reported"])


def test_who_speaks_was_not_murdered():
    text = "President Ana Vey said on Monday there is little doubt. Officials believe he left, but she was murdered."
    assert incidents(text) == []
    assert one("Officials said Ana Vey was murdered.").recipients == (actor_id("person", "Ana Vey"),)


def test_he_is_the_subject_of_his_own_clause():
    text = "Tavria asked Morvania for a tape of Jan Oster's death, which shows he was tortured in Velm."
    assert one(text).recipients == (actor_id("person", "Jan Oster"),)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Vey toured the border with Morvanian minister Ivo Lund.",
        "Strikes were conducted in rebel territory close to the border with Morvania.",
    ],
)
def test_companions_and_neighbours_are_not_whom_it_is_done_to(text):
    assert incidents(text) == []


def test_who_is_expelled_is_not_the_state_they_leave():
    found = one("President Ana Vey ordered the expulsion of 60 Morvanian envoys from Tavria.")
    assert found.recipients == (MORVANIA,)


@pytest.mark.parametrize(
    "text",
    [
        "Tavria barred Morvania from the games in Velm.",
        "The army arrested ten men in May for the shooting of Jan Oster in Velm.",
        "Morvania agreed to impose sanctions on Velm.",
    ],
)
def test_the_place_of_what_it_was_for_is_not_its_place(text):
    assert one(text).place is None


def test_the_place_of_what_came_before_is_not_its_place():
    assert incidents("Ana Vey's visit followed a summit with leaders in Velm.") == []


def test_a_national_guard_is_a_force():
    assert one("President Ana Vey sent the Tavrian National Guard to the border.").mode == "troops"


@pytest.mark.parametrize(
    "text",
    [
        "Tavria has increasingly been engaged in this fight.",
        "President Ana Vey declared the proposed law dead in Tavria.",
        "Ana Vey headed the Velm Police Department from 2021 to 2025.",
        "More than 40 refugees traveled to Morvania.",
        "Morvania wants guarantees that Tavria will stop the flow of arms into Velm.",
        "The airline Velmair cancelled many flights.",
    ],
)
def test_what_only_has_the_verb_of_a_deed_is_none(text):
    assert incidents(text) == []


def test_whose_forces_are_pulled_back_does_not_suffer_it():
    assert one("President Ana Vey ordered a pullback of Tavrian forces in Morvania.").recipients == ()


@pytest.mark.parametrize(
    "text",
    [
        "A former guard was arrested for mailing poison to Tavria.",
        "A man threw rocks at guards after sneaking into Tavria.",
    ],
)
def test_where_another_deed_was_done_suffers_nothing(text):
    assert TAVRIA not in one(text).recipients


def test_an_army_of_a_power_long_gone_is_history():
    assert one("A year later, Hitler's army invaded Tavria.").status == "historical"


@pytest.mark.parametrize(
    "text",
    [
        "Jan Oster and his daughter Ana were poisoned in Velm.",
        "President Ana Vey threatened to close the border with Morvania.",
        "Protesters toppled the statue of Confederate general Jan Oster.",
    ],
)
def test_kin_closed_borders_and_statues_are_of_today(text):
    assert one(text).status != "historical"


def test_a_gulf_does_not_act():
    found = incidents("Ships were attacked in the Gulf of Morvania and Tavria downed a Morvanian drone.")[-1]
    assert found.agents == (TAVRIA,)


@pytest.mark.parametrize(
    "text",
    [
        "Tavrian minister Ivo Lund announced it as he left the office of party leader Ana Vey.",
        "President Ana Vey is filing a claim with a Tavrian court.",
        "It was hard, Jan Oster wrote, detaining hundreds of men.",
    ],
)
def test_who_leaves_a_room_files_a_claim_or_only_writes_of_it_did_none(text):
    assert incidents(text) == []


def test_where_protesters_march_to_is_not_against_whom():
    assert one("Hundreds of protesters marched from the square to Ana Vey's hotel.").recipients == ()


def test_a_decade_told_before_makes_history():
    text = "Critics grew loud in the late 1930s when Tavria began sanctioning Morvania."
    assert one(text).status == "historical"
