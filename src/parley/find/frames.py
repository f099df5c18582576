"""Which words of a sentence report speech, who is their subject, and where their content stands.

1. every cue verb outside quotations that is used as a verb becomes a `Candidate`, with its subject;
2. what follows it (a clause, a quotation, a noun phrase ...) or what stands before it is its content;
3. a candidate inside another one's content is dropped, unless it is coordinated with that one.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.find.cues import Cue, channels, phrases, verbs
from parley.find.lexicon import word_set
from parley.language.line import SUBORDINATORS, Line
from parley.language.tags import FINITE, VERBS

Range = tuple[int, int]
_BE = frozenset("is are was were be been being 's 're".split())
_HYPOTHETICAL = frozenset("will would could can should may might must 'll to".split())
_WH = frozenset("whether if how what why when where who which".split())
_CIRCUMSTANCE = frozenset(
    "in on at to during via through from after before ahead following with by of".split()
)
_MARKS = frozenset({",", "--", "—", "–", "-", ")", ";"})


@dataclass(frozen=True, slots=True)
class Follow:
    """What follows a cue: where its content begins and by which frame; who was told; through what."""

    start: int
    frame: str
    hearer: Range | None = None
    channel: Range | None = None


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


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its content ranges, as token positions of one sentence."""

    candidate: Candidate
    content: tuple[Range, ...]
    rule: str


def attributions(line: Line) -> list[Attribution]:
    """The attributions of one sentence in order of their cues."""
    return _contents(line, _candidates(line))


def _candidates(line: Line) -> list[Candidate]:
    out: list[Candidate] = []
    lexicon, fixed = verbs(), phrases()
    for i, word in enumerate(line.words):
        if line.quoted[i] >= 0:
            continue
        if word in lexicon and line.tags[i] in VERBS:
            found = _verb(line, i, out)
            if found:
                out.append(found)
        for words, cue in fixed.get(word, ()):
            if tuple(line.words[i : i + len(words)]) == words:
                out += _phrase(line, i, len(words), cue)
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
    if negated or any(w in _HYPOTHETICAL for w in helpers) or line.words[first - 1 : first] == ["to"]:
        return None
    being = any(w in _BE for w in helpers)
    if being and tag in ("VBN", "VBD"):
        return None  # passive: what was said about the subject, not by it
    participle = tag == "VBG" and not being
    if tag == "VB" and not helpers:
        tag = "VBP"
    if tag == "VBN" and line.words[v + 1 : v + 2] == ["by"]:
        return None
    source, relation, begin = (
        _shared(line, first, earlier) if participle else _subject(line, first, v, earlier)
    )
    if relation == "":
        return None
    options = [cue for cue, tags in verbs()[line.words[v]] if _fits(tag, tags)]
    inverted = relation == "inverted" and source is not None
    for cue in options:
        i = source[1] if inverted and source else v + 1
        follow = None if inverted else _follow(line, i, cue, _can_speak(line, source))
        before = _before(line, begin) if cue.frames & {"clause", "quote", "hearer"} else None
        channel, hearer, after = _circumstances(line, i, cue)
        if before is None and not participle and _is_aside(line, begin, after):
            before = begin - 1
        if follow or (before is not None and not participle):
            return Candidate(
                v, cue, (first, v + 1), source, relation, begin, before, follow, False, channel, hearer, after
            )
    return None


def _can_speak(line: Line, source: Range | None) -> bool:
    """Whether a subject may be a person or a body: a name, a pronoun, or a noun for people."""
    if source is None:
        return True
    head = source[0]
    while head + 1 < source[1] and line.tags[head + 1] != "IN" and line.words[head + 1] != "of":
        head += 1
    people = word_set("anonymous", "heads") | word_set("titles", "heads")
    return line.tags[head] in ("NNP", "PRP", "CD") and line.words[head] != "it" or line.words[head] in people


def _fits(tag: str, tags: frozenset[str]) -> bool:
    """Whether a form with these readings may carry the tag; the tagger mixes some of them up."""
    alike = {"VBD": {"VBD", "VBN"}, "VBN": {"VBD", "VBN"}, "VBP": {"VB"}}.get(tag, {tag})
    return bool(tags & alike)


def _subject(line: Line, first: int, v: int, earlier: list[Candidate]) -> tuple[Range | None, str, int]:
    """Source, relation and where the clause begins, for a finite verb group that begins at `first`."""
    end = line.skip_adverbs_before(first)
    p = end - 1
    if (
        p >= 0
        and (line.quoted[p] >= 0 or line.words[p] in (",", "—", "–", "--"))
        and _may_invert(line, first, v)
    ):
        behind = line.np_after(v + 1)
        if behind and _closes(line, behind[1]):
            return behind, "inverted", first
    if p < 0:
        return None, "", 0
    word = line.words[p]
    if line.tags[p] == "WH" or word == "that":
        q = p - 1 if p and line.words[p - 1] == "," else p
        source = line.np_before(q)
        return (source, "relative", p) if source else (None, "", 0)
    if line.tags[p] == "CC":
        source, _, begin = _shared(line, p, earlier)
        return source, "shared", begin
    if word in _MARKS and line.quoted[p] < 0:
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


def _may_invert(line: Line, first: int, v: int) -> bool:
    """Whether the subject may follow: a plain ``said`` or ``says`` of a verb that takes no hearer."""
    return first == v and not any("hearer" in cue.frames for cue, _ in verbs()[line.words[v]])


def _closes(line: Line, i: int) -> bool:
    """Whether after a postposed subject the clause ends or goes on with an aside."""
    return i >= len(line) or line.tags[i] not in FINITE


def _around_apposition(line: Line, p: int) -> Range | None:
    """The noun phrase before an aside that the mark at `p` closes: ``S, a spokesman for X, said``."""
    mark = "(" if line.words[p] == ")" else line.words[p]
    for k in range(p - 1, max(0, p - 40), -1):
        if line.quoted[k] >= 0:
            return None
        if line.words[k] == mark:
            inner = range(k + 1, p)
            relative = line.tags[k + 1] == "WH" if k + 1 < p else False
            if not relative and any(line.tags[j] in FINITE for j in inner):
                continue
            source = line.np_before(k)
            if source:
                return source
    return None


def _shared(line: Line, first: int, earlier: list[Candidate]) -> tuple[Range | None, str, int]:
    """The subject of the verb that a coordinated or participial cue goes with."""
    before = first - 1 if first and line.words[first - 1] in (",", "and", "but") else first
    if line.tags[first] == "CC":
        before = first
    for candidate in reversed(earlier):
        if candidate.source:
            return candidate.source, "shared", before
    for j in range(before - 1, max(-1, before - 60), -1):
        if line.tags[j] in FINITE and line.quoted[j] < 0:
            group, _ = line.verb_group(j)
            end = line.skip_adverbs_before(group)
            source = line.np_before(end) if end else None
            if source is None and end and line.words[end - 1] in _MARKS:
                source = _around_apposition(line, end - 1)
            if source:
                return source, "shared", before
    return None, "shared", before


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
        and any(t in FINITE for t in line.tags[after + 1 : after + 6])
        and line.tags[0] not in ("VBG", "VBN")
        and line.words[0] not in SUBORDINATORS
    )


def _is_clause(line: Line, end: int) -> bool:
    """Whether what stands before `end` is a clause and not an adverbial: ``Speaking in X,``; ``Asked whether C,``."""
    start = max(0, end - 60)
    while start < end and line.tags[start] in ("CC", "RB", ","):
        start += 1
    if line.tags[start] in ("VBG", "VBN") or line.words[start] in SUBORDINATORS:
        return any(line.words[j] == "," and line.clause_at(j + 1) for j in range(start, end - 3))
    return any(t in FINITE for t in line.tags[start:end])


def _follow(line: Line, i: int, cue: Cue, speaks: bool) -> Follow | None:
    """What follows a cue whose next token is `i`; `speaks`: its subject may be one who speaks."""
    if cue.particle:
        if tuple(line.words[i : i + len(cue.particle)]) != cue.particle:
            return None
        i += len(cue.particle)
    frames = cue.frames
    begins = _begins(line, i, frames)
    if begins:
        return begins
    i = _skip_adverbs(line, i)
    if i >= len(line):
        return None
    for first, second in cue.pairs:
        found = _pair(line, i, first, second)
        if found:
            return found
    if line.words[i] in cue.prepositions and i + 1 < len(line):
        return Follow(i + 1, "preposition")
    begins = _begins(line, i, frames)
    if begins:
        return begins
    if "hearer" in frames:
        hearer = line.np_after(i)
        if hearer and line.tags[i] != "TO":
            found = _after_circumstances(line, hearer[1], frames | {"clause"})
            if found:
                return Follow(found.start, found.frame, hearer, found.channel)
    if "clause" in frames or "quote" in frames:
        found = _after_circumstances(line, i, frames & {"clause", "quote"})
        if found:
            return found
    if (
        "np" in frames
        and speaks
        and line.tags[i]
        in (
            "DT",
            "JJ",
            "NN",
            "NNS",
            "NNP",
            "CD",
            "PRP",
            "POS",
            "VBG",
            '"',
            "RB",
        )
    ):
        return Follow(i, "np")
    return None


def _skip_adverbs(line: Line, i: int) -> int:
    while i < len(line) and line.tags[i] == "RB" and line.quoted[i] < 0:
        i += 1
    return i


def _pair(line: Line, i: int, first: str, second: str) -> Follow | None:
    """Two-part frames: ``accused A of C``, ``called on A to C``."""
    if first == "hearer":
        return None if second != "to" else _to_clause(line, i)
    start = i
    if first != "np":
        if line.words[i] != first:
            return None
        start = i + 1
    if second == "to":
        return _to_clause(line, start)
    hearer = line.np_after(start)
    j = _until(line, start, second)
    if hearer and j is not None and j + 1 < len(line):
        return Follow(j + 1, "np-" + second)
    return None


def _to_clause(line: Line, start: int) -> Follow | None:
    """``A to C``; the content begins with A, who is to do it."""
    hearer = line.np_after(start)
    if hearer is None:
        return None
    j = _skip_adverbs(line, hearer[1])
    if line.words[j : j + 2] == ["not", "to"] or line.words[j : j + 1] == ["to"]:
        return Follow(start, "to", hearer)
    return None


def _until(line: Line, start: int, word: str) -> int | None:
    """The position of a preposition that follows a noun phrase without leaving its clause."""
    for j in range(start + 1, min(len(line), start + 15)):
        if line.words[j] == word and line.quoted[j] < 0:
            return j
        if line.tags[j] in FINITE or line.words[j] in (".", ";", "that"):
            return None
    return None


def _begins(line: Line, i: int, frames: frozenset[str]) -> Follow | None:
    """Content that begins right at `i`."""
    if i >= len(line):
        return None
    word = line.words[i]
    speaks = bool(frames & {"clause", "quote"})
    if speaks and line.is_open_quote(i):
        return Follow(i, "quote")
    if speaks and word == ":" and i + 1 < len(line):
        return Follow(i + 1, "colon")
    if "clause" in frames:
        if word == "that" and i + 1 < len(line):
            return Follow(i + (line.tags[i + 1] not in FINITE), "that")
        if word in _WH:
            return Follow(i, "question")
        if line.quoted[i] < 0 and line.clause_at(i):
            return Follow(i, "zero-that")
    if ("to" in frames) and word == "to" and line.tags[i + 1 : i + 2] == ["VB"]:
        return Follow(i, "to")
    if "ing" in frames and line.tags[i] == "VBG":
        return Follow(i, "ing")
    return None


def _after_circumstances(line: Line, i: int, frames: frozenset[str]) -> Follow | None:
    """Content that begins after a few adverbials: ``on Monday``, ``in an interview with O``."""
    channel = None
    for _ in range(6):
        found = _begins(line, i, frames)
        if found:
            return Follow(found.start, found.frame, None, channel)
        step = _circumstance(line, i)
        if step is None:
            break
        if any(w in channels() for w in line.words[i:step]):
            channel = channel or (i, step)
        i = step
    if (
        i + 1 < len(line)
        and line.words[i] == ","
        and (line.is_open_quote(i + 1) or line.words[i + 1] == "that")
    ):
        return Follow(i + 1 + (line.words[i + 1] == "that"), "quote", None, channel)
    return None


def _circumstance(line: Line, i: int) -> int | None:
    """The end of the adverbial that begins at `i`; None if there is none."""
    if i >= len(line) or line.quoted[i] >= 0:
        return None
    if line.is_time(i) or line.tags[i] == "RB":
        j = i
        while j < len(line) and (line.is_time(j) or line.tags[j] in ("CD", "RB")):
            j += 1
        return j
    if line.words[i] in _CIRCUMSTANCE:
        if i + 1 < len(line) and line.is_time(i + 1):
            return _circumstance(line, i + 1)
        phrase = line.np_after(i + 1)
        return phrase[1] if phrase else None
    return None


def _circumstances(line: Line, i: int, cue: Cue) -> tuple[Range | None, Range | None, int]:
    """Channel, hearer and end of what follows a cue whose content stands before it."""
    channel = hearer = None
    if "hearer" in cue.frames:
        hearer = line.np_after(i)
        i = hearer[1] if hearer else i
    for _ in range(6):
        step = _circumstance(line, i)
        if step is None:
            break
        if line.words[i] == "to" and hearer is None:
            hearer = (i + 1, step)
        elif any(w in channels() for w in line.words[i:step]):
            channel = channel or (i, step)
        i = step
    return channel, hearer, i


def _contents(line: Line, candidates: list[Candidate]) -> list[Attribution]:
    out: list[Attribution] = []
    floor = 0  # content before a cue begins here at the earliest
    inside = 0  # end of the content taken so far
    for n, c in enumerate(candidates):
        if c.before is not None and c.follow is None and c.begin < inside and _encloses(line, out, c):
            floor = inside = out[-2].content[-1][1] if len(out) > 1 else 0
            out.pop()
        if c.begin < inside:
            continue
        if c.before is not None and _prefers_before(line, c):
            parts = _parts_before(line, floor, c, candidates[n + 1 :])
            if parts:
                out.append(Attribution(c, tuple(parts), "before"))
                floor = inside = max(c.after, parts[-1][1])
        elif c.follow:
            stop = _stop(line, c.follow.start, candidates[n + 1 :], c.follow.frame)
            if stop > c.follow.start:
                out.append(Attribution(c, ((c.follow.start, stop),), c.follow.frame))
                floor = inside = stop
    return out


def _encloses(line: Line, out: list[Attribution], c: Candidate) -> bool:
    """Whether the attribution before is part of the content that stands before `c`: ``S agreed to C, said T.``"""
    last = out[-1] if out else None
    return (
        last is not None
        and last.rule not in ("before", "quote", "colon", "that")
        and c.before is not None
        and line.quoted[c.before - 1] < 0
        and (c.at >= c.after - 8 and (c.after >= len(line) or line.tags[c.after] in (".", ",")))
    )


def _parts_before(line: Line, floor: int, c: Candidate, later: list[Candidate]) -> list[Range]:
    """Content before a cue, and more of it after an aside: ``"A," S said, "B"``; ``A, S said, B``."""
    assert c.before is not None
    start = _content_start(line, floor, c.before)
    if start >= c.before:
        return []
    parts = [(start, c.before)]
    more = c.after + 1 if c.after < len(line) and line.words[c.after] == "," else c.after
    if line.is_open_quote(more):
        parts.append((more, _stop(line, more, later, "quote")))
    elif (
        more > c.after
        and line.quoted[c.before - 1] < 0
        and not any(t in FINITE for t in line.tags[start : c.before])
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
    while start < before and (line.words[start] in _MARKS or line.tags[start] == "CC" and start == floor > 0):
        start += 1
    if line.quoted[before - 1] >= 0:
        k = before - 1
        while k > start and line.quoted[k - 1] == line.quoted[before - 1]:
            k -= 1
        if k > start and line.words[k - 1] == ":":
            return k
    return start


def _stop(line: Line, start: int, later: list[Candidate], frame: str) -> int:
    """Where content that begins at `start` ends."""
    stop = len(line)
    if frame in ("quote", "colon") and line.quoted[start] >= 0:
        end = line.quote_end(start)
        if end < len(line) and line.words[end - 2 : end - 1] and line.words[end - 2] in (",", ".", "!", "?"):
            stop = end
    stop = _clause_end(line, start, stop, frame)
    for c in later:
        if c.begin >= stop and c.group[0] >= stop:
            break
        if c.source and c.relation == "subject" and c.source[0] < start and start < c.group[0] < stop:
            stop = c.group[0]  # content inside an aside: ``S, who said C, said``
            break
        if start < c.begin < stop and _coordinated(line, start, c, frame):
            stop = c.begin
            break
    while (
        stop > start
        and line.quoted[stop - 1] < 0
        and (
            line.words[stop - 1] in _MARKS
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
            if word in _ENDS or (word == "but" and line.clause_at(j + 2)):
                return j
            if frame not in _CLAUSES and (tag in ("VBG", "VBN") or (word == "and" and line.clause_at(j + 2))):
                return j
    return stop


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
        finite = any(t in FINITE for t in line.tags[start : c.begin])
        return at == "," or before == "," or line.tags[c.group[1] - 1] == "VBG" or not finite
    return (
        before in _MARKS
        or tag == "CC"
        or before in ("while", "as", "although", "whereas", "though")
        or at == "according"
    )
