"""Dates of time expressions under a publication date that is a day, an interval, or not known."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.dates import Date, Proof
from parley.edtf import bounds
from parley.times.dating import BY_PUBLICATION, date_of, no_later, redate
from parley.times.expressions import Expressions
from parley.times.find import regrounded

TEXT = """Tavria's envoys met on Wednesday and will meet again on Friday, the ministry said late on Tuesday.
The Velm accord was signed on 3 June 2029 and runs until 2033; its first year ended in May. Since Monday
shells have fallen. A week ago, last month, this week, next Thursday, earlier this month, tonight, at the
weekend, in the spring, more than two years ago, about a month ago, before the end of June, after 9 May, by
Sunday, from 10 to 12 May, on 24 December, on the 21st, Tuesday's talks, on 29 February, in the 2020s,
at 9 a.m. on Monday, last week, two days earlier, in the past year, for three weeks, every Monday, recently."""
ALL = Expressions("doc-1", TEXT)
NOTE = Proof("the same speaker goes on")
THURSDAY = Date.of("2031-06-05", "metadata")


def published(edtf, basis="metadata"):
    return Date.of(edtf, basis) if edtf else Date.unknown()


def dated(text, edtf, words=None, **how):
    """The date of an expression of a text: that of `words`, else the first."""
    known = Expressions("doc-1", text)
    chosen = [e for e in known.found if words is None or text[e.start : e.end] == words]
    return date_of(chosen[0], published(edtf), known, **how)


@pytest.mark.parametrize(
    ("text", "page", "edtf"),
    [
        ("It fell on 3 June 2029.", None, "2029-06-03"),
        ("It fell in June 2029.", "2031-06-05", "2029-06"),
        ("It ran from 2029 to 2031.", None, "2029/2031"),
        ("It ran from early June 2029 until May 2030.", None, "2029-06/2030-05"),
        ("It ran between 2029 and 2030.", None, "2029/2030"),
        ("It fell from 2031 to 2029.", None, "2031-01-01/.."),  # no stretch runs back
        ("It fell on Wednesday.", "2031-06-05", "2031-06-04"),
        ("It fell on Thursday.", "2031-06-05", "2031-06-05"),
        ("It will open on Wednesday.", "2031-06-05", "2031-06-11"),
        ("It fell on Friday.", "2031-06-05", "[2031-05-30,2031-06-06]"),  # six days back, or the day after
        ("Wednesday's talks", "2031-06-05", "[2031-06-04,2031-06-11]"),  # no tense
        ("It fell last month.", "2031-06-05", "2031-05"),
        ("It fell last week.", "2031-06-05", "2031-05-26/2031-06-01"),
        ("It fell last week.", "2031-06-08", "2031-05-26/2031-06-08"),  # for some, Sunday begins the week
        ("It fell yesterday.", "2031-06-05", "2031-06-04"),
        ("Shells have fallen since Monday.", "2031-06-05", "2031-06-02/.."),
        ("It was shut until 2029.", None, "../2029-12-31"),
        ("It fell before 3 June 2029.", None, "../2029-06-02"),
        ("It fell after 3 June 2029.", None, "2029-06-03/.."),
        ("It fell two months ago.", "2031-06-05", "2031-04~"),
        ("It fell two days ago.", "2031-06-05", "2031-06-03"),
        ("It fell more than two years ago.", "2031-06-05", "../2029-12-31~"),
        ("It fell on Wednesday.", "2031-06-01/2031-06-02", "2031-05-28"),
        ("It fell on Wednesday.", "2031-06-04/2031-06-06", "2031-06-04"),
        ("It fell on Wednesday.", "2031-06", "2031-05-28/2031-06-25"),
        ("It fell on Wednesday.", "[2031-06-05,2031-06-12]", "[2031-06-04,2031-06-11]"),
        ("It fell last month.", "2031-05/2031-06", "2031-04/2031-05"),
        ("It fell last year.", "2031", "2030"),
        ("It fell on Wednesday.", "2029/2031", None),
        ("It fell on Wednesday.", None, None),
        ("It fell recently.", "2031-06-05", None),
        ("It lasted three weeks.", "2031-06-05", None),
        ("They meet every Monday.", "2031-06-05", None),
        ("Five fell in the past year.", "2031-06-05", None),
        ("Tavria was hit on 3 June 2029. It fell the next day.", "2031-06-05", "2029-06-03"),
    ],
)
def test_what_an_expression_dates(text, page, edtf):
    assert dated(text, page).edtf == edtf


def test_what_hangs_on_the_date_last_named_stays_open():
    text = "Tavria was hit on 3 June 2029. The same year it fell."
    assert dated(text, "2031-06-05", "The same year").basis == "unknown"


@pytest.mark.parametrize(
    ("text", "page", "edtf"),
    [
        ("The envoy will say so on Wednesday.", "2031-06-05", "2031-06-04"),  # the tense is known: it is over
        ("She said so this week.", "2031-06-05", "2031-06-02/2031-06-05"),
        ("She has said so since Monday.", "2031-06-05", "2031-06-02/2031-06-05"),
        ("She said so in June.", "2031-06", "2031-06"),
        ("She said so on Friday.", "2031-06-05", "[2031-05-30,2031-06-06]"),
        ("She said so recently.", "2031-06-05", "../2031-06-05"),
        ("She said so on Wednesday.", "2029/2031", "../2031-12-31"),
        ("She said so on Wednesday.", None, None),
        ("She said so on 8 June 2031.", "2031-06-05", "2031-06-08"),  # text and metadata differ: both stand
        ("She said so next week.", "2031-06-05", "../2031-06-05"),  # misread, so not used
    ],
)
def test_what_was_over_by_publication_reaches_no_further(text, page, edtf):
    assert dated(text, page, by_publication=True).edtf == edtf


@pytest.mark.parametrize(
    ("text", "page", "basis"),
    [
        ("It fell on 3 June 2029.", None, "text"),
        ("It fell on Wednesday.", "2031-06-05", "text"),
        ("It fell on Wednesday.", "2031-06", "inferred"),
        ("It fell on Wednesday.", None, "unknown"),
    ],
)
def test_what_a_date_rests_on(text, page, basis):
    assert dated(text, page).basis == basis


def test_a_date_tells_its_words_its_rule_and_its_publication():
    date = dated("It fell on Wednesday.", "2031-06-05")
    words, page = date.proof
    assert (words.rule, words.evidence.quote) == ("the last one up to publication", "Wednesday")
    assert (page.rule, page.value) == ("publication date", "2031-06-05")


def test_an_open_date_keeps_its_words():
    words, page = dated("It fell on Wednesday.", None).proof
    assert words.evidence.quote == "Wednesday"
    assert page.value is None


def test_the_publication_alone_bounds_what_was_over():
    date = no_later(THURSDAY)
    assert (date.edtf, date.earliest, date.latest, date.basis) == (
        "../2031-06-05",
        None,
        "2031-06-05",
        "inferred",
    )
    assert [p.rule for p in date.proof] == [BY_PUBLICATION]
    assert no_later(Date.unknown()).basis == "unknown"


def test_nothing_is_read_outside_the_content():
    text = "Text size: Monday\nIt fell on Wednesday.\nRead more: Friday"
    start = text.index("It fell")
    known = Expressions("doc-1", text, [(start, start + 21)])
    assert [text[e.start : e.end] for e in known.found] == ["Wednesday"]


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2036, 12, 31))
SPANS = st.builds(lambda day, n: (day, day + dt.timedelta(n)), DAYS, st.integers(0, 45))
INDEX = st.integers(0, len(ALL.found) - 1)


def of(days, basis="metadata"):
    first, last = days
    return Date.span(first, last, basis)


@settings(max_examples=120, deadline=None)
@given(INDEX, SPANS, st.integers(0, 45), st.booleans())
def test_an_interval_of_publication_holds_what_each_of_its_days_gives(index, span, n, over):
    e, (first, last) = ALL.found[index], span
    day = min(first + dt.timedelta(n), last)
    wide = date_of(e, of(span), ALL, by_publication=over)
    exact = date_of(e, of((day, day)), ALL, by_publication=over)
    if wide.edtf is None:
        return
    assert wide.earliest is None or (exact.earliest is not None and wide.earliest <= exact.earliest)
    assert wide.latest is None or (exact.latest is not None and exact.latest <= wide.latest)


@settings(max_examples=120, deadline=None)
@given(INDEX, SPANS, SPANS, st.booleans())
def test_a_date_can_be_said_again_under_another_publication(index, span, other, over):
    e, last = ALL.found[index], of(other)
    for first in (Date.unknown(), of(span)):
        before = date_of(e, first, ALL, by_publication=over)
        assert redate(before, last, ALL) == date_of(e, last, ALL, by_publication=over)
        assert redate(Date.from_dict(before.to_dict()), last, ALL) == redate(before, last, ALL)


@settings(max_examples=60, deadline=None)
@given(INDEX, SPANS, st.booleans())
def test_a_written_date_has_the_bounds_it_says(index, span, over):
    date = date_of(ALL.found[index], of(span), ALL, by_publication=over)
    if date.edtf:
        assert bounds(date.edtf) == (date.earliest, date.latest)
    assert date.proof[0].evidence.quote == TEXT[date.proof[0].evidence.start : date.proof[0].evidence.end]


def test_further_proofs_are_kept():
    known = Expressions("doc-1", "It fell on Wednesday.")
    date = date_of(known.found[0], Date.unknown(), known, by_publication=True)
    date = Date(date.edtf, date.earliest, date.latest, date.basis, (*date.proof, NOTE))
    again = redate(date, THURSDAY, known)
    assert again.edtf == "2031-06-04" and again.proof[-1] == NOTE
    open_date = no_later(Date.unknown())
    again = redate(replace(open_date, proof=(*open_date.proof, NOTE)), THURSDAY, known)
    assert again == replace(no_later(THURSDAY), proof=(*no_later(THURSDAY).proof, NOTE))


def test_what_rests_on_no_publication_is_left_alone():
    known = Expressions("doc-1", "Nothing.")
    for date in (Date.unknown(), Date.of("2031-06-05", "user")):
        assert redate(date, THURSDAY, known) == date
    assert redate(no_later(Date.unknown()), THURSDAY, known) == no_later(THURSDAY)


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_one_expression_is_dated_as_all_together_are(day):
    assert [ALL.dated(e, day) for e in ALL.found] == regrounded(TEXT, list(ALL.found), day)


ENDS = st.one_of(
    st.dates(),
    st.dates(dt.date(1, 1, 1), dt.date(1, 1, 20)),
    st.dates(dt.date(9999, 12, 10), dt.date(9999, 12, 31)),
)
EDGES = Expressions(
    "doc-1",
    """It fell before 0001-01-01, after 9999-12-31, since 31 December 9999, by 31 December 9999, in 9999.
They met on Sunday. They will meet on Friday, last week, next weekend, 3000 years ago, 9000 years from now.
Last February 30, this June 31, next February 29, the last weekend, in winter, the next day, a week earlier.""",
)


@settings(max_examples=150, deadline=None)
@given(ENDS, ENDS, st.integers(0, 9), st.booleans())
def test_the_calendar_ends_and_nothing_is_raised(day, other, n, over):
    last = min(day.toordinal() + n, dt.date.max.toordinal())
    page, settled = of((day, dt.date.fromordinal(last)), "user"), of((other, other), "user")
    for known in (ALL, EDGES):
        for e in known.found:
            date = date_of(e, page, known, by_publication=over)
            again = redate(date, settled, known)
            for found in (date, again):
                assert (found.edtf is None) == (found.earliest is found.latest is None)
                assert found.edtf is None or bounds(found.edtf) == (found.earliest, found.latest)
