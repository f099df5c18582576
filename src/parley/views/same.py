"""Whether two entries say the same, in whatever words."""

from __future__ import annotations

from functools import lru_cache

from parley.records import name_key
from parley.store.base import Row
from parley.views.figures import head

_SHARED = 0.6  # of the telling words of the shorter content, to say the same
_WORDS = 3  # of these at least, unless all words are the same
_TELLING = 4  # letters from which a word tells something; numbers always do


def same_content(one: Row, other: Row) -> bool:
    """Whether two contents share most of their telling words."""
    ours, theirs = name_key(one["content"]), name_key(other["content"])
    if ours == theirs:
        return True
    left, right = _telling(ours), _telling(theirs)
    both = len(left & right)
    return both >= _WORDS and both >= _SHARED * min(len(left), len(right))


def same_value(one: Row, other: Row) -> bool:
    """Whether two figures give one value of one thing; "at least 40" and "about 40" do not."""
    return all(one[name] == other[name] for name in ("kind", "low", "high")) and head(one["unit"]) == head(
        other["unit"]
    )


@lru_cache(maxsize=4096)  # each of a few hundred contents is held against many others
def _telling(content: str) -> frozenset[str]:
    return frozenset(word for word in content.split() if len(word) >= _TELLING or word.isdigit())
