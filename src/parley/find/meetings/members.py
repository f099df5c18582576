"""Whether those met are the members of a body, so that all of it met: ``his Pact counterparts``."""

from __future__ import annotations

from parley.find.meetings.talk import Talk
from parley.find.parties import Parties
from parley.language.line import Line, Range

_MEMBERS = frozenset({"counterparts", "colleagues", "members", "peers", "partners", "allies"})
_AHEAD = 5  # words from "other" to the body of which the others are


def is_of_members(talk: Talk, parties: Parties) -> bool:
    """Whether a mention is told with a body's members: ``talks with | his Pact counterparts``.

    Or with the rest of them, ``A and the six other leaders of | the Pact``: it is one of many, and none of two sides.
    """
    if all(side.kind != "organization" for side in talk.parties.values()):
        return False
    spans = talk.support.get("parties", ())
    found = [
        (i, i + 1)
        for i, token in enumerate(talk.line.tokens)
        if any(s.start <= token.start < s.end for s in spans)
    ]
    if not found:
        return False
    named = parties.names(talk.line, (found[0][0], found[-1][1]))
    return any(_are_members(talk.line, name.place) for name in named if name.who.kind == "organization")


def _are_members(line: Line, body: Range) -> bool:
    start, end = body
    end += line.words[end : end + 1] == ["member"]
    if line.words[end : end + 1] != [] and line.words[end] in _MEMBERS:
        return True
    before = line.words[max(0, start - _AHEAD) : start]
    return "of" in before and "other" in before[: before.index("of")]
