"""A model's text as claims: tolerant of what stands around the object, strict about its shape."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.backends.answers import MOST_CLAIMS, Claim, Unusable, claims

GOOD = {"content": ["the ferry sails"], "speaker": "Weber", "cue": "said"}
TEXT = json.dumps({"statements": [GOOD]})
CLAIM = Claim(("the ferry sails",), "Weber", "said")


@pytest.mark.parametrize(
    "answer",
    [
        TEXT,
        f"```json\n{TEXT}\n```",
        f'<think>Perhaps {{this}}? {{"statements": []}} is wrong.</think>\n{TEXT}\nDone.',
        f'{{"note": {{"statements": 1}}}} {TEXT}',
        TEXT.replace("ferry sails", "ferry\\u0020sails"),
        '{"statements": [{"content": "the ferry sails", "speaker": "Weber", "cue": "said", "more": 1}]}',
    ],
)
def test_the_last_object_with_statements_counts_whatever_stands_around_it(answer):
    assert claims(answer) == ([CLAIM], 0)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "There are none.",
        "[]",
        "{}",
        '{"statements": "none"}',
        TEXT[:-2],
        "{" * 5000,
        '[{"content": "x"}]',
        "null",
    ],
)
def test_an_answer_without_such_an_object_is_unusable(answer):
    with pytest.raises(Unusable):
        claims(answer)


@pytest.mark.parametrize(
    "item",
    [
        None, 1, "the ferry sails", [], {}, {**GOOD, "content": []}, {**GOOD, "content": [1]},
        {**GOOD, "content": None}, {**GOOD, "content": ["x"] * 99}, {**GOOD, "speaker": 1},
        {**GOOD, "speaker": ["Weber"]}, {**GOOD, "cue": {}},
    ],
)  # fmt: skip
def test_an_item_of_the_wrong_shape_is_malformed_and_costs_no_other(item):
    assert claims(json.dumps({"statements": [item, GOOD]})) == ([CLAIM], 1)


def test_what_names_nobody_is_nobody():
    (found,), _ = claims(json.dumps({"statements": [{"content": ["x y"], "speaker": " ", "cue": ":"}]}))
    assert (found.speaker, found.cue) == (None, None)  # a mark is no word either


def test_a_flood_of_statements_is_cut_and_counted():
    found, malformed = claims(json.dumps({"statements": [GOOD] * (MOST_CLAIMS + 50)}))
    assert (len(found), malformed) == (MOST_CLAIMS, 50)


@given(
    st.text(),
    st.recursive(
        st.none() | st.text() | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    ),
)
def test_no_answer_raises_anything_else(before, value):
    for answer in (before, before + json.dumps({"statements": value})):
        with contextlib.suppress(Unusable):
            claims(answer)
