"""Phrases that report: ``according to S``, whose speaker follows them."""

from __future__ import annotations

from parley.find.able import can_speak, can_tell
from parley.find.candidate import Candidate
from parley.find.cues import Cue
from parley.find.follow import Follow
from parley.language.line import NOUNS, Line, Range
from parley.language.tags import FINITE
from parley.vocab import words


def by_phrase(line: Line, i: int, length: int, cue: Cue) -> list[Candidate]:
    """``according to S``: the speaker follows."""
    source = line.np_after(i + length) or _noun_group(line, i + length)
    if source is None or any(w in words("no_source") for w in line.words[source[0] : source[0] + 2]):
        return []
    if line.words[source[0]] in words("possessives") and not can_tell(line, source):
        return []  # ``are paid | according to their rank``
    if i and (line.words[i - 1] in words("be") or line.tags[i - 1] == "PRPV"):
        return []  # ``That's | according to S``: what it points back to was said
    group = (i, i + length)
    end = source[1]
    while (
        end < len(line) and line.words[end] not in (",", ".", ";") and line.quoted[end] < 0 and end - i < 25
    ):
        end += 1
    source = _publisher(line, source[0], end) or source
    if end > source[1] and line.tags[source[1]] in ("WH", "IN"):
        source = (source[0], end)
    if i == 0 or (i == 1 and line.tags[0] in ("CC", "RB", "(")) or _opens_clause(line, i, end):
        start = _behind_phrase(line, end) if end < len(line) and line.words[end] == "," else source[1]
        return [Candidate(i, cue, group, source, "subject", i, None, Follow(start, "phrase"), after=end)]
    return [Candidate(i, cue, group, source, "subject", i, i, None, after=end)]


def _opens_clause(line: Line, i: int, end: int) -> bool:
    """Whether a phrase at `i` with its source up to `end` opens the second of two clauses: ``A, but | by S, | C``."""
    joined = line.words[i - 1] in ("but", "and") and line.quoted[i - 1] < 0
    return joined and line.words[end : end + 1] == [","] and line.subject_and_verb_at(end + 1)


def _publisher(line: Line, start: int, end: int) -> Range | None:
    """Whose document it is: ``figures published by S``."""
    by = next((j for j in range(start + 1, end - 1) if line.words[j] == "by"), None)
    if by is None or line.words[by - 1] in words("reading"):
        return None
    source = line.np_after(by + 1)
    return source if source and can_speak(line, source) else None


def _behind_phrase(line: Line, comma: int) -> int:
    """Where content begins behind the comma, an apposition passed over: ``According to S, an envoy, | C``."""
    for j in range(comma + 1, min(len(line) - 1, comma + 20)):
        if line.tags[j] in FINITE:
            break
        if line.words[j] == "," and line.clause_at(j + 1) and line.tags[comma + 1] in ("DT", "WH", "NN"):
            return j + 1
    return comma + 1


def _noun_group(line: Line, start: int) -> Range | None:
    """Words up to a mark that have a noun among them: ``recently published documents``."""
    end = start
    while end < len(line) and end - start < 10 and line.tags[end] not in (",", ".", ":", "CC", *FINITE):
        end += 1
    return (start, end) if any(t in NOUNS for t in line.tags[start:end]) else None
