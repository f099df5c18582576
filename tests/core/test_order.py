"""Finders run after what they need, and a changed version reaches all that rests on it."""

import pytest

from parley.pipeline import in_order


class Fake:
    version = "1"

    def __init__(self, kind, *needs):
        self.kind, self.needs = kind, needs

    def find(self, analysis):
        return ()


def test_needs_come_first():
    order = [f.kind for f in in_order([Fake("c", "a", "b"), Fake("b", "a"), Fake("a")])]
    assert order == ["a", "b", "c"]


@pytest.mark.parametrize("finders", [[Fake("a", "b"), Fake("b", "a")], [Fake("a", "nothing")]])
def test_impossible_needs_are_refused(finders):
    with pytest.raises(ValueError, match="no finder order"):
        in_order(finders)
