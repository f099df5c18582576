"""What holds for every text."""

import datetime as dt
import random
import re
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.times import find, grammar, regrounded
from parley.times.find import windows
from parley.times.tokens import tokens
from parley.times.words import lexicon

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
WORDS = st.sampled_from(sorted(lexicon().values))
FILL = st.sampled_from(
    [
        "envoys",
        "met",
        "will meet",
        "Orsk",
        "2031",
        "2,000",
        "3",
        "14",
        "21st",
        "10:30",
        "6/2/31",
        "\n",
        ".",
        ",",
        "’s",
    ]
)
LINES = st.lists(WORDS | FILL, max_size=25).map(" ".join)
TYPES = {"DATE", "TIME", "DURATION", "SET"}
VALUE = re.compile(
    r"[0-9X]{2,4}(-[0-9QHWXSPUFAIE]+)*(T[0-9:A-Z]*)?(/.+)?$|PT?[0-9.XECWYMDTHSQ]+$|(PAST|PRESENT|FUTURE)_REF$"
)


@settings(max_examples=200)
@given(LINES | st.text(max_size=80), st.none() | DAYS)
def test_expressions_are_spans_in_order_with_values_in_form(text, day):
    found = find(text, day)
    for e in found:
        assert 0 <= e.start < e.end <= len(text)
        assert text[e.start : e.end].strip() == text[e.start : e.end]
        assert e.type in TYPES
        assert VALUE.match(e.value), e
        assert e.days is None or e.days[0] <= e.days[1] or "/" in e.value
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=150)
@given(LINES, DAYS)
def test_dating_afterwards_is_dating_at_once(text, day):
    assert regrounded(text, find(text), day) == find(text, day)
    assert regrounded(text, find(text, day), None) == find(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "today" * 4000, "may " * 3000, "1" * 5000, "2031-" * 2000, "the first of " * 1500,
        "hundred " * 300 + "years ago", "billion " * 300 + "years ago", "the " + "9" * 5000 + "th anniversary",
        "last February 30", "this June 31", "\u00b2 days ago, at \u00b2:30 p.m. on June \u00b2",
    ],
)  # fmt: skip
def test_no_text_is_too_odd(text):
    find(text)
    find(text, dt.date(2031, 6, 4))


@pytest.mark.parametrize(
    "words",
    [
        "{} days ago", "{}.5 years ago", "{} days from now", "{} weeks before Christmas", "{} years earlier",
        "for {} days", "every {} days", "{}-year anniversary of the war", "a {}-year-old war", "{} hours ago",
    ],
)  # fmt: skip
@pytest.mark.parametrize("figures", [20, 400, 5000])
def test_a_number_past_all_time_dates_nothing(words, figures):
    found = find(words.format("9" * figures), dt.date(2031, 6, 4))
    assert not [e for e in found if e.days and "Christmas" not in words]
    assert not [e.value for e in found if "999" in e.value]


def test_long_times_keep_their_number():
    assert [e.value for e in find("It lasted 65 million years.")] == ["P65000000Y"]


RUNS = [
    '{"a":"q9' + "x" * 130 + '","date":"2031-06-02"},',
    "日本語" * 40 + "2031-06-02",
    "x" * 300 + "-2031-06-02-",
]


@given(st.lists(st.one_of(FILL, st.sampled_from(RUNS), st.just(" ")), max_size=12))
def test_windows_come_in_order_and_never_overlap(parts):
    text = "".join(parts)
    at = 0
    for start, end in windows(text):
        assert at <= start < end <= len(text)
        at = end


@pytest.mark.parametrize("run", RUNS)
def test_text_without_spaces_is_read_once(run, monkeypatch):
    module, read = sys.modules["parley.times.find"], []
    monkeypatch.setattr(module, "tokens", lambda *place: read.append(place[2] - place[1]) or tokens(*place))
    found = find(run * 50)
    assert [e.value for e in found] == ["2031-06-02"] * 50
    assert sum(read) <= len(run) * 50


def test_work_grows_with_the_text_and_no_faster(monkeypatch):
    count = 0
    longest = grammar._longest

    def counted(rules, *rest):
        nonlocal count
        count += len(rules)
        return longest(rules, *rest)

    monkeypatch.setattr(grammar, "_longest", counted)
    rng = random.Random(3)
    known = [*lexicon().values, *["envoys", "spoke", "Orsk", "quietly", "of", "grain"] * 40]
    text = " ".join(rng.choice(known) for _ in range(3000)) + " "
    work = []
    for times in (1, 2, 4):
        count = 0
        find(text * times)
        work.append(count)
    assert work[0] > 0
    assert work[1] <= 2.1 * work[0]
    assert work[2] <= 2.1 * work[1]


def test_only_words_near_a_trigger_are_read(monkeypatch):
    read = []
    monkeypatch.setattr(
        sys.modules["parley.times.find"], "tokens", lambda text, start, end: read.append((start, end)) or []
    )
    find("The envoys spoke of grain. " * 200 + "They met on Tuesday. " + "Nothing else was said. " * 200)
    assert len(read) == 1
    assert read[0][1] - read[0][0] < 160


def test_an_expression_at_each_edge_of_the_text():
    text = "Tuesday they met, and on Friday"
    assert [text[e.start : e.end] for e in find(text)] == ["Tuesday", "Friday"]


def test_what_follows_an_unknown_day_is_unknown():
    text = "They met on 3 May 2030. On Tuesday they left. The next day a shell struck."
    assert [e.value for e in find(text)] == ["2030-05-03", "XXXX-WXX-2", "XXXX-XX-XX"]
    assert [e.value for e in find(text, dt.date(2031, 6, 4))] == ["2030-05-03", "2031-06-03", "2031-06-04"]


def test_without_a_day_of_writing_the_value_keeps_what_is_printed():
    found = find("They met on Tuesday, on June 2 and last month, in 2030.")
    assert [e.value for e in found] == ["XXXX-WXX-2", "XXXX-06-02", "XXXX-XX", "2030"]
