import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.sources import hints


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2031-06-02", "2031-06-02"),
        (" 2031-06-02 ", "2031-06-02"),
        ("2031-06-02T09:30", "2031-06-02T09:30:00"),
        ("2031-06-02 09:30:15", "2031-06-02T09:30:15"),
        ("2031-06-02T09:30:15.123Z", "2031-06-02T09:30:15+00:00"),
        ("2031-06-02T23:30:00-0500", "2031-06-02T23:30:00-05:00"),
        ("2031-06-02 09:30:15 UTC", "2031-06-02T09:30:15+00:00"),
        ("Mon, 02 Jun 2031 23:30:00 +0200", "2031-06-02T23:30:00+02:00"),
        ("2 Jun 2031 09:30:00 GMT", "2031-06-02T09:30:00+00:00"),
        ("Mon, 02 June 2031 10:00:00 CEST", "2031-06-02T10:00:00"),
        ("Mon, 02 Jun 2031 23:30:00 EST", "2031-06-02T23:30:00-05:00"),
        ("June 2, 2031", "2031-06-02"),
        ("2 Jun 2031", "2031-06-02"),
        ("2 June 2031", "2031-06-02"),
        ("Mon, 2 Jun 2031", "2031-06-02"),
        ("2 June 2031 10:00", "2031-06-02T10:00:00"),
        ("June 2, 2031, 10:00 p.m.", "2031-06-02T22:00:00"),
        ("June 2, 2031 at 12:05 AM", "2031-06-02T00:05:00"),
        ("2031-6-2", "2031-06-02"),
        ("2031/06/02", "2031-06-02"),
        ("2031/06/02 10:00", "2031-06-02T10:00:00"),
        ("24.06.2031", "2031-06-24"),
        ("24/06/2031", "2031-06-24"),
        ("24-6-2031", "2031-06-24"),
        ("06/24/2031", "2031-06-24"),
        ("06/06/2031", "2031-06-06"),
        ("24.06.2031 10:00", "2031-06-24T10:00:00"),
        ("24.06.2031, 10:00:05", "2031-06-24T10:00:05"),
        ("20310602", "2031-06-02"),
        ("20310602T093015Z", "2031-06-02T09:30:15+00:00"),
        ("20310602093015", "2031-06-02T09:30:15"),
        ("2031-06-02T09:30:15.1234567Z", "2031-06-02T09:30:15+00:00"),
        (20310602, "2031-06-02"),
        (1938160200, "2031-06-02T09:50:00+00:00"),
        (1938160200.75, "2031-06-02T09:50:00+00:00"),
        ("1938160200", "2031-06-02T09:50:00+00:00"),
        (1938160200000, "2031-06-02T09:50:00+00:00"),
        ({"$date": "2031-06-02T09:30:00Z"}, "2031-06-02T09:30:00+00:00"),
        ({"$date": {"$numberLong": "1938160200000"}}, "2031-06-02T09:50:00+00:00"),
    ],
)
def test_dates_that_are_said_plainly(said, read):
    assert hints.moment(said) == read


@pytest.mark.parametrize(
    "said",
    [
        "",
        "yesterday",
        "2031",
        "2031-06",
        "2031-13",
        "02/06/2031",
        "2.6.2031",
        "24.06.31",
        "24.06/2031",
        "24.06.20311",
        "24.24.2031",
        "31.06.2031",
        "0.06.2031",
        "24.06.2031 or so",
        "02-06-2031",
        "2031-02-30",
        "2031-06-02T25:00",
        "June 31, 2031",
        "June 2031",
        "2 June",
        "2 June 2031 14:00 pm",
        "2031-06-02 10:00 or so",
    ],
)
def test_what_is_no_plain_date_is_left_out(said):
    assert hints.moment(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "19381602",
        "193816020",
        "19381602000",
        2031,
        10**400,
        float("nan"),
        float("inf"),
        True,
        {"$date": {"$date": {"$date": "2031-06-02"}}},
        {"date": "2031-06-02"},
        "32 Jun 2031 09:30:00 GMT",
        "2031-06-02 or so",
        None,
        ["2031-06-02"],
    ],
)
def test_nor_is_what_only_holds_one(said):
    assert hints.moment(said) is None


@given(
    st.text()
    | st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
    | st.from_regex(r"\d\d Jun \d{4} \d\d:\d\d.*")
)
def test_a_moment_never_raises_and_reads_itself(said):
    read = hints.moment(said)
    assert read is None or hints.moment(read) == read


@given(st.integers() | st.floats() | st.dictionaries(st.just("$date"), st.integers() | st.text()))
def test_nor_do_numbers_make_it_raise(said):
    assert hints.moment(said) is None or hints.moment(said)[:4].isdecimal()


def test_a_month_is_said_where_no_more_need_be():
    assert (hints.stamp("2031-06"), hints.moment("2031-06")) == ("2031-06", None)
    assert (hints.stamp("2031-06-02"), hints.stamp("2031"), hints.stamp("2031-13")) == (
        "2031-06-02",
        None,
        None,
    )


def test_what_is_told_of_a_date_that_is_lost():
    assert hints.unread([None, {}, " ", "02/06/2031", "x"]) == "02/06/2031"
    assert hints.unread([None, ["2031-06-02"]]) is None
    assert len(hints.unread(["9" * 500])) < 100


def test_names():
    assert hints.names(["Ada  Kray", {"name": "Bo Lind"}, 3, ""]) == "Ada Kray; Bo Lind"
    assert hints.names("Ada Kray\n") == "Ada Kray"
    assert hints.names({"url": "x"}) is None


@pytest.mark.parametrize(
    ("said", "read"),
    [("en", "en"), ("en_GB", "en-GB"), (["fr"], "fr"), (["fr", "de"], None), ("English!", None)],
)
def test_language(said, read):
    assert hints.language(said) == read
