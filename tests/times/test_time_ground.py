"""From symbols to values, and from values to days."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.times import find
from parley.times.calendar import covers, grain, in_unit, shifted
from parley.times.ground import Frame, ground
from parley.times.holidays import easter, holiday_on, holidays, nth_weekday, orthodox_easter
from parley.times.symbols import Anniversary, Clock, Length, Point, Range, Repeated, Shift, Vague

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
UNITS = st.sampled_from(["D", "W", "2W", "WE", "M", "Q", "6M", "Y", "10Y", "100Y"])
TENSE = st.sampled_from([True, False, None])
POINTS = st.builds(
    Point,
    year=st.none() | st.integers(1950, 2050),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
    weekday=st.none() | st.integers(1, 7),
    pick=st.sampled_from([None, "last", "next", "this", "that", "after"]),
)
SYMBOLS = (
    POINTS
    | st.builds(
        Point, season=st.sampled_from(["SP", "SU", "FA", "WI"]), year=st.none() | st.integers(1950, 2050)
    )
    | st.builds(Point, quarter=st.integers(1, 4), within=st.builds(Shift, st.integers(-2, 2), st.just("Y")))
    | st.builds(Point, holiday=st.sampled_from(sorted(holidays())))
    | st.builds(Shift, st.none() | st.integers(-40, 40), UNITS, ago=st.booleans(), loose=st.booleans())
    | st.builds(Clock, st.integers(0, 24), st.integers(0, 59), day=st.none() | POINTS)
    | st.builds(Length, st.tuples(st.tuples(st.none() | st.floats(0, 99), UNITS)))
    | st.builds(Range, POINTS, POINTS)
    | st.just(Repeated("P1D"))
    | st.just(Vague("PAST_REF"))
    | st.builds(Anniversary, st.integers(1, 100))
)


@given(SYMBOLS, st.none() | DAYS, TENSE)
def test_every_symbol_has_a_value_on_every_day(symbol, day, future):
    value = ground(symbol, Frame(writing=day, future=future))
    assert value
    span = covers(value)
    assert span is None or span[0] <= span[1] or isinstance(symbol, Range)


@given(st.integers(1, 7), DAYS, TENSE)
def test_a_weekday_is_one_and_within_a_week(weekday, day, future):
    found = dt.date.fromisoformat(ground(Point(weekday=weekday), Frame(writing=day, future=future)))
    assert found.isoweekday() == weekday
    assert (0 if future else -6) <= (found - day).days <= (6 if future else 0)


@given(st.integers(1, 7), DAYS)
def test_last_and_next_are_never_the_day_of_writing(weekday, day):
    last, following = (
        dt.date.fromisoformat(ground(Point(weekday=weekday, pick=pick), Frame(writing=day)))
        for pick in ("last", "next")
    )
    assert last < day < following


@given(st.integers(1, 12), st.integers(1, 28), DAYS, TENSE)
def test_a_day_without_a_year_is_one_of_three_years(month, number, day, future):
    found = dt.date.fromisoformat(ground(Point(month=month, day=number), Frame(writing=day, future=future)))
    assert (found.month, found.day) == (month, number)
    assert abs(found.year - day.year) <= 1


@given(st.integers(1, 12), st.integers(1, 28), DAYS)
def test_a_weekday_beside_the_day_holds_where_it_can(month, number, day):
    true = dt.date(day.year, month, number)
    symbol = Point(month=month, day=number, weekday=true.isoweekday())
    found = dt.date.fromisoformat(ground(symbol, Frame(writing=day)))
    assert found.isoweekday() == true.isoweekday()


@given(DAYS, UNITS)
def test_the_unit_of_a_day_covers_it(day, unit):
    first, last = covers(in_unit(day, unit))
    if unit == "WE":
        assert (first.isoweekday(), (last - first).days) == (6, 1)
    else:
        assert first <= day <= last


@given(DAYS, st.integers(-30, 30), st.sampled_from(["D", "W", "M", "Q", "Y"]))
def test_shifts_are_undone(day, count, unit):
    back = shifted(shifted(day, count, unit), -count, unit)
    assert back == day or (unit in "MQY" and 0 < (day - back).days <= 3)


@pytest.mark.parametrize(
    ("value", "unit", "first", "last"),
    [
        ("2031-06-02", "D", "2031-06-02", "2031-06-02"),
        ("2031-06-02T09:00", "D", "2031-06-02", "2031-06-02"),
        ("2031-W23", "W", "2031-06-02", "2031-06-08"),
        ("2031-W23-WE", "WE", "2031-06-07", "2031-06-08"),
        ("2032-02", "M", "2032-02-01", "2032-02-29"),
        ("2031-Q2", "Q", "2031-04-01", "2031-06-30"),
        ("2031-H2", "H", "2031-07-01", "2031-12-31"),
        ("2031-SU", "S", "2031-06-01", "2031-08-31"),
        ("203", "10Y", "2030-01-01", "2039-12-31"),
        ("2031-05-10/2031-05-12", "", "2031-05-10", "2031-05-12"),
    ],
)
def test_values_cover_days(value, unit, first, last):
    assert grain(value) == unit
    assert covers(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["PAST_REF", "P4Y", "XXXX-06-02", "XXXX-WXX-3", "2031-02-30", "2031-W60", ""]
)
def test_what_is_not_dated_covers_nothing(value):
    assert covers(value) is None


@given(
    st.integers(0, 9999),
    st.integers(0, 60),
    st.sampled_from(["D", "W", "WE", "M", "Q", "6M", "Y", "10Y", "100Y"]),
)
def test_the_units_of_all_years_cover_days_or_nothing(year, number, unit):
    forms = {
        "W": f"{year:04d}-W{number:02d}",
        "WE": f"{year:04d}-W{number:02d}-WE",
        "M": f"{year:04d}-{number:02d}",
    }
    seasons = [f"{year:04d}-{season}" for season in ("SP", "SU", "FA", "WI")]
    days = [dt.date.min, dt.date.max, dt.date(max(year, 1), 12, 31)]
    for value in (*forms.values(), *seasons, *(in_unit(day, unit) for day in days)):
        span = covers(value)
        assert span is None or span[0] <= span[1]


@pytest.mark.parametrize("pick", [None, "last", "this", "next", "after"])
def test_a_day_that_no_year_has_is_unknown(pick):
    no_day = Point(month=2, day=30, pick=pick)
    assert ground(no_day, Frame(writing=dt.date(2031, 6, 4))) == "XXXX-XX-XX"


def test_the_end_of_a_range_follows_its_beginning():
    turn = Range(Point(month=12, day=28), Point(month=1, day=3))
    assert ground(turn, Frame(writing=dt.date(2031, 1, 10))) == "2030-12-28/2031-01-03"


# Known days: Gauss's tables as printed in any calendar of those years.
@pytest.mark.parametrize(
    ("year", "west", "east"),
    [(2019, "04-21", "04-28"), (2022, "04-17", "04-24"), (2024, "03-31", "05-05"), (2025, "04-20", "04-20")],
)
def test_easter(year, west, east):
    assert easter(year).isoformat() == f"{year}-{west}"
    assert orthodox_easter(year).isoformat() == f"{year}-{east}"


@given(st.integers(1900, 2099))
def test_both_easters_are_sundays_and_the_eastern_is_never_first(year):
    assert easter(year).isoweekday() == orthodox_easter(year).isoweekday() == 7
    assert easter(year) <= orthodox_easter(year)


@given(st.integers(1950, 2050), st.integers(1, 12), st.integers(1, 7), st.sampled_from([1, 2, 3, 4, -1]))
def test_the_nth_weekday(year, month, weekday, count):
    day = nth_weekday(year, month, weekday, count)
    assert (day.month, day.isoweekday()) == (month, weekday)
    last = calendar.monthrange(year, month)[1]
    assert (day.day - 1) // 7 == count - 1 if count > 0 else day.day > last - 7


def test_thanksgiving_and_the_day_after():
    assert holiday_on("thanksgiving", 2024) == dt.date(2024, 11, 28)
    assert holiday_on("black_friday", 2024) == dt.date(2024, 11, 29)
    assert holiday_on("ramadan", 2024) is None


def test_what_comes_after_some_days_comes_after_the_last_of_them():
    *_, later = find(
        "Talks from 3 to 5 March 2025 failed; more followed two days later.", dt.date(2026, 2, 18)
    )
    assert later.value == "2025-03-07"
