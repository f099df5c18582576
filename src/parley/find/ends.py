"""Where reported words end inside their sentence.

Positions are token positions of one sentence; content runs from its start up to, not including, its end.
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.find.candidates import Candidate
from parley.find.subjects import can_speak
from parley.language.line import MARKS, SUBORDINATORS, Line
from parley.language.tags import FINITE


def stop(line: Line, start: int, later: Iterable[Candidate], frame: str) -> int:
    """Where content that begins at `start` by `frame` ends; `later`: the cues after its own."""
    end = len(line)
    if frame in ("quote", "colon") and line.quoted[start] >= 0:
        closing = line.quote_end(start)
        if closing < len(line) and closing > start + 1 and line.words[closing - 2] in (",", ".", "!", "?"):
            end = closing
    for c in later:
        if c.begin >= end and c.group[0] >= end:
            break
        if c.source and c.relation == "subject" and c.source[0] < start and start < c.group[0] < end:
            end = c.group[0]  # content inside an aside: ``S, who said C, said``
            break
        if start < c.begin < end and _coordinated(line, start, c, frame):
            end = c.begin
            break
    if frame.startswith("noun-"):
        end = _phrase_end(line, start, end, clause=frame == "noun-that")
    else:
        end = _clause_end(line, start, end, frame)
    while (
        end > start
        and line.quoted[end - 1] < 0
        and (
            line.words[end - 1] in MARKS
            or line.tags[end - 1] in (".", ":", "CC")
            or line.words[end - 1] in SUBORDINATORS
        )
    ):
        end -= 1
    return end


# Where content ends inside a sentence, by the share of 400 PolNeAR training articles in which it does:
# after a clause at ", which" .61, ", who" .71, ", while" .76, ", but" with a clause .57, ";" .75;
# after a noun phrase or infinitive also at ", and" with a clause .82 and at a participle .80.
_ENDS = frozenset({"which", "who", "while"})
_CLAUSES = frozenset({"that", "zero-that", "question", "quote", "colon", "clause"})


def _clause_end(line: Line, start: int, stop: int, frame: str) -> int:
    """The first mark before `stop` at which a clause or phrase ends."""
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


def _phrase_end(line: Line, start: int, stop: int, *, clause: bool) -> int:
    """The end of what belongs to a noun: before a mark, or the verb whose subject the noun is.

    ``her claim that the port is safe | drew laughter``: with `clause`, the first finite verb is its own.
    """
    verbs_left = 1 if clause else 0
    for j in range(start, stop):
        if line.quoted[j] >= 0:
            continue
        word, tag = line.words[j], line.tags[j]
        if word in MARKS or tag in (":", ".") or (j > start and line.is_time(j)):
            return j
        if tag in ("WH", "CC") or word in SUBORDINATORS:
            verbs_left += 1
        elif tag in FINITE and line.tags[j - 1] not in FINITE:
            if verbs_left <= 0:
                return j
            verbs_left -= 1
    return stop
