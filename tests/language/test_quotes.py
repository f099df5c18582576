from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.language.quotes import quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('She said "yes" and "no".', ['"yes"', '"no"']),
        ("She said “yes” and “no”.", ["“yes”", "“no”"]),
        ("“He told me ‘go’ twice,” she said.", ["“He told me ‘go’ twice,”"]),
        ("She called it 'hard but fair', he said.", ["'hard but fair'"]),
        ("The envoys' plan isn't Weber's.", []),
        ('"An open one', ['"An open one']),
        ("„Ja“, sagte sie.", ["„Ja“"]),
        ("She wrote: 'Our plan stands. It is fair.", ["'Our plan stands. It is fair."]),
        ("'Our plan stands. It is fair.", ["'Our plan stands. It is fair."]),
        ("'Tis the season of talks.", []),
        ("She keeps to the plan of the '90s.", []),
    ],
)
def test_pairs(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quoted


def test_open_quotation_says_so() -> None:
    assert [q.closed for q in quotations('"One," he said. "Two')] == [True, False]


@given(st.text(alphabet="\"“”‘’' ab.,\n"))
def test_quotations_are_ordered_and_do_not_overlap(text: str) -> None:
    found = quotations(text, 7)
    assert all(7 <= q.start < q.end <= len(text) + 7 for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
