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
    ],
)
def test_dates_that_are_said_plainly(said, read):
    assert hints.moment(said) == read


@pytest.mark.parametrize(
    "said",
    ["", "yesterday", "2031", "2031-06", "02/06/2031", "2031-02-30", "2031-06-02T25:00", "June 2, 2031"],
)
def test_what_is_no_plain_date_is_left_out(said):
    assert hints.moment(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "1938160200",
        "2 Jun 2031",
        "32 Jun 2031 09:30:00 GMT",
        "2031-06-02 or so",
        None,
        20310602,
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
