"""Plans and drafts: what they ask for, the side that put them forward proposes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parley.find.parties import Who
from parley.find.positions.bounds import PHRASE, end_of
from parley.find.positions.claims import Claim
from parley.find.positions.pages import Pages
from parley.find.positions.sides import head
from parley.find.positions.stances import listed
from parley.find.predicates import Predicate
from parley.language.line import Line, Range

_FAR = 3  # sentences in which ``it`` or ``the plan`` points back to a plan


class _Plan(NamedTuple):
    """A plan told of: the place of its noun in a sentence, whose number and predicates are known."""

    line: Line
    at: int
    found: Sequence[Predicate]
    sentence: int


class Authors:
    """The side whose plan was told of last; whose it is is looked for only when somebody asks."""

    def __init__(self, page: Pages) -> None:
        self._page = page
        self._plans: list[_Plan] = []
        self._sentence = 0

    def read(self, line: Line, sentence: int, found: Sequence[Predicate]) -> None:
        """Take note of the plans of a sentence."""
        self._sentence = sentence
        if listed("documents").isdisjoint(line.words):
            return
        told = [
            _Plan(line, i, found, sentence)
            for i, word in enumerate(line.words)
            if word in listed("documents") and line.tags[i] in ("NN", "NNS")
        ]
        self._plans = [plan for plan in self._plans if sentence - plan.sentence <= _FAR] + told

    def _last(self) -> tuple[Who, int] | None:
        """The side whose plan was told of last, and in which sentence."""
        for plan in reversed(self._plans):
            owner = self._owner(plan) if self._sentence - plan.sentence <= _FAR else None
            if owner:
                return owner, plan.sentence
        return None

    def _owner(self, plan: _Plan) -> Who | None:
        line, i, found, _ = plan
        start = i
        while (
            start > 0
            and i - start < 8
            and line.tags[start - 1] in ("JJ", "NN", "NNP", "POS", "CD", "DT", "PRP", "RB", "VBN", "NNS", ":")
        ):
            start -= 1
        if start < i:
            owners = self._page.sides.of_attribute(line, (start, i))
            if len(owners) == 1:
                return owners[0]
        for p in found:
            if p.lemma in listed("presenting") and p.agent and p.object and p.object[0] <= i < p.object[1]:
                sides = self._page.sides.of_phrase(line, p.agent)
                return sides[0] if len(sides) == 1 else None
        return None

    def of(self, line: Line, found: Range) -> Who | None:
        """The side behind a plan that does what a side does: ``the plan calls for C``."""
        noun = head(line, found)
        pointing = found[1] - found[0] == 1 and noun == "it"
        called = noun in listed("documents")
        last = self._last() if called or pointing else None
        if last is None:
            return None
        owner, sentence = last
        if called:
            named = any(line.tokens[k].text[0].isupper() for k in range(found[0] + 1, found[1]))
            owners = self._page.sides.of_attribute(line, found) if named else [owner]
            return owner if owners == [owner] else None
        return owner if self._sentence - sentence == 1 else None


def held(page: Pages, line: Line, found: Sequence[Predicate], authors: Authors) -> Iterator[Claim]:
    """What plans hold: ``the plan, reportedly involving a cap on forces``."""
    flat = page.flat(line)
    for p in found:
        if p.lemma not in listed("holding") or p.passive:
            continue
        named = p.agent
        who = authors.of(line, named) if named else None
        if who is None:
            continue
        at = p.group[1]
        if flat.words[at : at + 1] == ["that"]:
            at += 1
        if at >= len(flat):
            continue
        frame = "zero-that" if flat.subject_and_verb_at(at) else PHRASE
        content = (at, end_of(flat, at, frame))
        stance = "demands" if head(line, named or (0, 1)) in listed("demands_called") else "proposes"
        yield Claim(
            flat,
            who,
            named,
            p.verb,
            stance,
            content,
            f"plan, {p.lemma}",
            page.around(line.tokens[p.verb].start),
        )
