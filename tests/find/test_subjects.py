"""Who the subject of a reporting verb is where its nearest noun is not, and where a report ends."""

from __future__ import annotations

import pytest
from tests.find.pages import statements

# (text, the speaker's words, content): the noun before the verb is only the end of the subject
HEADS = [
    (
        "The ministers who met with Ana Weber said the bridge was open.",
        "The ministers who met with Ana Weber",
        "the bridge was open",
    ),
    (
        "Several delegates interviewed by the Ledger said the bridge was open.",
        "Several delegates interviewed by the Ledger",
        "the bridge was open",
    ),
    (
        "An envoy who worked on the agreement said that hope was gone.",
        "An envoy who worked on the agreement",
        "hope was gone",
    ),
    (
        "A spokesperson from Velm's Ministry of Fleet Affairs said the bridge was open.",
        "A spokesperson from Velm's Ministry of Fleet Affairs",
        "the bridge was open",
    ),
    (
        "A report by experts watching sanctions against Tavria said the port was busy.",
        "A report by experts watching sanctions against Tavria",
        "the port was busy",
    ),
    (
        "The plan laid out by Ana Weber called for an end to the siege.",
        "Ana Weber",
        "an end to the siege",
    ),
    ("A statement released by the Citadel said the bridge was open.", "the Citadel", "the bridge was open"),
    (
        "Six harbour states (Tavria, Oruvia and Morvania) have said the bridge was open.",
        "Six harbour states",
        "the bridge was open",
    ),
    (
        "All ports with six states (Tavria, Oruvia and Morvania), have said the bridge was open.",
        "All ports with six states",
        "the bridge was open",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "content"), HEADS)
def test_a_subject_is_told_by_its_head(text: str, speaker: str, content: str) -> None:
    (found,) = statements(text)
    assert (found.speaker.surface, found.content) == (speaker, content)


@pytest.mark.parametrize(
    "text",
    [
        "The cool answer to moves of the fleet in Tavria has confirmed the view that Velm is weak.",
        "A sharper tone in state media does not rule out progress in the talks.",
        "Another trade mechanism proposed by Tavria called Passage also has faced trouble.",
        "An estimated two million people left the country.",
        "The attack has claimed many victims in Tavria.",
        "Tavria responded with strikes on bases that killed two dozen people.",
        "Tavria and Morvania agreed to a pause in a trade war that has slowed the flow of goods.",
    ],
)
def test_what_cannot_speak_says_nothing(text: str) -> None:
    assert not statements(text)


def test_who_is_named_inside_a_description_is_not_its_actor() -> None:
    found = statements(
        "Ana Weber left. Colleagues and others who have come across Weber agree that she is able."
    )
    assert [s.speaker.anonymous for s in found] == [True]
    found = statements("Some sources speaking to the Ledger said the bridge was open.")
    assert [s.speaker.anonymous for s in found] == [True]


def test_a_verb_beside_that_of_a_relative_clause_has_its_subject() -> None:
    found = statements("The council dropped a text that calls for a truce and demands an inquiry.")
    assert {s.speaker.name for s in found} == {"text"}


def test_whose_comments_reject_something() -> None:
    found = statements("Ivo Lund spoke of anger at Ana Weber's comments dismissing the truce.")
    assert [(s.speaker.name, s.act) for s in found if s.cue == "dismissing"] == [("Ana Weber", "reject")]


def test_a_relative_clause_behind_an_apposition_is_about_the_person_named() -> None:
    (found,) = statements(
        "Ana Weber, a banker and a member of the council, who said the plan was dead, left."
    )
    assert found.speaker.name == "Ana Weber"


# (text, contents): what follows is the writer's again
ENDS = [
    (
        "Ana Weber has argued it is likely that Velm will lose land and has pressed Tavria to settle.",
        ["it is likely that Velm will lose land"],
    ),
    ("Ana Weber repeated her fears over Tavria but somewhat softened her tone.", ["her fears over Tavria"]),
    ("Ana Weber often criticizes Tavria, and she's attacked its rivals.", ["Tavria"]),
    (
        "Some forty states condemn the attack and demand a swift withdrawal.",
        ["the attack", "a swift withdrawal"],
    ),
    (
        "Ana Weber, though she has often insisted she does not expect a strike, does see it coming.",
        ["she does not expect a strike"],
    ),
    (
        "Despite what Tavria says is a ban on arms for the rebels, troops have advanced in the north.",
        ["a ban on arms for the rebels"],
    ),
    (
        "Ana Weber said the two leaders will meet again, although she did not specify when.",
        ["the two leaders will meet again"],
    ),
    ("As Ana Weber has written previously, the plan will fail.", ["the plan will fail"]),
    (
        "Ana Weber said as recently as late last month that she would not meet Ivo Lund.",
        ["she would not meet Ivo Lund"],
    ),
    ("The sides agreed on March 25 to stop using force at sea.", ["to stop using force at sea"]),
    ("The sides agreed on Tuesday to free 400 prisoners each.", ["to free 400 prisoners each"]),
    ("Ana Weber called on Sunday for talks on the east.", ["talks on the east"]),
    (
        "As the talks began in Velm on Friday, several ministers said the price, including a tax, was high.",
        ["the price, including a tax, was high"],
    ),
]


@pytest.mark.parametrize(("text", "contents"), ENDS)
def test_where_the_writer_takes_over(text: str, contents: list[str]) -> None:
    assert [s.content for s in statements(text)] == contents


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ana Weber said the bridge has been shut and the port has been mined.", None),
        ("Ana Weber said on Monday that is no answer.", "that is no answer"),
        ("Ana Weber said the truce would hold, although nobody had signed it.", None),
        ("Ana Weber has said Tavria has won and has left.", "Tavria has won and has left"),
    ],
)
def test_what_is_still_reported(text: str, content: str | None) -> None:
    (found,) = statements(text)
    assert found.content == (content or text.removeprefix("Ana Weber said ").removesuffix("."))


# (text, the verb of the second report, its speaker): whose a verb is that has no subject of its own
SHARED = [
    (
        "Ana Weber said on Tuesday Tavria had agreed to a truce, and expressed her readiness to comply.",
        "expressed",
        "Ana Weber",
    ),
    (
        "Ivo Lund also challenged Ana Weber's claim that the vote was fair, calling it a lie.",
        "calling",
        "Ivo Lund",
    ),
    (
        "The Morvanian council, which Ana Weber has left out of the talks, has issued statements and accusing Tavria "
        "of fraud.",
        "accusing",
        "Morvanian council",
    ),
    (
        "Ivo Lund confirmed the strike later, according to Ana Weber, saying it hit a convoy.",
        "saying",
        "Ivo Lund",
    ),
]


@pytest.mark.parametrize(("text", "cue", "speaker"), SHARED)
def test_whose_a_verb_without_a_subject_is(text: str, cue: str, speaker: str) -> None:
    assert [s.speaker.name for s in statements(text) if s.cue == cue] == [speaker]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ana Weber has faced anger at home about the council talking about the sea.", "talking"),
        ("Ana Weber said it was wrong to give the appearance of endorsing the truce.", "endorsing"),
        ("This has not stopped Velm from claiming Ana Weber left and demanding new talks.", "demanding"),
        ("The soldier's claims correspond with those of others.", "claims"),
        ("The Senate confirmed 60 judges.", "confirmed"),
        ("Ana Weber offered a bullish view of the talks.", "offered"),
    ],
)
def test_what_is_no_report(text: str, cue: str) -> None:
    assert cue not in [s.cue for s in statements(text)]


def test_what_goes_with_a_maybe_may_be() -> None:
    (found,) = statements("Ana Weber could use this visit, telling voters she had no choice.")
    assert found.hypothetical


def test_a_time_before_a_subject_with_an_aside_is_not_the_subject() -> None:
    (found,) = statements("Last week, the Ledger, a paper that watches Velm, said the site was quiet.")
    assert "Ledger" in found.speaker.surface


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ana Weber warned no ban would be lifted until the deal was signed, and Velm countered with a threat.",
            "no ban would be lifted until the deal was signed",
        ),
        (
            "Ana Weber refused to comment on the plan but Velm was going ahead with it.",
            "to comment on the plan",
        ),
    ],
)
def test_the_next_clause_is_the_writer_s(text: str, content: str) -> None:
    assert statements(text)[0].content == content


def test_two_apostrophes_close_a_quotation() -> None:
    (found,) = statements("“It is no mystery,’’ said Ana Weber.")
    assert (found.content, found.speaker.name) == ("“It is no mystery,’’", "Ana Weber")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Ana Weber, in an interview with the Ledger published Monday, said the bridge was open.",
            [("Ana Weber", "said", "the bridge was open")],
        ),
        (
            "Ana Weber said she was interested in talking with Velm about the bridge.",
            [("Ana Weber", "said", "she was interested in talking with Velm about the bridge")],
        ),
        (
            "Last month, Tavria wrote to Consul Robert Lind warning that the bridge was closed.",
            [("Tavria", "warning", "the bridge was closed")],
        ),
        (
            "Ministers admitted they were surprised by the anger over a letter warning Tavria against the pact.",
            [
                (
                    "Ministers",
                    "admitted",
                    "they were surprised by the anger over a letter warning Tavria against the pact",
                )
            ],
        ),
        ("Ana Weber rarely criticizes Tavria.", []),
    ],
)
def test_who_says_what_where_verbs_stand_side_by_side(text: str, rows: list[tuple[str, str, str]]) -> None:
    assert [(s.speaker and s.speaker.surface, s.cue, s.content) for s in statements(text)] == rows


def test_a_verb_joined_by_or_to_one_of_a_relative_clause_is_not_the_main_subjects() -> None:
    found = statements(
        "Ana Weber praised a line that may anger those who doubt, or deny, that the bridge is old."
    )
    assert all(s.speaker is None or s.speaker.name != "Ana Weber" for s in found if s.cue == "deny")


def test_how_often_one_was_asked_is_nobody() -> None:
    (found,) = statements("Ana Weber was asked several times what her plans were.")
    assert found.addressee is None


def test_who_defends_or_disputes_words_does_not_pass_them_on() -> None:
    found = statements("Ana Weber rejected Velm's claim that the bridge was open.")
    assert [s.relayed_by for s in found if s.cue == "claim"] == [None]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Velm voiced concern that Ana Weber, locked in a dispute, may close the port.",
            [("voiced", "concern that Ana Weber, locked in a dispute, may close the port")],
        ),
        (
            "Ana Weber said she was open to — though wary of — a deal on the port.",
            [("said", "she was open to — though wary of — a deal on the port")],
        ),
        (
            'Ana Weber slammed the two bills -- the one that passed and the one that failed -- as "stunts."',
            [("slammed", 'the two bills -- the one that passed and the one that failed -- as "stunts."')],
        ),
        (
            "As Ana Weber explained then, it seemed likely that Lind, too, had been heard.",
            [("explained", "it seemed likely that Lind, too, had been heard")],
        ),
        ("Monday's announcement of the harbour plan was a step forward.", []),
        (
            "Meanwhile, the council has been preparing for talks, reports the Ledger:",
            [("reports", "Meanwhile, the council has been preparing for talks")],
        ),
        (
            "Ana Weber wrote a letter this week to a deputy saying the bridge was open.",
            [("saying", "the bridge was open")],
        ),
        (
            "Ana Weber urged calm in doing so: “I want a strong port,” she was quoted as saying.",
            [("urged", "calm in doing so"), ("saying", "“I want a strong port,”")],
        ),
        (
            "Ana Weber said there would be “no choice,” which I think is a good thing.",
            [("said", "there would be “no choice,”")],
        ),
    ],
)
def test_content_is_whole_and_no_more(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(s.cue, s.content) for s in statements(text)] == rows


def test_a_name_inside_an_infinitive_is_not_the_subject() -> None:
    (found,) = statements("Critics of Ana Weber's haste to act in Tavria often point to the fleet.")
    assert found.speaker is not None and found.speaker.anonymous


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "“We lost,” one Tavrian leader who regularly speaks to donors told the Ledger, adding that it was late.",
            [("told", "one Tavrian leader"), ("adding", "one Tavrian leader")],
        ),
        (
            "A Tavrian blogger reportedly affiliated with the Northern Group refuted it and claimed that Velm is safe.",
            [("claimed", "A Tavrian blogger")],
        ),
        (
            "Ana Weber also hit out at a statement this week from members of the Council criticizing recent launches.",
            [("criticizing", "members of the Council")],
        ),
        (
            "Ana Weber argued that Ivo Lund has failed to get tough, and specifically, has refused to accuse Morvania.",
            [("argued", "Ana Weber"), ("has refused", "Ivo Lund")],
        ),
        (
            "Indeed, on the day Ana Weber announced her decision, the port closed.",
            [("announced", "Ana Weber")],
        ),
        ("The Tavrian council on Oct. 11 said it would send ships.", [("said", "The Tavrian council")]),
        ("Footage published on February 20 and 21 indicates that Velm is lost.", [("indicates", "Footage")]),
        (
            "“We can narrow the gap,” Ana Weber, an expert and former envoy in the Lund cabinet told reporters.",
            [("told", "Ana Weber")],
        ),
        (
            "It has looked at the question in many towns, said one person working with the group, who added nothing.",
            [("said", "one person")],
        ),
        (
            "The port closed Thursday, with Secretary of State Ana Weber saying it was safe.",
            [("saying", "Secretary")],
        ),
        ("The ministry worked to ensure Tavria received its promised benefits without delay.", []),
        ("People close to the council say that the port is open.", [("say", "People close to the council")]),
        ("Officials throughout the country said that the port is open.", [("said", "Officials")]),
        ("Neither she nor senior officials offered any guesses on the port.", []),
        ("Another of those who were hurt in the port was Karim Said Wali of the council.", []),
    ],
)
def test_who_tells_is_whom_the_clause_is_about(text: str, rows: list[tuple[str, str]]) -> None:
    found = [(s.cue, s.speaker.surface) for s in statements(text)]
    assert [cue for cue, _ in found] == [cue for cue, _ in rows]
    for (_, surface), (_, begins) in zip(found, rows, strict=True):
        assert surface.startswith(begins)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("As envoy Ana Weber noted in May, “it was strange.”", [("noted", "“it was strange.”")]),
        ("Ana Weber repeated that Wednesday.", []),
        (
            "Ana Weber said the prospects are better now than in May, even as Ivo Lund questioned it.",
            [("said", "the prospects are better now than in May")],
        ),
        (
            "Ana Weber said she is happy with the moves, and praised Tavria.",
            [("said", "she is happy with the moves"), ("praised", "Tavria")],
        ),
        ("Ana Weber stressed that the port is safe. | Getty", [("stressed", "the port is safe")]),
        (
            "Ana Weber said during a visit to Velm that “if there is no will, I am afraid.”",
            [("said", "“if there is no will, I am afraid.”")],
        ),
        (
            "The vote follows a report from the Ledger citing unnamed sources who said that the server was open.",
            [("said", "the server was open")],
        ),
        (
            "Ana Weber stressed it would be normal “soon,” and after Ivo Lund left, she slept.",
            [("stressed", "it would be normal “soon,”")],
        ),
        ("The group that calls itself the Northern State came to Velm.", []),
        ("This refers to the additional risk of the plan.", []),
        (
            "Many say they support Ana Weber, with 47 percent saying they will not vote for her.",
            [("say", "they support Ana Weber")],
        ),
        (
            "Ana Weber says she is following through on her warning a year ago that Velm would pay.",
            [("says", "she is following through on her warning a year ago that Velm would pay")],
        ),
    ],
)
def test_what_is_no_clause_is_no_content(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(s.cue, s.content) for s in statements(text)][: len(rows) or None] == rows
