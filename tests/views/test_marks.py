"""Cutting a text where marks begin and end loses nothing and marks exactly the spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import SpanError
from parley.views.marks import Part, segments
from parley.views.pages import page_text


@st.composite
def marked_texts(draw):
    text = draw(st.text(min_size=1, max_size=60))
    ends = st.integers(0, len(text))
    span = st.tuples(ends, ends).filter(lambda pair: pair[0] < pair[1])
    entries = st.sampled_from(["a", "b", "c", "d"])
    roles = st.sampled_from(["content", "speaker", "cue"])
    found = draw(st.lists(st.tuples(span, entries, roles), max_size=8))
    cuts = draw(st.lists(st.integers(-3, 70), max_size=5))
    return text, [Part(start, end, entry, role) for (start, end), entry, role in found], cuts


@given(marked_texts())
def test_segments_make_up_the_text_and_carry_exactly_what_covers_them(given_):
    text, parts, cuts = given_
    cut = segments(text, parts, cuts)
    assert "".join(segment.text for segment in cut) == text
    assert all(segment.text == text[segment.start : segment.end] != "" for segment in cut)
    for segment in cut:
        for at in (segment.start, segment.end - 1):
            assert sorted(segment.parts) == sorted(p for p in parts if p.start <= at < p.end)
    assert {c for c in cuts if 0 < c < len(text)} <= {s.start for s in cut}


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2), (-1, 2), (0, 4)])
def test_a_part_that_leaves_the_text_is_an_error_not_a_mark(start, end):
    with pytest.raises(SpanError):
        segments("abc", [Part(start, end, "a", "content")])


@st.composite
def pages(draw):
    """A page of labelled blocks with statements and figures whose evidence overlaps, crosses and nests."""
    lines = draw(st.lists(st.text(min_size=1, max_size=25).filter(str.strip), min_size=1, max_size=5))
    text, blocks = "", []
    for line in lines:
        role = draw(st.sampled_from(["body", "headline", "consent"]))
        blocks.append({"start": len(text), "end": len(text) + len(line), "role": role, "reason": "r"})
        text += line + "\n"
    ends = st.integers(0, len(text))
    spans = st.lists(
        st.tuples(ends, ends).filter(lambda p: text[p[0] : p[1]].strip()), min_size=1, max_size=3
    )
    entries = []
    for i, own in enumerate(draw(st.lists(spans, max_size=5))):
        evidence = [{"document_id": "d", "start": s, "end": e, "quote": text[s:e]} for s, e in own]
        entries.append(
            {"id": f"e{i}", "evidence": evidence, "content_spans": [], "speaker": None, "cue_span": None}
        )
    return {"text": text, "blocks": blocks}, entries


@given(pages(), st.integers(0, 5))
def test_a_page_shows_all_its_words_and_every_entry_inside_its_marks(page, split):
    document, entries = page
    shown = page_text(document, entries[:split], entries[split:])
    pieces = [s for run in shown["runs"] for block in run["blocks"] for s in block["segments"]]
    assert "".join("".join(p["text"] for p in pieces).split()) == "".join(document["text"].split())
    assert sorted(shown["numbers"].values()) == list(range(1, len(entries) + 1))
    marked = {entry["id"]: set() for entry in entries}
    for piece in pieces:
        for entry in piece["entries"]:
            marked[entry] |= set(range(piece["start"], piece["end"]))
    for entry in entries:
        words = {i for e in entry["evidence"] for i in range(e["start"], e["end"])}
        assert marked[entry["id"]] <= words
        assert all(document["text"][i].isspace() for i in words - marked[entry["id"]])
        opened = [p for p in pieces for o in p["opens"] if o["id"] == entry["id"]]
        assert len(opened) == 1
        assert opened[0]["start"] == min(marked[entry["id"]])
