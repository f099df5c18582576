"""Mappings of all pages, kept in parts."""

from hypothesis import given
from hypothesis import strategies as st

from parley.link.parts import from_parts, in_parts
from parley.plain import load


class Kept:
    """Reads plain data."""

    def loaded(self, value):
        return load(value)


IDS = st.text("0123456789abcdef", min_size=1, max_size=6).map("doc-{}".format)


@given(st.dictionaries(IDS, st.text()), st.dictionaries(IDS, st.integers()))
def test_what_is_kept_in_parts_is_read_as_it_was(names, numbers):
    kept = {**dict(in_parts("names", names)), **dict(in_parts("numbers", numbers)), "basis": b"1"}
    assert from_parts("names", kept, Kept()) == names
    assert from_parts("numbers", kept, Kept()) == numbers


@given(st.dictionaries(IDS, st.text(), min_size=1), st.data())
def test_a_change_is_in_one_part_and_the_order_of_ids_in_none(names, data):
    one = data.draw(st.sampled_from(sorted(names)))
    before = dict(in_parts("names", names))
    assert dict(in_parts("names", dict(reversed(names.items())))) == before
    after = dict(in_parts("names", {**names, one: f"{names[one]} again"}))
    assert sum(after[part] != before[part] for part in before) == 1
