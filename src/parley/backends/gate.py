"""The verbatim gate: a claim passes only as spans of the passage, with the clause that attributes it.

1. Every piece of the content must stand in the passage, whole words, character for character; only the
   shape of quotation marks and the width of white space may differ, which map back to exact offsets.
   Otherwise the claim is *not found*.
2. The words that name the speaker and the words that report must stand in one sentence of the passage,
   outside the content; unquoted content in that same sentence, quoted content in a quotation that
   touches it, or that stands alone beside it. A quotation may do without reporting words. Otherwise
   the claim is *misattributed*.
3. Where the words stand at several places, those nearest to each other are taken.

So whatever a page tells the model to say, and whatever the model makes up, what comes out is what the
page prints, ascribed as one of its sentences ascribes it; a wrong pairing within a sentence is the one
thing that the gate cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from parley.backends.answers import Claim
from parley.language.line import Line
from parley.passages import Passage
from parley.spans import Span, join

FOUND, MISATTRIBUTED, NOT_FOUND = "found", "misattributed", "not_found"
PLACES = 8  # of the same words that are weighed, the nearest ones; bounds the time that one claim takes
_FOLDED = re.compile(r"(?P<space>\s+)|(?P<double>''|``|[\"“”„«»])|(?P<single>['‘’‚])|.", re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim as spans of the document."""

    content: tuple[Span, ...]
    speaker: Span | None
    cue: Span | None


class Gate:
    """Holds claims to one passage."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._text = _Folded(passage.text)

    def check(self, claim: Claim) -> tuple[str, Placed | None]:
        """`FOUND` with its spans, or why the claim is dropped."""
        contents = list(islice(self._contents(claim.content), PLACES))
        if not contents:
            return NOT_FOUND, None
        speakers = self._places(claim.speaker)
        cues = self._places(claim.cue)
        if not speakers or not cues or (claim.speaker is None and claim.cue is None):
            return MISATTRIBUTED, None
        fits = [
            placed
            for content in contents
            for speaker, cue in product(_nearest(speakers, content), _nearest(cues, content))
            if self._attributes(placed := Placed(content, speaker, cue))
        ]
        if not fits:
            return MISATTRIBUTED, None
        return FOUND, min(fits, key=_width)

    def _places(self, words: str | None) -> Sequence[Span | None]:
        """Where words stand; of none that were claimed, nowhere, which is a place."""
        return [None] if words is None else list(self._text.find(words, self._passage.start))

    def _contents(self, pieces: Sequence[str]) -> Iterator[tuple[Span, ...]]:
        """Places of all pieces, one after the other, in the order in which they were claimed."""
        start = self._passage.start
        for first in self._text.find(pieces[0], start):
            spans = [first]
            for piece in pieces[1:]:
                after = next((s for s in self._text.find(piece, start) if s.start >= spans[-1].end), None)
                if after is None:
                    return
                spans.append(after)
            yield tuple(self._with_marks(span) for span in spans)

    def _with_marks(self, span: Span) -> Span:
        """The span with the marks of a quotation all of whose words it holds."""
        for quote in self._passage.quotes:
            words = list(_WORD.finditer(self._slice(quote.start, quote.end)))
            if words and span.holds((quote.start + words[0].start(), quote.start + words[-1].end())):
                span = Span(min(span.start, quote.start), max(span.end, quote.end))
        return span

    def _attributes(self, placed: Placed) -> bool:
        """Whether a sentence of the passage may ascribe the content so."""
        speaker, cue = placed.speaker, placed.cue
        named = [s for s in (speaker, cue) if s is not None]
        if any(s.meets(piece) for s in named for piece in placed.content):
            return False
        if speaker is not None and cue is not None and speaker.meets(cue):
            return False
        if cue is None and not all(self._quoted(piece) for piece in placed.content):
            return False
        sentence = self._sentence(named[0])
        if sentence is None or not all(_within(s, self._line(sentence)) for s in named):
            return False
        reach = self._reach(sentence)
        return all(any(span.holds(piece) for span in reach) for piece in placed.content)

    def _reach(self, sentence: int) -> list[Span]:
        """What a sentence can ascribe: itself, the quotations in it, and those that stand alone beside it."""
        lines = self._passage.sentences
        own, near = lines[sentence], lines[max(0, sentence - 1) : sentence + 2]
        quotes = [Span(quote.start, quote.end) for quote in self._passage.quotes]
        reached = [
            quote
            for quote in quotes
            if quote.meets((own.start, own.end))
            or (any(quote.meets((line.start, line.end)) for line in near) and self._alone(quote))
        ]
        return join([(own.start, own.end), *reached], gap=1)

    def _alone(self, quote: Span) -> bool:
        """Whether the sentences of a quotation hold no unquoted words, which could be its attribution."""
        around = [line for line in self._passage.sentences if quote.meets((line.start, line.end))]
        begin, end = around[0].start, around[-1].end
        words = (Span(begin + m.start(), begin + m.end()) for m in _WORD.finditer(self._slice(begin, end)))
        return all(self._quoted(word) for word in words)

    def _quoted(self, piece: Span) -> bool:
        """Whether a piece is all quotation."""
        return any(quote.start <= piece.start and piece.end <= quote.end for quote in self._passage.quotes)

    def _sentence(self, span: Span) -> int | None:
        lines = self._passage.sentences
        return next((i for i, line in enumerate(lines) if _within(span, line)), None)

    def _line(self, index: int) -> Line:
        return self._passage.sentences[index]

    def _slice(self, start: int, end: int) -> str:
        return self._passage.text[start - self._passage.start : end - self._passage.start]


class _Folded:
    """A text in which marks and spaces have one shape, and where each of its characters came from."""

    def __init__(self, text: str) -> None:
        parts = [(_fold(m), m.start(), m.end()) for m in _FOLDED.finditer(text)]
        self._text = "".join(shape for shape, _, _ in parts)
        self._starts = [start for _, start, _ in parts]
        self._ends = [end for _, _, end in parts]

    def find(self, words: str, offset: int) -> Iterator[Span]:
        """Where `words` stand as whole words, left to right, their offsets shifted by `offset`."""
        wanted = _Folded(words)._text.strip()
        if not _WORD.search(wanted):
            return
        at = self._text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if not self._inside_word(at) and not self._inside_word(end):
                yield Span(self._starts[at] + offset, self._ends[end - 1] + offset)
            at = self._text.find(wanted, at + 1)

    def _inside_word(self, at: int) -> bool:
        return 0 < at < len(self._text) and bool(re.fullmatch(r"\w\w", self._text[at - 1 : at + 1]))


def _fold(m: re.Match[str]) -> str:
    shapes = {"space": " ", "double": '"', "single": "'"}
    return shapes.get(m.lastgroup or "", m.group())


def _within(span: Span, line: Line) -> bool:
    return line.start <= span.start and span.end <= line.end


def _nearest(places: Sequence[Span | None], content: Sequence[Span]) -> Sequence[Span | None]:
    """The places that lie nearest to the content."""
    if len(places) <= PLACES:
        return places
    known = [p for p in places if p is not None]
    return sorted(known, key=lambda p: max(content[0].start - p.end, p.start - content[-1].end))[:PLACES]


def _width(placed: Placed) -> tuple[int, int]:
    """How far the parts lie apart, then where they begin: the nearest, then the first, is meant."""
    spans = [*placed.content, *(s for s in (placed.speaker, placed.cue) if s is not None)]
    return max(s.end for s in spans) - min(s.start for s in spans), min(s.start for s in spans)
