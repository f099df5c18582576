"""The day on which a page was written, from what its text and the other pages prove.

`days` is a set of days, `bounds` turns a clue into one, `shared` finds what pages tell each other, `solve` puts
all together until nothing changes, `proof` says why in words, `entries` says the dates of what a page says again.
"""

from __future__ import annotations

from parley.link.dating.entries import Redated, link_entries
from parley.link.dating.link import BY_HAND, by_hand, link_dates

__all__ = ["BY_HAND", "Redated", "by_hand", "link_dates", "link_entries"]
