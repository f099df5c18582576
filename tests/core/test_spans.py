"""Offsets are code points, and evidence can only be cut from the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley import spans
from parley.errors import SpanError
from parley.spans import Evidence, Span


@given(st.text(), st.data())
def test_evidence_reproduces_its_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start == end:
        with pytest.raises(SpanError):
            spans.evidence("doc", text, start, end)
    else:
        item = spans.evidence("doc", text, start, end)
        assert item.quote == text[start:end]
        assert spans.reproduces(item, text)


@pytest.mark.parametrize("bad", [(-1, 2), (0, 9), (3, 1), (8, 9)])
def test_evidence_outside_the_text_is_refused(bad):
    with pytest.raises(SpanError):
        spans.evidence("doc", "a 𝕏 b", *bad)


def test_a_shifted_or_altered_quote_does_not_reproduce():
    text = "Она сказала 🙂 yes"
    item = spans.evidence("doc", text, 12, 13)
    assert item.quote == "🙂"
    assert not spans.reproduces(Evidence("doc", 11, 12, "🙂"), text)
    assert not spans.reproduces(Evidence("doc", 12, 40, text[12:]), text)


@given(st.text(alphabet=st.characters() | st.sampled_from(" \n\t ​")))
def test_lines_are_trimmed_ordered_and_hold_every_visible_character(text):
    found = list(spans.lines(text))
    assert all(a.end < b.start for a, b in pairwise(found))
    assert all(text[s:e] == text[s:e].strip() and s < e for s, e in found)
    covered = {i for s, e in found for i in range(s, e)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda p: (min(p), max(p) + 1))))
def test_join_keeps_coverage_and_leaves_no_overlap(parts):
    joined = spans.join(parts)
    cover = lambda items: {i for s, e in items for i in range(s, e)}  # noqa: E731
    assert cover(joined) == cover(parts)
    assert all(a.end < b.start for a, b in pairwise(joined))


def test_strip_collapses_blank_ranges():
    assert spans.strip("  a b  ", 0, 7) == Span(2, 5)
    assert spans.strip("    ", 1, 3) == Span(1, 1)


@given(st.integers(0, 30), st.integers(0, 30), st.lists(st.integers(0, 30), max_size=8, unique=True))
def test_outside_gaps_is_all_that_no_gap_holds(start, length, edges):
    edges = sorted(edges)[: len(edges) // 2 * 2]
    gaps = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    span = Span(start, start + length)
    left = [i for part in spans.outside(span, gaps) for i in range(*part)]
    assert left == [i for i in range(*span) if not any(a <= i < b for a, b in gaps)]
