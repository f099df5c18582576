"""The tests that docs/checks.md names are there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_every_test_that_is_named_is_there():
    named = re.findall(
        r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    )
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for file, _ in named}
    assert len(named) > 40
    assert not [f"{file}::{test}" for file, test in named if f"def {test}(" not in texts[file]]
