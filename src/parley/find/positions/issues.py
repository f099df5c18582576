"""What a position is about: the issue of its words, else of what they point back to."""

from __future__ import annotations

from dataclasses import dataclass

from parley.find.base import Analysis
from parley.find.positions.claims import Claim
from parley.find.positions.parts import HINTED
from parley.find.positions.stances import FAMILIES, listed
from parley.language.line import Line, Range
from parley.records import Position
from parley.spans import Span

_FAR = 2  # sentences back that ``this demand`` may point to
_NEAR = 4  # words about a meeting that say which one it is
_MOST = 12  # positions that are remembered
_WANTED = frozenset({"want", "maybe", "yes", "threat"})
_ATTENDING = frozenset({"attend", "participate", "take", "join"})

Meant = tuple[str, Span | None]  # an issue, and the words that tell it


@dataclass(frozen=True, slots=True)
class _Told:
    party: str
    stance: str
    issue: str
    span: Span
    sentence: int


class Issues:
    """The issues of a document's positions, asked for in order of the text."""

    def __init__(self, analysis: Analysis) -> None:
        self._profile = analysis.profile
        self._told: list[_Told] = []
        self._lines: list[Line] = []
        self._text = analysis.document.text
        self.general = frozenset(issue.id for issue in analysis.profile.issues if issue.general)

    def of(self, text: str, near: int = HINTED) -> str | None:
        """The issue of some words; a hint tells it only among the first `near` of them."""
        found = self._profile.issue_of(text)
        if found is None or self.names(text, found):
            return found
        return self._profile.issue_of(" ".join(text.split()[:near]))

    def names(self, text: str, issue: str) -> bool:
        """Whether words name an issue wherever they stand, and do not only hint at it."""
        return issue in self._profile.issues_in(text)

    def read(self, line: Line) -> None:
        """Take note of a sentence that was read."""
        self._lines = [*self._lines[-_FAR + 1 :], line]

    def note(self, claim: Claim, position: Position, number: int) -> None:
        """Take note of a position that was found."""
        told = _Told(claim.party.actor_id, position.stance, position.issue, position.content_spans[0], number)
        self._told = [*self._told[-_MOST + 1 :], told]

    def points_back(self, line: Line, content: Range) -> bool:
        """Whether content is only a pointer: ``this condition``, ``such terms``, ``that``."""
        start, end = content
        if end - start == 1:
            return line.words[start] in listed("pronouns")
        if line.words[start] == "something":
            return True
        if line.words[start] in listed("pointing") or line.words[start] == "a":
            near = range(start + 1, min(end, start + 5))
            head = next((k for k in near if line.words[k] in listed("pointed")), None)
            if (
                head is not None and line.words[start] == "a" and end - start > 2
            ):  # ``a proposal | T has rejected``
                return head + 1 < end and line.tags[head + 1] in ("NNP", "PRP", "DT")
            if head is not None and (
                head + 1 == end or line.tags[head + 1] in ("RB", ".", ",", "PRP") or end - start <= 3
            ):
                return True
        return self._is_occasion(line, content)

    def back(self, claim: Claim, content: Range, number: int) -> Meant | None:
        """What a pointer means: a position of another side, here or just before, or the meeting told of."""
        if not self.points_back(claim.line, content) and not claim.relative:
            return self._attended(claim, content)
        if self._is_occasion(claim.line, content):
            return self._occasion(claim, number)
        near = [
            told
            for told in self._told
            if number - told.sentence <= _FAR
            and told.party != claim.party.actor_id
            and FAMILIES[told.stance] in _WANTED
        ]
        if not near:
            return self._sentence_before(claim, content)
        words = set(claim.line.words[slice(*content)])
        best = max(
            enumerate(near),
            key=lambda item: (_is_called(item[1].stance, words), item[1].issue not in self.general, item[0]),
        )[1]
        before = self._sentence_before(claim, content) if best.issue in self.general else None
        far = number - best.sentence > 1
        if before is None and far and best.stance == "urges" and not words.isdisjoint(listed("demands_firm")):
            return None  # ``T pushes to end the war. M fights for the port. S rejected | the demand``: M's
        return before or (best.issue, best.span)

    def _sentence_before(self, claim: Claim, content: Range) -> Meant | None:
        """The issue of the sentence before, where what is refused is called a demand or an offer."""
        words = set(claim.line.words[slice(*content)])
        if words.isdisjoint(listed("demands_called") | listed("offers_called")) or not self._lines:
            return None
        line = self._lines[-1]
        found = self.of(self._text[line.start : line.end])
        return (found, Span(line.start, line.end)) if found and found not in self.general else None

    def _is_occasion(self, line: Line, content: Range) -> bool:
        """Whether content is a meeting or talks told of before: ``such talks``, ``such a meeting``."""
        start, end = content
        return line.words[start] in ("such", "these", "those") and any(
            word in listed("occasions") for word in line.words[start : min(end, start + 4)]
        )

    def _occasion(self, claim: Claim, number: int) -> Meant | None:
        for told in reversed(self._told):
            words = self._text[told.span.start : told.span.end].lower().split()
            if number - told.sentence <= _FAR and not listed("meetings").isdisjoint(words):
                return told.issue, told.span
        found = self._before(claim)
        return (found, None) if found else None

    def _attended(self, claim: Claim, content: Range) -> Meant | None:
        """The issue of what a side will attend, where that stands just before: ``it will attend``."""
        attends = claim.rule == "will" and claim.line.words[claim.anchor] in _ATTENDING
        if not attends or content[1] - claim.anchor > 2:
            return None
        found = self._before(claim)
        return (found, None) if found else None

    def _before(self, claim: Claim) -> str | None:
        """The issue of the meeting that is named last before a claim, in its sentence or the one before."""
        own = self._text[claim.line.start : claim.line.tokens[claim.anchor].start]
        for text in (own, *(self._text[line.start : line.end] for line in reversed(self._lines))):
            words = text.split()
            for k in range(len(words) - 1, -1, -1):
                if words[k].lower().strip(",.;:") in listed("meetings"):
                    found = self.of(" ".join(words[max(0, k - _NEAR) : k + _NEAR]))
                    if found:
                        return found
        return None


def _is_called(stance: str, words: set[str]) -> bool:
    """Whether a stance may be called what a pointer says: ``this demand``, ``the offer``."""
    if not words.isdisjoint(listed("demands_called")):
        return stance in ("demands", "urges", "conditions")
    if not words.isdisjoint(listed("offers_called")):
        return stance in ("offers", "proposes", "open_to", "accepts", "urges")
    return False
