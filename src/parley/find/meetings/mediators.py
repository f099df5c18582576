"""Who mediates and who hosts, where no noun of meeting stands beside it: ``mediator O``, ``V, which acts as host``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.find import realis
from parley.find.meetings.lexicon import forms, listed
from parley.find.meetings.nouns import left
from parley.find.meetings.sides import Sides, whole
from parley.find.parties import Who
from parley.find.predicates import FINITE_FORM, Predicate, Predicates
from parley.language.line import Line, Range
from parley.spans import Span
from parley.vocab import words

MEDIATORS, HOSTS = "mediators", "hosts"
_NOUNS = {
    "mediation": MEDIATORS,
    "mediator": MEDIATORS,
    "mediators": MEDIATORS,
    "host": HOSTS,
    "hosts": HOSTS,
}
_VERBS = {"mediate": MEDIATORS, "broker": MEDIATORS, "facilitate": MEDIATORS}
_OF_TALKS = {"chair": MEDIATORS, "moderate": MEDIATORS, "host": HOSTS}  # with the talks as their object
_BEING = frozenset({"be", "remain", "become", "act", "serve"})
_OPEN = frozenset({"offer", "offers", "offered", "proposed", "possible", "potential", "no", "without"})
_BESIDE = 5  # words in which what is chaired is named


@dataclass(frozen=True, slots=True)
class Mediation:
    """A side that mediates or hosts, with the words that say so."""

    side: Who
    span: Span
    role: str = MEDIATORS


def mediations(line: Line, verbs: Predicates, sides: Sides) -> Iterator[Mediation]:
    """The sides that a sentence tells of as mediators or hosts."""
    if _told().isdisjoint(line.words):
        return
    for i, word in enumerate(line.words):
        if word in _NOUNS and (line.tags[i] in ("NN", "NNS") or _is_title(line, i)):
            yield from _by_noun(line, i, sides)
        elif word in _OF_TALKS or word in _VERBS:
            yield from _by_relative(line, i, sides)
    for p in verbs.of(line):
        role, until = _role(line, p)
        agent = _owner(line, p) if role else None
        if role and agent:
            agent = whole(line, agent)
            yield from (Mediation(side, line.span(agent[0], until), role) for side in sides.of(line, agent))


@cache
def _told() -> frozenset[str]:
    """The words without which a sentence tells of none."""
    told = {f"{stem}{end}" for stem in ("mediat", "facilitat", "moderat") for end in ("e", "es", "ed", "ing")}
    told |= {f"{stem}{end}" for stem in ("broker", "chair", "host") for end in ("", "s", "ed", "ing")}
    return frozenset(told | _NOUNS.keys())


# --- a verb


def _role(line: Line, p: Predicate) -> tuple[str | None, int]:
    """What the agent of a verb is by it, and where the words that say so end."""
    nobody = None, 0
    if p.passive or p.form == "infinitive" or not p.agent or not _is_so(line, p):
        return nobody
    if p.lemma in _VERBS:
        return _VERBS[p.lemma], p.group[1]
    if p.lemma in _OF_TALKS:
        return (_OF_TALKS[p.lemma], p.group[1]) if _of_talks(line, p.group[1]) else nobody
    if p.lemma == "be":
        at = p.group[1]
        while at < len(line) and line.tags[at] == "RB":
            at += 1
        if line.words[at : at + 1] == ["mediating"]:
            return MEDIATORS, at + 1
    if p.lemma not in _BEING:
        return nobody
    named = [p.object] if p.object else []
    named += [found for word, found in p.phrases if word == "as"]
    head = next((k for found in named for k in range(*found) if line.words[k] in _NOUNS), None)
    return (_NOUNS[line.words[head]], head + 1) if head is not None and head - p.verb <= _BESIDE else nobody


def _is_so(line: Line, p: Predicate) -> bool:
    """Whether a verb tells what is, or surely will be."""
    if p.realis == realis.ACTUAL and not p.future:
        return True
    return p.form == FINITE_FORM and p.realis != realis.NEGATED and line.words[p.group[0]] == "will"


def _owner(line: Line, p: Predicate) -> Range | None:
    """The agent; of ``V, whose government hosts``, V."""
    if p.agent is None or p.agent[0] < 2 or line.words[p.agent[0] - 1] != "whose":
        return p.agent
    before = p.agent[0] - 1
    return line.np_before(before - (line.words[before - 1] == ","))


def _of_talks(line: Line, at: int) -> bool:
    """Whether the talks follow: ``the round``, ``Monday's meeting``."""
    return any(word in forms() or word in listed("rounds") for word in line.words[at : at + _BESIDE])


def _by_relative(line: Line, i: int, sides: Sides) -> Iterator[Mediation]:
    """``A, who will | chair the meeting``, which taggers take for a noun."""
    if i < 3 or line.words[i - 1] != "will" or line.tags[i - 2] != "WH" or line.tags[i] in ("VB", "VBP"):
        return
    if line.words[i] in _OF_TALKS and not _of_talks(line, i + 1):
        return
    found = line.np_before(i - 2 - (line.words[i - 3] == ","))
    role = _OF_TALKS.get(line.words[i]) or _VERBS[line.words[i]]
    for side in sides.of(line, whole(line, found)) if found else ():
        yield Mediation(side, line.span(found[0] if found else i, i + 1), role)


# --- a noun


def _is_title(line: Line, i: int) -> bool:
    """Whether a noun that looks like a verb or a name stands before a name: ``talks on Tuesday, | host V said``."""
    after = line.tokens[i + 1 : i + 2]
    is_name = bool(after) and after[0].text[0].isupper()
    return is_name and (i == 0 or (line.words[i] == "host" and line.words[i - 1] == ","))


def _by_noun(line: Line, i: int, sides: Sides) -> Iterator[Mediation]:
    start, role = left(line, i), _NOUNS[line.words[i]]
    if not _OPEN.isdisjoint(line.words[max(0, start - 2) : i]):
        return
    for side, said in [*_before(line, i, start, sides), *_behind(line, i, start, sides)]:
        yield Mediation(side, line.span(*said), role)


def _before(line: Line, i: int, start: int, sides: Sides) -> Iterator[tuple[Who, Range]]:
    """``Oruvian mediators``, ``her mediation``; ``V, the host,``."""
    owner = (start, start + 1) if line.words[start] in words("possessives") else (start, i)
    if owner[0] < owner[1] and _NOUNS[line.words[i]] == MEDIATORS:
        yield from ((side, (start, i + 1)) for side in sides.of(line, owner))
    closed = i + 1 >= len(line) or line.words[i + 1] in (",", ".")
    if start > 1 and closed and line.words[start] == "the" and line.words[start - 1] == ",":
        named = line.np_before(start - 1)
        if named:
            named = whole(line, named)
            yield from ((side, (named[0], i + 1)) for side in sides.of(line, named))


def _behind(line: Line, i: int, start: int, sides: Sides) -> Iterator[tuple[Who, Range]]:
    """``mediator O said``, ``mediators from O``."""
    after = i + 1
    if line.words[i] != "mediation" and after < len(line) and line.tokens[after].text[0].isupper():
        behind = line.np_after(after)
    elif _NOUNS[line.words[i]] == MEDIATORS:
        behind = line.phrase_at(after, "from", "by")
    else:
        behind = None
    if behind:
        yield from ((side, (start, behind[1])) for side in sides.of(line, whole(line, behind)))


# --- delegations


@cache
def _delegations() -> frozenset[str]:
    return listed("delegation") - {"side", "group", "party"}


def delegations(line: Line, sides: Sides) -> Iterator[tuple[Who, Span]]:
    """The sides whose delegations a sentence names: ``Tavrian and Morvanian delegations``."""
    if _delegations().isdisjoint(line.words):
        return
    for i in range(1, len(line)):
        if line.words[i] in _delegations() and line.tags[i] in (
            "NN",
            "NNS",
        ):
            start = left(line, i)
            for side in sides.of_named(line, (start, i)):
                yield side, line.span(start, i + 1)
