"""The conditions that content holds: what stands behind ``only if``, ``unless`` or ``without``."""

from __future__ import annotations

from parley.find.positions.stances import listed
from parley.language.lemmas import lemma
from parley.language.line import Line, Range

_TYING = (("only", "if"), ("only", "when"), ("provided", "that"), ("on", "condition", "that"))
_ANYHOW = frozenset({"possible", "necessary", "needed", "any", "ever"})  # ``if possible`` ties to nothing
_IF = frozenset({"if", "provided"})


def condition(line: Line, found: Range) -> tuple[Range | None, bool]:
    """What stands behind ``only if`` or ``unless`` in content, and whether it ties the side's consent to it."""
    for k in range(found[0], found[1] - 1):
        for tie in _TYING:
            if tuple(line.words[k : k + len(tie)]) == tie:
                return (k + len(tie), found[1]), True
        if line.words[k] in _IF and (
            line.words[k - 1] == "even"
            or line.words[k + 1] in _ANYHOW
            or line.words[k + 1 : k + 3] == ["need", "be"]
            or line.words[k + 1 : k + 4] == ["at", "all", "possible"]
        ):
            continue
        if line.words[k] in listed("tying") and line.tags[k] in ("IN", "RB"):
            return (k + 1, found[1]), True
        if (
            line.words[k] in _IF
            and k > found[0]
            and line.words[k + 1 : k + 3] != ["it", "can"]
            and lemma(line.words[k - 1]) not in listed("asking_whether")
            and (line.words[k] == "if" or line.subject_and_verb_at(k + 1))
        ):
            return (k + 1, _elliptic(line, k, found[1])), False
    return None, False


def _elliptic(line: Line, k: int, end: int) -> int:
    """Where a condition that stands first ends: ``if confirmed, | it was a crime``, ``that if T arms, | M will``."""
    if line.words[k + 2 : k + 3] == [","]:
        return k + 2
    first = line.words[k - 1] == "that"
    main = (c for c in range(k + 2, end - 1) if line.words[c] == "," and line.clause_at(c + 1))
    return next(main, end) if first else end


def lacking(line: Line, found: Range) -> Range | None:
    """What stands behind ``without`` in content."""
    at = next((k for k in range(found[0] + 1, found[1] - 1) if line.words[k] == "without"), None)
    return (at + 1, found[1]) if at else None
