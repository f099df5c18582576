"""docs/reliability.md and SECURITY.md name tests and settings that exist."""

import ast
import dataclasses
import re
from pathlib import Path

import pytest

from parley.records import REASONS
from parley.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", GUIDE + SECURITY)))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_what_is_named_exists(file, test):
    path = next((p for p in (ROOT / "tests" / file, ROOT / file) if p.is_file()), None)
    assert path is not None, file
    functions = [
        n.name for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.FunctionDef)
    ]
    assert not test or test in functions
    assert test or path.parent != ROOT / "tests" or any(name.startswith("test_") for name in functions)


def test_limits_and_codes_are_those_of_the_program():
    limits = {name for name in dataclasses.asdict(Settings()) if name.startswith("max_page_")}
    assert set(re.findall(r"^\| `(max_page_\w+)`", GUIDE, re.MULTILINE)) == limits
    assert set(re.findall(r"\| `(too_\w+)` \|$", GUIDE, re.MULTILINE)) == {
        c for c in REASONS if c.startswith("too_")
    }
    for name, value in re.findall(r"`(max_page_(?:parts|line|seconds))`[^|]*\| ([\d,]+) \|", GUIDE):
        assert getattr(Settings(), name) == int(value.replace(",", ""))


def test_the_threats_are_all_answered():
    who = re.findall(r"^\| \*\*(.+?)\*\* \|", SECURITY, re.MULTILINE)
    assert len(who) >= 7 and "What does not hold" in SECURITY and "How to report" in SECURITY
