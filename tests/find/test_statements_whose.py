"""Whose a statement is: lists of speakers, participles behind a noun, asides, texts and who gave them out."""

from __future__ import annotations

import pytest
from tests.find.pages import statements

# (text, cue, speaker's words as printed)
WHOSE = [
    (
        "Minister Ana Weber, Mayor Otto Lund, and Sen. Mira Holt have argued that the bridge is unsafe.",
        "have argued",
        "Minister Ana Weber, Mayor Otto Lund, and Sen. Mira Holt",
    ),
    (
        '"The bridge has been unsafe for years," researchers Ana Weber, Otto Lund and Mira Holt wrote in a paper.',
        "wrote",
        "researchers Ana Weber, Otto Lund and Mira Holt",
    ),
    (
        "Just three of the members, Sens. Ana Weber of Velm, Otto Lund of Ostrel and Mira Holt, have said they agree.",
        "have said",
        "Just three of the members",
    ),
    (
        "It was known that those who promoted leaving Tavria made promises that they could not keep.",
        "made promises",
        "those who promoted leaving Tavria",
    ),
    (
        "Some mills, such as those in Velm, will also be permitted to open, said Trade Minister Ana Weber.",
        "said",
        "Trade Minister Ana Weber",
    ),
    (
        "Otto Lund also spoke with her, and, after the call, the Citadel issued a statement saying they agreed.",
        "saying",
        "the Citadel",
    ),
    (
        "The plan was forced on the council by a group of young lawmakers threatening to leave.",
        "threatening",
        "a group of young lawmakers",
    ),
    ("A poll of Velm Radio found most voters saying they feel safe.", "saying", "most voters"),
    (
        "The party has united behind the plan, with Ana Weber on Tuesday declaring that the matter is closed.",
        "declaring",
        "Ana Weber",
    ),
    ("He brought it up by way of chiding Ana Weber for calling the plan a stunt.", "calling", "Ana Weber"),
    (
        "A new mayor was expected soon after Otto Lund, under pressure over the bridge, announced that he would go.",
        "announced",
        "Otto Lund",
    ),
    (
        "Otto Lund, head of the port, in a statement ahead of the strike said that he supports it.",
        "said",
        "Otto Lund",
    ),
    ("The council sent its envoy in Velm to tell the press that it was over.", "tell", "its envoy in Velm"),
    ("The bridge, say engineers, is not safe.", "say", "engineers"),
    ("“The bridge is safe,” say officials in Velm.", "say", "officials in Velm"),
    ("Otto Lund spent much of the conference touting the plan.", "touting", "Otto Lund"),
    (
        "Otto Lund said on Monday that Ana Weber will give a speech on Thursday touting the plan.",
        "touting",
        "Ana Weber",
    ),
    (
        "Otto Lund, a Velm lawyer hired to represent the port in the case, said that it is late.",
        "said",
        "Otto Lund",
    ),
    (
        "Sen. Ana Weber, a Velm liberal who's usually a staunch ally, said that it is late.",
        "said",
        "Sen. Ana Weber",
    ),
    (
        "The tweets came the morning after former Mayor Otto Lund, who joined the team last month, said it was late.",
        "said",
        "former Mayor Otto Lund",
    ),
    (
        "One offer, to accept 40 ships, had to be scrapped after Mrs. Weber, then the mayor, said it was too few.",
        "said",
        "Mrs. Weber",
    ),
    (
        "A committee backing the mayor, Velm Forward, also said that it is late.",
        "also said",
        "A committee backing the mayor",
    ),
    (
        "In a letter, Sens. Ana Weber, Otto Lund and Mira Holt, expressed doubts about the plan.",
        "expressed",
        "Sens. Ana Weber, Otto Lund and Mira Holt",
    ),
    ("Even Morvania, an ally of the port, said that it is late.", "said", "Morvania"),
    ("Will Harrow, director of a lobby group, said that it is late.", "said", "Will Harrow"),
    ("The plan, which she claims would help the port, is late.", "claims", "she"),
    ("But Theodore Harrow, a banker in Velm, said that it is late.", "said", "Theodore Harrow"),
    ("They heard from Mayor Ana Weber, the firebrand who has accused Tavria of delay.", "has accused", "who"),
    ("The police chief in Ellport, Velmshire said on Friday he would go.", "said", "The police chief"),
    (
        "Senators Ana Weber (L) of Velm and Otto Lund (R) of Ostrel, who want more, said, “We are late.”",
        "said",
        "Senators Ana Weber (L) of Velm and Otto Lund (R) of Ostrel",
    ),
    (
        "A growing number of people in both Tavria and Morvania began to express doubts.",
        "express",
        "A growing number of people in both Tavria and Morvania",
    ),
]


@pytest.mark.parametrize(("text", "cue", "surface"), WHOSE)
def test_whose_a_statement_is(text: str, cue: str, surface: str) -> None:
    found = [s.speaker.surface if s.speaker else None for s in statements(text) if s.cue == cue]
    assert found == [surface]


def test_of_a_list_of_speakers_with_a_comma_before_and_all_are_named() -> None:
    (found,) = statements("Ana Weber, Otto Lund, and Mira Holt have said that the bridge is unsafe.")
    assert found.speaker is not None
    assert found.speaker.name == "Ana Weber, Otto Lund and Mira Holt"


def test_an_object_pronoun_is_not_who_acts_on_it() -> None:
    found = statements("Otto Lund spoke. Otto Lund said he will force him to explain why the bridge fell.")
    assert [s.speaker.name for s in found if s.cue == "explain" and s.speaker] in ([], [None])


def test_one_office_cut_short_and_several_are_no_part_of_a_name() -> None:
    found = statements("Sens. Ana Weber and Otto Lund met. Majority Whip Mira Holt said it was over.")
    assert [s.speaker.name for s in found if s.speaker] == ["Mira Holt"]


def test_who_lends_a_noun_its_verb_says_one_thing_and_passes_nothing_on() -> None:
    (found,) = statements("Tavria did offer some assurances that the bridge would be open.")
    assert (found.content, found.relayed_by) == ("the bridge would be open", None)


def test_what_is_rejected_is_no_claim_of_who_rejects_it() -> None:
    (found,) = statements("Ana Weber rejected the argument that the bridge is unsafe.")
    assert (found.act, found.content) == ("reject", "the argument that the bridge is unsafe")


def test_an_outlet_that_is_accused_is_no_channel() -> None:
    (found,) = statements("Ana Weber accused the Velm Post of inventing a toll.")
    assert (found.addressee, found.channel) == ("the Velm Post", None)


def test_content_that_goes_on_with_to_is_not_said_to_anybody() -> None:
    (found,) = statements("The test will be vital, Ana Weber added, to workers who must go back.")
    assert found.addressee is None


def test_who_is_warned_is_no_part_of_what_is_said() -> None:
    (found,) = statements(
        "Ana Weber warned lawmakers that she would veto the bill unless they sent her more."
    )
    assert (found.addressee, found.content) == (
        "lawmakers",
        "she would veto the bill unless they sent her more",
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Sen. Otto Weber spoke. It was founded by his father, former Rep. Karl Weber. Weber said it was late.",
            "Otto Weber",
        ),
        ("Otto Weber met Otto Weber Jr. at home. Weber said it was late.", "Otto Weber"),
        ("President Weber met Otto Weber Jr. at home. Weber said it was late.", "Weber"),
        ("Otto Weber Jr. was at home. Weber said it was late.", "Otto Weber Jr."),
    ],
)
def test_a_surname_is_not_a_fathers_or_a_sons_who_is_called_otherwise(text: str, name: str) -> None:
    found = statements(text)[-1].speaker
    assert found is not None
    assert found.name == name


def test_what_a_crowd_chants_is_not_the_last_speakers() -> None:
    found = statements(
        "Ana Weber told them she hates it.\n“Lock the port, lock the port,” several people chanted."
    )
    assert [s.speaker.name for s in found if s.speaker and "Lock" in s.content] == []


def test_a_quotation_goes_on_no_noun() -> None:
    found = statements(
        '"It is late," said Ana Weber, who has heard complaints from the crew about the port. "So be it."'
    )
    hers = [s for s in found if s.speaker and s.speaker.name == "Ana Weber"]
    assert hers[0].content.endswith('"So be it."')


def test_who_is_described_behind_a_name_is_the_one_named() -> None:
    (found,) = statements("They heard from Mayor Ana Weber, the firebrand who has accused Tavria of delay.")
    assert found.speaker is not None
    assert found.speaker.name == "Ana Weber"


def test_a_quotation_behind_a_paragraph_on_somebody_else_is_his() -> None:
    told = '"The port is closed for now," Ana Weber said.\n\n{}\n\n"We have waited here for three years and will."'
    for paragraph, speaker in (
        ("Otto Lund, who owns two ships, fears the worst.", "Otto Lund"),
        ("In a written statement, Otto Lund told the council:", "Otto Lund"),
        ("The council had met on Monday.", "Ana Weber"),
        ("The hall was named after Otto Lund.", "Ana Weber"),
        ("She went on about the winter.", "Ana Weber"),
        ("The council is certain that Otto Lund has left.", "Ana Weber"),
    ):
        assert [s.speaker.name for s in statements(told.format(paragraph)) if s.cue is None] == [speaker], (
            paragraph
        )


def test_a_quotation_left_open_behind_a_paragraph_on_somebody_else_is_his() -> None:
    text = (
        '"The port is closed for now," Ana Weber said.\n\nOtto Lund fears the worst.\n\n'
        '"We have waited here for three years.\n\n"And we will wait on, whatever comes of it."'
    )
    assert {s.speaker.name for s in statements(text) if s.cue is None} == {"Otto Lund"}


def test_a_quotation_behind_a_sentence_on_somebody_else_is_his() -> None:
    told = "Ana Weber said the port is shut. {} “We have waited here for three years, and we will.”"
    for sentence, speaker in (
        ("Otto Lund tried to calm the crew.", "Otto Lund"),
        ("The council met on Monday.", "Ana Weber"),
        ("She was in Velm on Monday.", "Ana Weber"),
    ):
        assert [s.speaker.name for s in statements(told.format(sentence)) if s.cue is None] == [speaker], (
            sentence
        )


def test_a_quotation_that_a_colon_leads_to_is_not_of_who_spoke_before() -> None:
    text = (
        "“It is shut,” Ana Weber said.\nOtto Lund drew some fire from the Ledger, long a voice of the port:\n"
        "“His perpetual support for the toll continues to bewilder those who had hoped for more.”"
    )
    assert [s.speaker.name for s in statements(text)] == ["Ana Weber"]


def test_a_career_defends_nobody() -> None:
    found = statements(
        "Ivo Lund, who lost his career for defending Ana Weber, is himself in doubt about the spy."
    )
    assert all(s.speaker is None or s.speaker.surface != "his career" for s in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Otto Lund quoted an ally of campaign manager Ana Weber on Tuesday night who called the mood “grim”.",
            "ally of campaign manager Ana Weber",
        ),
        ("Otto Lund quoted Ana Weber, who called the mood “grim”.", "Ana Weber"),
        (
            "According to a ship buying source, the Weber campaign spent it all. Ana Weber left.",
            "ship buying source",
        ),
        ("Former Mayor Michael Bloomberg left. “Yes,” Bloomberg said.", "Michael Bloomberg"),
        ("For example, AB&C reported calls up by a fifth.", "AB&C"),
    ],
)
def test_whose_words_beside_a_name(text: str, name: str) -> None:
    assert name in [s.speaker.name for s in statements(text) if s.speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Newly confirmed Secretary Ana Weber travelled to Velm this month.",
        "Leaders who will rule the council come January say they want the toll.",
    ],
)
def test_what_is_no_speaker(text: str) -> None:
    assert statements(text) == []


def test_who_is_spoken_of_as_he_does_not_speak() -> None:
    for mark in (" ", "\n"):
        text = f"Ana Weber said three are dead. Otto Lund handed over their names.{mark}“He did it without cameras.”"
        assert all(s.speaker is None or s.speaker.name != "Otto Lund" for s in statements(text))


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("They met the Tavrian PM, who said the port was shut.", "who"),
        ("Carly confirmed that the port was shut.", "Carly"),
        ("The opposition promised voters that tolls would fall.", "The opposition"),
        (
            "Ana Weber said it was lost. Tavria attacked Morvania in May. “We will never give in to them.”",
            "Ana Weber",
        ),
    ],
)
def test_who_still_speaks(text: str, surface: str) -> None:
    assert [s.speaker.surface for s in statements(text) if s.speaker][-1] == surface


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("It is unclear where they will meet; earlier Weber said the port had been shut.", "Weber"),
        (
            "Asked about the toll from Velm and Ostrel – both its rivals – Mr. Weber said “the toll is a trifle.”",
            "Mr. Weber",
        ),
        (
            "The council stood by Mr. Weber’s claim that Tavria struck the port, saying the proof is plain.",
            "The council",
        ),
    ],
)
def test_where_the_words_for_a_speaker_begin(text: str, surface: str) -> None:
    assert [s.speaker.surface for s in statements(text) if s.speaker][-1] == surface


def test_what_was_kept_as_described_is_pointed_back_to() -> None:
    text = "Another milblogger claimed that guards left. The milblogger claimed that the port was shut."
    assert [s.speaker.name for s in statements(text) if s.speaker] == ["another milblogger"] * 2


def test_a_prime_minister_is_called_by_the_first_letters() -> None:
    text = "Ana Weber, the Tavrian prime minister, said no. The PM said that it was late."
    assert [s.speaker.name for s in statements(text) if s.speaker] == ["Ana Weber"] * 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sen. Otto Lund met the crew. “I am sad,” the Velm Democrat said.", "Otto Lund"),
        ("Sen. Otto Lund left. The Velm Republican, Sen. Ana Weber, said no.", "Ana Weber"),
        ("Otto Lund left. “The toll is a reason,” said He Weilun, a former official.", "He Weilun"),
    ],
)
def test_who_is_called_by_a_party_or_spelled_like_a_pronoun(text: str, name: str) -> None:
    assert [s.speaker.name for s in statements(text) if s.speaker] == [name]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Ana Weber left when the Tavrian council began demanding a toll.", "the Tavrian council"),
        ("Otto Lund kept saying that it was late.", "Otto Lund"),
    ],
)
def test_who_begins_to_say_so_says_it(text: str, surface: str) -> None:
    assert [s.speaker.surface for s in statements(text) if s.speaker] == [surface]


def test_who_stopped_saying_it_says_nothing() -> None:
    assert statements("Ana Weber stopped saying that it was late.") == []
