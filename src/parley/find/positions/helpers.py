"""The words before a main verb that say whether it is done, will be done or must be."""

from __future__ import annotations

from itertools import pairwise

from parley.find.predicates import Predicate
from parley.language.line import Line, Range

_WHOLE = {"wo": "will", "ca": "can", "sha": "shall", "'ll": "will", "cannot": "can"}
_NEAR = 4  # words before a subject in which "neither" begins it
_NEGATING = frozenset({"not", "never", "no", "cannot", "nor", "neither"})


def helpers(line: Line, p: Predicate) -> list[str]:
    """The auxiliaries and adverbs of a verb group, contractions written out: ``won't`` is ``will``."""
    plain = [word.removesuffix("n't") for word in line.words[p.group[0] : p.verb]]
    return [_WHOLE.get(word, word) for word in plain]


def is_negated(line: Line, p: Predicate, end: int | None = None) -> bool:
    """Whether a verb group is negated; `end`: looked for up to there, as in ``is | not | ready``."""
    near = line.words[p.group[0] : p.verb if end is None else end]
    if p.subject and "neither" in line.words[max(0, p.subject[0] - _NEAR) : p.subject[1]]:
        return True  # ``neither T nor | S | wants C``
    return any(word in _NEGATING or word.endswith("n't") for word in near)


def is_priced(line: Line, found: Range) -> bool:
    """Whether a range tells of something in return: ``to supply ore | in return for C``."""
    within = line.words[slice(*found)]
    return any(one in ("return", "exchange") and two == "for" for one, two in pairwise(within))
