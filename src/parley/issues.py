"""Which issue of a negotiation some words are about, told from the profile's word patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.language.patterns import Patterns, words_in

# What follows these words is the circumstance of a demand or an offer, not what it asks for or gives:
# a time, which tells nothing of the issue, or a condition, which tells it where nothing else does.
_TIME = re.compile(
    r"\b(?:until|till|before|after|while|whilst|when|whenever|once|during|amid|despite|following|ahead\s+of"
    r"|as\s+soon|since|in\s+the\s+wake|in\s+the\s+run)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|because|without|which|whose|where|in\s+(?:exchange|return|order|case|the\s+event"
    r"|light|response|retaliation|protest)|as\s+(?:long|part)|so\s+that|so\s+as|aimed\s+at|instead\s+of|rather\s+than|other\s+than"
    r"|on\s+condition|on\s+the\s+basis|provided\s+that)\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"(?:[,;:!?)\u2014\u2013]|(?<!\b[A-Z])\.)\s|[.!?;]$")  # none behind "U.S."
_LED = re.compile(
    r"\s+(?:on|of|over|against|for|to|from)\s(?:[^\s,;:.]+\s){0,3}(?:(?:and|or)\sother\s(?:[^\s,;:.]+\s)?)?",
    re.IGNORECASE,
)
_LED_WEIGHT = 0.6  # "oil exports" in "sanctions on oil exports"
_GENERAL_WEIGHT = 0.45
_HINT_WEIGHT = 0.5
_FURTHER_WEIGHT = 0.2  # of each further hit of the same issue
_FADE = 0.03  # a word: what is asked for stands early


@dataclass(frozen=True, slots=True)
class Issue:
    """Something negotiated about.

    Attributes:
        id: What records carry.
        title: What people read.
        patterns: Words that touch it wherever they stand (`parley.language.patterns`).
        hints: Words that tell it only in the words of a demand or an offer: "land", "weapons".
        unless: Words around a pattern in which it means something else: "exit poll".
        general: An issue that gives way to any other that the same words touch.
        pax: Codes of the PA-X database of peace agreements for it.
        plover: PLOVER codes for it, each ``EVENT``, ``EVENT-mode`` or ``context:name``.
        examples: Sentences that are about it, for the profile's own test.
        not_examples: Sentences that are not, though their words come near.
    """

    id: str
    title: str
    patterns: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    general: bool = False
    pax: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongExample:
    """An example that is not told as its issue says: `found` is what it is told as; `meant`, whether it should be."""

    issue: str
    sentence: str
    found: str | None
    meant: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A pattern, a hint or an exception of an issue; `weight` is 0 for an exception."""

    issue: Issue
    weight: float
    hint: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    issue: Issue
    start: int
    end: int
    weight: float
    hint: bool


class Lexicon:
    """The patterns, hints and exceptions of all issues of a profile."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self._issues = tuple(issues)
        entries = [entry for issue in issues for entry in _entries(issue)]
        self._order = {issue.id: place for place, issue in enumerate(issues)}
        self._words = tuple(word for _, word in entries)
        self._patterns = Patterns(pattern for pattern, _ in entries)

    def touched(self, text: str) -> tuple[str, ...]:
        """Ids of the issues whose patterns `text` holds, in the profile's order."""
        found = {hit.issue.id for hit in self._hits(text) if not hit.hint}
        return tuple(sorted(found, key=self._order.__getitem__)) if found else ()

    def places(self, text: str) -> tuple[tuple[str, int, int], ...]:
        """Issue, start and end of each place where a pattern stands, in order; hints are none."""
        return tuple((hit.issue.id, hit.start, hit.end) for hit in self._hits(text) if not hit.hint)

    def best(self, text: str) -> str | None:
        """The issue that `text`, the words of a demand or an offer, is most about; None where that is open.

        1. Every pattern counts for its words, a hint for half; so the more specific pattern wins.
        2. What lies within a longer hit of another issue does not count: "the ceasefire" in
           "monitors of the ceasefire".
        3. What follows "until" and the like does not count, and what follows "if", "in exchange for" and the
           like only where nothing else does. Words far from the beginning count less, and so do those led by
           another hit: "oil" in "sanctions on oil".
        4. A general issue yields to any other. Where two score the same, none is named.
        """
        hits = self._hits(text)
        if not hits:
            return None
        times, conditions = _asides(_TIME, text), _asides(_CONDITION, text)
        hits = [hit for hit in hits if not _within(hit, times)]
        hits = _outermost([hit for hit in hits if not _within(hit, conditions)] or hits)
        scores: dict[str, float] = {}
        ranked = sorted(((_weight(hit, hits, text), hit.issue.id) for hit in hits), reverse=True)
        for weight, name in ranked:
            scores[name] = scores[name] + _FURTHER_WEIGHT * weight if name in scores else weight
        order = sorted(scores, key=lambda name: -scores[name])
        if not order or (len(order) > 1 and scores[order[0]] == scores[order[1]]):
            return None
        return order[0]

    def wrong_examples(self) -> Iterator[WrongExample]:
        """The examples of all issues that are told otherwise, in order."""
        for issue in self._issues:
            for meant, sentences in ((True, issue.examples), (False, issue.not_examples)):
                for sentence in sentences:
                    found = self.best(sentence)
                    if (found == issue.id) is not meant:
                        yield WrongExample(issue.id, sentence, found, meant)

    def _hits(self, text: str) -> list[_Hit]:
        """Every place where a pattern or hint stands that no exception of its issue covers."""
        hits, exceptions = [], []
        for number, start, end in self._patterns.found(text):
            word = self._words[number]
            if word.weight:
                hits.append(_Hit(word.issue, start, end, word.weight, word.hint))
            else:
                exceptions.append((word.issue, start, end))
        if not exceptions:
            return hits
        return [
            hit
            for hit in hits
            if not any(
                issue is hit.issue and start < hit.end and hit.start < end for issue, start, end in exceptions
            )
        ]


def _entries(issue: Issue) -> Iterator[tuple[str, _Word]]:
    share = _GENERAL_WEIGHT if issue.general else 1.0
    for pattern in issue.patterns:
        yield pattern, _Word(issue, share * words_in(pattern) ** 0.5)
    for pattern in issue.hints:
        yield pattern, _Word(issue, share * _HINT_WEIGHT * words_in(pattern) ** 0.5, hint=True)
    for pattern in issue.unless:
        yield pattern, _Word(issue, 0.0)


def _outermost(hits: list[_Hit]) -> list[_Hit]:
    """The hits that lie in no longer one."""
    return [
        hit
        for hit in hits
        if not any(
            other.start <= hit.start
            and hit.end <= other.end
            and other.end - other.start > hit.end - hit.start
            for other in hits
        )
    ]


def _asides(begun: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    """Spans that tell a circumstance: from the word that begins it to the next pause."""
    found = []
    for m in begun.finditer(text):
        pause = _PAUSE.search(text, m.end())
        found.append((m.start(), pause.start() if pause else len(text)))
    return tuple(found)


def before_asides(text: str) -> str:
    """The words of a demand or an offer before the first circumstance of it: a time, a condition, a price."""
    starts = [m.start() for begun in (_TIME, _CONDITION) if (m := begun.search(text))]
    first = min(starts, default=len(text))
    return text[:first] if first else text


def _within(hit: _Hit, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= hit.start < end for start, end in spans)


def _weight(hit: _Hit, hits: list[_Hit], text: str) -> float:
    led = any(
        not other.issue.general and other.end < hit.start and _LED.fullmatch(text, other.end, hit.start)
        for other in hits
        if other.issue is not hit.issue
    )
    before = text.count(" ", 0, hit.start)
    return hit.weight * (_LED_WEIGHT if led else 1.0) / (1 + _FADE * before)
