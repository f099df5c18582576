"""Numbers that only look like figures, and units and events that stand beside them without being theirs."""

import pytest
from tests.find.test_figures import brief, figures


@pytest.mark.parametrize(
    "text",
    [
        "Protests gave way to a fifth straight night of looting.",
        "He leaked notes as defined by 18 § 798 of the code.",
        "What this one person is doing is bad.",
        "The two of them left for Osmark.",
        "Varland sent troops to the tune of 1,200.",
        "They asked the minister about one of those leaks.",
        "A '60 Minutes' reporter left Varland.",
        "He is 6ft 5in tall.",
        "It hit almost 1 in 10 men in Varland.",
        "Only one in five refugees won a case.",
        "“This is bad,” one person tweeted.",
        "It averages between 27,000 and 70,000 per year.",
    ],
)
def test_what_counts_nothing_is_no_figure(text):
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A fifth of the guards left.", [("share", 0.2, 0.2, "guard")]),
        ("The 42-year-old used bad language.", [("age", 42, 42, "person")]),
        ("A 42-year-old retired teacher left.", [("age", 42, 42, "retired teacher")]),
        ("A 71-year old retired guard left.", [("age", 71, 71, "person")]),
        (
            "He stood 5 feet tall and weighed 120 pounds.",
            [("measure", 5, 5, "foot"), ("measure", 120, 120, "pound")],
        ),
        ("The prisoner has lost about 50 pounds.", [("measure", 50, 50, "pound")]),
        ("Varland gave 50 million pounds to Osmark.", [("money", 50e6, 50e6, "pound")]),
        (
            "Varland joined dozens of religious, municipal and veterans groups.",
            [("count", 12, None, "group")],
        ),
        ("In Osmark refugees came, an estimated total of over 1,200.", [("count", 1200, None, "refugee")]),
        ("The death toll of at least 175 rose.", [("count", 175, None, "death")]),
        ("The town has a population of 60,000.", [("count", 60000, 60000, "person")]),
        ("Osmark sent a 5,000-strong force.", [("count", 5000, 5000, "person")]),
        ("There were 13 arrests and police seized the knives.", [("count", 13, 13, "arrest")]),
        (
            "Varland pays 25 percent of its regular operating budget.",
            [("share", 0.25, 0.25, "regular operating budget")],
        ),
        ("She laid thousands and thousands of workers off.", [("count", 1000, None, "worker")]),
        (
            "Rates will revert from 35 percent to 39 percent.",
            [("share", 0.35, 0.35, "percent"), ("share", 0.39, 0.39, "percent")],
        ),
        (
            "Some 1,500 people, according to aides, came, now down to 150.",
            [("count", 1500, 1500, "person"), ("count", 150, 150, "person")],
        ),
        ("He lay there for 8 minutes and 46 seconds.", [("duration", 526, 526, "second")]),
        ("It took two years and 40 guards.", [("duration", 2, 2, "year"), ("count", 40, 40, "guard")]),
        (
            "It came after eight days of cross-border fighting.",
            [("duration", 8, 8, "day of cross-border fighting")],
        ),
        ("A 19-year-old former Varland student left.", [("age", 19, 19, "person")]),
        ("Fees range from 20 percent to 30 percent.", [("share", 0.2, 0.3, "percent")]),
    ],
)
def test_units_and_bounds(text, found):
    assert brief(text) == found


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The minister says he will not charge two Varland guards.", None),
        ("The hall hosted evacuees in at least three storms.", None),
        ("Varland announced the expulsion of 35 envoys.", None),
        ("Two aides added that talks will end.", None),
        ("Varland fired a barrage of 40 missiles.", "fire"),
        ("Varland imposed tariffs of 25% on steel.", "impose"),
        ("Varland announced the release of 35 prisoners.", "release"),
        ("Varland not only charged but jailed two guards.", "jail"),
    ],
)
def test_the_event_is_that_of_what_is_counted(text, event):
    assert [figure.event for figure in figures(text)] == [event]


def test_he_in_somebodys_own_words_is_not_looked_for_elsewhere():
    text = "“He thought it would be quick; he has lost 400 soldiers,” Varland's minister Ana Weber said."
    assert [(figure.agent, figure.target) for figure in figures(text)] == [(None, None)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Varland shot down 103 of 154 drones.", [(103, "drone", "shoot down"), (154, "drone", None)]),
        ("Varland freed 12 of the 40 prisoners.", [(12, "prisoner", "free"), (40, "prisoner", None)]),
        ("Some 2,000 of 11,000 homes were destroyed.", [(2000, "home", "destroy"), (11000, "home", None)]),
        ("Three of four voters said they did not know.", []),
        ("Varland freed 12 prisoners and 40 guards.", [(12, "prisoner", "free"), (40, "guard", "free")]),
        (
            "In all 42 guards were killed across seven provinces.",
            [(42, "guard", "kill"), (7, "province", None)],
        ),
        ("He was one of four guards who fled.", [(4, "guard", "flee")]),
        ("Varland denied a part in the killing of all 176 people on board.", [(176, "person", "kill")]),
        ("They wrote to a hundred local officials days before the vote.", [(100, "local official", None)]),
    ],
)
def test_a_part_and_the_whole_that_it_is_of(text, found):
    assert [(f.low, f.unit, f.event) for f in figures(text)] == found


def test_a_meeting_is_nothing_that_met_money():
    assert [f.event for f in figures("Varland withheld a meeting and $400 million in aid.")] == [None]
