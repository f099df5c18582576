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
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from parley.backends.answers import Claim
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
    """Holds claims to one passage; the time that a claim takes grows with the passage's length only."""

    def __init__(self, passage: Passage) -> None:
        self._start = passage.start
        self._text = _Folded(passage.text)
        self._layout = _Layout(passage)

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
        return [None] if words is None else [s.shift(self._start) for s in self._text.find(words)]

    def _contents(self, pieces: Sequence[str]) -> Iterator[tuple[Span, ...]]:
        """Places of all pieces, one after the other, in the order in which they were claimed."""
        for first in self._text.find(pieces[0]):
            spans = [first]
            for piece in pieces[1:]:
                after = next(self._text.find(piece, spans[-1].end), None)
                if after is None:
                    return
                spans.append(after)
            yield tuple(self._layout.with_marks(span.shift(self._start)) for span in spans)

    def _attributes(self, placed: Placed) -> bool:
        """Whether a sentence of the passage may ascribe the content so."""
        speaker, cue = placed.speaker, placed.cue
        named = [s for s in (speaker, cue) if s is not None]
        if any(s.meets(piece) for s in named for piece in placed.content):
            return False
        if speaker is not None and cue is not None and speaker.meets(cue):
            return False
        if cue is None and not all(self._layout.is_quoted(piece) for piece in placed.content):
            return False
        sentences = {self._layout.sentence(s) for s in named}
        sentence = sentences.pop()
        if sentences or sentence is None:
            return False
        reach = self._layout.reach(sentence)
        return all(any(span.holds(piece) for span in reach) for piece in placed.content)


class _Layout:
    """The sentences and quotations of a passage, both in order of the text."""

    def __init__(self, passage: Passage) -> None:
        self._lines = [Span(line.start, line.end) for line in passage.sentences]
        self._line_starts = [line.start for line in self._lines]
        self._quotes = [Span(quote.start, quote.end) for quote in passage.quotes]
        self._quote_starts = [quote.start for quote in self._quotes]
        words = [Span(*m.span()).shift(passage.start) for m in _WORD.finditer(passage.text)]
        self._plain = {self.sentence(word) for word in words if not self.is_quoted(word)}
        self._worded = [(q, _hull(words, q)) for q in self._quotes]
        self._reaches: dict[int, list[Span]] = {}

    def sentence(self, span: Span) -> int | None:
        """The number of the sentence that holds a span."""
        i = bisect_right(self._line_starts, span.start) - 1
        return i if i >= 0 and self._lines[i].holds(span) else None

    def is_quoted(self, span: Span) -> bool:
        """Whether a span is all quotation."""
        i = bisect_right(self._quote_starts, span.start) - 1
        return i >= 0 and self._quotes[i].holds(span)

    def with_marks(self, span: Span) -> Span:
        """The span with the marks of the quotations all of whose words it holds."""
        whole = [quote for quote, words in self._worded if words is not None and span.holds(words)]
        return Span(min(s.start for s in [span, *whole]), max(s.end for s in [span, *whole]))

    def reach(self, sentence: int) -> list[Span]:
        """What a sentence can ascribe: itself, the quotations in it, and those that stand alone beside it."""
        if sentence not in self._reaches:
            own, near = self._lines[sentence], self._lines[max(0, sentence - 1) : sentence + 2]
            around = Span(near[0].start, near[-1].end)
            reached = [q for q in self._quotes if q.meets(own) or (q.meets(around) and self._alone(q))]
            self._reaches[sentence] = join([own, *reached], gap=1)
        return self._reaches[sentence]

    def _alone(self, quote: Span) -> bool:
        """Whether the sentences of a quotation hold no unquoted words, which could be its attribution."""
        first = max(0, bisect_right(self._line_starts, quote.start) - 1)
        last = bisect_right(self._line_starts, quote.end - 1)
        return self._plain.isdisjoint(range(first, last))


class _Folded:
    """A text in which marks and spaces have one shape, and where each of its characters came from."""

    def __init__(self, text: str) -> None:
        parts = [(_fold(m), m.start(), m.end()) for m in _FOLDED.finditer(text)]
        self._text = "".join(shape for shape, _, _ in parts)
        self._starts = [start for _, start, _ in parts]
        self._ends = [end for _, _, end in parts]

    def find(self, words: str, begin: int = 0) -> Iterator[Span]:
        """Where `words` stand as whole words, left to right from offset `begin` on."""
        wanted = _Folded(words)._text.strip()
        if not _WORD.search(wanted):
            return
        at = self._text.find(wanted, bisect_left(self._starts, begin))
        while at >= 0:
            end = at + len(wanted)
            if not self._inside_word(at) and not self._inside_word(end):
                yield Span(self._starts[at], self._ends[end - 1])
            at = self._text.find(wanted, at + 1)

    def _inside_word(self, at: int) -> bool:
        return 0 < at < len(self._text) and all(c.isalnum() or c == "_" for c in self._text[at - 1 : at + 1])


def _fold(m: re.Match[str]) -> str:
    shapes = {"space": " ", "double": '"', "single": "'"}
    return shapes.get(m.lastgroup or "", m.group())


def _hull(words: Sequence[Span], quote: Span) -> Span | None:
    """From the first word of a quotation to its last."""
    first, last = bisect_left(words, (quote.start,)), bisect_left(words, (quote.end,))
    return Span(words[first].start, words[last - 1].end) if first < last else None


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
