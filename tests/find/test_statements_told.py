"""What nobody said although a verb of saying stands there, and where pointing words and gerunds end what was said."""

from __future__ import annotations

import pytest
from tests.find.pages import statements


@pytest.mark.parametrize(
    "text",
    [
        "The Velm Clinic offers treatment to patients arriving from Tavria.",
        "Comparing the ports as Ana Weber did is not going to offer much comfort.",
        "Tavria, like Morvania before it, is defending the state and the Tavrian people.",
        "Ana Weber was defending her homeland.",
        "Tavria denies that, pointing to its record.",
        "That’s according to a poll of Velm Radio.",
        "This may explain why Ana Weber favours the port.",
        "Otto Lund sits on the committee that confirmed Ana Weber.",
        "Tavria leads in the 11 harbour states that will decide it.",
        "It is known what a requirement Ana Weber has said is.",
        "Even the number of companies offering plans in the city is small.",
        "It was shown in a programme called “The Quay”.",
        "Hearings could show how sound that inquiry is and underscore why it was needed.",
        "A judge in March dismissed a case brought by the port.",
        "It was when Ana Weber questioned him about the port.",
        "As the council met, estimates swirled that it would close.",
        "Do not praise one side, or blame every fall on the bridge.",
    ],
)
def test_what_is_done_and_not_said_is_no_statement(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Tavria offered a lasting truce.", "a lasting truce"),
        ("Tavria offered Morvania an unconditional ceasefire.", "Morvania an unconditional ceasefire"),
        ("Ana Weber offered advice to the council.", "advice to the council"),
        ("Ana Weber defended her record.", "her record"),
        ("While Tavria disputes that assertion, it has left.", "that assertion"),
        (
            "Ana Weber said that, for all its flaws, the bridge stands.",
            "for all its flaws, the bridge stands",
        ),
        ("Ana Weber said she did not want to lose that.", "she did not want to lose that"),
        (
            "Traders have signaled their commitment to the port: Lund Bank bought a ship.",
            "their commitment to the port",
        ),
        (
            "Near Velm (AFP) -- Hours after the truce, all was calm, Ana Weber said.",
            "Hours after the truce, all was calm",
        ),
        ("Ana Weber defended the company by saying its auditors left.", "the company"),
        (
            "But, Ana Weber said, when she saw the plan, all changed.",
            "But when she saw the plan, all changed",
        ),
        (
            "Adding that during the winter, according to Velm Radio, nearly 7,000 people had left.",
            "during the winter nearly 7,000 people had left",
        ),
        (
            "Ana Weber said in an interview with Velm News Digital that the port shows little haste.",
            "the port shows little haste",
        ),
        (
            "Ana Weber said any strike on the port – or any shot at a ship there – or near it is a crime.",
            "any strike on the port – or any shot at a ship there – or near it is a crime",
        ),
        (
            "Ana Weber said any strike on the port – or a shot at a ship is a crime.",
            "any strike on the port – or a shot at a ship is a crime",
        ),
        (
            "The account is private, but according to Velm Radio, the mayor has used it.",
            "the mayor has used it",
        ),
        ("Ana Weber has promised to loosen rent rules to help.", "to loosen rent rules to help"),
        (
            "Tavria vowed to end rules that allow people requesting asylum to be freed.",
            "to end rules that allow people requesting asylum to be freed",
        ),
        (
            "The proposal by Ana Weber to end import duties and trade barriers will be on the table.",
            "to end import duties and trade barriers",
        ),
        (
            "Ana Weber criticised the press, with Otto Lund even having left the room.",
            "the press",
        ),
        (
            "Ana Weber warned that “the port is late,” helping to lay the ground for new rules.",
            "“the port is late,”",
        ),
        (
            "Ana Weber is looking into it but said no rules were broken by the port.",
            "no rules were broken by the port",
        ),
        (
            "Ana Weber recommended more widespread use of sensors.",
            "more widespread use of sensors",
        ),
        (
            "But asked Thursday night about funding the port, she dodged.",
            "funding the port",
        ),
        (
            'Saying the port will deal with "a world on fire," Ana Weber said it was "not ready."',
            'it was "not ready."',
        ),
        (
            "She said she feels bad — like she's asking Tavria for money.",
            "she feels bad — like she's asking Tavria for money",
        ),
        (
            "Ana Weber proposed a bill enforcing the ban on the use of testimony of prisoners.",
            "a bill enforcing the ban on the use of testimony of prisoners",
        ),
        (
            "The port has seen, according to Ana Weber, at least 90 ships lost.",
            "The port has seen at least 90 ships lost",
        ),
        ("Ana Weber wrote that the port is closed — echoing a report of May.", "the port is closed"),
        (
            "Talk on the “Quay” page emphasizes whether the port should be named.",
            "whether the port should be named",
        ),
    ],
)
def test_where_what_was_said_begins_and_ends(text: str, content: str) -> None:
    assert statements(text)[0].content == content


def test_what_somebody_did_by_saying_something_is_said_as_a_whole() -> None:
    found = statements("Ana Weber said Monday that Otto Lund responded by saying this would mean war.")
    assert [s.content for s in found] == ["Otto Lund responded by saying this would mean war"]


def test_who_did_something_by_vowing_is_who_vowed() -> None:
    found = statements("Ana Weber spoke Tuesday, as Tavria marked the day by vowing to fight on.")
    assert [s.speaker.name for s in found if s.cue == "vowing"] == ["Tavria"]


@pytest.mark.parametrize(
    ("text", "negated", "hypothetical"),
    [
        ("Ana Weber would not go as far as to say that the bridge is unsafe.", True, False),
        ("Ana Weber went as far as to say that the bridge is unsafe.", False, False),
        ("Ana Weber has already had to explain that the bridge is unsafe.", False, False),
        ("Ana Weber would have had to explain that the bridge is unsafe.", False, True),
    ],
)
def test_whether_it_was_said(text: str, negated: bool, hypothetical: bool) -> None:
    (found,) = statements(text)
    assert (found.negated, found.hypothetical) == (negated, hypothetical)


def test_who_denied_suggesting_something_did_not_suggest_it() -> None:
    found = statements(
        "Velm Radio reported that the Tavrian Tanker Company had denied suggesting it was hit."
    )
    assert all(s.negated for s in found if s.cue == "suggesting")


def test_who_balks_at_criticising_somebody_does_not() -> None:
    assert all(s.negated for s in statements("Ana Weber has balked at criticising the mayor."))


def test_a_contraction_of_being_is_being() -> None:
    found = statements("Ana Weber noted that the council weren’t dismissing the plan.")
    assert [s.cue for s in found] == ["noted"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Tavria shut the port, citing highly prohibitive tolls and the cold.",
            "highly prohibitive tolls and the cold",
        ),
        ("Officials did not say exactly when the port would open.", "exactly when the port would open"),
        ("Officials asked repeatedly whether the port was open.", "whether the port was open"),
        (
            "Since May, the port has been shut, according to a study by Ana Weber, a pilot who has seen it.",
            "Since May, the port has been shut",
        ),
        ("In May, according to Ana Weber, the port was shut.", "In May the port was shut"),
        ("Ana Weber rebuked Ivo Lund's bid for a third term.", "Ivo Lund's bid for a third term"),
        ("Ana Weber criticised the plan for its cost.", "the plan for its cost"),
        (
            "Ana Weber said she had waited for years, and suffers still — including demanding a second door at home.",
            "she had waited for years, and suffers still — including demanding a second door at home",
        ),
        ("Ana Weber warns WW3 already begun as the fleet leaves.", "WW3 already begun as the fleet leaves"),
        (
            "The mails, which showed some aides saying unkind things about Ivo Lund, were sent to the Ledger.",
            "unkind things about Ivo Lund",
        ),
        ("An aide asked Ana Weber for her address, to which she replied, “No.”", "her address"),
        ("Ana Weber praised the late Sen. Otto Vey (D-Velm.).", "the late Sen. Otto Vey (D-Velm.)"),
        ("Ana Weber would say only that the port was shut.", "the port was shut"),
    ],
)
def test_where_what_is_said_begins_and_ends(text: str, content: str) -> None:
    assert content in [s.content for s in statements(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It shows people saying things they did not say, changing the place of real events.",
        "Refinement of areas under Tavrian claims: pictures of May show the port shut.",
        "Ana Weber echoes many experts.",
        "The second debate between Ana Weber and Ivo Lund promised a great deal.",
        "We cannot see who rules while we look past the “masters of the port”, as Ivo Lund called them.",
        "Ivo Lund connects with ease, telling stories of the people he has met in the port.",
        "The pact may help against the fire threatening to envelop the port.",
        "The army lost 18 boats, seven harbour command posts, and three depots.",
    ],
)
def test_what_looks_like_a_report_is_none(text: str) -> None:
    assert statements(text) == []


def test_asked_for_her_view_is_no_request_and_no_answer() -> None:
    found = statements(
        "Asked about the port on Tuesday, Ana Weber did not respond to the quote, but said: “It is shut.”"
    )
    assert [(s.act, s.content) for s in found] == [("ask", "the port"), ("say", "“It is shut.”")]
    (asked, _) = statements("Asked for her view of the port, Ana Weber said: “It is shut.”")
    assert asked.act == "ask"


def test_a_request_that_is_denied_is_rejected() -> None:
    (found,) = statements("Tavria denied the request.")
    assert (found.act, found.negated) == ("reject", False)
    (found,) = statements("Tavria denied the claim.")
    assert (found.act, found.negated) == ("deny", True)


def test_a_number_of_speakers_keeps_its_bound() -> None:
    (found,) = statements("But at least one envoy said he was alarmed.")
    assert found.speaker is not None
    assert found.speaker.name == "at least one envoy"


def test_who_says_so_in_the_midst_of_what_another_tells() -> None:
    found = statements(
        "Velm Radio reported that Ivo Lund, according to two aides, was paid 40 million by the firm."
    )
    assert {(s.speaker.name if s.speaker else None, s.content, s.relayed_by) for s in found} == {
        ("two aides", "Ivo Lund was paid 40 million by the firm", "Velm Radio"),
        ("Velm Radio", "Ivo Lund, according to two aides, was paid 40 million by the firm", None),
    }


def test_would_say_only_was_said() -> None:
    (found,) = statements("Ana Weber would say only that the port was shut.")
    assert not found.hypothetical


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Tavria pledged $10 million in aid to Morvania.", "$10 million in aid to Morvania"),
        ("Ana Weber said $10 million was too much.", "$10 million was too much"),
        ("Ana Weber demanded €3 billion from the bank.", "€3 billion from the bank"),
        ("Tavria offered $5 million in relief.", "$5 million in relief"),
        ("They read Tavria's demand that he pay $10 million in fines.", "he pay $10 million in fines"),
    ],
)
def test_a_sum_with_its_sign_is_an_amount(text: str, content: str) -> None:
    assert content in [s.content for s in statements(text)]


def test_an_aside_between_dashes_belongs_to_what_is_said() -> None:
    (found,) = statements(
        "The crews must be told from the smugglers — smugglers who, as Ana Weber stressed, also sail to the port."
    )
    assert found.content.endswith("smugglers who also sail to the port")
    (found,) = statements(
        "The press swooned – “The tide is no joke,” declared Velm Radio – only to watch it ebb."
    )
    assert found.content == "“The tide is no joke,”"


def test_a_clause_beside_a_thing_that_is_noted() -> None:
    found = statements("Ana Weber noted the toll paid by the crews and that the port would stay shut.")
    assert [s.content for s in found] == ["the toll paid by the crews", "the port would stay shut"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("After the war, Ana Weber said, the port will reopen.", "After the war the port will reopen"),
        ("As of Monday, officials said, 40 people were missing.", "As of Monday 40 people were missing"),
        ("The tolls are too high – “a scandal,” said Ana Weber.", "The tolls are too high – “a scandal,”"),
        ("The port was shut, Ana Weber said, then left the room.", "The port was shut"),
        ("Ana Weber announced the truce and that night flew to Velm.", "the truce"),
        (
            "Ana Weber said the plan was simple: pay the toll; Ivo Lund disagreed.",
            "the plan was simple: pay the toll",
        ),
        (
            "Ivo Lund said people he trusts, among them Ana Weber, had left.",
            "people he trusts, among them Ana Weber, had left",
        ),
        (
            "Ivo Lund told reporters newly released figures showed a drop.",
            "newly released figures showed a drop",
        ),
    ],
)
def test_what_is_said_stays_whole(text: str, content: str) -> None:
    assert [s.content for s in statements(text)][:1] == [content]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The ministry denied the request had come from Velm.", "deny"),
        ("Ivo Lund denied seeking asylum in Tavria.", "deny"),
        ("Tavria denied him entry.", "reject"),
    ],
)
def test_what_is_denied_is_a_claim_or_a_request(text: str, act: str) -> None:
    assert [s.act for s in statements(text)] == [act]


def test_would_only_agree_is_a_condition() -> None:
    assert all(
        s.hypothetical for s in statements("Tavria would only agree to a truce if Morvania leaves the port.")
    )


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ana Weber was clear in claiming that Tavria is not, and has never been, a party to the treaty.",
            "Tavria is not, and has never been, a party to the treaty",
        ),
        (
            "Ana Weber said the port was, and would remain, a part of the union.",
            "the port was, and would remain, a part of the union",
        ),
        (
            "Ana Weber may have boxed herself in by declaring a year ago that it would cross a line.",
            "it would cross a line",
        ),
        (
            "Ana Weber concluded that Tavria “strikes where it finds weaker units.”10 Tavrian ships have come too.",
            "Tavria “strikes where it finds weaker units.”",
        ),
    ],
)
def test_what_is_told_is_neither_cut_short_nor_runs_on(text: str, content: str) -> None:
    assert [s.content for s in statements(text)][:1] == [content]


def test_what_is_demanded_of_somebody_is_not_the_next_noun_s() -> None:
    text = "It aims to excuse the losses the council has been demanding of them and the need to keep up the toll."
    assert all("keep up" not in s.content for s in statements(text))


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("• The port was shut, Ana Weber said.", ["The port was shut"]),
        (
            "Ana Weber said tolls are high but that would only change if lawmakers agree.",
            ["tolls are high but that would only change if lawmakers agree"],
        ),
        ("Ana Weber said that tolls are high and that ships wait.", ["tolls are high", "ships wait"]),
        (
            "Ana Weber said the council had begun calling for a toll.",
            ["the council had begun calling for a toll"],
        ),
    ],
)
def test_a_bullet_a_pronoun_and_a_gerund_inside(text: str, contents: list[str]) -> None:
    assert [s.content for s in statements(text)] == contents
