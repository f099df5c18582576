"""Who is at talks by what they do there: berate somebody in a meeting, speak after one, come for it."""

from __future__ import annotations

from parley.find.able import can_speak
from parley.find.meetings.lexicon import listed
from parley.find.meetings.sides import whole
from parley.find.predicates import Predicate
from parley.language.line import Line, Range

_FRONTED = frozenset({"in", "at", "during", "after", "following"})


def with_others(line: Line, p: Predicate, agent: Range) -> Range:
    """All who do it: a row is whole, but not before a relative clause of one: ``A and | B, who is holding talks``."""
    of_one = p.antecedent is not None and line.words[p.group[0]] in ("is", "was", "has")
    return agent if of_one else whole(line, agent)


def may_come(line: Line, found: Range) -> bool:
    """Whether those of a phrase may be somewhere: not ``responses to hunger in Tavria``."""
    if found[0] > 0 and (
        line.words[found[0] - 1] in ("in", "at", "near", "on") or line.tags[found[0] - 1] == "VB"
    ):
        return False  # ``she will visit | Velm | and go to Rill for talks``
    joined = (k for k in range(found[0] + 1, found[1]) if line.tags[k] in ("IN", "TO"))
    stop = next((k for k in joined if line.words[k] not in ("of", "from", "for")), found[1])
    return can_speak(line, (found[0], stop))


def come(line: Line, found: Range) -> bool:
    """Whether a phrase tells of those who come for talks: ``representatives from 40 countries``."""
    guests = (listed("sides") | listed("delegation")) - {"party"}  # ``hosts a dinner party``
    return not guests.isdisjoint(line.words[found[0] : found[1]])


def _speaks_for(line: Line, found: Range) -> bool:
    """Whether a phrase is one who speaks or writes of those who meet: ``Velm's spokesman | said at the talks``."""
    said = line.words[slice(*found)]
    return any(word.startswith("spokes") for word in said) or not listed("telling").isdisjoint(said)


def inside(line: Line, p: Predicate, word: str) -> Range | None:
    """Who does something at talks: ``A | berated B in a meeting``, ``Speaking after a meeting with B, | A | said``."""
    if p.passive:
        return None
    if p.lemma == "speak" and word in _FRONTED and p.form == "gerund":
        who = _fronted(line, p)
    else:
        if p.lemma == "have":
            return None  # ``has little leverage in | the talks``
        if p.object and not {"role", "part"}.isdisjoint(line.words[slice(*p.object)]):
            return None  # ``played a role in | the talks``
        was = p.realis == "actual" and not p.future and word in ("in", "at", "during")
        who = p.agent if was else None
    return None if who is None or _speaks_for(line, who) else who


def _fronted(line: Line, p: Predicate) -> Range | None:
    """The subject behind a participle that opens a sentence: ``Speaking after talks with T, | S | said C``."""
    if p.form != "gerund" or p.verb:
        return None
    for k in range(p.group[1], len(line) - 1):
        if line.words[k] == "," and line.clause_at(k + 1):
            return line.np_after(k + 1)
    return None
