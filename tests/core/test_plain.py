"""Plain data comes back as it was, whichever library reads and writes it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.plain import dump, load, packed

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
HALVES = st.text(st.characters(categories=["Cs", "Ll"]))


@given(PLAIN)
def test_what_is_written_is_read_again(value):
    assert load(dump(value)) == load(packed(value)) == json.loads(dump(value)) == value


@given(st.lists(HALVES))
def test_half_characters_pass(value):
    """A file name that is not UTF-8 has some; the store refuses them with its own words."""
    assert load(packed(value)) == load(dump(value)) == value


def test_json_has_no_spaces_and_characters_as_they_are():
    assert dump({"name": "Orëvan", "of": [1, None]}) == '{"name":"Orëvan","of":[1,null]}'


@pytest.mark.parametrize("number", [2**64, -(2**63) - 1, 10**40])
def test_a_number_beyond_64_bits_comes_back_whole(number):
    assert dump([number]) == f"[{number}]"
    assert load(dump([number])) == [number]


@pytest.mark.parametrize("text", ["", "{", b"[1,", "nothing"])
def test_what_is_no_json_is_said_as_the_standard_library_says_it(text):
    with pytest.raises(json.JSONDecodeError):
        load(text)


def test_what_is_not_plain_is_refused():
    with pytest.raises(TypeError):
        dump({"of": object()})
