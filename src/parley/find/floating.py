"""Quotations that no words beside them attribute: those for which a speaker is sought elsewhere in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from parley.find.cues import verbs
from parley.language.line import Line
from parley.language.quotes import Quotation
from parley.passages import Passage
from parley.spans import Span

_WHOLE = 4  # words that a quotation without a cue needs to be speech and not a name or a scare quote


def floating(passage: Passage, taken: Iterable[Span]) -> list[Span]:
    """The quotations of a paragraph that are in no report and have no words of their own to tell who speaks.

    Args:
        passage: The paragraph.
        taken: What its reports tell.
    """
    free = _unattributed(passage)
    if not free:
        return free
    told = sorted(taken)
    ends = list(accumulate((s.end for s in told), max))  # the farthest end of the spans up to each
    out = []
    for span in free:
        i = bisect_left(told, span.end, key=lambda s: s.start)
        if (i == 0 or ends[i - 1] <= span.start) and not _has_cue(passage, span):
            out.append(span)
    return out


def _unattributed(passage: Passage) -> list[Span]:
    """Quotations that are speech by themselves, and sentences that are mostly quotation, in order.

    ``"We are late." "It is a start" for the port, no more.``: the second sentence is taken whole.
    """
    out: list[Span] = []
    if not passage.quotes:
        return out
    begins = {line.start for line in passage.sentences}
    ends = {line.end for line in passage.sentences}
    spoken = [
        Span(q.start, q.end)
        for q in passage.quotes
        if _whole(q, passage)
        or (q.start in begins and q.end in ends and passage.text[q.end - 2 - passage.start] in ".!?")
    ]
    starts = [s.start for s in spoken]
    for line in passage.sentences:
        if not line.is_open_quote(0) or _names_teller(line):
            continue
        inside = sum(q >= 0 for q in line.quoted)
        mostly = _WHOLE + 2 <= inside < len(line) - 1 and 2 * inside >= len(line)
        sentence = Span(line.start, line.end)
        near = spoken[max(0, bisect_left(starts, line.start) - 1) : bisect_left(starts, line.end)]
        if mostly and not any(s.meets(sentence) for s in near):
            out.append(sentence)
    return sorted([*spoken, *out])


def _names_teller(line: Line) -> bool:
    """Whether a sentence closes with who speaks, by whatever verb: ``“Out with it,” | the crowd chanted.``"""
    end = line.quote_end(0) if line.is_open_quote(0) else 0
    if not 1 < end < len(line) or line.words[end - 2] not in (",", "!", "?"):
        return False
    found = line.np_after(end)
    return (
        found is not None
        and line.tags[found[1] : found[1] + 1] in (["VBD"], ["VBZ"])
        and len(line) - found[1] < 4
    )


def _has_cue(passage: Passage, span: Span) -> bool:
    """Whether a quotation has words of its own that tell who speaks, unseen by the rules: it is nobody else's then.

    ``"A," came the reply from S``: a comma inside, or a verb of reporting right behind it.
    """
    at = bisect_left(passage.sentences, span.end, key=lambda line: line.start) - 1
    line = passage.sentences[at] if at >= 0 else None
    if line is None or span.end > line.end:
        return False
    if span.end < line.end and passage.text[span.end - 2 - passage.start] == ",":
        return True
    i = bisect_left(line.tokens, span.end, key=lambda t: t.start)
    subject = line.np_after(i) if i < len(line) else None
    return any(
        j < len(line) and line.words[j] in verbs() and line.tags[j] in ("VBD", "VBZ")
        for j in (i, subject[1] if subject else i)
    )


def is_left_open(passage: Passage, span: Span) -> bool:
    """Whether a quotation runs on into the next paragraph."""
    last = passage.quotes[-1]
    return last.end == span.end and not last.closed


def _whole(quote: Quotation, passage: Passage) -> bool:
    """Whether a quotation is a sentence of speech by itself rather than a name, a title or a scare quote."""
    text = passage.text[quote.start - passage.start : quote.end - passage.start]
    inner = text.strip("\"'“”„«»‘’ ")
    ends = inner[-1:] in ".!?…,—-" or text[-2:-1] in ".!?…," or not quote.closed
    return (
        len(inner.split()) >= _WHOLE
        and ends
        and inner[:1].isupper() | inner[:1].isdigit() | (inner[:1] in ".…")
    )
