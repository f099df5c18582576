"""Plans and drafts: what they ask for, the side that put them forward proposes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.parties import Who
from parley.find.positions.bounds import PHRASE, end_of
from parley.find.positions.claims import Claim
from parley.find.positions.pages import Pages
from parley.find.positions.sides import head
from parley.find.positions.stances import listed
from parley.find.predicates import Predicate
from parley.language.line import Line, Range

_FAR = 3  # sentences in which ``it`` or ``the plan`` points back to a plan


class Authors:
    """The side whose plan was told of last."""

    def __init__(self, page: Pages) -> None:
        self._page = page
        self._last: tuple[Who, int] | None = None
        self._sentence = 0

    def read(self, line: Line, sentence: int, found: Sequence[Predicate]) -> None:
        """Take note of the plans of a sentence that are somebody's."""
        self._sentence = sentence
        for i, word in enumerate(line.words):
            if word in listed("documents") and line.tags[i] in ("NN", "NNS"):
                owner = self._owner(line, i, found)
                if owner:
                    self._last = (owner, sentence)

    def _owner(self, line: Line, i: int, found: Sequence[Predicate]) -> Who | None:
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
        if self._last is None or self._sentence - self._last[1] > _FAR:
            return None
        if noun in listed("documents"):
            named = any(line.tokens[k].text[0].isupper() for k in range(found[0] + 1, found[1]))
            owners = self._page.sides.of_attribute(line, found) if named else [self._last[0]]
            return owners[0] if owners == [self._last[0]] else None
        return self._last[0] if pointing and self._sentence - self._last[1] == 1 else None


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
