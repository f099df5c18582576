"""Verbs that report in the passive: ``was accused by S of C``, ``was asked whether C``."""

from __future__ import annotations

from parley.find.candidate import Candidate
from parley.find.cues import Cue, verbs
from parley.find.follow import Follow
from parley.find.realis import of_verb
from parley.language.line import Line
from parley.language.tags import FINITE
from parley.vocab import words


def by_passive(line: Line, first: int, v: int) -> Candidate | None:
    """``was accused by S of C``, ``was asked whether C``. Other passives tell what was said of the subject."""
    i, source = v + 1, None
    if line.words[i : i + 1] == ["by"]:
        source = line.np_after(i + 1)
        i = _past_aside(line, source[1]) if source else i
    for cue, tags in verbs()[line.words[v]]:
        if "VBN" not in tags or i + 1 >= len(line):
            continue
        pairs = [second for one, second in cue.pairs if one == "np"]
        found = _question(line, i) if cue.lemma == "ask" else _told(line, i, cue)
        if source and line.words[i] in pairs:
            found = Follow(i + 1, f"np-{line.words[i]}", line.np_before(line.skip_adverbs_before(first)))
        if found:
            realis = of_verb(line, first, v, first)
            return Candidate(v, cue, (first, v + 1), source, "agent", first, None, found, realis)
    return None


def _past_aside(line: Line, i: int) -> int:
    """The position behind an apposition that begins at `i`: ``accused by S, a judge, | of C``."""
    if line.words[i : i + 1] != [","]:
        return i
    closing = next((j for j in range(i + 1, min(len(line) - 1, i + 12)) if line.words[j] == ","), i - 1)
    return closing + 1


def _told(line: Line, i: int, cue: Cue) -> Follow | None:
    """The content of ``was told that C``, ``it was announced that C``, ``was accused of C``."""
    if line.words[i] == "that" and cue.frames & {"clause", "that", "hearer"} and line.clause_at(i + 1):
        return Follow(i + 1, "that")
    if cue.act == "accuse" and line.words[i] == "of" and ("np", "of") in cue.pairs:
        return Follow(i + 1, "np-of")
    return None


def _question(line: Line, i: int) -> Follow | None:
    """The question of ``was asked on Monday whether C``, ``asked about C``, ``asked to C``."""
    for j in range(i, min(len(line) - 1, i + 8)):
        if line.words[j] in words("question") and (j == i or line.words[j] != "who"):
            return Follow(j, "question")
        if line.words[j] == "about" or (j == i and line.words[j] == "for"):
            return Follow(j + 1, "preposition")
        if j == i and line.words[j] == "to" and line.tags[j + 1] == "VB":
            return Follow(j, "to")
        if line.tags[j] in FINITE or line.words[j] in (",", "."):
            return None
    return None
