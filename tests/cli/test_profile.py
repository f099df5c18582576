"""``parley profile``: what it prints, writes and refuses."""

import json
import re

import pytest

from parley.profiles import load_profile, shipped


def test_list_and_show(cli):
    listed = json.loads(cli("profile", "list", "--json")[1])
    assert [row["name"] for row in listed] == list(shipped())
    lines = cli("profile", "list")[1].splitlines()
    assert lines[0] == "profile\tissues" and len(lines) == 1 + len(shipped())
    shown = json.loads(cli("profile", "show", "peace", "--json")[1])
    assert shown["issues"][0]["id"] == "ceasefire" and "Ce" in shown["issues"][0]["pax"]
    assert "issue\tceasefire\tCeasefire\tCe " in cli("profile", "show", "peace")[1]


def test_show_names_who_takes_part(cli, isles_pages):
    out = cli("profile", "show", isles_pages.parent / "isles.toml")[1]
    assert "state\tBrantia\tparty Brantia\tXBR" in out


def test_a_new_profile_works_at_once_and_is_never_overwritten(cli, tmp_path, isles_pages):
    assert cli("profile", "new", "talks", "--from", "nuclear")[0] == 0
    file = tmp_path / "talks.toml"
    assert load_profile(str(file)).issues == load_profile("nuclear").issues
    code, out, err = cli("profile", "check", "talks.toml")
    assert (code, out) == (0, "") and "the file's own are right" in err
    assert cli("build", isles_pages, "-o", tmp_path / "rec", "--profile", file, "--workers", 1)[0] == 3
    before = file.read_bytes()
    code, _, err = cli("profile", "new", "talks")
    assert code == 2 and "left as it is" in err and file.read_bytes() == before


def test_the_commented_lines_of_a_new_profile_are_right_too(cli, tmp_path):
    assert cli("profile", "new", "talks")[0] == 0
    file = tmp_path / "talks.toml"
    file.write_text(re.sub(r"(?m)^#(?=\S)", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert cli("profile", "check", file)[0] == 0
    profile = load_profile(str(file))
    assert profile.states[0].role == "party" and profile.organizations[0].role == "mediator"
    assert profile.issues[-1].id == "ferry"


def test_a_whole_copy_holds_the_same_issues(cli, tmp_path):
    assert cli("profile", "new", "mine", "--from", "trade", "--whole")[0] == 0
    assert cli("profile", "new", "copy.toml", "--from", "mine.toml")[0] == 0
    found = load_profile(str(tmp_path / "copy.toml"))
    assert found.name == "copy" and found.issues == load_profile("trade").issues
    assert "extends" not in (tmp_path / "copy.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("new", "peace"), "peace is the name of a shipped profile"),
        (("new", "two words"), "letters, digits"),
        (("new", "x", "--from", "nowhere"), "neither a file nor one of those shipped"),
        (("check", "nowhere.toml"), "neither a file nor one of those shipped"),
        (("show", "nowhere.toml"), "neither a file nor one of those shipped"),
    ],
)
def test_what_cannot_be_done_is_said(cli, tmp_path, args, message):
    code, out, err = cli("profile", *args)
    assert (code, out) == (2, "") and message in err
    assert not list(tmp_path.glob("*.toml"))


FERRY = """name = "talks"
extends = "peace"

[[issues]]
id = "ferry"
title = "Ferry"
patterns = ["ferry", "truce of thirty days"]
examples = [
  "The ferry must run.",
  "The boats must run.",
]
not_examples = ["A ferry is a boat."]
"""


def test_check_names_the_examples_that_fail_with_their_lines(cli, tmp_path):
    (tmp_path / "talks.toml").write_text(FERRY, encoding="utf-8")
    code, out, err = cli("profile", "check", "talks.toml")
    assert (code, out) == (1, "")
    assert "line 10: example of 'ferry' is told as no issue: The boats must run." in err
    assert "line 12: not_example of 'ferry' is told as 'ferry': A ferry is a boat." in err
    assert "(remark, inherited): example of 'ceasefire' is told as 'ferry'" in err
    assert "2 of the file's own wrong" in err


def test_check_says_on_which_line_a_mistake_is(cli, tmp_path):
    (tmp_path / "talks.toml").write_text(FERRY.replace("title", "titel"), encoding="utf-8")
    code, _, err = cli("profile", "check", "talks.toml")
    assert code == 2 and "line 6: issues 1: unknown key 'titel'; did you mean 'title'?" in err
