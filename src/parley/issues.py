"""Which issue of a negotiation some words are about, told from the profile's word patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from parley.language.patterns import compiled, words_in

# What follows these words is the circumstance of a demand or offer, not what it asks for or gives.
_ASIDE = re.compile(
    r"\b(?:if|unless|until|till|before|after|because|while|whil?st|when|whenever|once|during|amid|despite"
    r"|without|following|which|whose|where|in\s+(?:exchange|return|order|case|the\s+event|light|response)"
    r"|as\s+(?:long|soon|part)|so\s+that|so\s+as|ahead\s+of|aimed\s+at|instead\s+of|rather\s+than"
    r"|other\s+than|on\s+condition|provided\s+that)\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,;:.!?)\u2014\u2013]\s|[.!?;]$")
_ASIDE_WEIGHT = 0.4
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
class _Hit:
    issue: Issue
    start: int
    end: int
    weight: float


class Lexicon:
    """The patterns of all issues of a profile, compiled once."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self._issues = tuple(issue for issue in issues if issue.patterns or issue.hints)

    def touched(self, text: str) -> tuple[str, ...]:
        """Ids of the issues whose patterns `text` holds, in the profile's order."""
        if not self._any_pattern.search(
            text
        ):  # most sentences touch none: one search instead of one an issue
            return ()
        return tuple(issue.id for issue in self._issues if self._touches(issue, text))

    def best(self, text: str) -> str | None:
        """The issue that `text`, the words of a demand or an offer, is most about; None where that is open.

        1. Every pattern counts for its words, a hint for half; so the more specific pattern wins.
        2. What lies within a longer hit of another issue does not count: "the ceasefire" in
           "monitors of the ceasefire".
        3. Words after "until", "in exchange for" and the like, and words far from the beginning, count less.
        4. A general issue yields to any other. Where two score the same, none is named.
        """
        if not self._any_word.search(text):
            return None
        hits = _outermost([hit for issue in self._issues for hit in self._hits(issue, text)])
        scores: dict[str, float] = {}
        asides = _asides(text) if len({hit.issue.id for hit in hits}) > 1 else ()
        ranked = sorted(((_weight(hit, text, asides), hit.issue.id) for hit in hits), reverse=True)
        for weight, name in ranked:
            scores[name] = scores[name] + _FURTHER_WEIGHT * weight if name in scores else weight
        order = sorted(scores, key=lambda name: -scores[name])
        if not order or (len(order) > 1 and scores[order[0]] == scores[order[1]]):
            return None
        return order[0]

    @cached_property
    def _any_pattern(self) -> re.Pattern[str]:
        return compiled(pattern for issue in self._issues for pattern in issue.patterns)

    @cached_property
    def _any_word(self) -> re.Pattern[str]:
        return compiled(word for issue in self._issues for word in (*issue.patterns, *issue.hints))

    def _touches(self, issue: Issue, text: str) -> bool:
        found = compiled(issue.patterns)
        if not issue.unless:
            return found.search(text) is not None
        return any(not _excused(issue, m.start(), m.end(), text) for m in found.finditer(text))

    def _hits(self, issue: Issue, text: str) -> Iterator[_Hit]:
        """Every place where a pattern or hint of the issue stands."""
        for patterns, share in ((issue.patterns, 1.0), (issue.hints, _HINT_WEIGHT)):
            if not compiled(patterns).search(text):
                continue
            for pattern in patterns:
                weight = share * words_in(pattern) ** 0.5 * (_GENERAL_WEIGHT if issue.general else 1.0)
                for m in compiled((pattern,)).finditer(text):
                    if not _excused(issue, m.start(), m.end(), text):
                        yield _Hit(issue, m.start(), m.end(), weight)


def _excused(issue: Issue, start: int, end: int, text: str) -> bool:
    """Whether the hit lies in words that mean something else."""
    return any(m.start() < end and start < m.end() for m in compiled(issue.unless).finditer(text))


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


def _asides(text: str) -> tuple[tuple[int, int], ...]:
    """Spans that tell the circumstances: from their first word to the next pause."""
    found = []
    for m in _ASIDE.finditer(text):
        pause = _PAUSE.search(text, m.end())
        found.append((m.start(), pause.start() if pause else len(text)))
    return tuple(found)


def _weight(hit: _Hit, text: str, asides: tuple[tuple[int, int], ...]) -> float:
    aside = any(start <= hit.start < end for start, end in asides)
    before = text.count(" ", 0, hit.start)
    return hit.weight * (_ASIDE_WEIGHT if aside else 1.0) / (1 + _FADE * before)
