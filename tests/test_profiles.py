from __future__ import annotations

from pathlib import Path

import pytest

from parley.errors import SettingsError
from parley.language.patterns import Patterns
from parley.profiles import load_profile, shipped

ISSUES = """ceasefire territory security_guarantees alliance_membership military_limits military_support
peacekeepers neutrality sanctions assets_reparations prisoners remains civilians_children humanitarian
energy_infrastructure nuclear_safety shipping_trade leaders_summit mediation process leadership_change
language_culture justice root_causes verification elections nuclear_program diplomatic_relations embargo
tariffs trade_balance"""


def write(folder: Path, text: str, name: str = "p.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_peace_has_its_issues() -> None:
    assert [i.id for i in load_profile("peace").issues] == ISSUES.split()


@pytest.mark.parametrize("name", shipped())
def test_shipped_profiles_load(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name and all(i.title and i.patterns for i in profile.issues)


def test_extending_adds_and_replaces(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'name = "mine"\nextends = "peace"\n'
        '[[issues]]\nid = "ceasefire"\ntitle = "Truce"\npatterns = ["lull"]\n'
        '[[issues]]\nid = "ferry"\ntitle = "Ferry"\npatterns = ["ferry"]\n'
        '[[states]]\nname = "Tavria"\nrole = "party"\n',
    )
    profile = load_profile(path)
    assert len(profile.issues) == len(load_profile("peace").issues) + 1
    assert profile.issues[0].title == "Truce"
    assert profile.issues_in("a lull for the ferry") == ("ceasefire", "ferry")
    assert profile.states[0].role == "party"


def test_extending_a_file_beside_it(tmp_path: Path) -> None:
    write(tmp_path, 'name = "base"\n[[states]]\nname = "Tavria"\n', "base.toml")
    assert load_profile(write(tmp_path, 'name = "x"\nextends = "base.toml"\n')).states[0].name == "Tavria"


def test_fingerprint_covers_what_it_extends(tmp_path: Path) -> None:
    child = write(tmp_path, 'name = "x"\nextends = "base.toml"\n', "child.toml")
    write(tmp_path, 'name = "base"\n[[states]]\nname = "Tavria"\n', "base.toml")
    before = load_profile(child).fingerprint
    assert load_profile(child).fingerprint == before
    write(tmp_path, 'name = "base"\n[[states]]\nname = "Morvania"\n', "base.toml")
    assert load_profile(child).fingerprint != before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "not valid TOML"),
        ("[[states]]\nname = 'A'\n", "needs a name"),
        ("name = 'x'\n[[states]]\nnaem = 'A'\n", "did you mean 'name'"),
        ("name = 'x'\nstate = []\n", "did you mean 'states'"),
        ("name = 'x'\n[[states]]\nname = 'A'\nrole = 'judge'\n", "role must be one of"),
        ("name = 'x'\n[[states]]\nname = 'A'\ndemonyms = 'B'\n", "must be a list of texts"),
        ("name = 'x'\n[[issues]]\nid = 'a'\n", "needs title"),
        ("name = 'x'\n[[issues]]\nid = 'a'\ntitle = 'A'\ngeneral = 'yes'\n", "must be true or false"),
        ("name = 'x'\nstates = 'A'\n", "line 2: states must be a list of tables"),
        (
            "name = 'x'\n\n[[states]]\nname = 'A'\n[[states]]\nname = 'A'\n",
            r"line 6: states 2 \(A\): has the name of",
        ),
        (
            "name = 'x'\n[[issues]]\nid = 'a'\ntitle = 'A'\npatterns = ['... b']\n",
            "line 5: .* begin and end with",
        ),
        ("name = 'x'\n[[issues]]\nid = 'a'\ntitle = 'A'\nhints = ['a*b']\n", "which is no word"),
        ("name = 'x'\n[[issues]]\nid = 'a'\ntitle = 'A'\nunless = ['a/ b']\n", "nothing on one side"),
        ("name = 'x'\nextends = 'p.toml'\n", "extends itself"),
        ("name = 'x'\nextends = 'nowhere'\n", "neither a file nor one of those shipped"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_profile(write(tmp_path, text))


def test_unknown_profile_lists_the_shipped_ones() -> None:
    with pytest.raises(SettingsError, match="peace"):
        load_profile("paece")


@pytest.mark.parametrize(
    ("pattern", "text", "hit"),
    [
        ("negotiat*", "Renegotiation", False),
        ("negotiat*", "the negotiators", True),
        ("cease fire", "an early cease-fire now", True),
        ("icc", "the ICC", True),
        ("icc", "piccolo", False),
        ("halt ... fighting", "halt all of the fighting", True),
        ("halt/end ... fighting", "an end to the fighting", True),
        ("halt/end ... fighting", "a start of the fighting", False),
        ("swap*/exchang* of", "swaps of men", True),
        ("one sided deal", "a \u201cone-sided\u201d deal", True),
        ("leaders' meeting", "the leaders\u2019 meeting", True),
        ("halt ... fighting", "halt this and then stop the worst of the fighting", False),
    ],
)
def test_patterns(pattern: str, text: str, hit: bool) -> None:
    assert bool(list(Patterns([pattern]).found(text))) is hit


def test_no_patterns_match_nothing() -> None:
    assert not list(Patterns([]).found("anything"))


def test_each_place_of_each_pattern_is_found() -> None:
    patterns = Patterns(["halt/end ... fire", "fire*", "u.n. force*", "x"])
    text = "An end to the fire: the U.N. forces' fires"
    assert [(n, text[a:b]) for n, a, b in patterns.found(text)] == [
        (0, "end to the fire"),
        (1, "fire"),
        (2, "U.N. forces"),
        (1, "fires"),
    ]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("a ceasefire on all fronts", "ceasefire"),
        ("the ceasefire must be monitored by neutral observers", "verification"),
        ("talks on the exchange of prisoners", "prisoners"),
        ("Oruvia withdraw from the islands in exchange for an end to sanctions", "territory"),
        ("to return to talks", "process"),
        ("the weather was fine", None),
        ("", None),
    ],
)
def test_one_issue_is_told_from_the_words_of_a_demand(text: str, issue: str | None) -> None:
    assert load_profile("peace").issue_of(text) == issue


def test_what_one_issue_has_within_a_longer_pattern_of_another_does_not_count(tmp_path: Path) -> None:
    profile = load_profile(
        write(
            tmp_path,
            'name = "x"\n[[issues]]\nid = "poll"\ntitle = "P"\npatterns = ["poll"]\nunless = ["exit poll"]\n'
            '[[issues]]\nid = "tax"\ntitle = "T"\npatterns = ["poll tax"]\nhints = ["money"]\n'
            '[[issues]]\nid = "talks"\ntitle = "X"\npatterns = ["talks"]\ngeneral = true\n',
        )
    )
    assert profile.issue_of("a new poll") == "poll"
    assert profile.issue_of("an exit poll") is None and profile.issues_in("an exit poll") == ()
    assert profile.issue_of("the poll tax") == "tax"
    assert profile.issues_in("the poll tax") == ("poll", "tax")
    assert profile.issue_of("talks on money") == "tax"
    assert profile.issues_in("money") == (), "a hint tells the issue of a demand only"


@pytest.mark.parametrize("name", shipped())
def test_each_issue_of_a_shipped_profile_is_told_from_its_examples(name: str) -> None:
    profile = load_profile(name)
    for issue in profile.issues:
        assert issue.examples and issue.not_examples, f"{issue.id} needs both"
        for sentence in issue.examples:
            assert profile.issue_of(sentence) == issue.id, sentence
            assert issue.id in profile.issues_in(sentence) or issue.hints, sentence
        for sentence in issue.not_examples:
            assert profile.issue_of(sentence) != issue.id, sentence


PLOVER = {  # event: modes that the shipped profiles may name
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "destroy aerial drone heavy-weapons explosives",
    "context": """military executive legislative election political_institutions economic legal reparations
        human_rights rights_freedoms human_security religion_ethnicity diplomatic territory peacekeeping health
        migration natural_resource environment technology terrorism cbrn cyber""",
}


@pytest.mark.parametrize("name", shipped())
def test_codes_are_those_of_plover_and_of_the_shape_of_pax(name: str) -> None:
    for issue in load_profile(name).issues:
        assert issue.plover, issue.id
        for code in issue.plover:
            event, mark, rest = code.partition(":" if code.startswith("context:") else "-")
            assert event in PLOVER and (rest in PLOVER[event].split() if mark else event != "context"), code
        assert all(code.isalpha() and code[0].isupper() for code in issue.pax), issue.id
