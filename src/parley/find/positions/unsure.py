"""Whether a verb leaves open that a side takes a stance: conditions, hearsay, what would be."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.positions.helpers import helpers as helpers_of
from parley.find.positions.stances import FAMILIES, listed
from parley.find.predicates import FINITE_FORM, GERUND, Predicate
from parley.language.line import Line
from parley.records import Statement

OPEN = frozenset({"may", "might", "could", "can", "should", "must"})
WILL = frozenset({"will", "would", "can"})
_UNSURE = 8  # words before a clause that tell how sure it is


def is_conditional(line: Line, p: Predicate) -> bool:
    """Whether a clause is no fact by what opens it: ``if``, ``reports that``, ``no sign that``, ``the minute``."""
    begin = p.subject[0] if p.subject else p.group[0]
    near = line.words[max(0, begin - 5) : begin]
    if near[-1:] == ["that"] and any(w in ("no", "any", "little", "doubt", "doubts") for w in near):
        return True  # ``has given no sign that T is ready``
    thought = near[:-1] if near[-1:] == ["that"] else near
    if len(thought) > 1 and thought[-1] in listed("thinking") and _is_negation(thought[-2]):
        return True  # ``does not think T will offer C``
    if near[-1:] == ["that"] and near[-2:-1] and near[-2] in listed("sure"):
        before = line.words[max(0, begin - _UNSURE) : begin - 2]  # ``not entirely convinced that T is ready``
        return "far" in before or any(w in ("not", "hardly", "less") or w.endswith("n't") for w in before)
    if near[-1:] == ["that"] and (near[-2:-1] == ["so"] or _is_hearsay(line, begin - 2)):
        return True  # ``so that T never again threatens``, ``reports that T has agreed``
    if thought and thought[-1] in listed("inferring"):
        return True  # ``that means T has agreed``, ``felt that T was seeking C``
    if near[-2:-1] == ["the"] and near[-1] in listed("moments"):
        return True  # ``the minute | T agrees to C``
    if near[-2:] in (["soon", "as"], ["long", "as"]):
        return True
    if near[-1:] == ["before"] and line.tags[p.group[0]] in ("VBZ", "VBP"):
        return True  # ``must leave before | T agrees to C``
    if near[-1:] and near[-1] in listed("signs") and near[-2:-1] in (["no"], ["little"], ["any"]):
        return True  # ``has given no indication | it is willing to``
    return begin > 0 and line.words[begin - 1] in listed("ifs")


def is_bare(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a verb behind "and" goes on an infinitive, and not its main verb: ``T has to meet and | demand C``."""
    joint = line.skip_adverbs_before(p.group[0]) - 1
    bare = p.form == FINITE_FORM and p.group[1] - p.group[0] == 1 and line.tags[p.verb] in ("VB", "VBP")
    if not bare or joint < 1 or line.tags[joint] != "CC":
        return False
    main = next((q for q in reversed(found) if q.form == FINITE_FORM and q.verb < joint), None)
    shared = main is not None and main.subject is not None and main.subject == p.subject
    return shared and main is not None and line.tags[main.group[0]] == "VBZ"


def is_below_maybe(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a clause tells where or by what something only may be: ``could help by saying | it backs C``."""
    begin = p.subject[0] if p.subject else p.group[0]
    main = next((q for q in reversed(found) if q.verb < begin and q.form == FINITE_FORM), None)
    if main is None or not any(w in OPEN for w in helpers_of(line, main)):
        return False
    if line.words[begin - 1] == "where":
        return True  # ``may promise more | where T is not ready to C``
    return line.words[begin - 2 : begin - 1] == ["by"] and line.tags[begin - 1] == "VBG"


def _is_negation(word: str) -> bool:
    return word in ("not", "never") or word.endswith("n't")


def _is_hearsay(line: Line, i: int) -> bool:
    """Whether a noun says no more than that somebody told, hoped or feared what its clause says."""
    return i >= 0 and line.tags[i] in ("NN", "NNS") and line.words[i] in listed("hearsay")


def goes_on_maybe(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a verb goes on what only may be: ``T can commit to C, | considering D``, ``T can talk and | offer D``."""
    main = next((q for q in reversed(found) if q.verb < p.verb and q.form == FINITE_FORM), None)
    joint = line.skip_adverbs_before(p.group[0]) - 1
    bare = p.form == FINITE_FORM and line.tags[p.group[0]] in ("VB", "VBP") and joint > 0
    goes_on = p.form == GERUND or (bare and line.tags[joint] == "CC")
    return goes_on and main is not None and any(w in OPEN for w in helpers_of(line, main))


def is_willed(line: Line, p: Predicate, stance: str, told: Statement | None) -> bool:
    """Whether a predicate tells what somebody would do, or will, other than what the writer says it will ask for.

    `told`: in which statement it stands, whose speaker may only guess: ``said a deal in which T will promise C``.
    """
    helpers = helpers_of(line, p)
    asks = FAMILIES[stance] == "want" and "will" in helpers and told is None
    return p.form == FINITE_FORM and not asks and any(w in WILL for w in helpers)
