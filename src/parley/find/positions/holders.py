"""Who voices a position, or tells of it: the speaker of the statement that it stands in, where that is somebody."""

from __future__ import annotations

from parley.find.positions.claims import Claim
from parley.find.positions.pages import Pages
from parley.find.positions.stances import listed
from parley.records import Speaker, Statement


def holder(page: Pages, claim: Claim, statement: Statement | None) -> Speaker | None:
    """The speaker of a position's statement; None where the outlet tells it, or the speaker only speaks of it."""
    if statement is None or statement.speaker is None:
        return None
    own = page.side_of(statement)
    if own is not None and own.actor_id == claim.party.actor_id:
        return statement.speaker
    if _is_text(statement.speaker):
        return None
    met = own is not None and not claim.own and ", np" in statement.rule
    return None if met or _is_mentioned(claim) else statement.speaker


def _is_mentioned(claim: Claim) -> bool:
    """Whether a noun of another's only names the position: ``T said | Velm's offer | of C was a trick``."""
    return claim.line.tags[claim.anchor] in ("NN", "NNS") and not claim.own


def _is_text(speaker: Speaker) -> bool:
    """Whether what was read as a speaker is no more than a text: ``news reports``, ``several news organisations``."""
    told = speaker.surface.lower().split()
    return not told or told[-1] in listed("texts") or len(told[-1]) == 1 or "news" in told[:-1]
