"""Finds who is reported to have communicated what.

The line: sentences -> attributions (`frames`) -> reports (`reports`) -> speakers (`speakers`)
-> dates (`occasions`) -> records.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from parley.dates import Date
from parley.find.base import Analysis
from parley.find.occasions import Occasions
from parley.find.realis import ACTUAL, HYPOTHETICAL, NEGATED
from parley.find.reports import POST, TURN, Report, reports
from parley.find.speakers.labels import labelled
from parley.find.speakers.resolver import Speakers
from parley.find.speakers.ruling import Ruling
from parley.passages import Passage, gaps
from parley.records import Document, Speaker, Statement, make_id
from parley.spans import Span, evidence, outside
from parley.vocab import words

FINDER = "rules"
LABELLED = frozenset({TURN, POST})  # rules by which a label names the speaker, and all the words are his
_WORD = re.compile(r"\w+")


class Statements:
    """Reported speech: quotations and paraphrases with their speaker."""

    kind = "statements"
    version = "24"
    needs: tuple[str, ...] = ("mentions",)

    def find(self, analysis: Analysis) -> Iterable[Statement]:
        """The statements in order of the text."""
        quoted = Quoted(analysis.document, analysis.passages)
        found = list(ascribed(analysis))
        occasions = Occasions(analysis, [report for report, _ in found])
        chrome = gaps(analysis.document)
        for report, ruling in found:
            if chrome:
                told = tuple(part for span in report.content for part in outside(span, chrome))
                report = dataclasses.replace(report, content=told)
            speaker = ruling.speaker if ruling else None
            mode = "direct" if report.rule in LABELLED else quoted.mode(report.content)
            yield _statement(analysis, report, speaker, mode, occasions.date(report, speaker))


def ascribed(analysis: Analysis) -> Iterator[tuple[Report, Ruling | None]]:
    """The reports of a document, each with the ruling on who speaks; None where nobody is named."""
    names = analysis.known
    speakers = Speakers(analysis, names)
    known: dict[Span, Ruling] = {}
    mentions, text = analysis.found["mentions"], analysis.document.text
    persons = {m.name for m in mentions if m.kind == "person"}
    for report in reports(analysis.passages, names, persons):
        source = report.source
        if source is None:
            yield report, None
            continue
        label = report.turn if text[source.start : source.end] == "I" else None
        if source not in known:
            if report.rule in LABELLED or label:
                known[source] = labelled(text, source, label or source, mentions)
            else:
                known[source] = _ruling(speakers, analysis.document, source, report.antecedent)
        if label:
            around = {k: v for k, v in report.around.items() if k != "relayed_by"}
            report = dataclasses.replace(report, around=around)
        yield report, known[source]


def _ruling(speakers: Speakers, document: Document, source: Span, antecedent: Span | None) -> Ruling:
    """Who speaks; a relative pronoun is printed as it stands and resolved as what it stands for."""
    if antecedent is None:
        return speakers.resolve(source)
    ruling = speakers.resolve(antecedent)
    printed = document.text[source.start : source.end]
    return dataclasses.replace(
        ruling, speaker=dataclasses.replace(ruling.speaker, surface=printed, span=source)
    )


def _statement(
    analysis: Analysis, report: Report, speaker: Speaker | None, mode: str, date: Date
) -> Statement:
    document = analysis.document
    content = " ".join(document.text[s.start : s.end] for s in report.content)
    act = _act(document, report)
    around = {name: document.text[s.start : s.end] for name, s in report.around.items()}
    named = (report.cue_span, report.source, report.antecedent, *report.around.values())
    pieces = {*report.content, *(s for s in named if s)}
    return Statement(
        id=make_id("statement", document.id, *(n for s in report.content for n in s), content),
        document_id=document.id,
        speaker=speaker,
        mode=mode,
        cue=_cut(document.text, report.cue_span),
        cue_span=report.cue_span,
        act=act,
        content=content,
        content_spans=report.content,
        addressee=around.get("addressee"),
        channel=around.get("channel"),
        place=around.get("place"),
        when=around.get("when"),
        date=date,
        about=analysis.profile.issues_in(content),
        negated=(act == "deny") != (report.realis == NEGATED),
        hypothetical=report.realis == HYPOTHETICAL,
        relayed_by=around.get("relayed_by"),
        rule=_rule(report),
        evidence=tuple(evidence(document.id, document.text, s.start, s.end) for s in sorted(pieces)),
    )


def _act(document: Document, report: Report) -> str:
    """What a cue does; who asks somebody to do or to give something requests it, but not ``Asked for her view, S``."""
    act = report.cue.act if report.cue else "say"
    if report.rule in LABELLED:
        return "ask" if document.text[report.content[-1].end - 1] == "?" else act
    start = report.content[0].start
    if act == "deny" and report.rule == "np" and _is_request(document.text[slice(*report.content[0])]):
        return "reject"
    alone = report.relation == "agent" and _cut(document.text, report.cue_span) in ("asked", "Asked")
    gives = report.rule == "preposition" and document.text[max(0, start - 4) : start].lower() == "for "
    return "request" if act == "ask" and not alone and (gives or report.rule in ("to", "np-for")) else act


def _is_request(content: str) -> bool:
    """Whether what is denied was asked for: ``the request``, ``him entry``, and no claim: ``the request had come``."""
    words_ = content.lower().split()
    end = next(
        (i for i, word in enumerate(words_) if word in words("noun_phrase_prepositions") | {"to"}), None
    )
    return words_[:end][-1:] != [] and words_[:end][-1].strip(".,") in words("requests")


def _rule(report: Report) -> str:
    """Which cue, frame and way to the subject gave a report: ``rules: say, zero-that, inverted``."""
    cue = report.cue.lemma if report.cue else "no cue"
    realis = () if report.realis == ACTUAL else (report.realis,)
    return f"{FINDER}: " + ", ".join((cue, report.rule, report.relation, *realis))


class Quoted:
    """Which words of a document stand in quotation marks."""

    def __init__(self, document: Document, passages: Sequence[Passage]) -> None:
        self._text = document.text
        self._quotes = [q for p in passages for q in p.quotes]
        self._starts = [q.start for q in self._quotes]

    def mode(self, content: Sequence[Span]) -> str:
        """``direct`` where all words of the content are quoted, ``mixed`` where some are."""
        found = {holds for span in content for holds in self._all(span)}
        return "mixed" if len(found) > 1 else "direct" if True in found else "indirect"

    def _all(self, span: Span) -> set[bool]:
        """Whether a quotation holds the words of a span: what is so of one of them, or of all."""
        i = bisect_left(self._starts, span.end) - 1
        last = self._quotes[i] if i >= 0 else None
        if last is None or last.end <= span.start:
            whole = False
        elif last.start <= span.start and span.end <= last.end:
            whole = True
        else:
            return {self._holds(m.start()) for m in _WORD.finditer(self._text, *span)}
        return {whole} if _WORD.search(self._text, *span) else set()

    def _holds(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._quotes[i].end


def _cut(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None
