"""The verb a figure hangs on, by the words beside it: "fired 126 drones", "40 people were killed"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from parley.find.atoms import Atom, word
from parley.find.plover.lexicon import members, nouns, singular
from parley.find.units import listed
from parley.vocab import table

_BACK = 4  # atoms to look at before a figure; farther verbs mostly have another object
_AHEAD = 6  # and after it, past auxiliaries
_SAYING = frozenset({"there", "that", "it", "he", "she", "they"})
_VOWELS = "aeiou"
_CIRCUMSTANCES = frozenset({"in", "during", "amid", "despite", "throughout", "across"})
_DEEDS = frozenset({"SANCTION", "COERCE", "RETREAT"})  # whose nouns have an object of their own
_ENDS = frozenset(".,;:!?()—–")


class Event(NamedTuple):
    """A verb that a figure hangs on: its lemma, with its particle, and its atom."""

    lemma: str
    at: int


@cache
def forms() -> Mapping[str, str]:
    """Inflected form -> lemma, from the verb list by the rules of English spelling."""
    data = table("figures/events.toml")
    out: dict[str, str] = {}
    for lemma in data["lemmas"]:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        doubled = stem + stem[-1] if _doubles(lemma) else stem
        past = lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in _VOWELS else doubled + "ed"
        third = "es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s"
        plain = lemma[:-1] + "ie" if past.endswith("ied") else lemma
        for form in (lemma, plain + third, past, doubled + "ing"):
            out[form] = lemma
    out.update(data["irregular"])
    return out


def _doubles(lemma: str) -> bool:
    short = len(lemma) <= 4 and lemma[-1] not in "wxy" + _VOWELS
    return short and lemma[-2] in _VOWELS and lemma[-3:-2] not in tuple(_VOWELS)


def event_of(
    line: Sequence[Atom], start: int, stop: int, many: bool, is_verb: Callable[[int], bool]
) -> Event | None:
    """The verb that the figure in atoms `start:stop` belongs to, or None.

    `many`: the figure is a plural, so "has" or "was" after it belongs to another subject. `is_verb` tells of the
    word at an offset; it is asked of those that are nouns as often: "strikes".
    """
    if word(line, start - 1) == "but" and word(line, start - 2) == "all":
        return None  # ``downed all but 26``: these were not
    last = word(line, stop - 1)
    if last.endswith("ed") and last in forms():  # "12,000 injured"
        return Event(forms()[last], stop - 1)
    ahead = _ahead(line, stop, many)
    if ahead or _is_beside(line, start):
        return ahead
    return _back(line, _counted_from(line, start), is_verb)


def _is_beside(line: Sequence[Atom], at: int) -> bool:
    """Whether a number only says in what, or of what deed: ``met in | three halls``, ``the expulsion of | 35``."""
    if word(line, at - 1) in _CIRCUMSTANCES:
        return True
    deed = singular(word(line, at - 2)) if word(line, at - 1) == "of" else ""
    if deed in forms() or deed in members("sanction") | members("curb"):
        return False  # ``imposed tariffs of | 25 %``
    return any(n.type in _DEEDS for n in nouns().get(deed, ()) if not n.needs)


def _counted_from(line: Sequence[Atom], at: int) -> int:
    """Where what is counted begins: "| the remains of 640 soldiers"."""
    if word(line, at - 1) != "of" or word(line, at - 2) not in listed("counted_of"):
        return at
    return at - 3 if word(line, at - 3) == "the" else at - 2


def _ahead(line: Sequence[Atom], at: int, many: bool) -> Event | None:
    known = frozenset(table("figures/events.toml")["words"]["auxiliaries"])
    known -= {"has", "was", "is"} if many else set()
    for k in range(at, min(at + _AHEAD, len(line))):
        text = word(line, k)
        if text == "used" and word(line, k + 1) == "to":
            return None  # ``missiles used to strike T``
        if _is_said(line, k):
            return None
        if text in forms() and (text.endswith("ed") or text in _irregular() or k > at):
            return _particle(line, k)
        if text not in known:
            return None
    return None


def _back(line: Sequence[Atom], at: int, is_verb: Callable[[int], bool]) -> Event | None:
    for k in range(at - 1, max(-1, at - 1 - _BACK), -1):
        text = word(line, k)
        if _is_said(line, k):
            return None
        if text in forms():
            of = k + 2 == at and word(line, k + 1) == "of"
            if of or _plainly(line, k) or _follows_helper(line, k) or is_verb(line[k].start):
                return _particle(line, k)
        if text in _ENDS or (k + 1 < at and text in ("to", "that")):
            return None
    return None


def _is_said(line: Sequence[Atom], at: int) -> bool:
    """Whether who adds something says it: ``two aides added | that``."""
    return word(line, at) in ("added", "adds", "adding") and word(line, at + 1) in _SAYING


def _plainly(line: Sequence[Atom], at: int) -> bool:
    """Whether a form can be no noun: "struck"; not "a meeting"."""
    if word(line, at - 1) in ("a", "an", "the", "this", "another") and word(line, at + 1) != "of":
        return False
    return word(line, at).endswith(("ed", "ing")) or word(line, at) in _irregular()


def _follows_helper(line: Sequence[Atom], at: int) -> bool:
    """Whether a verb is expected: "agreed to | free"."""
    return word(line, at - 1) in table("figures/events.toml")["words"]["before_verbs"]


def _irregular() -> Mapping[str, str]:
    found: Mapping[str, str] = table("figures/events.toml")["irregular"]
    return found


def _particle(line: Sequence[Atom], at: int) -> Event:
    """The event at a verb: "shot down" is one."""
    lemma = forms()[word(line, at)]
    joined = f"{lemma} {word(line, at + 1)}"
    return Event(joined if joined in table("figures/events.toml")["words"]["phrasal"] else lemma, at)
