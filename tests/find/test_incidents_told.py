"""Which incidents of an invented conflict are told, which are history, and which words name no deed at all."""

import pytest
from tests.find.test_incidents import MORVANIA, TAVRIA, incidents, one


@pytest.mark.parametrize(
    "text",
    [
        "Following the May 2022 raid on the embassy, Tavria imposed sanctions on Morvania.",
        "The world looked on in May 2022 when a Tavrian rocket killed 40 people in Velm.",
        "When a plant was found near Velm in 2022, the talks ended. They were cut off as Tavria invaded Morvania.",
        "A man is led away in Velm on March 23, 2021. Dozens of people were killed in Velm.",
        "It was the worst raid on the port since Tavria invaded Morvania during the 2012 crisis.",
        "Velm was founded in 1982 by settlers uprooted when Tavria returned the territory to Morvania.",
        "Tavria agreed to release 40 prisoners in 2022.",
        "The port was safer than four years ago, when Tavrian forces attacked Morvania.",
        "August 2022: Hundreds of people are killed in Velm.",
    ],
)
def test_what_a_year_before_tells_is_history(text):
    assert one(text).status == "historical"


def test_on_a_page_without_a_day_a_printed_year_is_another():
    assert one("Otto Lund was detained by Tavria in January 2016.", None).status == "historical"
    assert one("More than 40 people have been killed since an uprising in 2016.", None).status == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Lund, who took office in 2022, met the envoys. Tavrian forces attacked Morvania.",
        "In 2022 Tavria signed the accord. Tavrian forces attacked Velm on Monday.",
        "In 2022 Tavria signed the accord. Tavrian forces have attacked Morvania.",
        "Under the 2022 accord, Tavria lifted the blockade of Velm.",
    ],
)
def test_a_year_of_another_clause_or_of_a_noun_makes_no_history(text):
    assert one(text).status == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Tavria has not fired a rocket since May or tested a missile since June.",
        "Analysts do not believe Tavria will stage an attack on Morvania.",
        "President Ana Vey of Tavria ordered airstrikes on Morvania in reprisal, but then cancelled them.",
        "Lund answered the assertions of Tavria and the council that Morvania used sarin gas.",
        "Tavrian rebels and Morvania on Tuesday accused each other of using chemical weapons.",
        "Any confirmation that the Tavrian army used chemical weapons would put pressure on Oruvia.",
        "They fear a deal becomes the means through which Tavria obtains a nuclear weapon.",
        "Tavria suspected a soldier had been captured by Morvania.",
        "Tavria was also considering cutting orders and boycotting Morvanian products.",
        "The Tavrian delegation had not yet left for Velm, the ministry said.",
        "The aid was withheld until Tavria attacked Morvania.",
        "Tavrian minister Ivo Lund said the council may restrict a president in how he conducts an attack on Velm.",
        "There would not be any Tavrian invasion of Morvania.",
        "The council floated a deal to avoid a Tavrian strike against Morvania.",
        "I doubt Tavria will give up its nuclear weapons.",
        "They can verify whether forces loyal to the Tavrian government have used gas on Morvania.",
        "Tavria is considering resuming sending aid to Morvania.",
        "Officials have also said that Tavrian military aid to Morvania was being withheld.",
        "People who travel to Morvania often point that out.",
    ],
)
def test_what_is_denied_feared_awaited_or_called_off_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The minister said that if Morvania gives up its arms, then Tavria will send aid.", "hypothetical"),
        ("Tavria will send troops to Morvania if the talks fail.", "hypothetical"),
        ("Tavria will give up its weapons as soon as Morvania withdraws.", "hypothetical"),
        ("Tavria said it will work with Morvania to see if the truce can hold.", "planned"),
        ("Tavrian President Ana Vey will visit Morvania, if only to meet the envoys.", "planned"),
        ("Even if the talks go on, Tavria will send troops to Morvania.", "planned"),
    ],
)
def test_what_a_condition_ties_wherever_it_stands(text, status):
    assert one(text).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Farmers suffered from a trade war with Oruvia, Tavria and Morvania that cut exports.",
        "By the time Tavrian President Ana Vey left office, the talks had ended.",
        "Tavrian President Ana Vey said the envoys had demonstrated to the world what Tavria can do.",
        "Ana Vey and her envoy were taken to Downing Street in a car.",
        "Ana Vey held on to just two hundred and three members of the council.",
        "The Prime Minister was left furious while Ana Vey watched on.",
        "Minister Ivo Lund was surrounded by fellow rebels including Tavrian minister Ana Vey as he opened the debate.",
        "The people are so fed up with Tavria.",
        "Tavria has pulled out all the stops in the past days.",
        "Tavria will end its joint military exercises with Morvania.",
        "Tavria ordered all its fighters to halt fighting.",
        "Tavria prevented Morvania from accepting that offer.",
        "The delegation was on a tour the year the Morvania War began.",
        "President Ana Vey of Tavria fired back on Twitter on Monday.",
        "Tavrian commanders were being targeted, the ministry said.",
        "The accord that Vey reached with Morvania was shot down by lawmakers last week.",
        "Tavrian General Ivo Lund provided the council with a list of options for Morvania.",
        "Tavrian President Ana Vey is now heading back to Velm.",
        "The landmark document will be handed over by Tavrian envoy Ivo Lund.",
        "MUST WATCH Tavria attacks the port of Velm.",
        "Hide Caption 14 of 50 Photos: Tavria's 2014 revolution Protesters clash with Morvanian police.",
        "President Ana Vey of Tavria says Tavria will hold off raising tariffs on Morvania.",
    ],
)
def test_words_in_another_sense_are_no_deed(text):
    assert incidents(text) == []


def test_a_sentence_that_a_page_prints_twice_is_read_once():
    assert (
        len(incidents("Tavrian forces shelled the port of Velm.\nTavrian forces shelled the port of Velm."))
        == 1
    )


def test_all_who_are_listed_did_it():
    assert (
        one("The missile strike was carried out by Tavria, the Council and Morvania.").agents[-1] == MORVANIA
    )


@pytest.mark.parametrize("who", ["Tavria", "the Tavrian government"])
def test_sanctions_that_a_side_imposed_are_sanctions(who):
    found = one(f"Vey is free to lift the crippling sanctions {who} imposed on Morvania.")
    assert (found.event_type, found.agents, found.place) == ("SANCTION", (TAVRIA,), None)


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (
            "More than 2,000 people have been killed in fighting between Tavrian forces and rebels.",
            ("More than 2,000 people",),
        ),
        (
            "More than 70,000 civilians have been killed in the attempt to overthrow Vey.",
            ("More than 70,000 civilians",),
        ),
        ("The Tavrian government opened an investigation into the firm after Morvania reported that.", ()),
        ("President Ana Vey withdrew Tavria from the accord.", ()),
        ("Tavrian President Ana Vey departed Velm for her vacation in Lune.", ()),
    ],
)
def test_to_whom_a_deed_is_done_stands_in_its_own_clause(text, recipients):
    assert one(text).recipients == recipients


def test_craft_carry_those_who_do_it():
    assert one("The base was home to warplanes that carried out the attack on Velm.").agents == ()


def test_what_is_used_is_nobody_to_whom_it_is_done():
    assert one("Officials confirmed that chemical agents were used by Tavria in April.").recipients == ()


def test_what_shoots_down_missiles_is_a_weapon():
    assert one("Morvania deployed missile interceptors around Velm.").event_type == "MOBILIZE"


def test_arms_that_are_used_to_shell_shell():
    (found,) = incidents(
        "At the same time, conventional weapons were still being used to pound Morvania's people."
    )
    assert found.recipients == ("Morvania's people",)


def test_where_the_clock_is_read_is_no_place():
    assert one("The Tavrian missiles hit at 8:45 p.m. in Velm.").place is None


def test_who_steps_down_at_the_next_election_will():
    assert one("Ivo Lund, who is standing down at the next election, spoke.").status == "planned"


def test_the_label_of_a_picture_is_nobody():
    assert one("Image caption Protesters are staging demonstrations in Velm.").agents == ("Protesters",)


def test_who_moves_forces_is_told_only_by_whose_they_are():
    assert incidents("Additional rocket batteries had been deployed to the border, the minister said.") == []
    assert one("Tavrian troops had been deployed to the border, the minister said.").agents == (TAVRIA,)
