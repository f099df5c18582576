"""Who the words that name a speaker stand for, one phenomenon a group; states and people are invented."""

from __future__ import annotations

import pytest

from find.pages import analysis, statements
from parley.find.lexicon import gazetteer
from parley.find.speakers.resolver import Speakers
from parley.find.speakers.weighing import NOBODY, Option, best, weigh
from parley.find.statements import ascribed
from parley.records import Speaker
from parley.spans import Span


def speakers(text: str) -> list[Speaker]:
    """The speakers of a text's statements, in order."""
    return [s.speaker for s in statements(text) if s.speaker]


def last(text: str) -> Speaker:
    """The speaker of a text's last statement."""
    return speakers(text)[-1]


PRONOUNS = [
    # the last speaker goes on
    (
        "President Olga Weber spoke first.\nWeber said the bridge was open. She added that it was safe.",
        "Olga Weber",
    ),
    ("Envoy Ivan Lund told reporters the talks had failed.\n“We waited all day,” he said.", "Ivan Lund"),
    # one who is named, and has not spoken yet
    ("Olga Weber landed in Velm on Monday. She said the talks would go on.", "Olga Weber"),
    # gender decides against the nearer name
    ("Olga Weber met Minister Ivan Lund in Velm. She said the harbour would stay open.", "Olga Weber"),
    (
        "Mr. Karn met Ms. Dross in Velm on Monday.\nMs. Dross left early. He said the harbour was shut.",
        "Karn",
    ),
    # what is said about somebody makes nobody the speaker
    ("Envoy Ivan Lund said Peter Karn had lied. He added that the talks would go on.", "Ivan Lund"),
    ("Ivan Lund called Peter Karn's plan a trick. He said nobody would sign it.", "Ivan Lund"),
    # names inside a quotation do not count
    ("Ivan Lund said: “Peter Karn has lied to us.” “It will not help him,” he added.", "Ivan Lund"),
    # sentences inside a quotation are no distance
    (
        "Envoy Ivan Lund spoke in Velm.\n“We waited. Nobody came. The hall was cold. We left,” he said.",
        "Ivan Lund",
    ),
    # a pronoun before its name
    ("Even as he pressed for a deal, Ivan Lund left the hall, he said the talks had failed.", "Ivan Lund"),
    ("Envoy Ivan Lund welcomed the plan. Writing on his page, he said Karn had helped.", "Ivan Lund"),
    # pronouns that report nothing carry on
    ("Ivan Lund left the hall. He took the stairs. He said the talks had failed.", "Ivan Lund"),
    # a body
    (
        "The Tavrian Defence Ministry denied the report. It said no ship had left port.",
        "Tavrian Defence Ministry",
    ),
    ("Morvania said the border was shut. It added that guards had been sent.", "Morvania"),
    # several
    (
        "Two senior officials said the talks had failed. They said nobody would return.",
        "two senior officials",
    ),
    # an anonymous speaker goes on
    ("A Tavrian diplomat said the plan was dead. “Nobody read it,” he added.", "Tavrian diplomat"),
]


@pytest.mark.parametrize(("text", "name"), PRONOUNS)
def test_pronoun(text: str, name: str) -> None:
    speaker = last(text)
    assert speaker.name == name
    assert speaker.basis.startswith("pronoun: ")
    assert speaker.score is not None and 0.6 <= speaker.score <= 1


OPEN = [
    "He said the harbour was shut.",
    "“We are leaving,” they said.",
    "Peter Karn and Ivan Lund met in Velm on Monday. He said the talks had failed.",
    "Olga Weber opened the hall in Velm. He said the talks had failed.",
    "Peter Karn met Minister Ivan Lund in Velm. His spokesman said the talks had failed.",
    "A farmer watched the ships with Ivan Lund's brother. He said nobody had come.",
    "We said the harbour was shut.",
    "The minister said the harbour was shut.",
    "Ivan Lund visited the port. “They lied,” they said.",
]


@pytest.mark.parametrize("text", OPEN)
def test_what_the_page_does_not_settle_stays_open(text: str) -> None:
    speaker = last(text)
    assert (speaker.actor_id, speaker.name, speaker.score) == (None, None, None)
    assert speaker.basis.startswith("left open")


def test_two_that_fit_about_equally_are_both_named_in_the_basis() -> None:
    speaker = last("Peter Karn and Ivan Lund met in Velm on Monday. He said the talks had failed.")
    assert "2 fit" in speaker.basis
    assert "Peter Karn" in speaker.basis and "Ivan Lund" in speaker.basis


OFFICES = [
    ("Tavrian President Olga Weber left.\nThe Tavrian leader said the talks had failed.", "Olga Weber"),
    ("Tavrian President Olga Weber left.\nTavria's president said the talks had failed.", "Olga Weber"),
    (
        "Morvanian Foreign Minister Ivan Lund left.\nThe Morvanian foreign minister said it was a trap.",
        "Ivan Lund",
    ),
    ("Tavrian Premier Olga Weber left.\nThe Tavrian prime minister said it was over.", "Olga Weber"),
    # the office's country decides between two who hold one
    (
        "Tavrian President Olga Weber met Morvanian President Ivan Lund.\n"
        "The Morvanian president said he was glad.",
        "Ivan Lund",
    ),
    # a seat of government for its country
    ("Citadel spokeswoman Olga Weber left.\nThe Citadel spokeswoman said it was over.", "Olga Weber"),
    # named only later
    (
        "The talks ended early, according to the head of Tavria's delegation.\n"
        "The head of Tavria's delegation Ivan Lund left at noon.",
        "Ivan Lund",
    ),
    (
        "Tavria's top negotiator said the talks had failed.\nThe Tavrian side was led by Ivan Lund.",
        "Ivan Lund",
    ),
    (
        "Tavria's lead negotiator said it was over.\nThe Citadel named Ivan Lund as its top negotiator.",
        "Ivan Lund",
    ),
    ("Tavria's envoy said it was over.\nPeter Karn, the Tavrian envoy, left at noon.", "Peter Karn"),
    # the last speaker before another holder
    (
        "Tavrian President Olga Weber met Morvanian President Ivan Lund.\n"
        "Lund said the bridge was open.\n“It is safe,” the president said.",
        "Ivan Lund",
    ),
    # pointing back
    (
        "A senior Tavrian official said the plan was dead.\n“Nobody read it,” the official said.",
        "senior Tavrian official",
    ),
]


@pytest.mark.parametrize(("text", "name"), OFFICES)
def test_office(text: str, name: str) -> None:
    named = [s.name for s in speakers(text) if s.surface.split()[0].lower() in ("the", "tavria's")]
    assert named[-1] == name


NOT_OFFICES = [
    ("Spokesman Ivan Lund left.\nThe unidentified spokesman said the port was shut.", "Ivan Lund"),
    ("Tavrian President Olga Weber left.\nThe Morvanian president said the talks had failed.", "Olga Weber"),
    ("Former president Olga Weber left.\nThe Tavrian president said the talks had failed.", "Olga Weber"),
    (
        "Deputy Foreign Minister Ivan Lund left.\nThe Tavrian foreign minister said it was a trap.",
        "Ivan Lund",
    ),
    (
        "Tavrian President Olga Weber left.\n"
        "A spokesman for the Tavrian President Olga Weber said it was a trap.",
        "Olga Weber",
    ),
    (
        "Tavrian official Ivan Lund left Velm. The port shut. Rain fell.\n"
        "A Morvanian official said it was a trap.",
        "Ivan Lund",
    ),
    ("Foreign Minister Ivan Lund left.\nThe prime minister said it was over.", "Ivan Lund"),
]


@pytest.mark.parametrize(("text", "not_him"), NOT_OFFICES)
def test_an_office_is_never_given_to_somebody_who_does_not_hold_it(text: str, not_him: str) -> None:
    assert last(text).name != not_him


NAMES = [
    ("Dunmere Rep. Olga Karn said the talks had failed.", "Olga Karn", "named"),
    ("Dunmere Republican Olga Karn said the talks had failed.", "Olga Karn", "named"),
    (
        "Tavrian President Olga Weber left.\nWeber said the talks had failed.",
        "Olga Weber",
        "part of the name",
    ),
    ("Olga Weber said the talks had failed.", "Olga Weber", "named"),
    ("The chief negotiator, Ivan Lund, said the talks had failed.", "Ivan Lund", "named"),
    ("Its leader Ivan Lund said the talks had failed.", "Ivan Lund", "named"),
    ("Ostrel said the talks had failed.", "Tavria", "capital or seat"),
    ("The Rotunda said the talks had failed.", "Morvania", "capital or seat"),
    ("Tavria and Morvania said the talks had failed.", "Tavria and Morvania", "several named"),
    (
        "A source close to the Tavrian delegation said it was over.",
        "source close to the Tavrian delegation",
        "anonymous",
    ),
    ("Officials said the talks had failed.", "officials", "anonymous"),
    ("Tavrian officials said the talks had failed.", "Tavrian officials", "anonymous"),
    ("Tavria and about 40 of its allies said it was over.", "Tavria and about 40 of its allies", "anonymous"),
    ("Top negotiators from both sides said it was over.", "top negotiators from both sides", "anonymous"),
    ("The Ilvane Press said it was over. Mr. Lund left.", "Ilvane Press", "named"),
]


@pytest.mark.parametrize(("text", "name", "basis"), NAMES)
def test_name_or_description(text: str, name: str, basis: str) -> None:
    speaker = last(text)
    assert (speaker.name, speaker.basis.startswith(basis) or basis in speaker.basis) == (name, True)
    assert speaker.score is not None and 0 < speaker.score <= 1


def test_a_bystander_with_a_given_name_only_is_not_the_president_of_that_name() -> None:
    text = (
        "Tavrian President Ivan Lund left the hall in Velm.\n"
        "In the port of Sarn, 53-year-old Ivan told reporters he had no hope left.\n"
        "“We lost our house,” he said."
    )
    assert [s.name for s in speakers(text)][:1] == ["Ivan"]
    assert "Ivan Lund" not in [s.name for s in speakers(text)]


def test_a_pronoun_tells_the_gender_of_a_surname_for_the_rest_of_the_page() -> None:
    text = (
        "Dunmere said the harbour was shut.\n“We waited,” he said.\n“It was cold,” he added.\n"
        "Dunmere answered Ms. Karn's letter.\n“Nobody came,” she said."
    )
    assert last(text).name != "Dunmere"


def test_words_on_paper_are_not_their_writer() -> None:
    text = "Tavrian Ambassador Olga Weber left.\nLetters from the Tavrian ambassador said the port was shut."
    assert last(text).name == "letters from the Tavrian ambassador"


def test_an_outlet_that_spoke_is_the_report() -> None:
    text = "Ilvane Radio said the talks had failed. The report said nobody would return."
    assert last(text).name == "Ilvane Radio"


def test_a_surname_that_is_a_common_word() -> None:
    text = "Olga Town came to Velm.\n“It was cold in the hall,” Town added."
    assert last(text).name == "Olga Town"


def test_an_office_without_an_owner_does_not_reach_forward() -> None:
    text = (
        "The president said the harbour was shut.\nRain fell. Morvanian President Ivan Lund came to dinner."
    )
    assert last(text).name != "Ivan Lund"


def test_who_stands_for_the_person_before_it() -> None:
    text = "It was Olga Weber herself who called for talks after the storm."
    assert [s.name for s in speakers(text)] == ["Olga Weber"]


def test_half_of_a_state_s_name_stands_for_it_if_one_is_called_so() -> None:
    text = "Envoys from North Korea came to Velm.\nThe North said the talks had failed."
    assert last(text).name == "North Korea"
    both = "Envoys from North Macedonia and North Korea came.\nThe North said the talks had failed."
    assert last(both).name not in ("North Korea", "North Macedonia")


def test_a_surname_of_two_stands_for_whom_mr_or_ms_fits() -> None:
    text = "President Peter Dross came with Olga Dross.\nMr. Dross said the talks had failed."
    assert last(text).name == "Peter Dross"


def test_one_name_of_many_words_printed_once_does_not_win_over_the_usual_one() -> None:
    text = (
        "Envoy Ivan Lund came to Velm.\nEnvoy Ivan Lund met the press.\n"
        "Will Lund sign the deal? The hall was full.\nLund said the talks had failed."
    )
    assert last(text).name == "Ivan Lund"


def test_the_basis_names_every_feature_that_the_options_show() -> None:
    page = analysis("Envoy Ivan Lund said Peter Karn had lied. He added that the talks would go on.")
    ruling = [ruling for _, ruling in ascribed(page) if ruling][-1]
    assert [o.name for o in ruling.options] == ["Ivan Lund", "Peter Karn"]
    assert ruling.speaker.basis == "pronoun: " + ", ".join(ruling.options[0].features)
    assert ruling.speaker.score == pytest.approx(ruling.options[0].score, abs=0.001)
    assert sum(o.score for o in ruling.options) < 1


def test_resolving_asks_each_span_alike_however_often() -> None:
    page = analysis("Envoy Ivan Lund came. He said it was over.")
    resolver = Speakers(page, gazetteer(page.profile))
    at = page.document.text.index("He said")
    assert resolver.resolve(Span(at, at + 2)).speaker == resolver.resolve(Span(at, at + 2)).speaker


@pytest.mark.parametrize("weight", [-2.0, 0.0, 3.0])
def test_an_option_s_score_is_its_share_and_nobody_keeps_the_rest(weight: float) -> None:
    known = {NOBODY: 0.0, "near": weight}
    one, two = weigh([Option("a", "A", ("near",)), Option("b", "B", ("near", "unknown"))], known)
    assert one.score == pytest.approx(two.score)
    assert 0 < one.score + two.score < 1


def test_best_needs_floor_and_margin() -> None:
    options = [Option("a", "A", (), score=0.6), Option("b", "B", (), score=0.3)]
    assert best(options, (0.5, 0.2)) is options[0]
    assert best(options, (0.7, 0.2)) is None
    assert best(options, (0.5, 0.4)) is None
    assert best([], (0.1, 0.1)) is None


@pytest.mark.parametrize(
    "who",
    [
        "A person briefed on the talks",
        "People familiar with the plan",
        "Officials briefed on the exchange",
        "A senior official familiar with the draft",
    ],
)
def test_somebody_of_whom_a_participle_tells_is_an_anonymous_source(who):
    speaker = last(f"{who} said the port would open.")
    assert (speaker.anonymous, speaker.basis, speaker.score) == (True, "anonymous, kept as described", 0.8)


@pytest.mark.parametrize("what", ["A study published on Monday", "A report seen on Monday"])
def test_a_thing_of_which_a_participle_tells_is_not_somebody(what):
    assert "do not say that it is somebody" in last(f"{what} said the port would open.").basis


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Tavria's air force", "Tavria's air force"),
        ("The Velmaran army", "Velmaran army"),
        ("President Lena Ostrava's administration", "President Lena Ostrava's administration"),
        ("The health ministry in Rill", "health ministry in Rill"),
        ("The Council for Trade and Open Seas", "Council for Trade and Open Seas"),
    ],
)
def test_a_body_that_is_described_is_no_anonymous_source(who, name):
    speaker = last(f"{who} said the port would open.")
    assert (speaker.name, speaker.anonymous) == (name, False) and speaker.actor_id


@pytest.mark.parametrize(
    "who",
    [
        "A Tavrian agency",
        "The new government",
        "Two Tavrian army officers",
        "Lords and Commons",
        "A Tavrian statement",
    ],
)
def test_nobody_in_particular_stays_anonymous(who):
    assert last(f"{who} said the port would open.").anonymous


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour Union officials said the port was open.", "Harbour Union officials"),
        ("Unionist leaders said the port was open. Lena Ostrava is a Unionist.", "Unionist leaders"),
        ("Voters said the port was open. Many voters left.", "voters"),
        ("Some Tavrian voters said the port was open.", "some Tavrian voters"),
    ],
)
def test_a_word_that_has_its_capital_anywhere_keeps_it(text, name):
    assert speakers(text)[0].name == name
