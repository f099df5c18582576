"""Clauses that a noun opens without a pronoun, and phrases behind prepositions."""

from __future__ import annotations

from parley.find.positions.stances import listed
from parley.find.predicates import Predicate
from parley.language.line import SUBORDINATORS, Line, Range

_FAR = 9  # words from a noun to the verb of a relative clause behind it


def gap(line: Line, p: Predicate) -> tuple[Range, Range] | None:
    """What a relative clause without a pronoun is about, and its subject: ``a proposal | T has so far rejected``."""
    for k in range(p.group[0] - 1, max(0, p.group[0] - _FAR), -1):
        if line.words[k] in listed("pointed") and line.tags[k] in ("NN", "NNS"):
            subject = line.np_after(k + 1)
            if (
                subject is None
                or line.tags[subject[0]] == "VBG"
                or any(t in ("VBD", "VBZ", ",") for t in line.tags[subject[1] : p.group[0]])
            ):
                return None
            start = k
            while start > 0 and line.tags[start - 1] in ("JJ", "RB", "CD"):
                start -= 1
            start -= start > 0 and line.tags[start - 1] == "DT"  # not ``even then | the concessions``
            return (start, p.group[1]), subject
    return None


def in_phrase(line: Line, found: Range) -> bool:
    """Whether a phrase that was read as a subject stands behind a preposition: ``a deal on | Tavria | requires``."""
    before = found[0] - 1
    return before >= 0 and line.tags[before] in ("IN", "TO") and line.words[before] not in SUBORDINATORS
