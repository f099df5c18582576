"""Pages that tell of one event within a few days are one story."""

import datetime as dt
import json
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley import steps
from parley.reuse import stories
from parley.reuse.stories import again, of_pairs
from parley.reuse.telling import Telling, numbered_hashes, told
from parley.settings import Settings

TRUCE = "Tavria and Morvania signed a truce on the Kest bridge, watched by the envoy of Velmara. "
FLOOD = "The river Sul rose four metres after the storm; farmers in Oruvia lost their harvest. "
VOTE = "Voters in Velmara elected a parliament in which the Lantern party holds a majority. "
DAY = dt.date(2031, 6, 3)


def numbered(texts, days):
    """The number of each page's story; a day stands for itself, None for any."""
    bounds = [day if isinstance(day, tuple) else (day, day) for day in days]
    found = stories(zip(texts, bounds, strict=True))
    of = {page: number for number, story in enumerate(found) for page in story.pages}
    return [of[page] for page in range(len(texts))]


def test_pages_of_one_event_are_one_story():
    texts = [TRUCE, FLOOD, f"An envoy said: {TRUCE}", f"Farmers wept. {FLOOD}", VOTE]
    assert numbered(texts, [DAY] * 5) == [0, 1, 0, 1, 2]


def test_what_lies_far_apart_in_time_is_another_story():
    far = DAY + dt.timedelta(30)
    assert numbered([TRUCE, TRUCE, FLOOD], [DAY, far, DAY]) == [0, 1, 2]
    assert numbered([TRUCE, TRUCE, FLOOD], [DAY, None, DAY]) == [0, 0, 1]


def test_a_page_of_unknown_day_is_of_no_story_that_its_bounds_exclude():
    texts, later = [TRUCE, TRUCE, FLOOD], DAY + dt.timedelta(30)
    assert numbered(texts, [DAY, (later, None), DAY]) == [0, 1, 2]
    assert numbered(texts, [DAY, (None, later), DAY]) == [0, 0, 1]
    assert numbered(texts, [DAY, (DAY - dt.timedelta(3), DAY + dt.timedelta(3)), DAY]) == [0, 0, 1]


def test_the_background_that_pages_end_with_tells_no_story():
    history = " ".join(f"In year {n} the lighthouse of Gelm burned and was built again." for n in range(40))
    texts = [f"{words * 5} {history}" for words in (TRUCE, FLOOD, VOTE)]
    assert numbered(texts, [DAY] * 3) == [0, 1, 2]


def test_the_centre_of_a_story_is_the_page_most_like_the_others():
    others = [
        f"Nothing happened in {place} on this day." for place in ("Gelm", "Brolin", "Ilmen", "Jorvad") * 4
    ]
    texts = [f"{TRUCE} {FLOOD}", TRUCE, f"{TRUCE} It rained.", *others]
    story = stories((text, (DAY, DAY)) for text in texts)[0]
    assert story.pages == [0, 1, 2]
    assert story.centre == 1


@given(st.lists(st.tuples(st.text(max_size=80), st.none() | st.dates()), max_size=12))
def test_every_page_has_a_story_and_they_are_numbered_as_they_come(pages):
    found = numbered([text for text, _ in pages], [day for _, day in pages])
    assert len(found) == len(pages)
    first_seen = list(dict.fromkeys(found))
    assert first_seen == list(range(len(first_seen)))


def telling(pages):
    return Telling([told(text) for text, _ in pages], [(day, day) for _, day in pages])


def some_pages(chosen, count):
    """Pages of words from a few subjects each, so that many are somewhat alike."""
    subjects = [[f"word{chosen.randrange(400)}" for _ in range(12)] for _ in range(count // 4)]
    for _ in range(count):
        words = [word for subject in chosen.sample(subjects, 2) for word in chosen.sample(subject, 8)]
        yield " ".join(words), chosen.choice([None, *(DAY + dt.timedelta(n) for n in range(12))])


@pytest.mark.parametrize("seed", range(40))
def test_stories_told_again_where_pages_came_and_went_are_those_told_at_once(seed):
    chosen = random.Random(seed)
    pages = list(some_pages(chosen, 60))
    mixed = chosen.sample(range(60), 6)
    gone, new = set(mixed[:3]), set(mixed[3:])  # as many, so that words weigh what they did
    was, now = (telling([p for n, p in enumerate(pages) if n not in out]) for out in (new, gone))
    number = {n: place for place, n in enumerate(n for n in range(60) if n not in gone)}
    old = [n for n in range(60) if n not in new]
    ties = [(a, b) for a, b in zip(range(0, 60, 9), range(5, 60, 9), strict=False) if not gone & {a, b}]
    tied = [(number[a], number[b]) for a, b in ties]
    places = {n: place for place, n in enumerate(old)}
    before = of_pairs(was, was.alike(), [(places[a], places[b]) for a, b in ties if not new & {a, b}])
    known = [[number.get(old[page], -1) for page in story.pages] for story in before if len(story.pages) > 1]
    changed = {number[n] for n in new - gone} | set(now.changed(was.words, was.levels).tolist())
    changed |= {number[n] for pair in ties if new & set(pair) for n in pair}
    for story in known:
        if -1 in story or changed & set(story):
            changed |= set(story) - {-1}
    whole = [story for story in known if -1 not in story and not changed & set(story)]
    pairs = now.alike()
    looked = again(now, pairs, tied, changed, whole)
    seen = {page for story in looked for page in story.pages}
    kept = [story for story in whole if seen.isdisjoint(story)]
    at_once = of_pairs(now, pairs, tied)
    assert [story for story in at_once if not seen.isdisjoint(story.pages)] == looked
    several = [s.pages for s in at_once if len(s.pages) > 1 and seen.isdisjoint(s.pages)]
    assert several == sorted(kept) and was.size == now.size


@given(st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 3) | st.integers(2**32 - 30, 2**32 - 1)))
def test_hashes_are_numbered_in_their_order(values):
    given_ = np.array(values, np.uint32)
    expected = np.unique(given_, return_inverse=True, return_counts=True)
    for found, known in zip(numbered_hashes(given_), expected, strict=True):
        assert found.tolist() == known.tolist()


def test_pages_that_are_asked_for_are_as_alike_as_among_all():
    pages = list(some_pages(random.Random(1), 80))
    everyone, some = telling(pages).alike(), np.array([3, 4, 50])
    asked = telling(pages).alike(some)
    own = np.isin(everyone.left, some) | np.isin(everyone.right, some)
    expected = sorted(zip(*(part[own].tolist() for part in everyone), strict=True))
    assert sorted(zip(*(part.tolist() for part in asked), strict=True)) == expected
    assert expected


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
