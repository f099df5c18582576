"""What somebody judges, or says of everybody, and asks of no other side."""

from __future__ import annotations

from parley.find.phrases import heads
from parley.find.positions.stances import listed
from parley.find.predicates import Predicate
from parley.language.line import Line, Range

_EACH = frozenset({"every", "each", "any"})
_STATES = frozenset({"country", "nation", "state", "government", "people"})
_OWN = frozenset({"its", "their", "itself", "themselves"})


def is_maxim(line: Line, p: Predicate, end: int) -> bool:
    """Whether what any state must do for itself is said: ``every nation | must defend its borders``."""
    if p.subject is None or line.words[p.subject[0]] not in _EACH:
        return False
    return line.words[p.subject[1] - 1] in _STATES and not _OWN.isdisjoint(line.words[p.verb : end])


def is_deplored(line: Line, subject: Range | None) -> bool:
    """Whether a state of things is called unacceptable, and nothing that a side asks for: ``the level of violence``."""
    return subject is not None and heads(line, subject) in listed("deplored")
