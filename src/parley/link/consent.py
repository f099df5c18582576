"""How far a side goes to meet another over a thing, so that two of its positions can be held against each other.

What is consented to may be a gift or a blow: who is ready to lift an embargo gives, who is ready to impose one takes.
Demands and hopes are on no such scale: of who urged talks and is now open to them, nobody can tell whether
he gave way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from parley.find.positions.stances import listed
from parley.language.lemmas import lemma

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
THREAT, REFUSAL, CONDITION, CONSENT = range(4)
_OF_GIFTS: Mapping[str, int] = {
    "threatens": THREAT, "rejects": REFUSAL, "conditions": CONDITION,
    "accepts": CONSENT, "open_to": CONSENT, "offers": CONSENT, "proposes": CONSENT,
}  # fmt: skip
# Who refuses or consents to a blow may be the one who deals it or who suffers it.
_OF_BLOWS: Mapping[str, int] = {"threatens": THREAT, "conditions": CONDITION}


def consent(stance: str, content: str) -> int | None:
    """How far a stance goes to meet the other side over its content, from a threat to consent; None: not known."""
    blow = is_blow(content)
    if blow is None:
        return THREAT if stance == "threatens" else None
    return (_OF_BLOWS if blow else _OF_GIFTS).get(stance)


@lru_cache(4096)  # a position is held against many
def is_blow(content: str) -> bool | None:
    """Whether a content is one, or ends what is none; None where what ends may be either."""
    words = [lemma(word) for word in _WORD.findall(content.casefold())]
    ends = next((place for place in range(len(words)) if _is_end(words, place)), None)
    if any(word in listed("blows") or word in listed("arms") for word in words):
        return ends is None
    if ends is None:
        return False
    return True if not listed("treaties").isdisjoint(words[ends:]) else None


def _is_end(words: Sequence[str], place: int) -> bool:
    """Whether a word ends something: ``lift``, ``give | up``."""
    if words[place] == "give":
        return not listed("given_away").isdisjoint(words[place + 1 : place + 2])
    return words[place] in listed("ending")
