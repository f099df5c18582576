"""No regular expression can be made to backtrack without end."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import backtracking
import pytest

import parley
from parley.clean import datelines

HERE = Path(__file__).parent


# Sizes at which a machine ten times as fast still takes long enough: 22 characters, or 140.
@pytest.mark.parametrize(("bad", "size"), [
    (r"(a+)+$", 352), (r"(?:\w+\s?)*x", 352), (r"(.*)(.*)(.*)=", 140), (r"(?:a|a)*b", 352), (r"^(\d+,?)+;", 352),
])  # fmt: skip
def test_the_strings_show_what_is_bad(bad, size):
    assert backtracking.slow(re.compile(bad), (backtracking._search, backtracking._match), size) is not None


@pytest.mark.parametrize("good", [r"\bword\b", r"[^<>]*+<", r"(?:ab|cd)*+e", r"\d{1,3}(?:,\d{3})*"])
def test_what_is_good_passes(good):
    assert backtracking.slow(re.compile(good), (backtracking._search, backtracking._match)) is None


def test_no_group_is_possessive():
    """Python before 3.11.5, which Debian 12 has, lets such a group take more than it matches; atomic ones are right."""
    own = Path(parley.__file__).parent
    held = [
        f"{file.relative_to(own)}: {found.group()}"
        for file in sorted(own.rglob("*.py"))
        for found in re.finditer(r".*(?<!\\)\)[*+?]\+.*", file.read_text(encoding="utf-8"))
        if "``" not in found.group()
    ]
    assert held == []


def test_no_pattern_of_parley_blows_up():
    done = subprocess.run(
        [sys.executable, str(HERE / "backtracking.py")], capture_output=True, text=True, check=True
    )
    *bad, count = map(json.loads, done.stdout.splitlines())
    assert bad == []
    assert count > 500


@pytest.mark.parametrize("capitals", ["U.S.", "U-S-", "AB-", "A.B-C/D ", "AB/", "By A. B. "])
def test_paragraphs_of_capitals_take_no_time_for_their_dateline(capitals):
    page = [f"{capitals * 40}({i}" for i in range(50)]
    begun = time.process_time()
    assert datelines.opening(page) == {}
    assert time.process_time() - begun < 0.5
