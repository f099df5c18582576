"""What follows a cue, as one thing: where its content begins, by which frame, and who was told."""

from __future__ import annotations

from dataclasses import dataclass

from parley.language.line import Range

# frames of content that is a clause, or words as they were spoken
CLAUSES = frozenset({"that", "zero-that", "question", "quote", "colon", "clause", "phrase"})


@dataclass(frozen=True, slots=True)
class Follow:
    """What follows a cue: where its content begins and by which frame; who was told."""

    start: int
    frame: str
    hearer: Range | None = None
    lead: Range | None = None  # content that stands before: ``which S said C``
