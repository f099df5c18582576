"""Whatever words, marks and quotations stand in whatever order, statements are read and their spans hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.pages import statements

from parley.find.cues import nouns, phrases, verbs
from parley.vocab import words

CUES = sorted({*verbs(), *nouns(), *(word for rows in phrases().values() for row in rows for word in row[0])})
SMALL = sorted(
    words("subordinators") | words("circumstance") | words("question") | words("times") | words("be")
)
NAMES = [
    "Ana Weber",
    "Tavria",
    "Velm",
    "the envoy",
    "she",
    "they",
    "who",
    "which",
    "that",
    "officials",
    "19",
    "Tavria's",
]
PLAIN = [
    "bridge",
    "truce",
    "was",
    "will",
    "closed",
    "not",
    "and",
    "but",
    "to",
    "by",
    "with",
    "the",
    "a",
    "talks",
]
MARKS = [
    ",",
    ".",
    ";",
    ":",
    "-",
    "—",
    "--",
    "(",
    ")",
    "'",
    "''",
    '"',
    "“",
    "”",
    "‘",
    "’",
    "…",
    "?",
    "!",
    "\n",
    "%",
    "$",
]
piece = (
    st.sampled_from(CUES) | st.sampled_from(SMALL) | st.sampled_from(NAMES + PLAIN) | st.sampled_from(MARKS)
)
texts = st.lists(piece, min_size=1, max_size=40).map(" ".join)
glued = st.lists(piece | st.sampled_from(["", " ", "\u200b", "\u00ad"]), min_size=1, max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(texts | glued)
def test_any_order_of_words_is_read(text: str) -> None:
    for statement in statements(text):
        assert statement.content_spans
        for start, end in statement.content_spans:
            assert 0 <= start < end <= len(text)
        for item in statement.evidence:
            assert text[item.start : item.end] == item.quote


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    statements(text)
