"""Dates carry exact bounds and refuse what is no date."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.dates import Date, bounds


@given(st.dates())
def test_a_day_bounds_itself(day):
    assert bounds(day.isoformat()) == (day.isoformat(), day.isoformat())


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year, month):
    first, last = bounds(f"{year:04d}-{month:02d}")
    assert first == f"{year:04d}-{month:02d}-01"
    assert int(last[-2:]) == calendar.monthrange(year, month)[1]


@given(st.dates(), st.dates())
def test_an_interval_runs_from_its_first_to_its_last_day(a, b):
    lo, hi = min(a, b).isoformat(), max(a, b).isoformat()
    assert bounds(f"{lo}/{hi}") == (lo, hi)
    assert bounds(f"../{hi}") == (None, hi)
    assert bounds(f"{lo}/..") == (lo, None)


@pytest.mark.parametrize(
    "bad", ["", "soon", "2031-13", "2031-02-30", "31-1-1", "../..", "2031-05/2031-04", "0000"]
)
def test_what_is_no_date_is_refused(bad):
    with pytest.raises(ValueError):
        bounds(bad)


def test_unknown_is_open_on_both_sides():
    assert Date.unknown().to_dict() == {
        "edtf": None, "earliest": None, "latest": None, "basis": "unknown", "proof": [],
    }  # fmt: skip


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_dates_survive_their_row(day):
    date = Date.of(day.isoformat(), "metadata")
    assert Date.from_dict(date.to_dict()) == date
