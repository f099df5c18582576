"""The worked examples of the guides, run as they are printed."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from tests.find.pages import analysis

from parley.pipeline import in_order
from parley.profiles import load_profile
from parley.spans import reproduces

DOCS = Path(__file__).parent.parent / "docs"


def block(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_profile_guide(tmp_path: Path) -> None:
    path = tmp_path / "straits.toml"
    path.write_text(block("adding-a-profile.md", "toml"), encoding="utf-8")
    profile = load_profile(str(path))
    assert "ferry" in profile.issues_in("a crossing of the strait by ferry")
    assert profile.issue_of("to let boats cross the strait") == "ferry"
    assert {(s.name, s.role) for s in profile.states} == {("Tavria", "party"), ("Marenza", "host")}
    assert not [wrong for wrong in profile.wrong_examples() if wrong.issue == "ferry"]
    assert profile.states[0].seats == ("the Citadel",)
    page = analysis("The Citadel said the ferry was late.", profile)
    assert page.found["mentions"][0].country == "XTA"


def test_what_the_profile_guide_says_of_one_issue() -> None:
    exec(block("adding-a-profile.md", "python"), {})


def test_finder_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "handshakes_guide.py").write_text(block("adding-a-finder.md", "python"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    finder = importlib.import_module("handshakes_guide").Handshakes()
    page = analysis("It ended with a handshake.\nNo second handshake came.")
    found = list(finder.find(page))
    assert len(found) == 2 and all(reproduces(r.evidence[0], page.document.text) for r in found)
    assert in_order([finder]) == (finder,)
