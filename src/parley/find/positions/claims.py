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
    words it is told, `own`: by that side itself. `whole`: the clause is content with its subject, so that nothing in
    it is another side's position. `withdrawn`: the side is told to have given it up.
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
