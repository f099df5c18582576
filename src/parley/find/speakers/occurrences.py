"""Where on a page actors are named: in which sentence and paragraph, as subject or not, quoted or not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from parley.find.base import Analysis
from parley.find.cues import verbs
from parley.find.speakers.phrase import is_body, is_person
from parley.find.telling import Telling
from parley.language.line import Line, Range
from parley.language.tags import FINITE
from parley.records import Mention
from parley.spans import Span

REACH = 6  # sentences that a pronoun may look back over
_OF_NAME = frozenset({"NNP", "NN", "NNS", "JJ", "DT", "POS", "CD"})
_BEFORE_OBJECT = frozenset({"IN", "TO"})
_HE = Telling(lambda word: word.partition("'")[0] in ("he", "she"))
_CONTENT = frozenset({"that", "if", "whether", "how", "what", "why"})
_CLAUSE = frozenset({"that", "as", "after", "before", "while", "because", "although", "though", "if", "when"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An actor named at a place. `sentence` counts over the page; `position`: subject, object or owner."""

    mention: Mention
    sentence: int
    passage: int
    start: int
    position: str
    quoted: bool
    inside: bool  # in a clause that another one holds: ``said that ... if S``


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase that means a person or a body without a name, as token positions of a sentence."""

    sentence: int
    start: int
    end: int


class Occurrences:
    """The sentences of a page and the places in them where actors are named: ``analysis.once(Occurrences)``."""

    def __init__(self, analysis: Analysis) -> None:
        passages, mentions = analysis.passages, analysis.found["mentions"]
        self.lines = [line for passage in passages for line in passage.sentences]
        self.passages = [p.index for p in passages for _ in p.sentences]
        self._begins = [line.start for line in self.lines]
        self._told = list(accumulate(int(-1 in line.quoted) for line in self.lines))
        self.mentions = [m for m in mentions if m.evidence]
        self._starts = [m.evidence[0].start for m in self.mentions]
        self._placed: dict[int, Occurrence | None] = {}
        self._described: dict[int, tuple[Described, ...]] = {}
        self._phrases: dict[int, tuple[Range, ...]] = {}
        self._opened: dict[int, int] = {}  # where the first conjunction of content in a sentence stands

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds offset `at`."""
        return max(0, bisect_right(self._begins, at) - 1)

    def back(self, here: int, there: int) -> int:
        """How many sentences lie from one back to another; those all in quotation marks do not count."""
        return self._told[here] - self._told[there] if there < here else 0

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a range of offsets."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def from_(self, at: int) -> Mention | None:
        """The first mention that begins at or after `at`."""
        i = bisect_left(self._starts, at)
        return self.mentions[i] if i < len(self.mentions) else None

    def before(self, at: int) -> list[Occurrence]:
        """What is named before `at`, up to `REACH` sentences back, the latest first."""
        here = self.sentence(at)
        out: list[Occurrence] = []
        for i in range(bisect_left(self._starts, at) - 1, -1, -1):
            found = self._place(i)
            if found is None:
                continue
            if self.back(here, found.sentence) > REACH or len(out) > 40:
                break
            out.append(found)
        return out

    def after(self, at: int) -> list[Occurrence]:
        """What is named behind `at` in the same sentence."""
        number = self.sentence(at)
        first = bisect_left(self._starts, at)
        found = [self._place(i) for i in range(first, min(first + 6, len(self.mentions)))]
        return [o for o in found if o and o.sentence == number]

    def _place(self, i: int) -> Occurrence | None:
        if i not in self._placed:
            self._placed[i] = self._placing(i)
        return self._placed[i]

    def _placing(self, i: int) -> Occurrence | None:
        mention = self.mentions[i]
        where = mention.evidence[0]
        number = self.sentence(where.start)
        line = self.lines[number]
        found = token_range(line, where.start, where.end)
        if found is None:
            return None
        first, end = found
        return Occurrence(
            mention,
            number,
            self.passages[number],
            where.start,
            position(line, first, end),
            line.quoted[first] >= 0,
            self.is_inside(number, first),
        )

    def is_inside(self, number: int, first: int) -> bool:
        """Whether a conjunction of content stands before token `first` of a sentence, not at its begin."""
        if number not in self._opened:
            line = self.lines[number]
            opens = (i for i in range(1, len(line.words)) if line.words[i] in _CONTENT)
            self._opened[number] = next(opens, len(line.words))
        return self._opened[number] < first

    def described(self, number: int) -> tuple[Described, ...]:
        """Subjects of sentence `number` that are persons or bodies without a name: ``a farmer``."""
        if number not in self._described:
            line = self.lines[number]
            self._described[number] = tuple(
                Described(number, s, e)
                for s, e in self.phrases(number)
                if position(line, s, e) == "subject" and line.tags[s] in ("DT", "POS", "JJ", "CD")
            )
        return self._described[number]

    def pronouns(self, number: int) -> list[Span]:
        """The pronouns for one person that are subjects of sentence `number`, outside quotations."""
        line = self.lines[number]
        if not _HE.any(line.words):
            return []
        return [
            Span(line.tokens[i].start, line.tokens[i].start + len(word))
            for i, spelled in enumerate(line.words)
            if (word := spelled.partition("'")[0]) in ("he", "she")
            and line.quoted[i] < 0
            and (line.tags[i] == "PRPV" or position(line, i, i + 1) == "subject")
        ]

    def phrases(self, number: int) -> tuple[Range, ...]:
        """Noun phrases of sentence `number` that mean a person or a body without a name."""
        if number not in self._phrases:
            self._phrases[number] = noun_phrases(self.lines[number])
        return self._phrases[number]


def token_range(line: Line, start: int, end: int) -> Range | None:
    """The tokens of a sentence that cover offsets."""
    tokens = line.tokens
    i = j = bisect_left(tokens, (start,))
    while j < len(tokens) and tokens[j].start < end:
        j += 1
    return (i, j) if j > i else None


def position(line: Line, first: int, end: int) -> str:
    """Where a noun phrase of tokens stands: ``subject`` of a finite verb, ``owner``, or ``object``."""
    if line.tags[end - 1] == "POS":
        return "owner"
    s = first
    while s > 0 and line.tags[s - 1] in _OF_NAME and line.quoted[s - 1] == line.quoted[first]:
        s -= 1
    if s > 1 and line.tags[s - 1] in ("VBD", "VBZ") and (line.quoted[s - 2] >= 0 or line.words[s - 2] == ","):
        return "subject"  # ``"C," said S``
    if s > 0 and line.tags[s - 1] in _BEFORE_OBJECT and line.words[s - 1] not in _CLAUSE:
        return "object"
    aside = s > 0 and line.words[s - 1] == "," and line.words[end : end + 1] == [","]
    i = end + 1 if aside else _past_aside(line, end)  # ``His rival, Ana Weber, said``
    if line.words[i : i + 1] == ["and"]:  # ``Ana Weber and Ivo Lund met``
        i += 1
        while i < len(line.words) and line.tags[i] in _OF_NAME:
            i += 1
    while i < len(line.words) and line.tags[i] == "RB":
        i += 1
    if i >= len(line.words):
        return "object"
    # taggers take many a past tense for a participle or adjective; after a name it seldom is one
    past = line.tags[i] == "VBN" or (line.tags[i] == "JJ" and line.words[i] in verbs())
    past = past and line.tags[end - 1] == "NNP" and line.words[i + 1 : i + 2] != ["by"]
    return "subject" if line.tags[i] in FINITE or past else "object"


def _past_aside(line: Line, i: int) -> int:
    """Past an apposition or relative clause between commas or brackets."""
    closing = {",": ",", "(": ")", "--": "--", "–": "–", "—": "—"}.get(
        line.words[i] if i < len(line.words) else ""
    )
    if closing is None:
        return i
    for j in range(i + 1, min(len(line.words), i + 25)):
        if line.words[j] == closing:
            return j + 1
    return i


def noun_phrases(line: Line) -> tuple[Range, ...]:
    """Noun phrases outside quotations whose head is a noun for one person or body, and no name's title."""
    out = []
    for i, word in enumerate(line.words):
        if not (is_person(word) or is_body(word)) or line.quoted[i] >= 0:
            continue
        if line.tags[i] not in ("NN", "NNP") or not line.texts[i].islower():
            continue
        if i + 1 < len(line.words) and line.tags[i + 1] in ("NN", "NNS", "NNP", "POS"):
            continue
        s = i
        while s > 0 and line.tags[s - 1] in _OF_NAME and line.tags[s] != "DT" and line.quoted[s - 1] < 0:
            s -= 1
        out.append((s, i + 1))
    return tuple(out)
