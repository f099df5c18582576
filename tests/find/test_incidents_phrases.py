"""Words of deeds in phrases that mean less, and who is meant where another stands between or behind."""

import pytest
from tests.find.test_incidents import MORVANIA, TAVRIA, incidents, one

from parley.records import actor_id


@pytest.mark.parametrize(
    "text",
    [
        "Two ministers were held responsible by the Tavrian parliament.",
        "Ivo Vey met a Tavrian soldier who did several tours in Morvania.",
        "Ivo Vey announced his plan to tighten national security.",
        'The Nurses Association of Tavria called the protest "reckless".',
        "Ivo Vey launched public attacks on the inquiry and those who led it.",
        "Ivo Vey has mounted another attack on his own minister, Lena Lund.",
        "Small teams of special operations forces have been deployed to critical places in Tavria.",
    ],
)
def test_phrases_that_tell_of_no_deed(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two ministers were held in prison by Tavrian guards.", "COERCE"),
        ("Two ministers were held in Velm by Tavrian guards.", "COERCE"),
        ("Teachers of Ostrel continue their march in Velm.", "PROTEST"),
        ("Tavria tightened security at the border.", "MOBILIZE"),
        ("Ivo Vey left Ostrel for Morvania on Monday.", "CONSULT"),
        ("Ivo Vey dismissed his envoy on Monday.", "SANCTION"),
        ("The Nurses Association of Tavria called a protest in Velm on Monday.", "PROTEST"),
        ("Tavria launched attacks on Morvania on Monday.", "ASSAULT"),
    ],
)
def test_the_same_words_where_they_tell_of_one(text, kind):
    assert one(text).event_type == kind


def test_who_stands_behind_the_name_of_a_place_is_no_state():
    found = incidents("Guards arrested three men from Tavria who were planning to fly to Morvania.")
    assert [f.event_type for f in found] == ["COERCE"]
    assert one("An envoy met the leaders of Tavria, who attacked Morvania on Monday.").agents == (TAVRIA,)
    assert incidents("Tavrian troops who shelled Morvania have left.")[0].agents == (TAVRIA,)


def test_who_tells_of_it_in_between_does_not_do_it():
    found = one("Fifteen Tavrian troops, Ivo Vey said, arrived in Morvania on Monday.")
    assert found.agents == (TAVRIA,)
    assert incidents("Fifteen young men, Ivo Vey said, arrived in Morvania on Monday.") == []


def test_who_plans_by_a_verb_that_looks_like_a_noun():
    text = "Ivo Vey warned ten firms, and the ministry plans to impose sanctions on Morvania."
    assert one(text).agents == ("the ministry",)


def test_who_shoots_and_kills_is_not_who_is_told_of_before():
    found = one("Ivo Vey led the guards of Velm when an officer shot and killed Lena Lund.")
    assert found.agents == ("an officer",)


def test_a_deed_that_is_more_than_only_done_is_done():
    assert one("Tavria has not only shelled Morvania but has also spoken of it.").status == "reported"


def test_an_ally_suffers_nothing():
    found = one("Tavria launched missiles in a joint attack with the Morvanian army.")
    assert (found.agents, found.recipients) == ((TAVRIA,), ())
    assert one("Tavrian troops clashed with the Morvanian army.").recipients == (MORVANIA,)
    assert incidents("They were armed by Tavria's guards, with help from Morvania.") == []


def test_on_whom_a_deed_is_blamed_does_not_suffer_it():
    assert incidents("Critics blame the Tavrian attack on Morvania.") == []
    assert one("Critics condemned the Tavrian attack on Morvania.").recipients == (MORVANIA,)


def test_allies_of_a_state_are_not_the_state():
    assert incidents("Other allies of Tavria began moving troops out of Morvania.") == []
    assert TAVRIA in one("Tavria and its allies imposed sanctions on Morvania.").agents


def test_a_war_that_costs_lives_is_not_done_by_whom_it_is_called_after():
    assert incidents("The Tavrian war has already claimed a million lives.") == []
    assert incidents("Some 3,000 Morvanian civilians died in the Tavrian War.") == []


def test_forces_moved_somewhere_are_not_those_of_the_place():
    text = "The strike left others scrambling to protect forces deployed to Tavria."
    assert incidents(text) == []


def test_doctors_who_are_sent_are_not_helped():
    assert one("Tavria rushed doctors into Morvania.").recipients == (MORVANIA,)


def test_whence_travel_is_cut_off_is_whom_it_hits():
    assert MORVANIA not in one("Tavria is banning flights from Oria to Velm.").recipients


def test_where_he_is_on_his_way_to_he_has_not_been():
    assert incidents("Ivo Vey travelled through a desert on his way to Morvania.") == []


def test_fighters_are_no_place():
    found = one("Tavria condemned the Morvanian strikes on Oria.")
    assert found.agents == (MORVANIA,)


def test_he_who_goes_on_an_attacker_is_nobody_known():
    text = "Ivo Vey spoke of evil. The attacker had a note with him when he opened fire on guards."
    assert all(actor_id("person", "Ivo Vey") not in f.agents for f in incidents(text))


def test_he_before_the_name_in_an_opening_is_who_is_named_then():
    text = (
        "Lena Lund spoke in Velm. By saying that he was under investigation, Ivo Vey moved the story along."
    )
    assert one(text).recipients == (actor_id("person", "Ivo Vey"),)


def test_a_name_that_goes_on_is_not_cut_short():
    text = "Protesters demonstrated in Velm against the Orsa administration's rules."
    assert one(text).recipients == ()


def test_whose_widow_somebody_is_died():
    text = "Ivo Vey spoke of Lena Lund, the widow of Ivo Lund, who died in a raid in Velm."
    assert actor_id("person", "Lena Lund") not in one(text).recipients


def test_whom_it_is_told_of_does_not_kill_himself():
    text = "Lena Lund, who said she was worried Ivo Vey was going to kill her, shot and killed Ivo Vey."
    assert all(actor_id("person", "Ivo Vey") not in f.agents for f in incidents(text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Analysts predict Ivo Vey will be arrested.", "hypothetical"),
        ("The minister said Ivo Vey will be arrested.", "planned"),
        ("Ivo Vey departs later on Tuesday for Morvania.", "planned"),
        ("Ivo Vey departed later on Monday for Morvania.", "reported"),
    ],
)
def test_what_is_foreseen_and_what_is_to_come_today(text, status):
    assert one(text).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Lena Lund asked for a transition, under which Ivo Vey would step aside.",
        "Watchers of Velm said Ivo Vey's resignation would cause strife.",
        "The envoys have blocked Ivo Vey's plans to send troops to Velm.",
        "Lena Lund was worried Ivo Vey was going to kill the envoy.",
    ],
)
def test_what_is_only_thought_of_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The chief said they gained from the 2021 raid that killed Vey.",
        "A ceremony was held for the 2021 attack in Velm. On the same day, a blast in Ostrel killed 200 people.",
        "Lena Lund was five years old when Ivo Vey was murdered.",
        "The attack came four years after Ivo Vey killed 13 people.",
        "The row goes on, three years after backing rebels who toppled Ivo Vey.",
        "He spoke of the Velm 2022 pogrom when a thousand people were killed in Tavria.",
        "Guards spoke of a 2022 shooting in Ostrel. Vey was unarmed when he was killed by a guard.",
    ],
)
def test_history_by_the_year_in_a_name_or_told_before(text):
    assert incidents(text)[-1].status == "historical"


@pytest.mark.parametrize(
    "text",
    [
        "The chief said they gained from the 2031 raid that killed Vey.",
        "A ceremony was held in Velm on Monday. On the same day, a blast in Ostrel killed 200 people.",
        "The attack came four days after Ivo Vey killed 13 people.",
        "In 2026, guards seized the port held by Ivo Vey, the general killed by a Tavrian strike this month.",
    ],
)
def test_no_history(text):
    assert incidents(text)[-1].status == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Half of the men killed annually by guards in Tavria are young.",
        'Lena Lund declared the proposed law "dead" on Monday.',
        "That is why Ivo Vey's actions toward Tavria are so closely scrutinized.",
        "He is against people in Velm homes being slaughtered by terrorists.",
        "Ivo Vey hung up on the Morvanian minister, Lena Lund.",
        "The Tavrian defence ministry said it would work with the Citadel.",
        "The clinic in Ostrel gave Ivo Vey aid.",
    ],
)
def test_what_is_habit_talk_or_help_at_home(text):
    assert incidents(text) == []


def test_emergency_rule_cooperation_and_help_of_states_stay():
    assert one("Lena Lund declared martial law in Tavria.").mode == "martial-law"
    assert one("The Tavrian defence ministry said it would work with Morvania.").event_type == "COOPERATE"
    assert one("Tavria gave aid to Morvania.").event_type == "AID"


def test_a_medium_is_attacked_in_words():
    text = "The row began with Ivo Vey's attacks on the Tavria Herald."
    assert all(f.event_type != "ASSAULT" for f in incidents(text))


def test_she_of_whom_a_tape_is_is_not_who_printed_it():
    found = one("Orsa Media printed a tape of Lena Lund saying that she would step down if she could.")
    assert found.agents == (actor_id("person", "Lena Lund"),)


@pytest.mark.parametrize(
    "text",
    [
        "The Tavria Herald searched the Internet on Monday.",
        "Every time a Morvanian delegation visited Tavria, Ivo Vey smiled.",
        "The group says a man is killed by a guard every 28 hours in Tavria.",
        "Ivo Vey named his father and his brother, both of whom were president but left office under a cloud.",
    ],
)
def test_what_is_looked_up_done_each_time_or_told_of_others(text):
    assert incidents(text) == []


def test_a_search_of_a_house_and_a_single_visit_stay():
    assert one("Tavrian police searched the house of Ivo Vey on Monday.").agents == (TAVRIA,)
    assert one("The last time a Morvanian delegation visited Tavria, Ivo Vey smiled.").event_type == "CONSULT"


def test_where_experts_are_sent_is_not_looked_into():
    assert one("The Tavrian army sent seven experts to Morvania to join the inquiry.").recipients == ()


def test_the_year_of_the_clause_around_is_that_of_what_was_before():
    text = "There were others, including in 2022, when three guards died after a Tavrian jet bombed a base."
    assert one(text).status == "historical"


def test_a_war_is_no_place():
    text = "Ten Morvanian guards were killed in the Orsan War by Tavrian troops."
    assert all(f.place is None for f in incidents(text))


@pytest.mark.parametrize(
    "text",
    [
        "The worst was the Orsa Fire, which has killed two people in Tavria.",
    ],
)
def test_what_carries_allows_or_burns_is_no_side(text):
    assert incidents(text) == []


def test_who_flies_himself_and_who_is_sanctioned_stay():
    assert one("Ivo Vey flew to Morvania on Monday.").event_type == "CONSULT"
    assert one("Two Morvanian firms were sanctioned by the Tavrian government.").event_type == "SANCTION"
