"""What a position is about: the issue of its words, else of what they point back to."""

from __future__ import annotations

from dataclasses import dataclass

from parley.find.base import Analysis
from parley.find.positions.claims import Claim
from parley.find.positions.stances import FAMILIES, listed
from parley.language.line import Line, Range
from parley.records import Position
from parley.spans import Span

_FAR = 2  # sentences back that ``this demand`` may point to
_WANTED = frozenset({"want", "maybe", "yes", "threat"})


@dataclass(frozen=True, slots=True)
class _Told:
    party: str
    family: str
    issue: str
    span: Span
    sentence: int


class Issues:
    """The issues of a document's positions, asked for in order of the text."""

    def __init__(self, analysis: Analysis) -> None:
        self._profile = analysis.profile
        self._told: list[_Told] = []
        self._lines: list[tuple[Line, int, str | None]] = []
        self._text = analysis.document.text

    def of(self, text: str) -> str | None:
        """The issue of some words."""
        return self._profile.issue_of(text)

    def read(self, line: Line, number: int) -> None:
        """Take note of a sentence that was read."""
        self._lines = [*self._lines[-_FAR:], (line, number, None)]

    def note(self, claim: Claim, position: Position, number: int) -> None:
        """Take note of a position that was found."""
        told = _Told(
            claim.party.actor_id, FAMILIES[position.stance], position.issue, position.content_spans[0], number
        )
        self._told = [*self._told[-8:], told]

    def points_back(self, line: Line, content: Range) -> bool:
        """Whether content is only a pointer: ``this condition``, ``such terms``, ``that``."""
        start, end = content
        size = end - start
        if size == 1:
            return line.words[start] in listed("pronouns")
        if line.words[start] in listed("pointing") or line.words[start] == "a":
            head = next(
                (k for k in range(start + 1, min(end, start + 5)) if line.words[k] in listed("pointed")), None
            )
            if head is not None and (
                head + 1 == end or line.tags[head + 1] in ("RB", ".", ",", "PRP") or size <= 3
            ):
                return True
        return line.words[start] in ("such", "these", "those") and any(
            w in listed("occasions") for w in line.words[start:end][:3]
        )

    def back(self, claim: Claim, content: Range, number: int) -> tuple[str, Span | None] | None:
        """The issue of what a pointer means: the last position of another side, here or just before."""
        if not self.points_back(claim.line, content):
            return None
        if claim.line.words[content[0]] == "such" and any(
            w in listed("occasions") for w in claim.line.words[slice(*content)]
        ):
            found = self._before(claim)
            return (found, None) if found else None
        for told in reversed(self._told):
            if number - told.sentence > _FAR:
                break
            if told.party != claim.party.actor_id and told.family in _WANTED:
                return told.issue, told.span
        return None

    def _before(self, claim: Claim) -> str | None:
        """The issue of the words before a claim in its sentence, else of the sentence before."""
        own = self._text[claim.line.start : claim.line.tokens[claim.anchor].start]
        found = self.of(own)
        if found and found != "process":
            return found
        if self._lines:
            line = self._lines[-1][0]
            return self.of(self._text[line.start : line.end])
        return None
