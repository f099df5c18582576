"""Positions that nouns tell: ``Velm's insistence on C``, ``its refusal to go``, ``Tavrian threats of sanctions``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.parties import Who
from parley.find.positions.claims import Claim
from parley.find.positions.contents import behind
from parley.find.positions.pages import Pages
from parley.find.positions.stances import listed, noun
from parley.find.predicates import Predicate
from parley.language.line import Line, Range
from parley.vocab import words

_INSIDE = frozenset({"JJ", "NN", "VBN", "CD", "NNP", "POS", "NNS", "VBG", "RB"})
_LONGEST = 7  # words between a noun and whose it is


def owned(page: Pages, line: Line, found: Sequence[Predicate]) -> Iterator[Claim]:
    """The claims that nouns make."""
    flat = page.flat(line)
    for i, plain in enumerate(line.words):
        if line.tags[i] not in ("NN", "NNS"):
            continue
        word = noun(plain)
        if word is None or _denied(flat, i):
            continue
        at, by = _by(flat, i + 1)
        content = behind(flat, at, word.takes)
        dropped = _dropped(flat, i, found)
        span = content.range if content else _compound(flat, i) if dropped else None
        if span is None:
            continue
        statement = page.around(line.tokens[i].start)
        own = page.side_of(statement)
        owner = _owner(page, flat, i, by, found, own)
        if owner is None:
            continue
        who, named = owner
        cued = page.cued(line.span(i, i + 1))
        yield Claim(
            flat, who, named, i, word.stance, span, f"{plain}{', given up' if dropped else ''}",
            cued or statement, None, dropped, cued is not None,
        )  # fmt: skip


def _denied(line: Line, i: int) -> bool:
    return any(w in ("no", "any", "without") for w in line.words[max(0, i - 3) : i])


def _by(line: Line, i: int) -> tuple[int, Range | None]:
    """Where what a noun takes begins, past ``by S`` behind it."""
    if line.words[i : i + 1] in (["by"], ["from"]):
        found = line.np_after(i + 1)
        if found:
            end = next(
                (k for k in range(found[0] + 1, found[1]) if line.tags[k] == "IN" and line.words[k] != "of"),
                found[1],
            )
            return end, (found[0], end)
    return i, None


def _dropped(line: Line, i: int, found: Sequence[Predicate]) -> bool:
    return any(
        p.lemma in listed("dropping") and p.object and p.object[0] <= i < p.object[1] and p.realis == "actual"
        for p in found
    )


def _compound(line: Line, i: int) -> Range | None:
    """What a compound is about: ``his | sanctions | threat``."""
    return (i - 1, i + 1) if i and line.tags[i - 1] in ("NN", "NNS") else None


def _owner(
    page: Pages, line: Line, i: int, by: Range | None, found: Sequence[Predicate], own: Who | None
) -> tuple[Who, Range] | None:
    if by:
        sides = page.sides.of_phrase(line, by, own)
        return (sides[0], by) if len(sides) == 1 else None
    start = i
    while start > 0 and i - start < _LONGEST and line.tags[start - 1] in _INSIDE:
        start -= 1
    possessive = start > 0 and line.words[start - 1] in words("possessives")
    if possessive:
        start -= 1
        if line.words[start] in ("our", "my"):
            return (own, (start, start + 1)) if own else None
        sides = page.sides.of_attribute(line, (start, start + 1))
        return (sides[0], (start, start + 1)) if len(sides) == 1 else None
    if start > 0 and line.tags[start - 1] == "DT":
        start -= 1
    if start < i:
        sides = page.sides.of_attribute(line, (start, i))
        if len(sides) == 1:
            return sides[0], (start, i)
        if sides:
            return None
    for p in found:
        if p.lemma in listed("voicing") and p.object and p.object[0] <= i < p.object[1] and p.agent:
            if p.realis != "actual":
                return None
            sides = page.sides.of_phrase(line, p.agent, own)
            return (sides[0], p.agent) if len(sides) == 1 else None
    return None
