"""Finds who is reported to have communicated what.

The line: sentences -> attributions (`frames`) -> reports (`reports`) -> speakers (`speakers`) -> records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.dates import Date
from parley.find.base import Analysis
from parley.find.lexicon import Gazetteer
from parley.find.reports import Report, reports
from parley.find.speakers import Speakers
from parley.language.quotes import quotations
from parley.passages import Passage
from parley.records import Speaker, Statement, make_id
from parley.spans import Span, evidence

FINDER = "rules"


class Statements:
    """Reported speech: quotations and paraphrases with their speaker."""

    kind = "statements"
    version = "1"
    needs: tuple[str, ...] = ("mentions",)

    def find(self, analysis: Analysis) -> Iterable[Statement]:
        """The statements in order of the text."""
        speakers = Speakers(analysis.document, analysis.found["mentions"], Gazetteer(analysis.profile))
        passages = {p.index: p for p in analysis.passages}
        known: dict[Span, Speaker] = {}
        for report in reports(analysis.passages):
            if report.source is not None and report.source not in known:
                known[report.source] = speakers.resolve(report.source)
            speaker = known[report.source] if report.source is not None else None
            yield _statement(analysis, report, speaker, passages)


def _statement(
    analysis: Analysis, report: Report, speaker: Speaker | None, passages: dict[int, Passage]
) -> Statement:
    document = analysis.document
    content = " ".join(document.text[s.start : s.end] for s in report.content)
    act = report.cue.act if report.cue else "say"
    pieces = [*report.content, *(s for s in (report.cue_span, report.source) if s)]
    return Statement(
        id=make_id("statement", document.id, *(n for s in report.content for n in s), content),
        document_id=document.id,
        speaker=speaker,
        mode=mode(document.text, report.content, passages),
        cue=_cut(document.text, report.cue_span),
        cue_span=report.cue_span,
        act=act,
        content=content,
        content_spans=report.content,
        addressee=_cut(document.text, report.hearer),
        channel=_cut(document.text, report.channel),
        place=None,
        date=Date.unknown(),
        about=analysis.profile.issues_in(content),
        negated=act == "deny",
        relayed_by=None,
        rule=f"{FINDER}: {report.cue.lemma if report.cue else 'no cue'}, {report.rule}",
        evidence=tuple(evidence(document.id, document.text, s.start, s.end) for s in sorted(set(pieces))),
    )


def mode(text: str, content: Sequence[Span], passages: dict[int, Passage]) -> str:
    """``direct`` where all words of the content lie in quotation marks, ``mixed`` where some do."""
    inside = outside = 0
    for span in content:
        passage = next(p for p in passages.values() if p.start <= span.start < p.end)
        quotes = quotations(passage.text, passage.start)
        for sentence in passage.sentences:
            for token in sentence.tokens:
                if span.holds(token[:2]) and token.text[0].isalnum():
                    if any(q.start <= token.start < q.end for q in quotes):
                        inside += 1
                    else:
                        outside += 1
    return "indirect" if inside == 0 else "mixed" if outside else "direct"


def _cut(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None
