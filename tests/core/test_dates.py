"""Dates carry exact bounds and refuse what is no date."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.dates import Date, order, sort_key
from parley.edtf import between, bounds, one_of


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
    "bad",
    [
        "", "soon", "2031-13", "2031-02-30", "31-1-1", "../..", "2031-05/2031-04", "0000", "~", "2031~?",
        "2031-06\n", "2031\n", "2031-06-02\n", "2031-06\n/2032", "[2031\n,2032]",
        "\uff12\uff10\uff13\uff11", "\u0662\u0660\u0663\u0661-06",
        "2031-01/2031-02/2031-03", "../../2031", "2031/[2032,2033]", "[2031..2032/2033]", "[..]",
        "[..2031,2032..]",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(bad):
    with pytest.raises(ValueError):
        bounds(bad)


@given(
    st.one_of(st.text(), st.text("0123456789-./[],~?% \n\uff12"), st.from_regex(r"[\d./,~\[\]-]{4,24}\n?"))
)
def test_whatever_the_text_bounds_are_days_or_it_is_refused(text):
    try:
        first, last = bounds(text)
    except ValueError:
        return
    assert first or last
    assert [dt.date.fromisoformat(day).isoformat() for day in (first, last) if day] == [
        day for day in (first, last) if day
    ]
    assert not (first and last) or first <= last


def test_unknown_is_open_on_both_sides():
    assert Date.unknown().to_dict() == {
        "edtf": None, "earliest": None, "latest": None, "basis": "unknown", "proof": [],
    }  # fmt: skip


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_dates_survive_their_row(day):
    date = Date.of(day.isoformat(), "metadata")
    assert Date.from_dict(date.to_dict()) == date


POINTS = st.one_of(
    st.dates(min_value=dt.date(1000, 1, 1)).map(dt.date.isoformat),
    st.builds("{:04d}-{:02d}".format, st.integers(1000, 9999), st.integers(1, 12)),
    st.builds("{:04d}".format, st.integers(1000, 9999)),
)
MARKED = st.builds("{}{}".format, POINTS, st.sampled_from(["", "~", "?", "%"]))
PAIRS = st.tuples(POINTS, POINTS).filter(lambda p: bounds(p[0])[0] <= bounds(p[1])[1])


@given(
    st.one_of(
        MARKED,
        PAIRS.map(lambda p: f"{p[0]}/{p[1]}"),
        PAIRS.map(lambda p: f"[{p[0]},{p[1]}]"),
        st.tuples(st.dates(dt.date(1000, 1, 1)), st.dates(dt.date(1000, 1, 1)))
        .map(sorted)
        .map(lambda p: f"[{p[0]}..{p[1]}]"),
    )
)
def test_edtf_is_read_as_its_own_package_reads_it(text):
    edtf = pytest.importorskip("edtf")
    theirs = edtf.parse_edtf(text)
    days = (
        "{:04d}-{:02d}-{:02d}".format(*moment[:3])
        for moment in (theirs.lower_strict(), theirs.upper_strict())
    )
    assert bounds(text) == tuple(days)


@given(st.dates(), st.dates())
def test_bounds_survive_being_written(a, b):
    first, last = min(a, b), max(a, b)
    assert bounds(between(first, last)) == (first.isoformat(), last.isoformat())
    assert bounds(one_of([a, b])) == (first.isoformat(), last.isoformat())


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2031-04-01", "2031-06-30", "2031-04/2031-06"),
        ("2031-02-01", "2031-02-28", "2031-02"),
        ("2030-01-01", "2039-12-31", "2030/2039"),
        ("2031-04-01", "2031-06-29", "2031-04-01/2031-06-29"),
        (None, "2031-06-29", "../2031-06-29"),
        (None, None, None),
    ],
)
def test_bounds_are_written_as_short_as_they_can_be(first, last, written):
    day = dt.date.fromisoformat
    assert between(first and day(first), last and day(last)) == written


@pytest.mark.parametrize(
    "bad", ["2031~~", "~", "[..]", "[]", "[2031,]", "[2031-05..2031-04]", "2031-06-02/soon"]
)
def test_what_edtf_does_not_write_is_refused(bad):
    with pytest.raises(ValueError):
        bounds(bad)


DATES = st.tuples(st.none() | st.dates(), st.none() | st.dates()).map(
    lambda p: Date.span(*(sorted(p) if all(p) else p), "text")
)


@given(DATES, DATES)
def test_order_says_only_what_is_certain(one, other):
    opposite = {"before": "after", "after": "before", "same": "same", "open": "open"}
    told = order(one, other)
    assert order(other, one) == opposite[told]
    if told == "before":
        assert sort_key(one) < sort_key(other)
        assert one.latest < other.earliest
    if told == "same":
        assert one.earliest == other.latest


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("2031-06-02", "2031-06-03", "before"),
        ("2031-06-02~", "2031-06-02", "open"),
        ("2031-06-02?", "2031-06-02?", "open"),
        ("2031-06-02%", "2031-06-03", "open"),
        ("2031-05~", "2031-07-01", "open"),
        ("2031-05~", "2031-07-02", "before"),
        ("2031-05", "2031-07-02?/..", "before"),
        ("../2031-05-31~", "2031-07-01/..", "open"),
    ],
)
def test_what_is_only_about_right_is_ordered_only_from_afar(one, other, told):
    one, other = Date.of(one, "text"), Date.of(other, "text")
    assert order(one, other) == told
    assert order(other, one) == {"before": "after", "open": "open"}[told]
