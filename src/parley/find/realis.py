"""Whether something was said, was not said, or may yet be said: ``said``, ``did not say``, ``may say``."""

from __future__ import annotations

from collections.abc import Sequence

from parley.language.line import MARKS, Line
from parley.language.tags import VERBS
from parley.vocab import words

ACTUAL, NEGATED, HYPOTHETICAL = "actual", "negated", "hypothetical"
WIDE = 8  # words from an infinitive back to the verb that it goes with
NEAR = 4  # words between a determiner and its noun
_REFUSING, _SELDOM, _HYPOTHETICAL, _OPEN = map(words, ("refusing", "seldom", "hypothetical", "open"))
_KEEPING = (["without"], ["avoided"], ["avoiding"], ["denied"], ["denies"], ["deny"], ["denying"])


def of_verb(line: Line, first: int, v: int, begin: int) -> str:
    """Of a verb group that begins at `first` with its main verb at `v`, in a clause that begins at `begin`."""
    return of_group(line, first, v, begin, line.verb_group(v)[1])


def of_group(line: Line, first: int, v: int, begin: int, negated: bool) -> str:
    """The same of a verb group of which it is known whether it is negated.

    Who ``will not say`` keeps silent; who ``may not say`` is still open.
    """
    helpers = line.words[first:v]
    negated = negated or not _REFUSING.isdisjoint(helpers)
    negated = negated or (line.tags[v] in ("VBZ", "VBP") and not _SELDOM.isdisjoint(helpers))
    before = line.words[first - 1] if first else ""
    if before == "to" and line.words[first] == "have":
        return NEGATED if negated else ACTUAL  # ``is believed to have said``
    if before == "to" and first > 1:
        return _of_infinitive(line, first - 2, negated)
    if line.tags[v] == "VBG" and _kept_back(line, first):
        return NEGATED
    open_ = _HYPOTHETICAL.intersection(helpers)
    if (
        open_ == {"would"}
        and line.words[v] in ("say", "confirm")
        and "only" in (*helpers, *line.words[v + 1 : v + 2])
    ):
        return NEGATED if negated else ACTUAL  # ``would say only that``
    if negated:
        return HYPOTHETICAL if not _OPEN.isdisjoint(open_) else NEGATED
    to_come = line.tags[first] in ("VBP", "VBZ") and _is_awaited(line.words[max(0, begin - 2) : begin])
    return HYPOTHETICAL if open_ or to_come or _conditional(line, begin) else ACTUAL


def _is_awaited(before: Sequence[str]) -> bool:
    """Whether words before a clause in the present leave open whether it comes about: ``as long as S offers C``."""
    return before[-1:] in (["before"], ["until"]) or before in (["long", "as"], ["soon", "as"])


def _of_infinitive(line: Line, governor: int, negated: bool) -> str:
    if line.words[governor] in words("left_undone") or _is_denied(line, governor):
        return NEGATED
    return (NEGATED if negated else ACTUAL) if _carried_out(line, governor) else HYPOTHETICAL


def _is_denied(line: Line, governor: int) -> bool:
    """Whether the verb before an infinitive is negated: ``would not go as far as | to say``."""
    near = range(governor, max(-1, governor - WIDE // 2), -1)
    verb = next((k for k in near if line.tags[k] in VERBS), None)
    if verb is None or line.words[verb] not in words("carried_out"):
        return False
    return line.verb_group(verb)[1]


def _carried_out(line: Line, governor: int) -> bool:
    """Whether what an infinitive tells was done: ``led S to say``, ``went so far as to say``, ``had to say``."""
    near = line.words[max(0, governor - 1) : governor + 1]
    if near[-1] == "had":
        first = line.verb_group(governor)[0]
        return _HYPOTHETICAL.isdisjoint(line.words[first:governor]) and not _supposes(line, first)
    far = near[-1] == "as" and near[0] in words("carried_out_before_as")
    if far or any(w in words("carried_out") for w in near):
        return True
    for k in range(governor, max(-1, governor - WIDE), -1):
        if line.tags[k] in VERBS:
            return line.words[k] in words("carried_out")
        if line.words[k] in MARKS:
            return False
    return False


def _supposes(line: Line, first: int) -> bool:
    """Whether "if" opens the clause of a verb group not far before it: ``if S | had to say so``."""
    return "if" in line.words[max(0, first - WIDE) : first]


def _kept_back(line: Line, first: int) -> bool:
    """Whether a gerund tells of what was not said: ``without saying``, ``denied saying``, ``short of saying``."""
    before = line.words[max(0, first - 2) : first]
    if before[-1:] == ["at"] and before[0].startswith("balk"):
        return True
    return before[-1:] in _KEEPING or before in (
        ["short", "of"],
        ["instead", "of"],
        ["rather", "than"],
    )


def _conditional(line: Line, begin: int) -> bool:
    """Whether a clause is a condition or an open question: ``if S says C``, ``whether S agreed on C``."""
    return begin > 0 and line.words[begin - 1] in ("if", "unless", "whether")


def of_noun(line: Line, i: int) -> str:
    """Of a noun that reports: ``no immediate comment``."""
    for k in range(i - 1, max(-1, i - 1 - NEAR), -1):
        if line.words[k] in ("no", "without"):
            return NEGATED
        if line.tags[k] not in ("JJ", "RB", "NN", "VBN", "DT"):
            break
    return ACTUAL
