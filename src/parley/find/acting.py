"""Who in a phrase acts for a side: not those of whom it only tells what they were, or where they are from."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from parley.find.parties import Named, Parties
from parley.language.line import Line, Range
from parley.vocab import table, words

_PAST = words("past_offices") - {"late", "then"}  # ``then-President A`` was in office
_COMPASS = frozenset({"north", "south", "central", "latin"})


@cache
def _private() -> frozenset[str]:
    return frozenset(table("meetings/words.toml")["words"]["private"].split())


@cache
def _of_no_office() -> frozenset[str]:
    return frozenset(table("meetings/words.toml")["words"]["of_no_office"].split())


def is_of_no_office(word: str) -> bool:
    """Whether leaders so called are in no office of a state: ``business | leaders``."""
    return word in _of_no_office()


def private(parties: Parties, line: Line, found: Range) -> set[str]:
    """Those whom a phrase names only as what somebody was, or as the home of people in no office."""
    named = list(parties.names(line, found))
    acting = {
        name.who.actor_id
        for name in named
        if not (_was(parties, line, name) or is_home(line, name, found[1]))
    }
    return {name.who.actor_id for name in named} - acting


def homes(parties: Parties, line: Line, found: Range) -> set[str]:
    """Those whom a phrase names only as the home of people in no office: ``Tavrian | students``."""
    named = list(parties.names(line, found))
    acting = {name.who.actor_id for name in named if not is_home(line, name, found[1])}
    return {name.who.actor_id for name in named} - acting


def bodies_of(parties: Parties, line: Line, found: Range) -> set[str]:
    """The organisations that a phrase names only to say of which body or in which office somebody is.

    ``the Pact's | Seed Agency``; ``Chief of the Grand Staff | Ivo Vey``, who is on the side of his state. And states
    that tell where an armed group is from.
    """
    named = list(parties.names(line, found))
    out = set()
    for name, after in pairwise(named):
        if name.place[1] != after.place[0]:
            continue
        if name.attribute and after.who.kind == "armed_group":
            out.add(name.who.actor_id)  # ``the Tavrian | Grain Front``
        if name.who.kind != "organization":
            continue
        owns = line.is_possessive(name.place[1] - 1) and after.who.kind == "organization"
        side = parties.side(after.who) if after.who.kind == "person" else None
        if owns or (side is not None and side.actor_id != name.who.actor_id):
            out.add(name.who.actor_id)
    return out


def is_home(line: Line, name: Named, stop: int) -> bool:
    """Whether a demonym stands before people in no office, or is of a land of many states."""
    start, end = name.place
    if name.attribute and start > 0 and line.words[start - 1] in _COMPASS:
        return line.tokens[start - 1].text[0].isupper()  # ``North | Tavrian``
    while end < stop and line.tags[end] in ("JJ", "NN", "NNP") and not _is_private(line, end):
        end += 1
    of_others = not _of_no_office().isdisjoint(line.words[name.place[1] : end])
    attribute = name.attribute or (name.who.kind == "state" and _is_before_noun(line, name.place[1]))
    return attribute and end < stop and (of_others or _is_private(line, end))


def _is_before_noun(line: Line, i: int) -> bool:
    """Whether a noun in small letters follows a name, which tells whose it is: ``the U.S. | car companies``."""
    return i < len(line) and line.tags[i] in ("NN", "NNS", "JJ") and line.tokens[i].text[0].islower()


def _is_private(line: Line, i: int) -> bool:
    """Whether a noun calls people in no office, and stands before no other: not ``rebel | leaders``."""
    before_noun = i + 1 < len(line) and line.tags[i + 1] in ("NN", "NNS")
    return line.words[i] in _private() and not before_noun


def _was(parties: Parties, line: Line, name: Named) -> bool:
    """Whether somebody has left his office: ``former Tavrian envoys``."""
    if name.who.kind == "person":
        offices = parties.offices(name.who.actor_id)
        return bool(offices) and all(office.is_past for office in offices)
    start = name.place[0]
    while start > 0 and line.tags[start - 1] == "JJ" and line.words[start - 1] not in _PAST:
        start -= 1
    return start > 0 and line.words[start - 1] in _PAST
