"""How long talks took, where one sentence holds what another says of it: ``A said six hours; B put it at four``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from parley.find.base import Analysis
from parley.find.meetings.nouns import Noun
from parley.find.meetings.talk import Talk
from parley.find.number_words import words as number_words
from parley.find.predicates import Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.records import MeetingClaim, Statement
from parley.spans import Span, evidence
from parley.times.find import TimeExpression

_HOURS = re.compile(r"PT[0-9.]+[HM]|P[0-9]+D")
_UNIT = re.compile(r"PT?[0-9.]+([HMD])")
_BEFORE = 4  # words between "lasted" and the time that it took: "went on for more than"
_TAKING = frozenset({"last", "run", "take", "go", "stretch", "continue"})

Length = tuple[str, Span]  # in ISO 8601, and its words


def is_length(e: TimeExpression) -> bool:
    """Whether a time is hours, minutes or days on end."""
    return e.type == "DURATION" and bool(_HOURS.fullmatch(e.value))


def answers(line: Line, first: Length, analysis: Analysis) -> Iterator[Length]:
    """What a sentence tells besides of the same talks, behind the first."""
    found = [e for e in analysis.times.meeting(first[1].end, line.end) if is_length(e)]
    for e in found:
        at = next(i for i, token in enumerate(line.tokens) if token.end > e.start)
        if _of_the_same(line, at):
            yield e.value, Span(e.start, e.end)
    text = analysis.document.text[first[1].end : line.end]
    for m in _put_at().finditer(text):
        start, end = (first[1].end + n for n in m.span("number"))
        if not any(e.start <= start < e.end for e in found):
            yield _iso(m["number"], first[0]), Span(start, end)


def _of_the_same(line: Line, at: int) -> bool:
    """Whether a time is what ``it lasted`` names."""
    for verb in range(at - 1, max(0, at - 1 - _BEFORE), -1):
        if lemma(line.words[verb], line.tags[verb]) in _TAKING:
            subject = verb - 1 - (line.words[verb - 1] in ("had", "has", "have"))
            return line.words[subject] in ("it", "they")
    return False


@cache
def _put_at() -> re.Pattern[str]:
    """``put it at "barely four"``: a number without a unit of its own."""
    numbers = "|".join(sorted(map(re.escape, number_words().ones), key=len, reverse=True))
    return re.compile(
        r"\bput(?:s|ting)? (?:it|this|that|the \w+) at\W+(?:[a-z]+ ){0,3}?"
        rf"(?P<number>\d+|{numbers})\b(?! ?[\w%])",
        re.IGNORECASE,
    )


def _iso(number: str, like: str) -> str:
    known = _UNIT.fullmatch(like)
    unit = known[1] if known else "H"
    value = int(number) if number.isdigit() else number_words().ones[number.lower()]
    return f"P{value}D" if unit == "D" else f"PT{value}{unit}"


def claims(lengths: Sequence[Length], analysis: Analysis) -> list[MeetingClaim]:
    """Those lengths that somebody is said to have told, each once."""
    document, said = analysis.document, analysis.found.get("statements", ())
    out: dict[tuple[str, str], MeetingClaim] = {}
    for value, span in lengths:
        teller = _innermost(said, span)
        if teller and teller.speaker:
            words = evidence(document.id, document.text, span.start, span.end)
            key = value, teller.speaker.actor_id or teller.speaker.surface
            out.setdefault(key, MeetingClaim("duration", value, teller.speaker, (words,)))
    return list(out.values())


def plain(lengths: Sequence[Length], claimed: Sequence[MeetingClaim]) -> str | None:
    """The length that the page states itself; else the one that all tell; None where they differ."""
    told = {item.start for claim in claimed for item in claim.evidence}
    stated = next((value for value, span in lengths if span.start not in told), None)
    values = {claim.value for claim in claimed}
    return stated or (values.pop() if len(values) == 1 else None)


def _innermost(said: Sequence[Statement], span: Span) -> Statement | None:
    holding = [(c.end - c.start, n) for n, s in enumerate(said) for c in s.content_spans if c.holds(span)]
    return said[min(holding)[1]] if holding else None


def note_length(talk: Talk, noun: Noun, subject: Sequence[Predicate], analysis: Analysis) -> None:
    """``six hours of talks``, ``a two-hour meeting``, ``talks that lasted six hours``."""
    line = talk.line
    places: list[Range] = [(noun.start, noun.first)]
    if noun.hours:
        places.append(noun.hours)
        talk.definite = True
    for p in subject:
        base = p.lemma.split()[0]
        if base in (
            "last",
            "run",
            "wrap",
            "end",
            "conclude",
            "go",
            "continue",
            "stretch",
            "finish",
            "break",
        ):
            places.append((p.group[1], min(len(line), p.group[1] + 7)))
    for start, end in places:
        if start >= end:
            continue
        span = line.span(start, end)
        for e in analysis.times.meeting(span.start, span.end):
            if talk.lengths or not is_length(e) or not (span.start <= e.start and e.end <= span.end):
                continue
            if e.value.endswith("D") and start != noun.start:
                continue
            talk.lengths.append((e.value, Span(e.start, e.end)))
            talk.lengths += answers(line, talk.lengths[0], analysis)
            talk.note("duration", *(words for _, words in talk.lengths))
