"""Numbers as newspapers write them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parley.find.amounts import amount_at
from parley.find.atoms import atoms
from parley.find.numbers import number_at
from parley.language.tokens import tokens

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(n: int, joiner: str = " and ") -> str:
    """A cardinal below a million as an English newspaper spells it."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (joiner + spell(n % 100) if n % 100 else "")
    rest = n % 1000
    tail = "" if not rest else (joiner if rest < 100 else " ") + spell(rest, joiner)
    return f"{spell(n // 1000, joiner)} thousand{tail}"


def read(text):
    return number_at(atoms(tokens(text)), 0)


def bounds(text):
    """Low, high and qualifier of the amount whose number is the first in `text`."""
    line = atoms(tokens(text))
    found = next(a for a in (amount_at(line, i) for i in range(len(line))) if a is not None)
    return found.low, found.high, found.qualifier


@given(st.integers(0, 10**12))
@example(1_000)
@example(999_999)
def test_digits_with_separators_are_read_back(n):
    found = read(f"{n:,}")
    assert found is not None and found.low == found.high == n


@given(st.integers(1, 999_999), st.sampled_from([" and ", " "]))
@example(100_100, " and ")
@example(21, " ")
def test_spelled_numbers_are_read_back_whole(n, joiner):
    text = spell(n, joiner)
    found = read(text)
    assert found is not None
    assert found.low == found.high == n
    assert found.stop == len(atoms(tokens(text)))


@given(
    st.decimals(min_value="0.1", max_value="999.9", places=1), st.sampled_from(["million", "bn", "thousand"])
)
def test_digits_with_a_scale_word(value, scale):
    by = {"million": 1e6, "bn": 1e9, "thousand": 1e3}[scale]
    gap = "" if scale == "bn" else " "
    found = read(f"{value}{gap}{scale}")
    assert found is not None and found.low == pytest.approx(float(value) * by)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two dozen", 24),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("a half-million", 500_000),
        ("two and a half million", 2_500_000),
        ("a million and a half", 1_500_000),
        ("8-1/2", 8.5),
        ("7 1/2", 7.5),
        ("2½", 2.5),
        ("a third of a million", 1e6 / 3),
        ("10 000", 10_000),
        ("five hundred million", 5e8),
        ("one-fifth", 0.2),
        ("two thirds", 2 / 3),
    ],
)
def test_words_for_values(text, value):
    found = read(text)
    assert found is not None and found.low == found.high == pytest.approx(value)
    assert found.stop == len(atoms(tokens(text)))


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("tens of thousands", 10_000),
        ("hundreds of thousands", 100_000),
        ("tens of millions", 10_000_000),
        ("dozens", 12),
        ("several hundred", 100),
        ("a few thousand", 1_000),
    ],
)
def test_vague_numbers_have_a_least_value_and_no_other(text, low):
    found = read(text)
    assert found is not None and (found.low, found.high, found.form) == (low, None, "vague")


@pytest.mark.parametrize("text", ["1,5", "1.2.3", "007", "24/7", "a third round", "tens", "and", "the"])
def test_what_is_no_number(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 boats", (40, 40, "exact")),
        ("about 40 boats", (40, 40, "about")),
        ("an estimated 40 boats", (40, 40, "about")),
        ("nearly 40 boats", (None, 40, "nearly")),
        ("just under 40 boats", (None, 40, "nearly")),
        ("at least 40 boats", (40, None, "at_least")),
        ("no fewer than 40 boats", (40, None, "at_least")),
        ("40 or more boats", (40, None, "at_least")),
        ("40-plus boats", (40, None, "at_least")),
        ("more than 40 boats", (40, None, "more_than")),
        ("over 40 boats", (40, None, "more_than")),
        ("up to 40 boats", (None, 40, "at_most")),
        ("no more than 40 boats", (None, 40, "at_most")),
        ("fewer than 40 boats", (None, 40, "less_than")),
        ("at least an estimated 40 boats", (40, None, "at_least")),
        ("hand over 40 prisoners", (40, 40, "exact")),
        ("think about two issues", (2, 2, "exact")),
        ("two to three days", (2, 3, "range")),
        ("from 10 to 12 boats", (10, 12, "range")),
        ("between 5% and 25%", (0.05, 0.25, "range")),
        ("5 to 25 percent", (0.05, 0.25, "range")),
        ("10-12 boats", (10, 12, "range")),
        ("10 – 12 boats", (10, 12, "range")),
        ("$5-7 billion", (5e9, 7e9, "range")),
        ("two to three million people", (2e6, 3e6, "range")),
        ("between one hundred and two hundred", (100, 200, "range")),
        ("fell from 25% to 30%", (0.25, 0.25, "exact")),
        ("rose 1 percent to $1.30", (0.01, 0.01, "exact")),
        ("2024 to $44 billion", (2024, 2024, "exact")),
        ("(-1.1 percent)", (-0.011, -0.011, "exact")),
        ("tens of thousands", (10_000, None, "vague")),
    ],
)
def test_bounds_and_qualifiers(text, expected):
    low, high, qualifier = bounds(text)
    assert (low, high, qualifier) == (
        None if expected[0] is None else pytest.approx(expected[0]),
        None if expected[1] is None else pytest.approx(expected[1]),
        expected[2],
    )
