"""Where an incident was: the phrases of its clause that may say so."""

from __future__ import annotations

from parley.find.plover.event import Event
from parley.find.plover.phrases import landmark
from parley.find.predicates import Predicate
from parley.language.line import Line, Range
from parley.vocab import words

_NEAR = ("in", "at", "near", "outside", "on", "across", "inside", "around")
_REASONS = ("for", "over")
_OF_REASONS = frozenset({"SANCTION", "COERCE", "ACCUSE"})  # deeds that are done for what was done elsewhere
_ON_SIDES = frozenset({"SANCTION", "ACCUSE"})  # whose "on" leads to whom it is done
_MONTHS = frozenset(month[:3] for month in words("months"))
_MONTH = 4  # letters of a month that is cut short: ``Sept``


def where(line: Line, event: Event) -> list[Range]:
    """The phrases that may say where an incident was, the likeliest first."""
    near = tuple(word for word in _NEAR if word != "on" or event.deed not in _ON_SIDES)
    p = event.verb
    if p is None or _is_before_another(event, p):
        after = line.phrase_at(event.trigger[1] if p is None else event.trigger[0] + 1, *near)
        behind = [after] if after else []
    else:
        behind = [r for word, r in p.phrases if word in near and not p.is_inner(r)]
    if event.deed == "ASSAULT":
        behind += [r for phrase in event.recipients if (r := landmark(line, phrase))]
    if event.deed in _OF_REASONS and p:  # ``on T for | what it did in | Velm``
        why = next((r[0] for word, r in p.phrases if word in _REASONS), len(line))
        behind = [r for r in behind if r[0] < why and not _is_of_source(p, r)]
    return [r for r in behind if not _is_zone(line, r)]


def is_month(line: Line, k: int) -> bool:
    """Whether a month stands at a place, also one cut short."""
    word = line.words[k]
    return word[:3] in _MONTHS and (len(word) <= _MONTH or word in words("months"))


def _is_before_another(event: Event, p: Predicate) -> bool:
    """Whether a noun is the subject of a verb with an object: ``| the visit | followed a summit in Velm``.

    Not of one that takes place.
    """
    own = p.subject is not None and p.subject[0] <= event.trigger[0] < p.subject[1]
    return event.is_noun and own and p.object is not None and not p.passive and p.lemma != "take"


def _is_of_source(p: Predicate, found: Range) -> bool:
    """Whether a phrase goes on the one from which somebody is kept: ``barred T from | the games in | Velm``."""
    return any(word == "from" and r[1] == found[0] - 1 for word, r in p.phrases)


def _is_zone(line: Line, found: Range) -> bool:
    """Whether a phrase says whose clock is meant: ``at 8:45 p.m. in | Velm``."""
    return line.words[max(0, found[0] - 2) : found[0] - 1] in (["p.m."], ["a.m."], ["pm"], ["am"], ["gmt"])
