"""Deeds that are only believed, charged, feared or done again and again, and what words before a noun tell of it."""

import pytest
from tests.find.test_incidents import MORVANIA, TAVRIA, incidents, one

from parley.records import actor_id


@pytest.mark.parametrize(
    "text",
    [
        "A majority of those surveyed believe Tavrian troops used chemical weapons against the rebels.",
        "Tavria has been accused of aiding Morvania to prolong its war.",
        "Children are placed in care within 72 hours of being detained by Tavrian soldiers.",
        "That leaves open the possibility that firms that trade with Morvania will be sanctioned by Tavria.",
        "Lawmakers questioned the strength of the claims that forces loyal to President Vey used gas on Morvania.",
        "The data is used to figure out how the Tavrian government will send aid to Morvania.",
        "Aides left over concerns about the hold on Tavrian military aid to Morvania.",
        "Tavria ended an antidumping probe into Morvanian sorghum.",
    ],
)
def test_what_is_believed_charged_feared_or_kept_back_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutor Ivo Lund accused Tavria of aiding Morvania.",
        "The army said Morvania believed Tavrian troops had shelled Velm.",
        "Tavria opened a probe into Morvanian sorghum.",
        "The claims that Tavria made were read out after Tavrian forces shelled Velm.",
    ],
)
def test_what_somebody_says_or_opens_is_one(text):
    assert len(incidents(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Twice a month, Tavrian minister Ivo Lund flies to Morvania.",
        "Anytime a Tavrian minister visits Morvania, the world takes notice.",
        "Every time a Tavrian minister visits Morvania, shops close.",
        "The council would tax everything else Tavria sells to Morvania.",
    ],
)
def test_what_is_done_again_and_again_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Lund visited Morvania a few years ago.",
        "The plan follows the 2012 raid on a school, in which a gunman killed 20 children.",
        "Bodies were found in 2022 after a suburb of Velm was occupied by Tavrian forces.",
        "From 2007 to 2009 the council assembled soldiers who expelled Tavrian rebels.",
        "Sunday marks the fourth anniversary of Tavria's invasion of Morvania.",
    ],
)
def test_what_was_years_before_is_history(text):
    found = incidents(text)[-1]
    assert found.status == "historical"


def test_a_day_of_memory_is_not_the_day_of_the_deed():
    assert one("Sunday marks the fourth anniversary of Tavria's invasion of Morvania.").date.edtf is None


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Ana Vey released an emotional ad featuring Tavrian minister Ivo Lund.",
        "Ana Vey released a video appeal to Morvanians on Monday.",
        "Guards executed search warrants on Tavrian lawyer Ivo Lund.",
        "Leaders treated Morvanian villagers like a purse.",
        "Ivo Lund kept sanctioning the use of gas against Morvania.",
        "Rules that balance national security with Tavrian liberties impose restrictions on Morvania.",
    ],
)
def test_objects_of_another_kind_make_no_deed(text):
    assert [
        i for i in incidents(text) if i.event_type in ("RETREAT", "ASSAULT", "SANCTION", "AID", "COERCE")
    ] == []


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("In 2031 border guards detained 40 rebels.", ("border guards",)),
        ("The worry grew for Morvania given Tavria's plan to develop a missile.", (TAVRIA,)),
        ("Ten soldiers were killed in the Morvania War.", ()),
        (
            "The rebels held a post in Velm - not the one where Tavria landed - on Monday, killing 2 soldiers.",
            None,
        ),
    ],
)
def test_who_acts_stands_in_its_own_phrase(text, agents):
    assert [i.agents for i in incidents(text)] == ([] if agents is None else [agents])


def test_whose_pressure_it_was_suffers_nothing():
    assert one("Ana Vey stopped the sale of gas under pressure from Morvania.").recipients == ()


def test_where_people_are_deported_is_not_whom():
    assert incidents("Some of those that were held were deported to Morvania.") == []


def test_a_barrage_of_tests_is_no_attack():
    assert one("Tavria carried out a barrage of missile tests.").event_type == "MOBILIZE"


@pytest.mark.parametrize(
    "text",
    [
        "Lawyer Ivo Lund said the president of Tavria is not under investigation.",
        "Vey pressured Ivo Lund to declare that Tavrian President Ana Vey was not being investigated.",
        "It is not clear that the Tavrian official was investigating the company.",
        "Pleas came from people hit by Superstorm Vera, which flooded Velm, displacing coastal residents.",
        "Bank employees are also participating in the strike against the merger.",
        "The seat vacated by Tavrian ministers was won by Reed.",
        "Most residents are unfairly treated by Tavria, the suit argues.",
        "In May, Otto Reed worked as a medic with the Tavrian army.",
        "Otto Reed sent a formal security referral to the Tavrian police.",
        "The nearby Velm metro station was closed due to a leak.",
        "Otto Reed said that the original decision to investigate Tavria was right.",
        "Otto Reed, whose father-in-law, a guard, was killed in Velm, spoke.",
    ],
)
def test_what_is_not_told_or_not_by_whom_stands_near_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Tavrian ministry plans to investigate Morvania.",
        "Tavria is under investigation.",
        "The Velm television station was closed by the Tavrian government.",
        "Tavrian soldiers joined the strike against Morvania.",
    ],
)
def test_what_looks_like_it_and_is_told_is_one(text):
    assert len(incidents(text)) == 1


def test_captions_that_run_together_are_cut():
    text = "Photos: Nation mourns bombing victims Three people were killed in Velm."
    assert one(text).recipients == ("Three people",)


def test_who_acts_goes_on_behind_an_aside_about_another():
    text = (
        "Tavria overthrew President Ana Vey, who hailed from Lune, and launched a crackdown against Morvania."
    )
    assert incidents(text)[-1].agents == (TAVRIA,)


def test_with_whom_something_is_shared_is_no_part_of_its_name():
    assert one("Ana Vey shared classified Tavrian intelligence with Morvanian officials.").recipients == (
        MORVANIA,
    )


def test_who_is_helped_in_a_deed_against_another():
    found = one("Ivo Lund said Tavria assisted him in investigating Vey's rival Otto Reed.")
    assert found.recipients == (actor_id("person", "Ivo Lund"),)


def test_who_is_stepping_down_in_a_month_gone_is_to_do_so():
    found = one("Otto Reed, who is stepping down from his post in May, spoke.")
    assert (found.status, found.date.edtf) == ("planned", None)


@pytest.mark.parametrize(
    "text",
    [
        "Most residents say rebels are treated less fairly than others by the Tavrian police.",
        "By the time they came, the hostages had been transferred.",
        "Parents of children killed in the Velm Elementary School shooting sued.",
        "Ana Vey unleashed an assault on Ivo Lund over immigration.",
        "A man sent pipe bombs to Tavrian officials.",
        "President Otto Reed spoke. But he said it will provide some relief to Tavria.",
        "Tavrian lawmakers left town for Thanksgiving.",
        "A letter written by Tavrian officer Ivo Lund was released on Monday.",
        "All Tavrians are under attack because of whom they love.",
    ],
)
def test_who_is_treated_left_sent_or_assailed_in_words_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ten villagers were treated at a hospital by Tavrian doctors.",
        "The hostages had been transferred to Tavria.",
        "Tavria sent bombs to Morvania.",
        "The port of Velm is under attack.",
        "Tavrian lawmakers left town for Morvania.",
    ],
)
def test_the_wounded_hostages_and_ports_are(text):
    assert len(incidents(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Otto Reed assisted Ivo Lund with many of his stories.",
        "Otto Reed teamed up with Ivo Lund on a measure.",
        "Otto Reed provided technical support for the talks.",
        "The money was needed, and some officials provided medical aid.",
        "Tavria helps Morvania in part because it shares a border.",
        "Otto Reed has built up a missile collection.",
        "Tavria is developing computing systems.",
        "Tavria released the economic projections of Morvania.",
        "Locals fled after it and the neighbouring suburb of Lune were occupied by Tavria.",
    ],
)
def test_help_between_persons_and_how_things_are_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Otto Reed helped Tavria with many of its plans.",
        "Tavria sent medical aid.",
        "Tavria has helped Morvania.",
        "Tavria is developing missile systems.",
        "Otto Reed released the hostages of Lune.",
        "The two sides have exchanged prisoners 11 times.",
    ],
)
def test_help_of_sides_arms_and_hostages_are(text):
    assert len(incidents(text)) == 1


def test_troops_that_leave_are_not_whom_they_leave():
    assert one("Ana Vey withdrew Tavrian troops from Morvania.").recipients == (MORVANIA,)


def test_on_a_page_without_a_day_the_year_of_a_noun_is_another():
    text = "Hundreds fled after Tavria's invasion of Morvania in February 2022."
    assert one(text, None).status == "historical"


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 Tavrian President Ana Vey agreed to release 40 prisoners.",
        "They met on the anniversary of the march, when rebels were brutally beaten in Velm.",
        "Otto Reed, who was detained during World War II, spoke.",
        "Otto Reed was detained in the Vietnam War.",
    ],
)
def test_what_was_in_a_year_a_march_or_a_war_long_over_is_history(text):
    assert one(text).status == "historical"


@pytest.mark.parametrize(
    "text",
    [
        "Rules were printed against birth tourism, in which women travel to Tavria.",
        "Tavria's public offensive on Morvania, which included a speech, went on.",
    ],
)
def test_practices_and_campaigns_are_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tavrian President Ana Vey will arrive in Vietnam on Tuesday.",
        "Tavria has shelled Velm longer than the port was shelled in World War II.",
    ],
)
def test_a_name_that_a_war_had_makes_no_history(text):
    assert incidents(text)[0].status != "historical"


@pytest.mark.parametrize(
    "text",
    [
        "If he were president, he would have a Tavrian prosecutor investigate Ana Vey.",
        "He spoke of the need to be absolutely certain that Tavria has used gas on Morvania.",
        "Presumably, Tavria would continue to shell Morvania.",
        "Tavrian President Ana Vey closed the session with a prayer.",
        "Ana Vey was deposed in the lawsuit by her former party.",
        "She is always on the alert, Tavrian aides say.",
        "Tavria exported only $123.9 billion in goods to Morvania in 2030.",
        "Tavria offered up to $15 million for anyone with information on the fleet.",
    ],
)
def test_what_would_be_done_or_is_called_so_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tavrian President Ana Vey was deposed by the army.",
        "Tavrian forces are on high alert.",
        "Tavria closed the border.",
        "Tavria provided $3.1 billion in military assistance to Morvania.",
        "Tavria froze $400 million in Morvanian funds.",
        "It is certain that Tavria has used gas on Morvania.",
    ],
)
def test_what_was_done_is_one(text):
    assert len(incidents(text)) == 1
