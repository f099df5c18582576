from __future__ import annotations

import re
import runpy
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.language.chain import Chain, Weights, parsed
from parley.language.features import FIRST, INNER, TITLE, normal, places, shape
from parley.language.known import Known, kin, known_words, possible
from parley.language.tags import WORD_TAGS, is_common, mark, tag
from parley.language.tokens import tokens


def tagged(text: str) -> dict[str, str]:
    found = [t.text for t in tokens(text)]
    return dict(zip(found, tag(found), strict=True))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The envoy said that the army would leave.", "said", "VBD"),
        ("The envoy has said that the army would leave.", "said", "VBN"),
        ("Officials insist that the plan will work.", "insist", "VBP"),
        ("The minister reiterates that the border is shut.", "reiterates", "VBZ"),
        ("The talks were held in Velm.", "held", "VBN"),
        ("He announced the plans on Monday.", "plans", "NNS"),
        ("She plans to leave on Monday.", "plans", "VBZ"),
        ("Tavria’s army left.", "Tavria’s", "POS"),
        ("The envoys' plan failed.", "envoys'", "POS"),
        ("“He’s gone,” said Weber.", "He’s", "PRPV"),
        ("“He’s gone,” said Oquendo.", "Oquendo", "NNP"),
        ("Meanwhile, Zherdev refused to answer.", "Zherdev", "NNP"),
        ("The Tavrian-led force left quickly.", "quickly", "RB"),
        ("They could not agree.", "could", "MD"),
        ("The ne\u00adgo\u00adti\u00ada\u00adtors left.", "left", "VBD"),
    ],
)
def test_tag_of_a_word(text: str, word: str, expected: str) -> None:
    assert tagged(text)[word] == expected


def test_typography_makes_no_difference() -> None:
    plain = ["The", "envoy's", "plan", "wasn't", "co-ordinated", "."]
    set_ = ["The", "en\u00advoy’s", "plan\u200b", "wasn’t", "co\u2011ordinated", "."]
    assert tag(plain) == tag(set_)


@given(st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_every_word_gets_one_known_tag_and_a_mark_its_own(words: list[str]) -> None:
    found = tag(words)
    assert len(found) == len(words)
    assert all(t == (mark(w) or t) and (mark(w) or t in WORD_TAGS) for w, t in zip(words, found, strict=True))


def test_a_function_word_s_tag_is_never_given_to_an_unknown_word() -> None:
    assert not {"IN", "DT", "MD", "WH"} & set(possible("zherdev", True, {}, WORD_TAGS))
    assert possible("of", False, {"of": Known(900, ("IN",))}, WORD_TAGS) == ("IN",)
    assert possible("of", True, {"of": Known(900, ("IN",))}, WORD_TAGS) == ("IN", "NNP")


def test_other_forms_of_a_word_tell_what_it_may_be() -> None:
    words = {"pledged": Known(5, ("VBD",)), "pledge": Known(3, ("NN",))}
    assert "k=svn" in kin("pledges", words)
    assert kin("of", words) == []


def test_names_are_not_common_words() -> None:
    assert is_common("agreement")
    assert not is_common("Zherdev")


def test_places_of_words() -> None:
    assert places(["He", "said", ":", "Go", "home"]) == [FIRST, INNER, INNER, FIRST, INNER]
    assert set(places(["Envoys", "Agree", "Truce", "Plan", "In", "Velm"])) == {TITLE}


def test_shapes() -> None:
    assert [shape(w) for w in ("Velm", "NATO", "co-op", "3.5", "30th", "McLund", "—")] == [
        "Aa", "A", "a-", "0.", "0a", "AaA", "."
    ]  # fmt: skip
    assert normal("Co\u2011op’s") == "co-op's"


def test_weights_survive_their_text_form() -> None:
    weights = Weights(("A", "B"), ((1, -2), (0, 3)), {"w=x": "0 5 1 -5", "-1=y": "1 70"})
    file = Path(__file__).parents[2] / "scripts" / "training" / "dump.py"
    dumped = runpy.run_path(str(file))["dumped"]
    text = dumped(weights, "# a comment\n")
    assert parsed(text) == weights
    assert text == dumped(parsed(text), "# a comment\n")


def test_the_best_labels_weigh_words_neighbours_and_steps() -> None:
    rows = {"w=x": "0 5", "w=y": "0 1", "-1=x": "1 10", "+1=^": "0 -1"}
    chain = Chain[str](Weights(("A", "B"), ((0, 0), (0, 0)), rows), lambda w: [f"w={w}"], lambda w: [f"={w}"])
    assert chain.best(["x", "y"]) == ["A", "B"]
    held = Chain[str](
        Weights(("A", "B"), ((0, -20), (0, 0)), rows), lambda w: [f"w={w}"], lambda w: [f"={w}"]
    )
    assert held.best(["x", "y"]) == ["B", "B"]
    assert held.best([]) == []


def test_shipped_words_are_sorted_and_plain() -> None:
    words = list(known_words())
    assert len(words) > 5000
    assert not any(re.search(r"\s", w) for w in words)


LABELS = "ABC"
STEPS = ((4, -9, 2), (0, 7, -3), (-5, 1, 6))
SCORES = {"x": (9, 5, 0), "y": (0, 3, 3), "z": (-2000, 0, -2000)}  # ``z`` is surely a B
NEAR = {-2: 1, -1: -4, 1: 8, 2: 2}  # what an ``x`` at that distance gives to a C


def _model() -> Chain[str]:
    own = {f"w={w}": " ".join(f"{i} {s}" for i, s in enumerate(scores)) for w, scores in SCORES.items()}
    near = {f"{offset:+d}=x": f"2 {weight}" for offset, weight in NEAR.items()}
    weights = Weights(tuple(LABELS), STEPS, {**own, **near})
    return Chain[str](weights, lambda w: [f"w={w}"], lambda w: [f"={w}"])


def _score(words: list[str], labels: tuple[int, ...]) -> int:
    steps = sum(STEPS[a][b] for a, b in pairwise(labels))
    around = sum(
        weight
        for i, label in enumerate(labels)
        for offset, weight in NEAR.items()
        if label == 2 and 0 <= i + offset < len(words) and words[i + offset] == "x"
    )
    return steps + around + sum(SCORES[word][label] for word, label in zip(words, labels, strict=True))


@given(st.lists(st.lists(st.sampled_from("xyz"), max_size=5), max_size=4))
def test_the_labels_of_sentences_at_once_are_the_best_of_each(sentences: list[list[str]]) -> None:
    for words, found in zip(sentences, _model().all_best(sentences), strict=True):
        best = max(_score(words, labels) for labels in product(range(3), repeat=len(words)))
        assert _score(words, tuple(map(LABELS.index, found))) == best
