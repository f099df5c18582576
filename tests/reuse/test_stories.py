"""Pages that tell of one event within a few days are one story."""

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from parley import steps
from parley.reuse import stories
from parley.settings import Settings

TRUCE = "Tavria and Morvania signed a truce on the Kest bridge, watched by the envoy of Velmara. "
FLOOD = "The river Sul rose four metres after the storm; farmers in Oruvia lost their harvest. "
VOTE = "Voters in Velmara elected a parliament in which the Lantern party holds a majority. "
DAY = dt.date(2031, 6, 3)


def test_pages_of_one_event_are_one_story():
    texts = [TRUCE, FLOOD, f"An envoy said: {TRUCE}", f"Farmers wept. {FLOOD}", VOTE]
    assert stories(texts, [DAY] * 5) == [0, 1, 0, 1, 2]


def test_what_lies_far_apart_in_time_is_another_story():
    far = DAY + dt.timedelta(30)
    assert stories([TRUCE, TRUCE, FLOOD], [DAY, far, DAY]) == [0, 1, 2]
    assert stories([TRUCE, TRUCE, FLOOD], [DAY, None, DAY]) == [0, 0, 1]


@given(st.lists(st.tuples(st.text(max_size=80), st.none() | st.dates()), max_size=12))
def test_every_page_has_a_story_and_they_are_numbered_as_they_come(pages):
    found = stories([text for text, _ in pages], [day for _, day in pages])
    assert len(found) == len(pages)
    first_seen = list(dict.fromkeys(found))
    assert first_seen == list(range(len(first_seen)))


def test_the_step_gives_each_row_its_story():
    rows = [
        {"id": "a", "text": TRUCE, "date": "2031-06-03"},
        {"id": "b", "text": FLOOD, "date": "2031-06"},
        {"id": "c", "text": TRUCE},
        {"id": "d", "text": TRUCE, "date": "soon"},
    ]
    bad, *given_ = steps.run("stories", [json.dumps(row) for row in rows], Settings())
    assert bad.row["id"] == "d" and "date" in bad.error
    assert [outcome.row for outcome in given_] == [
        {"id": "a", "story": 0}, {"id": "b", "story": 1}, {"id": "c", "story": 0},
    ]  # fmt: skip
