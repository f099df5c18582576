"""That a side stands somewhere, as words tell it, before its issue is known."""

from __future__ import annotations

from dataclasses import dataclass

from parley.find.parties import Who
from parley.language.line import Line, Range
from parley.records import Statement


@dataclass(frozen=True, slots=True)
class Claim:
    """A stance of a side with its content, as token positions of one sentence.

    `party_at` holds the words that name the side, `anchor` the word that tells the stance. `statement`: in whose
    words it is told, `own`: by that side itself. `withdrawn`: the side is told to have given it up. `weak`: the
    word is so common that only an issue in particular makes it a position. `relative`: its
    content is what a relative pronoun stands for, which may be the whole clause before.
    """

    line: Line
    party: Who
    party_at: Range | None
    anchor: int
    stance: str
    content: Range
    rule: str
    statement: Statement | None = None
    hearer: Range | None = None
    withdrawn: bool = False
    own: bool = False
    weak: bool = False
    relative: bool = False
