"""Clauses that tell what is done again and again, or of whom or what it is: no deed of a day."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find import realis
from parley.find.plover.lexicon import light, telling
from parley.find.predicates import FINITE_FORM, PARTICIPLE, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import FINITE
from parley.vocab import words

_PRESENT = frozenset({"VBZ", "VBP"})
_PASTS = frozenset({"VBD", "VBN"})
_YEARLY = frozenset({"annually", "yearly", "daily", "weekly", "monthly"})
_BREAKS = frozenset({",", ";", ":", "-", "--", "–", "—"})
_RATES = frozenset({"more", "less", "as", "likelier", "higher"})
_EACH = frozenset({"each", "every", "per"})
_EVERY_TIME = (["every", "time"], ["each", "time"])
_OFTEN = frozenset({"once", "twice", "times"})


def is_habit(line: Line, p: Predicate) -> bool:
    """Whether a verb tells what somebody does again and again: ``T | regularly fires | missiles``."""
    if p.form == PARTICIPLE and _is_yearly(line, p):
        return True
    if p.form != FINITE_FORM:
        return False
    if _is_yearly(line, p) or line.words[max(0, _start(p) - 2) : _start(p)] in _EVERY_TIME:
        return True
    if not _is_present(line, p):
        return False
    near = line.words[max(0, p.group[0] - 1) : p.group[1]]
    near = [*near, line.words[0]] if _start(p) == 1 else near  # ``| Sometimes | he fires at T``
    return (
        not light("habit").isdisjoint(near)
        or _is_whenever(line, p)
        or _is_of_all(line, p)
        or _has_rhythm(line, p)
    )


def is_fate(line: Line, p: Predicate) -> bool:
    """Whether a present without a time tells what befalls people now and then: ``civilians | are also killed``."""
    helped = p.passive and p.form == FINITE_FORM and line.words[p.group[0]] in ("is", "are")
    many = p.subject is not None and line.tags[p.subject[1] - 1] == "NNS"
    alone = helped and many and "being" not in line.words[slice(*p.group)] and p.phrase("by") is None
    return alone and p.lemma in light("suffered") and not any(map(line.is_time, range(len(line))))


def is_said_of_all_times(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a present is what somebody said that another does: ``they pointed out that T | kills | reporters``."""
    if p.form != FINITE_FORM or p.passive or not _is_present(line, p) or not _is_alone(line, p):
        return False
    that = _start(p) - 1
    before = that - 1 - (that > 1 and line.tags[that - 1] in ("RP", "IN", "RB"))  # ``pointed | out``
    if that > 0 and line.words[that] == "that" and line.tags[before] in _PASTS:
        return lemma(line.words[before], "VBD") in telling()
    return any(
        q.lemma.split()[0] in telling()
        and line.tags[q.verb] == "VBD"
        and q.clause
        and q.clause[0] <= p.verb < q.clause[1]
        for q in found
    )


def is_habit_of(line: Line, p: Predicate) -> bool:
    """Whether a clause says what those do of whom it is: ``people who | travel | to T``."""
    if p.antecedent is None or p.realis != realis.ACTUAL or not _is_present(line, p):
        return False
    alone = p.lemma != "be" and _is_alone(line, p)
    return alone or (p.passive and _is_any(line, p.antecedent))


def is_general(line: Line, p: Predicate) -> bool:
    """Whether a present without a time tells how things are: ``T | helps | M in part because``."""
    alone = _is_alone(line, p) or (p.passive and _is_any(line, p.patient))
    present = p.form == FINITE_FORM and alone and _is_present(line, p)
    return present and not any(map(line.is_time, range(len(line))))


def _is_alone(line: Line, p: Predicate) -> bool:
    """Whether a verb has no auxiliary, only adverbs: ``| also offers``."""
    return all(line.tags[k] == "RB" for k in range(p.group[0], p.verb))


def _is_present(line: Line, p: Predicate) -> bool:
    """Whether a verb is a simple present, of a passive its auxiliary: ``| are killed | each year``."""
    helped = p.passive and line.words[p.group[0]] in ("is", "are")
    return line.tags[p.verb] in _PRESENT or (helped and line.tags[p.verb] in ("VBN", "VBD"))


def _is_any(line: Line, phrase: Range | None) -> bool:
    """Whether a phrase means all of a kind, not some who were seen: ``| migrants | who are held``."""
    if phrase is None or line.tags[phrase[1] - 1] != "NNS":
        return False
    return all(line.tags[k] in ("NNS", "NN", "JJ") for k in range(*phrase)) and (
        phrase[0] == 0 or line.tags[phrase[0] - 1] not in ("CD", "DT")
    )


def _start(p: Predicate) -> int:
    return p.subject[0] if p.subject else p.group[0]


def _is_whenever(line: Line, p: Predicate) -> bool:
    """Whether a clause tells of any time: ``whenever | an envoy visits T``, ``every time``."""
    before = line.words[max(0, _start(p) - 2) : _start(p)]
    practice = before == ["in", "which"] and is_general(line, p)  # ``tourism, | in which women travel to T``
    whenever = not light("whenever").isdisjoint(before[-1:])
    return practice or whenever


def _is_of_all(line: Line, p: Predicate) -> bool:
    """Whether a clause tells which things are meant, all of a kind: ``everything else | T sells | to M``."""
    before = line.words[max(0, _start(p) - 1) : _start(p)]
    return not light("all_things").isdisjoint(before)


def _has_rhythm(line: Line, p: Predicate) -> bool:
    """Whether a clause says how many times in a while: ``| Twice a month | he flies to T``."""
    return not _OFTEN.isdisjoint(line.words) and any(
        line.words[k] in _OFTEN
        and line.words[k + 1 : k + 2] in (["a"], ["an"], ["each"], ["every"])
        and line.words[k + 2 : k + 3] != []
        and line.words[k + 2] in words("time_units")
        for k in range(len(line))
        if k < p.group[0] or not any(line.tags[i] in _PRESENT for i in range(p.group[1], k))
    )


def _is_yearly(line: Line, p: Predicate) -> bool:
    """Whether a clause tells of so many in each while: ``600 people | died | in raids each year``, ``annually``.

    Also how much more often one suffers than another: ``are jailed | five times more often``.
    """
    if not _YEARLY.isdisjoint(line.words[p.group[0] : p.group[1]]):
        return True  # ``| killed annually | by guards``
    for k in range(p.group[1], len(line)):
        if line.words[k] == "times" and line.words[k + 1 : k + 2] != [] and line.words[k + 1] in _RATES:
            return True
        if line.tags[k] in FINITE or line.words[k] in _BREAKS:
            return False
        unit = k + 1 + (line.tags[k + 1 : k + 2] == ["CD"])  # ``every | 28 hours``
        each = line.words[k] in _EACH and unit < len(line) and line.words[unit] in words("time_units")
        if each or (line.words[k] in _YEARLY and line.tags[k] != "NNP"):
            return True
    return False
