"""Cues in use: words of reporting outside quotations, with their subject and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from parley.find.cues import Cue, phrases, verbs
from parley.find.follows import Follow, Range, circumstances, follow
from parley.find.lexicon import word_set
from parley.language.line import MARKS, NOUNS, SUBORDINATORS, Line
from parley.language.tags import FINITE, VERBS
from parley.vocab import words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue in use. `begin` is where its clause begins; `before` the end of content that stands before it."""

    at: int
    cue: Cue
    group: Range
    source: Range | None
    relation: str  # how the subject is found: subject, inverted, relative, shared
    begin: int
    before: int | None
    follow: Follow | None
    negated: bool = False
    channel: Range | None = None
    hearer: Range | None = None
    after: int = 0  # end of the circumstances after the cue


def candidates(line: Line) -> list[Candidate]:
    """The cues in use in a sentence, from left to right."""
    out: list[Candidate] = []
    lexicon, fixed = verbs(), phrases()
    for i, word in enumerate(line.words):
        if line.quoted[i] >= 0:
            continue
        if word in lexicon and line.tags[i] in VERBS:
            found = _verb(line, i, out)
            if found:
                out.append(found)
        for phrase, cue in fixed.get(word, ()):
            if tuple(line.words[i : i + len(phrase)]) == phrase:
                out += _phrase(line, i, len(phrase), cue)
    return out


def _phrase(line: Line, i: int, length: int, cue: Cue) -> list[Candidate]:
    """``according to S``: the speaker follows."""
    source = line.np_after(i + length)
    if source is None:
        return []
    group = (i, i + length)
    end = source[1]
    while (
        end < len(line) and line.words[end] not in (",", ".", ";") and line.quoted[end] < 0 and end - i < 25
    ):
        end += 1
    if end > source[1] and line.tags[source[1]] in ("WH", "IN"):
        source = (source[0], end)
    if i == 0 or (i == 1 and line.tags[0] in ("CC", "RB")):
        start = end + 1 if end < len(line) and line.words[end] == "," else source[1]
        return [Candidate(i, cue, group, source, "subject", i, None, Follow(start, "phrase"), after=end)]
    return [Candidate(i, cue, group, source, "subject", i, i, None, after=end)]


def _verb(line: Line, v: int, earlier: list[Candidate]) -> Candidate | None:
    """The candidate at verb `v`, if it is used to report."""
    first, negated = line.verb_group(v)
    helpers = line.words[first:v]
    tag = line.tags[v]
    if negated or any(w in words("hypothetical") for w in helpers) or line.words[first - 1 : first] == ["to"]:
        return None
    being = any(w in words("be") for w in helpers)
    if being and tag in ("VBN", "VBD"):
        return _passive(line, first, v)
    participle = tag == "VBG" and not being
    if tag == "VB" and not helpers:
        tag = "VBP"
    if tag == "VBN" and line.words[v + 1 : v + 2] == ["by"]:
        return None
    source, relation, begin = (
        _shared(line, first, earlier) if participle else _subject(line, first, v, earlier)
    )
    if relation == "" or (participle and source is None):
        return None
    if source and line.words[source[0]] in words("none"):
        return None
    options = [cue for cue, tags in verbs()[line.words[v]] if _fits(tag, tags)]
    inverted = relation == "inverted" and source is not None
    for cue in options:
        i = source[1] if inverted and source else v + 1
        follows = None if inverted else follow(line, i, cue, can_speak(line, source))
        before = _before(line, begin) if cue.frames & {"clause", "quote", "hearer"} else None
        channel, hearer, after = circumstances(line, i, cue)
        if before is None and not participle and _is_aside(line, begin, after):
            before = begin - 1
        if follows or (before is not None and not participle):
            return Candidate(
                v,
                cue,
                (first, v + 1),
                source,
                relation,
                begin,
                before,
                follows,
                False,
                channel,
                hearer,
                after,
            )
    return None


def _passive(line: Line, first: int, v: int) -> Candidate | None:
    """``was accused by S of C``: the agent speaks. Other passives tell what was said of the subject."""
    source = line.np_after(v + 2) if line.words[v + 1 : v + 2] == ["by"] else None
    if source is None:
        return None
    for cue, tags in verbs()[line.words[v]]:
        for one, preposition in cue.pairs:
            i = source[1]
            if one == "np" and "VBN" in tags and line.words[i : i + 1] == [preposition] and i + 1 < len(line):
                follows = Follow(i + 1, f"np-{preposition}")
                return Candidate(v, cue, (first, v + 1), source, "agent", first, None, follows)
    return None


# Endings of nouns for people: negotiator, lawmaker, economist, Tavrian.
_AGENTS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "people")


@cache
def _speaking() -> frozenset[str]:
    """Nouns for people and for bodies."""
    return word_set("anonymous", "heads") | word_set("titles", "heads") | word_set("organizations", "heads")


def can_speak(line: Line, source: Range | None) -> bool:
    """Whether a subject may be a person or a body: a name, a pronoun, or a noun for people."""
    if source is None:
        return True
    people = _speaking()
    for i in range(*source):
        word, tag = line.words[i], line.tags[i]
        if i + 1 == source[1] or line.tags[i + 1] in ("IN", "CC", ","):
            agent = word in people or (tag in ("NN", "NNS") and word.endswith(_AGENTS))
            if agent or (tag in ("NNP", "PRP", "CD") and word != "it"):
                return True
        if word in ("of", "for"):
            return False
    return False


def _fits(tag: str, tags: frozenset[str]) -> bool:
    """Whether a form with these readings may carry the tag; the tagger mixes some of them up."""
    alike = {"VBD": {"VBD", "VBN"}, "VBN": {"VBD", "VBN"}, "VBP": {"VB"}}.get(tag, {tag})
    return bool(tags & alike)


def _subject(line: Line, first: int, v: int, earlier: list[Candidate]) -> tuple[Range | None, str, int]:
    """Source, relation and where the clause begins, for a finite verb group that begins at `first`."""
    end = line.skip_adverbs_before(first)
    p = end - 1
    if p < 0:
        return None, "", 0
    behind = _inverted(line, first, v, p)
    if behind:
        return behind, "inverted", first
    word = line.words[p]
    if line.tags[p] == "WH" and word not in ("who", "which", "that"):
        return None, "", 0  # ``when asked whether C``
    if line.tags[p] == "WH" or word == "that":
        q = p - 1 if p and line.words[p - 1] == "," else p
        source = line.np_before(q)
        return (source, "relative", p) if source else (None, "", 0)
    if line.tags[p] == "CC":
        source, _, begin = _shared(line, p, earlier)
        return source, "shared", begin
    if word in MARKS and line.quoted[p] < 0:
        source = _around_apposition(line, p)
        if source is None and word == "," and earlier:
            return _shared(line, p, earlier)
        return (source, "subject", source[0]) if source else (None, "", 0)
    if line.tags[p] == "VBN" and p and line.tags[p - 1] in ("NN", "NNS"):
        end = p  # ``a report published on Monday said``
    source = line.np_before(end)
    if source is None:
        return None, "", 0
    return source, "subject", source[0]


def _inverted(line: Line, first: int, v: int, p: int) -> Range | None:
    """The subject that follows a verb: ``"C," said S``; after a comma only where no aside ends there."""
    if line.quoted[p] < 0 and line.words[p] not in (",", "—", "–", "--"):
        return None
    quoted = line.quoted[p] >= 0 or (p > 0 and line.quoted[p - 1] >= 0)
    if (
        first != v
        or line.tags[v] not in ("VBD", "VBZ")
        or any("hearer" in cue.frames for cue, _ in verbs()[line.words[v]])
    ):
        return None
    behind = line.np_after(v + 1)
    if behind is None or (behind[1] < len(line) and line.tags[behind[1]] in FINITE):
        return None
    if quoted:
        return behind
    if line.is_time(v + 1) or line.clause_at(v + 1) or _around_apposition(line, p):
        return None
    return behind


def _around_apposition(line: Line, p: int) -> Range | None:
    """The noun phrase before an aside that the mark at `p` closes: ``S, a spokesman for X, said``."""
    mark = "(" if line.words[p] == ")" else line.words[p]
    for k in range(p - 1, max(0, p - 40), -1):
        if line.quoted[k] >= 0:
            return None
        if line.words[k] == mark:
            if k + 1 == p or not _is_inner(line, k + 1, p):
                continue
            source = line.np_before(k)
            if source:
                return source
    return None


def _is_inner(line: Line, start: int, end: int) -> bool:
    """Whether an aside begins at `start`: a relative clause, or a phrase without subject and verb."""
    if line.tags[start] == "WH":
        return True
    if line.tags[start] in FINITE or line.tags[start] in ("CC", "PRP", "PRPV"):
        return False
    pairs = zip(line.tags[start:end], line.tags[start + 1 : end], strict=False)
    return not any(b in FINITE and (a in NOUNS or a == "RB") for a, b in pairs)


def _shared(line: Line, first: int, earlier: list[Candidate]) -> tuple[Range | None, str, int]:
    """The subject of the verb that a coordinated or participial cue goes with."""
    before = first - 1 if first and line.words[first - 1] in (",", "and", "but") else first
    if line.tags[first] == "CC":
        before = first
    for candidate in reversed(earlier):
        if candidate.source:
            return candidate.source, "shared", before
    found = [s for j in range(max(0, before - 60), before) if (s := _subject_of(line, j))]
    main = [s for s in found if can_speak(line, s) and not (s[0] and line.words[s[0] - 1] in SUBORDINATORS)]
    source = main[0] if main else found[-1] if found else None
    return source, "shared", before


def _subject_of(line: Line, j: int) -> Range | None:
    """The subject of the finite verb at `j`, if there is one there."""
    if line.tags[j] not in FINITE or line.quoted[j] >= 0:
        return None
    end = line.skip_adverbs_before(line.verb_group(j)[0])
    source = line.np_before(end) if end else None
    if source is None and end and line.words[end - 1] in MARKS:
        source = _around_apposition(line, end - 1)
    return source


def _before(line: Line, begin: int) -> int | None:
    """The end of content that stands before a clause that begins at `begin`; None if there is none."""
    b = begin - 1
    if b < 0:
        return None
    if line.quoted[b] >= 0:
        return begin
    if line.words[b] not in (",", "—", "–", "--") or b == 0:
        return None
    if line.quoted[b - 1] >= 0:
        return b
    return b if _is_clause(line, b) else None


def _is_aside(line: Line, begin: int, after: int) -> bool:
    """Whether subject and cue stand between commas in the middle of a clause: ``A, S said, B``."""
    return (
        begin > 1
        and after + 1 < len(line)
        and line.words[begin - 1] == "," == line.words[after]
        and line.has_verb(after + 1, min(len(line), after + 15))
        and line.tags[0] not in ("VBG", "VBN")
        and line.words[0] not in SUBORDINATORS
    )


def _is_clause(line: Line, end: int) -> bool:
    """Whether what stands before `end` is a clause, not an adverbial such as ``Asked whether C,``."""
    start = max(0, end - 60)
    while start < end and line.tags[start] in ("CC", "RB", ","):
        start += 1
    if line.tags[start] in ("VBG", "VBN", "VBD") or line.words[start] in SUBORDINATORS:
        return any(line.words[j] == "," and line.clause_at(j + 1) for j in range(start, end - 3))
    return line.has_verb(start, end)
