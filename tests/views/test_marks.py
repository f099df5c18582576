"""Cutting a text at span borders loses nothing and marks exactly the spans."""

from hypothesis import given
from hypothesis import strategies as st

from parley.views.marks import segments


@st.composite
def texts_with_spans(draw):
    text = draw(st.text(min_size=1, max_size=60))
    ends = st.integers(0, len(text))
    span = st.tuples(ends, ends).filter(lambda p: p[0] < p[1])
    names = st.sampled_from(["a", "b", "c", "d"])
    return text, draw(st.dictionaries(names, st.lists(span, min_size=1, max_size=4)))


@given(texts_with_spans())
def test_pieces_make_up_the_text_and_cover_exactly_the_spans(given_):
    text, spans = given_
    pieces = list(segments(text, 0, len(text), spans))
    assert "".join(p.text for p in pieces) == text
    for name, own in spans.items():
        marked = {i for p in pieces if name in p.ids for i in range(p.start, p.end)}
        assert marked == {i for s, e in own for i in range(s, e)}
        assert [p.start for p in pieces if name in p.opens] == [min(s for s, _ in own)]


@given(texts_with_spans(), st.data())
def test_a_part_of_the_text_is_cut_the_same_way(given_, data):
    text, spans = given_
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    pieces = list(segments(text, start, end, spans))
    assert "".join(p.text for p in pieces) == text[start:end]
    opened = [name for p in pieces for name in p.opens]
    assert sorted(opened) == sorted(n for n, own in spans.items() if start <= min(s for s, _ in own) < end)
