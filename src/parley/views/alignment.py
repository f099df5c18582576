"""Two pages sentence by sentence: which sentence of the one tells what which of the other does.

Sentences are compared by their words, each weighing more the fewer sentences of both pages hold it. The most alike
are paired first, one with one; what is left is paired with a sentence that holds nearly all of it, as where one
outlet splits what another joins.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple

from parley.language.sentences import sentences

_ALIKE = 0.5  # of the weight of two sentences that both hold (Dice), to be one sentence changed
_REWORDED, _OWN = 0.25, 3  # so much will do where they share so many words that no other sentence has
_HELD = 0.7  # of the lighter one's weight that the other holds
_WORDS = 4  # that a sentence must have to be known by being held
_WORD = re.compile(r"\w+")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page's content: its place, the number of its paragraph, its words without case."""

    start: int
    end: int
    paragraph: int
    words: tuple[str, ...]


class Match(NamedTuple):
    """Sentences of two pages, by number, that tell the same; `same` where word for word."""

    left: int
    right: int
    same: bool


def content_sentences(text: str, blocks: Sequence[Mapping[str, Any]]) -> list[Sentence]:
    """The sentences of the blocks of a page, in order; those without a word are none.

    Args:
        text: The page's.
        blocks: Those of content.
    """
    out = []
    for number, block in enumerate(blocks):
        for found in sentences(text[block["start"] : block["end"]], block["start"]):
            words = tuple(word.casefold() for word in _WORD.findall(text[found.start : found.end]))
            if words:
                out.append(Sentence(found.start, found.end, number, words))
    return out


class _Pair(NamedTuple):
    """Two sentences that share words; sorted, the most alike come last, of several the earliest."""

    alike: float
    left: int  # minus their numbers
    right: int
    held: float
    own: int  # words that no other sentence has


def matched(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[Match]:
    """The pairs, by the left sentence's number, then the right one's."""
    pairs = sorted(_pairs(left, right), reverse=True)
    ours, theirs, out = set[int](), set[int](), list[Match]()
    for pair in pairs:
        one, other = -pair.left, -pair.right
        told = pair.alike >= _ALIKE or (pair.alike >= _REWORDED and pair.own >= _OWN)
        if told and one not in ours and other not in theirs:
            ours.add(one)
            theirs.add(other)
            out.append(Match(one, other, left[one].words == right[other].words))
    met, their_met = frozenset(ours), frozenset(theirs)
    for pair in sorted(pairs, key=lambda pair: (-pair.held, -pair.left, -pair.right)):
        one, other = -pair.left, -pair.right
        if (
            pair.held >= _HELD
            and (one in met) != (other in their_met)
            and not (one in ours and other in theirs)
        ):
            held = left[one] if one not in met else right[other]
            lighter = min(left[one], right[other], key=lambda sentence: len(sentence.words))
            if held is lighter and len(held.words) >= _WORDS:
                ours.add(one)
                theirs.add(other)
                out.append(Match(one, other, False))
    return sorted(out)


def _pairs(left: Sequence[Sentence], right: Sequence[Sentence]) -> Iterator[_Pair]:
    """The pairs of sentences that share enough to be weighed."""
    holders = Counter(word for sentence in (*left, *right) for word in set(sentence.words))
    every = len(left) + len(right)
    weight = {word: math.log(1 + every / count) for word, count in holders.items()}
    found: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(right):
        for word in set(sentence.words):
            found[word].append(number)
    sizes = [_size(sentence, weight) for sentence in right]
    for one, sentence in enumerate(left):
        shared: dict[int, float] = defaultdict(float)  # weight of the words that another has too
        own: Counter[int] = Counter()
        for word in sorted(set(sentence.words)):
            weighs = weight[word]
            for other in found.get(word, ()):
                shared[other] += weighs
            if holders[word] == 2:
                own.update(found.get(word, ()))
        size = _size(sentence, weight)
        for other, both in shared.items():
            alike, held = 2 * both / (size + sizes[other]), both / min(size, sizes[other])
            if alike >= _REWORDED or held >= _HELD:
                yield _Pair(round(alike, 6), -one, -other, round(held, 6), own[other])


def _size(sentence: Sentence, weight: Mapping[str, float]) -> float:
    return sum(weight[word] for word in set(sentence.words))


def changes(text: str, other_text: str, one: Range, other: Range) -> tuple[list[Range], list[Range]]:
    """The stretches of words of either sentence that the other has not, in code points of their pages."""
    ours = [_shifted(match.span(), one[0]) for match in _WORD.finditer(text[slice(*one)])]
    theirs = [_shifted(match.span(), other[0]) for match in _WORD.finditer(other_text[slice(*other)])]
    blocks = SequenceMatcher(
        None,
        [text[start:end].casefold() for start, end in ours],
        [other_text[start:end].casefold() for start, end in theirs],
        autojunk=False,
    ).get_matching_blocks()
    cut, added = list[Range](), list[Range]()
    edges = [(0, 0, 0), *((b.a, b.b, b.size) for b in blocks)]
    for (a, b, size), (next_a, next_b, _) in pairwise(edges):
        if next_a > a + size:
            cut.append((ours[a + size][0], ours[next_a - 1][1]))
        if next_b > b + size:
            added.append((theirs[b + size][0], theirs[next_b - 1][1]))
    return cut, added


def _shifted(span: Range, by: int) -> Range:
    return span[0] + by, span[1] + by
