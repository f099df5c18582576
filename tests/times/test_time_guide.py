"""The example of docs/times.md is what happens."""

import doctest
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "times.md"


def test_the_example_of_the_guide():
    failed, tried = doctest.testfile(str(GUIDE), module_relative=False)
    assert (failed, tried) == (0, 7)
