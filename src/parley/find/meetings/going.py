"""Whether talks for which somebody travels were held: ``went to Velm to meet T``, ``is heading to Velm for talks``."""

from __future__ import annotations

from parley.find import realis
from parley.find.meetings.lexicon import listed
from parley.find.predicates import Predicate
from parley.language.line import Line


def of_purpose(line: Line, governor: Predicate | None) -> tuple[str, bool] | None:
    """Of what somebody went for: ``travelled to Velm | to meet``."""
    visits = (
        governor is not None and governor.object and line.words[governor.object[1] - 1] in ("visit", "trip")
    )
    if governor is None or (
        governor.lemma.split()[0] not in listed("travel") | {"fly", "use"} and not visits
    ):
        return "proposed", False
    if governor.future or is_on_the_way(line, governor):
        return "scheduled", True
    return ("held", False) if governor.realis == realis.ACTUAL else ("proposed", False)


def is_on_the_way(line: Line, p: Predicate) -> bool:
    """Whether a verb tells of somebody who travels now, or is about to: ``is heading to Velm``."""
    behind = line.words[p.verb + 1 : p.verb + 4]
    if p.lemma == "be" and (
        behind[:2] == ["en", "route"] or (behind[:1] == ["on"] and behind[2:] == ["way"])
    ):
        return True
    if p.lemma == "head" and not p.passive:
        return True
    heads = (["headed", "to"], ["headed", "for"], ["bound", "for"])
    bound = line.words[p.verb : p.verb + 2] in heads or (p.lemma == "be" and behind[:2] in heads)
    now = line.words[p.group[0]] in ("is", "are", "'s", "'re", "’s", "’re")
    return (now and line.tags[p.verb] == "VBG") or (
        bound and (now or line.words[p.group[0]] in ("was", "were"))
    )


def of_presence(line: Line, p: Predicate) -> tuple[str, bool] | None:
    """Of what somebody is where he is for, or has come for: ``is in Velm | for talks``, ``have arrived | for``."""
    first = line.words[p.group[0]]
    if p.lemma == "be":
        return ("under_way", False) if line.tags[p.verb] in ("VBZ", "VBP") and p.group[0] == p.verb else None
    goes = p.lemma.split()[0] in listed("travel") - {
        "take",
        "spend",
        "leave",
    }  # not ``has taken criticism for``
    came = first in ("has", "have") and p.realis == realis.ACTUAL and goes
    return ("scheduled", False) if came else None
