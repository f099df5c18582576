"""Tokens, their classes and numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.times.durations import duration
from parley.times.numbers import amount
from parley.times.tokens import tokens


def words(text):
    return [token.text for token in tokens(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10pm tonight", ["10", "pm", "tonight"]),
        ("at 9 a.m. on", ["at", "9", "a.m.", "on"]),
        ("Sept. 3, 2031", ["Sept.", "3", ",", "2031"]),
        ("2031-06-02", ["2031-06-02"]),
        ("3/6/2031", ["3/6/2031"]),
        ("in 2022.5 Then", ["in", "2022", ".", "5", "Then"]),
        ("4.5 days", ["4.5", "days"]),
        ("6,107.31 August", ["6,107.31", "August"]),
        ("the 1990s", ["the", "1990s"]),
        ("New Year's Eve", ["New Year's Eve"]),
        ("today's talks", ["today", "'s", "talks"]),
        ("Q3", ["Q3"]),
    ],
)
def test_tokens(text, expected):
    assert words(text) == expected


@given(st.text(alphabet="123 .,:/-apm'sSept\n", max_size=40))
def test_tokens_are_spans_in_order(text):
    found = tokens(text, 0, len(text))
    assert all(text[t.start : t.end].lower() == t.text.lower() or " " in t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("14", {"INT", "DAYNUM", "HOURNUM", "TWO"}),
        ("40", {"INT", "TWO"}),
        ("2031", {"INT", "YEAR"}),
        ("0930", {"INT", "CLOCK4"}),
        ("21st", {"ORDNUM", "DAYORD"}),
        ("99th", {"ORDNUM"}),
        ("'90s", set()),
        ("tuesday", {"WEEKDAY"}),
        ("second", {"ORDINAL"}),
        ("envoy", {"OTHER"}),
    ],
)
def test_classes(text, classes):
    assert tokens(text, 0, len(text))[0].classes >= classes


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("twenty-five", 25),
        ("two hundred and six", 206),
        ("three thousand", 3000),
        ("2 1/2", 2.5),
        ("1,500", 1500),
        ("a dozen", 12),
        ("a couple of", 2),
        ("several", None),
        ("envoys", None),
    ],
)
def test_amounts(text, number):
    assert amount(tokens(text, 0, len(text))) == number


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (4, "Y", "P4Y"),
        (1, "2W", "P2W"),
        (2.5, "Y", "P2Y6M"),
        (0.5, "TH", "PT30M"),
        (1.5, "D", "P1DT12H"),
        (None, "D", "PXD"),
        (None, "10Y", "PXE"),
        (3, "10Y", "P30Y"),
        (0.5, "100Y", "P50Y"),
        (2, "WE", "P2WE"),
    ],
)
def test_durations(count, unit, value):
    assert duration(count, unit) == value
