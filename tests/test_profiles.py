from __future__ import annotations

from pathlib import Path

import pytest

from parley.errors import SettingsError
from parley.language.patterns import compiled
from parley.profiles import load_profile, shipped

ISSUES = """ceasefire territory security_guarantees alliance_membership military_limits military_support
peacekeepers neutrality sanctions assets_reparations prisoners remains civilians_children humanitarian
energy_infrastructure nuclear_safety shipping_trade leaders_summit mediation process leadership_change
language_culture justice root_causes verification elections"""


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
        ("name = 'x'\nstates = 'A'\n", "must be a list of tables"),
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
        ("leaders' meeting", "the leaders\u2019 meeting", True),
        ("halt ... fighting", "halt this and then stop the worst of the fighting", False),
    ],
)
def test_patterns(pattern: str, text: str, hit: bool) -> None:
    assert bool(compiled([pattern]).search(text)) is hit


def test_no_patterns_match_nothing() -> None:
    assert compiled([]).search("anything") is None


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
