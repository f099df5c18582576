"""Whether a page tells enough of a meeting for a row: who met whom, and that two sides did."""

from __future__ import annotations

from collections.abc import Mapping, Set

from parley.find.meetings.group import Group
from parley.find.meetings.talk import Talk
from parley.find.parties import Who
from parley.records import Place


def is_gathering(group: Group) -> bool:
    """Whether it is one of many, a body's or of many states, of which those named are not the two sides."""
    return group.convened and not any(t.met for t in group.talks)


def is_enough(group: Group, place: Place | None, parties: Mapping[str, Who], beside: Set[str]) -> bool:
    """Whether two sides are told, of which one may be a person whose side is open; `beside`: hosts and mediators.

    Of one side alone nothing is told at a conference of many, or where it hosts itself, or where it only says in which
    office the other is.
    """
    if place is None and group.round is None and max(t.number for t in group.talks) < 2:
        return False
    visits = all(t.form == "visit" for t in group.talks)
    open_ = 0 if visits else sum(side is None for t in group.talks for _, side in (*t.people, *t.present))
    if len(parties) > 1 or (beside - parties.keys() and group.form != "conference"):
        return True
    return len(parties) + open_ > 1 and any(_stands_alone(t, parties) for t in group.talks)


def _stands_alone(talk: Talk, parties: Mapping[str, Who]) -> bool:
    """Whether the one side is told by other words than an open person: not ``Audit Secretary Ivo Vey``."""
    if any(side is not None and side.actor_id in parties for _, side in talk.people):
        return True
    open_ = {who.name.split()[-1].casefold() for who, side in talk.people if side is None}
    tokens = list(zip(talk.line.tokens, talk.line.words, strict=True))
    told = {
        word
        for span in talk.support.get("parties", ())
        for token, word in tokens
        if span.start <= token.start < span.end
    }
    return len(open_) > 1 or bool(open_ - told)
