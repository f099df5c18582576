"""Who leads a delegation: ``led by A``, ``A, who headed Tavria's team``, ``Morvania's chief negotiator B``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.find.meetings.clauses import object_of
from parley.find.meetings.lexicon import listed
from parley.find.parties import Parties, Who
from parley.find.predicates import Predicates
from parley.language.line import Line, Range
from parley.spans import Span
from parley.vocab import words

_HEADS = frozenset({"head", "leader", "chief"})
_AMONG = frozenset({"included", "includes", "include", "including", "comprised", "comprises"})
_NEAR = 6  # words between a description and the name that it describes


@dataclass(frozen=True, slots=True)
class Head:
    """A person at the head of a side's delegation, with the words that say so."""

    who: Who
    side: Who
    span: Span


def heads(line: Line, verbs: Predicates, parties: Parties) -> Iterator[Head]:
    """Those whom a sentence names as heads of delegations."""
    found: dict[str, Head] = {}
    for head in (*_by_verb(line, verbs, parties), *_by_noun(line, parties)):
        found.setdefault(head.who.actor_id, head)
    yield from found.values()


def _by_verb(line: Line, verbs: Predicates, parties: Parties) -> Iterator[Head]:
    if verbs.lemmas(line).isdisjoint(listed("leading")):
        return
    for p in verbs.of(line):
        will = p.future and line.words[p.group[0]] == "will"
        if p.lemma not in listed("leading") or not (will or (p.realis == "actual" and not p.future)):
            continue
        led, agent = p.patient or object_of(line, p), p.agent
        if led is None and p.passive and p.group[0] > 1 and line.words[p.group[0] - 1] == ",":
            led = line.np_before(p.group[0] - 1)  # ``a delegation, | led by A``
        if led is None or agent is None or not _is_delegation(line, led):
            continue
        yield from _made(
            line, parties, agent, led, (min(agent[0], led[0]), max(agent[1], led[1], p.group[1]))
        )


def _by_noun(line: Line, parties: Parties) -> Iterator[Head]:
    """``chief negotiator A``, ``A, the head of Tavria's delegation``, ``named A as its lead negotiator``."""
    if _heading().isdisjoint(line.words):
        return
    for i in range(1, len(line)):
        leads = line.words[i] in listed("negotiator") and not listed("top").isdisjoint(
            line.words[max(0, i - 2) : i]
        )
        leads = leads and not _is_of_one_matter(line, i)
        heads_it = line.words[i] in _HEADS and _of_delegation(line, i)
        if not (leads or heads_it):
            continue
        start, end = _phrase(line, i)
        person = _beside(line, start, end, parties)
        if person is None:
            continue
        yield from _made(line, parties, person, (start, end), (min(start, person[0]), max(end, person[1])))


def _is_of_one_matter(line: Line, i: int) -> bool:
    """Whether one of several who came is told to negotiate one matter: ``included chief grain | negotiator A``."""
    of_all = line.words[i - 1] in listed("top")
    return not of_all and not _AMONG.isdisjoint(line.words[:i])


@cache
def _heading() -> frozenset[str]:
    return listed("negotiator") | _HEADS


def _is_delegation(line: Line, found: Range) -> bool:
    """Whether a phrase is of a delegation; a Party that is so called is none."""
    return any(
        line.words[k] in listed("delegation") and line.tokens[k].text[0].islower() for k in range(*found)
    )


def _of_delegation(line: Line, i: int) -> bool:
    return line.words[i + 1 : i + 2] == ["of"] and not {"delegation", "team", "negotiating"}.isdisjoint(
        line.words[i + 2 : i + 7]
    )


def _phrase(line: Line, i: int) -> Range:
    """The description around its noun."""
    start = i
    while start > 0 and line.tags[start - 1] in ("DT", "JJ", "NN", "NNP", "POS", "PRP"):
        start -= 1
    end = i + 1
    if line.words[end : end + 1] == ["of"]:
        found = line.np_after(end + 1)
        if found:
            end = next(
                (k + 1 for k in range(end + 1, found[1]) if line.words[k] in listed("delegation")), found[1]
            )
    return start, end


def _beside(line: Line, start: int, end: int, parties: Parties) -> Range | None:
    """The one person right behind or before a description."""
    after = end + (line.words[end : end + 1] == [","])
    found = line.np_after(after) if after < len(line) and line.tokens[after].text[0].isupper() else None
    if found and _person(line, (after, min(found[1], after + _NEAR)), parties):
        return after, min(found[1], after + _NEAR)
    inner = (start, end)
    if _person(line, inner, parties):
        return inner
    if start > 1 and line.words[start - 1] in (",", "as"):
        stop = start - 1
        begin = stop
        while begin > 0 and line.tags[begin - 1] == "NNP" and stop - begin < _NEAR:
            begin -= 1
        if begin == stop:  # ``A, a former minister, as its lead negotiator``
            return _named_before(line, stop, parties)
        if _person(line, (begin, stop), parties):
            return begin, stop
    return None


def _named_before(line: Line, stop: int, parties: Parties) -> Range | None:
    for begin in range(stop - 1, max(-1, stop - 12), -1):
        if line.tags[begin] == "NNP" and (begin == 0 or line.tags[begin - 1] != "NNP"):
            if _person(line, (begin, stop), parties):
                return begin, stop
            return None
    return None


def _person(line: Line, found: Range, parties: Parties) -> bool:
    return any(who.kind == "person" for who in parties.named(line, found))


def _made(line: Line, parties: Parties, person: Range, of: Range, said: Range) -> Iterator[Head]:
    people = [who for who in parties.who(line, person) if who.kind == "person"]
    if not people:
        return
    who = people[0]
    side = _side_of(line, of, parties, who) or parties.side(who) or _by_office(line, person[0], parties)
    if side:
        yield Head(who, side, line.span(*said))


def _by_office(line: Line, start: int, parties: Parties) -> Who | None:
    """The side that an office printed before a name begins with: ``the Tavrian envoy to Rill, | A``."""
    if start < 2 or line.words[start - 1] != ",":
        return None
    first = start - 1
    while first > 0 and (line.tags[first - 1] in ("NNP", "NN", "JJ", "DT", "IN", "POS") or first == start):
        first -= 1
    named = parties.named(line, (first, start - 1))
    return parties.side(named[0]) if named and not named[0].head else None


def _side_of(line: Line, of: Range, parties: Parties, who: Who) -> Who | None:
    """The side whose delegation it is, where its phrase names just one."""
    named = [w for w in parties.named(line, of) if w.actor_id != who.actor_id]
    if not named and line.words[of[0]] in words("possessives"):
        owner = parties.refer(line, (of[0], of[0] + 1))
        named = [owner] if owner else []
    sides = {side.actor_id: side for w in named if (side := parties.side(w))}
    return next(iter(sides.values())) if len(sides) == 1 else None
