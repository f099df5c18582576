"""Incidents of an invented conflict between Tavria and Morvania."""

import dataclasses

import pytest
from tests.find.pages import PROFILE, analysis

from parley.find.figures import Figures
from parley.find.plover.incidents import Incidents
from parley.find.statements import Statements
from parley.records import actor_id

TAVRIA, MORVANIA = actor_id("state", "Tavria"), actor_id("state", "Morvania")


def incidents(text, published="2031-06-03"):
    page = analysis(text, PROFILE, published)
    statements = tuple(Statements().find(page))
    page = dataclasses.replace(page, found={**page.found, "statements": statements})
    page = dataclasses.replace(page, found={**page.found, "figures": tuple(Figures().find(page))})
    return list(Incidents().find(page))


def one(text, published="2031-06-03"):
    (found,) = incidents(text, published)
    return found


def test_who_does_what_to_whom():
    found = one("Tavrian forces shelled Morvania on Monday.")
    assert (found.event_type, found.mode, found.status) == ("ASSAULT", "heavy-weapons", "reported")
    assert (found.agents, found.recipients) == ((TAVRIA,), (MORVANIA,))
    assert found.date.edtf == "2031-06-02"
    assert found.source is None


def test_the_figures_of_its_clause_are_linked():
    text = "Tavria fired 40 drones at Morvania, and the mayor of Port Lune counted 12 shelters."
    page = analysis(text, PROFILE)
    found = one(text)
    drones = [f.id for f in Figures().find(page) if f.unit == "drone"]
    assert found.figures == tuple(drones)


def test_who_says_so_is_the_source():
    found = one("Morvania's army said Tavrian troops attacked the port of Lune on Monday.")
    assert found.source is not None
    assert found.statement_id is not None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Tavria will deploy troops along the border, its minister said.", "planned"),
        ("Tavria plans to send warships to the strait.", "planned"),
        ("Tavria denied shelling Morvania.", "denied"),
        ("Tavrian forces invaded Morvania in 2022.", "historical"),
        ("Tavrian forces may attack Morvania.", "hypothetical"),
        ("Tavrian forces attacked Morvania.", "reported"),
    ],
)
def test_status(text, status):
    assert one(text).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Tavria demanded that Morvania withdraw its troops.",
        "Tavria wants to bomb the dam.",
        "After Tavria leaves the union, talks begin.",
        "There is no evidence that Tavria attacked Morvania.",
        "Would Tavria attack Morvania?",
        "Ana Weber attacked Ivo Marsk in a speech.",
        "The minister met the envoy on Monday.",
        "Tavria and Morvania agreed on a truce.",
        "Tavria is not expected to send troops to Morvania.",
        "Tavria nearly attacked Morvania.",
        "A possible attack by Tavria on Morvania worries the town.",
        "Lena Vey's family demonstrates how the war consumes a town.",
        "Rockets used to target rear areas lay in the yard.",
    ],
)
def test_what_is_no_incident(text):
    assert not incidents(text)


def test_a_war_that_a_page_names_again_is_one_incident():
    text = "The war goes on.\nTavria's invasion of Morvania was long.\nTavria's invasion of Morvania failed."
    assert [(i.event_type, i.rule) for i in incidents(text)] == [("ASSAULT", "noun")]


@pytest.mark.parametrize(
    "text",
    [
        "Morvania has accused Tavria of sending troops into the valley this month.",
        "Morvania accused Tavria of shelling the port of Lune.",
        "Morvania accused the Tavrian army of sending troops into the valley.",
        "Morvania suspects Tavria of spreading disinformation.",
    ],
)
def test_who_is_accused_of_a_deed_does_it(text):
    assert one(text).agents == (TAVRIA,)


def test_a_pronoun_behind_another_person_in_what_is_said_is_not_the_speaker():
    text = (
        "President Ivo Lund of Morvania says Tavrian President Ivo Marsk cannot be trusted, "
        "evidenced by the fact he broke the pact after seizing Morvanian territory in 2024."
    )
    assert one(text).agents == (actor_id("person", "Ivo Marsk"),)


def test_a_humanitarian_convoy_is_aid():
    assert one("Tavria will send a second humanitarian convoy to Morvania.").event_type == "AID"
    assert one("Tavria will send a second convoy of troops to Morvania.").event_type == "MOBILIZE"


def test_attacks_are_nobody_to_be_attacked():
    found = one("Tavrian forces continued limited ground assaults northeast of Lune City on Monday.")
    assert (found.agents, found.recipients) == ((TAVRIA,), ())


@pytest.mark.parametrize(
    ("text", "agents", "recipients"),
    [
        ("A missile hit a house in Lune, killing three people.", (), ("a house",)),
        ("Sea drones struck a tanker off Lune.", (), ("a tanker",)),
        ("The attack on the town killed five people.", (), ("five people",)),
        ("A Tavrian drone attack killed five people.", (TAVRIA,), ("five people",)),
        ("The invasion of Tavria toppled President Ivo Lund.", (), (actor_id("person", "Ivo Lund"),)),
        ("Tavria imposed sanctions on friends of President Ivo Lund and a bank.", (TAVRIA,), ()),
        (
            "About 100 Tavrian lawmakers staged a sit-in in Velm.",
            ("About 100 Tavrian lawmakers",),
            (),
        ),
        ("Tavria attacked Lune, killing two people and wounding dozens.", (TAVRIA,), ("two people",)),
        ("Tavria seized the vessels and detained crew members.", (TAVRIA,), ("the vessels",)),
    ],
)
def test_a_weapon_an_attack_and_whose_friends_they_are_act_not(text, agents, recipients):
    assert (agents, recipients) in [(one.agents, one.recipients) for one in incidents(text)]
    assert not any("dozens" in name or "crew" in name for one in incidents(text) for name in one.recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Morvania has helped Tavria in the years since it attacked its neighbour.",
        "A spokesperson said neither Morvania nor Tavria had attacked the port of Lune.",
        "Tavria is prepared to fight on.",
        "Tavrian forces landed in Lune and continued air strikes across the strait.",
        "In May, Ana Weber canceled Ivo Lund's trip to Tavria.",
    ],
)
def test_what_is_no_deed_or_open(text):
    assert not any(
        one.event_type in ("ASSAULT", "MOBILIZE", "PROTEST") or one.mode == "visit" for one in incidents(text)
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Although a truce was agreed in October 2030, Tavrian forces have attacked Lune since.", None),
        ("He took office in April, after annexing Lune from Morvania.", None),
        ("Since May, Tavrian forces have attacked Lune.", "2031-05-01/.."),
        ("When the truce ended on Monday, Tavrian forces attacked Lune.", "2031-06-02"),
        ("Tavria seized Lune without a fight (Ledger, January 30).", None),
        ("Tavrian forces have killed ten guards since the start of the war in February 2030.", None),
    ],
)
def test_a_day_of_another_clause_is_no_day_of_the_deed(text, date):
    assert [one.date.edtf for one in incidents(text)] in ([date], [])


def test_where_a_reason_was_is_not_where_the_deed_was():
    assert one("Morvania imposed sanctions on Tavria over its actions in Lune.").place is None
    assert one("Tavrian forces struck a school in Lune.").place.name == "Lune"
    assert one("Tavria imposed sanctions on Morvania.").place is None
    assert one("Tavrian forces opened fire on Lune.").place.name == "Lune"


def test_a_tariff_is_levelled_and_no_house():
    assert not any(
        one.event_type == "ASSAULT" for one in incidents("Tavria has leveled a tariff on Morvanian cars.")
    )
    assert [one.event_type for one in incidents("Tavrian forces leveled the town.")] == ["ASSAULT"]


def test_a_condition_without_if_has_a_subject_of_its_own():
    assert not incidents(
        "Ana Weber would act should Morvania cross a line by using chemical weapons on citizens."
    )


def test_a_nickname_in_marks_is_no_dismissal():
    assert not incidents('Tavrian President Ana Weber dismissed Morvanian leader Ivo Lund as a "tradesman".')
    assert one("Ana Weber dismissed the envoy on Monday.").mode == "expel"


def test_who_was_killed_is_what_the_participle_stands_behind():
    found = one(
        "Weber recalled the places, symbols and individuals marking the number of civilians killed by Tavrian strikes."
    )
    assert found.recipients == ("civilians",)


def test_who_is_killed_does_not_wound():
    found = incidents("Tavrian forces struck a bus in Velm, killing four people and injuring several others.")
    assert not any("four people" in one.agents for one in found)


def test_what_blows_up_is_not_who_blows_it_up():
    assert not incidents(
        "It looked like trade between Lune, the Tavrians and Morvania was going to blow up into a war of words."
    )


def test_place_and_printed_names():
    found = one("Gunmen kidnapped 12 teachers in Port Lune on Monday.")
    assert found.place.name == "Port Lune"
    assert (found.agents, found.recipients) == (("Gunmen",), ("12 teachers",))


def test_visits_and_investigations_belong_to_it_and_talks_do_not():
    assert one("Tavrian President Ana Weber travelled to Morvania on Monday.").mode == "visit"
    assert one("Morvania opened an investigation into the blast.").mode == "investigate"


def test_evidence_and_trigger_reproduce_their_words():
    text = "On Monday Tavrian troops arrested 12 students in Velm.\nMorvania deported two envoys."
    for found in incidents(text):
        for item in found.evidence:
            assert text[item.start : item.end] == item.quote
        assert text[found.trigger.start : found.trigger.end] in {e.quote for e in found.evidence}


def test_ids_are_of_the_content():
    text = "Tavrian forces shelled Morvania on Monday."
    assert one(text).id == one(text).id
    assert one(text).id != one("Then " + text).id


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Tavrian President Lena Vey's army shelled the town of Lune on Monday.", (TAVRIA,)),
        ("The Ostrava administration sanctioned Morvania on Monday.", ("The Ostrava administration",)),
    ],
)
def test_a_force_or_a_government_acts_and_not_the_person_whose_it_is(text, agents):
    assert one(text).agents == agents


@pytest.mark.parametrize(
    "text",
    [
        "In the background was the lingering threat of a Tavrian attack on Morvania.",
        "Vey keeps them in reserve in case the crisis worsens and Tavria attacks Morvania.",
        "There was no indication given that Tavria, as a state, will be deploying more troops.",
        "The union launched a pre-emptive strike against the proposal.",
        "Tavria declared a state of emergency in the energy sector.",
        "Ostrava gave credit to Vey for the talks.",
    ],
)
def test_what_is_feared_or_only_called_so_is_no_incident(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "event", "recipients"),
    [
        ("Tavria fired two missiles into Morvania's exclusive economic zone.", "MOBILIZE", ()),
        ("Tavria fired two missiles at Morvania.", "ASSAULT", (MORVANIA,)),
        ("A Tavrian serviceman launched a Sparrow UAV towards the border.", "ASSAULT", ()),
        ("Tavria captured the settlement of Lune.", "ASSAULT", ("the settlement of Lune",)),
    ],
)
def test_what_is_fired_is_not_who_is_hit(text, event, recipients):
    found = one(text)
    assert (found.event_type, found.recipients) == (event, recipients)


def test_what_will_go_on_is_to_come():
    assert {i.status for i in incidents("Vey said Tavria will continue to bomb Morvania.")} == {"planned"}


def test_figures_of_who_was_struck_are_linked_where_they_stand_before_the_verb():
    (found,) = incidents("Twelve people were killed by Tavrian forces on Monday.")
    assert len(found.figures) == 1 and found.recipients == ("Twelve people",)


def test_who_died_is_who_was_struck_and_the_attack_tells_by_whom():
    found = one("Nine people died on Monday in a Tavrian airstrike.")
    assert (found.agents, found.recipients) == ((TAVRIA,), ("Nine people",))


def test_where_one_travels_is_a_place():
    found = one("Tavrian President Lena Vey will travel to Port Lune on Thursday.")
    assert (found.recipients, found.place and found.place.name) == ((), "Port Lune")


@pytest.mark.parametrize(
    "text",
    [
        "Tavria regularly fires missiles at Morvania.",
        "Lena Vey said so as she left her office.",
        "Tavria built a fleet to protect itself from Morvania.",
    ],
)
def test_habits_and_what_is_no_deed(text):
    assert incidents(text) == []


def test_what_came_of_a_deed_is_no_other_one():
    assert [
        i.event_type for i in incidents("Tavria shelled Morvania, forcing thousands of people to flee.")
    ] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Tavria pulled out of the treaty.", ("SANCTION", "withdraw")),
        ("Tavria pulled out of the valley.", ("RETREAT", "withdraw")),
        ("Tavria has imposed a ban on food imports from Morvania.", ("SANCTION", None)),
    ],
)
def test_what_a_verb_is_about_tells_its_kind(text, event):
    assert event in [(i.event_type, i.mode) for i in incidents(text)]


def test_whose_visit_it_was_did_not_do_what_came_before_it():
    found = incidents(
        "Morvanian troops were withdrawn from bases in Tavria following Lena Vey's visit to Velm."
    )
    assert [(i.agents, i.recipients) for i in found if i.event_type == "RETREAT"] == [((MORVANIA,), ())]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Tavrian forces killed more than a thousand civilians.", ("more than a thousand civilians",)),
        ("Tavria arrested nearly 300 protesters.", ("nearly 300 protesters",)),
        ("Guerrilla forces have been taking people hostage.", ("people",)),
        ("Tavria agreed to deploy its National Guard along the border.", ()),
    ],
)
def test_to_whom_as_printed(text, recipients):
    assert one(text).recipients == recipients


def test_that_before_a_clause_is_no_part_of_who_acts():
    assert one("The Ledger reported that thousands took to the streets in Velm.").agents == ("thousands",)


def test_a_force_that_is_moved_is_of_who_moves_it():
    found = one("Tavrian military forces are positioned in the region.")
    assert (found.agents, found.recipients) == ((TAVRIA,), ())


def test_where_the_reason_of_sanctions_lies_is_not_their_place():
    found = one("Tavria has imposed economic sanctions on Morvania for its actions in Velm.")
    assert (found.recipients, found.place) == ((MORVANIA,), None)


def test_who_orders_troops_back_mobilizes_nobody():
    assert incidents("Ana Lorn ordered her troops to pull back at some locations.") == []
    assert one("Ana Lorn ordered her troops into the Tern valley.").event_type == "MOBILIZE"


def test_where_one_leaves_is_not_visited():
    assert incidents("Tavrian lawmakers left Morvania for their weeks-long summer recess.") == []
    found = one("Tavrian envoys left Ostrel for Morvania.")
    assert (found.mode, found.recipients) == ("visit", (MORVANIA,))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ana Lorn leaves for Morvania on 6 June.", "planned"),
        ("Ana Lorn is leaving for Morvania on 6 June.", "planned"),
        ("Ana Lorn left for Morvania on 1 June.", "reported"),
    ],
)
def test_a_present_with_a_day_to_come_is_planned(text, status):
    assert one(text).status == status


def test_who_receives_guests_acts():
    found = one("President Ana Lorn received the two Morvanian envoys on Monday.")
    assert (found.mode, found.recipients) == ("visit", (MORVANIA,))


@pytest.mark.parametrize(
    "text",
    [
        "President Ivo Lund has pulled out of the scheduled summit with Morvanian leader Ana Weber in Velm.",
        "Ana Weber declared a drought emergency last month.",
        "Ivo Lund will close out his first day of meetings at a working dinner with Morvanian leaders.",
        "Prosecutor Ivo Lund will soon file a report.",
        "The Bar Association downgraded his qualifications.",
        "Morvania is conducting a battle damage assessment.",
        "Ivo Lund dismissed Morvanian Ambassador Ana Weber as an annoying woman.",
        "Party leaders enforced discipline, withholding any support for the new law.",
        "Ana Weber put our national security at risk by relying on her private server.",
        "Ivo Lund denies any such link was made.",
        "Ivo Lund is already waging full war against Ana Weber.",
        "The minister said Tavrian claims that Morvania carried out the attack on Lune do not correspond to reality.",
        "That could mean Morvania allows inspectors into the site.",
        "He coordinated the North Morvanian president's two meetings with Ivo Lund.",
        "If we look at how often Tavria uses force against Morvania, it is rare.",
        "President Ivo Lund launched a scathing attack on Mr Weber over his positions.",
        "Morvania used the radar to assist aircraft near occupied Velm.",
        "Ivo Lund's repeated attacks on Ana Weber have baffled observers.",
        "Ivo Lund leads by 5 points and beats Ana Weber by 12 points among voters.",
        "Support was mounting if it is confirmed that Tavrian troops used chemical weapons.",
        "Tavria has dispersed its warplanes in recent days.",
        "Ana Weber has repeatedly extended her support for bilateral talks.",
        "Tavrian strikes left 600,000 without power, cutting water supply to Velm.",
    ],
)
def test_words_of_a_deed_in_another_sense_are_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Tavria launched a strike package of 40 missiles on Sunday.", "ASSAULT", None),
        ("Tavria continued its strike campaign against Morvanian forces.", "ASSAULT", None),
        ("Tavria launched strikes against a Morvanian base.", "ASSAULT", None),
        ("Workers launched a strike on Monday.", "PROTEST", "strike"),
        ("Gunmen seized aid worker Ana Weber in March.", "ASSAULT", "abduct"),
        ("Tavrian forces are coordinating bomb strikes against Morvanian forces.", "ASSAULT", None),
        ("Tavria launched a military incursion last August.", "ASSAULT", None),
        ("Two Morvanian helicopters were shot down by Tavrian forces.", "ASSAULT", None),
        ("A Tavrian air strike hit a house in Velm.", "ASSAULT", "aerial"),
        ("Police beat protesters in Velm.", "ASSAULT", "beat"),
    ],
)
def test_the_type_is_that_of_what_is_done(text, kind, mode):
    found = one(text)
    assert (found.event_type, found.mode) == (kind, mode)


@pytest.mark.parametrize(
    ("text", "recipients", "place"),
    [
        ("Tavrian forces attacked northwest of Velm on Sunday.", (), "Velm"),
        ("Tavrian forces struck a vehicle on the outskirts of Velm.", ("a vehicle",), "Velm"),
        ("Tavrian forces continued offensive operations northeast of Velm.", (), None),
        ("Tavria gave 40 doctors to Morvania.", (MORVANIA,), None),
    ],
)
def test_where_something_was_is_nobody_to_whom_it_was_done(text, recipients, place):
    found = one(text)
    assert (found.recipients, found.place and found.place.name) == (recipients, place)


def test_who_is_under_investigation_makes_none():
    found = one("The minister was under investigation on Monday.")
    assert (found.agents, found.recipients) == ((), ("The minister",))


def test_what_somebody_denies_doing_is_denied():
    assert one("Morvania denied deliberately carrying out an attack on Lune.").status == "denied"


def test_of_two_verbs_in_what_is_told_both_are_of_its_subject():
    found = one("Governor Ivo Lund acknowledged that Tavrian drones struck and damaged a facility in Velm.")
    assert found.agents == (TAVRIA,)


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (
            "Tavria imposed sanctions on dozens of Morvanian bankers close to President Ana Weber.",
            "Ana Weber",
        ),
        ("Ivo Lund said he was set to travel to Morvania at a conference with envoy Ana Weber.", "Ana Weber"),
    ],
)
def test_to_whom_is_behind_the_preposition_of_the_deed(text, recipients):
    assert actor_id("person", recipients) not in one(text).recipients


def test_what_a_condition_ties_is_hypothetical():
    assert one("If Ivo Lund returns to Tavria, he will be arrested.").status == "hypothetical"


@pytest.mark.parametrize(
    "whose", ["Tavria's 14th Brigade", "The Tavrian 14th Brigade", "The 82nd Airborne Division"]
)
def test_a_unit_acts_under_its_number(whose):
    found = one(f"{whose} attacked Morvania on Monday.")
    assert found.recipients == (MORVANIA,)
    (agent,) = found.agents
    named = {
        m.actor_id: m.surface for m in analysis(f"{whose} attacked Morvania.", PROFILE).found["mentions"]
    }
    assert named[agent] == " ".join(whose.split()[-2 if "14th" in whose else -3 :])


def test_forces_attack_positions_by_arms():
    found = one("Tavrian forces attacked Morvanian positions near Velm.")
    assert (found.event_type, found.agents) == ("ASSAULT", (TAVRIA,))
