"""No two members of a file go by one name."""

import json

from archive_samples import read
from hypothesis import given
from hypothesis import strategies as st

from parley.sources.keys import Keys


@given(st.lists(st.sampled_from(["a", "b", "a~2", "a~3", "1", "2"])))
def test_keys_are_unused_and_those_of_the_first_stay(names):
    keys = Keys()
    given_ = [keys.unused(name) for name in names]
    assert len(set(given_)) == len(names)
    assert all(key == name or "~" in key for key, name in zip(given_, names, strict=True))


def test_an_id_that_looks_like_a_place_is_another_name():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": ["words", {"id": "1", "content_text": "More words."}],
    }
    rows = [{"id": "L2", "text": "Words."}, {"text": "More words."}]
    for data in (json.dumps(feed).encode(), "\n".join(map(json.dumps, rows)).encode()):
        locators = [item.locator for item in read(data)]
        assert len(locators) == len(set(locators)) == 2
