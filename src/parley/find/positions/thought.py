"""Stances that are only thought, supposed or awaited, and clauses of nouns that nobody voices."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.parties import Who
from parley.find.positions.pages import Pages
from parley.find.positions.stances import listed
from parley.find.predicates import FINITE_FORM, GERUND, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import FINITE

_NEAR = 10  # words of a content in which its verb stands
_MODAL = frozenset({"should", "must", "shall", "would", "could", "can", "may", "might", "will", "ought"})


def is_thought(page: Pages, line: Line, p: Predicate, found: Sequence[Predicate], who: Who) -> bool:
    """Whether another only believes that a side stands there: ``S believes | T wants C``."""
    for q in found:
        holds = q.verb < p.verb and q.clause and q.clause[0] <= p.group[0] < q.clause[1]
        if holds and q.lemma in listed("thinking"):
            sides = page.sides.of_phrase(line, q.agent) if q.agent else []
            return who.actor_id not in {side.actor_id for side in sides}
    return False


def is_tellers(page: Pages, line: Line, p: Predicate, found: Sequence[Predicate], who: Who) -> bool:
    """Whether a pronoun was taken for another than who tells its clause: ``T made clear that | he | wants C``."""
    if p.subject is None or line.words[slice(*p.subject)] not in (["he"], ["she"], ["it"]):
        return False
    above = (
        q for q in reversed(found) if q.verb < p.verb and q.clause and q.clause[0] <= p.group[0] < q.clause[1]
    )
    q = next(above, None)
    if q is None or q.form != FINITE_FORM or not q.agent or q.lemma not in listed("reporting") | {"make"}:
        return False
    sides = {side.actor_id for side in page.sides.of_phrase(line, q.agent)}
    return bool(sides) and who.actor_id not in sides


def is_supposed(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a stance stands in a clause that a condition opens: ``if T decides | it wants C``, ``until after``."""
    begin = p.subject[0] if p.subject else p.group[0]
    if line.words[max(0, begin - 2) : begin] == ["until", "after"]:
        return True
    present = line.tags[p.group[0]] in ("VBZ", "VBP")
    if present and line.words[max(0, begin - 1) : begin] in (["after"], ["before"], ["once"]):
        return True  # ``troops leave | after T agrees to C``
    for q in found:
        holds = q.verb < p.verb and q.clause and q.clause[0] <= p.group[0] < q.clause[1]
        holds = holds or (q.verb < p.verb and _quotes(line, q, p))
        start = q.subject[0] if q.subject else q.group[0]
        if holds and start and line.words[start - 1] in listed("ifs"):
            return True
    return False


def _quotes(line: Line, q: Predicate, p: Predicate) -> bool:
    """Whether one verb tells the quotation that another stands in: ``even if S says, “We want C”``."""
    told = q.lemma in listed("reporting") and line.quoted[q.verb] < 0 <= line.quoted[p.verb]
    return told and '"' in line.tags[q.group[1] : q.group[1] + 3]


def is_opinion(line: Line, content: Range) -> bool:
    """Whether what is refused is what somebody holds to be so: ``the notion | that the talks are doomed``."""
    noun = line.np_after(content[0])
    at = noun[1] if noun else content[1]
    if noun is None:
        return False
    head = next((k for k in range(noun[0] + 1, at) if line.tags[k] == "DT"), at)
    if line.words[head - 1] in listed("hearsay") and line.subject_and_verb_at(head):
        return True  # ``the possibility | the ship had struck a mine``
    if line.words[at : at + 1] != ["that"] or line.words[at - 1] not in listed("hearsay"):
        return False
    told = next(
        (k for k in range(at + 1, content[1]) if line.tags[k] in FINITE or line.tags[k] == "VB"), None
    )
    return told is not None and line.words[told] not in _MODAL and line.tags[told] in ("VBD", "VBZ", "VBP")


def is_to_speak(line: Line, p: Predicate) -> bool:
    """Whether somebody only will not tell those before him: ``I can't give | you | a date``."""
    return line.words[p.group[1] : p.group[1] + 1] == ["you"]


def is_kept_back(line: Line, content: Range) -> bool:
    """Whether a side promises never to yield: ``vowed that | it will never give up C``."""
    for k in range(content[0], min(content[1], content[0] + _NEAR) - 2):
        if line.words[k] in ("will", "would") and line.words[k + 1] in ("never", "not"):
            return lemma(line.words[k + 2]) in listed("yielding")
    return False


def is_attribute(line: Line, p: Predicate) -> bool:
    """Whether a participle only tells which noun is meant: ``the final, | proposed | part of the pipeline``."""
    first = p.group[0]
    listed_ = first > 2 and line.words[first - 1] == "," and line.tags[first - 2] == "JJ"
    before = listed_ and line.tags[first - 3] == "DT"
    return before and p.form != GERUND and line.tags[p.group[1] : p.group[1] + 1] in (["NN"], ["NNS"])
