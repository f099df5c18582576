from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.language.names import Named, named, spans
from parley.language.tags import tag
from parley.language.tokens import tokens


def found(text: str) -> list[tuple[str, str]]:
    words = [t.text for t in tokens(text)]
    return [(" ".join(words[n.start : n.end]), n.kind) for n in named(words, tag(words))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go on,” said Ana Weber on Monday.", ("Ana Weber", "PER")),
        ("Later Robert Weber told reporters that it had ended.", ("Robert Weber", "PER")),
        ("They met in New York on Monday.", ("New York", "LOC")),
    ],
)
def test_names_of_a_sentence(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


def test_a_sentence_without_capitals_has_no_names() -> None:
    assert found("they went home after the talks.") == []


def test_spans_of_labels() -> None:
    assert list(spans(["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-ORG", "O"])) == [
        Named(0, 2, "PER"),
        Named(3, 4, "LOC"),
        Named(4, 5, "LOC"),
        Named(5, 6, "ORG"),
    ]


@given(st.lists(st.text(min_size=1, max_size=6), max_size=10))
def test_names_are_in_order_and_inside_the_sentence(words: list[str]) -> None:
    names = named(words, tag(words))
    assert all(0 <= n.start < n.end <= len(words) for n in names)
    assert [n.start for n in names] == sorted({n.start for n in names})
