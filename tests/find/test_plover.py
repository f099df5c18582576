"""Sentences of an invented conflict between Tavria and Morvania, coded by PLOVER."""

import pytest

from parley.find.plover.coded import coded
from parley.find.plover.lexicon import frames, light, members, nouns, singular
from parley.passages import analyse
from parley.records import EVENT_TYPES
from parley.settings import Settings
from parley.steps import run
from parley.vocab import table

MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial"
    " drone heavy-weapons crowd-control unconventional",
}


def events(text):
    return coded(text, [analyse(text)])


def first(text):
    found = events(text)
    return (found[0].event_type, found[0].mode) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tavria agreed to reopen the ferry line to Morvania.", ("AGREE", None)),
        ("Tavria said it was ready to resume talks with Morvania.", ("AGREE", None)),
        ("The Morvanian president will visit Tavria in June.", ("AGREE", None)),
        ("Tavria will send grain to Morvania, its minister said on Monday.", ("AGREE", None)),
        ("The foreign ministers of Tavria and Morvania met in Velm on Friday.", ("CONSULT", None)),
        ("The two presidents spoke by phone about the dam.", ("CONSULT", "phone")),
        ("Tavria's prime minister arrived in Velm for talks.", ("CONSULT", "visit")),
        ("The king of Oruvia mediated between Tavria and Morvania.", ("CONSULT", "third-party")),
        ("Tavria praised Morvania's new law.", ("SUPPORT", None)),
        ("Tavria and Morvania signed a treaty of friendship.", ("SUPPORT", None)),
        ("Morvania apologized to Tavria for the incident.", ("SUPPORT", None)),
        ("Morvania lifted the sanctions on Tavria.", ("CONCEDE", None)),
        ("The junta eased a curfew in the capital.", ("CONCEDE", None)),
        ("The union called off a two-day strike.", ("CONCEDE", None)),
        ("Tavria accepted the demands of the rebels.", ("CONCEDE", None)),
        ("Tavria has been sharing intelligence with Morvania.", ("COOPERATE", None)),
        ("The two navies held joint exercises off Port Lune.", ("COOPERATE", None)),
        ("Oruvia gave Tavria 5 million euros of aid.", ("AID", None)),
        ("Oruvia sent food and medicine to Tavria.", ("AID", None)),
        ("Tavria withdrew its troops from the island.", ("RETREAT", "withdraw")),
        ("The rebels freed 12 hostages.", ("RETREAT", "release")),
        ("Tavria and Morvania exchanged 40 prisoners of war.", ("RETREAT", "release")),
        ("The fighters laid down their weapons.", ("RETREAT", "disarm")),
        ("Morvania's interior minister resigned on Sunday.", ("RETREAT", "resign")),
        ("Morvania allowed inspectors to enter the plant.", ("RETREAT", "access")),
        ("Tavria demanded that Morvania close the dam.", ("REQUEST", None)),
        ("The council called for an inquiry.", ("REQUEST", None)),
        ("The envoy said Morvania must withdraw.", ("REQUEST", None)),
        ("Tavria condemned the attack on Velm.", ("ACCUSE", None)),
        ("Tavria accused Morvania of shelling its harbour.", ("ACCUSE", "allege")),
        ("Prosecutors in Velm opened an investigation into the minister.", ("ACCUSE", "investigate")),
        ("Tavria rejected the offer.", ("REJECT", None)),
        ("Morvania refused to meet the envoy.", ("REJECT", None)),
        ("The parties failed to agree on a truce.", ("REJECT", None)),
        ("Tavria will not send grain to Morvania.", ("REJECT", None)),
        ("Tavria threatened to bomb the dam.", ("THREATEN", "violence")),
        ("Tavria threatened to break off relations with Morvania.", ("THREATEN", "relations")),
        ("Morvania plans to impose tariffs on grain from Tavria.", ("THREATEN", None)),
        ("Thousands of people marched in Velm on Sunday.", ("PROTEST", "demo")),
        ("Students began a hunger strike in Velm.", ("PROTEST", "hunger")),
        ("Drivers blocked roads around the capital.", ("PROTEST", "obstruct")),
        ("Prisoners rioted at a jail in Velm.", ("PROTEST", "riot")),
        ("Tavria imposed sanctions on Morvania.", ("SANCTION", None)),
        ("Tavria recalled its ambassador from Morvania.", ("SANCTION", "withdraw")),
        ("Tavria expelled two diplomats.", ("SANCTION", "expel")),
        ("Tavria halted aid to Morvania.", ("SANCTION", "discontinue")),
        ("Tavria announced a suspension of flights to Morvania.", ("SANCTION", None)),
        ("A court in Velm sentenced the editor to five years.", ("SANCTION", "convict")),
        ("Tavria sent warships to the strait.", ("MOBILIZE", "troops")),
        ("The army was put on alert.", ("MOBILIZE", "troops")),
        ("Tavria tested a missile.", ("MOBILIZE", "weapons")),
        ("Police arrested 40 students.", ("COERCE", "arrest")),
        ("Morvania deported 30 migrants.", ("COERCE", "deport")),
        ("The junta imposed a curfew.", ("COERCE", "curfew")),
        ("The junta declared a state of emergency.", ("COERCE", "martial-law")),
        ("The ministry banned the party.", ("COERCE", "restrict")),
        ("Soldiers demolished homes near the border.", ("COERCE", None)),
        ("Tavria's army shelled Velm.", ("ASSAULT", "heavy-weapons")),
        ("Gunmen kidnapped a teacher.", ("ASSAULT", "abduct")),
        ("Police opened fire on the crowd.", ("ASSAULT", "firearms")),
        ("At least 12 people were killed in a suicide bombing in Velm.", ("ASSAULT", "suicide-attack")),
        ("A car bomb exploded near the market.", ("ASSAULT", "explosives")),
        ("Tavria fired 40 drones at Velm.", ("ASSAULT", "drone")),
        ("Riots broke out in Velm.", ("PROTEST", "riot")),
        ("The two armies engaged in fighting near the dam.", ("ASSAULT", None)),
    ],
)
def test_what_a_sentence_tells(text, expected):
    found = events(text)[0]
    kind, mode = expected
    assert found.event_type == kind
    if mode is not None:
        assert found.mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "The talks lasted six hours.",
        "The storm was strong.",
        "An earthquake killed 40 people.",
        "The minister seized on the remark.",
        "The firm released a statement.",
        "",
    ],
)
def test_what_is_no_event(text):
    assert not [e for e in events(text) if e.event_type not in ("CONSULT",)]


@pytest.mark.parametrize(
    "text",
    [
        'Tavria rejected the offer, which its envoy called "a trap for the weak".',
        "Tavria rejected the offer, which its envoy called a recipe for more bloodshed.",
        "The envoy called the offer a plea for time.",
    ],
)
def test_who_says_what_he_calls_a_thing_asks_for_nothing(text):
    asked = [e for e in events(text) if e.event_type == "REQUEST" and "called" in text[slice(*e.trigger)]]
    assert not asked


@pytest.mark.parametrize(
    "text",
    [
        "Tavria called for a truce.",
        "Morvania, which Tavria called on to withdraw its troops, refused.",
        "The envoy called twice for an end to the shelling.",
    ],
)
def test_who_calls_for_something_asks_for_it(text):
    assert "REQUEST" in {event.event_type for event in events(text)}


def test_the_main_clause_comes_before_the_subordinate_and_nouns_last():
    found = events("After rebels attacked Velm, Tavria closed its embassy, citing the violence.")
    assert [e.event_type for e in found] == ["SANCTION", "ASSAULT", "ASSAULT"]
    assert events("The offensive was long. Tavria released 40 prisoners.")[0].event_type == "RETREAT"


def test_who_only_tells_at_the_end_is_no_event():
    assert first("Guards beat prisoners in Velm, a rights group charged on Monday.") == ("ASSAULT", "beat")


def test_agents_and_recipients_are_printed():
    (found,) = events("Morvanian gunmen have killed three Tavrian soldiers.")
    assert (found.agents, found.recipients) == (("Morvanian gunmen",), ("three Tavrian soldiers",))
    (found,) = events("Three Tavrian soldiers were killed by Morvanian gunmen.")
    assert (found.agents, found.recipients) == (("Morvanian gunmen",), ("Three Tavrian soldiers",))
    found = events("Tavria demanded that Morvania close the dam.")[0]
    assert (found.agents, found.recipients) == (("Tavria",), ("Morvania",))
    found = events("Tavria threatened to attack Morvania.")[0]
    assert "Morvania" in found.recipients


def test_negation_and_hypothesis_are_marked():
    found = events("Tavria has not deployed troops.")[0]
    assert (found.event_type, found.negated) == ("MOBILIZE", True)
    found = events("Tavria may deploy troops.")[0]
    assert found.hypothetical
    found = events("Tavria deployed troops.")[0]
    assert not (found.negated or found.hypothetical)


def test_the_trigger_is_where_the_words_stand():
    text = "On Monday Tavria imposed sanctions on Morvania."
    start, end = events(text)[0].trigger
    assert text[start:end] == "imposed"


def test_the_step_gives_rows_and_passes_bad_ones_on():
    lines = ['{"id": 1, "text": "Tavria shelled Velm."}', '{"id": 2}']
    good, bad = run("events", lines, Settings())
    (event,) = good.row["events"]
    assert set(event) == {
        "event_type", "mode", "agents", "recipients", "trigger", "negated", "hypothetical"
    }  # fmt: skip
    assert (event["event_type"], event["trigger"]) == ("ASSAULT", [7, 14])
    assert bad.row["error"]["code"] == "bad_row"


def test_the_vocabulary_names_types_and_modes_of_plover_only():
    for file in ("frames", "nouns"):
        for kind, modes in table(f"events/{file}.toml").items():
            if kind == "NONE":
                continue
            assert kind in EVENT_TYPES
            assert {mode for mode in modes if mode} <= set(MODES.get(kind, "").split())


def test_every_class_that_a_frame_asks_for_is_not_empty_and_every_frame_can_be_met():
    classes = table("events/classes.toml")["classes"]
    for name in classes:
        assert members(name)
    for verb, rows in frames().items():
        assert verb == verb.lower()
        for frame in rows:
            for condition in frame.conditions:
                assert condition.slot
                assert condition.any or condition.none or condition.nouns
    assert all(rows for rows in nouns().values())
    assert light("report")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("troops", "troop"),
        ("bodies", "body"),
        ("crashes", "crash"),
        ("people", "people"),
        ("Women's", "woman"),
    ],
)
def test_singulars(word, expected):
    assert singular(word) == expected
