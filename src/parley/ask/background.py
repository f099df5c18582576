"""What every question to a record is read with, worked out of it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parley.ask.folding import families
from parley.ask.names import Names
from parley.profiles import Profile
from parley.store.base import View
from parley.views.withdrawn import withdrawn


@dataclass(frozen=True, slots=True)
class Background:
    """Of one commit of a record, for any number of questions to it.

    Attributes:
        names: Its actors, and states, by what they are called.
        outlets: Those that printed its pages.
        family: For each page that shares its text with others, the family.
        kinds: Those of which it has rows.
        withdrawn: The pages that their agency withdrew.
        last_day: Of which it certainly has a page; None where no page is dated.
    """

    names: Names
    outlets: tuple[str, ...]
    family: Mapping[str, str]
    kinds: frozenset[str]
    withdrawn: frozenset[str]
    last_day: str | None


def background(view: View, profile: Profile) -> Background:
    """Read it: 2 s of processor time for the 55,000 actors of 20,000 pages.

    Args:
        view: The record.
        profile: Its states.
    """
    return Background(
        Names(view.links("actors"), profile),
        tuple(view.outlets()),
        families(view),
        frozenset(view.kinds()),
        frozenset(withdrawn(view)),
        view.last_day(),
    )
