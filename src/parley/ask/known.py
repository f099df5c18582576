"""What a question is read against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from parley.ask.names import Names
from parley.profiles import Profile


@dataclass(frozen=True, slots=True)
class Known:
    """What a question is read against.

    Attributes:
        names: The actors.
        profile: The issues and states of the negotiation.
        outlets: Those that have pages.
        today: The day that "last week" is counted from.
        holds: Whether any page holds a word.
    """

    names: Names
    profile: Profile
    outlets: tuple[str, ...]
    today: Callable[[], dt.date]
    holds: Callable[[str], bool]
