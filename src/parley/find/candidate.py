"""A cue in use: a word that reports, with its subject and what stands around it."""

from __future__ import annotations

from typing import NamedTuple

from parley.find.cues import Cue
from parley.find.follow import Follow
from parley.find.realis import ACTUAL
from parley.language.line import Range


class Candidate(NamedTuple):
    """A cue in use. `begin` is where its clause begins; `before` the end of content that stands before it.

    `relation` says how the subject was found (`parley.find.subjects`). `realis` is one of `parley.find.realis`.
    """

    at: int
    cue: Cue
    group: Range
    source: Range | None
    relation: str
    begin: int
    before: int | None
    follow: Follow | None
    realis: str = ACTUAL
    after: int = 0  # end of the circumstances after the cue
    antecedent: Range | None = None  # what a relative pronoun that is the source stands for
    relay: Range | None = None  # who passes the words on
