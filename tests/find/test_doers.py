"""Who does the event of a figure, and to whom, in sentences of an invented conflict."""

import dataclasses

import pytest
from tests.find.pages import PROFILE, analysis

from parley.find.figures import Figures
from parley.find.statements import Statements
from parley.issues import Issue
from parley.records import actor_id

NAMES = {actor_id("state", state.name): state.name for state in PROFILE.states}
ISSUES = (
    Issue("prisoners", "Prisoners", ("prisoner*",)),
    Issue("grain", "Grain", ("grain",), hints=("ships",)),
)


def figures(text, profile=PROFILE):
    page = analysis(text, profile)
    page = dataclasses.replace(page, found={**page.found, "statements": tuple(Statements().find(page))})
    names = NAMES | {m.actor_id: m.name for m in page.found["mentions"]}
    return [
        (f.event, names.get(f.agent, f.agent), names.get(f.target, f.target)) for f in Figures().find(page)
    ]


def one(text):
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "event", "agent", "target"),
    [
        ("Tavria fired 126 drones at Morvania on Monday.", "fire", "Tavria", "Morvania"),
        ("126 drones were fired at Morvania by Tavrian forces.", "fire", "Tavria", "Morvania"),
        ("Tavria attacked Morvania with 126 drones.", "attack", "Tavria", "Morvania"),
        (
            "Tavria handed over the remains of 640 Morvanian soldiers.",
            "hand over",
            "Tavria",
            "Morvania",
        ),
        ("Forty soldiers were killed by Morvanian shelling.", "kill", "Morvania", None),
        ("Some 300 Tavrian soldiers have died.", "die", None, "Tavria"),
        ("Tavrian forces killed at least 40 Morvanian guards.", "kill", "Tavria", "Morvania"),
        ("Tavria lost 10 ships in the battle.", "lose", None, "Tavria"),
        ("Tavria received 1,000 bodies from Morvania.", "receive", "Morvania", "Tavria"),
        ("Morvania gave Tavria 40 buses.", "give", "Morvania", "Tavria"),
        ("Morvania sent 40 buses to Tavria.", "send", "Morvania", "Tavria"),
        ("Morvania pledged 40 million euros for Tavria.", "pledge", "Morvania", "Tavria"),
        ("Morvania imposed tariffs on $110bn of Tavrian goods.", "impose", "Morvania", "Tavria"),
        ("Morvania seized 40 boats from Tavria.", "seize", "Morvania", "Tavria"),
        ("Tavria and Morvania exchanged 157 prisoners each.", "exchange", "Tavria", "Morvania"),
        ("Tavria occupies about one-fifth of Morvania.", "occupy", "Tavria", "Morvania"),
        ("Roughly one-fifth of Morvania is held by Tavria.", "hold", "Tavria", "Morvania"),
        ("Tavria holds 40 Morvanian fishermen.", "hold", "Tavria", "Morvania"),
        ("At least 12 people were killed in a Tavrian strike on Morvania.", "kill", "Tavria", "Morvania"),
        ("Tavrian drones struck the port, killing 12 people.", "kill", "Tavria", None),
        ("Morvania's army said it downed 40 drones.", "down", "Morvania", None),
        ("The army of Morvania downed 40 Tavrian drones.", "down", "Morvania", "Tavria"),
        ("President Ana Weber freed 12 Morvanian prisoners.", "free", "Ana Weber", "Morvania"),
        ("Tavria captured 40 square kilometres of Morvania.", "capture", "Tavria", "Morvania"),
        ("Tavria was accused by Morvania of killing 40 people.", "kill", "Tavria", None),
    ],
)
def test_who_does_it_to_whom(text, event, agent, target):
    assert one(text) == (event, agent, target)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Tavria and Morvania killed 40 rebels.", "kill"),  # two who do it
        ("A Tavrian farmer killed 40 wolves.", "kill"),  # nobody's force
        ("Tavrian and Morvanian firms signed 40 deals.", "sign"),
        ("Forty people were killed in Tavria.", "kill"),  # where it was
        ("A missile of Tavria flew 400 km.", "fly"),  # a thing does it
        ("The bridge at Velm, Morvania, was hit, killing 12 people.", "kill"),  # what was hit did not
        ("The floods in Tavria that killed 40 people were the worst.", "kill"),
        ("The number of guards born in Tavria dropped by 40 percent.", "drop"),
        ("A blast near the station in Tavria killed 40 people.", "kill"),
        ("Five fishermen returned to Tavria.", "return"),
        ("They fired 126 drones.", "fire"),
    ],
)
def test_what_the_sentence_does_not_settle_stays_open(text, event):
    assert one(text) == (event, None, None)


def test_coordinated_figures_share_their_event_and_its_sides():
    fired = ("fire", "Tavria", "Morvania")
    assert figures("Tavria fired 29 missiles and 396 drones at Morvania, three of which were downed.") == [
        fired,
        fired,
        ("down", None, None),
    ]
    assert [event for event, *_ in figures("Three soldiers and two guards were killed.")] == ["kill", "kill"]


def test_a_verb_that_looks_like_another_word_is_one_behind_its_helper():
    assert one("Tavria agreed to free 40 fishermen.")[0] == "free"


def test_nobody_does_it_to_himself():
    assert one("Tavria freed 40 Tavrian prisoners.") == ("free", "Tavria", None)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Tavria freed 40 prisoners.", "prisoners"),
        ("Tavria lost 40 guards, while talks on prisoners went on.", None),  # of another clause
        ("Tavria lost 40 ships.", None),  # a word that tells it of a demand only
        ("Tavria sold 40 tonnes of grain and freed prisoners who stole grain.", "grain"),
    ],
)
def test_issue_of_the_clause(text, issue):
    page = analysis(text, dataclasses.replace(PROFILE, issues=ISSUES))
    page = dataclasses.replace(page, found={**page.found, "statements": ()})
    assert {f.issue for f in Figures().find(page)} == {issue}
