"""Where a sentence tells of an agreement: that it was made, carried out, broken, or is proposed for signing.

What is demanded, hoped for or only talked about is none. Positions are token positions; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache

from parley.find import telling
from parley.find.agreements.nouns import nouns
from parley.find.agreements.of_nouns import of_noun
from parley.find.agreements.of_verbs import agreed_by_verbs, deeds, done_by_verbs, plans_of_points
from parley.find.agreements.telling import Telling
from parley.find.agreements.vocabulary import words
from parley.find.predicates import Predicate
from parley.language.line import Line


def may_tell(line: Line, lemmas: Set[str]) -> bool:
    """Whether a sentence has a word of an agreement; `lemmas` are those of its verbs."""
    return not _nouns().isdisjoint(line.words) or not deeds().isdisjoint(lemmas) or _counted.any(line.words)


_counted = telling.Telling(lambda word: word.endswith("point"))  # ``a 20-point plan``


@cache
def _nouns() -> frozenset[str]:
    return words("heads") | words("exchanges") | words("named_heads")


def tellings(line: Line, found: Sequence[Predicate]) -> list[Telling]:
    """What a sentence tells of agreements, in order, each once."""
    if line.words[-1:] == ["?"]:
        return []
    named = list(nouns(line))
    heads = {noun.head for noun in named}
    verbs = [p for p in found if p.verb not in heads]
    out: list[Telling] = [
        *agreed_by_verbs(line, verbs),
        *done_by_verbs(line, verbs),
        *plans_of_points(line, verbs),
    ]
    taken = [t.words for t in out]
    for noun in named:
        told = of_noun(line, noun, verbs)
        if told and not any(start <= noun.head < end for start, end in taken):
            out.append(told)
    return sorted((_of_trade(line, t) for t in out), key=lambda t: (t.at, t.words))


def _of_trade(line: Line, t: Telling) -> Telling:
    """A truce in a sentence on tariffs is one of trade."""
    told = {w for w, tag in zip(line.words, line.tags, strict=True) if w != "trade" or tag in ("NN", "NNP")}
    if t.kind != "ceasefire" or words("of_trade").isdisjoint(told):
        return t  # ``trade accusations``
    return replace(t, kind="trade")
