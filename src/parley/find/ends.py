"""Where reported words end inside their sentence.

Positions are token positions of one sentence; content runs from its start up to, not including, its end.
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.find.able import can_speak
from parley.find.candidate import Candidate
from parley.find.clause_ends import FAR, clause_end, is_dash
from parley.find.follow import CLAUSES
from parley.find.tails import without_marks
from parley.language.line import MARKS, NOUNS, REACH, SUBORDINATORS, Line
from parley.language.tags import FINITE


def stop(
    line: Line, start: int, own: Candidate, later: Iterable[Candidate], frame: str, limit: int | None = None
) -> int:
    """Where content of the cue `own` that begins at `start` by `frame` ends.

    Args:
        line: The sentence.
        start: Where the content begins.
        own: Its cue.
        later: The cues after that one.
        frame: By which frame it begins.
        limit: Where it ends at the latest.
    """
    end = len(line) if limit is None else limit
    if start >= end:
        return end
    if frame == "word":
        return start + 1
    if frame in ("quote", "colon") and line.quoted[start] >= 0 and _closes(line, start):
        end = min(end, line.quote_end(start))
    for c in later:
        if c.begin >= end and c.group[0] >= end:
            break
        if stands_inside(line, start, c):
            continue
        if line.bracket_at(c.group[0]) >= start and _goes_on_behind_bracket(line, c.group[1], end):
            continue  # ``is rich (the richest, T said) | and C``
        if c.source and c.relation == "subject" and c.source[1] <= start < c.group[0] < end:
            end = c.group[0]  # content inside an aside: ``S, who said C, said``
            break
        if start < c.begin < end and _coordinated(line, start, c, frame):
            end = (
                _answered(line, c.begin)
                or _introduction(line, c.begin)
                or _before_introduction(line, start, c.begin)
            )
            break
        if start < c.begin < end and _tells_again(line, start, c, own):
            end = c.before or end
            break
        if start < c.begin < end and _tells_of_all(line, start, c):
            end = c.before or end
            break
    end = _main_clause(line, start, end, own)
    end = _verb_beside(line, start, end, own, clause=frame in CLAUSES)
    if frame.startswith("noun-"):
        end = _phrase_end(line, start, end, clause=frame == "noun-that")
    else:
        end = clause_end(line, start, end, frame)
    return without_marks(line, start, end)


def stands_inside(line: Line, start: int, c: Candidate) -> bool:
    """Whether who says so is told between a subject and its verb: ``that S | , according to T, | was paid``."""
    told = c.cue.lemma == "according to" and start < c.begin and line.words[c.begin - 1] == ","
    goes_on = line.words[c.after : c.after + 1] == [","] and line.tags[c.after + 1 : c.after + 2] != []
    return told and goes_on and line.tags[c.after + 1] in FINITE and not line.has_verb(start, c.begin)


def _goes_on_behind_bracket(line: Line, i: int, end: int) -> bool:
    """Whether the bracket that is open before `i` closes in the midst of a clause: before a verb, or what it joins."""
    closing = next((k for k in range(i, min(end - 1, i + REACH)) if line.words[k] == ")"), None)
    return closing is not None and line.tags[closing + 1] in (*FINITE, "CC")


def phrase_stop(line: Line, start: int, frame: str, limit: int | None = None) -> int:
    """Where a phrase or clause that begins at `start` by `frame` ends, whatever word it hangs on."""
    end = len(line) if limit is None else limit
    if line.quoted[start] >= 0:
        end = min(end, line.quote_end(start))
    end = clause_end(line, start, end, frame) if end > start else end
    return without_marks(line, start, end)


def _closes(line: Line, start: int) -> bool:
    """Whether content ends with the quotation that begins at `start`: at its mark, or where the writer goes on."""
    end = line.quote_end(start)
    marked = end < len(line) and end > start + 1 and line.words[end - 2] in (",", ".", "!", "?")
    joined = line.words[end : end + 1] in (["and"], ["but"]) and end + 1 < len(line)
    return marked or (joined and line.tags[end + 1] in FINITE)


def _tells_again(line: Line, start: int, c: Candidate, own: Candidate) -> bool:
    """Whether the sentence closes with a cue once more, behind a quotation: ``adding that it was "C," | she said``."""
    closes = c.follow is None and (c.after >= len(line) or line.tags[c.after] == ".")
    plain = c.cue.act == own.cue.act == "say" and c.source is not None
    return closes and plain and c.before is not None and start < c.before and line.quoted[c.before - 1] >= 0


def _tells_of_all(line: Line, start: int, c: Candidate) -> bool:
    """Whether the sentence closes with the cue `c` that the whole of it is content of: ``..., T reported.``"""
    return (
        c.before is not None
        and c.follow is None
        and start < c.before
        and line.quoted[c.before - 1] < 0
        and (
            c.after >= len(line)
            or line.tags[c.after] == "."
            or (line.words[c.after] == "," and line.tags[c.after + 1 : c.after + 2] == ["VBG"])
        )
    )


def _before_introduction(line: Line, start: int, end: int) -> int:
    """Where the clause of a coordinated cue begins, its introduction included: ``A, | and when asked, she said``."""
    for j in range(end - 2, max(start + 1, end - 25), -1):
        if line.words[j] in ("and", "but") and line.words[j - 1] == "," and line.quoted[j] < 0:
            after = line.words[j + 1]
            return j - 1 if after in SUBORDINATORS or line.tags[j + 1] in ("WH", "IN", "VBN") else end
    return end


def _main_clause(line: Line, start: int, end: int, own: Candidate) -> int:
    """The comma after which the sentence's main clause goes on, where the cue stands in a clause below it.

    ``As S said C, | the port closed``; ``S, who said C, | left``.
    """
    pronoun = own.begin > 0 and line.tags[own.begin - 1] == "WH"  # ``a vote, which S said C, | would``
    opens = own.begin - 1 if pronoun else own.begin
    relative = own.relation == "relative" or pronoun
    aside = relative and opens > 0 and line.words[opens - 1] in MARKS
    opened = relative and opens < REACH and not line.has_verb(0, opens)
    opened = opened and (line.tags[0] == "IN" or line.words[opens] == "when")
    aside = aside and not opened  # ``In May, when S said C, | the port closed``
    if own.relation == "subject" and opens > 2 and line.words[opens - 1] in _CONTRASTS:
        aside = line.words[opens - 2] == "," and line.np_before(opens - 2) is not None
        opens -= aside  # ``S, though he has said C, | does see``
    fronted = own.relation == "fronted" or (
        own.relation == "agent" and own.begin == (line.tags[0] == "CC")
    )  # ``Asked C, S left``
    if not aside and not fronted and not opened and not _below(line, own.begin):
        return _verb_owed(line, start, end, own)
    if own.begin and line.words[own.begin - 1] == "as" and line.words[start - 1] == ",":
        return end  # ``As S said, | C``
    mark = line.words[opens - 1] if aside else ","
    for j in range(start + 1, min(end - 1, start + FAR)):
        if not aside and line.tags[j] == '"' and line.words[j - 1] == "," and line.clause_at(j + 1):
            return j + 1  # ``Although S said “C,” | she left``
        if line.quoted[j] < 0 and line.words[j] == mark:
            k = j + 1
            while k < end - 1 and line.tags[k] == "RB":
                k += 1
            if line.tags[k] in FINITE or (not aside and line.clause_at(j + 1)):
                return j
    return end


def _verb_owed(line: Line, start: int, end: int, own: Candidate) -> int:
    """The comma behind which a subject gets its verb: ``The mails, which show T | saying C | , were stolen``."""
    near = range(own.begin - 1, max(0, own.begin - REACH), -1)
    opens = next((k for k in near if line.tags[k] == "WH"), 0)
    if opens < 2 or opens > REACH or line.words[opens - 1] != "," or line.has_verb(0, opens - 1):
        return end
    behind = range(start + 1, min(end - 1, start + FAR))
    return next((j for j in behind if line.words[j] == "," and line.tags[j + 1] in FINITE), end)


def _verb_beside(line: Line, start: int, end: int, own: Candidate, *, clause: bool) -> int:
    """The "and" that joins a verb to the cue by its form: ``has argued C | and has warned T``.

    Nothing in the content before it has that form.
    """
    helper = line.words[own.group[0]]
    for j in range(start + 1, min(end - 2, start + FAR)):
        tag, word = line.tags[j], line.words[j]
        if line.quoted[j] >= 0:
            continue
        if word == helper or (not clause and (tag in FINITE or tag in ("TO", "WH", "VBG"))):
            return end
        if word not in ("and", "but"):
            continue
        k = j + 1 + (line.tags[j + 1] == "RB")
        if line.words[k] == helper and helper in _PERFECT and line.tags[k + 1] in ("VBN", "VBD", "RB"):
            return j
        plain = line.tags[own.at] == "VBP" and line.tags[k] in ("VB", "VBP")
        if not clause and plain and line.tags[k + 1 : k + 2] in (["DT"], ["POS"], ["PRP"], ["NNP"]):
            return j
    return end


def _below(line: Line, begin: int) -> bool:
    """Whether a clause that begins at `begin` stands in a subordinate clause that opens the sentence."""
    s = 0
    if begin > REACH:
        return False
    if begin > 1 and line.words[begin - 1] in _TIMES and line.tags[0] == "IN" and not line.has_verb(0, begin):
        return True  # ``In the first debate since | T announced C, the others ...``
    while s < begin and (line.tags[s] in ("CC", "RB") or line.words[s] in MARKS):
        s += 1
    if s >= begin or line.words[s] not in SUBORDINATORS or line.words[s] == "that":
        return False
    return not any(line.words[j] == "," and line.clause_at(j + 1) for j in range(s + 1, begin))


_TIMES = frozenset({"after", "before", "since", "when"})
_PERFECT = frozenset({"has", "have", "had"})


def _coordinated(line: Line, start: int, c: Candidate, frame: str) -> bool:
    """Whether a later cue stands beside, not inside, content that begins at `start`."""
    if c.relation == "relative":
        return False
    if c.follow is None and c.cue.lemma not in ("according to", "in the words of"):
        return False
    before = line.words[c.begin - 1] if c.begin else ""
    tag = line.tags[c.begin - 1] if c.begin else ""
    if _answered(line, c.begin):
        return True
    at = line.words[c.begin]
    if c.relation == "shared":
        if line.tags[c.at] == "VB" or (before in _HOLDING and frame in CLAUSES):
            return False  # ``said S may call and say that C``, ``said S answered by saying C``
        inner = line.np_after(start)
        if at == "but" or (inner and not can_speak(line, inner)):
            return True
        verbs = [k for k in range(start, min(c.begin, start + 60)) if line.tags[k] in FINITE]
        other = line.tags[start] != "PRP" and line.tags[c.group[0]] == "VBD"
        if verbs and other and all(line.words[k] == "had" for k in verbs):
            return line.words[c.group[0]] != "had"  # ``denied S had won and | said C``
        tenses = {line.tags[k] for k in verbs}
        tense = next((t for t in line.tags[c.group[0] : c.group[1]] if t in FINITE), "VBD")
        return at == "," or before == "," or line.tags[c.group[1] - 1] == "VBG" or tense not in tenses
    return (
        before in MARKS
        or tag == "CC"
        or (before in _CONTRASTS and not _compares(line, c.begin - 1))
        or at == "according"
        or _introduction(line, c.begin) is not None
    )


_HOLDING = frozenset({"by", "including"})  # before a participle that is of the clause before it
_CONTRASTS = frozenset({"while", "as", "although", "whereas", "though"})


def _answered(line: Line, begin: int) -> int | None:
    """The comma behind which somebody answers what was said: ``asked for C | , to which T replied``."""
    which = begin > 2 and line.words[begin - 1] in ("which", "whom") and line.tags[begin - 2] in ("IN", "TO")
    return begin - 3 if which and line.words[begin - 3] == "," else None


def _compares(line: Line, i: int) -> bool:
    """Whether "as" at `i` closes a comparison that the content is part of: ``as long as S offers T``."""
    return line.words[i] == "as" and i > 2 and line.words[i - 2] in ("as", "so")


def _introduction(line: Line, begin: int) -> int | None:
    """Where a contrast with a place or time goes before a clause: ``A, | though in Velm an aide said``."""
    for k in range(begin - 2, max(1, begin - 6), -1):
        if line.tags[k] == "IN" and line.words[k - 1] in _CONTRASTS | {"but", "and"}:
            return k - 1 if line.words[k - 2] == "," and line.words[k] not in SUBORDINATORS else None
    return None


def _joins_nouns(line: Line, j: int) -> bool:
    """Whether "and" at `j` stands between nouns of one phrase: ``her offer to end duties and tolls | will stand``."""
    return line.tags[j - 1] in NOUNS and line.tags[j + 1 : j + 2] in (["NN"], ["NNS"], ["NNP"], ["JJ"])


def _tells_when(line: Line, j: int) -> bool:
    """Whether a clause in the past begins behind `j`: when it was said, and no part of what was."""
    if not line.subject_and_verb_at(j + 1):
        return False
    verb = next((tag for tag in line.tags[j + 1 : j + 1 + REACH] if tag in FINITE), "")
    return verb == "VBD"


def _phrase_end(line: Line, start: int, stop: int, *, clause: bool) -> int:
    """The end of what belongs to a noun: before a mark, or the verb whose subject the noun is.

    ``her claim that the port is safe | drew laughter``: with `clause`, the first finite verb is its own.
    """
    verbs_left = 1 if clause else 0
    for j in range(start, stop):
        if line.quoted[j] >= 0:
            continue
        word, tag = line.words[j], line.tags[j]
        timed = j > start and line.is_time(j) and line.words[j - 1] not in ("every", "each", "a", "per", "-")
        listed = word == "," and line.tags[j - 1] == line.tags[j + 1] == "JJ" if j + 1 < len(line) else False
        if listed:
            continue  # ``a new, higher bar``
        if (word in MARKS or tag in (":", ".") or timed) and not (word == "-" and not is_dash(line, j)):
            return j  # a hyphen inside a word does not end it: ``her call for a 30-day truce``
        if not clause and j > start and word in ("after", "before", "when") and _tells_when(line, j):
            return j  # ``her call for talks | after T had left``
        if tag == "WH" or word in SUBORDINATORS or (tag == "CC" and not _joins_nouns(line, j)):
            verbs_left += 1
        elif tag == "VB" and clause and verbs_left == 1 and line.tags[j - 1] in NOUNS:
            verbs_left = 0  # ``the demand that the fleet be disarmed``
        elif tag in FINITE and line.tags[j - 1] not in FINITE:
            if verbs_left <= 0:
                return j
            verbs_left -= 1
    return stop
