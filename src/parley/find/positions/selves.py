"""Claims that cannot be their side's, for they name it as whom it deals with."""

from __future__ import annotations

from parley.find.positions.claims import Claim
from parley.find.positions.pages import Pages


def is_with_itself(page: Pages, claim: Claim) -> bool:
    """Whether a side would deal with itself: ``the president was open to a truce with | Tavria |``, held for Tavria's.

    Not where another is to do it: ``Tavria wants Morvania to make peace with Tavria``.
    """
    if claim.hearer:
        return False
    named = list(page.sides.places(claim.line, claim.content))
    if len({n.who.actor_id for n in named}) != 1 or named[0].who.actor_id != claim.party.actor_id:
        return False
    return any(_is_partner(claim, n.place[0], n.place[1]) for n in named)


def _is_partner(claim: Claim, start: int, end: int) -> bool:
    """Whether a name stands behind "with", and owns nothing there."""
    line = claim.line
    behind = line.words[start - 1] == "with" or line.words[start - 2 : start] == ["with", "the"]
    owns = line.is_possessive(end - 1) or line.tags[end : end + 1] in (["NN"], ["NNS"], ["NNP"])
    return behind and not owns
