"""How numbers, dates and codes read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.dates import Date, Proof
from parley.records import ACTS, FIGURE_KINDS, MODES, QUALIFIERS, REASONS, ROLES
from parley.times.dating import no_later
from parley.views import words


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "kind", "reads"),
    [
        (400.0, 400.0, "exact", "count", "400"),
        (1000.0, None, "at_least", "count", "at least 1,000"),
        (None, 4.0, "nearly", "count", "nearly 4"),
        (None, 23.0, "less_than", "age", "less than 23"),
        (2.0, 3.0, "range", "count", "2 to 3"),
        (2.0, 3.0, "about", "count", "2 to 3"),
        (2.0, None, "range", "count", "at least 2"),
        (10000.0, None, "vague", "count", "10,000 or more"),
        (1.5, 1.5, "about", "duration", "about 1.5"),
        (1 / 3, 1 / 3, "about", "share", "about 33.3%"),
        (0.0079, 0.0079, "exact", "share", "0.79%"),
        (0.07, 0.07, "exact", "share", "7%"),
        (0.025, 0.03, "range", "share", "2.5% to 3%"),
        (1.7, 1.7, "exact", "money", "1.70"),
        (9.1e9, 9.1e9, "exact", "money", "9.1 billion"),
        (None, None, "vague", "count", "scores of them"),
    ],
)
def test_amounts_keep_their_qualifier(low, high, qualifier, kind, reads):
    evidence = [{"quote": "scores of them"}]
    figure = {"low": low, "high": high, "qualifier": qualifier, "kind": kind, "evidence": evidence}
    assert words.amount(figure) == reads


@pytest.mark.parametrize(
    ("value", "reads"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1234567.0, "1,234,567"),
        (0.0004, "0.0004"),
        (3.14159, "3.14159"),
        (12345.678, "12,345.678"),
        (1234000.0, "1.234 million"),
        (2e6, "2 million"),
        (22000.0, "22,000"),
        (0.125, "0.125"),
        (-5.0, "-5"),
    ],
)
def test_numbers(value, reads):
    assert words.number(value) == reads


@given(st.decimals(0, 10**15, places=3))
def test_a_number_is_never_shown_as_another(value):
    shown = words.number(float(value))
    digits, _, scale = shown.replace(",", "").partition(" ")
    times = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    assert float(digits) * times == pytest.approx(float(value), rel=1e-15)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "reads"),
    [
        ("2031-06-02", "2031-06-02", "2031-06-02", "2 June 2031"),
        ("2031-06", "2031-06-01", "2031-06-30", "June 2031"),
        ("2031", "2031-01-01", "2031-12-31", "2031"),
        ("2031-06-02/2031-07", "2031-06-02", "2031-07-31", "2 June 2031 to July 2031"),
        ("[2031-06-02,2031-06-09]", "2031-06-02", "2031-06-09", "2 or 9 June 2031"),
        (None, "2031-05-30", "2031-06-09", "between 30 May and 9 June 2031"),
        (None, "2030-12-30", "2031-01-02", "between 30 December 2030 and 2 January 2031"),
        ("[2031-05-30,2031-06-06]", "2031-05-30", "2031-06-06", "30 May or 6 June 2031"),
        ("[2031-05-30,2031-06-06,2031-06-13]", "2031-05-30", "2031-06-13", "30 May, 6 or 13 June 2031"),
        ("[2031-05..2031-06-06]", "2031-05-01", "2031-06-06", "between 1 May and 6 June 2031"),
        ("2031-05~", "2031-05-01", "2031-05-31", "about May 2031"),
        ("2031-05-02~/2031-05-04~", "2031-05-02", "2031-05-04", "about 2 May 2031 to 4 May 2031"),
        ("../2031-05-02~", None, "2031-05-02", "about by 2 May 2031"),
        ("2031?", "2031-01-01", "2031-12-31", "perhaps 2031"),
        ("2031%", "2031-01-01", "2031-12-31", "perhaps about 2031"),
        ("../2031-02-28", None, "2031-02-28", "by 28 February 2031"),
        ("2031-02-28/..", "2031-02-28", None, "since 28 February 2031"),
        (None, None, None, None),
    ],
)
def test_a_date_says_what_is_known_and_no_more(edtf, earliest, latest, reads):
    assert words.day({"edtf": edtf, "earliest": earliest, "latest": latest}) == reads


@pytest.mark.parametrize(
    ("edtf", "reads"),
    [
        ("2031-06-02", "2031-06-02"),
        ("2031-06", "2031-06"),
        ("2031-06-02/2031-06-09", "2031-06-02 to 2031-06-09"),
        ("[2031-06-02,2031-06-09]", "2031-06-02 or 2031-06-09"),
        ("../2031-06-09", "by 2031-06-09"),
        ("2031-06-09/..", "since 2031-06-09"),
        ("2031-05~", "about 2031-05"),
    ],
)
def test_a_short_date_keeps_its_days_as_recorded(edtf, reads):
    assert words.day(Date.of(edtf, "text").to_dict(), iso=True) == reads


@pytest.mark.parametrize(
    ("date", "own"),
    [
        (no_later(Date.of("2031-06-05", "metadata")), False),
        (no_later(Date.unknown()), False),
        (Date.unknown(), False),
        (Date.of("2031-06-04", "text"), True),
        (Date.of("../2031-06-04", "text", Proof("as printed; no later than it")), True),
    ],
)
def test_a_date_by_publication_alone_is_not_an_entrys_own(date, own):
    assert words.is_its_own(date.to_dict()) == own


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("acts", ACTS),
        ("modes", MODES),
        ("qualifiers", QUALIFIERS),
        ("kinds", FIGURE_KINDS),
        ("roles", ROLES),
        ("rejected", tuple(REASONS)),
    ],
)
def test_every_code_of_the_record_has_words(name, codes):
    assert set(words.table(name)) == set(codes)


def test_a_code_of_somebody_elses_finder_is_still_readable():
    assert words.say("acts", "walk_out") == "walk out"


@pytest.mark.parametrize(
    ("act", "negated", "hypothetical", "shown"),
    [
        ("say", False, False, "said"),
        ("say", True, False, "did not say"),
        ("say", False, True, "may yet say"),
        ("deny", True, False, "denied"),
        ("deny", False, False, "did not deny"),
        ("deny", True, True, "may yet deny"),
    ],
)
def test_what_was_not_said_is_never_shown_as_said(act, negated, hypothetical, shown):
    entry = {"act": act, "negated": negated, "hypothetical": hypothetical}
    assert words.act(entry) == shown
    assert (words.unsaid(entry) is None) == (shown in ("said", "denied"))
