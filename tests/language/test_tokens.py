from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.language.features import visible
from parley.language.sentences import sentences
from parley.language.tokens import INVISIBLE, tokens

SEEN = re.compile(f"[^\\s{INVISIBLE}]")
ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aAsZé1 .,'\"“”‘’!?…-—–@#:/_()[]$%\n\t\u00a0\u00ad\u200b\u200d\u2060\ufeff\u0301\u2011"
        ),
        st.characters(),
    ),
    max_size=60,
)


def words(text: str) -> list[str]:
    return [t.text for t in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. and U.N.'s aides", ["U.S.", "and", "U.N.'s", "aides"]),
        ("a U.S.-led force", ["a", "U.S.-led", "force"]),
        ("the U.S, he", ["the", "U.S", ",", "he"]),
        ("J. D. Lund", ["J.", "D.", "Lund"]),
        ("No. 10 said no.", ["No.", "10", "said", "no", "."]),
        ("on Feb. 3", ["on", "Feb", ".", "3"]),
        ("at 10:30 a.m.", ["at", "10:30", "a.m."]),
        ("1,000.5 or 3.5% of $2bn", ["1,000.5", "or", "3.5", "%", "of", "$", "2bn"]),
        ("talks.The envoy", ["talks", ".", "The", "envoy"]),
        ("wait...no", ["wait", "...", "no"]),
        ("yes--no—yes", ["yes", "--", "no", "—", "yes"]),
        ("the vice-president’s car", ["the", "vice-president’s", "car"]),
        ("the envoys' plan", ["the", "envoys'", "plan"]),
        ("the 'good envoys' plan", ["the", "'", "good", "envoys", "'", "plan"]),
        ("see https://velm.example/a?b=1.", ["see", "https://velm.example/a?b=1", "."]),
        ("mail ana.weber@post.example, or", ["mail", "ana.weber@post.example", ",", "or"]),
        ("@ana_weber said #truce", ["@ana_weber", "said", "#truce"]),
        ("read velm-post.com today", ["read", "velm-post.com", "today"]),
        ("a cafe\u0301 there", ["a", "cafe\u0301", "there"]),
    ],
)
def test_tokens_of_wire_copy(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_word_keeps_what_has_no_width_inside_it_and_leaves_what_stands_beside_it() -> None:
    text = "\u200bne\u00adgo\u200btiators\u200b agreed"
    found = tokens(text)
    assert [visible(t.text) for t in found] == ["negotiators", "agreed"]
    assert (found[0].start, text[found[0].end]) == (1, "\u200b")


@given(ODD)
def test_tokens_hold_every_character_that_can_be_seen_once_and_in_order(text: str) -> None:
    found = tokens(text, 5)
    assert all(text[t.start - 5 : t.end - 5] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for t in found for i in range(t.start - 5, t.end - 5)}
    assert {m.start() for m in SEEN.finditer(text)} <= covered


@given(ODD)
def test_sentences_hold_the_text_s_tokens_and_are_never_empty(text: str) -> None:
    found = list(sentences(text))
    assert all(s.tokens and s.start <= s.tokens[0].start and s.tokens[-1].end <= s.end for s in found)
    covered = {i for s in found for t in s.tokens for i in range(t.start, t.end)}
    assert {m.start() for m in SEEN.finditer(text)} <= covered


@pytest.mark.parametrize(
    "expected",
    [
        ["U.S. officials met Gen. Weber in the U.S. Senate.", "They left."],
        [
            "The bridge is open.[4]",
            "It was shut.[[xi]](https://herald.example/<#4>)",
            "**Weber left.**",
            "It rained.",
        ],
        ["Oil reached the port.18", "However, see No. 18 However."],
        ["It began at 10 a.m. Monday and ended at 5 p.m. EST.", "Nobody spoke."],
        ["They met at 10 a.m.", "Weber spoke."],
        ["He left the U.S.", "She stayed."],
        ["J. D. Lund met A. Weber.", "It rained."],
        ["Velm Steel Inc. Chairman Lund resigned.", "He works for Velm Steel Inc.", "The firm closed."],
        ["No. 10 was silent.", "The answer is no.", "Ten left."],
        ["“No.”", "The envoy left."],
        ["“Why?” he asked.", "“Go!” she said."],
        ["He paused…", "Then he spoke.", "Ålund listened."],
        ["It cost 3.5 million.", "1. The first item"],
        ["They met on Feb. 3 in Velm.", "Snow fell."],
    ],
)
def test_sentences_of_wire_copy(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[s.start : s.end] for s in sentences(text)] == expected


def test_a_lost_space_after_a_full_stop_ends_the_sentence() -> None:
    text = "They ended the talks.The envoy left.”Nobody spoke."
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "They ended the talks.",
        "The envoy left.”",
        "Nobody spoke.",
    ]
