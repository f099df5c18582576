"""The verbs that tell of a mention of talks, and what of a sentence still belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.meetings.lexicon import listed
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, PARTICIPLE, Predicate
from parley.language.line import Line, Range
from parley.language.tags import FINITE

_STOPS = frozenset({";", "—", "–", "--", "-", ":", "(", ")"})
_FORESEEN = frozenset({"scheduled", "planned", "expected"})  # ended earlier than scheduled on Monday
_BETWEEN = 5  # words that may name the sides between a noun and what is said of it
_OPEN = frozenset({"VB", "VBG"})
_PLURAL = frozenset({"are", "were", "have"})


def as_subject(line: Line, found: Sequence[Predicate], start: int, head: int) -> list[Predicate]:
    """The verbs whose subject is the noun at `head`, with the infinitives on them: ``is expected | to begin``.

    A subject of which a row of sides is part is known by its place: it opens the clause, and no verb stands between.
    """
    own = [
        p
        for p in found
        if _holds(p.subject, head)
        or _holds(p.antecedent, head)
        or _behind(line, p, head)
        or _of_relative(line, p, head)
        or _of_which(line, p, head)
    ]
    if not own and _opens_clause(line, start):
        first = next((p for p in found if p.group[0] > head), None)
        if first and first.form == FINITE_FORM and first.subject and first.subject[0] > head:
            own = [first] if clear(line, head + 1, first.group[0], []) else []
    own += [q for p in own if (q := _past_participle(line, p, found)) and q not in own]
    own += [p for p in found if p.form == INFINITIVE and _is_due(line, p, head) and p not in own]
    out: list[Predicate] = []
    for p in found:
        above = next((q for q in out if q.verb == p.governor), None)
        if p in own or (above is not None and p.form == INFINITIVE and above.object is None):
            out.append(p)
    return out


def _past_participle(line: Line, p: Predicate, found: Sequence[Predicate]) -> Predicate | None:
    """The verb behind a participle that was read for it: ``the talks | planned for June | were called off``."""
    if p.group[0] != p.verb or p.object is not None or p.lemma.split()[0] not in listed("plan"):
        return None
    q = next((q for q in found if q.form == FINITE_FORM and q.verb > p.verb), None)
    if q is None or q.subject is None or q.subject[0] <= p.verb or q.subject[1] != q.group[0]:
        return None
    return q if clear(line, p.verb + 1, q.group[0], []) and "," not in line.words[p.verb : q.verb] else None


def _is_due(line: Line, p: Predicate, head: int) -> bool:
    """Whether an infinitive says what is to come: ``talks | due to begin``."""
    before = line.words[p.group[0] - 1 : p.group[0]]
    near = head < p.verb <= head + _BETWEEN + 4
    return near and bool(before) and before[0] in listed("due") and is_due(line, head)


def is_due(line: Line, head: int, then: str = "to") -> bool:
    """Whether the noun at `head` is said to be yet to come behind it: ``talks with T | due to begin in Velm``."""
    at = head + 1
    while at < len(line) and at - head <= _BETWEEN and line.tags[at] in ("IN", "NNP", "CC", "DT"):
        at += 1
    return (
        line.words[at : at + 1] != []
        and line.words[at] in listed("due")
        and line.words[at + 1 : at + 2] == [then]
    )


def _behind(line: Line, p: Predicate, head: int) -> bool:
    """Whether a participle stands right behind a noun: ``talks | held in Velm``, ``the talks, | mediated by O``."""
    right = p.form in (PARTICIPLE, GERUND) and p.group[0] == head + 1
    return right or (p.form == PARTICIPLE and p.group[0] == head + 2 and line.words[head + 1] == ",")


def _of_relative(line: Line, p: Predicate, head: int) -> bool:
    """Whether a plural verb is of the talks and not of the side named last: ``talks with T | that were to open``."""
    if p.subject is None or line.tags[head] != "NNS" or line.words[p.group[0]] not in _PLURAL:
        return False
    at = p.subject[0]
    if not head + 1 < at <= head + _BETWEEN or line.words[at] not in ("that", "which"):
        return False
    return all(line.tags[k] in ("IN", "NNP", "DT") for k in range(head + 1, at))


def _of_which(line: Line, p: Predicate, head: int) -> bool:
    """Whether a far relative clause tells what became of the talks: ``a summit in Velm, | which was called off``."""
    at = next((k for k in range(p.group[0] - 1, head + 1, -1) if line.words[k] == "which"), 0)
    told = p.passive and any(p.lemma.split()[0] in listed(name) for name in ("cancel", "pause", "cancel_off"))
    beside = at > 0 and line.words[at - 1] == "," and at == p.group[0] - 1
    return told and beside and clear(line, head + 1, at - 1, [])


def _opens_clause(line: Line, start: int) -> bool:
    return (
        start == 0
        or line.tags[start - 1] in (",", '"', ":", "CC")
        or line.words[start - 1] in ("that", "but")
    )


def as_object(line: Line, found: Sequence[Predicate], start: int, head: int) -> Predicate | None:
    """The verb whose object is the noun at `head`: ``held | talks``, ``the talks that T | held``."""
    for p in found:
        if _holds(p.object, head):
            return p
        if p.lemma.endswith(" off") and line.words[start] == "off" and p.verb + 1 == start:
            return p  # ``called | off talks``, which is no phrase
        begins = p.object is None and p.clause is not None and p.clause[0] in (start, start - 1)
        if begins and p.clause and p.clause[0] == p.group[1] and not p.passive:
            return p
        fronted = p.object is None and p.subject is not None and p.subject[0] == head + 2 and not p.passive
        if fronted and line.words[head + 1] in ("that", "which") and p.form == FINITE_FORM:
            return p
    return None


def in_phrase(line: Line, found: Sequence[Predicate], start: int, head: int) -> tuple[Predicate, str] | None:
    """The verb with a phrase that holds the noun at `head`, and its preposition: ``met | for talks``."""
    second = line.words[start - 1 : start] == ["and"] and line.tags[start] == "DT"
    for p in reversed(found):
        for word, phrase in p.phrases:
            if _holds(phrase, head) and phrase[0] > p.verb and not second:
                return p, word  # but not ``that T engages in wars and | her meeting with A``
    if start == 0 or line.tags[start - 1] not in ("IN", "TO"):
        return None
    for p in reversed(found):
        if p.group[1] < start:
            return (p, line.words[start - 1]) if clear(line, p.group[1], start - 1, []) else None
    return None


def agent_of(line: Line, p: Predicate) -> Range | None:
    """Who does it; also before a bare verb after "that": ``proposed that | T and M | meet``."""
    if p.form == GERUND and p.group[0] > 0 and line.tags[p.group[0] - 1] == "NNS":
        found = line.np_before(p.group[0])
        if found and (p.subject is None or (found[0] and line.tags[found[0] - 1] == "IN")):
            return found  # ``delegates | meeting in Velm agreed``, ``reports on delegates | holding talks``
    bare = p.form == INFINITIVE and line.words[p.group[0]] != "to" and p.governor is not None
    if bare and "that" in line.words[p.governor or 0 : p.group[0]]:
        return line.np_before(p.group[0]) or p.agent
    return p.agent


def object_of(line: Line, p: Predicate) -> Range | None:
    """The object of a verb that takes no clause, also where what follows looks like one."""
    if p.object is None and not p.passive and p.clause and p.clause[0] == p.group[1]:
        return line.np_after(p.clause[0])
    return p.object


def above(line: Line, found: Sequence[Predicate], place: int) -> Iterator[Predicate]:
    """The verbs whose clause holds a token, the nearest first: ``proposed that ...``, ``agreed to ...``."""
    holding = [
        p
        for p in found
        if (p.clause and p.clause[0] <= place < p.clause[1])
        or (p.clause is None and p.group[1] < place and line.words[p.group[1]] == "that")
    ]
    yield from sorted(holding, key=lambda p: -p.verb)


def clear(line: Line, start: int, stop: int, own: Sequence[Range]) -> bool:
    """Whether no word from `start` to `stop` begins another clause or event; `own`: verbs that may stand there."""
    for k in range(start, stop):
        if any(a <= k < b for a, b in own):
            continue
        tag, word = line.tags[k], line.words[k]
        if _FORESEEN.intersection(line.words[k : k + 2]) and "than" in line.words[k - 1 : k + 1]:
            continue
        if tag in FINITE or tag == "WH" or word in _STOPS or word in listed("other_event"):
            return False
        if tag in _OPEN:
            return False
    return True


def _holds(found: Range | None, k: int) -> bool:
    return found is not None and found[0] <= k < found[1]
