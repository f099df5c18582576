"""Which words of a sentence report speech, who is their subject, and where their content stands.

1. every cue verb outside quotations that is used as a verb becomes a `Candidate`, with its subject;
2. what follows it (a clause, a quotation, a noun phrase ...) or what stands before it is its content;
3. a candidate inside another one's content is dropped, unless it is coordinated with that one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.find.candidates import Candidate, can_speak, candidates
from parley.find.follows import Range
from parley.language.line import MARKS, SUBORDINATORS, Line
from parley.language.tags import FINITE


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its content ranges, as token positions of one sentence."""

    candidate: Candidate
    content: tuple[Range, ...]
    rule: str


def attributions(line: Line) -> list[Attribution]:
    """The attributions of one sentence in order of their cues."""
    return _contents(line, candidates(line))


def _contents(line: Line, found: list[Candidate]) -> list[Attribution]:
    out: list[Attribution] = []
    floor = 0  # content before a cue begins here at the earliest
    inside = 0  # end of the content taken so far
    for n, c in enumerate(found):
        if c.before is not None and c.follow is None and c.begin < inside and _encloses(line, out, c):
            floor = inside = out[-2].content[-1][1] if len(out) > 1 else 0
            out.pop()
        if c.begin < inside:
            continue
        if c.before is not None and _prefers_before(line, c):
            parts = _parts_before(line, floor, c, _after(found, n))
            if parts:
                out.append(Attribution(c, tuple(parts), "before"))
                floor = inside = max(c.after, parts[-1][1])
        elif c.follow:
            stop = _stop(line, c.follow.start, _after(found, n), c.follow.frame)
            for part in _clauses(line, c.follow.start, stop, c.follow.frame):
                out.append(Attribution(c, (part,), c.follow.frame))
                floor = inside = stop
    return out


def _clauses(line: Line, start: int, stop: int, frame: str) -> list[Range]:
    """Coordinated that-clauses one by one: ``said that A and that B`` reports two things."""
    out: list[Range] = []
    if frame in ("that", "zero-that"):
        for j in range(start + 2, stop - 3):
            if line.words[j + 1] == "that" and line.words[j] in ("and", "but") and line.quoted[j] < 0:
                end = j - 1 if line.words[j - 1] in MARKS else j
                if end > start:
                    out.append((start, end))
                    start = j + 2
    return [*out, (start, stop)] if stop > start else out


def _after(found: list[Candidate], n: int) -> Iterable[Candidate]:
    return (found[k] for k in range(n + 1, len(found)))


def _encloses(line: Line, out: list[Attribution], c: Candidate) -> bool:
    """Whether the attribution before belongs to the content before `c`: ``S agreed to C, said T.``"""
    last = out[-1] if out else None
    return (
        last is not None
        and last.rule not in ("before", "quote", "colon", "that")
        and c.before is not None
        and line.quoted[c.before - 1] < 0
        and (c.at >= c.after - 8 and (c.after >= len(line) or line.tags[c.after] in (".", ",")))
    )


def _parts_before(line: Line, floor: int, c: Candidate, later: Iterable[Candidate]) -> list[Range]:
    """Content before a cue, and more of it after an aside: ``"A," S said, "B"``; ``A, S said, B``."""
    assert c.before is not None
    start = _content_start(line, floor, c.before)
    if start >= c.before:
        return []
    end = c.before
    while line.quoted[end - 1] < 0 and line.words[end - 1] in MARKS and end > start + 1:
        end -= 1
    parts = [(start, end)]
    more = c.after + 1 if c.after < len(line) and line.words[c.after] == "," else c.after
    if line.is_open_quote(more):
        parts.append((more, _stop(line, more, later, "quote")))
    elif (
        c.after < more < len(line)
        and line.quoted[c.before - 1] < 0
        and not any(t in FINITE for t in line.tags[max(start, c.before - 60) : c.before])
    ):
        parts.append((more, _stop(line, more, later, "clause")))
    return parts


def _prefers_before(line: Line, c: Candidate) -> bool:
    """Whether content before the cue wins over content after it."""
    if c.follow is None:
        return True
    assert c.before is not None
    if c.relation in ("relative", "shared"):
        return False
    closing = line.quoted[c.before - 1] >= 0
    return (
        closing
        and c.follow.frame in ("zero-that", "question", "np", "quote")
        and line.words[c.follow.start - 1] != ":"
    )


def _content_start(line: Line, floor: int, before: int) -> int:
    """Where content that ends at `before` begins: the sentence, or a quotation that a colon opens."""
    start = floor
    while start < before and (
        line.words[start] in MARKS or (line.tags[start] == "CC" and start == floor > 0)
    ):
        start += 1
    if line.quoted[before - 1] >= 0:
        k = before - 1
        while k > start and line.quoted[k - 1] == line.quoted[before - 1]:
            k -= 1
        if k > start and line.words[k - 1] == ":":
            return k
    return start


def _stop(line: Line, start: int, later: Iterable[Candidate], frame: str) -> int:
    """Where content that begins at `start` ends."""
    stop = len(line)
    if frame in ("quote", "colon") and line.quoted[start] >= 0:
        end = line.quote_end(start)
        if end < len(line) and line.words[end - 2 : end - 1] and line.words[end - 2] in (",", ".", "!", "?"):
            stop = end
    for c in later:
        if c.begin >= stop and c.group[0] >= stop:
            break
        if c.source and c.relation == "subject" and c.source[0] < start and start < c.group[0] < stop:
            stop = c.group[0]  # content inside an aside: ``S, who said C, said``
            break
        if start < c.begin < stop and _coordinated(line, start, c, frame):
            stop = c.begin
            break
    stop = _clause_end(line, start, stop, frame)
    while (
        stop > start
        and line.quoted[stop - 1] < 0
        and (
            line.words[stop - 1] in MARKS
            or line.tags[stop - 1] in (".", ":", "CC")
            or line.words[stop - 1] in SUBORDINATORS
        )
    ):
        stop -= 1
    return stop


# Where content ends inside a sentence, by the share of 400 PolNeAR training articles in which it does:
# after a clause at ", which" .61, ", who" .71, ", while" .76, ", but" with a clause .57, ";" .75;
# after a noun phrase or infinitive also at ", and" with a clause .82 and at a participle .80.
_ENDS = frozenset({"which", "who", "while"})
_CLAUSES = frozenset({"that", "zero-that", "question", "quote", "colon", "clause"})


def _clause_end(line: Line, start: int, stop: int, frame: str) -> int:
    for j in range(start + 2, stop - 2):
        if line.quoted[j] >= 0:
            continue
        if line.words[j] == ";":
            return j
        if line.words[j] == ",":
            word, tag = line.words[j + 1], line.tags[j + 1]
            if not line.has_verb(start, j) and frame in _CLAUSES:
                continue
            if word in _ENDS or (word == "but" and _goes_on(line, j + 2)):
                return j
            if frame not in _CLAUSES and (
                (tag in ("VBG", "VBN") and word != "including") or (word == "and" and line.clause_at(j + 2))
            ):
                return j
    return stop


def _goes_on(line: Line, i: int) -> bool:
    """Whether after "but" another clause or verb follows, and not a second that-clause."""
    return line.words[i] != "that" and (line.clause_at(i) or line.tags[i] in FINITE)


def _coordinated(line: Line, start: int, c: Candidate, frame: str) -> bool:
    """Whether a later cue stands beside, not inside, content that begins at `start`."""
    if c.relation == "relative":
        return False
    if c.follow is None and c.cue.lemma not in ("according to", "in the words of"):
        return False
    before = line.words[c.begin - 1] if c.begin else ""
    tag = line.tags[c.begin - 1] if c.begin else ""
    at = line.words[c.begin]
    if c.relation == "shared":
        if line.tags[c.at] == "VB":
            return False  # ``said S may call and say that C``
        inner = line.np_after(start)
        if at == "but" or (inner and not can_speak(line, inner)):
            return True
        tenses = {t for t in line.tags[start : min(c.begin, start + 60)] if t in FINITE}
        tense = next((t for t in line.tags[c.group[0] : c.group[1]] if t in FINITE), "VBD")
        return at == "," or before == "," or line.tags[c.group[1] - 1] == "VBG" or tense not in tenses
    return (
        before in MARKS
        or tag == "CC"
        or before in ("while", "as", "although", "whereas", "though")
        or at == "according"
    )
