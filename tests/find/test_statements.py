from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.pages import PROFILE, analysis, document, statements

from parley.find.statements import Statements
from parley.language.tokens import tokens
from parley.records import ACTS, MODES
from parley.spans import reproduces

# (text, speaker's name, content, mode, act) of the first statement of each text
FRAMES = [
    ('"We will sign on Friday," Ana Weber said.', "Ana Weber", '"We will sign on Friday,"', "direct", "say"),
    ('"We will sign on Friday," said Ana Weber.', "Ana Weber", '"We will sign on Friday,"', "direct", "say"),
    ("Ana Weber said that the bridge was open.", "Ana Weber", "the bridge was open", "indirect", "say"),
    ("Ana Weber said on Monday the bridge was open.", "Ana Weber", "the bridge was open", "indirect", "say"),
    ("Ana Weber told reporters the bridge was open.", "Ana Weber", "the bridge was open", "indirect", "say"),
    (
        "The bridge was open, according to Ana Weber.",
        "Ana Weber",
        "The bridge was open",
        "indirect",
        "say",
    ),
    ("According to Ana Weber, the bridge was open.", "Ana Weber", "the bridge was open", "indirect", "say"),
    ("The bridge was open, Ana Weber said.", "Ana Weber", "The bridge was open", "indirect", "say"),
    (
        "Tavria accused Morvania of shelling the bridge.",
        "Tavria",
        "shelling the bridge",
        "indirect",
        "accuse",
    ),
    (
        'Nobody wants the plan, which Ana Weber called "a lull for the guns".',
        "Ana Weber",
        '"a lull for the guns"',
        "direct",
        "say",
    ),
    ('Ana Weber called "for calm".', "Ana Weber", '"for calm"', "direct", "request"),
    ("Ana Weber put the toll at 40.", "Ana Weber", "the toll at 40", "indirect", "say"),
    ("Ana Weber put it at nearly 40.", "Ana Weber", "nearly 40", "indirect", "say"),
    ("Tavria has called for a truce.", "Tavria", "a truce", "indirect", "request"),
    (
        "Tavria called on Morvania to open the bridge.",
        "Tavria",
        "Morvania to open the bridge",
        "indirect",
        "request",
    ),
    ("Tavria has vowed to hold the bridge.", "Tavria", "to hold the bridge", "indirect", "promise"),
    ("Tavria rejected the offer.", "Tavria", "the offer", "indirect", "reject"),
    ("Tavria has denied targeting the bridge.", "Tavria", "targeting the bridge", "indirect", "deny"),
    (
        'Ana Weber accused Tavria of seeking to "drag out" the talks.',
        "Ana Weber",
        'seeking to "drag out" the talks',
        "mixed",
        "accuse",
    ),
    ("The Citadel warned that the truce could end.", "Tavria", "the truce could end", "indirect", "warn"),
    ("Velm said it would study the plan.", "Morvania", "it would study the plan", "indirect", "say"),
]


@pytest.mark.parametrize(("text", "speaker", "content", "mode", "act"), FRAMES)
def test_frame(text: str, speaker: str, content: str, mode: str, act: str) -> None:
    found = statements(text)
    assert [s.content for s in found] == [content]
    assert found[0].speaker is not None
    assert (found[0].speaker.name, found[0].mode, found[0].act) == (speaker, mode, act)
    assert found[0].negated == (act == "deny")


def test_shared_subject_gives_two_statements() -> None:
    found = statements("Ana Weber accused Tavria of stalling and said the truce was over.")
    assert [(s.speaker and s.speaker.name, s.content) for s in found] == [
        ("Ana Weber", "stalling"),
        ("Ana Weber", "the truce was over"),
    ]


def test_participle_goes_with_the_speaker_before() -> None:
    found = statements('"We need time," Ana Weber said, adding that the bridge was closed.')
    assert [s.content for s in found] == ['"We need time,"', "the bridge was closed"]
    assert {s.speaker.name for s in found if s.speaker} == {"Ana Weber"}


def test_participle_goes_with_who_is_told_of_last() -> None:
    """Not with the subject of the clause before ``but``."""
    text = "Tavria had lifted the sanctions, but Ana Weber left the accord in May, claiming it was worthless."
    (found,) = statements(text)
    assert found.speaker is not None
    assert found.speaker.surface == "Ana Weber"


def test_participle_of_what_is_reported_is_nobody_else_s() -> None:
    text = "Ana Weber said earlier drafts condemning the raid and demanding a withdrawal had failed."
    assert [s.content for s in statements(text)] == [
        "earlier drafts condemning the raid and demanding a withdrawal had failed"
    ]


def test_main_clause_behind_a_quotation_is_no_content() -> None:
    found = statements(
        "Although Ana Weber insisted to reporters that “the bridge is open,” she took the ferry."
    )
    assert [s.content for s in found] == ["“the bridge is open,”"]


def test_participle_that_opens_a_report_lets_infer_what_its_speaker_does() -> None:
    found = statements("Suggesting that the siege may end, Ana Weber also said the bridge was open.")
    assert [s.content for s in found] == ["the siege may end", "the bridge was open"]


def test_former_office_with_a_hyphen_is_no_part_of_a_name() -> None:
    found = statements("Ex-minister Ana Weber said the bridge was open. The minister said it was shut.")
    assert [s.speaker and s.speaker.name for s in found] == ["Ana Weber", None]


@pytest.mark.parametrize("label", ["Unconfirmed claims", "Latest claims", "Key demands"])
def test_label_before_a_colon_is_no_speaker(label: str) -> None:
    found = statements(f"{label}: Ana Weber said the bridge was open.")
    assert [s.speaker and s.speaker.name for s in found] == ["Ana Weber"]


def test_quotation_that_runs_on_is_one_statement() -> None:
    found = statements('"We need time," Ana Weber said. "The bridge is closed."')
    assert [s.content for s in found] == ['"We need time," "The bridge is closed."']
    assert len(found[0].content_spans) == 2


def test_quotation_open_over_paragraphs_is_one_statement() -> None:
    found = statements('"We need time and more patience.\n"The bridge is closed," Ana Weber said.')
    assert len(found) == 1
    assert found[0].mode == "direct"
    assert [text.strip() for text in found[0].content.split('"') if text.strip()] == [
        "We need time and more patience.",
        "The bridge is closed,",
    ]


def test_pronoun_stands_for_the_speaker_before() -> None:
    found = statements('President Ana Weber said the bridge was open.\n"It stays open," she added.')
    assert [s.speaker.name for s in found if s.speaker] == ["Ana Weber", "Ana Weber"]
    assert found[1].speaker is not None and found[1].speaker.surface == "she"


def test_office_is_resolved_even_before_the_name_is_printed() -> None:
    text = "The Tavrian leader said the bridge was open.\nTavrian President Ana Weber arrived later."
    found = statements(text)
    assert found[0].speaker is not None and found[0].speaker.name == "Ana Weber"


def test_office_that_two_people_hold_stays_a_description() -> None:
    text = "President Ana Weber met President Ivo Lund.\nThe president said the bridge was open."
    found = [s for s in statements(text) if s.content == "the bridge was open"]
    assert found[0].speaker is not None
    assert found[0].speaker.name not in ("Ana Weber", "Ivo Lund")


def test_anonymous_source_keeps_its_description() -> None:
    found = statements("A source close to the Tavrian delegation told the Velm Herald the bridge was open.")
    speaker = found[0].speaker
    assert speaker is not None and speaker.anonymous
    assert speaker.name == "source close to the Tavrian delegation"


def test_pronoun_without_antecedent_stays_open() -> None:
    found = statements("He said the bridge was open.")
    assert found[0].speaker is not None
    assert (found[0].speaker.actor_id, found[0].speaker.name, found[0].speaker.surface) == (None, None, "He")


@pytest.mark.parametrize(
    "text",
    [
        'Its "grey fleet" of ships sailed on.',
        "- Weber's patience 'running out' -",
        "The bridge was open on Monday.",
        "The talks will demand patience of all.",
        "The plan proposed by Tavria was long.",
        "Tavria is defending itself.",
        "Tavria has recalled its special envoy, Ana Weber, to Ostrel.",
        "At least 40 people died on the road last year, highlighting the need for a guard.",
        "Tavrian troops left the valley on Monday, suggesting that the truce holds.",
        "The Tavrian army threatens the lives of fishermen.",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ana Weber said the bridge was open.[4] It was not.", "the bridge was open"),
        ("Ana Weber said the bridge was open.[[iv]](https://herald.example/<#4>) It was.", "the bridge was open"),
        ("Ana Weber said they joined the Straits Trade Union (STU).", "they joined the Straits Trade Union (STU)"),
    ],
)  # fmt: skip
def test_content_ends_before_a_footnote_and_with_its_bracket(text: str, content: str) -> None:
    assert [s.content for s in statements(text)] == [content]


# (text, speaker as printed, addressee, content) of the first statement of each text
BOUNDS = [
    (
        "The West accuses Morvania of sending arms to the rebels in eastern Tavria.",
        "The West", "Morvania", "sending arms to the rebels in eastern Tavria",
    ),
    (
        "Executives representing the largest lobby warned the latest move by the Citadel against Velmara will fail.",
        "Executives representing the largest lobby", None,
        "the latest move by the Citadel against Velmara will fail",
    ),
    (
        "But opponents in Congress are demanding more sanctions on Morvania.",
        "opponents in Congress", None, "more sanctions on Morvania",
    ),
    (
        "Ana Weber vowed “full disarmament” of the valley at the summit, but the text did not hold any steps.",
        "Ana Weber", None, "“full disarmament” of the valley at the summit",
    ),
    (
        "Companies will oppose the idea, as it would cut their profits — and, they'll argue, their research.",
        "they", None, "Companies will oppose the idea, as it would cut their profits",
    ),
    ("One obstacle is Ana Weber's demand for a tax cut in this bill.", "Ana Weber", None, "a tax cut"),
    ("The bill was passed, Velm Today reported.", "Velm Today", None, "The bill was passed"),
    (
        "Tavria denied that Morvania had broken the truce and said Velm was still willing to talk.",
        "Tavria", None, "Morvania had broken the truce",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "addressee", "content"), BOUNDS)
def test_where_speaker_addressee_and_content_end(
    text: str, speaker: str, addressee: str | None, content: str
) -> None:
    found = statements(text)[0]
    assert found.speaker is not None
    assert (found.speaker.surface, found.addressee, found.content) == (speaker, addressee, content)


def test_a_quotation_goes_on_and_not_a_report_below_it() -> None:
    text = (
        "“I support the petition,” Ana Weber said, shortly after Tavria announced a vote. "
        "“I also thank all who came here.”"
    )
    first, second = statements(text)
    assert first.content == "“I support the petition,” “I also thank all who came here.”"
    assert (second.speaker and second.speaker.name, second.content) == ("Tavria", "a vote")


def test_the_president_of_one_state_is_no_president_of_an_unnamed_one() -> None:
    found = statements(
        "President Ana Weber is at odds with Morvania.\nMorvania's president said he would leave."
    )
    assert [s.speaker and s.speaker.name for s in found] == ["Morvania's president"]


def test_addressee_and_channel() -> None:
    found = statements("Ana Weber told Tavrian state media in an interview that the bridge was open.")
    assert found[0].addressee == "Tavrian state media"
    assert found[0].channel == "interview"


def test_issues_of_the_profile() -> None:
    from parley.profiles import load_profile

    profile = dataclasses.replace(load_profile("peace"), states=PROFILE.states)
    found = statements("Tavria called for an immediate ceasefire and a prisoner swap.", profile)
    assert found[0].about == ("ceasefire", "prisoners")


ALPHABET = st.sampled_from(
    ['"', "“", "”", "'", ",", ".", ":", " ", "\n", "Ana Weber", "said", "told", "that", "he", "Tavria",
     "accused", "of", "according to", "and", "the talks", "were", "\U0001f54a", "שלום", "é"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(ALPHABET, max_size=40))
def test_any_text_gives_statements_whose_words_it_holds(parts: list[str]) -> None:
    text = " ".join(parts)
    found = statements(text)
    assert len({s.id for s in found}) == len(found)
    for s in found:
        assert s.mode in MODES and s.act in ACTS
        assert s.content == " ".join(text[a:b] for a, b in s.content_spans)
        assert all(reproduces(e, text) for e in s.evidence) and s.evidence
        assert list(s.content_spans) == sorted(s.content_spans)
        if s.speaker:
            assert text[s.speaker.span.start : s.speaker.span.end] == s.speaker.surface


def test_ids_are_unique_and_stable() -> None:
    text = (
        'Ana Weber said the bridge was open.\n"We need time," she said.\nAna Weber said the bridge was open.'
    )
    first, again = statements(text), statements(text)
    assert [s.id for s in first] == [s.id for s in again]
    assert len({s.id for s in first}) == len(first)


def test_work_grows_with_the_text_and_not_faster() -> None:
    """A line without a sentence end doubles its calls when it doubles in length."""
    import sys

    def calls(repeats: int) -> int:
        page = analysis("said Ana Weber and told the envoy that, according to Tavria, " * repeats)
        count = 0

        def tick(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tick)
        try:
            list(Statements().find(page))
        finally:
            sys.setprofile(None)
        return count

    small, large = calls(100), calls(400)
    assert large < 4.6 * small


class Looked(list[str]):
    """Words or tags of a sentence that count how many of them are looked at."""

    count = 0

    def __getitem__(self, i):  # type: ignore[no-untyped-def,override]
        found = super().__getitem__(i)
        Looked.count += len(found) if isinstance(i, slice) else 1
        return found

    def __iter__(self) -> Iterator[str]:
        for item in super().__iter__():
            Looked.count += 1
            yield item

    def __contains__(self, item: object) -> bool:
        return item in iter(self)


@pytest.mark.parametrize(
    ("opening", "unit"),
    [
        ("", "her claim of the port and Tavria's warning of "),
        ("Ana Weber said that ", "the port, an envoy, "),
        ("Ana Weber praised ", "the port and the bridge and "),
        ("", "Ana Weber said that the port closed and that "),
        ("", "Ana Weber, who said the bridge, "),
        ("", "if Ana Weber left, she said "),
        ("", "warning of the port, "),
    ],
)
def test_work_grows_with_the_sentence_and_not_faster(opening: str, unit: str) -> None:
    """Twice the tokens of one sentence are twice the tokens looked at, within a tenth."""
    work = []
    for size in (4000, 8000):
        page = analysis(opening + unit * (size // len(tokens(unit))))
        lines = [line for passage in page.passages for line in passage.sentences]
        assert len(lines) == 1
        for line in lines:
            line.words, line.tags = Looked(line.words), Looked(line.tags)
        Looked.count = 0
        list(Statements().find(page))
        work.append(Looked.count)
    assert work[1] < 2.1 * work[0]


def test_document_helper_labels_crossheads() -> None:
    assert [b.role for b in document("A line.\n- Head -").blocks] == ["body", "crosshead"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We need time," Ana Weber of Tavria said.', "Ana Weber"),
        ("The chief negotiator, Ana Weber, said the bridge was open.", "Ana Weber"),
        ("Ana Weber, the leader of a small party, said the bridge was open.", "Ana Weber"),
        ("The Secretary of State Ana Weber said the bridge was open.", "Ana Weber"),
        ("Tavria was accused by Ana Weber of closing the bridge.", "Ana Weber"),
        ("Ana Weber and Ivo Lund said the bridge was open.", "Ana Weber and Ivo Lund"),
        ("Both sides left, said Ana Weber.", "Ana Weber"),
        ("The envoys agreed to meet again, Ana Weber said after the talks.", "Ana Weber"),
        ("More than a dozen lawmakers said the bridge was open.", "more than a dozen lawmakers"),
    ],
)
def test_speaker(text: str, speaker: str) -> None:
    assert [s.speaker.name for s in statements(text) if s.speaker] == [speaker]


def test_coordinated_clauses_are_statements_of_their_own() -> None:
    found = statements("Ana Weber said that the bridge was open and that the talks would go on.")
    assert [s.content for s in found] == ["the bridge was open", "the talks would go on"]


def test_clause_after_but_is_the_outlets_own() -> None:
    found = statements("Ana Weber said the bridge was open, but Ivo Lund stayed away.")
    assert [s.content for s in found] == ["the bridge was open"]


@pytest.mark.parametrize(
    "head",
    [
        "VELGORAD, Feb. 18 (Oruvian News) - ",
        "VELGORAD, 18 Feb – ",
        "PORT ANSEL, Velmara (ON) -- ",
        "VELGORAD (ON) — ",
    ],
)
def test_a_dateline_is_no_speaker(head):
    text = f"{head}The foreign minister, Lena Ostrava, said on Wednesday that her government was ready."
    (found,) = statements(text)
    assert found.speaker.name == "Lena Ostrava"
    assert found.content == "her government was ready"


def test_a_quotation_below_another_who_is_introduced_is_not_of_the_last_speaker() -> None:
    text = (
        "Ana Weber said the bill would pass.\nOne trader sent us a note:\n"
        '"We have no life in Velm, and nobody will help us at all."'
    )
    assert [s.content for s in statements(text)] == ["the bill would pass"]
    same = (
        "Ana Weber said the bill would pass.\nShe was very clear:\n"
        '"We have no life in Velm, and nobody will help us at all."'
    )
    assert len(statements(same)) == 2


def test_a_deputy_minister_who_spoke_last_is_the_minister() -> None:
    text = (
        "Morvanian Foreign Minister Ivo Lund met the envoys. Tavria's Deputy Foreign Minister Ana Weber said the "
        "deal was dead. The minister also told reporters that Velm would react."
    )
    assert [s.speaker.name for s in statements(text)][-1] == "Ana Weber"


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("The two sides accused each other of shelling the town.", None),
        ("In a clear reference to his allies in the region, Ana Weber warned of a wider war.", None),
        ("In a letter to his allies in the region, Ana Weber warned of a wider war.", "his allies"),
    ],
)
def test_who_is_told(text: str, addressee: str | None) -> None:
    (found,) = statements(text)
    assert found.addressee == addressee


def test_adjectives_of_one_noun_are_not_cut_apart() -> None:
    (found,) = statements("Tavria put forward a demand to set a new, higher bar for the talks.")
    assert found.content == "to set a new, higher bar for the talks"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Weber has been slow to acknowledge that Velm was right.",
        "As readers may recall, we have been trying to visit Velm.",
        "The envoys are waiting for the inquiry before they blame Tavria.",
        "Tavria is disrupting the markets and threatening food security, with grave consequences for the poorest.",
        "Velm threatens the northern border.",
    ],
)
def test_what_nobody_has_said_is_no_statement(text: str) -> None:
    assert list(statements(text)) == []


def test_what_is_to_be_said_is_hypothetical() -> None:
    (gerund,) = statements("Ana Weber will reduce tensions by saying that the war is over.")
    (passive,) = statements("Traders will be asked to make bids.")
    assert gerund.hypothetical and passive.hypothetical
    (done,) = statements("Ana Weber may have angered Velm by saying that the war is over.")
    assert not done.hypothetical


def test_what_was_not_asked_is_negated() -> None:
    (found,) = statements("The rebels were never asked to disarm.")
    assert found.negated


def test_what_is_compared_with_asking_asks_nobody() -> None:
    (found,) = statements("Ana Weber said this was more practical than asking the council to close.")
    assert found.content == "this was more practical than asking the council to close"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            'Ana Weber told the Ledger that the office could not go on "with everybody," she said.',
            'the office could not go on "with everybody,"',
        ),
        ("Ana Weber offered talks in response, with Ivo Lund calling it a chance.", "talks in response"),
        ("Ana Weber declared a year ago that Velm would cross the line.", "Velm would cross the line"),
        ("Ana Weber has been threatening a shutdown for a while now.", "a shutdown for a while now"),
        (
            "Ana Weber told me that Velm could agree to curbs as long as Oruvia offers a port in return.",
            "Velm could agree to curbs as long as Oruvia offers a port in return",
        ),
        (
            "The envoys agreed that Velm would stay a close and committed ally.",
            "Velm would stay a close and committed ally",
        ),
        (
            "Ana Weber urged Ivo Lund on Monday to recognise that aid is no trade.",
            "Ivo Lund on Monday to recognise that aid is no trade",
        ),
        (
            "Ana Weber asked lawmakers for more time Monday to gather evidence.",
            "more time Monday to gather evidence",
        ),
    ],
)
def test_where_content_with_a_tail_ends(text: str, content: str) -> None:
    assert statements(text)[0].content == content


def test_who_closes_a_sentence_with_a_quotation_passes_it_on() -> None:
    (found,) = statements('Ana Weber said that Velm had not been "as generous as before," Ivo Lund said.')
    assert (found.speaker.name, found.relayed_by) == ("Ana Weber", "Ivo Lund")
    assert found.content == 'Velm had not been "as generous as before,"'


def test_south_at_a_sentences_begin_belongs_to_the_name() -> None:
    (found,) = statements("South Tavrian officials said that Velm would leave.")
    assert found.speaker.surface == "South Tavrian officials"


def test_which_stands_for_what_is_before_it_and_not_for_a_person_further_back() -> None:
    text = (
        "Ana Weber, who led the talks, tried to bridge the gap between the two sides, which refuse to talk."
    )
    assert [s.speaker.name for s in statements(text) if s.cue == "refuse"] == ["two sides"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Ana Weber boasted that Velm had its right (to a tenth, according to a fact sheet) and would not lose it.",
            "Ana Weber",
            "Velm had its right (to a tenth, according to a fact sheet) and would not lose it",
        ),
        (
            'Most famously, at a rally in Sul in May 2031, Ana Weber said, "we cannot let Oruvia take our port."',
            "Ana Weber",
            '"we cannot let Oruvia take our port."',
        ),
        (
            "On Monday, Chairman Ivo Lund, R-Velm. said in a hearing that the deal was flawed.",
            "Ivo Lund",
            "the deal was flawed",
        ),
        ("Aid will go to Marenza, an ally that said it was ready.", "Marenza", "it was ready"),
        ("Ana Weber accused the guards, one of the oldest units, of theft.", "Ana Weber", "theft"),
        ("(Velm Wire) The port will be shut, Ana Weber said.", "Ana Weber", "The port will be shut"),
        ("(The port, Ana Weber said, will be shut.)", "Ana Weber", "The port will be shut"),
        ("The port is far (it is a day by rail, Ana Weber said).", "Ana Weber", "it is a day by rail"),
    ],
)
def test_whose_words_are_which(text: str, speaker: str, content: str) -> None:
    (found,) = statements(text)
    assert found.speaker and (found.speaker.name, found.content) == (speaker, content)


def test_what_is_called_something_is_not_asked_for() -> None:
    (found,) = statements('Ana Weber called "silence" a condition of any meeting with Oruvia.')
    assert found.act == "say"


def test_newly_proposed_rules_are_proposed_by_no_number() -> None:
    assert not statements("The list holds about 285 newly proposed rules that are open to review.")


def test_who_shouted_at_somebody_is_no_question_to_him() -> None:
    assert not statements("Ana Weber responds to a guest who interrupted her speech in Velm.")


@pytest.mark.parametrize(
    "text",
    [
        "Their cries against President Ivo Lund went on, accusing him of lying.",
        "A statement about President Ivo Lund said that he was ill.",
    ],
)
def test_what_is_about_somebody_is_not_said_by_him(text: str) -> None:
    assert all(s.speaker is None or s.speaker.name != "Ivo Lund" for s in statements(text))


def test_what_another_demands_as_long_as_it_may_come_is_hypothetical() -> None:
    (found,) = statements("Velm will wait as long as Ivo Lund demands that the port be shut.")
    assert (found.cue, found.hypothetical) == ("demands", True)
    (found,) = statements("Velm will wait while Ivo Lund demands that the port be shut.")
    assert not found.hypothetical


def test_single_marks_may_run_on_over_paragraphs() -> None:
    text = (
        "Ana Weber wrote: 'With the port closed, weakening our work would be a mistake.\n\n"
        "'Our choice to leave was no rejection of values.'\n\nIt rained."
    )
    (found,) = statements(text)
    assert found.mode == "direct" and len(found.content_spans) == 2


def test_a_headline_may_end_with_what_somebody_is_accused_of() -> None:
    (found,) = statements("Obstacles to a deal remain after Ana Weber accuses Velm of violating energy truce")
    assert (found.addressee, found.content) == ("Velm", "violating energy truce")
