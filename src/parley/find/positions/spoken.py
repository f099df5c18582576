"""Positions in what a side says: ``T must withdraw``, ``we will not give up the port``, ``that is unacceptable``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.parties import Who
from parley.find.positions.claims import Claim
from parley.find.positions.contents import clause
from parley.find.positions.pages import Pages
from parley.find.positions.stances import listed
from parley.find.predicates import FINITE_FORM, Predicate
from parley.language.line import SUBORDINATORS, Line, Range
from parley.language.tags import FINITE
from parley.records import Statement

_OWN = frozenset({"we", "i"})
_NOBODY = frozenset({"you", "people", "everybody", "nobody", "one"})
_BE = frozenset({"be", "become", "remain"})
_ASKING = frozenset({"ask", "accuse"})


def spoken(page: Pages, line: Line, found: Sequence[Predicate]) -> Iterator[Claim]:
    """The claims that a side makes in what it is reported to say."""
    flat = page.flat(line)
    for p in found:
        if p.form != FINITE_FORM:
            continue
        statement = page.around(line.tokens[p.verb].start)
        side = page.side_of(statement)
        if statement is None or side is None or statement.hypothetical or statement.negated:
            continue
        if statement.act in _ASKING or _conditional(flat, p):
            continue
        told = _stance(page, flat, p, side)
        if told:
            stance, rule = told
            content = page.within(flat, _content(page, flat, p, statement), statement)
            if content:
                yield Claim(flat, side, None, p.verb, stance, content, rule, statement, None, False, True)


def _content(page: Pages, line: Line, p: Predicate, statement: Statement) -> Range:
    opening = page.opening(line, p.verb, statement)
    if opening is not None and opening < p.group[0] and _is_first(line, opening, p.group[0]):
        return clause(line, (opening, p.group[0]), p.group[0])
    subject = p.antecedent or p.subject
    if p.subject and p.subject[1] - p.subject[0] == 1 and line.words[p.subject[0]] == "it" and p.lemma in _BE:
        return clause(line, p.subject, p.group[0])
    return clause(line, subject, p.group[0])


def _is_first(line: Line, start: int, end: int) -> bool:
    """Whether no other clause stands in a range."""
    return not any(tag in FINITE or tag == "WH" for tag in line.tags[start:end]) and not any(
        word in (",", ";", ":") or (word in SUBORDINATORS and word != "that")
        for word in line.words[start:end]
    )


def _stance(page: Pages, line: Line, p: Predicate, side: Who) -> tuple[str, str] | None:
    helpers = line.words[p.group[0] : p.verb]
    negated = any(w in ("not", "never", "no") or w.endswith("n't") for w in helpers)
    own = _is_own(page, line, p, side)
    if p.lemma in _BE:
        return _called(line, p, negated) if not own else None
    if own and any(w in listed("willing") for w in helpers):
        if negated:
            return ("rejects", "will not") if _first(p) in listed("refused") else None
        if _first(p) in listed("commissive") and not p.passive:
            return ("accepts" if p.lemma in ("attend", "participate", "join") else "offers"), "will"
        return None
    if own and any(w in ("can", "could", "cannot", "ca") for w in helpers) and negated:
        return ("rejects", "cannot") if _first(p) in listed("refused") else None
    if own:
        return None
    if _obliges(page, line, p, helpers, side):
        return ("rejects", "must not") if negated else ("demands", "must")
    if p.lemma in ("depend", "hinge") and not negated:
        return "conditions", "depends"
    return None


def _first(p: Predicate) -> str:
    """The verb without its particle: ``give`` of ``give up``."""
    return p.lemma.split()[0]


def _obliges(page: Pages, line: Line, p: Predicate, helpers: Sequence[str], side: Who) -> bool:
    if p.subject and p.subject[1] - p.subject[0] == 1 and line.words[p.subject[0]] in _NOBODY:
        return False
    if any(w in listed("obliging") for w in helpers):
        return True
    if p.lemma not in ("need", "have", "ought") or line.words[p.group[1] : p.group[1] + 1] != ["to"]:
        return False
    return p.subject is not None and bool(page.sides.of_phrase(line, p.subject, side))


def _called(line: Line, p: Predicate, negated: bool) -> tuple[str, str] | None:
    """What is called unacceptable, or necessary: ``it is crucial that C``."""
    helpers = line.words[p.group[0] : p.verb]
    if any(w in listed("obliging") for w in helpers):
        return ("rejects" if negated else "demands"), "must be"
    i = p.group[1]
    while i < len(line) and line.tags[i] == "RB":
        i += 1
    word = line.words[i] if i < len(line) else ""
    if word in listed("unacceptable") and not negated:
        return "rejects", "called unacceptable"
    if word in listed("necessary") and not negated:
        return "demands", "called necessary"
    if line.words[i : i + 3] in (["a", "red", "line"], ["out", "of", "the"]) and not negated:
        return "rejects", "called a red line"
    return None


def _is_own(page: Pages, line: Line, p: Predicate, side: Who) -> bool:
    if p.subject is None:
        return False
    if p.subject[1] - p.subject[0] == 1 and line.words[p.subject[0]] in _OWN:
        return True
    sides = page.sides.of_phrase(line, p.subject, side)
    return [who.actor_id for who in sides] == [side.actor_id]


def _conditional(line: Line, p: Predicate) -> bool:
    begin = p.subject[0] if p.subject else p.group[0]
    return (
        begin > 0
        and line.words[begin - 1]
        in ("if", "unless", "whether", "until", "when", "what", "which", "who", "that")
        and (line.words[begin - 1] not in ("that",) or line.tags[begin - 1] == "WH")
    )
