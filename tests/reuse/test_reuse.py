"""Pages that share prose are found, with the very stretches that they share."""

import itertools
import json
import random
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley import steps
from parley.reuse import Index
from parley.reuse.align import passages
from parley.reuse.compare import Comparer
from parley.reuse.shingles import RUN, hashes, prints, words
from parley.settings import Settings

WORDS = [
    f"{a}{b}"
    for a in ("vel", "mor", "tav", "or", "sul", "kest")
    for b in ("ana", "ik", "ush", "em", "ost", "ira")
]


def prose(seed, count=200):
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(count))


def edited(text, seed, share):
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) if chosen.random() < share else word for word in text.split())


def related(*texts):
    index = Index()
    for text in texts:
        index.add(text)
    return list(index.related())


def test_a_copy_is_found_whole():
    text = prose(1)
    (pair,) = related(text, prose(2), text)
    assert (pair.left, pair.right, pair.kind) == (0, 2, "copy")
    assert pair.containment_left == pair.containment_right == 1
    assert pair.places(words(text), words(text)) == [(0, len(text), 0, len(text))]


@pytest.mark.parametrize(("share", "kinds"), [(0.04, {"copy"}), (0.15, {"rewrite"})])
def test_an_edited_copy_is_found_for_what_it_is(share, kinds):
    for seed in range(20):
        text = prose(seed, 400)
        (pair,) = related(text, edited(text, -seed - 1, share))
        assert pair.kind in kinds


def test_a_pasted_paragraph_is_found_where_it_stands():
    pasted = prose(7, 40)
    host = f"{prose(8)}\n{pasted}\n{prose(9)}"
    source = f"{prose(10)}\n{pasted}"
    (pair,) = related(source, host)
    assert pair.kind == "passages"
    ((*_, start, end),) = pair.places(words(source), words(host))
    assert host[start:end] == pasted


def test_words_in_another_order_are_other_prose():
    assert not related(prose(1), " ".join(reversed(prose(1).split())))


def test_case_and_punctuation_do_not_count():
    text = prose(1)
    (pair,) = related(text, text.upper().replace(" ", ",  "))
    assert pair.containment_right == 1


def test_what_too_many_pages_share_says_nothing():
    banner = prose(99, 60)
    assert not related(*(f"{banner}\n{prose(seed)}" for seed in range(60)))


def test_pages_may_be_added_later():
    index = Index()
    index.add(prose(1))
    assert not list(index.related())
    index.add(prose(2))
    index.add(prose(1))
    assert [(pair.left, pair.right) for pair in index.related()] == [(0, 2)]
    assert not list(index.related())


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_texts_can_be_compared_and_passages_lie_inside_them(one, other):
    for pair in related(one, other, f"{one} {other}", one):
        left, right = ([one, other, f"{one} {other}", one][number] for number in (pair.left, pair.right))
        assert 0 <= pair.containment_left <= 1
        for a, b, c, d in pair.places(words(left), words(right)):
            assert 0 <= a < b <= len(left)
            assert 0 <= c < d <= len(right)


def test_the_holders_of_what_pages_share_are_known():
    pasted, texts = prose(7, 60), [f"{prose(seed)}\n{prose(7, 60)}" for seed in (1, 2, 3)]
    index = Index()
    for text in [*texts, prose(4)]:
        index.add(text)
    first = next(iter(index.related()))
    (passage,) = first.passages
    held = list(index.holders(first.left, passage.left))
    assert held and all(list(pages) == [0, 1, 2] for pages in held)
    assert pasted in texts[0]


def test_the_order_of_pages_leaves_no_trace():
    texts = [prose(1), edited(prose(1), 5, 0.1), f"{prose(2)}\n{prose(1, 50)}", prose(3), prose(2)]
    found = {frozenset((pair.left, pair.right)): pair.kind for pair in related(*texts)}
    turned = list(reversed(texts))
    last = len(texts) - 1
    assert found == {frozenset((last - p.left, last - p.right)): p.kind for p in related(*turned)}


@given(st.text(max_size=200))
def test_words_are_what_a_regular_expression_takes_for_words(text):
    assert words(text) == [found.span() for found in re.finditer(r"\w+", text)]


@given(st.text(max_size=200))
def test_there_is_a_hash_for_each_run_of_words(text):
    assert len(hashes(text)) == max(0, len(words(text)) - RUN + 1)
    assert set(prints(hashes(text)).tolist()) <= set(hashes(text))


WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


@given(st.lists(WORD, min_size=RUN, max_size=RUN), st.text(max_size=80))
def test_a_run_has_one_hash_wherever_it_stands(run, before):
    (alone,) = hashes(" ".join(run))
    assert hashes(f"{before} {', '.join(run)}")[-1] == alone
    assert hashes(" ".join(run).swapcase() if " ".join(run).isascii() else " ".join(run))[0] == alone


def test_other_words_have_other_hashes():
    words = {f"{word}{number}" for word in WORDS for number in range(2000)}
    found = {hashes(f"{word} a b c d")[0] for word in words}
    assert len(found) >= len(words) - 3  # of 72,000 in 32 bits half a pair meet by chance


def test_about_a_fourth_of_the_hashes_is_kept():
    found = set(hashes(prose(5, 20_000)))
    assert 0.2 < len(prints(hashes(prose(5, 20_000)))) / len(found) < 0.3


def test_the_step_gives_pairs_and_tells_bad_rows():
    text = prose(3)
    rows = [{"id": "a", "text": text}, {"id": "b"}, {"id": "c", "text": prose(4)}, {"id": "d", "text": text}]
    bad, pair = steps.run("families", [json.dumps(row) for row in rows], Settings())
    assert bad.error and bad.row["error"]["code"] == "bad_row"
    assert pair.row == {
        "a": "a", "b": "d", "kind": "copy", "containment_a": 1.0, "containment_b": 1.0,
        "passages": [[0, len(text), 0, len(text)]],
    }  # fmt: skip


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 8), st.integers(-3, 3)), max_size=14
    )
)
def test_every_passage_holds_a_run_in_both_texts(runs):
    """Stretches of shared runs, broken and shifted, as edits leave them: longer ones cut into shorter ones."""
    pairs = {
        (a + 2 * n, max(0, b + 2 * n + (shift if n % 3 == 2 else 0)))
        for a, b, size, shift in runs
        for n in range(size)
    }
    for passage in passages(sorted(pairs)):
        assert passage.left[1] - passage.left[0] >= RUN and passage.right[1] - passage.right[0] >= RUN


def test_what_two_longer_passages_leave_of_a_third_may_be_nothing():
    left, right = [(n, n) for n in range(41)], [(n, n + 100) for n in range(50, 90)]  # up to 45, and from 50
    between = [
        (41, 300),
        (44, 301),
        (47, 302),
        (49, 303),
    ]  # 41 to 54 of the one text, but eight words of the other
    assert [passage.left for passage in passages([*left, *between, *right])] == [(0, 45), (50, 94)]


@given(st.data())
def test_no_pair_is_passed_over_for_sharing_little_that_shares_enough(data):
    """The sieve counts at most too much: a page of few words repeats its runs, and holds those of others in part."""
    few = st.lists(st.sampled_from(WORDS[:4]), max_size=30)
    pages = data.draw(st.lists(few.map(" ".join), min_size=2, max_size=4))
    own = [np.array(hashes(page), np.uint32) for page in pages]
    none = np.empty(0, np.uint32)
    quick, slow = Comparer(own.__getitem__, none), Comparer(own.__getitem__, none)
    slow._sieve.most = lambda hashes: len(hashes) + 8
    for left, right in itertools.combinations(range(len(pages)), 2):
        assert quick.related(left, right) == slow.related(left, right)


def test_a_short_stretch_that_a_page_repeats_relates_it():
    stretch = prose(3, 8)
    (pair,) = related(f"{prose(4)} {stretch}", f"{stretch} {prose(5)} {stretch} {prose(6)} {stretch}")
    assert [passage.runs for passage in pair.passages] == [4]
