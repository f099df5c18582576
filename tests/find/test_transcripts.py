"""Turns of transcripts: labels, who they stand for, and pages that only look like one."""

from __future__ import annotations

import pytest
from tests.find.pages import statements

from parley.pipeline import Reader
from parley.records import Page, Statement
from parley.settings import Settings

BRIEFING = """Press briefing by spokeswoman Ana Weber
MS. WEBER: Good morning. We are ready for the talks.
The team leaves tonight.
Q Will the fleet stay?
MS. WEBER: The fleet stays where it is. (Laughter.)
Q Ivo Lund said it would leave. Is he wrong?
MS. WEBER: (Laughs.)
MR. TARN: He is."""


def said(text: str) -> list[tuple[str | None, str, str]]:
    """Speaker, act and content of each statement."""
    return [(_name(s), s.act, s.content) for s in statements(text)]


def _name(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


def test_a_briefing_is_read_turn_by_turn() -> None:
    assert said(BRIEFING) == [
        ("Ana Weber", "say", "Good morning. We are ready for the talks."),
        ("Ana Weber", "say", "The team leaves tonight."),
        (None, "ask", "Will the fleet stay?"),
        ("Ana Weber", "say", "The fleet stays where it is. (Laughter.)"),
        (None, "ask", "Ivo Lund said it would leave. Is he wrong?"),
        ("Ivo Lund", "say", "it would leave"),
        ("Tarn", "say", "He is."),
    ]


def test_a_short_question_that_looks_like_a_crosshead_is_read() -> None:
    text = BRIEFING.replace("\n", "\n\n").replace("The team leaves tonight.\n\n", "")
    reading = Reader(Settings()).read(Page("page", "page", text.encode(), "text/plain", "utf-8"))
    assert reading.document and "crosshead" in {b.role for b in reading.document.blocks}
    told = [s.content for s in reading.records["statements"] if isinstance(s, Statement)]
    assert "Will the fleet stay?" in told


def test_a_turn_is_direct_speech_and_rests_on_its_label() -> None:
    first = statements(BRIEFING)[0]
    assert first.mode == "direct" and first.cue is None
    assert [e.quote for e in first.evidence] == ["MS. WEBER", "Good morning. We are ready for the talks."]


def test_what_a_speaker_tells_of_others_is_passed_on_and_what_i_said_is_hers() -> None:
    text = BRIEFING.replace("He is.", "I told him that the port was closed, and Mara Holt said it was open.")
    told = {s.content: s for s in statements(text)}
    mine, hers, passed = told["the port was closed"], told["it was open"], told["it would leave"]
    assert mine.speaker and mine.speaker.name == "Tarn" and mine.relayed_by is None
    assert hers.speaker and hers.speaker.name == "Mara Holt" and hers.relayed_by == "MR. TARN"
    assert passed.relayed_by == "Q"


def test_an_interview_with_names_in_small_letters() -> None:
    text = """Mara Holt met the envoy Ivo Lund in Velm.
Holt: Is the truce over?
Lund: It never began.
Holt: Who broke it?
Lund: Both sides did."""
    assert said(text) == [
        ("Mara Holt", "ask", "Is the truce over?"),
        ("Ivo Lund", "say", "It never began."),
        ("Mara Holt", "ask", "Who broke it?"),
        ("Ivo Lund", "say", "Both sides did."),
    ]


def test_an_excerpt_does_not_run_into_the_article() -> None:
    text = """The two met on air.
LUND: You broke it.
WEBER: You did.
LUND: Nobody believes you.
The programme was seen by millions.
The envoy Ivo Lund and the minister Ana Weber have not spoken since.
The ministry said on Monday that the fleet would stay."""
    assert [s.content for s in statements(text)] == [
        "You broke it.", "You did.", "Nobody believes you.", "the fleet would stay",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "More: the fleet leaves Velm\nPhoto: the harbour at night\nMore: how the truce began",
        "TARGET: a bridge\nATTACKER: unknown\nTARGET: a depot",
        "The envoy Ivo Lund met the minister Ana Weber.\nLund: no truce in May\nWeber: truce holds\nLund: talks go on",
        "The envoy Ivo Lund spoke.\nLund: We are ready.",
        "The envoy Ivo Lund spoke.\nA Tavrian boat was hit.\nA Morvanian ship left.\nLUND: We are ready.",
        "The envoy A. Weber spoke.\nA. Weber left Velm.\nA. Weber came back.\nWEBER: We are ready.",
    ],
)
def test_lists_links_and_headlines_are_no_transcript(text: str) -> None:
    assert all("turn" not in s.rule for s in statements(text))


def test_what_is_checked_between_turns_is_nobodys() -> None:
    text = """Ana Weber and Ivo Lund met for a debate in Velm, and here is what stood behind it.
WEBER: The tolls have never been so low.
THE FACTS: They rose by a tenth.
LUND: They are paid by everybody.
THE FACTS: Some do not pay.
The port lists them.
WEBER: I never said so."""
    assert said(text) == [
        ("Ana Weber", "say", "The tolls have never been so low."),
        ("Ivo Lund", "say", "They are paid by everybody."),
        ("Ana Weber", "say", "I never said so."),
    ]


def test_a_court_speaks_without_a_name() -> None:
    text = "Ana Weber was heard.\nTHE COURT: You may sit down.\nMS. WEBER: I will.\nTHE COURT: Go on."
    assert said(text)[0] == (None, "say", "You may sit down.")


NAMES_ALONE = """The Velm Post's Ola Brenn met the envoy Mara Holt in Velm on Tuesday and spoke with her.

Ola Brenn

Is the truce over, or will the two sides come back to the table?

Mara Holt

It never began. The fleet left the bay only after three long winters in the harbour of the town.

And the buoys were never laid.

Ola Brenn

Who broke it, then, if neither of the two armies did?

Mara Holt

Both sides did, and both of them know that as well as we do in this town.

Ola Brenn

Will you go to Velm again in the spring?

Mara Holt

I will go wherever I am asked to go, and so will everybody who works for me."""


def test_names_that_are_lines_of_their_own_open_turns() -> None:
    told = said(NAMES_ALONE)
    assert [(name, act) for name, act, _ in told][:4] == [
        ("Ola Brenn", "ask"),
        ("Mara Holt", "say"),
        ("Mara Holt", "say"),
        ("Ola Brenn", "ask"),
    ]
    assert {name for name, _, _ in told} == {"Ola Brenn", "Mara Holt"}


CAPTIONS = """Mara Holt and Ivo Lund met in Velm on Tuesday to speak about the bay and the fleet.

Mara Holt

The envoy came at noon and left an hour later without a word to those who had waited.

Mara Holt

The fleet was to leave the bay in March, and nobody in the town believes that it does.

Ivo Lund

The council meets again on Thursday, and the harbour is closed to boats until then.

Mara Holt

Nobody would say what the two spoke about, or whether they will meet again in Velm."""


def test_names_under_pictures_open_no_turns() -> None:
    assert not [
        one
        for one in said(CAPTIONS)
        if one[2].startswith(("The envoy came", "The fleet was", "Nobody would"))
    ]


def test_what_was_recorded_elsewhere_is_not_the_turn_of_whom_a_line_names() -> None:
    text = NAMES_ALONE.replace(
        "And the buoys were never laid.", "archived recording (ivo lund) The buoys are laid."
    )
    assert not [one for one in said(text) if "buoys" in one[2]]


def test_the_heads_of_answers_are_no_speakers() -> None:
    text = """What the readers of the paper asked about the bay, and what Mara Holt answers.
Ships: Will they still come?
They will be sent to Velm, said Mara Holt.
Prices: Will they rise?
They may rise in the spring.
Ships: Who pays for them?
The council does.
Prices: Who says so?
Nobody does."""
    assert not [one for one in said(text) if one[0] in ("Ships", "Prices")]


@pytest.mark.parametrize(
    "text",
    [
        NAMES_ALONE.replace("Mara Holt\n", "More on the talks\n").replace("Ola Brenn\n", "What is next\n"),
        NAMES_ALONE.replace("\n\nOla Brenn\n\n", "\n\n"),
    ],
    ids=["crossheads", "one name"],
)
def test_lines_that_are_no_two_names_open_none(text: str) -> None:
    assert not [one for one in said(text) if one[1] == "ask" and one[0]]


def test_a_label_whose_paragraphs_ask_is_who_asks_though_it_names_nobody() -> None:
    text = """The envoy Mara Holt spoke to the paper.
Velm Post: Is the truce over?
Mara Holt: It never began.
Velm Post: Who broke it?
Mara Holt: Both sides did."""
    assert said(text) == [
        ("Velm Post", "ask", "Is the truce over?"),
        ("Mara Holt", "say", "It never began."),
        ("Velm Post", "ask", "Who broke it?"),
        ("Mara Holt", "say", "Both sides did."),
    ]
    plain = text.replace("?", ".").replace("Is the truce over", "The truce is over").replace("Who", "Lund")
    assert not said(plain)


def test_initials_stand_for_the_names_of_the_page() -> None:
    text = """Mara Holt met the envoy Ivo Lund in Velm.
Mara Holt: Is the truce over?
Ivo Lund: It never began.
MH: Who broke it?
IL: Both sides did.
MH: Are you sure?
IL: I am."""
    assert [one for one in said(text) if one[2] in ("Who broke it?", "Both sides did.", "I am.")] == [
        ("Mara Holt", "ask", "Who broke it?"),
        ("Ivo Lund", "say", "Both sides did."),
        ("Ivo Lund", "say", "I am."),
    ]
