"""What stands before a cue's clause, and may be its content: ``C, S said``; ``C, S said, more of C``."""

from __future__ import annotations

from parley.find.antecedents import Subject
from parley.find.cues import Cue, verbs
from parley.language.line import MARKS, NOUNS, REACH, SUBORDINATORS, Line
from parley.language.tags import FINITE

FEW = 6  # tokens of a quotation, its marks included, inside a sentence that may be but a word
_ASIDE = frozenset(
    {"asked", "when", "as", "after", "before", "while", "since"}
)  # that begin when it was said
_SAID = frozenset({"clause", "after", "hearer"})


def content_before(line: Line, cue: Cue, found: Subject, after: int, *, last: bool) -> int | None:
    """The end of content that stands before the clause of a cue; None if there is none.

    Args:
        line: The sentence.
        cue: The cue.
        found: Its subject.
        after: Where the circumstances behind the cue end.
        last: The clause ends the sentence and holds no content, so that any verb before it is the content's.
    """
    clausal = bool(cue.frames & _SAID)
    before = None
    if found.relation in ("subject", "inverted", "quoted") and (clausal or "quote" in cue.frames):
        before = _before(line, found.begin, last=last)
    if before is not None and not clausal and (line.quoted[before - 1] < 0 or _is_called(line, found.begin)):
        return None
    if before is None and clausal and _stands_aside(line, found.begin, after):
        return found.begin - 1
    return before


def _is_called(line: Line, begin: int) -> bool:
    """Whether a quotation is but what somebody calls a thing: ``the “masters”, as | S called them``."""
    return begin > 0 and line.words[begin - 1] == "as"


def _before(line: Line, begin: int, *, last: bool) -> int | None:
    """The end of content that stands before a clause that begins at `begin`; None if there is none.

    `last`: the clause ends the sentence and holds no content, so that any verb before it is the content's.
    """
    b = begin - 1
    if b > 0 and line.words[b] == "as" and line.words[b - 1] == ",":
        b -= 1  # ``C, as S said``
    if b > 2 and line.words[b - 2 : b + 1] == [",", "or", "so"]:
        b -= 2
    if b < 0:
        return None
    if line.quoted[b] >= 0:
        return begin if _is_spoken(line, b) and not _opens_aside(line, b) else None
    if line.words[b] not in (",", "—", "–", "--") or b == 0:
        return None
    if line.quoted[b - 1] >= 0:
        return None if _opens_aside(line, b - 1) else b
    if last and line.words[b] == "," and _may_be_said(line, b):
        return b
    return b if _is_clause(line, b) else None


def _opens_aside(line: Line, b: int) -> bool:
    """Whether the quotation that ends at `b` is in what a speaker says beside: ``Saying it is "late," | S said C``."""
    start = b
    while start and line.quoted[start - 1] == line.quoted[b]:
        start -= 1
    inside = start > 0 and line.words[start - 1] not in (":", ",")
    return inside and line.tags[0] == "VBG" and line.quoted[0] < 0 and line.words[0] in verbs()


def _is_spoken(line: Line, b: int) -> bool:
    """Whether the quotation that ends at `b` is speech, and no word or two of a name: ``the “Quay” | page says``."""
    start = b
    while start and line.quoted[start - 1] == line.quoted[b]:
        start -= 1
    opens = start == 0 or line.words[start - 1] in (":", ",", "(", *MARKS) or line.quoted[start - 1] >= 0
    return opens or b - start > FEW or line.words[b - 1] in (",", ".", "!", "?", "…", "...")


def _may_be_said(line: Line, b: int) -> bool:
    """Whether what a closing ``S said`` follows may be what was said: it has a verb, or is no mere adverbial."""
    if _is_occasion(line, b):
        return False
    adverbial = line.tags[0] in ("IN", "VBG", "VBN", "WH", "RB", "TO")
    return line.has_verb(max(0, b - REACH), b) or (b > 4 and not adverbial)


def _is_occasion(line: Line, b: int) -> bool:
    """Whether a sentence up to `b` only tells when somebody spoke: ``As the talks went on, | S responded angrily``."""
    if line.words[0] not in _ASIDE:
        return False
    commas = [j for j in range(2, b) if line.words[j] == ","]
    return not any(_may_hold_verb(line, j + 1, b) for j in commas)


def _may_hold_verb(line: Line, start: int, end: int) -> bool:
    return not FINITE.isdisjoint(line.tags[start:end]) or "VBN" in line.tags[start:end]


def _stands_aside(line: Line, begin: int, after: int) -> bool:
    """Whether subject and cue stand between commas in the middle of a clause: ``A, S said, B``."""
    return (
        begin > 1
        and after + 1 < len(line)
        and line.words[begin - 1] == "," == line.words[after]
        and not _only_introduces(line, begin, after + 1)
        and not (line.words[0] == "asked" and _is_occasion(line, begin - 1))
        and (line.tags[after + 1] == "VBN" or line.has_verb(after + 1, min(len(line), after + 15)))
    )


def _only_introduces(line: Line, begin: int, more: int) -> bool:
    """Whether adverbials alone stand before a quoted clause that begins at `more`: ``In May, S said, | "C"``.

    An adverb by itself, such as "otherwise", is of the clause.
    """
    quoted = line.is_open_quote(more) and line.clause_at(more + 1)
    opens = line.tags[0] in ("IN", "RB") and "IN" in line.tags[: begin - 1]
    return quoted and opens and not line.has_verb(max(0, begin - REACH), begin - 1)


def _is_clause(line: Line, end: int) -> bool:
    """Whether what stands before `end` is a clause, not an adverbial such as ``Asked whether C,``."""
    start = max(0, end - 60)
    while start < end and line.tags[start] in ("CC", "RB", ","):
        start += 1
    if line.tags[start] in ("VBG", "VBN", "VBD") or line.words[start] in SUBORDINATORS:
        return any(line.words[j] == "," and _main_clause_at(line, j + 1, end) for j in range(start, end - 2))
    return line.has_verb(start, end)


def _main_clause_at(line: Line, start: int, end: int) -> bool:
    """Whether a main clause begins at `start`: ``If the port closes, ships will wait``."""
    return line.tags[start] in (*NOUNS, "DT", "PRPV", "JJ", "POS") and any(
        t in FINITE for t in line.tags[start:end]
    )
