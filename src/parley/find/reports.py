"""The reports of a document: attributions of single sentences, and the quotations that go on beyond them.

1. each sentence gives its attributions (`parley.find.frames`);
2. a quotation that begins or ends outside its sentence is taken whole;
3. a whole quotation without a cue of its own goes on the report before it, or begins the one after it;
4. a quotation left open at a paragraph's end goes on in the next paragraph.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from parley.find.able import can_speak
from parley.find.circumstances import Taken, around_report
from parley.find.cues import Cue
from parley.find.floating import floating, is_left_open
from parley.find.frames import Attribution, attributions
from parley.find.lexicon import Gazetteer
from parley.find.phrases import bare_phrase
from parley.find.posts import posts
from parley.find.predicates import FINITE_FORM, Predicate, predicates
from parley.find.realis import ACTUAL
from parley.find.transcripts import turns
from parley.language.line import REACH, SUBORDINATORS, Line, Range
from parley.language.quotes import Quotation
from parley.passages import Passage
from parley.spans import Span
from parley.vocab import words

_THIRD = frozenset({"he", "she", "he's", "she's", "he’s", "she’s", "his", "her"})
TURN, POST = "turn", "post"  # the rules of what stands without a cue: in a transcript, in an embedded post
NEAR = 12  # reports before a quotation that it may go on
_LONGEST = 12  # letters of a word that joins a clause below, the space behind it included


@dataclass(frozen=True, slots=True)
class Report:
    """Reported words: where they stand, by which cue, and who is named as their source."""

    passage: int
    sentence: int  # where its sentence begins
    source: Span | None
    relation: str
    cue: Cue | None
    cue_span: Span | None
    content: tuple[Span, ...]
    rule: str
    around: Mapping[str, Span] = field(default_factory=dict)  # what stands around it, by field of `Statement`
    realis: str = ACTUAL
    antecedent: Span | None = None
    turn: Span | None = None  # the label of the turn of a transcript that it stands in

    @property
    def quoted(self) -> bool:
        """Whether its content is a quotation that stands before the cue, or goes on without one."""
        return self.rule in ("quote-before", "floating")


def reports(passages: Sequence[Passage], known: Gazetteer, persons: Collection[str] = ()) -> list[Report]:
    """The reports of a document in order of the text. Crossheads hold none.

    `persons`: names of persons on the page, by which the turns of a transcript are told.
    """
    out: list[Report] = []
    uncued = _uncued(passages, persons)
    waiting: list[Span] = []  # quotations of paragraphs before that were left open and have no speaker yet
    left_open = False
    introduced = False  # by somebody whom the paragraph before tells of
    before: Passage | None = None  # the paragraph before, where it reports nothing
    teller: Span | None = None  # whom that names, before quotations that wait
    for passage in passages:
        if passage.index in uncued:
            out += _told_in(_in_passage(passage, known), uncued[passage.index])
            waiting, left_open = [], False
            continue
        if passage.role == "crosshead":
            continue
        quotes = passage.quotes
        found = _in_passage(passage, known)
        free = floating(passage, (span for report in found for span in report.content))
        opens = [s for s in free if s.start - passage.start <= 1 and is_left_open(passage, s)]
        if waiting and not (opens and not found):
            begins = bool(found) and found[0].quoted and found[0].content[0].start - passage.start <= 1
            if begins:
                found[0] = dataclasses.replace(found[0], content=(*waiting, *found[0].content))
            elif out:
                for span in waiting:
                    _continue(out, passage, span, False, teller=teller)
            waiting = []
        out_before = len(out)
        out += found
        near = out_before  # the first report that begins behind the quotation
        for span in free:
            while near < len(out) and out[near].content[0].start < span.start:
                near += 1
            earlier = [i for i in range(max(out_before, near - NEAR), near) if _end(out[i]) <= span.start]
            if earlier:
                at = _main(out, earlier, passage)
                another = _between(passage, out[at], span)
                if another:
                    out.insert(at + 1, Report(
                        passage.index, span.start, another, "shared", None, None, (span,), "floating",
                    ))  # fmt: skip
                else:
                    _extend(out, at, passage, span)
            elif _joins_next(out, max(out_before, near - NEAR), passage, span):
                continue
            elif span.start - passage.start <= 1:
                if is_left_open(passage, span) and not found and (waiting or not left_open):
                    if not waiting:
                        teller = _teller(before) if before else None
                    waiting.append(span)
                elif out_before and passage.index - out[out_before - 1].passage <= 2 and not introduced:
                    open_ = left_open or before is None or _is_about_him(passage, span)
                    named = _teller(before) if before and not open_ else None
                    out_before += _continue(out, passage, span, left_open, out_before - 1, named)
        left_open = bool(quotes) and not quotes[-1].closed
        introduced = not found and _introduces(passage)
        before = None if found or free else passage
    return sorted(out, key=lambda r: r.content[0])


def _between(passage: Passage, report: Report, span: Span) -> Span | None:
    """Whom the sentence before a quotation tells of, behind that of a report: ``S said C. | T | disagreed. "D."``."""
    first = bisect_left(passage.sentences, report.sentence + 1, key=lambda line: line.start)
    lines = passage.sentences[first : bisect_left(passage.sentences, span.start, key=lambda line: line.start)]
    if _is_about_him(passage, span):
        return None
    if (
        not lines
        or _end(report) > lines[-1].start
        or span.start < lines[-1].end
        or -1 not in lines[-1].quoted
    ):
        return None
    line = lines[-1]
    told = [p for p in predicates(line) if p.subject and _does(line, p, p.subject)]
    return next((line.span(*p.subject) for p in told if p.subject and p.lemma in words("reacting")), None)


def _is_about_him(passage: Passage, span: Span) -> bool:
    """Whether a quotation begins with whom the words before it tell of: ``T left early. | "He had to."``."""
    said = passage.text[span.start - passage.start : span.end - passage.start].lstrip("\"'“”„«»‘’ ")
    return said.partition(" ")[0].lower() in _THIRD


def _introduces(passage: Passage) -> bool:
    """Whether a paragraph ends in a colon and is about somebody new: ``One activist sent us a message:``."""
    last = passage.sentences[-1] if passage.sentences else None
    if last is None or not _leads(passage):
        return False
    if last.tags[0] in ("DT", "CD"):
        return True
    first = next((p.subject for p in predicates(last) if p.subject), None)
    goes_on = first is None or last.tags[first[0]] == "PRP"  # ``She was very clear: | "C."``
    return _teller(passage) is None and not goes_on


def _leads(passage: Passage) -> bool:
    """Whether a paragraph leads to what follows it."""
    return passage.text.rstrip().endswith(":")


def _teller(passage: Passage) -> Span | None:
    """Whom a paragraph that reports nothing names as doing something: ``Ana Weber fears the law. | "C." ``.

    A quotation behind it is his. Of 26 behind a paragraph that reports nothing 11 were not of who spoke before it; of
    the 10 that this changes on the same pages all are right.
    """
    if not passage.sentences:
        return None
    line = passage.sentences[-1]
    told = [p for p in predicates(line) if p.subject and _does(line, p, p.subject)]
    if _leads(passage):  # ``T drew some fire from the paper: | "C."`` is not of the subject
        told = [p for p in told if not p.phrase("from")]
    return next((line.span(*p.subject) for p in told if p.subject), None)


def _does(line: Line, p: Predicate, subject: Range) -> bool:
    """Whether a main clause tells what somebody known by name did."""
    active = p.form == FINITE_FORM and p.realis == ACTUAL and not p.passive and p.lemma not in ("be", "have")
    below = p.antecedent is not None or line.words[max(0, subject[0] - 1)] in SUBORDINATORS
    return active and not below and line.tags[subject[1] - 1] == "NNP" and can_speak(line, subject)


def _told_in(inside: Iterable[Report], uncued: Sequence[Report]) -> list[Report]:
    """A turn with the reports inside it: what "I" said is the speaker's own, what others said he passes on."""
    turn = next((r for r in uncued if r.rule == TURN), None)
    if turn is None:
        return list(uncued)
    out = [turn]
    for r in inside:
        start = turn.content[0].start
        if r.source is None or r.source.end <= start or r.content[0].start < start:
            continue
        source = Span(max(r.source.start, start), r.source.end)  # ``Q | Ana Weber said``
        told = {"relayed_by": turn.source, **r.around} if turn.source else r.around
        out.append(dataclasses.replace(r, source=source, turn=turn.source, around=told))
    return out


def _uncued(passages: Sequence[Passage], persons: Collection[str]) -> dict[int, list[Report]]:
    """Turns of a transcript and embedded posts by the passages that they fill: all is somebody's words there."""
    out = {
        i: [Report(i, passages[i].start, turn.label, "label", None, None, (turn.content,), TURN)]
        for i, turn in turns(passages, persons).items()
    }
    for i, passage in enumerate(passages):
        if passage.role != "body" or i in out:
            continue
        for post in posts(passage, passages[i - 1] if i and passages[i - 1].role == "body" else None):
            around = {"when": post.when} if post.when else {}
            at = i if post.content.start >= passage.start else i - 1
            report = Report(
                at, passages[at].start, post.name, "label", None, None, (post.content,), POST, around
            )
            out.setdefault(i, [])
            out.setdefault(at, []).append(report)
    return out


def _in_passage(passage: Passage, known: Gazetteer) -> list[Report]:
    out = []
    for line in passage.sentences:
        found = attributions(line)
        if not found:
            continue
        taken = Taken(line, (part for one in found for part in one.content))
        for one in found:
            out.append(_report(passage, line, passage.quotes, one, _around(line, one, taken, known)))
    return out


def _around(line: Line, found: Attribution, taken: Taken, known: Gazetteer) -> dict[str, Span]:
    """The spans of the fields that the words around a report fill."""
    told = around_report(line, found.candidate, found.content, taken, known)
    relay = found.relay or found.candidate.relay or told.get("relayed_by")
    if relay == found.candidate.source:
        told.fields.pop("relayed_by", None)
    elif relay:
        told.fields["relayed_by"] = bare_phrase(line, relay) or relay
    return {name: line.span(*place) for name, place in told.fields.items()}


def _report(
    passage: Passage,
    line: Line,
    quotes: Sequence[Quotation],
    found: Attribution,
    around: Mapping[str, Span],
) -> Report:
    candidate = found.candidate
    content = tuple(_content(line, quotes, start, end) for start, end in found.content)
    rule = found.rule
    if rule == "before" and line.quoted[found.content[0][1] - 1] >= 0:
        rule = "quote-before"
    return Report(
        passage.index,
        line.start,
        _source(line, candidate.source) if candidate.source else None,
        candidate.relation,
        candidate.cue,
        line.span(*candidate.group),
        content,
        rule,
        around,
        candidate.realis,
        _optional(line, candidate.antecedent),
    )


def _source(line: Line, found: tuple[int, int]) -> Span:
    """The offsets of a source, without what an apostrophe joins to it: ``he's``, ``the leader's``."""
    span, i = line.span(*found), found[1] - 1
    joined = line.tags[i] == "PRPV" or line.is_possessive(i)
    at = max(line.tokens[i].text.rfind("'"), line.tokens[i].text.rfind("’")) if joined else -1
    return Span(span.start, line.tokens[i].start + at) if at > 0 else span


def _optional(line: Line, found: tuple[int, int] | None) -> Span | None:
    return line.span(*found) if found else None


def _content(line: Line, quotes: Sequence[Quotation], start: int, end: int) -> Span:
    """The content's offsets; a quotation at its edge is taken whole, beyond the sentence if need be."""
    start, end = _without_debris(line, start, end)
    span = line.span(start, end)
    first, last = line.quoted[start], line.quoted[end - 1]
    left = min(span.start, quotes[first].start) if first >= 0 else span.start
    right = max(span.end, quotes[last].end) if last >= 0 else span.end
    return Span(left, right)


def _without_debris(line: Line, start: int, end: int) -> tuple[int, int]:
    """Content without a mark before its first word or a footnote behind its last, and with its last bracket closed."""
    start = _behind_dateline(line, start, end)
    while start < end - 1 and (line.words[start] in (",", ".", ";") or _is_bullet(line, start)):
        start += 1
    marked = line.words[end - 1].isdigit() or "[" in line.words[start:end]
    note = next((k for k in range(start + 1, end) if _is_footnote(line, k)), None) if marked else None
    if note is not None:
        end = note
        while end > start + 1 and line.words[end - 1] in (",", "."):
            end -= 1
    inside = line.words[start:end]
    if inside.count("(") == inside.count(")") + 1:  # ``Sen. Ana Weber (D-Velm.)``
        end += 1 if line.words[end : end + 1] == [")"] else 2 * (line.words[end : end + 2] == [".", ")"])
    return start, end


def _behind_dateline(line: Line, start: int, end: int) -> int:
    """Where content begins that opens a page with its place and agency: ``Near Velm (AFP) -- | C``."""
    if start:
        return start
    closing = next((k for k in range(1, min(end - 2, REACH)) if line.words[k] == ")"), 0)
    agency = closing > 1 and line.words[closing - 2] == "(" and line.texts[closing - 1].isupper()
    return closing + 2 if agency and line.words[closing + 1] in ("-", "--", "–", "—") else start


def _is_bullet(line: Line, k: int) -> bool:
    """Whether the mark of a list's member opens a sentence: ``- | C, S said``."""
    return k == 0 and line.words[k] in ("-", "–", "*", "•") and line.tokens[k].end < line.tokens[k + 1].start


def _is_footnote(line: Line, k: int) -> bool:
    """Whether a footnote's mark begins at `k`: ``[4]``, ``[[iv]](https://...)``, ``"C."4``."""
    glued = line.words[k].isdigit() and line.tokens[k - 1].end == line.tokens[k].start
    if glued and line.tags[k - 1] == '"' and k == len(line) - 1:
        return True
    if line.words[k] != "[" or k + 2 >= len(line):
        return False
    return line.words[k + 1] == "[" or (line.words[k + 1].isdigit() and line.words[k + 2] == "]")


def _end(report: Report) -> int:
    ends = [s.end for s in report.content]
    return max([*ends, report.cue_span.end if report.cue_span else 0])


def _main(out: Sequence[Report], earlier: Sequence[int], passage: Passage) -> int:
    """Of the reports before a quotation, the one it goes on: the latest, or the quotation of the same sentence.

    ``"A," said S, who denied C. "B."``, ``"A," said S, after T announced C. "B."``: "B" is more of "A".
    """
    spoken = [i for i in earlier if not out[i].rule.startswith("noun-")]
    earlier = spoken or earlier  # ``said S, who rejects T's claims of C. "B."``: a quotation goes on no noun
    latest = out[earlier[-1]]
    same = [i for i in earlier if out[i].sentence == latest.sentence and out[i].quoted]
    below = latest.relation == "relative" or _stands_below(latest, passage)
    return same[-1] if same and below and not latest.quoted else earlier[-1]


def _stands_below(report: Report, passage: Passage) -> bool:
    """Whether the clause of a report hangs on another: ``after | T announced C``."""
    if report.source is None:
        return False
    at = report.source.start - passage.start
    before = passage.text[max(0, at - _LONGEST) : at].split()
    return bool(before) and before[-1].lower() in SUBORDINATORS


def _extend(out: list[Report], at: int, passage: Passage, span: Span) -> None:
    """A quotation after a report of the same paragraph: more of it, or more words of its speaker."""
    report = out[at]
    if report.quoted:
        out[at] = dataclasses.replace(report, content=(*report.content, span))
    else:
        out.insert(
            at + 1,
            Report(passage.index, span.start, report.source, "shared", None, None, (span,), "floating"),
        )


def _joins_next(out: list[Report], first: int, passage: Passage, span: Span) -> bool:
    """Whether the quotation was the beginning of the next report's quotation."""
    for i in range(first, len(out)):
        begin = out[i].content[0].start
        if begin >= span.end:
            between = passage.text[span.end - passage.start : begin - passage.start]
            if between.isspace() and out[i].rule == "quote-before":
                out[i] = dataclasses.replace(out[i], content=(span, *out[i].content))
                return True
            return False
    return False


def _continue(
    out: list[Report], passage: Passage, span: Span, left_open: bool, at: int = -1, teller: Span | None = None
) -> int:
    """A quotation that begins a paragraph goes on the report before it; 1 if that makes a new report.

    With a `teller` it is his.
    """
    report = out[at]
    if left_open and _end(report) <= span.start:
        out[at] = dataclasses.replace(report, content=(*report.content, span))
        return 0
    place = len(out) if at == -1 else at + 1
    source = teller or report.source
    out.insert(place, Report(passage.index, span.start, source, "shared", None, None, (span,), "floating"))
    return 1
