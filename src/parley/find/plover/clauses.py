"""How the predicates of a sentence hang together, and how far each is from what the sentence tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from parley.find.plover.lexicon import light
from parley.find.predicates import FINITE_FORM, GERUND, PARTICIPLE, Predicate
from parley.language.line import Line

UNDER, SUBORDINATE, TRAILING = 1, 2, 4  # ranks; between the last two stands what is only named
_BACK = 30  # predicates looked at before another; bounds the search
_CHAIN = 8  # predicates from one up to the main one
_CLOSING = frozenset({",", "''", '"', "”"})


class Clauses:
    """The predicates of one sentence."""

    def __init__(self, line: Line, found: Sequence[Predicate]) -> None:
        self.line = line
        self.found = found
        self._place = {p.verb: i for i, p in enumerate(found)}
        finite = [p for p in found if p.form == FINITE_FORM]
        self._first_finite = finite[0].verb if finite else len(line)

    def above(self, p: Predicate) -> Predicate | None:
        """The verb that an infinitive, gerund or participle hangs on."""
        return None if p.governor is None else self.found[self._place[p.governor]]

    def holder(self, p: Predicate) -> Predicate | None:
        """The nearest predicate in whose clause another stands."""
        return next(self._holders(p), None)

    def teller(self, p: Predicate) -> Predicate | None:
        """The reporting verb in whose clause a predicate stands."""
        near = self.holder(p)
        return near if near and near.lemma in light("report") else None

    def within(self, p: Predicate) -> Iterator[Predicate]:
        """The predicates of the clause that one governs."""
        if p.clause:
            i = self._place[p.verb] + 1
            for q in self.found[i : i + _BACK]:
                if p.clause[0] <= q.group[0] < p.clause[1]:
                    yield q

    def rank(self, p: Predicate, events: Collection[int]) -> int:
        """How far a predicate is from what its sentence tells; `events` are the verbs that are events."""
        rank = 0
        for _ in range(_CHAIN):
            if self._trails(p):
                return TRAILING
            if self._is_subordinate(p):
                rank = max(rank, SUBORDINATE)
            holder = self.above(p) or self.holder(p)
            if holder is None or (p.form == FINITE_FORM and holder.form == PARTICIPLE):
                return rank  # ``the envoy appointed last week has refused``
            if holder.verb in events or p.form in (GERUND, PARTICIPLE):
                rank = max(rank, UNDER)
            p = holder
        return rank

    def _holders(self, p: Predicate) -> Iterator[Predicate]:
        i = self._place[p.verb]
        for q in reversed(self.found[max(0, i - _BACK) : i]):
            if q.clause and q.clause[0] <= p.group[0] < q.clause[1]:
                yield q

    def _is_subordinate(self, p: Predicate) -> bool:
        line, first = self.line, p.group[0]
        if p.form == PARTICIPLE:
            return p.passive or p.subject is None
        if p.form != FINITE_FORM:
            return p.form == GERUND and first > 0 and line.tags[first - 1] == "IN"
        if p.antecedent is not None:
            return True
        start = p.subject[0] if p.subject else first
        before = line.words[start - 1] if start else ""
        if before == "that":
            return line.tags[start - 1] == "WH"
        return before in light("subordinators") or line.tags[start] == "WH"

    def _trails(self, p: Predicate) -> bool:
        """Whether a predicate only says who told the rest: ``..., a rights group charged on Saturday``."""
        if p.form != FINITE_FORM or p.object or p.clause or p.subject is None or p.subject[0] < 3:
            return False
        closes = self.line.words[p.subject[0] - 1] in _CLOSING and self.found[-1] == p
        return closes and self._first_finite < p.subject[0]
