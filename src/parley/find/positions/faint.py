"""Whether a word that only hints at an issue tells it: arms that are given, not used; an alliance that is joined."""

from __future__ import annotations

from parley.find.positions.claims import Claim
from parley.find.positions.stances import listed
from parley.language.lemmas import lemma
from parley.language.line import Range

_SHORT = 3  # words of a content that is no more than the alliance: ``committed to | the alliance``


def is_faint(claim: Claim, content: Range, issue: str) -> bool:
    """Whether what hints at an issue stands there for something else.

    Arms that nobody gives or gets (``would not let T use | weapons``), an alliance that does something and is not
    joined (``the alliance should stay out of it``).
    """
    told = claim.line.words[slice(*content)]
    if issue == "alliance_membership":
        return len(told) > _SHORT
    if issue != "military_support" or claim.rule.split(",")[0] in listed("asking"):
        return False
    return not any(lemma(word) in listed("supplying") for word in told)
