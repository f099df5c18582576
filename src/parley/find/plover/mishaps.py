"""Deaths and injuries that nobody caused: of storms, quakes, floods and crashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from parley.find.plover.event import Event
from parley.find.plover.frames import noun_at
from parley.find.plover.lexicon import light, members, singular
from parley.find.plover.phrases import is_actor
from parley.language.lemmas import lemma
from parley.language.line import Line

_ATTACKING = frozenset({"ASSAULT", "PROTEST"})
_VERBS = frozenset({"kill", "injure", "wound", "hurt", "maim", "die", "perish"})
_WRECKING = frozenset({"damage", "destroy", "burn", "burn_down", "demolish"})
_LEAD = 6  # sentences in which a page says what it is about
_ENOUGH = 2  # of them with words of a mishap


def is_of_mishap(lines: Iterable[Line]) -> bool:
    """Whether a page is about a storm, a quake or a crash: its first sentences tell of one, and of no attack."""
    told = 0
    for line, _ in zip(lines, range(_LEAD), strict=False):
        if tells_of_attack(line):
            return False
        told += tells_of_mishap(line)
    return told >= _ENOUGH


def tells_of_mishap(line: Line) -> bool:
    """Whether a sentence has a noun for a storm, a quake, a crash or the like."""
    verbs = (lemma(line.words[k], tag) for k, tag in enumerate(line.tags) if tag in ("VBD", "VBN"))
    return any(singular(line.words[k]) in light("mishaps") for k in _nouns(line)) or any(
        verb in light("mishappening") for verb in verbs
    )


def tells_of_attack(line: Line) -> bool:
    """Whether a sentence has a noun for an attack, a protest, a weapon or who uses one."""
    return any(singular(line.words[k]) in _armed() or _is_attack(line, k) for k in _nouns(line))


def _nouns(line: Line) -> Iterator[int]:
    return (k for k, tag in enumerate(line.tags) if tag in ("NN", "NNS", "NNP"))


@cache
def _armed() -> frozenset[str]:
    return (members("weapons") | light("attackers")) - {"system"}


def _is_attack(line: Line, k: int) -> bool:
    noun = noun_at(line, k) if line.tags[k] != "NNP" else None  # not ``in | March``
    return noun is not None and noun.type in _ATTACKING


def is_mishap(line: Line, event: Event, *, of_page: bool) -> bool:
    """Whether people came to harm without anybody who did it: ``ten men | were killed | when the tornado hit``.

    `of_page`: the page is about a mishap.
    """
    p = event.verb
    harmed = p is not None and p.lemma in (_VERBS if event.deed == "ASSAULT" else _WRECKING)
    if event.deed not in ("ASSAULT", "COERCE") or not harmed:
        return False
    if any(is_actor(line, r) or line.tags[r[1] - 1] == "NNP" for r in event.agents):
        return False
    return (of_page or tells_of_mishap(line)) and not tells_of_attack(line)
