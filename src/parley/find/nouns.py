"""Nouns that report: ``S's call for C``, ``a warning by S that C``, ``S made a promise to C``."""

from __future__ import annotations

from typing import NamedTuple

from parley.find.able import can_speak
from parley.find.cues import Cue, nouns, verbs
from parley.find.follow import Follow
from parley.find.subjects import subject
from parley.language.line import Line, Range
from parley.language.tags import FINITE, VERBS
from parley.vocab import words

WIDE = 6  # words that may stand between an owner, or a verb such as "made", and the noun


class Nominal(NamedTuple):
    """A noun in use as a cue, with its content; `relation` says how its owner was found."""

    cue: Cue
    group: Range
    source: Range
    relation: str
    follow: Follow
    antecedent: Range | None = None


def nominal(line: Line, i: int) -> Nominal | None:
    """The cue noun at `i` with its owner and its content, if both are to be seen."""
    owned = i > 0 and (line.is_possessive(i - 1) or line.words[i - 1] in words("possessives"))
    if (line.tags[i] not in ("NN", "NNS") and not owned) or _is_verb_of_text(line, i):
        return None
    for cue in nouns()[line.words[i]]:
        start, owner, relation, antecedent = _owner(line, i)
        after, group_end = i + 1, i + 1
        if owner is None:
            behind = line.phrase_at(i + 1, "by", "from")
            if behind is None:
                continue
            owner, relation, after = behind, "agent", behind[1]
        follow = _content(line, after, cue)
        if follow and can_speak(line, antecedent or owner):
            return Nominal(cue, (start, group_end), owner, relation, follow, antecedent)
    return None


def _is_verb_of_text(line: Line, i: int) -> bool:
    """Whether a plural is the verb of a text's: ``their reform | plan calls for C``."""
    if line.tags[i] != "NNS" or not i or line.words[i] not in verbs():
        return False
    return line.tags[i - 1] == "NN" and line.words[i - 1] in words("documents") | words("plans")


def _owner(line: Line, i: int) -> tuple[int, Range | None, str, Range | None]:
    """Begin of the cue's words, and whose call it is: the possessor, or the subject of ``made a call``."""
    s = i
    while s and i - s < WIDE and line.quoted[s - 1] < 0:
        before, word = line.tags[s - 1], line.words[s - 1]
        if line.is_possessive(s - 1) and word[:-2] not in words("days"):  # ``Monday's | announcement``
            return s, line.possessor_before(s), "possessive", None
        if word in words("possessives"):
            return s, (s - 1, s), "possessive", None
        if before not in ("DT", "JJ", "NN", "RB", "VBN", "CD", "NNP"):
            break
        s -= 1
    v = s - 1
    if v >= 0 and line.tags[v] in VERBS and line.words[v] in words("light_verbs") and line.quoted[v] < 0:
        first, negated = line.verb_group(v)
        if line.tags[v] == "VBG" or negated or (first and line.words[first - 1] == "to"):
            return s, None, "", None
        found = subject(line, first, v, ())
        if found and found.source:
            return first, found.source, found.relation, found.antecedent
    return s, None, "", None


def _content(line: Line, i: int, cue: Cue) -> Follow | None:
    """Where the content begins, a day or a place of the noun passed over: ``her call on Monday for C``."""
    if i < len(line) and line.is_time(i):
        i += 1
    elif line.words[i : i + 1] in (["on"], ["last"], ["this"]) and i + 1 < len(line) and line.is_time(i + 1):
        i += 2
    if i + 1 >= len(line) or line.quoted[i] >= 0:
        return None
    word = line.words[i]
    if word == "that" and "that" in cue.frames and line.tags[i + 1] not in FINITE:
        return Follow(i + 1, "noun-that")
    if word == "to" and "to" in cue.frames and line.tags[i + 1] in ("VB", "RB"):
        return Follow(i, "noun-to")
    if word in cue.prepositions and word != "to":
        return Follow(i + 1, "noun-of")
    return None
